"""Races, provoked: whoever comes second finds out, decides again, and nothing is lost or done twice."""

import threading
from collections.abc import Callable, Mapping

import pytest

from chalicelib.engine.cases import NotAllowed, Plan, plan_key, take
from chalicelib.engine.reports import Report
from chalicelib.engine.settle import Settle
from chalicelib.guards import service
from chalicelib.guards.states import Duty, Presence, duty_key, presence_key
from chalicelib.platform.ids import new_id
from chalicelib.platform.operations import ConditionFailed
from chalicelib.platform.store import Store
from chalicelib.records.change import Actor, Change
from chalicelib.records.commit import Engine
from chalicelib.records.rows import SWEPT, from_item
from tests.support.sms import Does
from tests.support.world import World

SWEEPERS = 4


def at_once(*acts: Callable[[], object]) -> list[BaseException]:
    """Run them all from one starting shot; what they raised."""
    shot, raised = threading.Barrier(len(acts)), list[BaseException]()

    def run(act: Callable[[], object]) -> None:
        shot.wait()
        try:
            act()
        except Exception as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def sweepers(world: World) -> list[Callable[[], object]]:
    """Several, as in several processes: each with a connection of its own, and none minding the lease."""
    found: list[Callable[[], object]] = []
    for _ in range(SWEEPERS):
        engine = Engine(Store(world.config))
        settles = world.settles()

        def sweep(engine: Engine = engine, settles: Mapping[str, Settle] = settles) -> None:
            for lane in SWEPT:
                for item in engine.store.due(f"{lane}#0", world.now_ms):
                    settles[item["kind"]](engine, from_item(item), world.now_ms)

        found.append(sweep)
    return found


