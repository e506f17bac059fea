"""A signal as it came: a row from the moment it is received, so that nothing that was acknowledged can be lost."""

from typing import ClassVar

import msgspec

from chalicelib.platform.ids import id_from
from chalicelib.platform.operations import Key
from chalicelib.platform.time import DAY_MS, MINUTE_MS
from chalicelib.records.rows import Lane, State

REPEAT_MS = 5 * MINUTE_MS
"""Within so long the same account, line, sequence and body is the same signal, sent again."""


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One event in a signal, in the panel's words: all of it text."""

    code: str
    qualifier: str = ""
    """Contact ID: 1 new or opened, 3 restored or closed, 6 still so."""
    partition: str = ""
    zone: str = ""
    text: str = ""
    user: str = ""
    old: bool = False
    """Told again by the panel, and not for the first time."""


class Signal(State, frozen=True, kw_only=True):
    """What came from one account at one moment. Until it is judged it belongs to nobody's customer."""

    KIND: ClassVar[str] = "signal"

    digest: str
    protocol: str
    """``ADM-CID``, ``SIA-DCS`` …; ``HTTP`` and ``HAND`` for what came otherwise."""
    account: str
    receiver: str | None = None
    line: str | None = None
    sequence: str = ""
    events: tuple[Told, ...] = ()
    raw: str = ""
    """The bytes as they came, in base 64; once judged the journal alone has them."""
    transport: str = ""
    peer: str = ""
    received_at_ms: int
    encrypted: bool = False
    genuine: bool = True
    """False: it came in the clear for an account that has a key, or otherwise may be somebody else's."""
    fault: str = ""
    """Why it could not be read; empty if it could."""
    oddities: tuple[str, ...] = ()
    """Where it departed from the standard and was read all the same."""
    urgent: bool = False
    """Whether it goes before the everyday ones: in a storm a fire must not wait behind a town without mains."""
    verdict: str = ""
    judged_at_ms: int | None = None
    first_ms: int | None = None
    """Of a repeat: when the first of them came."""
    site: str | None = None
    panel_id: str = ""
    case_id: str = ""

    @property
    def key(self) -> Key:
        """In its account's partition, by the five minutes it came in: the same signal again cannot be put twice."""
        return signal_key(self.account, self.peer, window_of(self.received_at_ms), self.digest)

    @property
    def lane(self) -> Lane | None:
        """Until it is judged."""
        if self.judged_at_ms is not None:
            return None
        return Lane.LIFE if self.urgent else Lane.SIGNAL

    @property
    def due_at_ms(self) -> int:
        """At once."""
        return self.received_at_ms

    @property
    def expires_at_ms(self) -> int:
        """A day later; the journal tells of it."""
        return self.received_at_ms + DAY_MS

    @property
    def site_id(self) -> str | None:
        """The site, once it is known."""
        return self.site


def window_of(at_ms: int) -> int:
    """The five minutes that an instant lies in."""
    return at_ms // REPEAT_MS


def account_pk(account: str, peer: str = "") -> str:
    """The partition of an account's signals; what names no account is kept by where it came from."""
    named = account.casefold()
    return f"signals/{id_from('account', named) if named else id_from('peer', peer)}"


def signal_key(account: str, peer: str, window: int, digest: str) -> Key:
    """Where a signal stands."""
    return Key(account_pk(account, peer), f"{window_sk(window)}{digest}")


def window_sk(window: int) -> str:
    """What the sort keys of five minutes begin with."""
    return f"signal/{window:08d}/"


def digest_of(account: str, receiver: str | None, line: str | None, sequence: str, body: bytes) -> str:
    """What makes a signal the same as another. The sequence is text: 1 and 0001 are not the same."""
    return id_from("signal", account, receiver or "", line or "", sequence, body.hex())


def twins(signal: Signal) -> tuple[Key, Key]:
    """Where the same signal would stand if it came just across an edge of the five minutes."""
    window = window_of(signal.received_at_ms)
    before, after = (signal_key(signal.account, signal.peer, one, signal.digest) for one in (window - 1, window + 1))
    return before, after
