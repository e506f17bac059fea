"""Whatever is wrong gets its clear answer, the field named, and changes nothing."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.platform.operations import Key
from tests.integration.doors.conftest import Centre

HOUR_MS = 3_600_000


@pytest.fixture
def alice(centre: Centre) -> str:
    return centre.token("alice", "guard")


@pytest.fixture
def duty(centre: Centre, alice: str) -> Iterator[dict[str, Any]]:
    made = centre.go_on_duty(alice)
    assert made.status == 201, made.json
    yield made.json
    if centre.world.duty(made.json["id"]).on:
        centre.world.off_duty(made.json["id"])


def spot(centre: Centre, **wrong: object) -> dict[str, object]:
    return {
        "latitude": 59.91,
        "longitude": 10.75,
        "accuracy_m": 12,
        "measured_at_ms": centre.world.now_ms,
        **wrong,
    }


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "happened_at_ms"),
        ({"happened_at_ms": "now"}, "happened_at_ms"),
        ({"happened_at_ms": None}, "happened_at_ms"),
        ({"happened_at_ms": 1, "colour": "red"}, "colour"),
        ({"happened_at_ms": 1, "battery_percent": 101}, "battery_percent"),
        ({"happened_at_ms": 1, "pin": "12"}, "pin"),
        ({"happened_at_ms": 1, "position": {"latitude": 91}}, "position.latitude"),
    ],
)
def test_a_check_in_that_cannot_be_read_names_the_field(
    centre: Centre, alice: str, duty: dict[str, Any], body: dict[str, Any], field: str
) -> None:
    answer = centre.send("POST", f"duties/{duty['id']}/check-ins", body, token=alice)
    assert answer.status == 422
    assert answer.fields == [field]
    assert unchanged(centre, duty)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"latitude": 90.01}, "position.latitude"),
        ({"latitude": -91}, "position.latitude"),
        ({"longitude": 180.5}, "position.longitude"),
        ({"accuracy_m": -1}, "position.accuracy_m"),
        ({"measured_at_ms": 4_000_000_000_000}, "position.measured_at_ms"),
        ({"altitude": 3}, "position.altitude"),
    ],
)
def test_a_place_off_the_earth_is_refused(
    centre: Centre, alice: str, duty: dict[str, Any], wrong: dict[str, object], field: str
) -> None:
    body = {"happened_at_ms": centre.world.now_ms, "position": spot(centre, **wrong)}
    answer = centre.send("POST", f"duties/{duty['id']}/check-ins", body, token=alice)
    assert (answer.status, answer.fields) == (422, [field])
    assert unchanged(centre, duty)


@pytest.mark.parametrize("off_ms", [3 * 60_000, -7 * 24 * HOUR_MS])
def test_a_check_in_from_the_future_or_from_last_week_is_refused(
    centre: Centre, alice: str, duty: dict[str, Any], off_ms: int
) -> None:
    body = {"happened_at_ms": centre.world.now_ms + off_ms}
    answer = centre.send("POST", f"duties/{duty['id']}/check-ins", body, token=alice)
    assert (answer.status, answer.fields) == (422, ["happened_at_ms"])
    assert unchanged(centre, duty)


@pytest.mark.parametrize("raw", [b"{", b"[1,2", b"\xff\xfe", b""])
def test_a_body_that_is_no_json_is_refused(centre: Centre, alice: str, duty: dict[str, Any], raw: bytes) -> None:
    answer = centre.send("POST", f"duties/{duty['id']}/check-ins", raw, token=alice)
    assert answer.status in (400, 422)
    assert unchanged(centre, duty)


def test_a_request_without_a_key_is_refused(centre: Centre, alice: str, duty: dict[str, Any]) -> None:
    body = {"happened_at_ms": centre.world.now_ms}
    path = f"duties/{duty['id']}/check-ins"
    answer = centre.send("POST", path, body, token=alice, headers={"idempotency-key": "short"})
    assert answer.status == 400
    assert "Idempotency-Key" in answer.json["detail"]


def test_a_repeated_check_in_is_answered_as_the_first_and_done_once(
    centre: Centre, alice: str, duty: dict[str, Any]
) -> None:
    centre.world.now_ms += 60_000
    body = {"happened_at_ms": centre.world.now_ms}
    path, key = f"duties/{duty['id']}/check-ins", centre.send.new_key()
    first = centre.send("POST", path, body, token=alice, key=key)
    again = centre.send("POST", path, body, token=alice, key=key)
    assert (first.status, again.status) == (200, 200)
    assert first.json["version"] == again.json["version"] == duty["version"] + 1


def test_a_repeated_on_duty_is_one_duty(centre: Centre) -> None:
    token, key = centre.token("bob", "guard"), centre.send.new_key()
    body = {
        "assignment_id": centre.world.id("round"),
        "planned_end_ms": centre.world.now_ms + HOUR_MS,
        "instruction_version": 1,
    }
    first = centre.send("POST", "duties", body, token=token, key=key)
    again = centre.send("POST", "duties", body, token=token, key=key)
    assert first.json["id"] == again.json["id"]
    assert centre.send("POST", "duties", body, token=token).status == 409
    centre.world.off_duty(first.json["id"])


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"planned_end_ms": 1}, 422),
        ({"planned_end_ms": 4_000_000_000_000}, 422),
        ({"instruction_version": 7}, 409),
        ({"instruction_version": None}, 422),
        ({"assignment_id": "there is none"}, 404),
        ({"shift_id": "0123456789ab"}, 404),
    ],
)
def test_an_on_duty_that_cannot_be_is_refused(centre: Centre, change: dict[str, object], status: int) -> None:
    token = centre.token("carol", "guard")
    assert centre.go_on_duty(token, **change).status == status
    assert centre.send("GET", "me/duty", token=token).json["duty"] is None


def test_a_token_that_has_run_out_is_refused(centre: Centre, alice: str) -> None:
    centre.world.now_ms += 11 * 60_000
    assert centre.send("GET", "me/duty", token=alice).status == 401


@pytest.mark.parametrize("phone", ["12", "+4712", "abc", "", "+999999999999999999"])
def test_a_wrong_phone_number_is_refused(centre: Centre, phone: str) -> None:
    answer = centre.send("POST", "sign-in/codes", {"phone": phone})
    assert (answer.status, answer.fields) == (422, ["phone"])


def test_an_sos_is_never_refused(centre: Centre) -> None:
    answer = centre.send("POST", "sos", b"{not json")
    assert answer.status == 201
    assert centre.world.case(answer.json["sos_id"]).state.unverified


def test_a_wrong_pin_is_refused_and_the_duress_pin_is_not(centre: Centre) -> None:
    from chalicelib.records.change import Change, update
    from chalicelib.register.pins import hash_pin
    from chalicelib.register.repository import everything, get_person
    from tests.support.world import TESTER

    world = centre.world
    row = get_person(world.engine, everything, world.id("carol"))
    assert row is not None
    import msgspec

    secret = world.config.secret
    pins = {"pin_hash": hash_pin("1234", secret), "duress_pin_hash": hash_pin("4321", secret)}
    world.engine.commit(Change((update(row, msgspec.structs.replace(row.state, **pins)),)), actor=TESTER)
    token = centre.token("carol", "guard")
    duty = centre.go_on_duty(token).json
    path = f"duties/{duty['id']}/check-ins"
    wrong = centre.send("POST", path, {"happened_at_ms": world.now_ms, "pin": "9999"}, token=token)
    assert (wrong.status, wrong.fields) == (422, ["pin"])
    right = centre.send("POST", path, {"happened_at_ms": world.now_ms, "pin": "1234"}, token=token)
    duress = centre.send("POST", path, {"happened_at_ms": world.now_ms, "pin": "4321"}, token=token)
    assert duress.status == right.status == 200
    shown = {"version": 0, "quiet_until_ms": 0}  # the page keeps quiet, and shows that nowhere
    assert {**duress.json, **shown} == {**right.json, **shown}
    assert len(world.open_cases("duress")) == 1


def test_an_operator_says_how_the_caller_was_identified(centre: Centre, duty: dict[str, Any]) -> None:
    olav = centre.token("olav", "operator")
    body: dict[str, Any] = {"happened_at_ms": centre.world.now_ms}
    answer = centre.send("POST", f"duties/{duty['id']}/check-ins", body, token=olav)
    assert (answer.status, answer.fields) == (422, ["on_behalf"])
    body["on_behalf"] = {"identified_by": "callback", "note": "Rolig stemme"}
    assert centre.send("POST", f"duties/{duty['id']}/check-ins", body, token=olav).status == 200


def test_a_receipt_without_the_suppliers_signature_is_refused(centre: Centre) -> None:
    assert centre.send("POST", "sms/receipts", []).status == 401
    assert centre.send("POST", "sms/inbound", []).status == 401


def unchanged(centre: Centre, duty: dict[str, Any]) -> bool:
    key = Key(f"duty/{duty['id']}")
    return int(centre.world.engine.store.get("live", [key])[key]["version"]) == int(duty["version"])


def test_off_duty_under_duress_looks_like_the_end_from_every_door(centre: Centre) -> None:
    import msgspec

    from chalicelib.records.change import Change, update
    from chalicelib.register.pins import hash_pin
    from chalicelib.register.repository import everything, get_person
    from tests.support.world import TESTER

    world = centre.world
    row = get_person(world.engine, everything, world.id("bob"))
    assert row is not None
    pins = {"pin_hash": hash_pin("1234", world.config.secret), "duress_pin_hash": hash_pin("4321", world.config.secret)}
    world.engine.commit(Change((update(row, msgspec.structs.replace(row.state, **pins)),)), actor=TESTER)
    token, another_phone = centre.token("bob", "guard"), centre.token("bob", "guard")
    duty = centre.go_on_duty(token).json
    path = f"duties/{duty['id']}"
    body, key = {"happened_at_ms": world.now_ms, "pin": "4321"}, centre.send.new_key()
    first = centre.send("POST", f"{path}/off-duty", body, token=token, key=key)
    assert (first.status, first.json["on"], first.json["next_check_in_ms"]) == (200, False, None)
    again = centre.send("POST", f"{path}/off-duty", body, token=token, key=key)
    assert (again.status, again.json["on"]) == (200, False)
    mine = centre.send("GET", "me/duty", token=another_phone).json
    assert mine["duty"] is None
    assert mine["assignments"]
    assert centre.send("GET", path, token=another_phone).json["on"] is False
    for act in ("check-ins", "off-duty"):
        late = centre.send("POST", f"{path}/{act}", {"happened_at_ms": world.now_ms, "pin": "1234"}, token=token)
        assert late.status == 409
    olav = centre.token("olav", "operator")
    (watch,) = [one for one in centre.send("GET", "board", token=olav).json["watches"] if one["id"] == duty["id"]]
    assert (watch["on"], watch["hushed"]) == (True, True)
    forced = centre.go_on_duty(token, assignment_id=world.id("gate"))
    assert (forced.status, forced.json["on"], forced.json["assignment"]["id"]) == (201, True, world.id("gate"))
    assert centre.send("GET", "me/duty", token=token).json["duty"]["assignment"]["id"] == world.id("gate")
