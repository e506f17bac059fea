"""Two who act in the same instant: one wins, the other is told so, and the register stays true."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any, NamedTuple

import msgspec
import pytest

from chalicelib.engine.reports import Report
from chalicelib.guards import service
from chalicelib.platform.config import Config
from chalicelib.platform.ids import new_id
from chalicelib.platform.operations import Key
from chalicelib.platform.problems import Problem
from chalicelib.platform.store import Store
from chalicelib.records.change import Actor
from chalicelib.records.commit import Engine
from chalicelib.register import repository as register
from chalicelib.register.build import Setting
from chalicelib.register.keeping import By, change_thing, create_thing, delete_thing
from chalicelib.register.pointers import Uses, uses_key
from chalicelib.register.repository import everything
from chalicelib.register.seed import seed
from chalicelib.register.subjects import subject
from tests.support.between import Killed, engine_that_dies, engine_that_meets, engine_that_reads_slowly
from tests.support.people import TESTS
from tests.support.register import NOW_MS, SECRET, good

HOUR_MS = 3_600_000


def by() -> By:
    return By(TESTS, new_id(), NOW_MS)


def create(engine: Engine, plural: str, **fields: Any) -> str:
    kind, thing_id = subject(plural), new_id()
    sent = msgspec.convert(good(plural, **fields), kind.sent)
    build = kind.builder(sent, Setting(id=thing_id, now_ms=NOW_MS, secret=SECRET))
    create_thing(engine, kind.kind, thing_id, build, by())
    return thing_id


def delete(engine: Engine, plural: str, thing_id: str) -> None:
    delete_thing(engine, everything, subject(plural).kind, thing_id, None, by())


def rename(engine: Engine, plural: str, thing_id: str, name: str, version: int) -> None:
    def renamed(old: Any) -> Any:
        return msgspec.structs.replace(old, name=name)

    change_thing(engine, everything, subject(plural).kind, thing_id, version, renamed, by())


def phone() -> str:
    return f"+4745{int.from_bytes(new_id().encode()) % 10**6:06d}"


def outcome(act: Callable[[], object]) -> int:
    """200, or the status of the refusal."""
    try:
        act()
    except Problem as problem:
        return problem.status
    return 200


def at_once(*acts: Callable[[], object]) -> list[int]:
    """What became of each when all began in the same instant."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> int:
        barrier.wait()
        return outcome(act)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


class Place(NamedTuple):
    customer: str
    site: str
    assignment: str


@pytest.fixture
def place(engine: Engine) -> Place:
    customer = create(engine, "customers")
    site = create(engine, "sites", customer_id=customer)
    return Place(customer, site, create(engine, "assignments", customer_id=customer, site_id=site))


@pytest.fixture
def guard(engine: Engine) -> str:
    return create(engine, "people", phone=phone())


def counts(engine: Engine, pk: str) -> dict[str, int] | None:
    row = engine.get(uses_key(pk), Uses)
    return row.state.counts if row else None


def on_duty(engine: Engine, guard: str, assignment: str) -> str:
    person = register.get_person(engine, everything, guard)
    assert person is not None
    actor = Actor("person", guard)
    report = Report(happened_at_ms=NOW_MS)
    end_ms = NOW_MS + 8 * HOUR_MS
    row = service.go_on_duty(
        engine, actor, f"{guard}/{new_id()}", person.state, assignment, end_ms, 1, None, report, NOW_MS
    )
    return row.state.id


def off_duty(engine: Engine, guard: str, duty_id: str) -> None:
    report = Report(happened_at_ms=NOW_MS)
    service.go_off_duty(engine, Actor("person", guard), new_id(), duty_id, report, NOW_MS, duress=False)


class TestOneNumber:
    def test_goes_to_one_of_two_people_who_are_registered_in_the_same_instant(self, engine: Engine) -> None:
        for _ in range(5):
            number = phone()
            acts = [partial(create, engine, "people", name=name, phone=number) for name in "ABCD"]
            assert sorted(at_once(*acts)) == [200, 422, 422, 422]
            owner = register.find_person_by_phone(engine, everything, number)
            assert owner is not None
            assert [row.state.id for row in register.list_people(engine, everything) if row.state.phone == number] == [
                owner.state.id
            ]

    def test_goes_to_whoever_writes_first(self, engine: Engine, settings: Config) -> None:
        number = phone()
        slow = engine_that_meets(settings, lambda: create(engine, "people", name="Bob", phone=number))
        assert outcome(lambda: create(slow, "people", name="Alice", phone=number)) == 422
        owner = register.find_person_by_phone(engine, everything, number)
        assert owner is not None
        assert owner.state.name == "Bob"


class TestOneVersion:
    def test_of_many_who_change_it_one_is_heard(self, engine: Engine, place: Place) -> None:
        acts = [partial(rename, engine, "sites", place.site, name, 1) for name in ("Nord", "Sør", "Øst", "Vest")]
        assert sorted(at_once(*acts)) == [200, 409, 409, 409]
        row = register.get_site(engine, everything, place.site)
        assert row is not None
        assert row.version == 2

    def test_a_change_that_meets_the_end_is_lost(self, engine: Engine, settings: Config) -> None:
        customer = create(engine, "customers")
        slow = engine_that_meets(settings, lambda: delete(engine, "customers", customer))
        assert outcome(lambda: rename(slow, "customers", customer, "Nytt", 1)) == 404
        assert register.get_customer(engine, everything, customer) is None


