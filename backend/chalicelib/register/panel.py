"""What the register knows of a panel: how it is reached and believed, what its zones are, when it should be armed."""

from typing import ClassVar, Literal

import msgspec

from chalicelib.register.categories import Category
from chalicelib.register.states import Kept

Transmission = Literal["SP2", "SP3", "SP4", "SP5", "SP6"]
NOTICED_S: dict[Transmission, int] = {"SP2": 25 * 3_600, "SP3": 1_800, "SP4": 180, "SP5": 90, "SP6": 20}
"""Within so long a loss of transmission is to be noticed, by its category (EN 50136); a panel may have its own time."""
Departure = Literal["crc_wrong", "crc_unreadable", "length_wrong", "length_unreadable"]
"""What is read and not acknowledged, since bytes may be lost or changed, unless the account has leave for it."""
NakForm = Literal["2013", "2026"]
"""The edition of DC-09 after which a refusal for a wrong clock is written: the panel takes its time from it."""
CLOCK_AHEAD_S, CLOCK_BEHIND_S = 20, 40
"""So much may the clock in an encrypted frame differ from ours, unless the account says otherwise."""


class Zone(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One of the panel's zones: its number as it is sent, what it is called, and what it watches for."""

    number: str
    name: str = ""
    category: Category | None = None
    """What an alarm of this zone is about, whatever its code says. None: what the code says."""


class CodeMeaning(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a code means at this panel, or from one of its zones: a lift, say, that reports as a technical alarm."""

    code: str
    zone: str = ""
    """Empty: from every zone."""
    category: Category


HOLIDAY = 7
"""The day of a week that a Norwegian public holiday is."""


class Hours(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When somebody may be inside: from ``opens`` to ``closes`` on these days, 0 being Monday and 7 a public holiday.

    A holiday is no weekday beside that: without hours of its own it is closed. What closes before it opens closes on
    the next day.
    """

    days: tuple[int, ...]
    opens: str
    closes: str


class Partition(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of the system that is armed by itself. Without hours nobody is told when it is opened or left open."""

    number: str
    name: str = ""
    hours: tuple[Hours, ...] = ()


class Lift(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The lift behind a panel: its number, the telephone in its car, and how often it tests itself."""

    number: str
    voice_phone: str | None = None
    test_hours: int = 72
    ended_by: Literal["lift", "fitter"] = "lift"
    """Who says that an alarm is over: the lift itself, or for older ones a named fitter or rescuer."""


class Panel(Kept, frozen=True, kw_only=True):
    """A panel, or a dialler: one account from which signals come."""

    KIND: ClassVar[str] = "panel"

    site_id: str
    account: str
    """As text: its leading zeros belong to it."""
    receiver: str | None = None
    line: str | None = None
    """The receiver's number and the line, where the same account is used on several. None: on whichever."""
    transmission: Transmission = "SP2"
    supervision_s: int | None = None
    key_sealed: str | None = None
    clock_ahead_s: int = CLOCK_AHEAD_S
    clock_behind_s: int = CLOCK_BEHIND_S
    departures: tuple[Departure, ...] = ()
    nak_form: NakForm = "2013"
    signing_round: int = 0
    """How often a key was made for its signals over HTTPS; 0: it has none."""
    plain_accepted: bool = False
    """Whether what comes in the clear is believed although the account has a key."""
    zones: tuple[Zone, ...] = ()
    codes: tuple[CodeMeaning, ...] = ()
    partitions: tuple[Partition, ...] = ()
    close_grace_s: int = 900
    """So long after its hours a partition may stand open."""
    lift: Lift | None = None
    technician: str = ""
    """Who is on call for faults, and how they are reached."""
    operation: str = ""
    """How the panel is operated: what an operator tells a customer who stands before it."""

    @property
    def lookup(self) -> tuple[str, str]:
        """Found by customer and site, then by name."""
        return "kind/panel", f"{self.customer_id}/{self.site_id}/{self.name.casefold()}"

    @property
    def noticed_s(self) -> int:
        """So long may it be silent."""
        return self.supervision_s or NOTICED_S[self.transmission]
