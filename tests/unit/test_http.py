"""Every door alike: who, may they, is it readable, and a clear answer to whatever is not."""

import json
from typing import Annotated, Any, Literal

import msgspec
import pytest
from chalice.app import Chalice
from chalice.config import Config as ChaliceConfig
from chalice.local import LocalChalice, LocalGateway

from chalicelib.platform.access import ANYONE, DESK, GUARDS, PROVIDER, Assurance, Audience, Caller
from chalicelib.platform.config import Config
from chalicelib.platform.http import Context, Identified, Incoming, Request, Route, mount
from chalicelib.platform.operations import TryAgain
from chalicelib.platform.problems import conflict, stale
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.commit import Facts

KEY = "k" * 16
ALICE = Caller(person_id="alice", roles=frozenset({"guard"}))
BOB = Caller(person_id="bob", roles=frozenset({"operator"}))
SHADOW = Caller(person_id="alice", assurance=Assurance.UNVERIFIED)
CALLERS = {"Bearer alice": ALICE, "Bearer bob": BOB, "Bearer shadow": SHADOW}

add_texts({"test.asleep": Text("{who} sover.", "{who} sleeps.")})


class Position(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)]


class Greeting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=5)]
    position: Position | None = None
    tone: Literal["loud", "silent"] | None = None
    times: Annotated[int, msgspec.Meta(gt=0, lt=10)] = 1
    tags: Annotated[list[str], msgspec.Meta(max_length=2)] = []


class Answer(msgspec.Struct):
    hello: str
    command_id: str = ""


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    limit: int = 10


def greet(request: Request[Greeting]) -> Answer:
    return Answer(request.body.name, request.command_id)


def fail(request: Request) -> None:
    raise {"conflict": conflict("test.asleep", who="Kari"), "stale": stale(7), "busy": TryAgain("throttled")}.get(
        request.params["how"], ValueError("Kari +4790000001")
    )


ROUTES = (
    Route(method="POST", path="greetings", handler=greet, audience=GUARDS, summary="Greet", body=Greeting, status=201),
    Route(
        method="POST",
        path="alarms",
        handler=greet,
        audience=GUARDS,
        summary="SOS",
        body=Greeting,
        proof="never_refused",
    ),
    Route(
        method="GET", path="pages", handler=lambda r: Answer(str(r.query.limit)), audience=DESK, summary="", query=Page
    ),
    Route(method="GET", path="failures/{how}", handler=fail, audience=ANYONE, summary="Fail"),
    Route(
        method="DELETE", path="greetings/{greeting_id}", handler=lambda r: None, audience=GUARDS, summary="", status=204
    ),
    Route(
        method="POST",
        path="texts",
        handler=lambda r: Answer(r.body),
        audience=PROVIDER,
        summary="",
        body=str,
        consumes="text/csv",
        keyless=True,
        max_body_bytes=100,
    ),
)


def known_to(incoming: Incoming) -> Identified:
    return Identified(CALLERS.get(incoming.headers.get("authorization", "")), Facts({}))


class Answered(msgspec.Struct):
    status: int
    headers: dict[str, str]
    json: Any


class Client:
    def __init__(self, routes: tuple[Route, ...], config: Config) -> None:
        app: Chalice = LocalChalice("test", configure_logs=False)
        engine: Any = None
        context = Context(
            engine=engine,
            config=config,
            authenticate=known_to,
            provider=lambda incoming: incoming.headers.get("secret") == "agreed",
        )
        mount(app, routes, context)
        self._gateway = LocalGateway(app, ChaliceConfig())

    def __call__(self, method: str, path: str, body: object = None, **headers: str) -> Answered:
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self._gateway.handle_request(method, f"/api/v1/{path}", sent, raw)
        text = answer["body"]
        return Answered(answer["statusCode"], answer["headers"], json.loads(text) if text else None)


@pytest.fixture(scope="module")
def send() -> Client:
    return Client(ROUTES, Config(secret="s" * 32))


def post(send: Client, body: object, path: str = "greetings", who: str = "alice", **headers: str) -> Answered:
    defaults = {"authorization": f"Bearer {who}", "content-type": "application/json", "idempotency-key": KEY}
    return send("POST", path, body, **{**defaults, **{k.replace("_", "-"): v for k, v in headers.items()}})


