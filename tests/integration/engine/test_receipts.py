"""A receipt may come late, twice, out of order, or for nothing of ours: the case says in the end what is true."""

import itertools
from random import Random

import pytest

from chalicelib.channels.receipts import Delivery, Receipt
from chalicelib.channels.references import open_reference
from chalicelib.desk.providers import apply_receipts
from chalicelib.engine.auditor import audit
from chalicelib.engine.cases import Opening, open_case
from chalicelib.engine.messages import Message
from chalicelib.engine.people import person_of, recipient
from chalicelib.platform.ids import new_id
from chalicelib.platform.time import DAY_MS
from chalicelib.records.change import Change
from chalicelib.records.commit import TooContended
from chalicelib.register.policy import Rung
from tests.support.faults import Faults, Trouble
from tests.support.sms import Does, Sent, receipt_for
from tests.support.world import TESTER, World

DELIVERED, FAILED, FOR_NOW, UNKNOWN = Delivery.DELIVERED, Delivery.FAILED, Delivery.FAILED_FOR_NOW, Delivery.UNKNOWN


@pytest.fixture
def silent_night(world: World) -> World:
    """Alice is silent, and the supplier says nothing of what it took."""
    world.receipts_come = False
    world.on_duty("alice")
    return world


def a_silence(world: World) -> Sent:
    """The case's first text to Alice, as the supplier took it."""
    world.advance(21 * 60)
    return [sent for sent in world.sms.sent if sent.sms.to == world.phone("alice")][-1]


def report(world: World, sent: Sent, delivery: Delivery) -> None:
    assert apply_receipts(world.engine, world.sender, [receipt_for(sent, delivery, world.now_ms)], world.now_ms) == 1


def message_of(world: World, sent: Sent) -> Message:
    """The row of the outbox that a text came from."""
    key = open_reference(world.config, sent.sms.reference)
    row = world.engine.get(key, Message) if key else None
    assert row is not None
    return row.state


def test_a_text_that_arrives_after_all_is_taken_back_from_its_cases_count(silent_night: World) -> None:
    world = silent_night
    sent = a_silence(world)
    case_id = world.the_case("silence").state.id
    report(world, sent, FAILED)
    assert world.case(case_id).state.undelivered == 1
    world.advance(30)
    report(world, sent, DELIVERED)
    assert world.case(case_id).state.undelivered == 0
    told = world.told(f"case/{case_id}")
    assert told.index("undelivered") < told.index("arrived_after_all")
    assert message_of(world, sent).state == "delivered"
    assert world.broken(f"case/{case_id}") == []


def test_a_text_that_nobody_confirmed_in_time_is_believed_when_it_is_confirmed(silent_night: World) -> None:
    world = silent_night
    sent = a_silence(world)
    case_id = world.the_case("silence").state.id
    world.take(world.the_case("silence"))
    world.advance(11 * 60)
    before = world.case(case_id).state.undelivered
    assert before >= 1
    report(world, sent, DELIVERED)
    assert world.case(case_id).state.undelivered == before - 1


def test_it_is_taken_back_once_however_often_it_is_said(silent_night: World) -> None:
    world = silent_night
    sent = a_silence(world)
    case_id = world.the_case("silence").state.id
    for delivery in (FAILED, FAILED, DELIVERED, DELIVERED, FAILED, DELIVERED):
        report(world, sent, delivery)
    assert world.case(case_id).state.undelivered == 0
    told = world.told(f"case/{case_id}")
    assert (told.count("undelivered"), told.count("arrived_after_all")) == (1, 1)


def test_what_was_never_counted_is_not_taken_back(silent_night: World) -> None:
    world = silent_night
    sent = a_silence(world)
    case_id = world.the_case("silence").state.id
    report(world, sent, DELIVERED)
    assert world.case(case_id).state.undelivered == 0
    assert "arrived_after_all" not in world.told(f"case/{case_id}")


def test_a_case_that_is_over_learns_the_truth_too(silent_night: World) -> None:
    world = silent_night
    sent = a_silence(world)
    case = world.the_case("silence")
    report(world, sent, FAILED)
    world.take(case)
    world.resolve(case)
    report(world, sent, DELIVERED)
    row = world.case(case.state.id).state
    assert (row.state, row.undelivered) == ("resolved", 0)
    assert world.told(f"case/{case.state.id}")[-1] == "arrived_after_all"


def test_the_case_of_a_reminder_that_did_not_arrive_is_told_that_it_did(world: World) -> None:
    world.receipts_come = False
    duty_id = world.on_duty("alice")
    world.advance(18 * 60)
    (reminder,) = [sent for sent in world.sms.sent if sent.sms.to == world.phone("alice")]
    world.check_in(duty_id)
    report(world, reminder, FAILED)
    case = world.the_case("undeliverable")
    assert case.state.arrived_at_ms is None
    world.advance(60)
    report(world, reminder, DELIVERED)
    case = world.the_case("undeliverable")
    assert case.state.arrived_at_ms == world.now_ms
    assert world.told(f"case/{case.state.id}")[-1] == "arrived_after_all"
    report(world, reminder, DELIVERED)
    assert world.told(f"case/{case.state.id}").count("arrived_after_all") == 1


def test_a_receipt_finds_its_text_days_later_while_the_case_waits(silent_night: World) -> None:
    world = silent_night
    sent = a_silence(world)
    case_id = world.the_case("silence").state.id
    report(world, sent, FAILED)
    world.take(world.the_case("silence"))
    world.now_ms += 3 * DAY_MS
    audit(world.engine, world.config, world.now_ms)
    report(world, sent, DELIVERED)
    assert world.case(case_id).state.undelivered == 0


