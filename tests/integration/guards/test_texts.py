"""A text from a known number does what the button does, and is answered."""

import pytest

from chalicelib.register.repository import everything, get_contact
from tests.support.sms import Does
from tests.support.world import World


def test_ok_is_a_check_in_and_is_answered(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.advance(10 * 60)
    world.text("alice", "Ok.")
    assert world.duty(duty_id).next_ms == world.now_ms + 20 * 60_000
    assert world.texts_to("alice")[-1].startswith("Takk, du har meldt deg.")


def test_on_duty_by_text_meets_the_planned_shift(world: World) -> None:
    shift_id = world.plan("bob", in_s=600)
    world.advance(600)
    world.text("bob", "PÅ")
    assert "Du er på vakt" in world.texts_to("bob")[-1]
    assert "shift_met" in world.told(f"shift/{shift_id}")


def test_on_duty_by_text_with_several_assignments_asks_which(world: World) -> None:
    world.text("bob", "på")
    assert "IKKE på vakt" in world.texts_to("bob")[-1]


def test_off_duty_by_text(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.text("alice", "SLUTT")
    assert not world.duty(duty_id).on
    assert "gått av vakt" in world.texts_to("alice")[-1]


def test_plus_thirty_makes_the_duty_longer(world: World) -> None:
    duty_id = world.on_duty("alice", hours=1)
    before = world.duty(duty_id).planned_end_ms
    world.text("alice", "+30")
    assert world.duty(duty_id).planned_end_ms == before + 30 * 60_000


def test_a_position_by_text_is_a_check_in_with_a_place(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.text("alice", "POS 59.91 10.75")
    position = world.duty(duty_id).position
    assert position is not None
    assert (position.latitude, position.longitude) == (59.91, 10.75)


@pytest.mark.parametrize("words", ["HJELP", "kan noen hjelpe meg", "sos!!", "I need help now"])
def test_any_text_with_a_call_for_help_is_an_sos(world: World, words: str) -> None:
    world.on_duty("alice", "gate")
    world.text("alice", words)
    assert len(world.open_cases("sos")) == 1
    assert "SOS er mottatt" in world.texts_to("alice")[-1]


def test_a_silent_sos_by_text_is_not_answered(world: World) -> None:
    world.on_duty("alice")
    world.text("alice", "hjelp")
    assert len(world.open_cases("sos")) == 1
    assert world.texts_to("alice") == []


def test_help_from_an_unknown_number_is_a_marked_case(world: World) -> None:
    world.text("nobody", "hjelp")
    assert world.the_case("sos").state.unverified


def test_anything_else_is_a_message_on_the_board(world: World) -> None:
    world.text("alice", "Porten på Lager 4 står åpen, hva gjør jeg?")
    case = world.the_case("message").state
    assert case.desk == "mediation"
    assert "Operatøren har fått meldingen" in world.texts_to("alice")[-1]


def test_the_same_text_brought_twice_is_judged_once(world: World) -> None:
    from chalicelib.channels.receipts import InboundSms
    from chalicelib.desk.providers import store_inbound

    sms = InboundSms(
        provider_id="the same", from_=world.phone("alice"), to="+4799999999", text="hei", received_at_ms=world.now_ms
    )
    assert store_inbound(world.engine, [sms, sms], world.now_ms) == 2
    world.settle()
    assert len(world.open_cases("message")) == 1


def test_wrong_marks_the_contact_tries_the_next_and_gives_somebody_the_task(world: World) -> None:
    world.on_duty("alice")
    world.advance(21 * 60 + 240)
    assert len(world.texts_to("kari")) == 1
    assert world.texts_to("kjell") == []
    world.text("kari", "FEIL")
    contact = get_contact(world.engine, everything, world.id("kari"))
    assert contact is not None
    assert contact.state.wrong
    assert "har ikke meldt seg" in world.texts_to("kjell")[-1]
    assert len(world.open_cases("wrong_contact")) == 1


def test_a_reminder_that_cannot_be_delivered_is_somebodys_business(world: World) -> None:
    world.on_duty("alice")
    world.sms.next(Does.REFUSE, to=world.phone("alice"))
    world.advance(18 * 60)
    assert len(world.open_cases("undeliverable")) == 1


def test_a_message_of_a_case_that_fails_shows_on_the_case(world: World) -> None:
    world.on_duty("alice")
    world.sms.next(*[Does.ACCEPT] * 1, Does.REFUSE, to=world.phone("alice"))
    world.advance(21 * 60)
    assert world.the_case("silence").state.undelivered == 1


def test_a_supplier_in_trouble_is_tried_again_until_it_takes_the_message(world: World) -> None:
    world.on_duty("alice")
    world.sms.next(Does.BE_AWAY, Does.THROTTLE, to=world.phone("alice"))
    world.advance(18 * 60 + 30)
    assert len(world.texts_to("alice")) == 1


def test_without_a_receipt_nobody_believes_that_it_arrived(world: World) -> None:
    world.receipts_come = False
    duty_id = world.on_duty("alice")
    world.advance(18 * 60)
    world.check_in(duty_id)
    world.advance(11 * 60)
    assert len(world.open_cases("undeliverable")) == 1
