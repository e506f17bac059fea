"""Times in frames: ``HH:MM:SS,MM-DD-YYYY``, in UTC."""

import re
from datetime import UTC, datetime

_MOMENT = re.compile(r"(\d\d?):(\d\d):(\d\d),(\d\d?)-(\d\d?)-(\d{4})")


def read_moment(text: str) -> int | None:
    """Milliseconds since 1970, or None if it is no time: ``read_moment("00:00:01,01-01-1970") == 1000``."""
    found = _MOMENT.fullmatch(text) if text.isascii() else None
    if found is None:
        return None
    hour, minute, second, month, day, year = (int(part) for part in found.groups())
    try:
        return int(datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp()) * 1000
    except ValueError:
        return None


def write_moment(at_ms: int) -> str:
    """The same, written: what an answer carries."""
    return datetime.fromtimestamp(at_ms // 1000, UTC).strftime("%H:%M:%S,%m-%d-%Y")
