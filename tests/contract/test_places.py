"""One contract, two places: what holds on one machine holds for the template that goes to AWS."""

import json
import re
import secrets
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from chalicelib.engine.cases import Case
from chalicelib.engine.clock import heartbeat_ms
from chalicelib.platform.access import Role
from chalicelib.records.rows import Lane
from receiver.dc09 import enframe
from tests.support.device import Device
from tests.support.passkey import SoftAuthenticator
from tests.support.people import new_person
from tests.support.place import Place, the_cloud, the_host
from tests.support.wait import until

CODE = re.compile(r"\b\d{6}\b")
LINK = re.compile(r"https?://\S+/(?:desk|admin)#enrol=(?P<token>\S+)")


@pytest.fixture(scope="module", params=["host", "cloud"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    where = the_cloud() if request.param == "cloud" else the_host(Path(tmp_path_factory.mktemp("data")))
    with where as found:
        yield found


def sign_in(place: Place, *roles: Role) -> dict[str, str]:
    """A field session, with the code as it arrived on the telephone."""
    person = new_person(place.engine, *roles)
    assert place.send("POST", "sign-in/codes", {"phone": person.phone}).status_code == 202
    text = until(lambda: place.arrived(person.phone))[-1]
    code = CODE.search(text)
    assert code is not None
    body = {"phone": person.phone, "code": code[0], "device_key": Device().public_key, "device_name": "Pixel"}
    answer = place.send("POST", "sign-in/sessions", body)
    assert answer.status_code == 201, answer.text
    found: dict[str, str] = answer.json()
    return found


def test_a_route_without_a_token_is_refused_as_a_problem(place: Place) -> None:
    answer = place.send("GET", "board")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= set(answer.json())


def test_a_forged_token_is_refused(place: Place) -> None:
    answer = place.send("GET", "me", token="eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_unknown_number_gets_the_same_answer_and_no_text(place: Place) -> None:
    known = new_person(place.engine, "guard")
    answers = [place.send("POST", "sign-in/codes", {"phone": phone}) for phone in ("+4790909090", known.phone)]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].content == answers[1].content
    assert until(lambda: place.arrived(known.phone))
    assert place.arrived("+4790909090") == []


def test_a_malformed_number_is_named(place: Place) -> None:
    answer = place.send("POST", "sign-in/codes", {"phone": 12345678})
    assert answer.status_code in (400, 422)
    assert [error["field"] for error in answer.json()["errors"]] == ["phone"]


def test_a_wrong_code_does_not_sign_in(place: Place) -> None:
    person = new_person(place.engine, "guard")
    assert place.send("POST", "sign-in/codes", {"phone": person.phone}).status_code == 202
    body = {"phone": person.phone, "code": "000000", "device_key": Device().public_key, "device_name": "Pixel"}
    answer = place.send("POST", "sign-in/sessions", body)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_guard_signs_in_with_the_code_that_arrived_on_the_phone(place: Place) -> None:
    # The request writes the text's row, the queue wakes the waker, the waker calls the supplier of SMS.
    session = sign_in(place, "guard")
    me = place.send("GET", "me", token=session["access_token"])
    assert me.status_code == 200
    assert "guard" in json.dumps(me.json())


def test_a_guard_is_refused_the_board(place: Place) -> None:
    session = sign_in(place, "guard")
    assert place.send("GET", "board", token=session["access_token"]).status_code == 403


def test_an_administrator_makes_a_passkey_by_a_link_and_is_in(place: Place) -> None:
    found = LINK.search(place.link())
    assert found is not None
    enrolment = {"enrolment": found["token"]}
    options = place.send("POST", "passkeys/registration/options", enrolment)
    assert options.status_code == 200, options.text
    credential = SoftAuthenticator(place.config.public_url).create(options.json())
    body = {**enrolment, "credential": credential, "device_name": "Desk 1"}
    session = place.send("POST", "passkeys/registration", body)
    assert session.status_code == 201, session.text
    assert place.send("GET", "customers", token=session.json()["access_token"]).status_code == 200
    assert place.send("POST", "passkeys/registration", body).status_code == 401


def test_a_change_without_a_key_is_refused(place: Place) -> None:
    answer = place.send("POST", "sign-in/codes", {"phone": "+4790909091"}, headers={"Idempotency-Key": ""})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_socket_with_a_bad_ticket_is_refused(place: Place) -> None:
    with pytest.raises((InvalidStatus, ConnectionClosed)), connect(f"{place.socket}?ticket=forged") as socket:
        socket.recv(timeout=20)


def test_the_sweep_is_called_and_leaves_a_heartbeat(place: Place) -> None:
    assert until(lambda: heartbeat_ms(place.engine), within_s=90)


def test_a_frame_from_a_panel_is_acknowledged_and_becomes_a_case(place: Place) -> None:
    account = secrets.token_hex(4).upper()
    with place.receiver() as port, socket.create_connection(("127.0.0.1", port), 30) as call:
        call.sendall(enframe(f'"ADM-CID"0001L0#{account}[#{account}|1130 01 015]'.encode()))
        assert f'"ACK"0001L0#{account}[]'.encode() in call.recv(1_000)
        cases = until(lambda: place.engine.open_rows(Case, Lane.CASE), 60)
    assert [row.state.text for row in cases if row.state.kind == "unknown_account"] == [account]
