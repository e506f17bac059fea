"""A page opens its socket with a ticket: once, and soon."""

from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from chalicelib.identity.tickets import VALID_MS, redeem_ticket, socket_url
from chalicelib.platform.config import Config
from chalicelib.records.commit import Engine
from chalicelib.register.states import Person
from tests.support.doors import Clock, Doors
from tests.support.people import new_person
from tests.support.signing_in import sign_in


@pytest.fixture
def alice(engine: Engine) -> Person:
    return new_person(engine, "guard")


@pytest.fixture
def token(send: Doors, engine: Engine, alice: Person) -> str:
    return str(sign_in(send, engine, alice)["access_token"])


@pytest.fixture
def ticket(send: Doors, token: str) -> str:
    return str(send("POST", "sockets/tickets", token=token).json["ticket"])


def test_a_ticket_says_whose_socket_it_is(
    engine: Engine, settings: Config, ticket: str, alice: Person, clock: Clock
) -> None:
    caller = redeem_ticket(engine, settings, ticket, clock.now_ms)
    assert caller is not None
    assert (caller.person_id, caller.roles) == (alice.id, frozenset({"guard"}))


def test_a_ticket_is_good_once_also_in_the_same_instant(
    engine: Engine, settings: Config, ticket: str, clock: Clock
) -> None:
    with ThreadPoolExecutor(8) as pages:
        found = [pages.submit(redeem_ticket, engine, settings, ticket, clock.now_ms) for _ in range(8)]
        assert sum(one.result() is not None for one in found) == 1


def test_a_ticket_is_good_for_thirty_seconds(engine: Engine, settings: Config, ticket: str, clock: Clock) -> None:
    assert redeem_ticket(engine, settings, ticket, clock.now_ms + VALID_MS) is None


def test_a_ticket_of_an_ended_session_is_none(
    send: Doors, engine: Engine, settings: Config, token: str, ticket: str, clock: Clock
) -> None:
    for session in send("GET", "sessions", token=token).json["sessions"]:
        send("DELETE", f"sessions/{session['id']}", token=token)
    assert redeem_ticket(engine, settings, ticket, clock.now_ms) is None


@pytest.mark.parametrize("guess", ["", "x", "x" * 5000, "æ"])
def test_a_guess_is_none(engine: Engine, settings: Config, guess: str, clock: Clock) -> None:
    assert redeem_ticket(engine, settings, guess, clock.now_ms) is None


def test_the_page_is_told_where(settings: Config) -> None:
    here = msgspec.structs.replace(settings, one_machine=True, public_url="http://localhost:8000")
    assert socket_url(here) == "ws://localhost:8000/ws"
    cloud = msgspec.structs.replace(settings, one_machine=False, websocket_endpoint="https://a.example/live")
    assert socket_url(cloud) == "wss://a.example/live"
