"""Two judges on one site, an alarm in the moment a case is resolved, faults on the wire: each settled as if alone."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.alarms import service
from chalicelib.alarms.service import settle_signal
from chalicelib.alarms.signal import Signal
from chalicelib.engine.cases import resolve
from chalicelib.platform.operations import ConditionFailed
from chalicelib.records.rows import Row
from tests.support.panels import Panels
from tests.support.world import TESTER, World


def rows(world: World) -> list[Row[Signal]]:
    from chalicelib.records.rows import Lane

    return world.engine.open_rows(Signal, Lane.LIFE, Lane.SIGNAL)


def test_many_judges_on_one_site_make_one_case_and_count_each_signal_once(
    world: World, panels: Panels, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The locks of one process are taken away: these are judges in as many processes."""
    panels.add("1001")
    panels.add("1002")
    for at in range(20):
        panels.send(f"100{at % 2 + 1}", f"130 0{at % 3 + 1}", judge=False)
    waiting = rows(world)
    assert len(waiting) == 20
    monkeypatch.setattr(service, "_LOCKS", _Free())
    together = threading.Barrier(4)

    def judge(some: list[Row[Signal]]) -> None:
        together.wait(30)
        for row in some:
            settle_signal(world.engine, row, world.now_ms)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(judge, [waiting[at::4] for at in range(4)]))
    assert rows(world) == []
    assert panels.alarms().signals == 20
    assert sum(one.count for one in panels.alarms().active) == 20
    case = panels.case()
    assert case.state.kind in ("alarm_burglary", "alarm_fire")
    assert panels.told(case).count("burglary_confirmed") <= 1


class _Free:
    """Locks that hold nobody."""

    def __len__(self) -> int:
        return 1

    def __getitem__(self, _: int) -> threading.RLock:
        return threading.RLock()


def test_a_signal_in_the_moment_its_case_is_resolved_opens_another(world: World, panels: Panels) -> None:
    panels.add()
    panels.send("1001", "130 01")
    case = panels.case()
    world.take(case)
    world.now_ms += 10_000
    taken = panels.send("1001", "110 03", judge=False)
    real = world.engine.commit
    once: list[int] = []

    def resolved_first(*some: Any, **more: Any) -> Any:
        if not once:
            once.append(1)
            world.resolve(case)
        return real(*some, **more)

    world.engine.commit = resolved_first  # type: ignore[method-assign]
    world.settle()
    signal = panels.signal(taken)
    assert signal.case_id != case.state.id
    assert panels.case().state.kind == "alarm_fire"
    assert world.case(case.state.id).state.state == "resolved"


def test_and_the_resolving_that_comes_second_does_not_end_it_unseen(world: World, panels: Panels) -> None:
    panels.add()
    panels.send("1001", "130 01")
    case = panels.case()
    world.take(case)
    world.now_ms += 10_000
    row, plan = world.case(case.state.id), panels.plan(case)
    panels.send("1001", "110 03")
    ended = resolve(row, plan, world.id("olav"), "Olav", "safe", "", world.now_ms)
    with pytest.raises(ConditionFailed):
        world.engine.commit(ended, actor=TESTER, at_ms=world.now_ms)
    after = world.case(case.state.id).state
    assert (after.state, after.kind) == ("open", "alarm_fire")


def test_a_fire_among_the_faults_of_a_town_is_a_case_of_its_own(world: World, panels: Panels) -> None:
    for at in range(12):
        panels.add_site(f"sted{at}")
        panels.add(f"20{at:02d}", site=f"sted{at}")
        panels.send(f"20{at:02d}", "301 00", judge=False)
    panels.send("2003", "110 03", judge=False)
    world.settle()
    kinds = [case.state.kind for case in world.open_cases()]
    assert (kinds.count("alarm_trouble"), kinds.count("alarm_fire")) == (11, 1)
