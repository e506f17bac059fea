"""Passkeys: how operators and administrators sign in. What is kept of them, and how one is taken away.

The library ``webauthn`` judges what an authenticator says; the two ceremonies stand in ``registration`` and
``authentication``.
"""

from typing import Any, ClassVar

import msgspec

from chalicelib.identity.keyring import Held, held_by
from chalicelib.platform.config import Config
from chalicelib.platform.ids import id_from
from chalicelib.platform.operations import Key
from chalicelib.platform.problems import Problem, not_found, unauthenticated
from chalicelib.platform.tables import TableName
from chalicelib.platform.texts import Text, add_texts
from chalicelib.platform.time import MINUTE_MS
from chalicelib.records.change import Actor, Change, Event, remove
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row, State
from chalicelib.register.states import Person

CHALLENGE_MS = 5 * MINUTE_MS
"""So long may a person look for the key."""

UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, IndexError)
"""What a credential that was put together by hand makes of the library, besides its own exceptions."""


class Passkey(State, frozen=True, kw_only=True):
    """One credential of one person: its public half."""

    KIND: ClassVar[str] = "passkey"
    TABLE: ClassVar[TableName] = "register"

    credential: str
    person_id: str
    public_key: str
    sign_count: int
    name: str = ""
    created_at_ms: int
    used_at_ms: int

    @property
    def id(self) -> str:
        """A short name for the credential, whose own is long."""
        return passkey_id(self.credential)

    @property
    def key(self) -> Key:
        """Found by the credential that the authenticator names."""
        return passkey_key(self.id)


def passkey_id(credential: str) -> str:
    """The short name of a credential (base64url)."""
    return id_from("passkey", credential)


def passkey_key(short: str) -> Key:
    """Where a passkey is kept."""
    return Key(f"passkey/{short}")


def held_passkeys(engine: Engine, held: Held) -> list[Row[Passkey]]:
    """The keyring's passkeys, the oldest first."""
    keys = [passkey_key(short) for short in held.keyring.passkeys]
    rows = engine.read(keys, "register")
    return [row for row in (rows.find(key, Passkey) for key in keys) if row is not None]


def passkeys_of(engine: Engine, person: Person) -> list[Passkey]:
    """A person's passkeys, the oldest first."""
    return [row.state for row in held_passkeys(engine, held_by(engine, person.id, person.customer_id))]


def removed(held: Held, row: Row[Passkey] | None, short: str) -> Change:
    """Take a passkey off its person's keyring. Raises ``not_found`` when it does not hang there."""
    if row is None or short not in held.keyring.passkeys:
        raise not_found()
    left = tuple(one for one in held.keyring.passkeys if one != short)
    keyring = msgspec.structs.replace(held.keyring, passkeys=left)
    return Change((held.become(keyring, Event("passkey_removed", {"passkey": short})), remove(row)))


def remove_passkey(engine: Engine, person: Person, short: str, actor: Actor, command_id: str, now_ms: int) -> None:
    """Take a passkey away: a lost laptop."""
    engine.execute(
        lambda: (held_by(engine, person.id, person.customer_id), engine.get(passkey_key(short), Passkey)),
        lambda facts: removed(*facts, short),
        actor=actor,
        command_id=command_id,
        about=lambda facts: facts[0].row,
        at_ms=now_ms,
    )


def origin(config: Config) -> str:
    """Where the pages come from that may ask for a passkey."""
    return config.public_url.rstrip("/")


def not_accepted() -> Problem:
    """The one answer to a passkey that does not sign in."""
    return unauthenticated("identity.passkey_wrong")


def plain(options: str) -> dict[str, Any]:
    """The options for the browser, as they go into an answer."""
    return msgspec.json.decode(options, type=dict[str, Any])


add_texts(
    {
        "identity.passkey_wrong": Text(
            "Passnøkkelen ble ikke godkjent. Prøv igjen, eller be om en ny lenke.",
            "The passkey was not accepted. Try again, or ask for a new link.",
        ),
        "identity.challenge_used": Text(
            "Det tok for lang tid, eller det er alt brukt. Last siden på nytt og prøv igjen.",
            "It took too long or was used already. Reload the page and try again.",
        ),
    }
)