def test_a_guard_is_let_in_and_answered(send: Client) -> None:
    answer = post(send, {"name": "Kari"})
    assert (answer.status, answer.json["hello"]) == (201, "Kari")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_one_persons_key_is_never_anothers(send: Client) -> None:
    assert post(send, {"name": "Kari"}).json["command_id"] == f"alice/{KEY}"


def test_nobody_is_told_to_sign_in_and_learns_nothing_of_the_body(send: Client) -> None:
    answer = post(send, {"nonsense": 1}, who="nobody")
    assert answer.status == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert "errors" not in answer.json


def test_an_operator_is_not_a_guard(send: Client) -> None:
    assert post(send, {"name": "Kari"}, who="bob").status == 403


@pytest.mark.parametrize("who", ["alice", "bob", "shadow"])
def test_an_sos_is_refused_to_no_role(send: Client, who: str) -> None:
    assert post(send, {"name": "Kari"}, path="alarms", who=who).status == 200


def test_an_sos_is_not_refused_for_its_form(send: Client) -> None:
    for odd in ({"idempotency_key": ""}, {"content_type": "text/plain"}, {"content_type": "", "idempotency_key": "å"}):
        assert post(send, {"name": "Kari"}, path="alarms", **odd).status == 200
    keys = {post(send, {"name": "K"}, path="alarms", idempotency_key="").json["command_id"] for _ in range(2)}
    assert len(keys) == 2
    assert send("POST", "alarms?from=widget", {"name": "Kari"}, authorization="Bearer alice").status == 200


def test_an_unverified_caller_gets_nowhere_else(send: Client) -> None:
    assert post(send, {"name": "Kari"}, who="shadow").status == 401


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": 1}, "name"),
        ({"name": ""}, "name"),
        ({"name": "Kristoffer"}, "name"),
        ({"name": "Kari", "nonsense": 1}, "nonsense"),
        ({"name": "Kari", "position": {"latitude": 91}}, "position.latitude"),
        ({"name": "Kari", "position": {"latitude": "north"}}, "position.latitude"),
        ({"name": "Kari", "position": {"latitude": 1, "height": 2}}, "position.height"),
        ({"name": "Kari", "position": {}}, "position.latitude"),
        ({"name": "Kari", "tone": "shrill"}, "tone"),
        ({"name": "Kari", "times": 10}, "times"),
        ({"name": "Kari", "tags": ["a", 2]}, "tags[1]"),
        ({"name": "Kari", "tags": ["a", "b", "c"]}, "tags"),
        ([], "body"),
        ("Kari", "body"),
    ],
)
def test_what_does_not_fit_is_named(send: Client, body: object, field: str) -> None:
    answer = post(send, body)
    assert answer.status == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_the_remedy_is_said_in_the_readers_language(send: Client) -> None:
    body = {"name": "Kari", "tone": "shrill"}
    assert post(send, body).json["errors"][0]["message"] == "Velg én av: loud, silent."
    assert post(send, body, accept_language="en-GB").json["errors"][0]["message"] == "Choose one of: loud, silent."


@pytest.mark.parametrize("raw", [b"{", b"\xff", b'{"name": NaN}', b'{"name":"Kari"}x', b'{"name":"\\ud800"}'])
def test_what_is_not_json_is_malformed(send: Client, raw: bytes) -> None:
    assert post(send, raw).status == 400


def test_a_body_over_the_limit_is_not_read(send: Client) -> None:
    assert post(send, b" " * (64 * 1024 + 1), who="nobody").status == 413


@pytest.mark.parametrize("content_type", ["text/plain", "", "application/octet-stream", "image/png"])
def test_another_content_type_is_told_which_is_wanted(send: Client, content_type: str) -> None:
    answer = post(send, {"name": "Kari"}, content_type=content_type)
    assert answer.status == 415
    assert "application/json" in answer.json["detail"]


def test_a_content_type_may_name_its_character_set(send: Client) -> None:
    assert post(send, {"name": "Kari"}, content_type="application/json; charset=utf-8").status == 201


