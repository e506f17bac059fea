"""Time: integer milliseconds since the epoch, UTC, everywhere. Decisions get it as a parameter."""

import time
from datetime import datetime
from zoneinfo import ZoneInfo

SECOND_MS = 1_000
MINUTE_MS = 60 * SECOND_MS
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS

NORWAY = ZoneInfo("Europe/Oslo")


def now_ms() -> int:
    """The wall clock of this machine. The only place that reads it."""
    return time.time_ns() // 1_000_000


def local(at_ms: int) -> datetime:
    """The same instant on a Norwegian wall clock, daylight saving included."""
    return datetime.fromtimestamp(at_ms / 1000, NORWAY)


def clock_text(at_ms: int) -> str:
    """Hours and minutes as a Norwegian reads them: ``21:32``."""
    return local(at_ms).strftime("%H:%M")
