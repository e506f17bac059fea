"""Sessions: one for each device that signed in. Listed, refreshed, ended; never revived.

A refresh token that is answered with its successor stays valid until that successor has been used:

        phone                      centre
        |---- refresh(token 4) ---->|   token 5 is made
        |        x-- token 5 -------|   lost: the phone is behind a mountain
        |---- refresh(token 4) ---->|   token 5 again: nobody is signed out
        |<------- token 5 ----------|
        |---- refresh(token 5) ---->|   token 6 is made; token 4 is dead
        |                           |
        thief -- refresh(token 4) ->|   somebody has a copy: the session is ended, and that is journalled
"""

from typing import ClassVar, Literal

import msgspec

from chalicelib.identity.keyring import MOST_SESSIONS, Held, Keyring
from chalicelib.identity.people import field_roles
from chalicelib.platform.access import Assurance, Caller, Role
from chalicelib.platform.ids import new_id
from chalicelib.platform.operations import Key
from chalicelib.platform.texts import Language
from chalicelib.platform.time import DAY_MS, HOUR_MS
from chalicelib.records.change import NOTHING, Change, Event, Write, create, update
from chalicelib.records.rows import Row, State
from chalicelib.register.states import Person

Way = Literal["code", "read_aloud", "passkey"]

LIFETIME_MS: dict[Way, int] = {"code": 60 * DAY_MS, "read_aloud": DAY_MS, "passkey": 16 * HOUR_MS}
"""Counted from the last refresh: a phone stays signed in, a desk is signed in once a shift."""
KEPT_MS = 30 * DAY_MS
"""So long after its end the row is kept: to list it, to know a stolen token, and for the device's signature."""


class Session(State, frozen=True, kw_only=True):
    """One device of one person, and what it may do."""

    KIND: ClassVar[str] = "session"

    id: str
    person_id: str
    name: str
    language: Language = "nb"
    roles: tuple[Role, ...]
    way: Way
    device_name: str = ""
    device_key: dict[str, str] | None = None
    """The public key that the device made when it signed in (JWK, P-256)."""
    salt: str
    number: int = 1
    """Of the refresh token that is valid now; the one before it is valid while this one is unused."""
    created_at_ms: int
    refreshed_at_ms: int
    until_ms: int
    ended_at_ms: int | None = None

    @property
    def key(self) -> Key:
        """Found by its id alone, which every token carries."""
        return session_key(self.id)

    @property
    def expires_at_ms(self) -> int:
        """Some time after it has run out or was ended."""
        return (self.ended_at_ms or self.until_ms) + KEPT_MS

    @property
    def ended(self) -> bool:
        """Whether somebody ended it."""
        return self.ended_at_ms is not None

    def stands(self, now_ms: int) -> bool:
        """Whether it is neither ended nor run out."""
        return not self.ended and now_ms < self.until_ms

    def caller(self, assurance: Assurance = Assurance.SESSION, doubt: str = "") -> Caller:
        """Its person as a caller."""
        return Caller(
            person_id=self.person_id,
            session_id=self.id,
            name=self.name,
            language=self.language,
            roles=frozenset() if assurance is Assurance.UNVERIFIED else frozenset(self.roles),
            customer_id=self.customer_id,
            assurance=assurance,
            doubt=doubt,
        )


def session_key(session_id: str) -> Key:
    """Where a session is kept."""
    return Key(f"session/{session_id}")


def roles_by(way: Way, person: Person) -> tuple[Role, ...]:
    """What that way of signing in is good for: only a passkey makes an operator."""
    return tuple(person.roles) if way == "passkey" else field_roles(person)


def new_session(
    person: Person, way: Way, now_ms: int, *, device_name: str = "", device_key: dict[str, str] | None = None
) -> Session:
    """A session for the person's device."""
    return Session(
        customer_id=person.customer_id,
        id=new_id(),
        person_id=person.id,
        name=person.name,
        language=person.language,
        roles=roles_by(way, person),
        way=way,
        device_name=device_name,
        device_key=device_key,
        salt=new_id() + new_id(),
        created_at_ms=now_ms,
        refreshed_at_ms=now_ms,
        until_ms=now_ms + LIFETIME_MS[way],
    )


class Door(msgspec.Struct, frozen=True):
    """What is read before somebody is let in: the person, the keyring, and the sessions that are open."""

    person: Person
    held: Held
    open_now: list[Row[Session]]


def signed_in(
    door: Door, session: Session, now_ms: int, *also: Event, keyring: Keyring | None = None
) -> tuple[Write, ...]:
    """The writes that open a session. With too many open, the oldest is ended; what has run out leaves the list."""
    standing = [row for row in door.open_now if row.state.stands(now_ms)]
    surplus = standing[: max(0, len(standing) - MOST_SESSIONS + 1)]
    kept = tuple(row.state.id for row in standing[len(surplus) :])
    held = msgspec.structs.replace(keyring or door.held.keyring, sessions=(*kept, session.id))
    happened = [*also, *(_ended_event(row.state, "surplus") for row in surplus)]
    happened.append(Event("signed_in", {"session": session.id, "way": session.way}, {"device": session.device_name}))
    return (
        create(session),
        door.held.become(held, *happened),
        *(update(row, msgspec.structs.replace(row.state, ended_at_ms=now_ms)) for row in surplus),
    )


def refreshed(row: Row[Session], number: int, person: Person | None, held: Held, now_ms: int) -> Change:
    """What becomes of a session when its refresh token ``number`` comes in, which is known to be ours.

    The result is ``ended`` when it must not go on: the person is gone, or the token was used up long ago.
    """
    session = row.state
    if not session.stands(now_ms):
        return Change(result="ended")
    if person is None or not roles_by(session.way, person):
        return end(row, held, "person_inactive", now_ms)
    if number < session.number - 1 or number > session.number:
        return end(row, held, "token_reused", now_ms)
    if number == session.number - 1:  # the answer was lost: the same successor again
        return NOTHING
    went_on = msgspec.structs.replace(
        session,
        number=session.number + 1,
        name=person.name,
        language=person.language,
        roles=roles_by(session.way, person),
        customer_id=person.customer_id,
        refreshed_at_ms=now_ms,
        until_ms=now_ms + LIFETIME_MS[session.way],
    )
    return Change((update(row, went_on),))


def end(row: Row[Session], held: Held, why: str, now_ms: int) -> Change:
    """The end of a session, told in its person's journal."""
    if row.state.ended:
        return Change(result="ended")
    ended = msgspec.structs.replace(row.state, ended_at_ms=now_ms)
    keyring = held.keyring
    left = tuple(one for one in keyring.sessions if one != row.state.id)
    told = held.become(msgspec.structs.replace(keyring, sessions=left), _ended_event(row.state, why))
    return Change((update(row, ended), told), "ended")


def _ended_event(session: Session, why: str) -> Event:
    return Event("session_ended", {"session": session.id, "why": why})
