"""What is known of a mission: the watch itself, and what was told when it was registered."""

from typing import ClassVar, Literal

import msgspec

from chalicelib.engine.watch import Watch
from chalicelib.platform.operations import Key
from chalicelib.platform.time import DAY_MS, MINUTE_MS, SECOND_MS
from chalicelib.records.rows import FAR_FUTURE_MS, Lane, State
from chalicelib.register.earlier import Companion, Contact, NextOfKin, Spot

DIALLED_WITHIN_MS = 60 * SECOND_MS
"""A call that nobody has dialled so long after it fell due is the centre's failure, never the worker's silence."""
TOLD_WITHIN_MS = 3 * MINUTE_MS
"""So long after somebody dialled, how it went must have been told."""

Stage = Literal["planned", "under_way", "ended", "cancelled"]


class Mission(Watch, frozen=True, kw_only=True):
    """One field worker out at one place. It is planned until somebody says that it has begun."""

    KIND: ClassVar[str] = "mission"

    worker_id: str
    kind_id: str
    place: Spot
    contact: Contact = "own"
    party: tuple[str, ...] = ()
    """Companions who are registered field workers: they see the mission and are told."""
    start_ms: int
    start_grace_s: int
    start_stage: Literal["ok", "reminded", "missed"] = "ok"
    start_again_ms: int | None = None
    """From when the start is waited for anew: it was found late, or an operator has resolved its case."""
    start_case_id: str = ""
    call_stage: Literal["coming", "due", "dialled", "failed"] = "coming"
    call_attempt: int = 0
    """How many calls in a row nobody has answered."""
    dialled_at_ms: int | None = None
    dialled_by: str = ""
    call_case_id: str = ""
    """The open case of a call that the centre did not make."""

    @property
    def key(self) -> Key:
        """A partition of its own."""
        return mission_key(self.id)

    @property
    def who(self) -> str:
        """The worker, who leads the party if there is one."""
        return self.worker_id

    @property
    def state(self) -> Stage:
        """Where it stands, from what has happened."""
        if self.on:
            return "under_way"
        if self.ended_at_ms is None:
            return "planned"
        return "ended" if self.started_at_ms else "cancelled"

    @property
    def planned(self) -> bool:
        """Whether its start is still waited for."""
        return self.state == "planned"

    @property
    def called(self) -> bool:
        """Whether the centre calls, and nothing stands in the way of it."""
        return self.contact == "centre_calls" and self.on and not self.hushed

    @property
    def callable(self) -> bool:
        """Where the centre calls."""
        return self.on and self.contact == "centre_calls"

    @property
    def held_by(self) -> str:
        """Who has dialled the agreed call and not told yet how it went."""
        return self.dialled_by if self.on and self.call_stage == "dialled" else ""

    @property
    def lane(self) -> Lane | None:
        """Waited for from the moment it is registered until it is over."""
        return Lane.WATCH if self.ended_at_ms is None else None

    @property
    def due_at_ms(self) -> int:
        """The start, then its grace; under way the first of contact and end."""
        return self.start_due_ms if self.planned else min(self.check_in_due_ms, self.end_due_ms)

    @property
    def start_due_ms(self) -> int:
        """When the clock next asks after the start; when it is a case, that case waits."""
        begins_ms = self.start_ms if self.start_again_ms is None else self.start_again_ms
        if self.start_stage == "ok":
            return begins_ms
        return begins_ms + self.start_grace_s * SECOND_MS if self.start_stage == "reminded" else FAR_FUTURE_MS

    @property
    def check_in_due_ms(self) -> int:
        """When the clock next asks after contact: a check-in, or a call that the centre has to make."""
        if self.contact == "own":
            return super().check_in_due_ms
        if self.next_ms is None or self.stage == "silent" or self.hushed:
            return FAR_FUTURE_MS
        if self.call_stage == "coming":
            return self.next_ms
        if self.call_stage == "due":
            return self.next_ms + DIALLED_WITHIN_MS
        if self.call_stage == "dialled" and self.dialled_at_ms is not None:
            return self.dialled_at_ms + TOLD_WITHIN_MS
        return FAR_FUTURE_MS


class Details(State, frozen=True, kw_only=True):
    """What else was told about a mission: a row of its own, so that a check-in does not write it."""

    KIND: ClassVar[str] = "mission_details"

    mission_id: str
    what: str
    text: str = ""
    """The place in the worker's own words."""
    route: str = ""
    vehicle: str = ""
    companions: tuple[Companion, ...] = ()
    next_of_kin: NextOfKin | None = None
    closed_at_ms: int | None = None

    @property
    def key(self) -> Key:
        """Beside its mission."""
        return details_key(self.mission_id)

    @property
    def expires_at_ms(self) -> int | None:
        """With its mission."""
        return self.closed_at_ms + DAY_MS if self.closed_at_ms is not None else None


def untold(mission: Mission) -> Details:
    """For one whose details are cleared already, or lost: what falls due of it is acted on all the same."""
    return Details(customer_id=mission.customer_id, mission_id=mission.id, what="", closed_at_ms=mission.ended_at_ms)


def mission_key(mission_id: str) -> Key:
    """Where a mission stands."""
    return Key(f"mission/{mission_id}")


def details_key(mission_id: str) -> Key:
    """Where what was told of it stands."""
    return Key(f"mission/{mission_id}", "details")


def without_calls(mission: Mission) -> Mission:
    """No call is under way any more; the next one is simply coming."""
    return msgspec.structs.replace(mission, call_stage="coming", call_attempt=0, dialled_at_ms=None, dialled_by="")
