"""Races about a guard who is sent, provoked against the real database: each is settled one way or the other."""

import threading
from collections.abc import Callable

import pytest

from chalicelib.engine.reports import Report
from chalicelib.guards import service as guards
from chalicelib.guards.dispatch import decide, service
from chalicelib.guards.dispatch.service import Wish, judge_dispatch
from chalicelib.guards.dispatch.states import Dispatch, dispatch_key
from chalicelib.platform.ids import new_id
from chalicelib.platform.operations import ConditionFailed
from chalicelib.platform.problems import Problem
from chalicelib.records.change import CLOCK, Actor
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from tests.support.between import engine_that_meets
from tests.support.dispatching import FAR, NEAR, Dispatching
from tests.support.world import TESTER


def sent_by(world: Dispatching, engine: Engine, case_id: str) -> str:
    return service.send(engine, TESTER, f"olav/{new_id()}", case_id, Wish(), world.now_ms)


def accepted_by(world: Dispatching, engine: Engine, name: str, sent: Dispatch) -> None:
    report = Report(happened_at_ms=world.now_ms)

    def judge(around: decide.Around) -> object:
        if around.dispatch.who is None or around.dispatch.who.id != world.id(name):
            raise Passed
        return decide.accept(around, report, world.now_ms)

    actor = Actor("person", world.id(name))
    service.act(engine, actor, f"{name}/{new_id()}", sent.case_id, sent.id, judge, world.now_ms)  # type: ignore[arg-type]


class Passed(Exception):
    """It is somebody else's, or nobody's."""


def row_of(world: Dispatching, sent: Dispatch) -> Row[Dispatch]:
    row = world.engine.get(dispatch_key(sent.case_id, sent.id), Dispatch)
    assert row is not None
    return row


def in_step(world: Dispatching, sent: Dispatch) -> None:
    """Dispatch, case and duties tell the same."""
    dispatch = world.dispatch(sent.case_id, sent.id)
    case = world.case(sent.case_id).state
    assert case.dispatched.get(dispatch.id) == (dispatch.state if dispatch.open else None)
    if dispatch.who and dispatch.open:
        assert world.duty(dispatch.who.duty_id).dispatch == f"{dispatch.case_id}/{dispatch.id}"


def test_two_operators_who_send_at_once_send_one(world: Dispatching) -> None:
    world.on_duty("alice"), world.on_duty("bob", "gate")
    case_id = world.alarm()
    meeting = engine_that_meets(world.config, lambda: world.send(case_id, operator="oda"))
    with pytest.raises(Problem) as refused:
        sent_by(world, meeting, case_id)
    assert refused.value.message_id == "dispatch.already"
    (only,) = world.dispatches(case_id)
    in_step(world, only)


def test_two_cases_that_want_the_same_guard_do_not_both_get_him(world: Dispatching) -> None:
    world.seen(world.on_duty("alice", "gate"), FAR)
    world.seen(world.on_duty("bob"), NEAR)
    one, two = world.alarm(), world.alarm()
    meeting = engine_that_meets(world.config, lambda: world.send(two))
    sent_by(world, meeting, one)
    assert world.name_of(world.dispatches(two)[0]) == "Bob"
    assert world.name_of(world.dispatches(one)[0]) == "Alice"


def test_a_yes_that_is_first_leaves_the_time_out_nothing(world: Dispatching) -> None:
    world.on_duty("alice")
    sent = world.send(world.alarm())
    world.now_ms = sent.next_ms
    seen = row_of(world, sent)
    change = judge_dispatch(world.engine, seen, world.now_ms)
    world.does("alice", sent, "accept")
    with pytest.raises(ConditionFailed):
        world.engine.commit(change, actor=CLOCK, at_ms=world.now_ms)
    world.settle()
    assert world.dispatch(sent.case_id, sent.id).state == "accepted"


def test_a_yes_that_is_second_is_told_that_another_has_it(world: Dispatching) -> None:
    alice = world.on_duty("alice")
    sent = world.send(world.alarm())
    world.now_ms = sent.next_ms
    meeting = engine_that_meets(world.config, world.settle)
    with pytest.raises(Passed):
        accepted_by(world, meeting, "alice", sent)
    assert world.dispatch(sent.case_id, sent.id).state == "wanting"
    assert not world.duty(alice).away


@pytest.mark.parametrize("number", range(4))
def test_a_yes_in_the_instant_of_the_time_out_is_one_or_the_other(world: Dispatching, number: int) -> None:
    alice = world.on_duty("alice")
    sent = world.send(world.alarm())
    world.now_ms = sent.next_ms
    raised = _at_once(
        lambda: accepted_by(world, Engine(world.engine.store), "alice", sent),
        lambda: world.settles()[Dispatch.KIND](world.engine, row_of(world, sent), world.now_ms),
    )
    assert all(isinstance(one, Passed) for one in raised)
    after = world.dispatch(sent.case_id, sent.id)
    assert (after.state == "accepted") == world.duty(alice).away == (not raised)
    in_step(world, sent)