@pytest.mark.parametrize("key", ["", "short", "k" * 65, "æ" * 20, "k" * 15 + " "])
def test_a_change_without_a_proper_key_is_refused(send: Client, key: str) -> None:
    answer = post(send, {"name": "Kari"}, idempotency_key=key)
    assert (answer.status, answer.json["type"]) == (400, "urn:varde:problem:malformed")


def test_a_query_is_read_as_strictly_as_a_body(send: Client) -> None:
    bob = {"authorization": "Bearer bob"}
    assert send("GET", "pages?limit=5", **bob).json["hello"] == "5"
    assert send("GET", "pages?limit=many", **bob).json["errors"][0]["field"] == "limit"
    assert send("GET", "pages?limit=1&limit=2", **bob).json["errors"][0]["field"] == "limit"
    assert send("GET", "pages?colour=red", **bob).json["errors"][0]["field"] == "colour"


def test_a_part_of_the_path_that_cannot_be_an_id_is_not_found(send: Client) -> None:
    answer = send("DELETE", "greetings/a%2Fb", authorization="Bearer alice", idempotency_key=KEY)
    assert answer.status == 404


def test_what_has_nothing_to_say_has_no_body(send: Client) -> None:
    answer = send("DELETE", "greetings/abc", authorization="Bearer alice", idempotency_key=KEY)
    assert (answer.status, answer.json) == (204, None)


def test_a_suppliers_signature_lets_it_in_without_a_key(send: Client) -> None:
    assert send("POST", "texts", b"hei", content_type="text/csv", secret="agreed").json["hello"] == "hei"
    assert send("POST", "texts", b"hei", content_type="text/csv", secret="guessed").status == 401
    assert send("POST", "texts", b"h" * 101, content_type="text/csv", secret="agreed").status == 413
    assert send("POST", "texts", b"\xff", content_type="text/csv", secret="agreed").status == 400


def test_a_problem_says_what_and_in_which_language(send: Client) -> None:
    answer = send("GET", "failures/conflict", accept_language="en")
    assert (answer.status, answer.json["detail"]) == (409, "Kari sleeps.")
    assert send("GET", "failures/stale").json["version"] == 7


def test_a_passing_failure_asks_for_the_same_again(send: Client) -> None:
    answer = send("GET", "failures/busy")
    assert (answer.status, answer.headers["Retry-After"]) == (503, "1")


def test_a_defect_is_known_by_its_correlation_id_and_tells_nothing(
    send: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = send("GET", "failures/unknown", x_correlation_id="abcdefgh")
    assert answer.status == 500
    assert answer.json["correlation_id"] == answer.headers["X-Correlation-Id"] == "abcdefgh"
    assert "Kari" not in json.dumps(answer.json)
    assert "90000001" not in json.dumps(answer.json)


def test_the_address_comes_from_our_own_proxies_only() -> None:
    route = Route(
        method="GET", path="address", handler=lambda r: Answer(r.client_address), audience=ANYONE, summary="Address"
    )
    forged = {"x_forwarded_for": "6.6.6.6, 203.0.113.9, 130.176.0.1"}
    assert Client((route,), Config(secret="s" * 32))("GET", "address", **forged).json["hello"] == "127.0.0.1"
    behind_two = Client((route,), Config(secret="s" * 32, forwarded_hops=2))
    assert behind_two("GET", "address", **forged).json["hello"] == "203.0.113.9"


def test_a_route_without_an_audience_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="audience"):
        Route(method="GET", path="doors", handler=greet, summary="A door for nobody knows whom")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="lets nobody in"):
        Route(method="GET", path="doors", handler=greet, audience=Audience("nobody"), summary="A door for nobody")


def test_a_body_that_takes_anything_cannot_be_mounted() -> None:
    with pytest.raises(TypeError, match="forbid unknown fields"):
        Route(method="POST", path="doors", handler=greet, audience=GUARDS, summary="Loose", body=Answer)


def test_two_routes_cannot_share_a_door() -> None:
    with pytest.raises(ValueError, match="Duplicate"):
        Client((ROUTES[0], ROUTES[0]), Config(secret="s" * 32))
