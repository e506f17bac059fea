"""The description says what the routes do, and nothing is left out."""

from typing import Any

import pytest

from chalicelib.identity.routes import ROUTES
from chalicelib.platform.access import ANYONE, PROVIDER
from chalicelib.platform.http import Request, Route
from chalicelib.platform.openapi import describe

DOCUMENT = describe(ROUTES)


def operation(method: str, path: str) -> dict[str, Any]:
    found: dict[str, Any] = DOCUMENT["paths"][f"/api/v1/{path}"][method]
    return found


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_every_route_is_described_with_its_audience(route: Route) -> None:
    found = operation(route.method.lower(), route.path)
    assert found["summary"]
    roles: list[str] = sorted(route.audience.roles)
    assert found["x-audience"] == (roles or [route.audience.name])
    assert bool(found["security"]) == (route.audience not in (ANYONE, PROVIDER))
    assert set(found["responses"]) == {str(route.status), "default"}


def test_operations_have_names_of_their_own() -> None:
    names = [one["operationId"] for path in DOCUMENT["paths"].values() for one in path.values()]
    assert len(set(names)) == len(ROUTES)
    assert "postSignInSessions" in names
    assert "deletePeoplePersonIdPasskeysPasskeyId" in names


def test_a_body_is_described_with_its_limits() -> None:
    body = operation("post", "sign-in/sessions")["requestBody"]["content"]["application/json"]["schema"]
    described = DOCUMENT["components"]["schemas"][body["$ref"].rpartition("/")[2]]
    assert described["additionalProperties"] is False
    assert set(described["required"]) == {"phone", "code", "device_key"}
    assert described["properties"]["code"]["pattern"] == "^[0-9]{6}$"


def test_every_reference_leads_somewhere() -> None:
    def references(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value["$ref"]] if "$ref" in value else []
            return own + [one for inner in value.values() for one in references(inner)]
        return [one for inner in value for one in references(inner)] if isinstance(value, list) else []

    found = {one.rpartition("/")[2] for one in references(DOCUMENT)}
    assert found
    assert found <= set(DOCUMENT["components"]["schemas"])


def test_a_change_wants_a_key_and_a_look_does_not() -> None:
    names = [one["name"] for one in operation("delete", "sessions/{session_id}")["parameters"]]
    assert names == ["session_id", "Idempotency-Key"]
    assert "parameters" not in operation("get", "me")


def test_the_same_routes_in_another_order_give_the_same_text() -> None:
    assert describe(tuple(reversed(ROUTES))) == DOCUMENT


def test_what_the_device_may_prove_is_said() -> None:
    def nothing(_: Request) -> None:
        raise AssertionError("only described")

    route = Route(
        method="POST", path="sos", handler=nothing, audience=ROUTES[-1].audience, summary="SOS", proof="never_refused"
    )
    found = describe((route,))["paths"]["/api/v1/sos"]["post"]
    assert found["security"] == [{"session": []}, {"device": []}, {}]


def test_a_table_and_a_query_are_described() -> None:
    from chalicelib.identity.shapes import Enrol

    def nothing(_: Request) -> None:
        raise AssertionError("only described")

    route = Route(
        method="POST",
        path="imports/{kind}",
        handler=nothing,
        audience=PROVIDER,
        summary="",
        body=str,
        consumes="text/csv",
        query=Enrol,
        keyless=True,
        status=204,
    )
    found = describe((route,))["paths"]["/api/v1/imports/{kind}"]["post"]
    assert found["requestBody"]["content"] == {"text/csv": {"schema": {"type": "string"}}}
    assert [(one["name"], one["in"], one["required"]) for one in found["parameters"]] == [
        ("kind", "path", True),
        ("valid_minutes", "query", False),
    ]
    assert "content" not in found["responses"]["204"]
