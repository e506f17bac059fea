"""Alarm reception: what panels tell, what it means, and the case that comes of it."""
