"""The exercise: a night played by the script, whoever is rung, and what came of it."""