def test_a_failure_of_an_earlier_attempt_says_nothing_of_this_one(silent_night: World) -> None:
    world = silent_night
    first = a_silence(world)
    case_id = world.the_case("silence").state.id
    report(world, first, FOR_NOW)
    world.advance(60)
    second = [sent for sent in world.sms.sent if sent.sms.reference == first.sms.reference][-1]
    assert second.provider_id != first.provider_id
    report(world, first, FOR_NOW)
    report(world, first, FAILED)
    assert message_of(world, first).state == "accepted"
    assert world.case(case_id).state.undelivered == 0
    report(world, second, DELIVERED)
    assert message_of(world, first).state == "delivered"


def test_a_failure_that_is_said_twice_does_not_put_the_next_attempt_off(silent_night: World) -> None:
    world = silent_night
    sent = a_silence(world)
    report(world, sent, FOR_NOW)
    due_ms = message_of(world, sent).next_ms
    world.now_ms += 1000
    report(world, sent, FOR_NOW)
    assert message_of(world, sent).next_ms == due_ms


def test_a_text_that_arrived_is_not_sent_again(silent_night: World) -> None:
    world = silent_night
    sent = a_silence(world)
    report(world, sent, FOR_NOW)
    report(world, sent, DELIVERED)
    copies = [one for one in world.sms.attempts if one.reference == sent.sms.reference]
    world.advance(300)
    assert [one for one in world.sms.attempts if one.reference == sent.sms.reference] == copies


@pytest.mark.parametrize("order", list(itertools.permutations((FOR_NOW, FAILED, UNKNOWN, DELIVERED))), ids=str)
def test_in_whatever_order_they_come_delivered_is_what_remains(
    silent_night: World, order: tuple[Delivery, ...]
) -> None:
    world = silent_night
    sent = a_silence(world)
    case_id = world.the_case("silence").state.id
    for delivery in order:
        report(world, sent, delivery)
    assert message_of(world, sent).state == "delivered"
    assert world.case(case_id).state.undelivered == 0
    assert world.broken(f"case/{case_id}") == []


def test_a_receipt_for_nothing_of_ours_touches_nothing_and_holds_up_no_other(silent_night: World) -> None:
    world = silent_night
    sent = a_silence(world)
    case_id = world.the_case("silence").state.id
    good = receipt_for(sent, FAILED, world.now_ms)
    strangers = [
        Receipt(reference=words, provider_id="x", delivery=FAILED, at_ms=world.now_ms)
        for words in ("", "nonsense", sent.sms.reference + "x", "æøå" * 200, sent.sms.reference[:-4] + "AAAA")
    ]
    assert apply_receipts(world.engine, world.sender, [*strangers, good, *strangers], world.now_ms) == 1
    assert world.case(case_id).state.undelivered == 1


def test_one_receipt_in_trouble_does_not_lose_the_others_and_the_supplier_is_asked_to_bring_it_again(
    silent_night: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = silent_night
    sent = a_silence(world)
    case_id = world.the_case("silence").state.id
    apply_one = world.sender.receipt
    troubled = Receipt(reference="troubled", provider_id="x", delivery=FAILED, at_ms=world.now_ms)

    def receipt(engine: object, one: Receipt, now_ms: int) -> bool:
        if one is troubled:
            raise TooContended("troubled")
        return apply_one(world.engine, one, now_ms)

    monkeypatch.setattr(world.sender, "receipt", receipt)
    with pytest.raises(TooContended):
        apply_receipts(world.engine, world.sender, [troubled, receipt_for(sent, FAILED, world.now_ms)], world.now_ms)
    assert world.case(case_id).state.undelivered == 1


def test_a_receipt_on_a_text_says_nothing_of_a_call(world: World) -> None:
    opening = Opening(
        id=new_id(),
        kind="silence",
        customer_id=world.id("customer"),
        ladder=(Rung(after_s=0, to="duty_manager", channels=("call",)),),
        broadcast_s=3600,
        people=(recipient(person_of(world.engine, world.id("dina")), "duty_manager"),),
        params={"name": "Alice", "since_ms": world.now_ms},
    )
    world.engine.commit(Change(open_case(opening, world.now_ms)), actor=TESTER, at_ms=world.now_ms)
    world.settle()
    call = world.voice.calls[0]
    said = Receipt(reference=call.reference, provider_id="", delivery=DELIVERED, at_ms=world.now_ms)
    assert apply_receipts(world.engine, world.sender, [said], world.now_ms) == 0


@pytest.mark.parametrize("trouble", list(Trouble))
def test_on_a_bad_day_it_is_taken_back_all_the_same(silent_night: World, trouble: Trouble) -> None:
    world = silent_night
    sent = a_silence(world)
    case_id = world.the_case("silence").state.id
    report(world, sent, FAILED)
    with Faults(world.engine.store) as faults:
        faults.next(trouble, trouble)
        report(world, sent, DELIVERED)
    assert world.case(case_id).state.undelivered == 0
    assert world.told(f"case/{case_id}").count("arrived_after_all") == 1


def test_any_storm_of_receipts_ends_in_the_truth(silent_night: World) -> None:
    world = silent_night
    random = Random(7)
    world.sms.then = Does.ACCEPT
    a_silence(world)
    world.advance(240)
    case_id = world.the_case("silence").state.id
    sent = [one for one in world.sms.sent]
    storm = [
        receipt_for(one, delivery, world.now_ms) for one in sent for delivery in (FOR_NOW, FAILED, UNKNOWN, DELIVERED)
    ] * 2
    random.shuffle(storm)
    for one in storm:
        apply_receipts(world.engine, world.sender, [one], world.now_ms)
    assert world.case(case_id).state.undelivered == 0
    told = world.told(f"case/{case_id}")
    assert told.count("undelivered") == told.count("arrived_after_all")
    assert world.broken(f"case/{case_id}") == []
