"""What is awaited of a panel: a sign of life, a lift's test, that it is armed in time. One row, due at the first."""

from typing import ClassVar

import msgspec

from chalicelib.platform.operations import Key
from chalicelib.platform.time import SECOND_MS
from chalicelib.records.rows import FAR_FUTURE_MS, Lane, State


class Armed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A partition: whether it is armed, as far as it has said, and by when it has to be."""

    number: str
    armed: bool | None = None
    since_ms: int = 0
    due_ms: int | None = None


class PanelWatch(State, frozen=True, kw_only=True):
    """A panel that is supervised. It is written coarsely: a sign of life costs no write each."""

    KIND: ClassVar[str] = "panel_watch"

    panel_id: str
    site: str
    noticed_s: int
    heard_at_ms: int
    """The last sign of life that was written down."""
    since_ms: int
    """Since when its silence counts: it was heard, or a receiver was there again to hear it."""
    silent_case_id: str = ""
    lift_every_ms: int | None = None
    lift_test_ms: int = 0
    lift_due_ms: int | None = None
    lift_case_id: str = ""
    partitions: tuple[Armed, ...] = ()
    gone_at_ms: int | None = None
    """When it was found that the register knows the panel no more."""

    @property
    def key(self) -> Key:
        """Beside the panel."""
        return panel_watch_key(self.panel_id)

    @property
    def lane(self) -> Lane | None:
        """With the signals: the board has no use for a hundred thousand panels that are as they should be."""
        return None if self.gone_at_ms is not None else Lane.SIGNAL

    @property
    def silence_due_ms(self) -> int:
        """When it will have been silent for too long; while its silence is a case already, never."""
        return FAR_FUTURE_MS if self.silent_case_id else self.since_ms + self.noticed_s * SECOND_MS

    @property
    def due_at_ms(self) -> int:
        """The first of all that is awaited."""
        waits = [self.silence_due_ms, self.lift_due_ms, *(one.due_ms for one in self.partitions)]
        return min(one for one in waits if one is not None)

    @property
    def expires_at_ms(self) -> int | None:
        """Once the panel is gone."""
        return self.gone_at_ms

    @property
    def site_id(self) -> str:
        """The site."""
        return self.site

    @property
    def coarse_ms(self) -> int:
        """A sign of life is written down if the last one is so long ago: several fit into the time of supervision."""
        return self.noticed_s * SECOND_MS // 4


def panel_watch_key(panel_id: str) -> Key:
    """Where it stands."""
    return Key(f"panel/{panel_id}", "watch")
