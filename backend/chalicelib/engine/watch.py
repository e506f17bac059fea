"""A watch: somebody is followed from a start to a planned end, and silence on the way is acted on.

What is true of everybody who is watched stands here, whichever service it is: a guard's duty and a field worker's
mission are watches. All of it is arithmetic on the facts and the time.

    heard        reminder       next_ms         + grace
      |-------------|--------------|---------------|----> a case
      ok            reminded       (over the       silent
                                    deadline)
"""

from typing import ClassVar, Literal, TypeVar

import msgspec

from chalicelib.engine.reports import LIVE_MS, Position, Report
from chalicelib.platform.operations import Key
from chalicelib.platform.time import DAY_MS, MINUTE_MS, SECOND_MS
from chalicelib.records.rows import FAR_FUTURE_MS, Lane, State

LATE_MS = 60 * SECOND_MS
"""What the clock finds later than this was the clock's own silence: the worker is asked first."""
EXTENSION_AFTER_CASE_MS = 15 * MINUTE_MS
"""So much longer lasts what was not ended in time, when its case is resolved and nothing else was said."""


class Dying(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was said with the battery's last: personal, and forgotten with the position."""

    at_ms: int
    going_to: str = ""
    next_contact_ms: int | None = None
    companion_phone: str = ""
    case_id: str = ""
    """The case that it is."""


class Watch(State, frozen=True, kw_only=True):
    """Somebody who is watched. Below a kilobyte: it is written at every check-in."""

    id: str
    on: bool = True
    started_at_ms: int = 0
    planned_end_ms: int
    interval_s: int
    reminder_s: int
    grace_s: int
    end_reminder_s: int
    end_grace_s: int
    next_ms: int | None = None
    """The deadline of the next contact; None while none is wanted."""
    stage: Literal["ok", "reminded", "silent"] = "ok"
    end_stage: Literal["ok", "reminded", "overdue"] = "ok"
    heard_at_ms: int
    position: Position | None = None
    battery: int | None = None
    loud: bool = False
    pin: bool = False
    hushed: bool = False
    feigned: bool = False
    """Was ended under duress: on the phone it is over, and here the watch goes on."""
    case_id: str = ""
    """The open case of a silence."""
    sos_id: str = ""
    """The open case of an SOS or of duress."""
    end_case_id: str = ""
    late: bool = False
    end_asked_ms: int | None = None
    """When the end was asked about that the clock had found late: its grace counts from then."""
    dying: Dying | None = None
    """The phone is dying, or dead: what it said last."""
    ended_at_ms: int | None = None

    @property
    def unheard_cases(self) -> tuple[str, ...]:
        """The cases in which somebody waits to hear from the worker: of a silence, of a dying phone's last words."""
        return tuple(one for one in (self.case_id, self.dying.case_id if self.dying else "") if one)

    @property
    def who(self) -> str:
        """The person who is watched."""
        raise TypeError(f"{type(self).__name__} does not say whom it watches")

    @property
    def callable(self) -> bool:
        """Whether somebody at the desk calls, so that it can be in somebody's hand."""
        return False

    @property
    def held_by(self) -> str:
        """Who at the desk has this watch in hand just now: nobody, where nobody is called."""
        return ""

    @property
    def reporting(self) -> bool:
        """Whether contact is wanted now."""
        return True

    @property
    def lane(self) -> Lane | None:
        """Watched as long as it lasts."""
        return Lane.WATCH if self.on else None

    @property
    def due_at_ms(self) -> int:
        """The first of: reminder, end of grace, reminder of the end, end of the end's grace."""
        return min(self.check_in_due_ms, self.end_due_ms)

    @property
    def check_in_due_ms(self) -> int:
        """When the clock next asks after a check-in."""
        if self.next_ms is None or self.stage == "silent":
            return FAR_FUTURE_MS
        if self.stage == "ok":
            return self.next_ms - self.reminder_s * SECOND_MS
        return self.next_ms + self.grace_s * SECOND_MS

    @property
    def end_due_ms(self) -> int:
        """When the clock next asks after the end."""
        if self.end_stage == "ok":
            return self.planned_end_ms - self.end_reminder_s * SECOND_MS
        if self.end_stage == "reminded":
            return max(self.planned_end_ms, self.end_asked_ms or 0) + self.end_grace_s * SECOND_MS
        return FAR_FUTURE_MS

    @property
    def expires_at_ms(self) -> int | None:
        """A day after its end."""
        return self.ended_at_ms + DAY_MS if self.ended_at_ms is not None else None


W = TypeVar("W", bound=Watch)


class OnWatch(State, frozen=True, kw_only=True):
    """That a person is watched, and in what: one watch at a time. The row is gone when it ends."""

    KIND: ClassVar[str] = "on_watch"

    person_id: str
    subject: str
    """The partition of the watch: ``duty/…``, ``mission/…``."""

    @property
    def key(self) -> Key:
        """By the person."""
        return on_watch_key(self.person_id)


def on_watch_key(person_id: str) -> Key:
    """Where it stands that a person is watched."""
    return Key(f"person/{person_id}", "watch")


def is_live(report: Report, now_ms: int) -> bool:
    """Whether a report tells how somebody is now."""
    return report.happened_at_ms >= now_ms - LIVE_MS


def noted(watch: W, report: Report, now_ms: int) -> W:
    """What a report tells, whatever it is a report of: when, where, and how the battery stands."""
    heard_at_ms = max(watch.heard_at_ms, min(report.happened_at_ms, now_ms))
    battery = watch.battery if report.battery_percent is None else report.battery_percent
    position = watch.position
    if report.position and (not position or report.position.measured_at_ms >= position.measured_at_ms):
        position = report.position
    return msgspec.structs.replace(watch, heard_at_ms=heard_at_ms, battery=battery, position=position)


def heard(watch: W, report: Report, now_ms: int) -> W:
    """Somebody is all right. Live, it restarts the watch; late, it is evidence of how it was then."""
    after, live = noted(watch, report, now_ms), is_live(report, now_ms)
    if not watch.reporting or (not live and watch.stage == "silent"):
        return after
    if live:
        next_ms = now_ms + watch.interval_s * SECOND_MS
    else:
        then_ms = min(report.happened_at_ms, now_ms) + watch.interval_s * SECOND_MS
        next_ms = max(then_ms, watch.next_ms or 0)
    if next_ms == watch.next_ms:
        return after
    return msgspec.structs.replace(after, next_ms=next_ms, stage="ok", late=False)


def quiet_until_ms(watch: Watch, now_ms: int) -> int:
    """Until when the page on that phone neither rings nor lights up; past for any but one that nothing may betray.

    A time in both cases: the answer to a forced hand is as long as any other, and says nothing to who looks on.
    """
    return now_ms + DAY_MS if watch.hushed else watch.heard_at_ms


def prolonged(watch: W, planned_end_ms: int, now_ms: int) -> W:
    """The same with a later end; reminded of already when that end is near."""
    after = msgspec.structs.replace(watch, planned_end_ms=planned_end_ms, end_stage="ok", end_asked_ms=None)
    return msgspec.structs.replace(after, end_stage="reminded") if after.end_due_ms <= now_ms else after


def ended(watch: W, now_ms: int) -> W:
    """Over: the last position and what a dying phone said are forgotten."""
    return msgspec.structs.replace(
        watch,
        on=False,
        next_ms=None,
        ended_at_ms=now_ms,
        position=None,
        dying=None,
        heard_at_ms=max(watch.heard_at_ms, now_ms),
    )


def case_over(watch: W, case_id: str, now_ms: int) -> W:
    """An operator has resolved a case of this watch: while it lasts, it goes on from now."""
    after = watch
    if watch.case_id == case_id:
        after = msgspec.structs.replace(after, case_id="", stage="ok", late=False)
        if watch.on and watch.reporting:
            after = msgspec.structs.replace(after, next_ms=now_ms + watch.interval_s * SECOND_MS)
    if watch.sos_id == case_id:
        after = msgspec.structs.replace(after, sos_id="", hushed=False, feigned=False)
    if watch.end_case_id == case_id:
        after = msgspec.structs.replace(after, end_case_id="")
        if watch.on:
            longer_ms = now_ms + EXTENSION_AFTER_CASE_MS
            after = msgspec.structs.replace(after, planned_end_ms=longer_ms, end_stage="reminded", end_asked_ms=None)
    return after
