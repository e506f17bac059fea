"""A watch through the nights that calendars and clocks trip over: changes of the clock, New Year, February."""

from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

import msgspec
import pytest

from chalicelib.engine.auditor import audit
from chalicelib.guards import rota, routes, shift_routes
from chalicelib.guards.length import latest_end_ms
from chalicelib.guards.rota import line_of
from chalicelib.guards.states import Shift, shift_key
from chalicelib.platform.config import config
from chalicelib.platform.ids import new_id
from chalicelib.platform.problems import Problem
from chalicelib.platform.time import DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, clock_text
from chalicelib.records.change import Change, create
from host.verify import verify_journal
from tests.support.memory import MemoryStore
from tests.support.world import TESTER, World


class Night(NamedTuple):
    """When the wall turns, the end of a shift at six the next morning, and how a minute after the turn is told."""

    turn: str
    six: str
    hours: int
    """From ten in the evening until six."""
    told: str


NIGHTS = {
    "the clock springs forward": Night("2026-03-29T01:00", "2026-03-29T04:00", 7, "03:01"),
    "the clock falls back": Night("2026-10-25T01:00", "2026-10-25T05:00", 9, "02:01 (vintertid)"),
    "the hour before it falls back": Night("2026-10-25T00:00", "2026-10-25T05:00", 9, "02:01 (sommertid)"),
    "New Year": Night("2026-12-31T23:00", "2027-01-01T05:00", 8, "1.1. 00:01"),
    "the end of February": Night("2027-02-28T23:00", "2027-03-01T05:00", 8, "1.3. 00:01"),
    "into 29 February": Night("2028-02-28T23:00", "2028-02-29T05:00", 8, "29.2. 00:01"),
    "out of 29 February": Night("2028-02-29T23:00", "2028-03-01T05:00", 8, "1.3. 00:01"),
}


