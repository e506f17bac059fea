"""Every door of the system, by every role, and with another customer's things."""

import importlib
import secrets
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from chalicelib.platform.access import Audience
from chalicelib.platform.config import Config, config
from chalicelib.platform.http import Route
from chalicelib.platform.store import Store
from chalicelib.platform.time import now_ms
from chalicelib.records.commit import Engine
from tests.support.doors import Doors
from tests.support.people import new_person
from tests.support.register import good
from tests.support.signing_in import sign_in
from tests.walk import NOTHING_HERE, WHOS, Case, Walk, Who, audiences, bodies, token_for


@pytest.fixture(scope="module")
def settings(dynamodb: str) -> Iterator[Config]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("VARDE_ONE_MACHINE", "true")
        config.cache_clear()
        yield msgspec.structs.replace(config(), table_prefix=f"doors{secrets.token_hex(4)}-", forwarded_hops=1)
        config.cache_clear()


@pytest.fixture(scope="module")
def routes(settings: Config) -> tuple[Route, ...]:
    found: tuple[Route, ...] = importlib.import_module("app").all_routes()
    return found


@pytest.fixture(scope="module")
def engine(settings: Config) -> Engine:
    store = Store(settings)
    store.create_tables()
    return Engine(store, settings.shards)


@pytest.fixture(scope="module")
def send(routes: tuple[Route, ...], engine: Engine, settings: Config) -> Doors:
    return Doors(routes, engine, settings, now_ms)


@pytest.fixture(scope="module")
def walk(send: Doors, engine: Engine) -> Walk:
    return Walk(send, engine)


@pytest.mark.parametrize("who", WHOS)
def test_every_door_lets_in_whom_it_states_and_nobody_else(walk: Walk, routes: tuple[Route, ...], who: Who) -> None:
    found = [walk.wrong_with(case) for case in audiences(routes) if case.who == who]
    assert len(found) == len(routes) > 60
    assert [wrong for wrong in found if wrong] == []


@pytest.mark.parametrize("stated", [{}, {"audience": None}, {"audience": ("guard",)}, {"audience": Audience("all")}])
def test_a_door_that_states_no_audience_cannot_be_made(stated: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="audience"):
        Route(method="GET", path="me", handler=lambda _: None, summary="", **stated)


def test_a_door_that_lets_the_wrong_ones_in_is_found(walk: Walk, routes: tuple[Route, ...]) -> None:
    me = next(route for route in routes if route.path == "me")
    board = next(route for route in routes if route.path == "board")
    too_open = Case(msgspec.structs.replace(me, audience=board.audience), "guard")
    too_closed = Case(msgspec.structs.replace(board, audience=me.audience), "guard")
    assert "refused with None" in walk.wrong_with(too_open)
    assert "refused with 403" in walk.wrong_with(too_closed)


def test_nothing_is_read_that_nobody_asked_for(routes: tuple[Route, ...]) -> None:
    loose = [
        f"{route}: {kind.__name__}"
        for route, kind in bodies(routes)
        if not kind.__struct_config__.forbid_unknown_fields
    ]
    assert loose == []


NONSENSE = {
    b"{": 400,
    b"\xff\xfe": 400,
    b"[]": 422,
    b'"nonsense"': 422,
    b'{"nonsense": 1}': 422,
    b" " * 5_000_001: 413,
}


@pytest.mark.parametrize("raw", NONSENSE, ids=["broken", "not text", "a list", "a word", "unknown", "too large"])
def test_every_door_that_reads_json_says_what_is_wrong_with_it(
    send: Doors, walk: Walk, routes: tuple[Route, ...], raw: bytes
) -> None:
    reading = [
        case for case in audiences(routes) if case.refusal is None and case.route.mutating and _reads_json(case.route)
    ]
    assert len({case.route.path for case in reading}) > 30
    for case in {case.route.path: case for case in reading}.values():
        answer = walk.visit(case, raw=raw)
        assert answer.status == NONSENSE[raw], str(case)
        assert answer.headers["Content-Type"] == "application/problem+json", str(case)
        assert (answer.status == 422) == bool(answer.json.get("errors")), str(case)


