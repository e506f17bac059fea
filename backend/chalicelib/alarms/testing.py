"""A panel on test, or some of its zones: always with an end. What it tells meanwhile is shown, and alarms nobody."""

from typing import ClassVar

from chalicelib.alarms.meaning import same_number
from chalicelib.alarms.site import Active
from chalicelib.platform.operations import Key
from chalicelib.platform.time import DAY_MS, MINUTE_MS
from chalicelib.records.rows import Lane, State

REMIND_MS = 10 * MINUTE_MS
"""So long before its end somebody is asked whether the test is over."""


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
    signals: int = 0
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
        return not self.zones or any(same_number(one, zone) for one in self.zones)


def panel_test_key(panel_id: str) -> Key:
    """Where it stands."""
    return Key(f"panel/{panel_id}", "test")