def ms(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


@pytest.fixture(params=[*NIGHTS.values()], ids=[*NIGHTS])
def night(request: pytest.FixtureRequest) -> Night:
    found: Night = request.param
    return found


@pytest.fixture
def world(night: Night) -> World:
    """Ten in the evening, on a store in memory: the night is walked second by second of its deadlines."""
    settings = msgspec.structs.replace(config(), table_prefix="nights-")
    made = World(settings, now_ms=ms(night.six) - night.hours * HOUR_MS, store=MemoryStore(settings))
    assert clock_text(made.now_ms) == "22:00"
    return made


def until(world: World, at_ms: int) -> None:
    world.advance((at_ms - world.now_ms) / SECOND_MS)


def checks_in_until(world: World, duty_id: str, at_ms: int) -> None:
    """Every 17 minutes, before anybody is reminded, and once more at the end."""
    while world.now_ms < at_ms:
        until(world, min(world.now_ms + 17 * MINUTE_MS, at_ms))
        world.check_in(duty_id)


def test_the_interval_is_as_long_as_on_any_other_night(world: World, night: Night) -> None:
    duty_id = world.on_duty("alice", hours=night.hours)
    checks_in_until(world, duty_id, ms(night.turn) + HOUR_MS)
    assert world.open_cases() == []
    assert world.texts_to("alice") == []
    assert world.duty(duty_id).next_ms == world.now_ms + 20 * MINUTE_MS


def test_a_silence_across_the_turn_is_found_on_the_second_and_told_by_the_right_clock(
    world: World, night: Night
) -> None:
    duty_id = world.on_duty("alice", hours=night.hours)
    deadline_ms = ms(night.turn) + MINUTE_MS
    checks_in_until(world, duty_id, deadline_ms - 20 * MINUTE_MS)
    until(world, deadline_ms - 2 * MINUTE_MS - 1)
    assert world.texts_to("alice") == []
    until(world, deadline_ms - 2 * MINUTE_MS)
    (text,) = world.texts_to("alice")
    assert f"Meld deg innen {night.told}," in text
    until(world, deadline_ms + MINUTE_MS - 1)
    assert world.open_cases() == []
    until(world, deadline_ms + MINUTE_MS)
    assert world.the_case("silence").state.opened_at_ms == deadline_ms + MINUTE_MS


def test_the_end_at_six_is_reminded_of_and_acted_on_after_the_real_hours(world: World, night: Night) -> None:
    duty_id = world.on_duty("alice", hours=night.hours)
    six = ms(night.six)
    checks_in_until(world, duty_id, six - 11 * MINUTE_MS)
    assert world.texts_to("alice") == []
    until(world, six - 10 * MINUTE_MS)
    assert "06:00" in world.texts_to("alice")[-1]
    checks_in_until(world, duty_id, six + 5 * MINUTE_MS - 1)
    assert world.open_cases() == []
    until(world, six + 5 * MINUTE_MS)
    assert world.the_case("not_off_duty").state.opened_at_ms == six + 5 * MINUTE_MS


def test_half_an_hour_more_is_half_an_hour_more(world: World, night: Night) -> None:
    planned_end_ms = ms(night.turn) - 10 * MINUTE_MS
    duty_id = world.on_duty("alice", hours=(planned_end_ms - world.now_ms) / HOUR_MS)
    world.text("alice", "+30")
    assert world.duty(duty_id).planned_end_ms == ms(night.turn) + 20 * MINUTE_MS


def test_a_shift_that_spans_the_turn_is_met_and_one_that_begins_at_it_is_missed_on_time(
    world: World, night: Night
) -> None:
    turn = ms(night.turn)
    bobs = world.plan("bob", in_s=600, hours=night.hours)
    carols = world.plan("carol", in_s=(turn - world.now_ms) // SECOND_MS, hours=2)
    for shift_id in (bobs, carols):
        row = world.engine.get(shift_key(shift_id), Shift)
        assert row is not None
        world.engine.commit(Change((create(line_of(row.state)),)), actor=TESTER, at_ms=world.now_ms)
    world.advance(600)
    duty_id = world.on_duty("bob", hours=night.hours - 1, shift=bobs)
    assert "shift_met" in world.told(f"shift/{bobs}")
    checks_in_until(world, duty_id, turn + 5 * MINUTE_MS - 1)
    assert world.open_cases() == []
    assert len(world.texts_to("carol")) == 1
    until(world, turn + 5 * MINUTE_MS)
    assert world.the_case("not_on_duty").state.subject == f"shift/{carols}"
    found = {one.line.id for one in rota.between(world.engine, turn, turn + MINUTE_MS)}
    assert carols in found


def test_company_ends_with_the_colleagues_planned_end(world: World, night: Night) -> None:
    """Bob is to go at the turn: from then on Alice is alone, and has her whole interval from that moment."""
    turn = ms(night.turn)
    alices = world.on_duty("alice", hours=night.hours)
    bobs = world.on_duty("bob", hours=(turn - world.now_ms) / HOUR_MS)
    assert not world.duty(alices).alone
    until(world, turn - MINUTE_MS)
    assert not world.duty(alices).alone
    until(world, turn)
    assert world.duty(alices).alone
    assert world.duty(alices).next_ms == turn + 20 * MINUTE_MS
    assert world.duty(bobs).on


def test_the_nights_journal_is_anchored_on_both_days_verifies_and_is_forgotten_on_time(
    world: World, night: Night
) -> None:
    duty_id = world.on_duty("alice", hours=night.hours)
    for at_ms in (ms(night.turn) - MINUTE_MS, ms(night.turn) + MINUTE_MS, ms(night.six)):
        checks_in_until(world, duty_id, at_ms)
        audit(world.engine, world.config, world.now_ms)
    world.off_duty(duty_id)
    closed_ms = world.now_ms
    world.settle()
    assert verify_journal(world.engine.store, world.config.secret).broken == ()
    world.now_ms = closed_ms + DAY_MS + SECOND_MS
    audit(world.engine, world.config, world.now_ms)
    gone_ms = closed_ms + DAY_MS + world.config.retention_days * DAY_MS
    for at_ms, kept in ((gone_ms - 2 * SECOND_MS, True), (gone_ms + SECOND_MS, False)):
        world.now_ms = at_ms
        world.settle()
        left = world.engine.store.partition("journal", f"duty/{duty_id}")
        assert any(item.get("private") for item in left) is kept
    assert world.broken(f"duty/{duty_id}") == []


def test_a_text_that_waits_for_its_receipt_over_the_turn_waits_ten_real_minutes(world: World, night: Night) -> None:
    world.receipts_come = False
    duty_id = world.on_duty("alice", hours=night.hours)
    checks_in_until(world, duty_id, ms(night.turn) - 19 * MINUTE_MS)
    until(world, ms(night.turn) - MINUTE_MS)
    world.check_in(duty_id, command=new_id())
    until(world, ms(night.turn) + 9 * MINUTE_MS - 1)
    assert world.open_cases() == []
    until(world, ms(night.turn) + 9 * MINUTE_MS)
    assert len(world.open_cases("undeliverable")) == 1


# -- sixteen hours ------------------------------------------------------------------------------------------------

DOORS = (routes.ROUTES, shift_routes.ROUTES)
"""With them come the words of what is refused."""
WALLS = {
    "the clock springs forward": ("2026-03-28T15:00", "2026-03-29T06:00", "2026-03-29T07:00"),
    "the clock falls back": ("2026-10-24T14:00", "2026-10-25T07:00", "2026-10-25T07:00"),
}
"""Four in the afternoon, eight in the morning, and until when it may last, in UTC."""


@pytest.fixture(params=[*WALLS.values()], ids=[*WALLS])
def afternoon(request: pytest.FixtureRequest) -> tuple[World, int, int]:
    """The world at four, eight in the morning, and the latest end."""
    four, eight, latest = (ms(text) for text in request.param)
    settings = msgspec.structs.replace(config(), table_prefix="nights-")
    made = World(settings, now_ms=four, store=MemoryStore(settings))
    assert (clock_text(four), clock_text(eight)) == ("16:00", "08:00")
    return made, eight, latest


def hours(world: World, end_ms: int) -> float:
    return (end_ms - world.now_ms) / HOUR_MS


def test_from_four_until_eight_is_planned_and_worked_as_on_any_other_night(afternoon: tuple[World, int, int]) -> None:
    world, eight, _ = afternoon
    shift = world.plan("alice", in_s=0, hours=hours(world, eight))
    duty_id = world.on_duty("alice", hours=hours(world, eight), shift=shift)
    assert world.duty(duty_id).planned_end_ms == eight


def test_a_minute_more_than_the_longest_is_refused_planned_begun_or_asked_for(
    afternoon: tuple[World, int, int],
) -> None:
    world, _, latest = afternoon
    longer = hours(world, latest + MINUTE_MS)
    planned, begun = partial(world.plan, "alice", in_s=0, hours=longer), partial(world.on_duty, "alice", hours=longer)
    for attempt in (planned, begun):
        with pytest.raises(Problem) as refused:
            attempt()
        assert refused.value.errors[0].params == {"hours": 16}
    duty_id = world.on_duty("alice", hours=hours(world, latest - 30 * MINUTE_MS))
    world.text("alice", "+30")
    assert world.duty(duty_id).planned_end_ms == latest
    world.text("alice", "+15")
    assert world.duty(duty_id).planned_end_ms == latest


def test_whoever_comes_early_may_plan_to_stay_until_the_shift_ends(afternoon: tuple[World, int, int]) -> None:
    world, eight, _ = afternoon
    shift = world.plan("alice", in_s=0, hours=hours(world, eight))
    world.now_ms -= 30 * MINUTE_MS
    with pytest.raises(Problem):
        world.on_duty("bob", hours=17.25)
    duty_id = world.on_duty("alice", hours=hours(world, eight), shift=shift)
    assert world.duty(duty_id).planned_end_ms == eight


def test_a_shift_of_an_ordinary_week_can_be_copied_onto_the_night(afternoon: tuple[World, int, int]) -> None:
    world, eight, _ = afternoon
    start, end = rota.span_later(*rota.span_later(world.now_ms, eight, -1), 1)
    assert (start, end) == (world.now_ms, eight)
    assert end <= latest_end_ms(start)