@pytest.fixture(scope="module")
def theirs(send: Doors, engine: Engine) -> dict[str, str]:
    """What another customer has, by the name that it has in a path."""
    token = token_for(engine, send, "system_administrator")

    def made(plural: str, **fields: Any) -> str:
        answer = send("POST", plural, good(plural, **fields), token=token)
        assert answer.status == 201, answer.json
        return str(answer.json["id"])

    customer_id = made("customers", name="Statkraft")
    site_id = made("sites", customer_id=customer_id)
    assessed = {"text": "Alene i tunnelen.", "assessed_by": "Dina", "assessed_at_ms": now_ms()}
    worker = new_person(engine, "field_worker", customer_id=customer_id)
    mission = {
        "place": {"latitude": 61.6, "longitude": 8.3, "name": "Galdhøpiggen"},
        "what": "Snøputen",
        "start_ms": now_ms(),
        "start_now": True,
        "planned_end_ms": now_ms() + 4 * 3_600_000,
        "worker_id": worker.id,
        "on_behalf": {"identified_by": "known_voice"},
    }
    registered = send("POST", "missions", mission, token=token_for(engine, send, "operator"))
    assert registered.status == 201, registered.json
    return {
        "mission_id": str(registered.json["id"]),
        "place_kind_id": made("place-kinds", customer_id=customer_id),
        "customer_id": customer_id,
        "site_id": site_id,
        "contact_id": made("contacts", customer_id=customer_id, site_id=site_id),
        "assignment_id": made("assignments", customer_id=customer_id, site_id=site_id, risk_assessment=assessed),
        "policy_id": made("policies", customer_id=customer_id),
        "panel_id": made("panels", customer_id=customer_id, site_id=site_id),
        "key_id": made("keys", customer_id=customer_id, site_id=site_id),
        "person_id": worker.id,
        "session_id": sign_in(send, engine, worker)["session_id"],
    }


@pytest.mark.parametrize("who", ["customer_administrator", "field_worker"])
def test_another_customers_things_are_as_if_they_were_not(
    walk: Walk, routes: tuple[Route, ...], theirs: dict[str, str], who: Who
) -> None:
    tried = [case for case in audiences(routes) if case.who == who and _names_a_thing(case, theirs)]
    assert tried
    for case in tried:
        other, nothing = walk.visit(case, things=theirs), walk.visit(case)
        assert other.status == nothing.status, str(case)
        assert _without_ids(other.json) == _without_ids(nothing.json), str(case)
        assert not 200 <= other.status < 300, str(case)


def test_and_they_are_all_still_there(send: Doors, engine: Engine, theirs: dict[str, str]) -> None:
    token = token_for(engine, send, "system_administrator")
    plurals = {"customer": "customers", "site": "sites", "contact": "contacts", "assignment": "assignments"}
    plurals |= {"policy": "policies", "person": "people"}
    for singular, plural in plurals.items():
        assert send("GET", f"{plural}/{theirs[f'{singular}_id']}", token=token).status == 200
    assert send("GET", f"place-kinds/{theirs['place_kind_id']}", token=token).status == 200
    mission = send("GET", f"missions/{theirs['mission_id']}", token=token_for(engine, send, "operator"))
    assert mission.json["state"] == "under_way"
    listed = send("GET", f"people/{theirs['person_id']}/sessions", token=token).json["sessions"]
    assert [one["id"] for one in listed] == [theirs["session_id"]]


@pytest.mark.parametrize(
    "plural", ["customers", "sites", "contacts", "assignments", "policies", "people", "place-kinds", "panels", "keys"]
)
def test_another_customers_things_are_in_no_list(send: Doors, walk: Walk, theirs: dict[str, str], plural: str) -> None:
    token = walk.token("customer_administrator")
    for query in ("", f"?customer_id={theirs['customer_id']}"):
        answer = send("GET", plural + query, token=token)
        assert not [value for value in theirs.values() if value in str(answer.json)]


def _reads_json(route: Route) -> bool:
    return route.body not in (str, bytes) and not route.forgiving


def _names_a_thing(case: Case, things: dict[str, str]) -> bool:
    return any(f"{{{name}}}" in case.route.path for name in things) and case.refusal is None


def _without_ids(document: Any) -> Any:
    kept = {name: value for name, value in document.items() if name not in ("correlation_id",)}
    return str(kept).replace(NOTHING_HERE, "")
