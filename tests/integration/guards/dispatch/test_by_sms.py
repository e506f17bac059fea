"""Who has no app is sent by SMS and answers by SMS: YES, NO, HERE, DONE; a guard on duty can as well."""

import pytest

from chalicelib.platform.problems import Problem
from tests.support.dispatching import Dispatching


def test_a_subcontractor_is_asked_answers_is_there_and_is_done(world: Dispatching) -> None:
    world.hire("tore", role="contractor")
    sent = world.send(world.alarm(), "tore")
    world.advance(0)
    assert "Svar JA eller NEI" in world.texts_to("tore")[-1]
    for word, state, answer in (
        ("Ja", "accepted", "FREMME"),
        ("Fremme!", "on_scene", "på stedet"),
        ("ferdig", "done", "meldt ferdig"),
    ):
        world.advance(60)
        world.text("tore", word)
        assert world.dispatch(sent.case_id, sent.id).state == state
        assert answer in world.texts_to("tore")[-1]


def test_his_no_lets_the_system_ask_the_nearest_guard(world: Dispatching) -> None:
    world.hire("tore", role="contractor")
    world.on_duty("alice")
    sent = world.send(world.alarm(), "tore")
    world.text("tore", "NEI")
    world.advance(1)
    assert world.name_of(world.dispatch(sent.case_id, sent.id)) == "Alice"
    assert "spør en annen" in " ".join(world.texts_to("tore"))


def test_he_has_one_turn_out_at_a_time_so_that_yes_means_one_thing(world: Dispatching) -> None:
    world.hire("tore", role="contractor")
    sent = world.send(world.alarm(), "tore")
    with pytest.raises(Problem):
        world.send(world.alarm(), "tore")
    world.does("tore", sent, "decline")
    assert world.send(world.alarm(), "tore").state == "offered"


def test_here_without_yes_says_both(world: Dispatching) -> None:
    world.hire("tore", role="contractor")
    sent = world.send(world.alarm(), "tore")
    world.text("tore", "framme")
    after = world.dispatch(sent.case_id, sent.id)
    assert (after.state, after.accepted_at_ms) == ("on_scene", world.now_ms)


def test_a_guard_on_duty_answers_by_sms_where_the_app_does_not_get_through(world: Dispatching) -> None:
    duty_id = world.on_duty("alice")
    sent = world.send(world.alarm())
    world.text("alice", "JA")
    assert world.dispatch(sent.case_id, sent.id).state == "accepted"
    assert world.duty(duty_id).away


def test_a_yes_to_something_else_is_read_by_an_operator(world: Dispatching) -> None:
    world.on_duty("alice")
    world.text("alice", "Ja")
    assert world.the_case("message").state.person_id == world.id("alice")


def test_a_yes_that_comes_too_late_is_read_by_an_operator(world: Dispatching) -> None:
    world.hire("tore", role="contractor")
    sent = world.send(world.alarm(), "tore")
    world.advance(sent.offer_s + 1)
    world.text("tore", "ja")
    assert len(world.open_cases("message")) == 1
    assert world.dispatch(sent.case_id, sent.id).state == "wanting"


def test_a_phone_that_must_stay_silent_takes_no_turn_out(world: Dispatching) -> None:
    duty_id = world.on_duty("alice")
    sent = world.send(world.alarm())
    world.check_in(duty_id, duress=True)
    world.text("alice", "ja")
    assert world.dispatch(sent.case_id, sent.id).state == "offered"
    assert world.open_cases("message") != []


def test_somebody_of_a_customers_cannot_answer_for_a_guard(world: Dispatching) -> None:
    world.hire("frida", role="field_worker", customer_id=world.id("customer"))
    world.text("frida", "JA")
    assert world.the_case("message").state.person_id == world.id("frida")
