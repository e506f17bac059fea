"""Walking every route with every role, and with another customer's things: who gets in is what the route states.

``audiences(routes)`` gives a case for each route and each kind of caller; ``Walk`` sends it and says what was wrong.
Nothing that exists is touched: the ids in the paths are of nothing, and the bodies are empty.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec

from chalicelib.identity.keeping import door_of
from chalicelib.identity.sessions import new_session, signed_in
from chalicelib.identity.tokens import access_token
from chalicelib.platform.access import ANYONE, PROVIDER, ROLES, SELF, Role
from chalicelib.platform.http import Route
from chalicelib.platform.texts import say
from chalicelib.platform.time import now_ms
from chalicelib.records.change import Actor, Change
from chalicelib.records.commit import Engine
from tests.support.doors import Answered, Doors
from tests.support.people import new_person

NOTHING_HERE = "000000000000"
Who = Role | Literal["nobody"]
WHOS: tuple[Who, ...] = ("nobody", *ROLES)
_OF_A_CUSTOMER = {"field_worker", "customer_administrator"}
_NOTHING: Mapping[str, str] = {}


class Case(msgspec.Struct, frozen=True):
    """One route, tried by one kind of caller."""

    route: Route
    who: Who

    def __str__(self) -> str:
        return f"{self.route.method} {self.route.path} by {self.who}"

    @property
    def refusal(self) -> int | None:
        """The status with which the door itself should refuse; None when it should let the caller in."""
        audience = self.route.audience
        if audience == PROVIDER:
            return 401
        if audience == ANYONE or self.route.proof == "never_refused":
            return None
        if self.who == "nobody":
            return 401
        return None if self.who in audience.roles else 403


def audiences(routes: tuple[Route, ...]) -> list[Case]:
    """Every route by every kind of caller. A route that states no audience cannot even be made."""
    return [Case(route, who) for route in routes for who in WHOS]


def bodies(routes: tuple[Route, ...]) -> Iterator[tuple[str, type[msgspec.Struct]]]:
    """Every structure in which a body or a query is read, the inner ones too, and the route that reads it."""
    for route in routes:
        seen: set[Any] = set()
        waiting = [kind for kind in (route.body, route.query) if kind is not None]
        while waiting:
            kind = waiting.pop()
            if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind not in seen:
                seen.add(kind)
                waiting += [field.type for field in msgspec.structs.fields(kind)]
                yield f"{route.method} {route.path}", kind
            waiting += [inner for inner in getattr(kind, "__args__", ()) if inner not in seen]


class Walk:
    """Callers of every role, and what the doors answer them."""

    def __init__(self, send: Doors, engine: Engine) -> None:
        self._send = send
        self._engine = engine
        self._tokens: dict[tuple[Who, str], str] = {}

    def token(self, who: Who, customer_id: str = "") -> str:
        """A token of somebody with that one role; of a customer's people only where the role is a customer's."""
        if who == "nobody":
            return ""
        customer_id = (customer_id or "walkers") if who in _OF_A_CUSTOMER else SELF
        if (who, customer_id) not in self._tokens:
            self._tokens[who, customer_id] = token_for(self._engine, self._send, who, customer_id=customer_id)
        return self._tokens[who, customer_id]

    def visit(self, case: Case, *, raw: bytes = b"{}", things: Mapping[str, str] = _NOTHING) -> Answered:
        """Send the case's request, with ``things`` in the path or nothing's ids."""
        path = re.sub(r"\{(\w+)\}", lambda match: things.get(match[1], NOTHING_HERE), case.route.path)
        body = b"" if case.route.method == "GET" else raw
        headers = {"content-type": case.route.consumes, "accept-language": "nb"}
        return self._send(case.route.method, path, body, token=self.token(case.who), headers=headers)

    def wrong_with(self, case: Case) -> str:
        """What the door did wrong; empty when it did what the route states."""
        answer = self.visit(case)
        at_the_door = _at_the_door(answer)
        if answer.status >= 500:
            return f"{case}: answered {answer.status}"
        if at_the_door != case.refusal:
            return f"{case}: refused with {at_the_door}, but the route states {case.refusal}"
        return ""


def token_for(engine: Engine, send: Doors, *roles: Role, customer_id: str = SELF) -> str:
    """A session as a passkey opens it, without the ceremony."""
    person = new_person(engine, *roles, customer_id=customer_id)
    session = new_session(person, "passkey", now_ms())
    engine.commit(
        Change(signed_in(door_of(engine, person), session, now_ms())), actor=Actor("system", "walk"), at_ms=now_ms()
    )
    return access_token(send.config, session.id, now_ms())[0]


def _at_the_door(answer: Answered) -> int | None:
    """The door's own refusal, told apart from what a handler says of what it was asked."""
    own = {401: ("sign_in_needed", "signature_wrong"), 403: ("forbidden",)}.get(answer.status, ())
    detail = answer.json.get("detail") if isinstance(answer.json, dict) else None
    return answer.status if any(detail == say(message, "nb", {}) for message in own) else None
