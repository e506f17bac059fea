"""The rota through its doors: planned, moved, struck, copied; what was met is told, two managers do not collide."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest

from chalicelib.platform.time import DAY_MS, HOUR_MS, NORWAY
from tests.integration.doors.conftest import Centre
from tests.support.doors import Answered
from tests.support.people import change_person, new_person

HOUR_S = 3_600


@pytest.fixture
def dina(centre: Centre) -> str:
    return centre.token("dina", "duty_manager")


@pytest.fixture
def plan(centre: Centre, dina: str) -> Callable[..., dict[str, Any]]:
    def planned(name: str = "alice", in_h: float = 5, hours: float = 8, where: str = "round") -> dict[str, Any]:
        start_ms = centre.world.now_ms + int(in_h * HOUR_MS)
        body = {
            "guard_id": centre.world.id(name),
            "assignment_id": centre.world.id(where),
            "start_ms": start_ms,
            "end_ms": start_ms + int(hours * HOUR_MS),
        }
        answered = centre.send("POST", "shifts", body, token=dina)
        assert answered.status == 201, answered.json
        return dict(answered.json)

    return planned


def week(centre: Centre, token: str, **more: str) -> list[dict[str, Any]]:
    now = centre.world.now_ms
    query = "".join(f"&{name}={value}" for name, value in more.items())
    answered = centre.send("GET", f"rota?from_ms={now - 7 * DAY_MS}&until_ms={now + 20 * DAY_MS}{query}", token=token)
    assert answered.status == 200, answered.json
    return list(answered.json["shifts"])


def one(centre: Centre, token: str, shift_id: str) -> dict[str, Any]:
    (found,) = [shift for shift in week(centre, token) if shift["id"] == shift_id]
    return found


def as_sent(shift: dict[str, Any], **changes: object) -> dict[str, Any]:
    names = ("assignment_id", "start_ms", "end_ms", "version")
    return {"guard_id": shift["guard"]["id"], **{name: shift[name] for name in names}, **changes}


def move(centre: Centre, token: str, shift: dict[str, Any], **changes: object) -> Answered:
    return centre.send("PUT", f"shifts/{shift['id']}", as_sent(shift, **changes), token=token)


def test_what_is_planned_stands_in_its_week_by_guard_and_by_assignment(
    centre: Centre, dina: str, plan: Callable[..., dict[str, Any]]
) -> None:
    alices, bobs = plan("alice"), plan("bob", where="gate")
    shown = one(centre, dina, alices["id"])
    assert (shown["guard_name"], shown["assignment_name"], shown["state"]) == ("Alice", "Round", "planned")
    assert (shown["version"], shown["guard_ready"]) == (1, True)
    by_guard = {shift["id"] for shift in week(centre, dina, guard_id=centre.world.id("bob"))}
    assert bobs["id"] in by_guard
    assert alices["id"] not in by_guard
    at_the_gate = {shift["id"] for shift in week(centre, dina, assignment_id=centre.world.id("gate"))}
    assert bobs["id"] in at_the_gate
    assert alices["id"] not in at_the_gate
    for shift in (alices, bobs):
        assert centre.send("DELETE", f"shifts/{shift['id']}", token=dina).status == 200
        assert shift["id"] not in {shown["id"] for shown in week(centre, dina)}


def test_a_shift_is_moved_stretched_and_given_to_somebody_else(
    centre: Centre, dina: str, plan: Callable[..., dict[str, Any]]
) -> None:
    shift = plan()
    later = shift["start_ms"] + 30 * HOUR_MS
    moved = move(centre, dina, shift, start_ms=later, end_ms=later + 4 * HOUR_MS, guard_id=centre.world.id("bob"))
    assert moved.status == 200, moved.json
    assert (moved.json["start_ms"], moved.json["guard"]["name"], moved.json["version"]) == (later, "Bob", 2)
    assert one(centre, dina, shift["id"])["end_ms"] == later + 4 * HOUR_MS
    assert "shift_moved" in centre.world.told(f"shift/{shift['id']}")
    again = move(centre, dina, moved.json)
    assert (again.status, again.json["version"]) == (200, 2)
    assert centre.send("DELETE", f"shifts/{shift['id']}", token=dina).status == 200


def test_the_guard_who_has_it_now_is_reminded_and_not_the_one_who_had_it(
    centre: Centre, dina: str, plan: Callable[..., dict[str, Any]]
) -> None:
    shift = plan("alice", in_h=1)
    before = {name: len(centre.world.texts_to(name)) for name in ("alice", "carol")}
    assert move(centre, dina, shift, guard_id=centre.world.id("carol")).status == 200
    centre.world.advance(HOUR_S)
    dina = centre.token("dina", "duty_manager")
    assert len(centre.world.texts_to("carol")) == before["carol"] + 1
    assert len(centre.world.texts_to("alice")) == before["alice"]
    assert one(centre, dina, shift["id"])["state"] == "reminded"
    assert centre.send("DELETE", f"shifts/{shift['id']}", token=dina).status == 200


def test_what_was_met_or_missed_is_told_and_cannot_be_moved(
    centre: Centre, dina: str, plan: Callable[..., dict[str, Any]]
) -> None:
    met, missed = plan("alice", in_h=1), plan("bob", in_h=1)
    centre.world.advance(HOUR_S)
    duty_id = centre.world.on_duty("alice", shift=met["id"])
    centre.world.advance(10 * 60)
    dina = centre.token("dina", "duty_manager")
    shown = {shift["id"]: shift for shift in week(centre, dina)}
    assert (shown[met["id"]]["state"], shown[met["id"]]["version"]) == ("met", None)
    assert shown[missed["id"]]["state"] == "missed"
    refused = move(centre, dina, met, end_ms=met["end_ms"] + HOUR_MS)
    assert refused.status == 409
    assert "alt møtt" in refused.json["detail"]
    refused = move(centre, dina, missed, end_ms=missed["end_ms"] + HOUR_MS)
    assert "blitt en sak" in refused.json["detail"]
    case = centre.world.the_case("not_on_duty")
    centre.world.take(case)
    centre.world.resolve(case, disposition="other", note="Bob er syk.")
    assert one(centre, dina, missed["id"])["state"] == "missed"
    centre.world.off_duty(duty_id)


def test_a_shift_that_goes_to_another_customer_is_another_shift(
    centre: Centre, dina: str, plan: Callable[..., dict[str, Any]]
) -> None:
    shift = plan()
    customer = centre.send("POST", "customers", {"name": "Naboen"}, token=dina).json["id"]
    place = {"name": "Lageret", "address": "Veien 1", "postal_code": "0150", "town": "Oslo", "municipality": "Oslo"}
    site = centre.send("POST", "sites", {"customer_id": customer, **place}, token=dina).json["id"]
    assessed = {"text": "Rolig.", "assessed_by": "Dina", "assessed_at_ms": centre.world.now_ms}
    assignment = {"customer_id": customer, "site_id": site, "name": "Tilsyn", "risk": "low", "instruction": "Se."}
    made = centre.send("POST", "assignments", {**assignment, "risk_assessment": assessed}, token=dina)
    key = centre.send.new_key()
    body = as_sent(shift, assignment_id=made.json["id"])
    first, again = (centre.send("PUT", f"shifts/{shift['id']}", body, token=dina, key=key) for _ in range(2))
    assert first.status == 200, first.json
    assert first.json["id"] != shift["id"]
    assert again.json["id"] == first.json["id"]
    listed = {one["id"] for one in week(centre, dina)}
    assert first.json["id"] in listed
    assert shift["id"] not in listed
    assert centre.send("DELETE", f"shifts/{first.json['id']}", token=dina).status == 200


def test_two_who_move_the_same_shift_at_once_do_not_both_have_their_way(
    centre: Centre, dina: str, plan: Callable[..., dict[str, Any]]
) -> None:
    shift = plan()
    other = centre.token("daniel", "duty_manager")
    ends = (shift["end_ms"] + HOUR_MS, shift["end_ms"] + 2 * HOUR_MS)
    with ThreadPoolExecutor(2) as pool:
        answers = list(
            pool.map(lambda who: move(centre, who[0], shift, end_ms=who[1]), zip((dina, other), ends, strict=True))
        )
    assert sorted(answer.status for answer in answers) == [200, 409]
    (lost,) = [answer for answer in answers if answer.status == 409]
    assert lost.json["version"] == 2
    (won,) = [answer for answer in answers if answer.status == 200]
    assert one(centre, dina, shift["id"])["end_ms"] == won.json["end_ms"]
    assert centre.send("DELETE", f"shifts/{shift['id']}", token=dina).status == 200


def test_a_guard_who_comes_while_the_shift_is_moved_is_not_lost(
    centre: Centre, dina: str, plan: Callable[..., dict[str, Any]]
) -> None:
    shift = plan("carol", in_h=0.5)
    with ThreadPoolExecutor(2) as pool:
        on_duty = pool.submit(centre.world.on_duty, "carol", "round", 8, shift["id"])
        moved = pool.submit(move, centre, dina, shift, end_ms=shift["end_ms"] + HOUR_MS)
    assert moved.result().status in (200, 409)
    shown = one(centre, dina, shift["id"])
    assert (shown["state"], shown["version"]) == ("met", None)
    assert not centre.world.broken(f"shift/{shift['id']}")
    centre.world.off_duty(on_duty.result())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"start_ms": 0}, "start_ms"),
        ({"end_ms": 0}, "end_ms"),
        ({"guard_id": "olav"}, "guard_id"),
        ({"version": "two"}, "version"),
        ({"nonsense": 1}, "nonsense"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    centre: Centre, dina: str, plan: Callable[..., dict[str, Any]], changes: dict[str, Any], field: str
) -> None:
    shift = plan()
    if "guard_id" in changes:
        changes = {"guard_id": centre.world.id("olav")}
    refused = move(centre, dina, shift, **changes)
    assert (refused.status, refused.fields) == (422, [field])
    assert one(centre, dina, shift["id"])["version"] == 1
    assert centre.send("DELETE", f"shifts/{shift['id']}", token=dina).status == 200


def test_a_stale_version_moves_nothing(centre: Centre, dina: str, plan: Callable[..., dict[str, Any]]) -> None:
    shift = plan()
    assert move(centre, dina, shift, version=7, end_ms=shift["end_ms"] + 1).status == 409
    assert move(centre, dina, {**shift, "id": "000000000000"}).status == 404
    assert centre.send("DELETE", f"shifts/{shift['id']}", token=dina).status == 200


def test_operators_read_the_rota_and_managers_plan_it(
    centre: Centre, plan: Callable[..., dict[str, Any]], dina: str
) -> None:
    shift = plan()
    olav = centre.token("olav", "operator")
    assert shift["id"] in {one["id"] for one in week(centre, olav)}
    assert move(centre, olav, shift).status == 403
    copy = {"from_ms": 1, "until_ms": 2}
    assert centre.send("POST", "rota/copies", copy, token=olav).status == 403
    for role in ("guard", "field_worker", "customer_administrator"):
        stranger = centre.token(role, role)
        assert centre.send("GET", "rota?from_ms=1&until_ms=2", token=stranger).status == 403
    for until in (0, 37 * DAY_MS + 1):
        refused = centre.send("GET", f"rota?from_ms=1&until_ms={until}", token=dina)
        assert (refused.status, refused.fields) == (422, ["until_ms"])
    assert centre.send("DELETE", f"shifts/{shift['id']}", token=dina).status == 200


def test_a_week_is_planned_like_another_by_the_clock_on_the_wall(
    centre: Centre, dina: str, plan: Callable[..., dict[str, Any]]
) -> None:
    carol, alice = plan("carol", in_h=30), plan("alice", in_h=31, where="gate")
    span = {"from_ms": centre.world.now_ms + 20 * HOUR_MS, "until_ms": centre.world.now_ms + 7 * DAY_MS}
    key = centre.send.new_key()
    first, again = (centre.send("POST", "rota/copies", span, token=dina, key=key) for _ in range(2))
    assert first.json == {"planned": 2, "there": 0, "not_copied": []}
    assert again.json == first.json
    other = centre.send("POST", "rota/copies", span, token=dina)
    assert (other.json["planned"], other.json["there"]) == (0, 2)
    wanted = {(centre.world.id(name), _wall(shift["start_ms"])) for name, shift in (("carol", carol), ("alice", alice))}
    copies = [shift for shift in week(centre, dina) if shift["start_ms"] > carol["start_ms"] + 6 * DAY_MS]
    assert {(shift["guard_id"], _wall(shift["start_ms"])) for shift in copies} == wanted
    for shift in (*copies, carol, alice):
        assert centre.send("DELETE", f"shifts/{shift['id']}", token=dina).status == 200


def test_who_cannot_come_any_more_is_not_copied_and_named(
    centre: Centre, dina: str, plan: Callable[..., dict[str, Any]]
) -> None:
    gunnar = new_person(centre.world.engine, "guard", name="Gunnar")
    start_ms = centre.world.now_ms + 20 * HOUR_MS
    body = {"guard_id": gunnar.id, "assignment_id": centre.world.id("round"), "start_ms": start_ms}
    shift = centre.send("POST", "shifts", {**body, "end_ms": start_ms + HOUR_MS}, token=dina).json
    change_person(centre.world.engine, gunnar, active=False)
    assert not one(centre, dina, shift["id"])["guard_ready"]
    span = {"from_ms": start_ms, "until_ms": start_ms + DAY_MS}
    copied = centre.send("POST", "rota/copies", span, token=dina).json
    assert copied["planned"] == 0
    (told,) = copied["not_copied"]
    assert (told["guard_name"], told["shift_id"]) == ("Gunnar", shift["id"])
    assert told["reason"]
    assert centre.send("DELETE", f"shifts/{shift['id']}", token=dina).status == 200


def _wall(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, NORWAY).strftime("%a %H:%M")
