"""The clock: on time, one of several, and honest about its own silence."""

import threading
from typing import Any, ClassVar

from chalicelib.engine.clock import LEASE_MS, Clock, heartbeat_ms
from chalicelib.engine.settle import Settle
from chalicelib.platform.operations import Key
from chalicelib.platform.time import now_ms
from chalicelib.records.change import CLOCK, Change, Event, create, update
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Lane, Row, State
from tests.support.world import World


class Alarm(State, frozen=True, kw_only=True):
    """A row that waits once."""

    KIND: ClassVar[str] = "alarm-of-the-clock-test"

    name: str
    at_ms: int
    rung: bool = False

    @property
    def key(self) -> Key:
        return Key(f"alarm/{self.name}")

    @property
    def lane(self) -> Lane | None:
        return None if self.rung else Lane.WATCH

    @property
    def due_at_ms(self) -> int:
        return self.at_ms


def set_alarm(world: World, name: str, at_ms: int) -> None:
    alarm = Alarm(customer_id="self", name=name, at_ms=at_ms)
    world.engine.commit(Change((create(alarm, Event("set")),)), actor=CLOCK)


def ring(engine: Engine, row: Row[Alarm], _now_ms: int) -> None:
    done = Alarm(customer_id="self", name=row.state.name, at_ms=row.state.at_ms, rung=True)
    engine.commit(Change((update(row, done, Event("rang")),)), actor=CLOCK)


def run(clock: Clock) -> threading.Thread:
    thread = threading.Thread(target=clock.run, daemon=True)
    thread.start()
    return thread


def test_a_row_that_is_written_while_it_runs_is_fired_and_not_before_its_time(world: World) -> None:
    fired: dict[str, int] = {}
    all_fired = threading.Event()

    def hear(row: Row[Any], at_ms: int) -> None:
        fired[row.state.name] = at_ms
        if len(fired) == 3:
            all_fired.set()

    clock = Clock(world.engine, {Alarm.KIND: ring}, on_fired=hear)
    thread = run(clock)
    start_ms = now_ms()
    for name, after_ms in (("now", 0), ("soon", 700), ("later", 2500)):
        set_alarm(world, name, start_ms + after_ms)
    assert all_fired.wait(30)
    clock.stop()
    thread.join(10)
    assert fired["soon"] >= start_ms + 700
    assert fired["later"] >= start_ms + 2500


def test_another_stands_by_and_takes_over_when_the_lease_is_not_renewed(world: World) -> None:
    first, second = world.new_clock(holder="first"), world.new_clock(holder="second")
    assert first.beat()
    assert not second.beat()
    world.now_ms += LEASE_MS + 1
    assert second.beat()
    assert not first.beat()


def test_the_heartbeat_is_what_the_lease_says(world: World) -> None:
    assert heartbeat_ms(world.engine) is None
    world.clock.beat()
    assert heartbeat_ms(world.engine) == world.now_ms


def test_one_bad_row_becomes_a_case_and_stops_no_other(world: World) -> None:
    def judge(engine: Engine, row: Row[Alarm], at_ms: int) -> None:
        if row.state.name == "bad":
            raise ValueError("this one cannot be judged")
        ring(engine, row, at_ms)

    settles: dict[str, Settle] = {**world.settles(), Alarm.KIND: judge}
    clock = Clock(world.engine, settles, now_ms=lambda: world.now_ms)
    for name in ("bad", "good"):
        set_alarm(world, name, world.now_ms)
    for _ in range(3):
        clock.once()
    assert world.engine.read([Key("alarm/good")]).all(Alarm)[0].state.rung
    (case,) = [row for row in world.open_cases("system") if row.state.text.startswith("unjudged")]
    assert case.state.subject == "alarm/bad"


def test_after_an_outage_the_guard_is_asked_first_and_the_outage_is_a_case(world: World) -> None:
    world.clock.beat()
    duty_id = world.on_duty("alice")
    world.now_ms += 60 * 60_000
    world.settle()
    assert [row.state.text for row in world.open_cases("system")] == ["outage"]
    world.settle()
    assert world.open_cases("silence") == []
    assert "late_detected" in world.told(f"duty/{duty_id}")
    assert "avbrudd" in world.texts_to("alice")[-1]
    world.advance(60)
    assert len(world.open_cases("silence")) == 1


def test_who_answers_after_an_outage_makes_no_case(world: World) -> None:
    world.clock.beat()
    duty_id = world.on_duty("alice")
    world.now_ms += 60 * 60_000
    world.settle()
    world.check_in(duty_id)
    world.advance(10 * 60)
    assert world.open_cases("silence") == []


def test_a_clock_that_differs_from_the_stores_fires_nothing_and_says_so(world: World) -> None:
    fired = threading.Event()
    clock = Clock(world.engine, {Alarm.KIND: ring}, on_fired=lambda *_: fired.set())
    set_alarm(world, "due", now_ms())
    world.engine.store.clock_skew_ms = 3000
    monitor = world.engine.store._hear_clock
    world.engine.store.client.meta.events.unregister("after-call.dynamodb", monitor)
    thread = run(clock)
    case = None
    while case is None:
        case = next(iter(world.open_cases("system")), None)
    assert case.state.text == "clock_skew"
    assert not fired.is_set()
    world.engine.store.clock_skew_ms = 0
    assert fired.wait(30)
    clock.stop()
    thread.join(10)
