"""The thin host: one machine, the same handlers as in Lambda, and no truth of its own."""
