"""What is known of a dispatch: who was asked, who has it, how far it has come, and what is waited for.

wanting --- a guard is found ---> offered --- yes ---> accepted ---> en_route ---> on_scene ---> done
   ^                                 |                    |
   |---- no, or no answer in time ---|                    |      at any time before the end: recalled
   |---- goes off duty -------------------------------------
"""

from typing import ClassVar, Literal

import msgspec

from chalicelib.engine.messages import Recipient
from chalicelib.platform.operations import Key
from chalicelib.platform.time import DAY_MS
from chalicelib.records.rows import FAR_FUTURE_MS, Lane, State

Progress = Literal["wanting", "offered", "accepted", "en_route", "on_scene", "done", "recalled"]
Why = Literal["declined", "busy", "timed_out", "left", "recalled"]
UNDER_WAY = ("accepted", "en_route", "on_scene")
OPEN = ("wanting", "offered", *UNDER_WAY)


class Assignee(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who is asked, or has it: a guard on duty, or a subcontractor, who has no duty here and no app."""

    id: str
    name: str
    phone: str
    language: str = "nb"
    duty_id: str = ""

    def recipient(self) -> Recipient:
        """As somebody who can be told."""
        return Recipient(id=self.id, name=self.name, phone=self.phone, language=self.language)


class Tried(msgspec.Struct, frozen=True):
    """One who was asked, or had it, and has it no more."""

    person_id: str
    why: Why
    at_ms: int


class Target(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where it goes, copied when the guard was wanted."""

    name: str = ""
    address: str = ""
    postal_code: str = ""
    town: str = ""
    latitude: float | None = None
    longitude: float | None = None
    directions: str = ""


class Dispatch(State, frozen=True, kw_only=True):
    """One guard who is wanted for a case. A case may want several."""

    KIND: ClassVar[str] = "dispatch"

    id: str
    case_id: str
    number: int = 1
    """The first, the second … of its case: a back-up is a dispatch of its own."""
    site: str | None = None
    state: Progress = "wanting"
    who: Assignee | None = None
    tried: tuple[Tried, ...] = ()
    skills: tuple[str, ...] = ()
    what: str = ""
    """The case's kind, by the name it has in the texts."""
    text: str = ""
    """What the operator adds for the guard."""
    priority: int = 3
    target: Target = Target()
    silent: bool = False
    """Nothing about it may reach the site's own numbers, from here either."""
    order: bool = False
    """A technician is to mend something by then: he is asked for himself, and nobody in his place."""
    hold: bool = False
    """Whoever comes waits at a distance until the operator says that it is clear."""
    informed: tuple[Recipient, ...] = ()
    """Those at the customer's who are told at each step, as the instruction names them."""
    wanted_at_ms: int
    response_s: int
    """The agreed response time."""
    offer_s: int
    next_ms: int
    """While it is wanting: when somebody is looked for again; while it is offered: until when the answer is awaited."""
    alert_ms: int
    """When the case alerts anew if nothing happens before: the agreed response time first."""
    breached_at_ms: int | None = None
    nobody_at_ms: int | None = None
    """Since when nobody suits."""
    reasons: dict[str, str] = msgspec.field(default_factory=dict)
    """Why not, by guard, as it was found last."""
    accepted_at_ms: int | None = None
    en_route_at_ms: int | None = None
    on_scene_at_ms: int | None = None
    reported_at_ms: int | None = None
    ended_at_ms: int | None = None
    photos: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """In the case's partition: what happens to it is told in the case's own story."""
        return dispatch_key(self.case_id, self.id)

    @property
    def open(self) -> bool:
        """Whether a guard is still wanted, or under way."""
        return self.state in OPEN

    @property
    def under_way(self) -> bool:
        """Whether somebody has said yes, and is not done."""
        return self.state in UNDER_WAY

    @property
    def lane(self) -> Lane | None:
        """With those who are watched: somebody waits for a guard."""
        return Lane.WATCH if self.open else None

    @property
    def due_at_ms(self) -> int:
        """The next look for somebody, the end of the wait for an answer, or the next alert."""
        if not self.open:
            return FAR_FUTURE_MS
        return min(self.next_ms, self.alert_ms) if self.state in ("wanting", "offered") else self.alert_ms

    @property
    def expires_at_ms(self) -> int | None:
        """A day after its end."""
        return self.ended_at_ms + DAY_MS if self.ended_at_ms is not None else None

    @property
    def site_id(self) -> str | None:
        """The site it goes to."""
        return self.site


class Called(State, frozen=True, kw_only=True):
    """That a subcontractor has been asked, and for what: one at a time, so that a YES by SMS means one thing.

    A guard's duty says it itself. The row is gone when it is over.
    """

    KIND: ClassVar[str] = "called"

    person_id: str
    dispatch: str

    @property
    def key(self) -> Key:
        """By the person."""
        return called_key(self.person_id)


def dispatch_key(case_id: str, dispatch_id: str) -> Key:
    """Where a dispatch stands."""
    return Key(f"case/{case_id}", f"dispatch/{dispatch_id}")


def called_key(person_id: str) -> Key:
    """Where it stands what a subcontractor has been asked for."""
    return Key(f"person/{person_id}", "dispatch")


def reference(dispatch: Dispatch) -> str:
    """How a duty names it."""
    return f"{dispatch.case_id}/{dispatch.id}"


def key_of(named: str) -> Key:
    """The row that a duty names."""
    case_id, _, dispatch_id = named.partition("/")
    return dispatch_key(case_id, dispatch_id)
