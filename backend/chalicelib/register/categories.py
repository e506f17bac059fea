"""The categories of what a panel tells: the words that signals, cases and instructions share."""

from typing import Literal, get_args

Category = Literal[
    "fire",
    "hold_up",
    "burglary",
    "lift",
    "technical",
    "medical",
    "water",
    "gas",
    "trouble",
    "test",
    "open_close",
    "cancel",
    "restore",
]
"""What an event is about, as an operator and a customer speak of it; which code means which is the alarms' to say."""

CATEGORIES: tuple[Category, ...] = get_args(Category)
"""All of them, in the order in which they are shown."""
