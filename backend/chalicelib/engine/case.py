"""What a case is: its state, and the plan that was copied into it. What may become of it stands in ``cases.py``."""

from typing import ClassVar, Literal

import msgspec

from chalicelib.engine.messages import Recipient
from chalicelib.platform.operations import Key
from chalicelib.platform.time import DAY_MS, SECOND_MS
from chalicelib.records.rows import Lane, State
from chalicelib.register.policy import Rung
from chalicelib.register.steps import PlanStep

Desk = Literal["alarm", "mediation"]
Whose = Literal["alarm", "mediation", "all"]
"""Whose business a case is; what is the centre's own failure is everybody's."""
Disposition = Literal[
    "safe", "false_alarm", "assistance_given", "emergency_services", "handed_over", "duplicate", "other"
]
CallOutcome = Literal["reached", "no_answer", "voicemail", "busy", "wrong_number"]
"""How a call went. Answered is not acknowledged."""

PRIORITY = {
    "sos": 1,
    "duress": 1,
    "desk_absent": 1,
    "silence": 2,
    "call_missed": 2,
    "system": 2,
    "wrong_pins": 2,
    "not_off_duty": 3,
    "not_on_duty": 3,
    "mission_not_started": 3,
    "mission_not_ended": 3,
    "phone_dying": 3,
    "undeliverable": 3,
    "message": 3,
    "shift_note": 3,
    "assistance": 3,
    "wrong_contact": 4,
    "key_lost": 3,
    "key_not_in": 4,
}
"""1 is now, 5 can wait. What is not named here is 3."""

DEFAULT_LADDER = (
    Rung(after_s=0, to="operators", channels=("board",)),
    Rung(after_s=120, to="duty_manager", channels=("sms",), repeat_s=300),
)
DEFAULT_BROADCAST_S = 300
DEFAULT_TAKE_TIMEOUT_S = 180


class NotAllowed(Exception):
    """The case does not allow that; ``reason`` is the message's id in the catalogue of problems."""

    def __init__(self, reason: str, **params: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params


class Case(State, frozen=True, kw_only=True):
    """One case as it stands. Below a kilobyte: its plan is a row of its own, its timeline is the journal."""

    KIND: ClassVar[str] = "case"

    id: str
    kind: str
    priority: int
    desk: Whose = "alarm"
    subject: str = ""
    """The row it is about: ``duty/…``, ``shift/…``."""
    person_id: str = ""
    site: str | None = None
    state: Literal["open", "owned", "resolved"] = "open"
    owner_id: str = ""
    owner_name: str = ""
    opened_at_ms: int
    raised_at_ms: int | None = None
    """When something graver joined it: the response to that is counted from then."""
    taken_at_ms: int | None = None
    """When somebody took it for the first time, or for the first time since it was raised."""
    round: int = 0
    """How often the ladder was begun."""
    round_at_ms: int
    walked_ms: int
    next_ms: int
    exhausted: bool = False
    evidence_at_ms: int | None = None
    """When the silent one was heard again, live: one key confirms it."""
    undelivered: int = 0
    arrived_at_ms: int | None = None
    """When a message arrived after all that had been counted as not delivered."""
    silent: bool = False
    """Nothing about it may reach the worker's phone or the site."""
    unverified: bool = False
    wrong: tuple[str, ...] = ()
    done: tuple[int, ...] = ()
    skipped: tuple[int, ...] = ()
    """The numbers of the plan's steps that were done or skipped; who did it and why is the journal's to tell."""
    handed_to_id: str = ""
    handed_to_name: str = ""
    handed_until_ms: int | None = None
    """Whom the owner has asked to take it over, and until when the question stands. The owner owns it meanwhile."""
    parked_until_ms: int | None = None
    """Nothing is to be done before then. It has an owner all the while."""
    outside_ms: int | None = None
    """When it went to those outside, since nobody sat at its desk."""
    dispatched: dict[str, str] = msgspec.field(default_factory=dict)
    """Guards who are wanted or under way, by dispatch, and how each stands: it is not resolved before they are."""
    ended_at_ms: int | None = None
    text: str = ""

    @property
    def key(self) -> Key:
        """A partition of its own: plan, messages and journal stand beside it."""
        return Key(f"case/{self.id}")

    @property
    def lane(self) -> Lane | None:
        """Where life is at stake before all else."""
        if self.state == "resolved":
            return None
        return Lane.LIFE if self.priority == 1 else Lane.CASE

    @property
    def due_at_ms(self) -> int:
        """The next step of the ladder; with an owner the end of his idleness, of a question or of the parking."""
        return self.next_ms

    @property
    def waits_since_ms(self) -> int:
        """From when the response to it is counted."""
        return self.opened_at_ms if self.raised_at_ms is None else self.raised_at_ms

    @property
    def expires_at_ms(self) -> int | None:
        """A day after its end."""
        return self.ended_at_ms + DAY_MS if self.ended_at_ms is not None else None

    @property
    def site_id(self) -> str | None:
        """The site it concerns."""
        return self.site


class Plan(State, frozen=True, kw_only=True):
    """What was copied into a case when it opened: its ladder and the people on it. It never changes."""

    KIND: ClassVar[str] = "plan"

    case_id: str
    ladder: tuple[Rung, ...] = DEFAULT_LADDER
    broadcast_s: int = DEFAULT_BROADCAST_S
    take_timeout_s: int = DEFAULT_TAKE_TIMEOUT_S
    people: tuple[Recipient, ...] = ()
    informed: tuple[Recipient, ...] = ()
    """Those at the customer's who are told of each step, as the instruction wishes."""
    steps: tuple[PlanStep, ...] = ()
    silent_steps: tuple[PlanStep, ...] = ()
    """What is done instead once nothing may reach the worker's phone."""
    params: dict[str, object] = msgspec.field(default_factory=dict)
    """What the texts are completed with: name, number, site, town, since_ms …"""
    opened_at_ms: int

    @property
    def key(self) -> Key:
        """Beside its case."""
        return plan_key(self.case_id)

    @property
    def expires_at_ms(self) -> int:
        """The auditor clears it with its case, and not before this."""
        return self.opened_at_ms + DAY_MS


def case_key(case_id: str) -> Key:
    """Where a case stands."""
    return Key(f"case/{case_id}")


def plan_key(case_id: str) -> Key:
    """Where its plan stands."""
    return Key(f"case/{case_id}", "plan")


def owned_until(case: Case, plan: Plan, now_ms: int) -> int:
    """Until when an owned case may be left alone: the first of what it waits for, else the owner's idleness."""
    waits = [at_ms for at_ms in (case.handed_until_ms, case.parked_until_ms) if at_ms is not None]
    return min(waits, default=now_ms + plan.take_timeout_s * SECOND_MS)
