"""Signed in through midnight, New Year, late February and the changes of the clock: as long as ever, and no longer."""

from datetime import UTC, datetime

import pytest

from chalicelib.identity.limits import CODES_PER_NUMBER
from chalicelib.platform.config import Config
from chalicelib.platform.time import DAY_MS, HOUR_MS, MINUTE_MS
from chalicelib.records.commit import Engine
from chalicelib.register.states import Person
from tests.support.doors import Clock, Doors
from tests.support.people import new_person
from tests.support.signing_in import ask_for_code, code_in_last_text, give_code, sign_in, sign_in_at_desk

TURNS = {
    "midnight": "2026-11-25T23:00",
    "New Year": "2026-12-31T23:00",
    "the end of February": "2027-02-28T23:00",
    "into 29 February": "2028-02-28T23:00",
    "out of 29 February": "2028-02-29T23:00",
    "the clock springs forward": "2026-03-29T01:00",
    "the clock falls back": "2026-10-25T01:00",
}


@pytest.fixture(params=[*TURNS.values()], ids=[*TURNS])
def turn(request: pytest.FixtureRequest) -> int:
    return int(datetime.fromisoformat(request.param).replace(tzinfo=UTC).timestamp() * 1000)


@pytest.fixture
def clock(turn: int) -> Clock:
    """Two minutes before it."""
    return Clock(turn - 2 * MINUTE_MS)


@pytest.fixture
def alice(engine: Engine) -> Person:
    return new_person(engine, "guard", name="Alice Berg")


def known(send: Doors, token: str) -> bool:
    return send("GET", "me", token=token).status == 200


def test_a_code_of_before_opens_after_and_is_too_old_five_minutes_later(
    send: Doors, engine: Engine, clock: Clock, alice: Person
) -> None:
    assert ask_for_code(send, alice.phone).status == 202
    code = code_in_last_text(engine, alice)
    clock.now_ms += 4 * MINUTE_MS
    assert give_code(send, alice.phone, code).status == 201
    assert ask_for_code(send, alice.phone).status == 202
    code = code_in_last_text(engine, alice)
    clock.now_ms += 5 * MINUTE_MS + 1
    assert give_code(send, alice.phone, code).status == 401


def test_a_guards_session_goes_on_past_it_and_lasts_its_sixty_days(
    send: Doors, engine: Engine, clock: Clock, alice: Person
) -> None:
    session = sign_in(send, engine, alice)
    assert known(send, session["access_token"])
    clock.now_ms += 4 * MINUTE_MS
    assert known(send, session["access_token"])
    renewed = send("POST", "sessions/refresh", {"refresh_token": session["refresh_token"]})
    assert renewed.status == 200
    clock.now_ms += 60 * DAY_MS - 1000
    again = send("POST", "sessions/refresh", {"refresh_token": renewed.json["refresh_token"]})
    assert again.status == 200
    clock.now_ms += 60 * DAY_MS + 1
    assert send("POST", "sessions/refresh", {"refresh_token": again.json["refresh_token"]}).status == 401


def test_an_operators_session_lasts_sixteen_real_hours(
    send: Doors, engine: Engine, settings: Config, clock: Clock
) -> None:
    olav = new_person(engine, "operator", name="Olav Lie")
    session = sign_in_at_desk(send, engine, olav, clock.now_ms)
    clock.now_ms += 16 * HOUR_MS - 1000
    renewed = send("POST", "sessions/refresh", {"refresh_token": session["refresh_token"]})
    assert renewed.status == 200
    clock.now_ms += 16 * HOUR_MS + 1
    assert send("POST", "sessions/refresh", {"refresh_token": renewed.json["refresh_token"]}).status == 401


def test_a_limit_by_the_hour_does_not_begin_anew_with_the_day(send: Doors, alice: Person, clock: Clock) -> None:
    for _ in range(CODES_PER_NUMBER.most):
        assert ask_for_code(send, alice.phone).status == 202
    clock.now_ms += 4 * MINUTE_MS
    assert ask_for_code(send, alice.phone).status == 429
    clock.now_ms += HOUR_MS
    assert ask_for_code(send, alice.phone).status == 202
