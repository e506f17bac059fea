"""Sessions go on, are listed and are ended. Alice has the phone, Mallory a copy of an old token."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.model import OperationModel

from chalicelib.identity.keeping import end_all
from chalicelib.identity.keyring import MOST_SESSIONS
from chalicelib.identity.sessions import LIFETIME_MS, Session, session_key
from chalicelib.identity.tokens import ACCESS_MS, refresh_token
from chalicelib.platform.config import Config
from chalicelib.platform.time import HOUR_MS
from chalicelib.records import journal
from chalicelib.records.change import Actor
from chalicelib.records.commit import Engine
from chalicelib.register.states import Person
from tests.support.doors import Answered, Clock, Doors
from tests.support.people import change_person, new_person, told_of
from tests.support.signing_in import sign_in, sign_in_at_desk

TESTS = Actor("system", "tests")


@pytest.fixture
def alice(engine: Engine) -> Person:
    return new_person(engine, "guard", name="Alice Berg")


def refresh(send: Doors, token: str) -> Answered:
    return send("POST", "sessions/refresh", {"refresh_token": token})


def test_an_access_token_lasts_ten_minutes(send: Doors, engine: Engine, alice: Person, clock: Clock) -> None:
    token = sign_in(send, engine, alice)["access_token"]
    clock.wait(ACCESS_MS - 1)
    assert send("GET", "me", token=token).status == 200
    clock.wait(1)
    assert send("GET", "me", token=token).status == 401


def test_a_session_goes_on_by_its_refresh_token(send: Doors, engine: Engine, alice: Person, clock: Clock) -> None:
    session = sign_in(send, engine, alice)
    for _ in range(3):
        clock.wait(ACCESS_MS)
        answer = refresh(send, session["refresh_token"])
        assert answer.status == 200
        assert answer.json["session_id"] == session["session_id"]
        session = answer.json
    assert send("GET", "me", token=session["access_token"]).status == 200


def test_a_lost_answer_signs_nobody_out(send: Doors, engine: Engine, alice: Person) -> None:
    first = sign_in(send, engine, alice)["refresh_token"]
    lost = refresh(send, first).json["refresh_token"]
    for _ in range(5):
        assert refresh(send, first).json["refresh_token"] == lost
    assert refresh(send, lost).status == 200


def test_two_tabs_that_refresh_in_the_same_instant_hold_the_same_token(
    send: Doors, engine: Engine, alice: Person
) -> None:
    first = sign_in(send, engine, alice)["refresh_token"]
    with ThreadPoolExecutor(8) as tabs:
        answers = [tabs.submit(refresh, send, first) for _ in range(8)]
        assert len({answer.result().json["refresh_token"] for answer in answers}) == 1


def test_a_token_used_up_long_ago_ends_the_session(send: Doors, engine: Engine, alice: Person) -> None:
    session = sign_in(send, engine, alice)
    stolen = session["refresh_token"]
    second = refresh(send, stolen).json["refresh_token"]
    third = refresh(send, second).json
    assert refresh(send, stolen).status == 401
    assert refresh(send, third["refresh_token"]).status == 401
    assert send("GET", "me", token=third["access_token"]).status == 401
    assert "token_reused" in told_of(engine, alice)


@pytest.mark.parametrize("guess", ["", "a", "..", "a.1.b", "000000000000.1.x", "000000000000.-1.x", "å.1.x", "x" * 200])
def test_a_guessed_token_is_refused_and_ends_nothing(send: Doors, engine: Engine, alice: Person, guess: str) -> None:
    session = sign_in(send, engine, alice)
    assert refresh(send, guess).status in (401, 422)
    forged = session["refresh_token"][:-2] + ("AA" if not session["refresh_token"].endswith("AA") else "BB")
    assert refresh(send, forged).status == 401
    assert refresh(send, session["refresh_token"]).status == 200


def test_a_token_from_the_future_ends_the_session(send: Doors, engine: Engine, settings: Config, alice: Person) -> None:
    session = sign_in(send, engine, alice)
    row = engine.get(session_key(session["session_id"]), Session)
    assert row is not None
    future = refresh_token(settings, row.state.id, row.state.salt, 9)
    assert refresh(send, future).status == 401


def test_a_session_unused_for_its_lifetime_has_run_out(
    send: Doors, engine: Engine, alice: Person, clock: Clock
) -> None:
    session = sign_in(send, engine, alice)
    clock.wait(LIFETIME_MS["code"])
    assert refresh(send, session["refresh_token"]).status == 401


def test_a_desk_is_signed_in_once_a_shift(send: Doors, engine: Engine, clock: Clock) -> None:
    session = sign_in_at_desk(send, engine, new_person(engine, "operator"), clock.now_ms)
    clock.wait(LIFETIME_MS["passkey"])
    assert refresh(send, session["refresh_token"]).status == 401


def test_ending_a_session_takes_effect_at_once(send: Doors, engine: Engine, alice: Person) -> None:
    session = sign_in(send, engine, alice)
    token = session["access_token"]
    assert send("DELETE", f"sessions/{session['session_id']}", token=token).status == 204
    assert send("GET", "me", token=token).status == 401
    assert refresh(send, session["refresh_token"]).status == 401
    assert "signed_out" in told_of(engine, alice)


def test_an_ended_session_is_not_revived(send: Doors, engine: Engine, alice: Person) -> None:
    session = sign_in(send, engine, alice)
    end_all(engine, alice.id, "tests", TESTS, 1)
    assert end_all(engine, alice.id, "tests", TESTS, 2) == 0
    assert refresh(send, session["refresh_token"]).status == 401


def test_a_guard_sees_where_she_is_signed_in(send: Doors, engine: Engine, alice: Person) -> None:
    phone, tablet = sign_in(send, engine, alice), sign_in(send, engine, alice)
    listed = send("GET", "sessions", token=tablet["access_token"]).json["sessions"]
    assert [(one["id"], one["current"]) for one in listed] == [
        (phone["session_id"], False),
        (tablet["session_id"], True),
    ]
    assert listed[0]["device_name"] == "Pixel"
    send("DELETE", f"sessions/{phone['session_id']}", token=tablet["access_token"])
    assert len(send("GET", "sessions", token=tablet["access_token"]).json["sessions"]) == 1


def test_a_guard_cannot_end_somebody_elses_session(send: Doors, engine: Engine, alice: Person) -> None:
    mine = sign_in(send, engine, alice)
    theirs = sign_in(send, engine, new_person(engine, "guard"))
    refused = send("DELETE", f"sessions/{mine['session_id']}", token=theirs["access_token"])
    never_was = send("DELETE", "sessions/000000000000", token=theirs["access_token"])
    assert refused.status == never_was.status == 404
    assert refused.json["detail"] == never_was.json["detail"]
    assert send("GET", "me", token=mine["access_token"]).status == 200


def test_a_duty_manager_signs_a_guard_out_everywhere(send: Doors, engine: Engine, alice: Person, clock: Clock) -> None:
    sessions = [sign_in(send, engine, alice) for _ in range(2)]
    manager = new_person(engine, "duty_manager")
    token = sign_in_at_desk(send, engine, manager, clock.now_ms)["access_token"]
    listed = send("GET", f"people/{alice.id}/sessions", token=token).json["sessions"]
    assert {one["id"] for one in listed} == {one["session_id"] for one in sessions}
    assert send("DELETE", f"people/{alice.id}/sessions", token=token).status == 204
    assert {send("GET", "me", token=one["access_token"]).status for one in sessions} == {401}
    assert manager.id in told_of(engine, alice)


def test_a_duty_manager_does_not_end_a_system_administrators_session(send: Doors, engine: Engine, clock: Clock) -> None:
    administrator = new_person(engine, "system_administrator")
    session = sign_in_at_desk(send, engine, administrator, clock.now_ms)
    token = sign_in_at_desk(send, engine, new_person(engine, "duty_manager"), clock.now_ms)["access_token"]
    assert send("DELETE", f"sessions/{session['session_id']}", token=token).status == 403
    assert send("DELETE", f"people/{administrator.id}/sessions", token=token).status == 403
    assert send("GET", "me", token=session["access_token"]).status == 200


def test_a_customers_administrator_knows_of_its_own_people_only(
    send: Doors, engine: Engine, alice: Person, clock: Clock
) -> None:
    administrator = new_person(engine, "customer_administrator", customer_id="nibio")
    colleague = new_person(engine, "field_worker", customer_id="nibio")
    stranger = new_person(engine, "field_worker", customer_id="statkraft")
    token = sign_in_at_desk(send, engine, administrator, clock.now_ms)["access_token"]
    sessions = {person.id: sign_in(send, engine, person) for person in (colleague, stranger, alice)}
    for person, status in ((colleague, 200), (stranger, 404), (alice, 404)):
        assert send("GET", f"people/{person.id}/sessions", token=token).status == status
    for person, status in ((stranger, 404), (alice, 404), (colleague, 204)):
        session_id = sessions[person.id]["session_id"]
        assert send("DELETE", f"sessions/{session_id}", token=token).status == status


def test_who_leaves_is_out_at_the_next_refresh(send: Doors, engine: Engine, alice: Person) -> None:
    session = sign_in(send, engine, alice)
    change_person(engine, alice, active=False)
    assert refresh(send, session["refresh_token"]).status == 401
    assert send("GET", "me", token=session["access_token"]).status == 401
    assert "person_inactive" in told_of(engine, alice)


def test_a_changed_role_and_name_come_with_the_next_refresh(send: Doors, engine: Engine, alice: Person) -> None:
    session = sign_in(send, engine, alice)
    change_person(engine, alice, roles=("field_worker", "operator"), name="Alice Dahl", language="en")
    person = refresh(send, session["refresh_token"]).json["person"]
    assert (person["name"], person["roles"], person["language"]) == ("Alice Dahl", ["field_worker"], "en")


def test_more_sessions_than_anybody_has_devices_end_the_oldest(
    send: Doors, engine: Engine, alice: Person, clock: Clock
) -> None:
    sessions = []
    for _ in range(MOST_SESSIONS + 1):
        clock.wait(3 * HOUR_MS)
        sessions.append(sign_in(send, engine, alice))
    listed = send("GET", "sessions", token=sessions[-1]["access_token"]).json["sessions"]
    assert len(listed) == MOST_SESSIONS
    assert refresh(send, sessions[0]["refresh_token"]).status == 401
    assert refresh(send, sessions[1]["refresh_token"]).status == 200


def test_the_journal_of_a_persons_sessions_holds(send: Doors, engine: Engine, alice: Person) -> None:
    for _ in range(3):
        session = sign_in(send, engine, alice)
        send("DELETE", f"sessions/{session['session_id']}", token=session["access_token"])
    assert list(journal.verify(engine.store.partition("journal", f"person/{alice.id}"))) == []
    assert told_of(engine, alice).count("signed_in") == 3


@pytest.mark.parametrize(
    "token", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzaWQiOiIwMDAwMDAwMDAwMDAiLCJleHAiOjk5OTk5OTk5OTl9.", "å" * 30]
)
def test_a_token_that_is_none_is_refused(send: Doors, token: str) -> None:
    assert send("GET", "me", headers={"authorization": f"Bearer {token}"}).status == 401
    assert send("GET", "me", headers={"authorization": token}).status == 401


def test_an_ordinary_request_reads_once_and_writes_nothing(send: Doors, engine: Engine, alice: Person) -> None:
    token = sign_in(send, engine, alice)["access_token"]
    calls: list[str] = []
    events = engine.store.client.meta.events

    def listen(model: OperationModel, **_: object) -> None:
        calls.append(model.name)

    events.register("before-call.dynamodb", listen, unique_id="counting")
    try:
        assert send("GET", "me", token=token).status == 200
    finally:
        events.unregister("before-call.dynamodb", unique_id="counting")
    assert calls == ["BatchGetItem"]
