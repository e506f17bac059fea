"""Varde: the five services of an operations centre on one engine."""
