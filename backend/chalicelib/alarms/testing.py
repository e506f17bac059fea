"""A panel on test, or some of its zones: always with an end. What it tells meanwhile is shown, and alarms nobody."""

from typing import ClassVar

import msgspec

from chalicelib.alarms.classes import Matter
from chalicelib.alarms.meaning import same_number
from chalicelib.alarms.site import Active
from chalicelib.platform.operations import Key
from chalicelib.platform.time import DAY_MS, MINUTE_MS
from chalicelib.records.rows import Lane, State

REMIND_MS = 10 * MINUTE_MS
"""So long before its end somebody is asked whether the test is over."""


MOST_TESTED = 200
"""So many zones are told apart; what comes from more is counted."""


class ZoneHeard(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A zone, or where there is none a code, that has told of something during the test."""

    zone: str
    code: str
    name: str = ""
    matter: Matter
    """What it told of last."""
    came_ms: int = 0
    """When it last told that something is so; 0: it has only told that it is over."""
    restored_ms: int | None = None
    count: int = 1


class PanelTest(State, frozen=True, kw_only=True):
    """One panel's test. The row stays when it is over, and the next test takes it over."""

    KIND: ClassVar[str] = "panel_test"

    panel_id: str
    site: str
    zones: tuple[str, ...] = ()
    """Empty: all of them."""
    started_at_ms: int
    until_ms: int
    reminded: bool = False
    by_id: str
    by_name: str
    why: str = ""
    open: tuple[Active, ...] = ()
    """What was told of during the test and is not restored."""
    tested: tuple[ZoneHeard, ...] = ()
    """Each zone that was heard, in the order in which they were."""
    signals: int = 0
    fitter_name: str = ""
    fitter_phone: str = ""
    """Who stands at the panel and has got the link to the test; empty: nobody has."""
    ended_at_ms: int | None = None

    @property
    def key(self) -> Key:
        """One for each panel."""
        return panel_test_key(self.panel_id)

    @property
    def lane(self) -> Lane | None:
        """Watched until it is over."""
        return None if self.ended_at_ms is not None else Lane.WATCH

    @property
    def due_at_ms(self) -> int:
        """The reminder, then the end."""
        return self.until_ms if self.reminded else max(self.until_ms - REMIND_MS, self.started_at_ms)

    @property
    def expires_at_ms(self) -> int | None:
        """A day after its end."""
        return self.ended_at_ms + DAY_MS if self.ended_at_ms is not None else None

    @property
    def site_id(self) -> str:
        """The site."""
        return self.site

    def covers(self, zone: str, at_ms: int) -> bool:
        """Whether what a zone tells at that moment belongs to the test."""
        if self.ended_at_ms is not None or not self.started_at_ms <= at_ms < self.until_ms:
            return False
        return self.is_wanted(zone)

    def is_wanted(self, zone: str) -> bool:
        """Whether that zone is among those that the test is about."""
        return not self.zones or any(same_number(one, zone) for one in self.zones)


def heard_of(
    tested: tuple[ZoneHeard, ...], zone: str, code: str, name: str, matter: Matter, at_ms: int, *, over: bool
) -> tuple[ZoneHeard, ...]:
    """What is known of the zones, with one more event: what comes later says how a zone stands, whatever came first."""
    known = next((one for one in tested if _is_of(one, zone, code)), None)
    if known is None:
        came = ZoneHeard(zone=zone, code=code, name=name, matter=matter, restored_ms=at_ms if over else None)
        return (*tested, came if over else msgspec.structs.replace(came, came_ms=at_ms))[:MOST_TESTED]
    after = msgspec.structs.replace(known, count=known.count + 1)
    if over:
        after = msgspec.structs.replace(after, restored_ms=max(at_ms, known.restored_ms or 0))
    elif at_ms >= known.came_ms:
        restored_ms = None if (known.restored_ms or 0) <= at_ms else known.restored_ms
        after = msgspec.structs.replace(
            after, code=code, name=name, matter=matter, came_ms=at_ms, restored_ms=restored_ms
        )
    return tuple(after if one is known else one for one in tested)


def _is_of(one: ZoneHeard, zone: str, code: str) -> bool:
    return same_number(one.zone, zone) if zone and one.zone else one.zone == zone and one.code == code


def panel_test_key(panel_id: str) -> Key:
    """Where it stands."""
    return Key(f"panel/{panel_id}", "test")
