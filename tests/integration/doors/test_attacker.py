"""Through the doors: PINs that are guessed, positions from another time, and what an SOS may look like."""

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from chalicelib.identity.limits import UNVERIFIED_SOS_PER_ADDRESS
from chalicelib.identity.pin_guesses import WRONG_PINS
from chalicelib.records.change import Change, update
from chalicelib.register.pins import hash_pin
from chalicelib.register.repository import everything, get_person
from tests.integration.doors.conftest import Centre
from tests.support.doors import Answered, shape
from tests.support.world import TESTER

HOUR_MS = 3_600_000


@pytest.fixture
def token(centre: Centre) -> str:
    """Alice's phone; her PIN is 1234, and 4321 says that she is forced."""
    world, secret = centre.world, centre.world.config.secret
    row = get_person(world.engine, everything, world.id("alice"))
    assert row is not None
    pins = {"pin_hash": hash_pin("1234", secret), "duress_pin_hash": hash_pin("4321", secret)}
    world.engine.commit(Change((update(row, msgspec.structs.replace(row.state, **pins)),)), actor=TESTER)
    return centre.token("alice", "guard")


@pytest.fixture
def duty(centre: Centre, token: str) -> Iterator[dict[str, Any]]:
    made = centre.go_on_duty(token)
    assert made.status == 201, made.json
    yield made.json
    for row in centre.world.open_cases():
        centre.world.take(row)
        centre.world.resolve(row, note="Prøvd.")
    centre.world.off_duty(made.json["id"])
    centre.world.now_ms += WRONG_PINS.within_ms


def check_in(centre: Centre, token: str, duty: dict[str, Any], pin: str) -> Answered:
    body = {"happened_at_ms": centre.world.now_ms, "pin": pin}
    return centre.send("POST", f"duties/{duty['id']}/check-ins", body, token=token)


def guess(centre: Centre, token: str, duty: dict[str, Any]) -> None:
    for pin in range(WRONG_PINS.most):
        assert check_in(centre, token, duty, f"{7000 + pin}").status == 422


def test_after_five_wrong_pins_the_right_one_is_not_taken_either_and_the_centre_hears_of_it(
    centre: Centre, token: str, duty: dict[str, Any]
) -> None:
    guess(centre, token, duty)
    (case,) = centre.world.open_cases("wrong_pins")
    assert case.state.person_id == centre.world.id("alice")
    refused = [check_in(centre, token, duty, pin) for pin in ("1234", "9999")]
    assert [answer.status for answer in refused] == [429, 429]
    assert refused[0].json["detail"] == refused[1].json["detail"]
    centre.world.now_ms += WRONG_PINS.within_ms
    assert check_in(centre, token, duty, "1234").status == 200


def test_duress_among_guesses_looks_refused_and_raises_its_alarm(
    centre: Centre, token: str, duty: dict[str, Any]
) -> None:
    guess(centre, token, duty)
    wrong, duress = (check_in(centre, token, duty, pin) for pin in ("9999", "4321"))
    assert (duress.status, duress.json["detail"]) == (wrong.status, wrong.json["detail"]) == (429, wrong.json["detail"])
    assert len(centre.world.open_cases("duress")) == 1
    assert centre.world.duty(duty["id"]).hushed


def test_an_answer_to_duress_differs_from_the_right_pins_only_in_a_time_until_which_the_page_keeps_quiet(
    centre: Centre, token: str, duty: dict[str, Any]
) -> None:
    right, duress = check_in(centre, token, duty, "1234"), check_in(centre, token, duty, "4321")
    assert right.status == duress.status == 200
    hide = {"X-Correlation-Id"}
    assert {**right.headers, **dict.fromkeys(hide)} == {**duress.headers, **dict.fromkeys(hide)}
    assert list(right.json) == list(duress.json)
    shown = {"version": 0, "quiet_until_ms": 0}
    assert {**right.json, **shown} == {**duress.json, **shown}
    assert duress.json["version"] == right.json["version"] + 1
    assert right.json["quiet_until_ms"] <= right.json["server_now_ms"] < duress.json["quiet_until_ms"]
    assert shape(duress.json) == shape(right.json)


def test_what_the_phone_asks_for_afterwards_has_the_shape_that_it_always_had(
    centre: Centre, token: str, duty: dict[str, Any]
) -> None:
    check_in(centre, token, duty, "1234")
    before = [centre.send("GET", path, token=token).json for path in ("me/duty", f"duties/{duty['id']}")]
    check_in(centre, token, duty, "4321")
    after = [centre.send("GET", path, token=token).json for path in ("me/duty", f"duties/{duty['id']}")]
    assert shape(after) == shape(before)
    longer = centre.send("POST", f"duties/{duty['id']}/extension", {"minutes": 15}, token=token)
    assert longer.status == 200
    assert shape(longer.json) == shape(after[1])


