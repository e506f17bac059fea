"""How grave each category is: the kind of case it makes, its priority, and whether the site may hear of it."""

from typing import Literal

import msgspec

from chalicelib.register.categories import Category

Matter = Category | Literal["unknown", "forged", "unreadable", "opened", "not_armed"]
"""What a signal is about: a category, or what no category can be given to and an operator has to see."""


class CaseClass(msgspec.Struct, frozen=True):
    """One class of alarm."""

    kind: str
    priority: int
    silent: bool = False
    """Nothing may ring, text or show at the site: whoever listens must not learn that help is called."""


CLASSES: dict[Matter, CaseClass] = {
    "hold_up": CaseClass("alarm_hold_up", 1, silent=True),
    "fire": CaseClass("alarm_fire", 1),
    "medical": CaseClass("alarm_medical", 1),
    "gas": CaseClass("alarm_gas", 1),
    "lift": CaseClass("alarm_lift", 2),
    "burglary": CaseClass("alarm_burglary", 2),
    "forged": CaseClass("alarm_forged", 2),
    "water": CaseClass("alarm_water", 3),
    "unknown": CaseClass("alarm_unknown", 3),
    "unreadable": CaseClass("alarm_unreadable", 3),
    "opened": CaseClass("alarm_opened", 3),
    "not_armed": CaseClass("alarm_not_armed", 3),
    "technical": CaseClass("alarm_technical", 3),
    "trouble": CaseClass("alarm_trouble", 4),
}
"""By what weighs most. What is not here (tests, arming, what is over) makes no case by itself."""
CONFIRMED = 1
"""The priority of a burglary that a second zone, or the panel, confirms."""
_WEIGHT = {matter: at for at, matter in enumerate(CLASSES)}


def weight(matter: Matter) -> int:
    """Smaller is graver; among equals in priority it says which one the case is called by."""
    return _WEIGHT[matter]


def is_alarm(matter: Matter) -> bool:
    """Whether it makes a case."""
    return matter in CLASSES


def matter_of(kind: str) -> Matter | None:
    """What a kind of case is about; None when it is none of ours."""
    return next((matter for matter, one in CLASSES.items() if one.kind == kind), None)
