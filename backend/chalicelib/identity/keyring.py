"""A person's keyring: which sessions are open and which passkeys there are. Its journal is who signed in, and how.

Sessions and codes come and go and are forgotten; the keyring stays, so its chain in the journal is never broken.
"""

from typing import ClassVar

import msgspec

from chalicelib.platform.operations import Key
from chalicelib.platform.tables import TableName
from chalicelib.records.change import Event, Write, create, update
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row, State

MOST_SESSIONS = 20
"""More open sessions than anybody has devices: the oldest makes way."""
MOST_PASSKEYS = 10


class Keyring(State, frozen=True, kw_only=True):
    """What one person signs in with."""

    KIND: ClassVar[str] = "keyring"
    TABLE: ClassVar[TableName] = "register"

    person_id: str
    sessions: tuple[str, ...] = ()
    """The oldest first."""
    passkeys: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """Beside the person."""
        return keyring_key(self.person_id)


def keyring_key(person_id: str) -> Key:
    """Where a person's keyring is kept."""
    return Key(f"person/{person_id}", "keyring")


class Held(msgspec.Struct, frozen=True):
    """A keyring as it was read, or an empty one for who has never signed in."""

    person_id: str
    customer_id: str
    row: Row[Keyring] | None

    @property
    def keyring(self) -> Keyring:
        """What it holds."""
        return self.row.state if self.row else Keyring(customer_id=self.customer_id, person_id=self.person_id)

    def become(self, keyring: Keyring, *events: Event) -> Write:
        """Its next state, and what happened."""
        return update(self.row, keyring, *events) if self.row else create(keyring, *events)

    def note(self, *events: Event) -> Write:
        """Only what happened."""
        return self.become(self.keyring, *events)


def held_by(engine: Engine, person_id: str, customer_id: str) -> Held:
    """The person's keyring."""
    return Held(person_id, customer_id, engine.get(keyring_key(person_id), Keyring))
