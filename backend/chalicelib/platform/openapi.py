"""The description of all routes as OpenAPI 3.1, made from the routes; the TypeScript client is made of it."""

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from chalicelib.platform.access import ANYONE, PROVIDER
from chalicelib.platform.http import PREFIX, Route
from chalicelib.platform.route import JSON

_REF = "#/components/schemas/{name}"
_PARAM = re.compile(r"\{(\w+)\}")
PROBLEM = "application/problem+json"


class FieldProblem(msgspec.Struct):
    """What is wrong with one field."""

    field: str
    message: str


class ProblemDocument(msgspec.Struct):
    """Every answer that is not a success (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    correlation_id: str
    errors: list[FieldProblem] | msgspec.UnsetType = msgspec.UNSET
    version: int | msgspec.UnsetType = msgspec.UNSET


def describe(routes: Iterable[Route], title: str = "Varde", version: str = "1") -> dict[str, Any]:
    """The whole document. The same routes give the same text, so that it can be kept and compared."""
    ordered = sorted(routes, key=lambda route: (route.path, route.method))
    kinds = [kind for route in ordered for kind in (_body(route), route.query, route.answer) if kind is not None]
    unique = list(dict.fromkeys([*kinds, ProblemDocument]))
    schemas, components = msgspec.json.schema_components(unique, ref_template=_REF)
    known = dict(zip(unique, schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for route in ordered:
        operations = paths.setdefault(PREFIX + route.path, {})
        operations[route.method.lower()] = _operation(route, known, components)
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version},
        "paths": paths,
        "components": {
            "schemas": dict(sorted(components.items())),
            "securitySchemes": {
                "session": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "device": {"type": "apiKey", "in": "header", "name": "Varde-Proof"},
            },
        },
    }


def _body(route: Route) -> Any:
    return None if route.body in (str, bytes) else route.body


def _operation(route: Route, known: dict[Any, Any], components: dict[str, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": _operation_id(route),
        "summary": route.summary,
        "x-audience": sorted(route.audience.roles) or [route.audience.name],
        "security": _security(route),
        "responses": _responses(route, known),
    }
    parameters = [*_path_parameters(route), *_query_parameters(route, known, components), *_key_parameter(route)]
    if parameters:
        operation["parameters"] = parameters
    if route.body is not None:
        schema = {"type": "string"} if route.body in (str, bytes) else known[route.body]
        operation["requestBody"] = {"required": True, "content": {route.consumes: {"schema": schema}}}
    return operation


def _operation_id(route: Route) -> str:
    words = re.split(r"\W+", f"{route.method.lower()} {route.path}")
    return words[0] + "".join(word[:1].upper() + word[1:] for word in "_".join(words[1:]).split("_"))


def _security(route: Route) -> list[dict[str, list[str]]]:
    if route.audience in (ANYONE, PROVIDER):
        return []
    ways: list[dict[str, list[str]]] = [{"session": []}]
    if route.proof != "none":
        ways.append({"device": []})
    return [*ways, {}] if route.proof == "never_refused" else ways


def _path_parameters(route: Route) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in _PARAM.findall(route.path)
    ]


def _query_parameters(route: Route, known: dict[Any, Any], components: dict[str, Any]) -> list[dict[str, Any]]:
    if route.query is None:
        return []
    schema = known[route.query]
    schema = components[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    required = schema.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": kind}
        for name, kind in schema.get("properties", {}).items()
    ]


def _key_parameter(route: Route) -> list[dict[str, Any]]:
    if not route.mutating or route.keyless:
        return []
    schema = {"type": "string", "minLength": 16, "maxLength": 64, "pattern": "^[A-Za-z0-9_-]+$"}
    return [{"name": "Idempotency-Key", "in": "header", "required": True, "schema": schema}]


def _responses(route: Route, known: dict[Any, Any]) -> dict[str, Any]:
    done: dict[str, Any] = {"description": "Done"}
    if route.status != 204:
        schema = known[route.answer] if route.answer is not None else {"type": "object", "maxProperties": 0}
        done["content"] = {JSON: {"schema": schema}}
    problem = {"description": "A problem", "content": {PROBLEM: {"schema": known[ProblemDocument]}}}
    return {str(route.status): done, "default": problem}
