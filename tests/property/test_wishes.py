"""Whatever a customer's instructions are: at every instant exactly one wish holds, and it is the most specific."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as some

from chalicelib.platform.time import DAY_MS, MINUTE_MS, NORWAY, local
from chalicelib.records.commit import Facts
from chalicelib.records.rows import Row
from chalicelib.register.categories import CATEGORIES, Category
from chalicelib.register.holidays import is_half_day, is_holiday
from chalicelib.register.instruction import CustomerInstruction
from chalicelib.register.scopes import Scope, clashes, scope_of, scope_writes
from chalicelib.register.states import Site
from chalicelib.register.steps import MOST_STEPS
from chalicelib.register.times import DAY_MIN, DAYS, Period, holds, minutes_of, moment_of, shared
from chalicelib.register.wishes import DEFAULT_WISHES, steps_of, wish_for

QUAY = Site(
    id="quay", customer_id="harbour", name="Kai 4", address="A", postal_code="0150", town="Oslo", municipality="Oslo"
)
FROM, TO = date(2024, 1, 1), date(2030, 12, 31)


def ms(day: date, hour: int = 0, minute: int = 0) -> int:
    return int(datetime(day.year, day.month, day.day, hour, minute, tzinfo=NORWAY).timestamp() * 1000)


def every_day() -> list[date]:
    return [FROM + timedelta(one) for one in range((TO - FROM).days + 1)]


SPECIAL = [day for day in every_day() if is_holiday(day) or is_half_day(day)]
SHIFTED = [day for day in every_day() if ms(day + timedelta(1)) - ms(day) != DAY_MS]
"""The nights on which clocks are put forward or back."""

instants = some.one_of(
    some.integers(ms(FROM), ms(TO)),
    some.builds(
        lambda day, hour, off: ms(day, hour) + off * MINUTE_MS,
        some.sampled_from(SPECIAL),
        some.sampled_from([0, 12, 23]),
        some.integers(-61, 61),
    ),
    some.builds(lambda day, minute: ms(day) + minute * MINUTE_MS, some.sampled_from(SHIFTED), some.integers(0, 300)),
)
periods = some.builds(
    lambda days, hours: Period(days=tuple(days), start_min=min(hours), end_min=max(hours)),
    some.lists(some.sampled_from(DAYS), min_size=1, unique=True),
    some.lists(some.integers(0, 48).map(lambda half: half * 30), min_size=2, max_size=2, unique=True),
)
FEW: tuple[Category, ...] = ("fire", "burglary", "water")
wanted = some.builds(
    lambda site, categories, times: CustomerInstruction(
        id="", customer_id="harbour", name="", site_id=site, categories=tuple(categories), times=times, action="notify"
    ),
    some.sampled_from([None, "quay", "elsewhere"]),
    some.lists(some.sampled_from(FEW), min_size=1, unique=True),
    some.one_of(some.just(()), some.tuples(periods)),
)


def kept(several: list[CustomerInstruction]) -> list[CustomerInstruction]:
    """Those that the register would take, one after the other."""
    scopes: dict[str, Row[Scope]] = {}
    found = []
    for number, one in enumerate(several):
        state = msgspec.structs.replace(one, id=f"i{number}")
        facts = Facts({row.state.key: row for row in scopes.values()})
        if clashes(state, facts):
            continue
        for write in scope_writes(None, state, facts):
            assert isinstance(write.after, Scope)
            scopes[scope_of(state)] = Row(write.after, 1)
        found.append(state)
    return found


@given(some.lists(wanted, max_size=8), some.sampled_from(FEW), instants, some.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_exactly_one_wish_holds_and_it_is_the_most_specific(
    several: list[CustomerInstruction], category: Category, at_ms: int, chance: object
) -> None:
    instructions = kept(several)
    wish = wish_for(instructions, category, QUAY, at_ms)
    shuffled = list(instructions)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert wish_for(shuffled, category, QUAY, at_ms) == wish
    ranks = [
        (one.site_id is None, not one.times)
        for one in instructions
        if category in one.categories and one.site_id in ("quay", None) and holds(one.times, at_ms)
    ]
    assert len(ranks) == len(set(ranks)), "two of one kind held at once"
    if not ranks:
        assert wish == DEFAULT_WISHES[category]
    else:
        assert (wish.instruction.site_id is None, not wish.instruction.times) == min(ranks)


@given(instants)
@settings(max_examples=500, deadline=None)
def test_an_instant_is_one_minute_of_one_kind_of_day(at_ms: int) -> None:
    day, minute = moment_of(at_ms)
    there = local(at_ms)
    assert minute == there.hour * 60 + there.minute
    rests = is_holiday(there.date()) or (is_half_day(there.date()) and there.hour >= 12)
    assert day == ("holiday" if rests else DAYS[there.weekday()])


@given(periods, periods)
def test_two_overlap_exactly_if_some_minute_belongs_to_both(one: Period, other: Period) -> None:
    both = shared(minutes_of([one]), minutes_of([other]))
    common = set(one.days) & set(other.days)
    assert bool(both) == bool(
        common and max(one.start_min, other.start_min) < min(one.end_min, other.end_min) <= DAY_MIN
    )


def test_over_seven_years_every_quarter_of_an_hour_has_one_wish_and_it_changes_only_where_it_should() -> None:
    office_hours = (Period(days=DAYS[:5], start_min=480, end_min=960),)
    base: dict[str, Any] = {"customer_id": "harbour", "categories": ("burglary",), "action": "notify"}
    by_day = CustomerInstruction(id="day", name="Dag", times=office_hours, **base)
    else_ = CustomerInstruction(id="else", name="Ellers", **base)
    quarters = range(ms(FROM), ms(TO), 15 * MINUTE_MS)
    found = [wish_for((by_day, else_), "burglary", QUAY, at_ms).instruction.id for at_ms in quarters]
    changes = [at_ms for at_ms, (one, other) in zip(quarters[1:], pairwise(found), strict=False) if one != other]
    assert {(local(at_ms).hour, local(at_ms).minute) for at_ms in changes} == {(8, 0), (16, 0), (12, 0)}
    noons = {local(at_ms).date() for at_ms in changes if local(at_ms).hour == 12}
    assert all(is_half_day(day) for day in noons)
    workdays = sum(day.weekday() < 5 and not is_holiday(day) for day in every_day()[:-1])
    assert sum(local(at_ms).hour == 8 for at_ms in changes) == workdays


def test_on_the_night_that_has_two_o_clock_twice_the_same_wish_holds_both_times() -> None:
    night = Period(days=("sun",), start_min=120, end_min=180)
    base: dict[str, Any] = {"customer_id": "harbour", "categories": ("burglary",), "action": "log"}
    both = (CustomerInstruction(id="night", name="Natt", times=(night,), **base),)
    first = int(datetime(2026, 10, 25, 0, 30, tzinfo=UTC).timestamp() * 1000)
    ids = [wish_for(both, "burglary", QUAY, first + hour * 60 * MINUTE_MS).instruction.id for hour in range(3)]
    assert ids == ["night", "night", "system-burglary"]


def test_every_category_has_a_wish_of_the_systems_and_a_plan_that_the_keyboard_can_hold() -> None:
    assert set(DEFAULT_WISHES) == set(CATEGORIES)
    for wish in DEFAULT_WISHES.values():
        assert len(steps_of(wish)) <= MOST_STEPS
        assert bool(steps_of(wish)) == (wish.instruction.action != "log")
