"""Dates as the wall in Norway shows them: New Year, the end of February, and the nights on which the clock changes."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.channels.catalogue_nb import NORWEGIAN
from chalicelib.channels.moments import moment
from chalicelib.guards import rota
from chalicelib.guards.rota import RotaLine, later_by_weeks, monday_of, span_later
from chalicelib.platform.config import config
from chalicelib.platform.time import DAY_MS, HOUR_MS, MINUTE_MS, NORWAY, local
from chalicelib.records.change import Actor, Change, create
from chalicelib.records.commit import Engine
from chalicelib.register.columns import Unreadable, _date
from chalicelib.register.exports import _cell
from chalicelib.register.states import RiskAssessment
from tests.support.memory import MemoryStore

WEEK_MS = 7 * DAY_MS
TURNS = (
    "2026-03-29T01:00",  # 02:00 becomes 03:00
    "2026-10-25T01:00",  # 03:00 becomes 02:00
    "2026-12-31T23:00",
    "2027-02-28T23:00",
    "2028-02-28T23:00",
    "2028-02-29T23:00",
    "2028-03-26T01:00",
    "2028-10-29T01:00",
)
"""Midnights and changes of the clock, in UTC."""


def ms(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


near_a_turn = st.builds(
    lambda turn, offset: ms(turn) + offset, st.sampled_from(TURNS), st.integers(-36 * HOUR_MS, 36 * HOUR_MS)
)
any_time = st.integers(ms("2024-01-01"), ms("2036-01-01"))
moments = near_a_turn | any_time


def wall(at_ms: int) -> datetime:
    return local(at_ms).replace(tzinfo=None, fold=0)


@given(moments, st.integers(-8, 8))
def test_a_shift_that_is_copied_keeps_its_time_on_the_wall(at_ms: int, weeks: int) -> None:
    moved = later_by_weeks(at_ms, weeks)
    wanted = wall(at_ms) + timedelta(weeks=weeks)
    skipped = wall(moved) - wanted
    assert skipped in (timedelta(), timedelta(hours=1))
    if skipped:  # only where the wall never says it
        assert wall(moved - MINUTE_MS) < wanted
    assert abs(moved - at_ms - weeks * WEEK_MS) <= HOUR_MS
    assert date.fromisoformat(monday_of(moved)) == date.fromisoformat(monday_of(at_ms)) + timedelta(weeks=weeks)


@given(near_a_turn, st.integers(1, 64), st.integers(-8, 8))
@example(ms("2026-03-22T01:30"), 2, 1)
@example(ms("2026-10-25T00:30"), 3, 1)
def test_a_shift_that_is_copied_ends_after_it_began_and_lasts_an_hour_more_or_less_at_most(
    start_ms: int, quarters: int, weeks: int
) -> None:
    length_ms = quarters * 15 * MINUTE_MS
    start, end = span_later(start_ms, start_ms + length_ms, weeks)
    assert end > start
    assert abs(end - start - length_ms) <= HOUR_MS


@given(moments)
def test_a_week_has_every_moment_once(at_ms: int) -> None:
    monday = datetime.fromisoformat(monday_of(at_ms)).replace(tzinfo=NORWAY)
    after = (monday.replace(tzinfo=None) + timedelta(days=7)).replace(tzinfo=NORWAY)
    assert monday.weekday() == 0
    assert monday.timestamp() * 1000 <= at_ms < after.timestamp() * 1000


def read(text: str, now_ms: int) -> int:
    """What somebody makes of a time in a text that arrived just now: today, or on the date that it says."""
    found = re.fullmatch(r"(?:(\d+)\.(\d+)\. )?(\d\d):(\d\d)(?: \((sommertid|vintertid)\))?", text)
    assert found, text
    day, month, hour, minute, season = found.groups()
    now = local(now_ms)
    years = (now.year - 1, now.year, now.year + 1) if day else (now.year,)
    told = []
    for year in years:
        try:
            at = datetime(year, int(month or now.month), int(day or now.day), int(hour), int(minute), tzinfo=NORWAY)
        except ValueError:
            continue  # 29 February
        told.append(int(at.replace(fold=int(season == "vintertid")).timestamp() * 1000))
    return min(told, key=lambda one: abs(one - now_ms))


@given(moments, st.integers(-40 * HOUR_MS, 40 * HOUR_MS))
@example(ms("2026-10-25T00:55"), 10 * MINUTE_MS)
@example(ms("2026-12-31T22:55"), 10 * MINUTE_MS)
@example(ms("2028-02-28T22:55"), 10 * MINUTE_MS)
def test_a_time_in_a_text_is_read_as_it_was_meant(now_ms: int, ahead_ms: int) -> None:
    at_ms = now_ms + ahead_ms
    assert read(moment(at_ms, now_ms, NORWEGIAN), now_ms) == at_ms - at_ms % MINUTE_MS


@given(st.lists(st.tuples(near_a_turn, st.integers(1, 96)), max_size=8), near_a_turn, st.integers(1, 14 * 24))
def test_whatever_is_under_way_in_a_span_is_found_in_the_rota(
    shifts: list[tuple[int, int]], from_ms: int, hours: int
) -> None:
    engine = Engine(MemoryStore(msgspec.structs.replace(config(), table_prefix="calendar-")))
    until_ms = from_ms + hours * HOUR_MS
    wanted = set()
    for number, (start_ms, quarters) in enumerate(shifts):
        end_ms = start_ms + quarters * 15 * MINUTE_MS
        line = RotaLine(
            customer_id="self",
            id=f"shift{number}",
            guard_id="alice",
            assignment_id="round",
            site="site",
            start_ms=start_ms,
            end_ms=end_ms,
            outcome="met",
        )
        engine.commit(Change((create(line),)), actor=Actor("system", "tests"), at_ms=start_ms)
        if start_ms < until_ms and end_ms > from_ms:
            wanted.add(line.id)
    assert {one.line.id for one in rota.between(engine, from_ms, until_ms)} == wanted


@given(st.dates(date(2000, 1, 1), date(2035, 12, 31)))
@example(date(2028, 2, 29))
@example(date(2026, 3, 29))
@example(date(2026, 10, 25))
def test_a_date_in_a_file_is_that_date_when_it_is_written_again(day: date) -> None:
    assessment = RiskAssessment(text="Alene", assessed_by="Dina", assessed_at_ms=_date(f"{day:%d.%m.%Y}"))
    written = _cell("assessed_at_ms", cast("Any", assessment), cast("Any", None))
    assert written == f"{day:%d.%m.%Y}"
    assert _date(f"{day:%Y-%m-%d}") == assessment.assessed_at_ms


@pytest.mark.parametrize("words", ["29.02.2027", "31.04.2026", "00.01.2026", "32.12.2026"])
def test_a_date_that_no_calendar_has_is_not_read(words: str) -> None:
    with pytest.raises(Unreadable):
        _date(words)
