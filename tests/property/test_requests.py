"""Whatever is sent: a clear answer, never a fault of ours, and nobody let in."""

from typing import Any, cast

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.identity import shapes
from chalicelib.identity.authenticate import judged
from chalicelib.identity.proofs import claimed_session, holds
from chalicelib.identity.routes import ROUTES
from chalicelib.identity.tokens import access_token, read_access_token, refresh_token, session_and_number
from chalicelib.platform.access import GUARDS
from chalicelib.platform.config import Config
from chalicelib.platform.decoding import json_body, query
from chalicelib.platform.http import Incoming, Request, Route
from chalicelib.platform.problems import Problem, render
from chalicelib.platform.texts import Language

LANGUAGES: tuple[Language, ...] = ("nb", "en")
NAMES = st.characters(exclude_characters="`\\.", exclude_categories=["Cs", "Cc"])
CONFIG = Config(secret="s" * 32)
BODIES = [route.body for route in ROUTES if route.body is not None]
JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


def read(raw: bytes, kind: type) -> Any:
    """The value, or the problem that was named; anything else is a defect."""
    try:
        return json_body(raw, kind)
    except Problem as problem:
        return problem


def is_clear(found: Any, kind: type) -> bool:
    """A value of the kind, or a problem that says in both languages what to do."""
    if not isinstance(found, Problem):
        return isinstance(found, kind)
    nb, en = (msgspec.json.decode(render(found, language, "abcdefgh")) for language in LANGUAGES)
    errors = [*nb.get("errors", []), *en.get("errors", [])]
    return found.status in (400, 422) and nb["detail"] and all(one["field"] and one["message"] for one in errors)


@given(st.binary(max_size=200), st.sampled_from(BODIES))
def test_any_bytes_are_a_body_or_a_problem(raw: bytes, kind: type) -> None:
    assert is_clear(read(raw, kind), kind)


@given(JSON, st.sampled_from(BODIES))
def test_any_json_is_a_body_or_a_problem(value: Any, kind: type) -> None:
    assert is_clear(read(msgspec.json.encode(value), kind), kind)


@given(st.sampled_from(BODIES), st.text(NAMES, min_size=1, max_size=20))
def test_an_unknown_field_is_named(kind: type, name: str) -> None:
    known = {field.encode_name for field in msgspec.structs.fields(cast("Any", kind))}
    unknown = name if name not in known else f"x{name}"
    found = read(msgspec.json.encode({unknown: 1}), kind)
    assert isinstance(found, Problem)
    assert [error.field for error in found.errors] == [unknown]


@given(st.dictionaries(st.text(max_size=20), st.lists(st.text(max_size=20), min_size=1, max_size=3), max_size=4))
def test_any_query_is_read_or_named(values: dict[str, list[str]]) -> None:
    class Page(msgspec.Struct, forbid_unknown_fields=True):
        limit: int = 10
        only_open: bool = False

    def found() -> Any:
        try:
            return query(values, Page)
        except Problem as problem:
            return problem

    assert is_clear(found(), Page)


@given(st.text(max_size=300))
def test_no_text_is_a_token_of_ours(text: str) -> None:
    assert read_access_token(CONFIG, text) is None
    named = session_and_number(text)
    assert named is None or named[1] >= 0


@given(st.integers(0, 4_000_000_000_000), st.integers(0, 200), st.integers(1, 255))
@settings(max_examples=200)
def test_a_token_says_what_it_was_given_and_no_other_bit_is_taken(at_ms: int, place: int, flip: int) -> None:
    text, expires_at_ms = access_token(CONFIG, "0123456789ab", at_ms)
    found = read_access_token(CONFIG, text)
    assert found is not None
    assert (found.session_id, found.expires_at_ms) == ("0123456789ab", expires_at_ms)
    signed, _, signature = text.rpartition(".")
    at = place % len(signed)
    forged = signed[:at] + chr(33 + (ord(signed[at]) - 33 + flip) % 94) + signed[at + 1 :]
    if forged != signed:
        assert read_access_token(CONFIG, f"{forged}.{signature}") is None


@given(st.text(st.characters(codec="ascii"), min_size=1, max_size=20), st.integers(0, 10**8))
def test_a_refresh_token_names_its_session_and_number(salt: str, number: int) -> None:
    text = refresh_token(CONFIG, "0123456789ab", salt, number)
    assert session_and_number(text) == ("0123456789ab", number)


@given(st.text(max_size=400), st.none() | st.dictionaries(st.sampled_from("xyd"), st.text(max_size=50), max_size=3))
def test_no_text_is_a_proof(proof: str, device_key: dict[str, str] | None) -> None:
    route = Route(method="POST", path="sos", handler=_unused, audience=GUARDS, summary="", proof="never_refused")
    incoming = Incoming(
        route=route,
        method="POST",
        path="/api/v1/sos",
        headers={},
        raw_body=b"",
        idempotency_key="k" * 16,
        client_address="",
        now_ms=0,
        keys=[],
    )
    assert claimed_session(proof) is None or isinstance(claimed_session(proof), str)
    assert not holds(proof, device_key, incoming)
    caller = judged(None, proof, None, incoming)
    assert caller is not None
    assert not caller.roles


def _unused(_: Request) -> shapes.MeNow:
    raise AssertionError("no request gets here")
