"""How long is waited, and how closely a guard at an alarm is watched, where no instruction says otherwise."""

from collections.abc import Iterable

import msgspec

from chalicelib.platform.time import MINUTE_MS, SECOND_MS
from chalicelib.register.steps import PlanStep

RESPONSE_S = {1: 20 * 60, 2: 30 * 60}
RESPONSE_OTHER_S = 45 * 60
"""The agreed response time by the case's priority, where nothing else was agreed."""
OFFER_S = {1: 45, 2: 60}
OFFER_OTHER_S = 120
"""So long is a guard's answer awaited."""
LOOK_AGAIN_MS = 30 * SECOND_MS
"""So often is somebody looked for while nobody suits."""
NOBODY_AGAIN_MS = 5 * MINUTE_MS
"""So often the case alerts anew while nobody suits."""
LATE_AGAIN_MS = 10 * MINUTE_MS
"""So often after the response time is breached, until somebody is there."""
UNFINISHED_MS = 60 * MINUTE_MS
"""So long may somebody be on the scene before the case asks after him."""
ASK_AGAIN_MS = 10 * MINUTE_MS
"""Who said no, or did not answer, is not asked by the system before so long."""


class AtAlarm(msgspec.Struct, frozen=True):
    """How a guard is watched who is alone at an alarm, in seconds."""

    interval_s: int
    reminder_s: int
    grace_s: int


_WATCHED = {1: AtAlarm(10 * 60, 90, 60), 2: AtAlarm(15 * 60, 120, 60)}
_OTHERWISE = AtAlarm(20 * 60, 120, 120)


def response_s(priority: int, steps: Iterable[PlanStep] = ()) -> int:
    """The response time that the customer's instruction agreed on with its step, else the one by priority."""
    agreed = (step.within_s for step in steps if step.what == "send_guard" and step.within_s)
    return next(agreed, RESPONSE_S.get(priority, RESPONSE_OTHER_S))


def offer_s(priority: int) -> int:
    """How long an answer is awaited."""
    return OFFER_S.get(priority, OFFER_OTHER_S)


def at_alarm(priority: int, usual: AtAlarm) -> AtAlarm:
    """The risk of the alarm, or that of his own assignment where that is higher."""
    alarm = _WATCHED.get(priority, _OTHERWISE)
    return usual if usual.interval_s <= alarm.interval_s else alarm
