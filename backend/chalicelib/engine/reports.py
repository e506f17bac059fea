"""What somebody out there reports: when it happened, where, how the battery stands, and on whose word.

Shared by everybody who is watched: guards on duty and field workers on a mission.
"""

from typing import Annotated, Any

import msgspec

from chalicelib.channels import inbound as grammar
from chalicelib.platform.problems import invalid
from chalicelib.platform.texts import Text, add_texts
from chalicelib.platform.time import HOUR_MS, MINUTE_MS
from chalicelib.records.rows import FAR_FUTURE_MS

FUTURE_MS = 2 * MINUTE_MS
"""A phone's clock may be so far ahead of ours."""
OLDEST_MS = 12 * HOUR_MS
"""A report that waited longer than this in an outbox tells nothing about now."""
LIVE_MS = 2 * MINUTE_MS
"""A report that is not older is from somebody who is well now."""


class Position(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place on WGS84 with what makes it worth anything: how exact it is, and how old."""

    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)]
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)]
    accuracy_m: Annotated[float, msgspec.Meta(ge=0, le=100_000)]
    measured_at_ms: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody says, or an operator for somebody on the telephone."""

    happened_at_ms: int
    position: Position | None = None
    battery_percent: int | None = None
    on_behalf: dict[str, str] | None = None
    """How the caller on the telephone was identified, and what the operator noted."""

    @property
    def private(self) -> dict[str, object]:
        """The personal part, as the journal keeps it."""
        found: dict[str, object] = {}
        if self.position:
            found["position"] = msgspec.to_builtins(self.position)
        if self.on_behalf:
            found["on_behalf"] = self.on_behalf
        return found

    @property
    def public(self) -> dict[str, object]:
        """The rest of it."""
        return {"happened_at_ms": self.happened_at_ms, "battery": self.battery_percent}


UNKNOWN_ACCURACY_M = 100.0
"""An SMS does not say how exact its position is: taken as a stone's throw."""


def position_in(command: object, at_ms: int) -> Position | None:
    """The position that a text gives, if it gives one."""
    if not isinstance(command, grammar.Position):
        return None
    return Position(
        latitude=command.latitude,
        longitude=command.longitude,
        accuracy_m=UNKNOWN_ACCURACY_M,
        measured_at_ms=at_ms,
    )


def check_time(happened_at_ms: int, now_ms: int) -> None:
    """Refuse what cannot be: a report from the future, or from too long ago."""
    if happened_at_ms > now_ms + FUTURE_MS:
        raise invalid("happened_at_ms", "time.future")
    if happened_at_ms < now_ms - OLDEST_MS:
        raise invalid("happened_at_ms", "time.too_old", hours=OLDEST_MS // HOUR_MS)


def check_position(position: Position | None, now_ms: int) -> None:
    """Refuse a position measured in the future, or long before the report."""
    if position and not now_ms - 2 * OLDEST_MS <= position.measured_at_ms <= now_ms + FUTURE_MS:
        raise invalid("position.measured_at_ms", "time.position")


_LONGEST = 64 * 1024
_Instant = Annotated[int, msgspec.Meta(ge=0, le=FAR_FUTURE_MS)]
_Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]
_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


def tolerant_report(raw: bytes, now_ms: int) -> Report:
    """The report in an SOS. Each part stands for itself: what cannot be read is left out, and nothing else.

    A phone whose clock is ahead measured its position now, not tomorrow.
    """
    parts = _read(raw, dict[str, msgspec.Raw]) if len(raw) <= _LONGEST else None
    happened = _part(parts, "happened_at_ms", _Instant)
    position: Position | None = _part(parts, "position", Position)
    if position:
        measured_ms = min(max(position.measured_at_ms, 0), now_ms)
        position = msgspec.structs.replace(position, measured_at_ms=measured_ms)
    return Report(
        happened_at_ms=now_ms if happened is None else min(happened, now_ms),
        position=position,
        battery_percent=_part(parts, "battery_percent", _Percent),
    )


def _part(parts: dict[str, msgspec.Raw] | None, name: str, kind: Any) -> Any:
    return _read(parts[name], kind) if parts and name in parts else None


def _read(raw: bytes | msgspec.Raw, kind: Any) -> Any:
    try:
        return msgspec.json.decode(raw, type=kind)
    except _UNREADABLE:
        return None


add_texts(
    {
        "time.future": Text(
            "Tidspunktet er fram i tid. Still klokken på telefonen.",
            "That time is in the future. Set the phone's clock.",
        ),
        "time.too_old": Text(
            "Meldingen er eldre enn {hours} timer. Ring sentralen.",
            "The report is older than {hours} hours. Ring the centre.",
        ),
        "time.position": Text(
            "Posisjonen er målt på et umulig tidspunkt. Send den på nytt.",
            "The position was measured at an impossible time. Send it again.",
        ),
    }
)
