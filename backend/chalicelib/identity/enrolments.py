"""Enrolments: a link by which somebody makes a passkey, handed over by who is allowed to. Used once."""

from typing import ClassVar

from chalicelib.identity.derive import mark, token
from chalicelib.identity.keyring import Held, held_by
from chalicelib.platform.access import Caller, Role
from chalicelib.platform.config import Config
from chalicelib.platform.operations import Key
from chalicelib.platform.problems import Problem, forbidden, unauthenticated
from chalicelib.platform.texts import Text, add_texts
from chalicelib.platform.time import DAY_MS, MINUTE_MS
from chalicelib.records.change import NOTHING, Actor, Change, Event, create
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row, State
from chalicelib.register.states import Person

SHORTEST_MS = 30 * MINUTE_MS
LONGEST_MS = DAY_MS


class Enrolment(State, frozen=True, kw_only=True):
    """One permission to make a passkey for a person. The link's token is not in it."""

    KIND: ClassVar[str] = "enrolment"

    of: str
    person_id: str
    until_ms: int
    challenge: str = ""
    challenge_until_ms: int = 0
    used: bool = False

    @property
    def key(self) -> Key:
        """By a mark of the link's token."""
        return enrolment_key(self.of)

    @property
    def expires_at_ms(self) -> int:
        """A day after it has run out, so that a late click is told so."""
        return self.until_ms + DAY_MS

    def stands(self, now_ms: int) -> bool:
        """Whether a passkey can still be made by it."""
        return not self.used and now_ms < self.until_ms


def enrolment_key(of: str) -> Key:
    """Where a marked enrolment is kept."""
    return Key(f"enrolment/{of}")


def may_manage(caller: Caller, person: Person) -> None:
    """Raise unless the caller may hand out or take away that person's keys: nobody borrows powers above their own."""
    caller.require(person.customer_id)
    mightier: frozenset[Role] = frozenset({"system_administrator"})
    if not mightier.isdisjoint(person.roles) and not caller.has("system_administrator"):
        raise forbidden("identity.needs_system_administrator")


def issue_enrolment(
    engine: Engine, config: Config, person: Person, actor: Actor, command_id: str, valid_ms: int, now_ms: int
) -> tuple[str, int]:
    """A link for the person and when it runs out. The same command gets the same link."""
    text = token(config, "enrolment", person.id, command_id)
    enrolment = Enrolment(
        customer_id=person.customer_id,
        of=mark(config, "enrolment", text),
        person_id=person.id,
        until_ms=now_ms + min(max(valid_ms, SHORTEST_MS), LONGEST_MS),
    )

    def load() -> tuple[Row[Enrolment] | None, Held]:
        return engine.get(enrolment.key, Enrolment), held_by(engine, person.id, person.customer_id)

    def decide(facts: tuple[Row[Enrolment] | None, Held]) -> Change:
        row, held = facts
        issued = Event("enrolment_issued", {"until_ms": enrolment.until_ms})
        return NOTHING if row else Change((create(enrolment), held.note(issued)))

    engine.execute(load, decide, actor=actor, at_ms=now_ms)
    stands = engine.get(enrolment.key, Enrolment)
    assert stands is not None
    # Behind the stroke, so that no server on the way writes it down.
    return f"{config.public_url.rstrip('/')}/{_page_of(person)}#enrol={text}", stands.state.until_ms


def _page_of(person: Person) -> str:
    """Where the person's work is done: operators and duty managers sit at the desk, administrators beside it."""
    administers = {"system_administrator", "customer_administrator"} & set(person.roles)
    return "admin" if administers and not {"operator", "duty_manager"} & set(person.roles) else "desk"


def find_enrolment(engine: Engine, config: Config, text: str) -> Row[Enrolment]:
    """The enrolment that a link's token names. Raises ``unauthenticated`` when there is none."""
    row = engine.get(enrolment_key(mark(config, "enrolment", text)), Enrolment)
    if row is None:
        raise used_up()
    return row


def used_up() -> Problem:
    """The answer to a link that opens nothing."""
    return unauthenticated("identity.enrolment_used")


add_texts(
    {
        "identity.enrolment_used": Text(
            "Lenken er brukt eller utløpt. Be om en ny.", "The link is used or has expired. Ask for a new one."
        ),
        "identity.needs_system_administrator": Text(
            "Bare en systemadministrator kan gjøre dette for en systemadministrator.",
            "Only a system administrator can do this for a system administrator.",
        ),
    }
)