class TestWhatRestsOnSomething:
    def test_the_bearer_stays_when_something_comes_to_rest_on_it(self, engine: Engine, settings: Config) -> None:
        customer = create(engine, "customers")
        slow = engine_that_meets(settings, lambda: create(engine, "sites", customer_id=customer))
        assert outcome(lambda: delete(slow, "customers", customer)) == 409
        assert counts(engine, f"customer/{customer}") == {"site": 1}

    def test_nothing_comes_to_rest_on_what_is_gone(self, engine: Engine, settings: Config) -> None:
        customer = create(engine, "customers")
        slow = engine_that_meets(settings, lambda: delete(engine, "customers", customer))
        assert outcome(lambda: create(slow, "sites", customer_id=customer)) == 422
        assert register.list_sites(engine, everything, customer) == []

    def test_every_count_is_right_after_a_crowd(self, engine: Engine) -> None:
        customer = create(engine, "customers")
        sites = [create(engine, "sites", customer_id=customer) for _ in range(3)]
        acts: list[Callable[[], object]] = [partial(delete, engine, "sites", one) for one in sites[:2]]
        acts += [
            lambda: create(engine, "sites", customer_id=customer),
            lambda: create(engine, "contacts", customer_id=customer),
        ]
        assert at_once(*acts) == [200] * 4
        assert counts(engine, f"customer/{customer}") == {"contact": 1, "site": 2}


class TestSomebodyOnDuty:
    def test_an_assignment_stays_while_somebody_is_there(self, engine: Engine, place: Place, guard: str) -> None:
        duty = on_duty(engine, guard, place.assignment)
        for plural, thing in (("assignments", place.assignment), ("people", guard), ("sites", place.site)):
            assert outcome(partial(delete, engine, plural, thing)) == 409
        off_duty(engine, guard, duty)
        assert outcome(lambda: delete(engine, "assignments", place.assignment)) == 200
        assert outcome(lambda: delete(engine, "people", guard)) == 200

    def test_a_duty_that_begins_while_it_is_deleted_wins_or_loses(
        self, engine: Engine, settings: Config, place: Place, guard: str
    ) -> None:
        slow = engine_that_meets(settings, lambda: on_duty(engine, guard, place.assignment))
        assert outcome(lambda: delete(slow, "assignments", place.assignment)) == 409
        other = create(engine, "people", phone=phone())
        empty = create(engine, "assignments", customer_id=place.customer, site_id=place.site, name="Tom")
        slow = engine_that_meets(settings, lambda: delete(engine, "assignments", empty))
        assert outcome(lambda: on_duty(slow, other, empty)) == 404
        assert service.duty_of(engine, other) is None

    def test_a_guard_who_goes_on_duty_is_not_deleted_and_one_who_is_does_not(
        self, engine: Engine, settings: Config, place: Place, guard: str
    ) -> None:
        slow = engine_that_meets(settings, lambda: on_duty(engine, guard, place.assignment))
        assert outcome(lambda: delete(slow, "people", guard)) == 409
        other = create(engine, "people", phone=phone())
        slow = engine_that_meets(settings, lambda: delete(engine, "people", other))
        assert outcome(lambda: on_duty(slow, other, place.assignment)) == 404
        assert service.duty_of(engine, other) is None

    def test_a_duty_begun_on_a_read_during_which_it_was_deleted_loses(
        self, engine: Engine, settings: Config, place: Place, guard: str
    ) -> None:
        thing_id = place.assignment
        thing = Key(f"assignment/{thing_id}")
        slow = engine_that_reads_slowly(
            settings, thing, lambda: outcome(lambda: delete(engine, "assignments", thing_id))
        )
        assert outcome(lambda: on_duty(slow, guard, place.assignment)) == 404
        assert service.duty_of(engine, guard) is None

    def test_in_any_order_nobody_is_on_duty_at_what_does_not_exist(self, engine: Engine, place: Place) -> None:
        for _ in range(5):
            guard = create(engine, "people", phone=phone())
            assignment = create(engine, "assignments", customer_id=place.customer, site_id=place.site)
            came, went = at_once(
                partial(on_duty, engine, guard, assignment),
                partial(delete, engine, "assignments", assignment),
            )
            assert (came, went) in ((200, 409), (404, 200))


def test_a_start_that_was_killed_at_any_write_is_finished_by_the_next(dynamodb: str, settings: Config) -> None:
    fresh = msgspec.structs.replace(settings, table_prefix=f"crash{new_id()}-")
    engine = Engine(Store(fresh))
    engine.store.create_tables()
    for writes in (0, 2, 1):
        with pytest.raises(Killed):
            seed(engine_that_dies(fresh, writes), NOW_MS)
    assert seed(engine, NOW_MS) > 0
    people = register.list_people(engine, everything)
    own = [row for row in people if row.state.customer_id == "self"]
    assert counts(engine, "customer/self") == {"contact": 1, "person": len(own)}  # the partner centre is its contact
    for row in people:
        found = register.find_person_by_phone(engine, everything, row.state.phone)
        assert found == row
        assert all(row in register.people_with_role(engine, everything, role) for role in row.state.roles)
