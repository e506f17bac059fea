"""A push is a courtesy beside the SMS: never instead of it, never without it, never to a hushed phone."""

import secrets
from collections.abc import Iterator

import msgspec
import pytest

from chalicelib.channels.push import Address, Gone
from chalicelib.desk.raising import sos_of
from chalicelib.engine.people import person_of
from chalicelib.engine.pushes import Device, device_key
from chalicelib.engine.reports import Report
from chalicelib.identity.keeping import door_of, end_session
from chalicelib.identity.sessions import Session, new_session, signed_in
from chalicelib.platform.config import config
from chalicelib.records.change import Change, create, update
from tests.support.push import Answer, Browser, PushService, a_push_service
from tests.support.world import TESTER, World

REMINDER_S = 18 * 60


@pytest.fixture(scope="module")
def service() -> Iterator[PushService]:
    with a_push_service() as started:
        yield started


@pytest.fixture
def world(dynamodb: str, service: PushService) -> World:
    prefix = f"w{secrets.token_hex(4)}-"
    return World(msgspec.structs.replace(config(), table_prefix=prefix, push_services=service.origin))


def device(world: World, service: PushService, name: str = "alice") -> tuple[Session, Browser]:
    """Somebody has signed in on a phone, and wants to be told there."""
    person = person_of(world.engine, world.id(name))
    session, browser = new_session(person, "code", world.now_ms), service.browser()
    found = Device(
        customer_id="self",
        session_id=session.id,
        **browser.subscription,
        since_ms=world.now_ms,
        until_ms=session.expires_at_ms,
    )
    writes = (*signed_in(door_of(world.engine, person), session, world.now_ms), create(found))
    world.engine.commit(Change(writes), actor=TESTER, at_ms=world.now_ms)
    return session, browser


def has_device(world: World, session: Session) -> bool:
    return world.engine.get(device_key(session.id), Device) is not None


def test_the_reminder_comes_on_every_device_and_by_sms(world: World, service: PushService) -> None:
    _, phone = device(world, service)
    _, tablet = device(world, service)
    world.on_duty("alice")
    world.advance(REMINDER_S)
    assert len(world.texts_to("alice")) == 1
    for one in (phone, tablet):
        (words,) = service.words_to(one)
        assert words["kind"] == "reminder"
        assert words["title"].startswith("Meld deg innen")


def test_who_has_no_device_gets_the_sms_alone(world: World, service: PushService) -> None:
    before = len(service.tries)
    world.on_duty("bob")
    world.advance(REMINDER_S)
    assert len(world.texts_to("bob")) == 1
    assert len(service.tries) == before


def test_the_sms_comes_whatever_the_push_service_does(world: World, service: PushService) -> None:
    _, phone = device(world, service)
    service.answers[phone.path] = [Answer(503)] * 20
    duty_id = world.on_duty("alice")
    world.advance(21 * 60)
    assert "Meld deg innen" in world.texts_to("alice")[0]
    assert world.open_cases("undeliverable") == []
    assert "push_given_up" in world.told(f"duty/{duty_id}")
    assert world.broken(f"duty/{duty_id}") == []


def test_a_service_that_is_busy_is_tried_again_when_it_said(world: World, service: PushService) -> None:
    _, phone = device(world, service)
    service.answers[phone.path] = [Answer(429, {"Retry-After": "40"})]
    world.on_duty("alice")
    world.advance(REMINDER_S + 39)
    assert service.words_to(phone) == []
    world.advance(1)
    assert len(service.words_to(phone)) == 1


def test_what_is_too_old_to_be_true_is_not_pushed(world: World, service: PushService) -> None:
    _, phone = device(world, service)
    service.answers[phone.path] = [Answer(429, {"Retry-After": "1200"})]
    duty_id = world.on_duty("alice")
    world.advance(REMINDER_S)
    assert "push_given_up" in world.told(f"duty/{duty_id}")
    assert service.tries.count(phone.path) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_the_browser_has_let_go_of_is_forgotten(world: World, service: PushService, status: int) -> None:
    session, phone = device(world, service)
    service.answers[phone.path] = [Answer(status)]
    duty_id = world.on_duty("alice")
    world.advance(REMINDER_S)
    assert not has_device(world, session)
    world.check_in(duty_id)
    world.advance(REMINDER_S)
    assert service.tries.count(phone.path) == 1
    assert len(world.texts_to("alice")) == 2


def test_a_device_that_is_signed_out_is_told_nothing(world: World, service: PushService) -> None:
    session, phone = device(world, service)
    world.on_duty("alice")
    end_session(world.engine, session.id, "signed_out", TESTER, world.now_ms)
    world.advance(REMINDER_S)
    assert phone.path not in service.tries


def test_after_a_silent_sos_nothing_rings_or_shows(world: World, service: PushService) -> None:
    _, phone = device(world, service)
    world.on_duty("alice")
    sos_of(world.engine, "sos-key-1", world.id("alice"), True, Report(happened_at_ms=world.now_ms), world.now_ms)
    world.advance(60 * 60)
    assert phone.path not in service.tries


def test_after_duress_nothing_rings_or_shows(world: World, service: PushService) -> None:
    _, phone = device(world, service)
    duty_id = world.on_duty("alice")
    world.check_in(duty_id, duress=True)
    world.advance(60 * 60)
    assert phone.path not in service.tries


def test_a_push_that_waited_while_the_alarm_was_raised_stays_away(world: World, service: PushService) -> None:
    _, phone = device(world, service)
    service.answers[phone.path] = [Answer(503)]
    duty_id = world.on_duty("alice")
    world.advance(REMINDER_S)
    sos_of(world.engine, "sos-key-2", world.id("alice"), True, Report(happened_at_ms=world.now_ms), world.now_ms)
    world.advance(10 * 60)
    assert service.words_to(phone) == []
    assert "push_hushed" in world.told(f"duty/{duty_id}")


def test_after_a_loud_sos_it_goes_on(world: World, service: PushService) -> None:
    _, phone = device(world, service)
    world.on_duty("alice", "gate")
    sos_of(world.engine, "sos-key-3", world.id("alice"), True, Report(happened_at_ms=world.now_ms), world.now_ms)
    world.advance(REMINDER_S)
    assert [words["kind"] for words in service.words_to(phone)] == ["reminder"]


def test_a_guard_left_alone_is_told_at_once(world: World, service: PushService) -> None:
    _, phone = device(world, service)
    world.on_duty("alice")
    bob = world.on_duty("bob")
    world.advance(1)
    world.off_duty(bob)
    world.advance(1)
    assert [words["kind"] for words in service.words_to(phone)] == ["joined", "left_alone"]


def test_a_device_registered_anew_meanwhile_is_not_forgotten(world: World, service: PushService) -> None:
    session, phone = device(world, service)
    world.on_duty("alice")
    row = world.engine.get(device_key(session.id), Device)
    assert row is not None
    newer = msgspec.structs.replace(row.state, **service.browser().subscription)

    class Slow:
        """While the service answers that the old address is gone, the page registers its new one."""

        def send(self, to: Address, word: bytes, *, ttl_s: int, topic: str) -> Gone:
            assert row is not None
            world.engine.commit(Change((update(row, newer),)), actor=TESTER, at_ms=world.now_ms)
            return Gone()

    world.pusher._service = Slow()
    world.advance(REMINDER_S)
    kept = world.engine.get(device_key(session.id), Device)
    assert kept is not None
    assert kept.state.endpoint == newer.endpoint != phone.endpoint