def test_an_end_under_duress_has_the_shape_of_an_end(centre: Centre, token: str) -> None:
    def ended(pin: str) -> tuple[str, str]:
        made = centre.go_on_duty(token)
        assert made.status == 201, made.json
        spot = {**SPOT, "measured_at_ms": centre.world.now_ms}
        body = {"happened_at_ms": centre.world.now_ms, "pin": pin, "position": spot, "battery_percent": 60}
        over = centre.send("POST", f"duties/{made.json['id']}/off-duty", body, token=token)
        assert over.status == 200
        return shape(over.json).replace(made.json["id"], "id"), shape(centre.send("GET", "me/duty", token=token).json)

    real, feigned = ended("1234"), ended("4321")
    (case,) = centre.world.open_cases("duress")
    centre.world.take(case)
    centre.world.resolve(case, note="Prøvd.")
    centre.world.off_duty(case.state.subject.removeprefix("duty/"))
    assert re.sub(r'"id": "[a-z0-9]*"', "", feigned[0]) == re.sub(r'"id": "[a-z0-9]*"', "", real[0])
    assert feigned[1] == real[1]


def test_a_regret_under_duress_has_the_shape_of_a_regret(centre: Centre, token: str, duty: dict[str, Any]) -> None:
    raised = centre.send("POST", "sos", {"happened_at_ms": centre.world.now_ms}, token=token).json
    right, forced = (
        centre.send("POST", f"sos/{raised['sos_id']}/regret", {"pin": pin}, token=token) for pin in ("1234", "4321")
    )
    assert (right.status, shape(right.json)) == (forced.status, shape(forced.json))


def test_only_what_was_raised_can_be_regretted(centre: Centre, token: str, duty: dict[str, Any]) -> None:
    centre.world.advance(21 * 60)
    (silence,) = centre.world.open_cases("silence")
    token = centre.token("alice", "guard")
    answer = centre.send("POST", f"sos/{silence.state.id}/regret", {"pin": "1234"}, token=token)
    assert answer.status == 404
    assert centre.world.the_case("silence").state.evidence_at_ms is None


def test_the_operators_text_does_not_find_its_way_to_a_silent_phone_by_its_number(
    centre: Centre, token: str, duty: dict[str, Any]
) -> None:
    check_in(centre, token, duty, "4321")
    (case,) = centre.world.open_cases("duress")
    operator = centre.token("olav", "operator")
    text = {"to": centre.world.phone("alice"), "text": "Er alt bra?"}
    assert centre.send("POST", f"cases/{case.state.id}/messages", text, token=operator).status == 409


@pytest.mark.parametrize("off_ms", [4 * HOUR_MS, -48 * HOUR_MS])
def test_an_on_duty_with_a_position_from_another_time_is_refused(centre: Centre, off_ms: int) -> None:
    token, now = centre.token("bob", "guard"), centre.world.now_ms
    spot = {"latitude": 59.91, "longitude": 10.75, "accuracy_m": 12, "measured_at_ms": now + off_ms}
    answer = centre.go_on_duty(token, position=spot)
    assert (answer.status, answer.fields) == (422, ["position.measured_at_ms"])
    assert centre.send("GET", "me/duty", token=token).json["duty"] is None


SPOT = {"latitude": 59.91, "longitude": 10.75, "accuracy_m": 12, "measured_at_ms": 1}


@pytest.mark.parametrize(
    "raw",
    [
        b'{"happened_at_ms": 1e400}',
        b'{"happened_at_ms": -%d}' % 10**30,
        json.dumps({"position": {**SPOT, "measured_at_ms": 10**30}}).encode(),
        json.dumps({"position": {**SPOT, "measured_at_ms": 32_000_000_000_000}}).encode(),
        b"[" * 60_000,
        b'{"position": ' + b"[" * 60_000,
        b'{"note": "' + b"x" * 200_000 + b'"}',
    ],
    ids=["no number", "long before", "after time", "far future", "deep", "deep inside", "long"],
)
def test_nothing_in_an_sos_can_make_it_refused_or_lost(centre: Centre, raw: bytes) -> None:
    answer = centre.send("POST", "sos", raw, token=centre.token("carol", "guard"))
    assert answer.status == 201, answer.json
    assert not centre.world.case(answer.json["sos_id"]).state.unverified


def test_one_part_of_an_sos_that_cannot_be_read_costs_no_other(centre: Centre) -> None:
    from chalicelib.engine.reports import tolerant_report

    now = centre.world.now_ms
    raw = json.dumps({"battery_percent": "full", "happened_at_ms": "now", "position": {**SPOT, "measured_at_ms": now}})
    report = tolerant_report(raw.encode(), now)
    assert report.position is not None
    assert (report.happened_at_ms, report.battery_percent) == (now, None)
    ahead = json.dumps({"position": {**SPOT, "measured_at_ms": now + HOUR_MS}, "happened_at_ms": now + HOUR_MS})
    report = tolerant_report(ahead.encode(), now)
    assert report.position is not None
    assert report.position.measured_at_ms == report.happened_at_ms == now


def test_an_sos_that_is_sent_again_and_again_is_one_and_is_never_too_many(centre: Centre) -> None:
    key, address = centre.send.new_key(), "2001:db8::dead"
    answers = [
        centre.send("POST", "sos", b"{}", key=key, address=address) for _ in range(UNVERIFIED_SOS_PER_ADDRESS.most + 5)
    ]
    assert {answer.status for answer in answers} == {201}
    assert len({answer.json["sos_id"] for answer in answers}) == 1
    others = [centre.send("POST", "sos", b"{}", address=address).status for _ in range(UNVERIFIED_SOS_PER_ADDRESS.most)]
    assert others.count(429) == 1
