"""Every door says whom it is for, and means it: routes x roles x customers."""

import re

import pytest

from chalicelib.platform.access import ANYONE, PROVIDER, ROLES, Role
from tests.integration.doors.conftest import Centre


def path_of(route_path: str) -> str:
    return re.sub(r"\{\w+\}", "0123456789ab", route_path)


def test_every_route_states_its_audience(centre: Centre) -> None:
    assert len(centre.routes) > 50
    for route in centre.routes:
        assert route.audience in (ANYONE, PROVIDER) or route.audience.roles


def test_no_two_routes_share_a_method_and_a_path(centre: Centre) -> None:
    doors = [(route.method, route.path) for route in centre.routes]
    assert len(doors) == len(set(doors))


def test_nobody_comes_in_without_signing_in(centre: Centre) -> None:
    for route in centre.routes:
        if route.audience == ANYONE or route.proof == "never_refused":
            continue
        answer = centre.send(route.method, path_of(route.path), None if route.method == "GET" else {})
        assert answer.status == 401, f"{route.method} {route.path}"
        assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_let_in_where_it_belongs_and_nowhere_else(centre: Centre, role: Role) -> None:
    customer = centre.world.id("customer") if role in ("field_worker", "customer_administrator") else "self"
    token = centre.token(f"walker{role[:6]}", role, customer_id=customer)
    for route in centre.routes:
        if route.audience in (ANYONE, PROVIDER) or route.proof == "never_refused":
            continue
        answer = centre.send(route.method, path_of(route.path), None if route.method == "GET" else {}, token=token)
        let_in = role in route.audience.roles
        assert (answer.status == 403) == (not let_in), f"{role}: {route.method} {route.path}: {answer.status}"
        assert answer.status < 500, f"{role}: {route.method} {route.path}"


@pytest.mark.parametrize("kind", ["customers", "sites", "contacts", "people", "assignments", "policies"])
def test_a_customers_administrator_sees_that_customer_only(centre: Centre, kind: str) -> None:
    own = centre.token("adminown", "customer_administrator", customer_id=centre.world.id("customer"))
    other = centre.token("adminother", "customer_administrator", customer_id="another")
    ids = {"customers": "customer", "sites": "site", "contacts": "kari", "people": "alice", "assignments": "round"}
    thing = centre.world.id(ids.get(kind, "policy"))
    assert centre.send("GET", f"{kind}/{thing}", token=other).status == 404
    assert centre.send("GET", f"{kind}/{thing}", token=own).status == (404 if kind == "people" else 200)


def test_one_guard_cannot_act_for_another(centre: Centre) -> None:
    alice, bob = centre.token("alice", "guard"), centre.token("bob", "guard")
    duty = centre.go_on_duty(alice).json
    body = {"happened_at_ms": centre.world.now_ms}
    for act in ("check-ins", "off-duty"):
        assert centre.send("POST", f"duties/{duty['id']}/{act}", body, token=bob).status == 404
    assert centre.send("GET", f"duties/{duty['id']}", token=bob).status == 404
    assert centre.go_on_duty(bob, guard_id=centre.world.id("carol")).status == 403
    centre.world.off_duty(duty["id"])
