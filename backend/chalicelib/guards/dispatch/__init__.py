"""Dispatch: a guard is sent, from a case of any service, and the case is never silently without the one it wants."""
