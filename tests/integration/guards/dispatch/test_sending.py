"""A guard is sent: the nearest who suits is asked, says yes, goes, is there, reports, is done; and the desk sees it."""

import pytest

from chalicelib.engine.cases import NotAllowed
from chalicelib.platform.problems import Problem
from chalicelib.register.steps import PlanStep
from tests.support.dispatching import FAR, NEAR, Dispatching

MINUTE_MS = 60_000


def test_the_nearest_guard_is_asked_at_once_by_sms(world: Dispatching) -> None:
    world.seen(world.on_duty("alice", "gate"), FAR)
    world.seen(world.on_duty("bob"), NEAR)
    case_id = world.alarm()
    sent = world.send(case_id)
    assert (sent.state, world.name_of(sent)) == ("offered", "Bob")
    world.advance(0)
    (text,) = world.texts_to("bob")[-1:]
    assert text.startswith("UTRYKNING: Bistand, Lager 4")
    assert "JA eller NEI" in text
    assert world.case(case_id).state.dispatched == {sent.id: "offered"}


def test_yes_on_the_way_there_report_done(world: Dispatching) -> None:
    duty_id = world.on_duty("alice")
    case_id = world.alarm()
    sent = world.send(case_id)
    for what, state in (("accept", "accepted"), ("en_route", "en_route"), ("on_scene", "on_scene")):
        world.advance(60)
        sent = world.does("alice", sent, what)
        assert sent.state == state
        assert world.case(case_id).state.dispatched == {sent.id: state}
    sent = world.does("alice", sent, "Knust rute på baksiden, ingen i bygget.")
    sent = world.does("alice", sent, "done")
    assert sent.state == "done"
    assert world.case(case_id).state.dispatched == {}
    assert world.duty(duty_id).dispatch == ""
    told = world.told(f"case/{case_id}")
    steps = ["wanted", "offered", "accepted", "en_route", "on_scene", "report", "done"]
    assert [kind for kind in told if kind.startswith("dispatch_")] == [f"dispatch_{one}" for one in steps]
    assert world.broken(f"case/{case_id}", f"duty/{duty_id}") == []


def test_who_says_no_is_not_asked_again_and_the_next_is_asked(world: Dispatching) -> None:
    world.seen(world.on_duty("alice", "gate"), FAR)
    world.seen(world.on_duty("bob"), NEAR)
    sent = world.send(world.alarm())
    world.does("bob", sent, "decline")
    world.advance(1)
    sent = world.dispatch(sent.case_id, sent.id)
    assert (sent.state, world.name_of(sent)) == ("offered", "Alice")
    assert [one.why for one in sent.tried] == ["declined"]


def test_who_does_not_answer_in_time_is_told_that_another_is_asked(world: Dispatching) -> None:
    world.seen(world.on_duty("alice", "gate"), FAR)
    world.seen(world.on_duty("bob"), NEAR)
    sent = world.send(world.alarm())
    world.advance(sent.offer_s - 1)
    assert world.name_of(world.dispatch(sent.case_id, sent.id)) == "Bob"
    world.advance(3)
    sent = world.dispatch(sent.case_id, sent.id)
    assert world.name_of(sent) == "Alice"
    assert "gitt til en annen" in world.texts_to("bob")[-1]
    with pytest.raises(Problem):
        world.send(sent.case_id)


def test_when_nobody_suits_the_operator_is_told_why_guard_by_guard(world: Dispatching) -> None:
    world.on_duty("alice")
    case_id = world.alarm()
    sent = world.send(case_id, skills=("hund",))
    assert sent.state == "wanting"
    assert sent.reasons == {world.id("alice"): "skills"}
    assert "dispatch_nobody" in world.told(f"case/{case_id}")


def test_somebody_who_comes_on_duty_later_is_asked_then(world: Dispatching) -> None:
    sent = world.send(world.alarm())
    assert sent.state == "wanting"
    world.advance(20)
    world.on_duty("carol")
    world.advance(31)
    assert world.name_of(world.dispatch(sent.case_id, sent.id)) == "Carol"


def test_while_nobody_suits_the_case_alerts_anew_again_and_again(world: Dispatching) -> None:
    case_id = world.alarm()
    world.take(world.case(case_id))
    world.send(case_id)
    before = world.case(case_id).state
    assert before.state == "owned"
    world.advance(5 * 60 + 31)
    after = world.case(case_id).state
    assert (after.state, after.round > before.round) == ("open", True)


def test_the_agreed_response_time_is_a_deadline_of_its_own(world: Dispatching) -> None:
    world.on_duty("alice")
    case_id = world.alarm()
    sent = world.does("alice", world.send(case_id, response_s=600), "accept")
    world.take(world.case(case_id))
    world.advance(599)
    assert world.dispatch(case_id, sent.id).breached_at_ms is None
    round_before = world.case(case_id).state.round
    world.advance(1)
    assert world.dispatch(case_id, sent.id).breached_at_ms == sent.wanted_at_ms + 600_000
    assert world.case(case_id).state.round > round_before
    assert "response_breached" in world.told(f"case/{case_id}")


