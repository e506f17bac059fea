"""A phone behind a mountain: its session has run out, its key has not."""

import json
from base64 import urlsafe_b64encode
from typing import Any

import msgspec
import pytest

from chalicelib.identity.keeping import end_session
from chalicelib.identity.limits import UNVERIFIED_SOS_PER_ADDRESS
from chalicelib.identity.sessions import LIFETIME_MS
from chalicelib.platform.time import DAY_MS, HOUR_MS
from chalicelib.records.change import Actor
from chalicelib.records.commit import Engine
from chalicelib.register.states import Person
from tests.support.device import Device
from tests.support.doors import Answered, Clock, Doors
from tests.support.people import change_person, new_person
from tests.support.signing_in import sign_in

KEY = "proof-key-00000001"


class Phone(msgspec.Struct):
    """A signed-in phone that sends with its key alone."""

    send: Doors
    clock: Clock
    device: Device
    session: dict[str, Any]

    def prove(self, to: str, **changed: Any) -> str:
        facts = {"method": "POST", "path": f"/api/v1/{to}", "body": b"", "key": KEY, "at_ms": self.clock.now_ms}
        return self.device.prove(self.session["session_id"], **{**facts, **changed})

    def post(self, path: str, proof: str, **more: Any) -> Answered:
        return self.send("POST", path, key=KEY, headers={"varde-proof": proof}, **more)


@pytest.fixture
def alice(engine: Engine) -> Person:
    return new_person(engine, "guard", name="Alice Berg")


@pytest.fixture
def phone(send: Doors, engine: Engine, alice: Person, clock: Clock) -> Phone:
    """Signed in long ago: neither token nor session is valid any more."""
    device = Device()
    session = sign_in(send, engine, alice, device)
    clock.wait(LIFETIME_MS["code"] + DAY_MS)
    return Phone(send, clock, device, session)


def test_a_check_in_signed_by_the_device_is_taken_after_the_session_ran_out(phone: Phone, alice: Person) -> None:
    answer = phone.post("check-ins/abc", phone.prove("check-ins/abc"), token=phone.session["access_token"])
    assert answer.status == 200
    assert (answer.json["person_id"], answer.json["assurance"], answer.json["roles"]) == (alice.id, "device", ["guard"])


def test_the_proof_is_enough_without_any_token(phone: Phone) -> None:
    assert phone.post("check-ins/abc", phone.prove("check-ins/abc")).status == 200


def test_no_other_route_takes_a_proof(phone: Phone) -> None:
    assert phone.post("plain", phone.prove("plain")).status == 401


@pytest.mark.parametrize(
    "changed",
    [
        {"method": "PUT"},
        {"path": "/api/v1/check-ins/other"},
        {"body": b"{}"},
        {"key": "another-key-0000001"},
    ],
)
def test_a_proof_is_good_for_its_own_request_only(phone: Phone, changed: dict[str, Any]) -> None:
    assert phone.post("check-ins/abc", phone.prove("check-ins/abc", **changed)).status == 401


@pytest.mark.parametrize(("off_ms", "status"), [(-DAY_MS, 200), (HOUR_MS, 200), (-DAY_MS - 1, 401), (HOUR_MS + 1, 401)])
def test_a_proof_may_be_a_day_old_and_an_hour_early(phone: Phone, off_ms: int, status: int) -> None:
    proof = phone.prove("check-ins/abc", at_ms=phone.clock.now_ms + off_ms)
    assert phone.post("check-ins/abc", proof).status == status


def test_another_devices_signature_is_no_proof(phone: Phone) -> None:
    stranger = Phone(phone.send, phone.clock, Device(), phone.session)
    assert phone.post("check-ins/abc", stranger.prove("check-ins/abc")).status == 401


def _unsigned(phone: Phone) -> str:
    header = {"alg": "none", "kid": phone.session["session_id"]}
    return f"{urlsafe_b64encode(json.dumps(header).encode()).decode().rstrip('=')}.e30."


def _by_secret(phone: Phone) -> str:
    return phone.device.sign({"alg": "HS256", "kid": phone.session["session_id"]}, {})


def _odd_payload(phone: Phone) -> str:
    return phone.device.sign({"alg": "ES256", "kid": phone.session["session_id"]}, {"m": "POST"})


@pytest.mark.parametrize(
    "forge", [_unsigned, _by_secret, _odd_payload, lambda _: "x", lambda _: "a.b.c", lambda _: "." * 3000]
)
def test_a_forged_proof_is_none(phone: Phone, forge: Any) -> None:
    assert phone.post("check-ins/abc", forge(phone)).status == 401
    assert phone.post("sos", forge(phone)).json["assurance"] == "unverified"


def test_a_device_whose_session_was_ended_checks_in_no_more(phone: Phone, engine: Engine) -> None:
    end_session(engine, phone.session["session_id"], "lost", Actor("system", "tests"), phone.clock.now_ms)
    assert phone.post("check-ins/abc", phone.prove("check-ins/abc")).status == 401


def test_its_sos_is_let_through_and_marked(phone: Phone, engine: Engine, alice: Person) -> None:
    end_session(engine, phone.session["session_id"], "lost", Actor("system", "tests"), phone.clock.now_ms)
    heard = phone.post("sos", phone.prove("sos")).json
    assert heard == {"person_id": alice.id, "assurance": "unverified", "doubt": "ended", "roles": []}


def test_a_device_does_not_vouch_for_who_has_left(phone: Phone, engine: Engine, alice: Person) -> None:
    change_person(engine, alice, active=False)
    assert phone.post("check-ins/abc", phone.prove("check-ins/abc")).status == 401
    heard = phone.post("sos", phone.prove("sos")).json
    assert (heard["person_id"], heard["assurance"], heard["doubt"]) == (alice.id, "unverified", "ended")


def test_a_device_vouches_for_the_roles_of_today_only(phone: Phone, engine: Engine, alice: Person) -> None:
    change_person(engine, alice, roles=("field_worker",))
    assert phone.post("check-ins/abc", phone.prove("check-ins/abc")).status == 401


def test_an_sos_signed_by_the_device_is_verified(phone: Phone) -> None:
    assert phone.post("sos", phone.prove("sos")).json["assurance"] == "device"


def test_an_sos_with_an_old_token_alone_is_a_claim(phone: Phone, alice: Person) -> None:
    heard = phone.send("POST", "sos", token=phone.session["access_token"]).json
    assert (heard["person_id"], heard["assurance"], heard["doubt"]) == (alice.id, "unverified", "unproven")


def test_an_sos_from_nobody_at_all_is_let_through(send: Doors) -> None:
    assert send("POST", "sos").json == {"person_id": "", "assurance": "unverified", "doubt": "no_session", "roles": []}


def test_an_sos_from_who_is_no_guard_is_let_through(send: Doors, engine: Engine) -> None:
    token = sign_in(send, engine, new_person(engine, "field_worker", customer_id="nibio"))["access_token"]
    assert send("POST", "sos", token=token).json["assurance"] == "session"
    assert send("POST", "plain", token=token).status == 403


def test_a_flood_of_unverified_sos_from_one_address_is_dammed(phone: Phone) -> None:
    most = UNVERIFIED_SOS_PER_ADDRESS.most
    statuses = [phone.send("POST", "sos").status for _ in range(most + 1)]
    assert statuses == [*([200] * most), 429]
    assert phone.post("sos", phone.prove("sos")).status == 200
    assert phone.send("POST", "sos", address="203.0.113.200").status == 200
