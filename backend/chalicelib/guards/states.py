"""What is known of a guard at work: a duty, the company at an assignment, a planned shift."""

from typing import Annotated, ClassVar, Literal

import msgspec

from chalicelib.platform.store import Key
from chalicelib.platform.time import DAY_MS, SECOND_MS
from chalicelib.records.rows import FAR_FUTURE_MS, Lane, State

LATE_MS = 60 * SECOND_MS
"""A silence that the clock finds later than this was the clock's own silence: the guard is asked first."""


class Position(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place on WGS84 with what makes it worth anything: how exact it is, and how old."""

    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)]
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)]
    accuracy_m: Annotated[float, msgspec.Meta(ge=0, le=100_000)]
    measured_at_ms: int


class Duty(State, frozen=True, kw_only=True):
    """One guard on duty at one assignment. Below a kilobyte: it is written at every check-in."""

    KIND: ClassVar[str] = "duty"

    id: str
    guard_id: str
    assignment_id: str
    site: str
    on: bool = True
    alone: bool = True
    started_at_ms: int
    planned_end_ms: int
    interval_s: int
    reminder_s: int
    grace_s: int
    end_reminder_s: int
    end_grace_s: int
    next_ms: int | None = None
    """The deadline of the next check-in; None while there is company."""
    stage: Literal["ok", "reminded", "silent"] = "ok"
    end_stage: Literal["ok", "reminded", "overdue"] = "ok"
    heard_at_ms: int
    position: Position | None = None
    battery: int | None = None
    loud: bool = False
    pin: bool = False
    hushed: bool = False
    feigned: bool = False
    """Went off duty under duress: on the phone it is over, and here the watch goes on."""
    shown_at: str = ""
    """The assignment that the phone shows instead, where somebody was forced to go on duty again."""
    case_id: str = ""
    """The open case of a silence."""
    sos_id: str = ""
    """The open case of an SOS or of duress."""
    end_case_id: str = ""
    late: bool = False
    instruction: int = 0
    ended_at_ms: int | None = None

    @property
    def key(self) -> Key:
        """A partition of its own."""
        return duty_key(self.id)

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
        """When the clock next asks after this guard's check-in."""
        if self.next_ms is None or self.stage == "silent":
            return FAR_FUTURE_MS
        if self.stage == "ok":
            return self.next_ms - self.reminder_s * SECOND_MS
        return self.next_ms + self.grace_s * SECOND_MS

    @property
    def end_due_ms(self) -> int:
        """When the clock next asks after the end of the duty."""
        if self.end_stage == "ok":
            return self.planned_end_ms - self.end_reminder_s * SECOND_MS
        if self.end_stage == "reminded":
            return self.planned_end_ms + self.end_grace_s * SECOND_MS
        return FAR_FUTURE_MS

    @property
    def expires_at_ms(self) -> int | None:
        """A day after its end."""
        return self.ended_at_ms + DAY_MS if self.ended_at_ms is not None else None

    @property
    def site_id(self) -> str:
        """Its site."""
        return self.site

    @property
    def good_company(self) -> bool:
        """Whether a colleague may rest on this guard: not with an open silence, SOS or duress of his own."""
        return not self.case_id and not self.sos_id


class Member(msgspec.Struct, frozen=True):
    """One who is on duty at an assignment, and until when and whether others may count on it."""

    duty_id: str
    guard_id: str
    until_ms: int
    ok: bool = True


class Presence(State, frozen=True, kw_only=True):
    """Who is on duty at one assignment: one row, changed in the same transaction as the duties themselves.

    So two colleagues who leave in the same instant cannot each count on the other.
    """

    KIND: ClassVar[str] = "presence"

    assignment_id: str
    members: tuple[Member, ...] = ()
    looked_ms: int = 0
    """Lapses up to here have been acted on."""
    unsettled: bool = False
    """More have to be told that their company changed than one transaction holds: the clock goes on at once."""

    @property
    def key(self) -> Key:
        """Beside nothing else: assignments themselves live in the register."""
        return presence_key(self.assignment_id)

    @property
    def lane(self) -> Lane:
        """In the watch lane: its deadline is the next moment at which company lapses."""
        return Lane.WATCH

    @property
    def due_at_ms(self) -> int:
        """The next planned end of somebody whom others count on, if there are others."""
        if self.unsettled:
            return self.looked_ms
        if len(self.members) < 2:
            return FAR_FUTURE_MS
        ends = [one.until_ms for one in self.members if one.ok and one.until_ms > self.looked_ms]
        return min(ends, default=FAR_FUTURE_MS)


class OnDuty(State, frozen=True, kw_only=True):
    """That a person is on duty, and in which: a guard has one duty at a time. The row is gone when it ends."""

    KIND: ClassVar[str] = "on_duty"

    person_id: str
    duty_id: str
    assignment_id: str

    @property
    def key(self) -> Key:
        """By the person."""
        return on_duty_key(self.person_id)


class Shift(State, frozen=True, kw_only=True):
    """A planned duty: who is to come, where, from when to when."""

    KIND: ClassVar[str] = "shift"

    id: str
    guard_id: str
    assignment_id: str
    site: str
    start_ms: int
    end_ms: int
    start_grace_s: int
    state: Literal["planned", "reminded", "missed", "met", "cancelled"] = "planned"
    case_id: str = ""
    closed_at_ms: int | None = None

    @property
    def key(self) -> Key:
        """A partition of its own."""
        return shift_key(self.id)

    @property
    def lane(self) -> Lane | None:
        """Watched until somebody came or an operator ended it."""
        return Lane.WATCH if self.state in ("planned", "reminded", "missed") else None

    @property
    def due_at_ms(self) -> int:
        """Its start, then the end of its grace; then it is the case that waits."""
        if self.state == "planned":
            return self.start_ms
        if self.state == "reminded":
            return self.start_ms + self.start_grace_s * SECOND_MS
        return FAR_FUTURE_MS

    @property
    def expires_at_ms(self) -> int | None:
        """A day after it was closed."""
        return self.closed_at_ms + DAY_MS if self.closed_at_ms is not None else None

    @property
    def site_id(self) -> str:
        """Its site."""
        return self.site


def duty_key(duty_id: str) -> Key:
    """Where a duty stands."""
    return Key(f"duty/{duty_id}")


def presence_key(assignment_id: str) -> Key:
    """Where the company of an assignment stands."""
    return Key(f"assignment/{assignment_id}", "presence")


def on_duty_key(person_id: str) -> Key:
    """Where it stands that a person is on duty."""
    return Key(f"person/{person_id}", "duty")


def shift_key(shift_id: str) -> Key:
    """Where a shift stands."""
    return Key(f"shift/{shift_id}")