def test_the_response_time_is_the_one_that_the_customers_instruction_agreed_on(world: Dispatching) -> None:
    world.on_duty("alice")
    own = (PlanStep(what="find_out"), PlanStep(what="send_guard", within_s=900))
    assert world.send(world.alarm(steps={"assistance": own})).response_s == 900
    assert world.send(world.alarm(priority=1)).response_s == 20 * 60


def test_who_is_there_in_time_breaches_nothing_even_if_the_word_of_it_comes_late(world: Dispatching) -> None:
    world.on_duty("alice")
    sent = world.does("alice", world.send(world.alarm(), response_s=600), "accept")
    world.advance(500)
    sent = world.does("alice", sent, "on_scene", ago_s=90)
    assert sent.on_scene_at_ms == world.now_ms - 90_000
    world.advance(600)
    assert world.dispatch(sent.case_id, sent.id).breached_at_ms is None


def test_somebody_who_is_on_the_scene_for_too_long_is_asked_after(world: Dispatching) -> None:
    world.on_duty("alice")
    sent = world.does("alice", world.send(world.alarm()), "on_scene")
    world.advance(3_600)
    assert "dispatch_unfinished" in world.told(f"case/{sent.case_id}")


def test_a_case_with_somebody_under_way_cannot_be_resolved(world: Dispatching) -> None:
    world.on_duty("alice")
    case_id = world.alarm()
    sent = world.send(case_id)
    with pytest.raises(NotAllowed, match=r"case\.dispatched"):
        world.end(case_id)
    world.recall(sent)
    world.end(case_id)
    assert world.case(case_id).state.state == "resolved"


def test_who_is_called_back_is_told_and_is_free_again(world: Dispatching) -> None:
    duty_id = world.on_duty("alice")
    sent = world.does("alice", world.send(world.alarm()), "accept")
    world.advance(1)
    assert world.recall(sent, "Falsk alarm").state == "recalled"
    world.advance(0)
    assert world.texts_to("alice")[-1].startswith("AVLYST")
    assert world.duty(duty_id).dispatch == ""
    with pytest.raises(Problem):
        world.does("alice", sent, "on_scene")


def test_who_cannot_after_all_says_so_and_the_case_alerts_anew(world: Dispatching) -> None:
    world.seen(world.on_duty("alice", "gate"), FAR)
    world.seen(world.on_duty("bob"), NEAR)
    case_id = world.alarm()
    world.take(world.case(case_id))
    sent = world.does("bob", world.send(case_id), "accept")
    world.does("bob", sent, "busy")
    assert world.case(case_id).state.state == "open"
    world.advance(1)
    assert world.name_of(world.dispatch(case_id, sent.id)) == "Alice"


def test_a_second_guard_is_back_up_and_is_asked_for_as_such(world: Dispatching) -> None:
    world.on_duty("alice"), world.on_duty("bob", "gate")
    case_id = world.alarm()
    first = world.send(case_id, "alice")
    with pytest.raises(Problem):
        world.send(case_id)
    second = world.send(case_id, back_up=True)
    assert world.name_of(second) == "Bob"
    assert set(world.case(case_id).state.dispatched) == {first.id, second.id}


def test_a_guard_who_is_named_must_be_one_who_can_be_sent(world: Dispatching) -> None:
    duty_id = world.on_duty("alice")
    world.advance(21 * 60)
    assert world.duty(duty_id).stage == "silent"
    case_id = world.alarm()
    with pytest.raises(Problem):
        world.send(case_id, "alice")
    with pytest.raises(Problem):
        world.send(case_id, "bob")
    assert world.dispatches(case_id) == []


def test_a_silent_alarm_has_whoever_comes_wait_at_a_distance_and_tells_the_customer_nothing(
    world: Dispatching,
) -> None:
    world.on_duty("alice")
    case_id = world.alarm("sos", silent=True)
    sent = world.send(case_id, inform=(world.id("kari"),))
    assert sent.hold
    world.advance(0)
    assert "VENT PÅ AVSTAND" in world.texts_to("alice")[-1]
    for what in ("accept", "on_scene", "done"):
        sent = world.does("alice", sent, what)
    world.advance(0)
    assert world.texts_to("kari") == []


def test_the_customer_hears_of_each_step_once(world: Dispatching) -> None:
    world.on_duty("alice")
    sent = world.send(world.alarm(), inform=(world.id("kari"),))
    for what in ("accept", "accept", "en_route", "on_scene", "on_scene", "done"):
        sent = world.does("alice", sent, what)
        world.advance(1)
    texts = world.texts_to("kari")
    assert [text.split(" ")[0] for text in texts] == ["Vekter", "Vekteren", "Utrykningen"]
