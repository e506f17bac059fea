"""What a case of each category begins with where the customer's instruction says nothing: its steps and its ladder.

The one place that is asked: ``plan_for``. What the customer wishes is read here, and nowhere else.
"""

import msgspec

from chalicelib.alarms.classes import CLASSES, Matter
from chalicelib.engine.wishing import Wanted, wanted_at
from chalicelib.records.commit import Engine
from chalicelib.register.categories import CATEGORIES
from chalicelib.register.policy import Rung
from chalicelib.register.states import Site
from chalicelib.register.steps import PlanStep, What, WhatWished
from chalicelib.register.wishes import NEVER_LOGGED


class AlarmPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What is copied into a case when it opens, or when a graver class joins it."""

    steps: tuple[PlanStep, ...]
    ladder: tuple[Rung, ...]
    take_timeout_s: int
    broadcast_s: int
    wanted: Wanted | None = None
    """What the customer wishes of it: who is told, besides what is done."""


CALL_OFF_S = 90
"""So long can a turn-out be called off as a rule, where the customer's instruction says nothing."""


def _steps(*steps: What | WhatWished, compulsory: What | WhatWished | None = None) -> tuple[PlanStep, ...]:
    return tuple(
        PlanStep(what=what, compulsory=what == compulsory, within_s=CALL_OFF_S if what == "call_off" else None)
        for what in steps
    )


_STEPS: dict[Matter, tuple[PlanStep, ...]] = {
    # A guard company's call verifies nothing: whether it burns is asked first, then the site's own 110 centre is rung.
    # A turn-out that is not needed is billed unless it is called off within a minute or two.
    "fire": _steps("confirm_alarm", "ring_110", "call_off", "send_guard", "ring_contact", compulsory="confirm_alarm"),
    # The police first; nothing rings at the site, and whoever is sent waits until it is cleared.
    "hold_up": _steps("ring_112", "keep_silent", "wait_at_distance", "tell_duty_manager", compulsory="ring_112"),
    "medical": _steps("find_out", "ring_113", "ring_contact", "send_guard", compulsory="find_out"),
    "gas": _steps("find_out", "ring_110", "ring_contact", "send_guard", compulsory="find_out"),
    "lift": _steps("answer", "find_out", "send_guard", "ring_contact", compulsory="answer"),
    "burglary": _steps("ring_contact", "send_guard", "ring_112"),
    "water": _steps("ring_contact", "send_guard"),
    "technical": _steps("find_out", "ring_contact"),
    "trouble": _steps("find_out", "ring_contact"),
    "opened": _steps("ring_contact", "send_guard"),
    "not_armed": _steps("ring_contact", "find_out"),
    "forged": _steps("check_system", "ring_contact", "tell_duty_manager", compulsory="ring_contact"),
    "unknown": _steps("find_out", "ring_contact", "check_system"),
    "unreadable": _steps("find_out", "check_system"),
}

_OF_THE_SYSTEM: dict[str, tuple[PlanStep, ...]] = {
    "panel_silent": _steps("ring_contact", "find_out", "send_guard"),
    "lift_untested": _steps("find_out", "ring_contact"),
    "alarm_not_armed": _STEPS["not_armed"],
    "test_unrestored": _steps("ring_contact", "find_out", compulsory="ring_contact"),
    "receiver_absent": _steps("check_system", "tell_duty_manager"),
}
"""By kind of case: what no signal told of, but the clock."""

_AT_ONCE = (
    Rung(after_s=0, to="operators", channels=("board",)),
    Rung(after_s=30, to="operators", channels=("sms",), repeat_s=60),
    Rung(after_s=60, to="duty_manager", channels=("sms", "call"), repeat_s=120),
)
_SOON = (
    Rung(after_s=0, to="operators", channels=("board",)),
    Rung(after_s=90, to="operators", channels=("sms",), repeat_s=180),
    Rung(after_s=180, to="duty_manager", channels=("sms",), repeat_s=300),
)
_CAN_WAIT = (
    Rung(after_s=0, to="operators", channels=("board",)),
    Rung(after_s=600, to="duty_manager", channels=("sms",), repeat_s=1_800),
)
_LADDERS = {1: (_AT_ONCE, 120, 180), 2: (_SOON, 180, 300)}
_LATER = (_CAN_WAIT, 600, 1_800)


def wanted_of(engine: Engine, site: Site | None, matter: Matter, at_ms: int) -> Wanted | None:
    """What the customer wishes at that site of that category at that time, if anybody there said so."""
    category = next((one for one in CATEGORIES if one == matter), None)
    found = wanted_at(engine, site, category, at_ms) if site and category else None
    return found if found and found.wish.source != "system" else None


def plan_for(wanted: Wanted | None, matter: Matter) -> AlarmPlan:
    """What holds: what the customer wishes, else the system's own."""
    steps = wanted.steps if wanted and wanted.steps else _STEPS[matter]
    return msgspec.structs.replace(at_priority(steps, CLASSES[matter].priority), wanted=wanted)


def is_only_logged(wanted: Wanted | None, matter: Matter) -> bool:
    """Whether the customer wishes that nobody acts on it. What may cost a life is never only logged."""
    if wanted is None or wanted.wish.source == "system" or matter in NEVER_LOGGED:
        return False
    return wanted.wish.instruction.action == "log"


def plan_of(kind: str, priority: int = 1) -> AlarmPlan:
    """What a case begins with that the clock opens."""
    return at_priority(_OF_THE_SYSTEM[kind], priority)


def at_priority(steps: tuple[PlanStep, ...], priority: int) -> AlarmPlan:
    """Those steps at the pace of that priority."""
    ladder, take_timeout_s, broadcast_s = _LADDERS.get(priority, _LATER)
    return AlarmPlan(steps=steps, ladder=ladder, take_timeout_s=take_timeout_s, broadcast_s=broadcast_s)
