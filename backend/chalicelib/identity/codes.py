"""Sign-in codes: six digits to the number that the register knows, for five minutes and five tries.

The code is not kept anywhere: it follows from the row's salt and the installation's secret. A number that nobody has
gets the same answer, the same row (which nothing can open) and counts against the same limits. The number itself is
not in the row's name either.
"""

from typing import ClassVar

import msgspec

from chalicelib.identity.derive import derived
from chalicelib.identity.sessions import Door, Way, new_session, signed_in
from chalicelib.platform.config import Config
from chalicelib.platform.operations import Key
from chalicelib.platform.problems import Problem, unauthenticated
from chalicelib.platform.texts import Text, add_texts
from chalicelib.platform.time import HOUR_MS, MINUTE_MS
from chalicelib.records.change import Change, Write, create, update
from chalicelib.records.rows import Row, State

VALID_MS = 5 * MINUTE_MS
TRIES = 5


class Code(State, frozen=True, kw_only=True):
    """The latest code for one number. ``person_id`` is empty where nobody has the number."""

    KIND: ClassVar[str] = "sign_in_code"

    of: str
    person_id: str
    way: Way = "code"
    salt: str
    until_ms: int
    tries: int = 0
    used: bool = False

    @property
    def key(self) -> Key:
        """By a mark that stands for the number."""
        return code_key(self.of)

    @property
    def expires_at_ms(self) -> int:
        """Soon after it has run out; no journal hangs on it."""
        return self.until_ms + HOUR_MS


def code_key(of: str) -> Key:
    """Where the code of a marked number is kept."""
    return Key(f"sign-in-code/{of}")


def digits(config: Config, code: Code) -> str:
    """The six digits themselves: for the SMS, or to be read aloud."""
    number = int.from_bytes(derived(config, "sign-in-code", code.of, code.salt)[:8], "big")
    return f"{number % 1_000_000:06d}"


def issued(row: Row[Code] | None, code: Code, *told: Write) -> Change:
    """A new code takes the place of the last; with it whatever tells the person."""
    return Change((update(row, code) if row else create(code), *told), code.salt)


def open_to(code: Code | None, now_ms: int) -> bool:
    """Whether the code can be tried at all."""
    return code is not None and not code.used and code.tries < TRIES and now_ms < code.until_ms


class Trying(msgspec.Struct, frozen=True):
    """What is read when somebody tries a code: the code, and the door of whom it is for."""

    code: Row[Code] | None
    door: Door | None


def tried(facts: Trying, right: bool, device_name: str, device_key: dict[str, str], now_ms: int) -> Change:
    """What one try does: the right one opens a session, a wrong one is counted. Raises where no code stands open."""
    row, door = facts.code, facts.door
    if row is None or not open_to(row.state, now_ms):
        raise wrong_code()
    if door is None or door.person.id != row.state.person_id or not right:
        return Change((update(row, msgspec.structs.replace(row.state, tries=row.state.tries + 1)),), "wrong")
    session = new_session(door.person, row.state.way, now_ms, device_name=device_name, device_key=device_key)
    used = update(row, msgspec.structs.replace(row.state, used=True))
    return Change((used, *signed_in(door, session, now_ms)), session.id)


def wrong_code() -> Problem:
    """The one answer to a code that is wrong, used, tried too often or too old."""
    return unauthenticated("identity.code_wrong")


add_texts(
    {
        "identity.code_wrong": Text(
            "Koden er feil, brukt eller utløpt. Be om en ny kode.",
            "The code is wrong, used or has expired. Ask for a new one.",
        ),
        "identity.no_code_role": Text(
            "Denne personen logger inn med passnøkkel. Lag en lenke for ny passnøkkel i stedet.",
            "This person signs in with a passkey. Make a link for a new passkey instead.",
        ),
    }
)
