"""What is going on at one site: which of its zones have told of something, and in which case that is."""

from typing import ClassVar

import msgspec

from chalicelib.alarms.classes import Matter
from chalicelib.alarms.meaning import same_number
from chalicelib.platform.operations import Key
from chalicelib.platform.time import MINUTE_MS
from chalicelib.records.rows import State

JOIN_MS = 30 * MINUTE_MS
"""So long after its last signal is a site's case joined by the next."""
MOST_ACTIVE = 60
"""So many alarms of a site are known one by one; what comes beyond them is counted."""
_TOLD = (1, 2, 3, 5)
_WHATEVER_IT_SAYS: tuple[Matter, ...] = ("forged", "unreadable")
"""A scanner says something else each time."""


class Active(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that a panel has told of: the same again is counted, and told ever more seldom."""

    panel_id: str
    matter: Matter
    code: str
    zone: str = ""
    partition: str = ""
    case_id: str = ""
    since_ms: int
    last_ms: int
    count: int = 1
    restored_ms: int | None = None

    def is_the_same(self, panel_id: str, matter: Matter, zone: str, partition: str, code: str) -> bool:
        """Whether that is one more of this. What names no zone is told apart by its code."""
        if (self.panel_id, self.matter) != (panel_id, matter):
            return False
        if matter in _WHATEVER_IT_SAYS:
            return True
        if not same_number(self.zone, zone):
            return False
        return same_number(self.partition, partition) and bool(zone or self.code == code)


class SiteAlarms(State, frozen=True, kw_only=True):
    """One row for each site that has had a signal: whoever judges its signals writes it, so that they take turns."""

    KIND: ClassVar[str] = "site_alarms"

    site: str
    accounts: tuple[str, ...] = ()
    """The partitions in which this site's signals come in."""
    case_id: str = ""
    """The case that the next signal joins, if it is open and not too long ago."""
    signalled_ms: int = 0
    active: tuple[Active, ...] = ()
    signals: int = 0
    """How many were judged in all."""

    @property
    def key(self) -> Key:
        """One for each site."""
        return site_alarms_key(self.site)

    @property
    def site_id(self) -> str:
        """The site."""
        return self.site


def site_alarms_key(site_id: str) -> Key:
    """Where it stands."""
    return Key(f"site/{site_id}", "alarms")


def is_told(count: int) -> bool:
    """Whether the so-manieth of the same is told in the case: the first few, then 10, 20, 50, 100, 200 …"""
    if count <= _TOLD[-1]:
        return count in _TOLD
    lead = str(count)
    return lead[0] in "125" and set(lead[1:]) == {"0"}
