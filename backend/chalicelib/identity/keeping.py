"""Sessions in the store: who is let in by what is read here, whose go on, and whose are ended."""

from collections.abc import Callable

import msgspec

from chalicelib.identity.keyring import Held, held_by
from chalicelib.identity.limits import IDENTITY
from chalicelib.identity.people import active_person
from chalicelib.identity.sessions import Door, Session, Way, end, refreshed, session_key
from chalicelib.platform.access import SELF
from chalicelib.platform.problems import unauthenticated
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.change import NOTHING, Actor, Change
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register.states import Person


def door_of(engine: Engine, person: Person) -> Door:
    """What has to be known to let the person in."""
    held = held_by(engine, person.id, person.customer_id)
    return Door(person, held, open_sessions(engine, held))


def open_sessions(engine: Engine, held: Held) -> list[Row[Session]]:
    """The rows of the keyring's sessions, the oldest first; those that the store has forgotten are absent."""
    keys = [session_key(one) for one in held.keyring.sessions]
    rows = engine.read(keys)
    return [row for row in (rows.find(key, Session) for key in keys) if row is not None]


def sessions_of(engine: Engine, person_id: str, now_ms: int) -> list[Session]:
    """Every session of a person that still stands, the oldest first."""
    held = held_by(engine, person_id, SELF)
    return [row.state for row in open_sessions(engine, held) if row.state.stands(now_ms)]


def just_opened(engine: Engine, session_id: str, now_ms: int) -> Session | None:
    """The session that a sign-in opened. A repeated request is answered again only until the session was used."""
    row = engine.get(session_key(session_id), Session)
    return row.state if row and row.state.stands(now_ms) and row.state.number == 1 else None


class _Refreshing(msgspec.Struct, frozen=True):
    row: Row[Session]
    person: Person | None
    held: Held


def refresh(engine: Engine, session_id: str, number: int, is_ours: Callable[[Session], bool], now_ms: int) -> Session:
    """Go on with a session. Raises ``unauthenticated`` when it has ended, or ends by this."""
    last: list[Session] = []

    def load() -> _Refreshing:
        row = engine.get(session_key(session_id), Session)
        if row is None or not is_ours(row.state):
            raise unauthenticated()
        last[:] = [row.state]
        person_id, customer_id = row.state.person_id, row.state.customer_id
        return _Refreshing(row, active_person(engine, person_id), held_by(engine, person_id, customer_id))

    def decide(facts: _Refreshing) -> Change:
        return refreshed(facts.row, number, facts.person, facts.held, now_ms)

    done = engine.execute(load, decide, actor=IDENTITY, at_ms=now_ms)
    if done.result == "ended":
        raise unauthenticated("session_ended")
    found: Session = done.rows[0].state if done.rows else last[0]
    return found


def end_session(engine: Engine, session_id: str, why: str, actor: Actor, now_ms: int) -> None:
    """End a session at once. Ending one that is ended, or was never there, changes nothing."""

    def load() -> tuple[Row[Session], Held] | None:
        row = engine.get(session_key(session_id), Session)
        return (row, held_by(engine, row.state.person_id, row.state.customer_id)) if row else None

    def decide(facts: tuple[Row[Session], Held] | None) -> Change:
        return end(*facts, why, now_ms) if facts else NOTHING

    engine.execute(load, decide, actor=actor, at_ms=now_ms)


def end_all(engine: Engine, person_id: str, why: str, actor: Actor, now_ms: int, way: Way | None = None) -> int:
    """End every session of a person: a lost device, a changed role, a last day at work. How many there were."""
    sessions = [one for one in sessions_of(engine, person_id, now_ms) if way in (None, one.way)]
    for session in sessions:
        end_session(engine, session.id, why, actor, now_ms)
    return len(sessions)


add_texts(
    {
        "session_ended": Text(
            "Innloggingen er avsluttet. Logg inn på nytt.", "The session has been ended. Sign in again."
        ),
    }
)
