"""What a panel says happened, in the words of the frame: nothing is translated and no leading zero is lost."""

import msgspec

from receiver.dc09.oddities import Oddity


class Modifier(msgspec.Struct, frozen=True):
    """What SIA says about an event: *ti* a time, *da* a date, *id* a user, *ri* an area, *pi* a device …"""

    name: str
    value: str
    text: str | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One event. What was not said is None."""

    code: str
    """Three characters in Contact ID, two letters in SIA."""
    qualifier: str | None = None
    """Contact ID: 1 new or opened, 3 restored or closed, 6 still so."""
    partition: str | None = None
    zone: str | None = None
    """A zone, a user, a door: what the number means is the code's to say."""
    text: str | None = None
    old: bool = False
    """SIA: told again, not for the first time."""
    modifiers: tuple[Modifier, ...] = ()
    rest: str = ""
    """What stood after the address and was not understood."""


class Data(msgspec.Struct, frozen=True, kw_only=True):
    """The data of a frame: its account, its events, and whole what was not understood of it."""

    account: str | None
    events: tuple[Event, ...] = ()
    unread: tuple[str, ...] = ()
    oddities: tuple[Oddity, ...] = ()
