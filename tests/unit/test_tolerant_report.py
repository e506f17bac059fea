"""An SOS is read field by field: nothing in it makes it refused, and nothing in it takes the rest along."""

import json

import msgspec
import pytest

from chalicelib.engine.reports import Position, tolerant_report

NOW_MS = 1_798_000_000_000
PLACE = Position(latitude=69.679, longitude=18.988, accuracy_m=12.0, measured_at_ms=NOW_MS)
SPOT = msgspec.to_builtins(PLACE)


def test_a_whole_report_is_read_whole() -> None:
    raw = json.dumps({"happened_at_ms": NOW_MS - 5, "position": SPOT, "battery_percent": 7}).encode()
    report = tolerant_report(raw, NOW_MS)
    assert (report.happened_at_ms, report.battery_percent) == (NOW_MS - 5, 7)
    assert report.position == PLACE


@pytest.mark.parametrize("raw", [b"", b"{", b"[1]", b'"help"', b"\xff\xfe", b"null"])
def test_what_cannot_be_read_at_all_is_still_an_sos_now(raw: bytes) -> None:
    report = tolerant_report(raw, NOW_MS)
    assert (report.happened_at_ms, report.position, report.battery_percent) == (NOW_MS, None, None)


@pytest.mark.parametrize(
    "spoiled",
    [{"happened_at_ms": "now"}, {"battery_percent": 101}, {"battery_percent": "full"}, {"unknown": True}],
)
def test_one_unreadable_field_does_not_take_the_position_along(spoiled: dict[str, object]) -> None:
    raw = json.dumps({"happened_at_ms": NOW_MS, "position": SPOT, **spoiled}).encode()
    assert tolerant_report(raw, NOW_MS).position is not None


@pytest.mark.parametrize("place", [None, "here", {"latitude": 91}, {**SPOT, "latitude": "north"}])
def test_an_impossible_position_is_left_out(place: object) -> None:
    raw = json.dumps({"happened_at_ms": NOW_MS - 9, "position": place}).encode()
    report = tolerant_report(raw, NOW_MS)
    assert (report.position, report.happened_at_ms) == (None, NOW_MS - 9)


def test_a_phone_whose_clock_is_ahead_is_not_believed_far() -> None:
    assert (
        tolerant_report(json.dumps({"happened_at_ms": NOW_MS + 10**9}).encode(), NOW_MS).happened_at_ms < NOW_MS + 10**6
    )
