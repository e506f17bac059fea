"""The world outside on one machine: a mobile network, and telephones on which every SMS can be read and answered.

Nothing here is Varde's truth, and nothing of it exists in AWS.
"""
