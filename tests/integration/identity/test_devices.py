"""A phone says where it can be told, tries itself, and the desk sees what it found."""

import json
from collections.abc import Iterator

import msgspec
import pytest

from chalicelib.channels.push import WebPush, public_key
from chalicelib.engine.pushes import Push, Pusher
from chalicelib.identity.device_routes import ROUTES as DEVICE_ROUTES
from chalicelib.identity.devices import device_of, devices_of
from chalicelib.identity.routes import ROUTES
from chalicelib.platform.config import Config
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row, from_item
from chalicelib.register.states import Person
from tests.support.doors import Clock, Doors
from tests.support.people import new_person
from tests.support.push import PushService, a_push_service
from tests.support.signing_in import sign_in
from tests.walk import token_for

GOOD = {
    "position": "good",
    "accuracy_m": 12,
    "push": "good",
    "network": "good",
    "round_trip_ms": 80,
    "battery": "poor",
    "battery_percent": 18,
    "time": "good",
    "clock_ahead_ms": -40,
    "storage": "good",
    "screen": "unknown",
    "installed": True,
}


@pytest.fixture(scope="module")
def service() -> Iterator[PushService]:
    with a_push_service() as started:
        yield started


@pytest.fixture
def reaching(settings: Config, service: PushService) -> Config:
    return msgspec.structs.replace(settings, push_services=service.origin)


@pytest.fixture
def send(engine: Engine, reaching: Config, clock: Clock) -> Doors:
    return Doors(ROUTES + DEVICE_ROUTES, engine, reaching, clock)


@pytest.fixture
def alice(engine: Engine) -> Person:
    return new_person(engine, "guard")


@pytest.fixture
def token(send: Doors, engine: Engine, alice: Person) -> str:
    return str(sign_in(send, engine, alice)["access_token"])


def test_a_phone_learns_the_key_and_that_it_is_told_nowhere_yet(send: Doors, settings: Config, token: str) -> None:
    assert send("GET", "me/device", token=token).json == {"push_key": public_key(settings), "endpoint": None}


def test_a_subscription_is_kept_renewed_and_taken_away(
    send: Doors, engine: Engine, service: PushService, alice: Person, token: str, clock: Clock
) -> None:
    for browser in (service.browser(), service.browser()):
        assert send("PUT", "me/device", browser.subscription, token=token).status == 200
        assert send("GET", "me/device", token=token).json["endpoint"] == browser.endpoint
        (device,) = devices_of(engine, alice.id, clock.now_ms)
        assert device.endpoint == browser.endpoint
    assert send("DELETE", "me/device", token=token).status == 204
    assert send("DELETE", "me/device", token=token).status == 204
    assert devices_of(engine, alice.id, clock.now_ms) == []


def test_each_device_has_its_own(
    send: Doors, engine: Engine, service: PushService, alice: Person, token: str, clock: Clock
) -> None:
    other = str(sign_in(send, engine, alice)["access_token"])
    for one in (token, other):
        send("PUT", "me/device", service.browser().subscription, token=one)
    assert len(devices_of(engine, alice.id, clock.now_ms)) == 2


def test_a_session_that_ends_takes_its_device_with_it(
    send: Doors, engine: Engine, service: PushService, alice: Person, token: str, clock: Clock
) -> None:
    send("PUT", "me/device", service.browser().subscription, token=token)
    for session in send("GET", "sessions", token=token).json["sessions"]:
        send("DELETE", f"sessions/{session['id']}", token=token)
        assert device_of(engine, session["id"], clock.now_ms) is None
    assert devices_of(engine, alice.id, clock.now_ms) == []


def test_a_service_that_nobody_knows_is_refused_with_what_to_do(send: Doors, service: PushService, token: str) -> None:
    elsewhere = {**service.browser().subscription, "endpoint": "https://internal.example/push"}
    answer = send("PUT", "me/device", elsewhere, token=token)
    assert (answer.status, answer.fields) == (422, ["endpoint"])
    assert "SMS" in answer.json["errors"][0]["message"]


def test_a_key_that_is_no_point_is_refused(send: Doors, service: PushService, token: str) -> None:
    wrong = {**service.browser().subscription, "p256dh": "B" + "A" * 86}
    answer = send("PUT", "me/device", wrong, token=token)
    assert (answer.status, answer.fields) == (422, ["p256dh"])


def due(engine: Engine, clock: Clock) -> list[Row[Push]]:
    items = engine.store.due("message#0", clock.now_ms)
    return [from_item(item) for item in items if item["kind"] == Push.KIND]


def test_a_trial_arrives_once(
    send: Doors, engine: Engine, reaching: Config, service: PushService, token: str, clock: Clock
) -> None:
    browser = service.browser()
    assert send("POST", "me/device/trial", token=token).status == 409
    send("PUT", "me/device", browser.subscription, token=token)
    for _ in range(2):
        assert send("POST", "me/device/trial", token=token, key="trial-key-0000001").status == 202
    pusher = Pusher(WebPush(reaching), device_of)
    for row in due(engine, clock):
        pusher.settle(engine, row, clock.now_ms)
    assert [words["kind"] for words in service.words_to(browser)] == ["trial"]


def test_trials_are_not_a_way_to_call_somebody_all_day(
    send: Doors, service: PushService, token: str, clock: Clock
) -> None:
    send("PUT", "me/device", service.browser().subscription, token=token)
    answers = [send("POST", "me/device/trial", token=token).status for _ in range(11)]
    assert answers == [202] * 10 + [429]


def test_the_desk_sees_the_last_self_test_of_a_phone(
    send: Doors, engine: Engine, alice: Person, token: str, clock: Clock
) -> None:
    operator = token_for(engine, send, "operator")
    path = f"people/{alice.id}/self-test"
    assert send("GET", path, token=operator).json["test"] is None
    send("PUT", "me/self-test", {**GOOD, "battery": "bad", "battery_percent": 4}, token=token)
    clock.wait(1_000)
    assert send("PUT", "me/self-test", GOOD, token=token).status == 200
    seen = send("GET", path, token=operator).json["test"]
    assert seen["found"] == GOOD
    assert seen["at_ms"] == clock.now_ms


def test_a_colleague_does_not_see_it(send: Doors, engine: Engine, alice: Person) -> None:
    bob = str(sign_in(send, engine, new_person(engine, "guard"))["access_token"])
    assert send("GET", f"people/{alice.id}/self-test", token=bob).status == 403


@pytest.mark.parametrize("wrong", [{"position": "fine"}, {"battery_percent": 101}, {"latitude": 59.9}])
def test_a_self_test_says_what_it_must_and_nothing_else(send: Doors, token: str, wrong: dict[str, object]) -> None:
    assert send("PUT", "me/self-test", {**GOOD, **wrong}, token=token).status in (400, 422)


def test_where_somebody_was_is_not_kept_with_a_self_test(send: Doors, token: str) -> None:
    answer = send("PUT", "me/self-test", GOOD, token=token)
    assert "latitude" not in json.dumps(answer.json)
