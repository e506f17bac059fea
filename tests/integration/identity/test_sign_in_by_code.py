"""Alice, a guard, signs in with a code by SMS. Mallory, a stranger, tries."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.identity.codes import Code, code_key
from chalicelib.identity.derive import mark
from chalicelib.identity.limits import CODES_PER_ADDRESS, CODES_PER_NUMBER, SIGN_INS_PER_ADDRESS
from chalicelib.platform.time import HOUR_MS, MINUTE_MS
from chalicelib.records.commit import Engine
from chalicelib.register.states import Person
from tests.support.device import Device
from tests.support.doors import Clock, Doors
from tests.support.people import change_person, new_person
from tests.support.signing_in import (
    ask_for_code,
    code_in_last_text,
    give_code,
    sign_in,
    sign_in_at_desk,
    texts_to,
)


@pytest.fixture
def alice(engine: Engine) -> Person:
    return new_person(engine, "guard", name="Alice Berg")


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def code_row(engine: Engine, send: Doors, phone: str) -> Code:
    row = engine.get(code_key(mark(send.config, "phone", phone)), Code)
    assert row is not None
    return row.state


def test_a_guard_signs_in_with_the_code_that_the_phone_shows(send: Doors, engine: Engine, alice: Person) -> None:
    session = sign_in(send, engine, alice)
    me = send("GET", "me", token=session["access_token"])
    assert me.json["person"] == {
        "id": alice.id,
        "name": "Alice Berg",
        "roles": ["guard"],
        "language": "nb",
        "customer_id": "self",
    }


def test_a_number_may_be_written_as_people_write_it(send: Doors, engine: Engine, alice: Person) -> None:
    written = f"{alice.phone[3:6]} {alice.phone[6:8]} {alice.phone[8:]}"
    assert ask_for_code(send, written).status == 202
    assert give_code(send, written, code_in_last_text(engine, alice)).status == 201


def test_an_unknown_number_gets_the_same_answer_and_no_text(send: Doors, engine: Engine, alice: Person) -> None:
    known, unknown = ask_for_code(send, alice.phone), ask_for_code(send, "+4741999999")
    assert (known.status, known.json) == (unknown.status, unknown.json) == (202, {})
    assert code_row(engine, send, "+4741999999").person_id == ""
    wrong = [give_code(send, phone, "000000").json["detail"] for phone in ("+4741999999", "+4741888888")]
    assert len(set(wrong)) == 1


def test_who_has_left_gets_no_text(send: Doors, engine: Engine, alice: Person) -> None:
    change_person(engine, alice, active=False)
    assert ask_for_code(send, alice.phone).status == 202
    assert texts_to(engine, alice) == []


def test_an_operator_gets_no_text_because_a_code_is_not_enough(send: Doors, engine: Engine) -> None:
    olav = new_person(engine, "operator")
    assert ask_for_code(send, olav.phone).status == 202
    assert texts_to(engine, olav) == []


def test_a_guard_who_is_an_operator_too_is_only_a_guard_by_code(send: Doors, engine: Engine) -> None:
    both = new_person(engine, "guard", "operator")
    assert sign_in(send, engine, both)["person"]["roles"] == ["guard"]


def test_a_code_is_good_once(send: Doors, engine: Engine, alice: Person) -> None:
    ask_for_code(send, alice.phone)
    code = code_in_last_text(engine, alice)
    assert give_code(send, alice.phone, code).status == 201
    assert give_code(send, alice.phone, code).status == 401


def test_a_code_is_good_for_five_minutes(send: Doors, engine: Engine, alice: Person, clock: Clock) -> None:
    ask_for_code(send, alice.phone)
    clock.wait(5 * MINUTE_MS)
    assert give_code(send, alice.phone, code_in_last_text(engine, alice)).status == 401


def test_only_the_latest_code_is_good(send: Doors, engine: Engine, alice: Person, clock: Clock) -> None:
    ask_for_code(send, alice.phone)
    first = code_in_last_text(engine, alice)
    clock.wait(1000)
    ask_for_code(send, alice.phone)
    second = code_in_last_text(engine, alice)
    if first != second:  # one time in a million they are the same
        assert give_code(send, alice.phone, first).status == 401
    assert give_code(send, alice.phone, second).status == 201


def test_after_five_tries_the_right_code_is_wrong_too(send: Doors, engine: Engine, alice: Person) -> None:
    ask_for_code(send, alice.phone)
    code = code_in_last_text(engine, alice)
    assert {give_code(send, alice.phone, other_than(code)).status for _ in range(5)} == {401}
    assert give_code(send, alice.phone, code).status == 401


def test_tries_in_the_same_instant_are_all_counted(send: Doors, engine: Engine, alice: Person) -> None:
    ask_for_code(send, alice.phone)
    code = code_in_last_text(engine, alice)
    with ThreadPoolExecutor(16) as mallory:
        guesses = [mallory.submit(give_code, send, alice.phone, other_than(code)) for _ in range(16)]
        assert 201 not in {guess.result().status for guess in guesses}
    assert code_row(engine, send, alice.phone).tries == 5
    assert give_code(send, alice.phone, code).status == 401


def test_two_devices_with_one_code_in_the_same_instant_make_one_session(
    send: Doors, engine: Engine, alice: Person
) -> None:
    ask_for_code(send, alice.phone)
    code = code_in_last_text(engine, alice)
    with ThreadPoolExecutor(8) as both:
        answers = [both.submit(give_code, send, alice.phone, code) for _ in range(8)]
        assert sorted(answer.result().status for answer in answers) == [201, *([401] * 7)]


def test_a_request_that_is_repeated_is_answered_with_the_same_session(
    send: Doors, engine: Engine, alice: Person
) -> None:
    ask_for_code(send, alice.phone, key="the-same-key-00001")
    ask_for_code(send, alice.phone, key="the-same-key-00001")
    assert len(texts_to(engine, alice)) == 1
    code, device = code_in_last_text(engine, alice), Device()
    first = give_code(send, alice.phone, code, device, key="the-same-key-00002")
    again = give_code(send, alice.phone, code, device, key="the-same-key-00002")
    assert first.status == again.status == 201
    assert (first.json["session_id"], first.json["refresh_token"]) == (
        again.json["session_id"],
        again.json["refresh_token"],
    )


def test_a_repeated_key_with_another_code_opens_nothing(send: Doors, engine: Engine, alice: Person) -> None:
    ask_for_code(send, alice.phone)
    code = code_in_last_text(engine, alice)
    assert give_code(send, alice.phone, code, key="the-same-key-00003").status == 201
    assert give_code(send, alice.phone, other_than(code), key="the-same-key-00003").status == 401


def test_a_repeat_after_the_session_was_used_opens_nothing(send: Doors, engine: Engine, alice: Person) -> None:
    ask_for_code(send, alice.phone)
    code = code_in_last_text(engine, alice)
    session = give_code(send, alice.phone, code, key="the-same-key-00004").json
    assert send("POST", "sessions/refresh", {"refresh_token": session["refresh_token"]}).status == 200
    assert give_code(send, alice.phone, code, key="the-same-key-00004").status == 401


def test_one_number_is_texted_five_times_an_hour(send: Doors, engine: Engine, alice: Person, clock: Clock) -> None:
    asked = [ask_for_code(send, alice.phone, address=f"203.0.113.{n}").status for n in range(CODES_PER_NUMBER.most + 1)]
    assert asked == [*([202] * CODES_PER_NUMBER.most), 429]
    assert len(texts_to(engine, alice)) == CODES_PER_NUMBER.most
    refused = ask_for_code(send, alice.phone, address="203.0.113.99")
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    clock.wait(HOUR_MS)
    assert ask_for_code(send, alice.phone, address="203.0.113.99").status == 202


def test_an_unknown_number_meets_the_same_limit(send: Doors) -> None:
    asked = [ask_for_code(send, "+4741777777").status for _ in range(CODES_PER_NUMBER.most + 1)]
    assert asked == [*([202] * CODES_PER_NUMBER.most), 429]


def test_one_address_asks_for_many_numbers_only_so_often(send: Doors) -> None:
    asked = [ask_for_code(send, f"+4746{n:06d}", address="192.0.2.7").status for n in range(CODES_PER_ADDRESS.most + 1)]
    assert asked == [*([202] * CODES_PER_ADDRESS.most), 429]


def test_one_address_guesses_only_so_often(send: Doors) -> None:
    given = [
        give_code(send, f"+4747{n:06d}", "123456", address="192.0.2.8").status
        for n in range(SIGN_INS_PER_ADDRESS.most + 1)
    ]
    assert given == [*([401] * SIGN_INS_PER_ADDRESS.most), 429]


def test_no_race_gets_more_texts_than_the_limit(send: Doors, engine: Engine, alice: Person) -> None:
    with ThreadPoolExecutor(12) as mallory:
        asked = [mallory.submit(ask_for_code, send, alice.phone, address=f"192.0.2.{n}") for n in range(100, 112)]
        statuses = [one.result().status for one in asked]
    assert statuses.count(202) <= CODES_PER_NUMBER.most
    assert len(texts_to(engine, alice)) == statuses.count(202)


def test_an_operator_reads_a_code_aloud_when_sms_is_down(
    send: Doors, engine: Engine, alice: Person, clock: Clock
) -> None:
    olav = new_person(engine, "operator", name="Olav")
    token = sign_in_at_desk(send, engine, olav, clock.now_ms)["access_token"]
    read = send("POST", f"people/{alice.id}/codes", token=token)
    assert read.status == 201
    assert give_code(send, alice.phone, read.json["code"]).status == 201
    assert texts_to(engine, alice) == []
    told = "".join(item["public"] for item in engine.store.partition("journal", f"person/{alice.id}"))
    assert "sign_in_code_read_aloud" in told
    assert olav.id in told
    assert read.json["code"] not in told


def test_an_operator_asks_twice_with_one_key_and_reads_the_same_code(
    send: Doors, engine: Engine, alice: Person, clock: Clock
) -> None:
    token = sign_in_at_desk(send, engine, new_person(engine, "operator"), clock.now_ms)["access_token"]
    codes = {
        send("POST", f"people/{alice.id}/codes", token=token, key="read-aloud-key-0001").json["code"] for _ in range(2)
    }
    assert len(codes) == 1


def test_no_code_is_read_aloud_to_who_signs_in_by_passkey(send: Doors, engine: Engine, clock: Clock) -> None:
    olav, other = new_person(engine, "operator"), new_person(engine, "operator")
    token = sign_in_at_desk(send, engine, olav, clock.now_ms)["access_token"]
    assert send("POST", f"people/{other.id}/codes", token=token).status == 409


def test_a_guard_reads_nobody_a_code(send: Doors, engine: Engine, alice: Person) -> None:
    bob = new_person(engine, "guard", name="Bob")
    token = sign_in(send, engine, bob)["access_token"]
    assert send("POST", f"people/{alice.id}/codes", token=token).status == 403


def test_no_code_is_found_in_the_journal_or_beside_it(send: Doors, engine: Engine, alice: Person) -> None:
    ask_for_code(send, alice.phone)
    code = code_in_last_text(engine, alice)
    assert give_code(send, alice.phone, code).status == 201
    for pk in (f"sign-in/{alice.id}", f"person/{alice.id}"):
        entries = list(engine.store.partition("journal", pk))
        assert entries
        assert code not in "".join(item["public"] + (item.get("private") or "") for item in entries)
    kept = engine.store.get("live", [code_key(mark(send.config, "phone", alice.phone))])
    assert code not in str(kept)
    assert alice.phone not in str(kept)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"phone": "12"}, "phone"),
        ({"phone": "not a number"}, "phone"),
        ({"phone": ""}, "phone"),
        ({"code": "12345"}, "code"),
        ({"code": "12345a"}, "code"),
        ({"code": 123456}, "code"),
        ({"code": "１２３４５６"}, "code"),
        ({"device_key": {}}, "device_key.kty"),
        ({"device_key": {"kty": "RSA"}}, "device_key.kty"),
        ({"device_name": "x" * 81}, "device_name"),
        ({"surprise": True}, "surprise"),
    ],
)
def test_what_is_wrong_with_a_sign_in_is_named(send: Doors, change: dict[str, object], field: str) -> None:
    body = {"phone": "90000001", "code": "123456", "device_key": Device().public_key}
    answer = send("POST", "sign-in/sessions", {**body, **change})
    assert (answer.status, answer.fields) == (422, [field])


@pytest.mark.parametrize("point", [{"x": "A" * 43}, {"x": "A" * 43, "y": "A" * 43}, {"y": "_" * 43}])
def test_a_device_key_that_is_no_point_on_the_curve_is_refused(send: Doors, point: dict[str, str]) -> None:
    body = {"phone": "90000001", "code": "123456", "device_key": {**Device().public_key, **point}}
    answer = send("POST", "sign-in/sessions", body)
    assert (answer.status, answer.fields) == (422, ["device_key"])


def test_a_private_key_is_not_taken(send: Doors) -> None:
    body = {"phone": "90000001", "code": "123456", "device_key": {**Device().public_key, "d": "A" * 43}}
    assert send("POST", "sign-in/sessions", body).fields == ["device_key.d"]