def test_a_check_in_that_is_first_leaves_the_deadline_nothing_to_judge(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.advance(21 * 60 - 1)
    world.now_ms += 1000
    seen_by_the_clock = service.find_duty(world.engine, duty_id)
    world.check_in(duty_id)
    world.settles()[Duty.KIND](world.engine, seen_by_the_clock, world.now_ms)
    assert world.open_cases("silence") == []
    assert world.duty(duty_id).stage == "ok"


def test_a_check_in_that_is_second_becomes_evidence(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.advance(21 * 60 - 1)
    world.now_ms += 1000
    seen_by_the_phone = service.find_duty(world.engine, duty_id)
    world.settle()
    service.check_in(
        world.engine,
        Actor("person", world.id("alice")),
        "a-check-in-0001",
        seen_by_the_phone,
        Report(happened_at_ms=world.now_ms),
        world.now_ms,
        duress=False,
    )
    assert world.the_case("silence").state.evidence_at_ms == world.now_ms
    assert world.duty(duty_id).next_ms == world.now_ms + 20 * 60_000


@pytest.mark.parametrize("number", range(5))
def test_a_check_in_in_the_instant_of_its_deadline_is_one_or_the_other(world: World, number: int) -> None:
    duty_id = world.on_duty("alice")
    world.advance(21 * 60 - 1)
    world.now_ms += 1000
    assert at_once(lambda: world.check_in(duty_id), *sweepers(world)) == []
    told = world.told(f"duty/{duty_id}")
    cases = world.open_cases("silence")
    assert told.count("check_in") == 1
    assert told.count("missed") == len(cases) <= 1
    if cases:
        assert cases[0].state.evidence_at_ms == world.now_ms
    assert world.broken(f"duty/{duty_id}") == []


def test_four_sweepers_on_the_same_rows_decide_each_once(world: World) -> None:
    duties = [world.on_duty("alice"), world.on_duty("bob", "gate")]
    world.advance(21 * 60 - 1)
    world.now_ms += 1000
    assert at_once(*sweepers(world)) == []
    assert at_once(*sweepers(world)) == []
    for duty_id in duties:
        assert world.told(f"duty/{duty_id}").count("missed") == 1
    assert len(world.open_cases("silence")) == 2
    for name in ("alice", "bob"):
        assert sum("ring sentralen" in text for text in world.texts_to(name)) == 1


def test_two_colleagues_who_leave_in_the_same_instant_do_not_count_on_each_other(world: World) -> None:
    alice, bob, carol = (world.on_duty(name) for name in ("alice", "bob", "carol"))
    assert at_once(lambda: world.off_duty(alice), lambda: world.off_duty(bob)) == []
    left = world.duty(carol)
    assert left.alone
    assert left.next_ms == world.now_ms + 20 * 60_000


def test_the_last_two_who_leave_in_the_same_instant_leave_nobody(world: World) -> None:
    alice, bob = world.on_duty("alice"), world.on_duty("bob")
    assert at_once(lambda: world.off_duty(alice), lambda: world.off_duty(bob)) == []
    assert not world.duty(alice).on
    assert not world.duty(bob).on
    assert world.engine.get(presence_key(world.id("round")), Presence) is None


def test_two_who_come_in_the_same_instant_are_together(world: World) -> None:
    duties: list[str] = []
    raised = at_once(*(lambda name=name: duties.append(world.on_duty(name)) for name in ("alice", "bob")))
    assert raised == []
    assert [world.duty(one).alone for one in duties] == [False, False]


def test_two_operators_who_take_one_case_are_one_owner(world: World) -> None:
    world.on_duty("alice")
    world.advance(21 * 60)
    case = world.the_case("silence")
    plan = world.engine.get(plan_key(case.state.id), Plan)
    assert plan is not None
    owners: list[str] = []
    refused: list[str] = []

    def try_to_take(name: str) -> None:
        def judge(row: object) -> Change:
            current = world.case(case.state.id)
            return take(current, plan.state, world.id(name), name.capitalize(), world.now_ms)

        try:
            world.engine.execute(lambda: world.case(case.state.id), judge, actor=Actor("person", world.id(name)))
            owners.append(world.id(name))
        except NotAllowed as refusal:
            refused.append(refusal.reason)

    assert at_once(lambda: try_to_take("olav"), lambda: try_to_take("oda")) == []
    assert owners == [world.the_case("silence").state.owner_id]
    assert refused == ["case.owned"]


def test_the_same_request_twice_at_the_same_time_is_done_once(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.advance(60)
    command = f"alice/{new_id()}"
    acts = [lambda: world.check_in(duty_id, command=command)] * 3
    assert at_once(*acts) == []
    assert world.told(f"duty/{duty_id}").count("check_in") == 1


def test_an_sos_in_the_instant_of_a_deadline_loses_neither(world: World) -> None:
    from chalicelib.desk.raising import sos_of

    duty_id = world.on_duty("alice")
    world.advance(21 * 60 - 1)
    world.now_ms += 1000
    report = Report(happened_at_ms=world.now_ms)

    def press() -> None:
        sos_of(world.engine, "sos-in-the-instant-1", world.id("alice"), True, report, world.now_ms)

    assert at_once(press, *sweepers(world)) == []
    world.settle()
    assert len(world.open_cases("sos")) == 1
    assert len(world.open_cases("silence")) == 1
    duty = world.duty(duty_id)
    assert duty.sos_id
    assert duty.case_id


def test_two_senders_of_one_message_send_it_once(world: World) -> None:
    world.on_duty("alice")
    world.advance(18 * 60 - 1)
    world.now_ms += 1000
    world.settles()[Duty.KIND](
        world.engine, world.engine.read([duty_key(_only_duty(world))]).all(Duty)[0], world.now_ms
    )
    assert at_once(*sweepers(world)) == []
    assert len(world.texts_to("alice")) == 1


def test_killed_between_the_suppliers_acceptance_and_our_record_it_is_sent_again(world: World) -> None:
    from tests.support.sms import Killed

    world.on_duty("alice")
    world.sms.next(Does.SEE_US_KILLED_AFTER, to=world.phone("alice"))
    world.advance(18 * 60 - 1)
    with pytest.raises(Killed):
        world.advance(1)
    world.clock = world.new_clock()
    world.advance(20)
    assert len(world.texts_to("alice")) == 2
    assert len({sms.reference for sms in world.sent()}) == 1


def test_killed_before_the_supplier_has_it_it_is_sent_once(world: World) -> None:
    from tests.support.sms import Killed

    world.on_duty("alice")
    world.sms.next(Does.SEE_US_KILLED_BEFORE, to=world.phone("alice"))
    world.advance(18 * 60 - 1)
    with pytest.raises(Killed):
        world.advance(1)
    world.clock = world.new_clock()
    world.advance(20)
    assert len(world.texts_to("alice")) == 1


def test_a_change_on_old_facts_changes_nothing(world: World) -> None:
    duty_id = world.on_duty("alice")
    old = service.find_duty(world.engine, duty_id)
    world.check_in(duty_id)
    from chalicelib.engine import watching

    change = watching.check_in(old, (), Report(happened_at_ms=world.now_ms), world.now_ms)
    with pytest.raises(ConditionFailed):
        world.engine.commit(change, actor=Actor("person", world.id("alice")))
    assert world.told(f"duty/{duty_id}").count("check_in") == 1


def _only_duty(world: World) -> str:
    (item,) = [item for item in world.engine.store.due("watch#0", 2**53) if item["kind"] == Duty.KIND]
    return str(item["pk"]).removeprefix("duty/")