def test_called_back_while_he_says_yes_he_is_called_back(world: Dispatching) -> None:
    alice = world.on_duty("alice")
    sent = world.send(world.alarm())
    meeting = engine_that_meets(world.config, lambda: world.recall(sent))
    with pytest.raises((Problem, Passed)):
        accepted_by(world, meeting, "alice", sent)
    assert world.dispatch(sent.case_id, sent.id).state == "recalled"
    assert (world.duty(alice).dispatch, world.duty(alice).away) == ("", False)


def test_yes_while_he_is_called_back_he_is_called_back_all_the_same_and_told(world: Dispatching) -> None:
    alice = world.on_duty("alice")
    sent = world.send(world.alarm())
    meeting = engine_that_meets(world.config, lambda: world.does("alice", sent, "accept"))
    service.act(
        meeting,
        TESTER,
        f"olav/{new_id()}",
        sent.case_id,
        sent.id,
        lambda around: decide.recall(around, "", world.now_ms),
        world.now_ms,
    )
    assert world.dispatch(sent.case_id, sent.id).state == "recalled"
    assert (world.duty(alice).dispatch, world.duty(alice).away) == ("", False)


def test_off_duty_while_he_says_yes_leaves_the_turn_out_to_another(world: Dispatching) -> None:
    alice = world.on_duty("alice")
    sent = world.send(world.alarm())
    meeting = engine_that_meets(world.config, lambda: world.off_duty(alice))
    with pytest.raises(Passed):
        accepted_by(world, meeting, "alice", sent)
    assert world.dispatch(sent.case_id, sent.id).state == "wanting"
    in_step(world, sent)


def test_yes_while_he_goes_off_duty_is_a_turn_out_that_looks_for_another(world: Dispatching) -> None:
    alice = world.on_duty("alice")
    sent = world.send(world.alarm())
    meeting = engine_that_meets(world.config, lambda: world.does("alice", sent, "accept"))
    report = Report(happened_at_ms=world.now_ms)
    actor = Actor("person", world.id("alice"))
    guards.go_off_duty(meeting, actor, f"alice/{new_id()}", alice, report, world.now_ms, duress=False)
    assert not world.duty(alice).on
    after = world.dispatch(sent.case_id, sent.id)
    assert (after.state, [one.why for one in after.tried]) == ("wanting", ["left"])
    in_step(world, sent)


def test_off_duty_while_he_is_being_asked_he_is_not_asked(world: Dispatching) -> None:
    world.seen(world.on_duty("alice", "gate"), FAR)
    bob = world.on_duty("bob")
    world.seen(bob, NEAR)
    case_id = world.alarm()
    meeting = engine_that_meets(world.config, lambda: world.off_duty(bob))
    sent_by(world, meeting, case_id)
    (sent,) = world.dispatches(case_id)
    assert world.name_of(sent) == "Alice"


def test_a_check_in_while_he_is_being_asked_changes_nothing_of_either(world: Dispatching) -> None:
    alice = world.on_duty("alice")
    world.advance(60)
    case_id = world.alarm()
    meeting = engine_that_meets(world.config, lambda: world.check_in(alice))
    sent_by(world, meeting, case_id)
    (sent,) = world.dispatches(case_id)
    assert world.name_of(sent) == "Alice"
    assert world.duty(alice).next_ms == world.now_ms + 20 * 60_000
    in_step(world, sent)


def test_resolved_while_somebody_is_sent_is_refused_or_comes_first(world: Dispatching) -> None:
    world.on_duty("alice")
    case_id = world.alarm()
    meeting = engine_that_meets(world.config, lambda: world.end(case_id))
    with pytest.raises(Problem) as refused:
        sent_by(world, meeting, case_id)
    assert refused.value.message_id == "case.resolved"
    assert world.dispatches(case_id) == []


def test_the_same_yes_twice_at_once_counts_once(world: Dispatching) -> None:
    alice = world.on_duty("alice")
    sent = world.send(world.alarm())
    command = f"alice/{new_id()}"
    assert _at_once(*[lambda: world.does("alice", sent, "accept", command=command)] * 3) == []
    assert world.told(f"case/{sent.case_id}").count("dispatch_accepted") == 1
    assert world.told(f"duty/{alice}").count("went_to_alarm") == 1


def _at_once(*acts: Callable[[], object]) -> list[BaseException]:
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
