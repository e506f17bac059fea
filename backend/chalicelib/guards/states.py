"""What is known of a guard at work: a duty, the company at an assignment, a planned shift."""

from typing import ClassVar, Literal

import msgspec

from chalicelib.engine.watch import Watch
from chalicelib.platform.operations import Key
from chalicelib.platform.time import DAY_MS, SECOND_MS
from chalicelib.records.rows import FAR_FUTURE_MS, Lane, State


class Usual(msgspec.Struct, frozen=True):
    """How a guard is watched at his own assignment, kept while he is at an alarm. Seconds."""

    interval_s: int
    reminder_s: int
    grace_s: int


class Job(msgspec.Struct, frozen=True):
    """Where a guard was sent last, and when that was over: until a newer position comes he is thought to be there."""

    site: str
    ended_at_ms: int


class Duty(Watch, frozen=True, kw_only=True):
    """One guard on duty at one assignment."""

    KIND: ClassVar[str] = "duty"

    guard_id: str
    assignment_id: str
    site: str
    alone: bool = True
    """Who is not alone need not check in: then ``next_ms`` is None."""
    shown_at: str = ""
    """The assignment that the phone shows instead, where somebody was forced to go on duty again."""
    instruction: int = 0
    dispatch: str = ""
    """The dispatch that he is asked for or has, ``<case>/<id>``: one at a time."""
    usual: Usual | None = None
    """Set while he is at an alarm, out of all company: ``interval_s`` and its like are the alarm's then."""
    last_job: Job | None = None

    @property
    def key(self) -> Key:
        """A partition of its own."""
        return duty_key(self.id)

    @property
    def away(self) -> bool:
        """Whether he has left his assignment for an alarm: nobody there may count on him, nor he on them."""
        return self.usual is not None

    @property
    def who(self) -> str:
        """The guard."""
        return self.guard_id

    @property
    def reporting(self) -> bool:
        """Only who is alone checks in."""
        return self.alone

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
    asked_ms: int | None = None
    """When the guard was asked about a start that the clock had found late: the grace counts from then."""
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
            return max(self.start_ms, self.asked_ms or 0) + self.start_grace_s * SECOND_MS
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


def shift_key(shift_id: str) -> Key:
    """Where a shift stands."""
    return Key(f"shift/{shift_id}")
