"""The desk through its doors: the board, one case, what an operator does, and what the price of a check-in is."""

from typing import Any

import pytest

from tests.integration.doors.conftest import Centre


@pytest.fixture
def olav(centre: Centre) -> str:
    return centre.token("olav", "operator")


def a_silence(centre: Centre, name: str) -> dict[str, Any]:
    token = centre.token(name, "guard")
    duty: dict[str, Any] = centre.go_on_duty(token).json
    centre.world.advance(21 * 60)
    return duty


def end(centre: Centre, duty: dict[str, Any]) -> None:
    centre.world.off_duty(duty["id"])


def test_the_board_shows_who_is_watched_and_what_needs_somebody(centre: Centre) -> None:
    duty = a_silence(centre, "alice")
    board = centre.send("GET", "board", token=centre.token("olav", "operator")).json
    (watch,) = [one for one in board["watches"] if one["id"] == duty["id"]]
    assert watch["guard"]["name"] == "Alice"
    assert watch["stage"] == "silent"
    (case,) = [one for one in board["cases"] if one["kind"] == "silence"]
    assert case["person_name"] == "Alice"
    assert board["clock"]["heartbeat_at_ms"] <= board["server_now_ms"]
    token = centre.token("olav", "operator")
    rows = centre.send("GET", f"board/rows?ids=case/{case['id']},duty/{duty['id']},case/none", token=token)
    assert rows.status == 200, rows.json
    assert rows.json["gone"] == ["case/none"]
    taken = centre.send("POST", f"cases/{case['id']}/take", {}, token=token).json
    assert taken["case"]["owner"]["name"] == "Olav"
    other = centre.token("oda", "operator")
    refused = centre.send("POST", f"cases/{case['id']}/take", {}, token=other)
    assert refused.status == 409
    assert "Olav" in refused.json["detail"]
    assert centre.send("POST", f"cases/{case['id']}/notes", {"text": "Ringer."}, token=token).status == 200
    call = {"number": centre.world.phone("alice"), "outcome": "voicemail"}
    assert centre.send("POST", f"cases/{case['id']}/calls", call, token=token).status == 200
    text = {"to": centre.world.phone("alice"), "text": "Ring sentralen.", "person_id": centre.world.id("alice")}
    shown = centre.send("POST", f"cases/{case['id']}/messages", text, token=token).json
    assert any(message["text"] == "Ring sentralen." for message in shown["messages"])
    early = centre.send("POST", f"cases/{case['id']}/evidence", {}, token=token)
    assert early.status == 409
    wordless = centre.send("POST", f"cases/{case['id']}/resolve", {"disposition": "other"}, token=token)
    assert wordless.status == 409
    centre.world.check_in(duty["id"])
    ended = centre.send("POST", f"cases/{case['id']}/evidence", {}, token=token).json
    assert ended["case"]["state"] == "resolved"
    assert all(entry["verified"] for entry in ended["timeline"])
    kinds = [entry["kind"] for entry in ended["timeline"]]
    for kind in ("case_opened", "case_taken", "noted", "called", "operator_texted", "worker_heard", "case_resolved"):
        assert kind in kinds
    end(centre, duty)


def calls_of(centre: Centre, path: str) -> tuple[dict[str, Any], list[str]]:
    """An answer, and what was asked of the store for it."""
    token, calls = centre.token("olav", "operator"), list[str]()

    def hear(model: Any, **_: Any) -> None:
        calls.append(model.name)

    events = centre.world.engine.store.client.meta.events
    events.register("after-call.dynamodb", hear)
    try:
        answer = centre.send("GET", path, token=token)
    finally:
        events.unregister("after-call.dynamodb", hear)
    assert answer.status == 200, answer.json
    return answer.json, calls


def test_what_is_open_is_told_by_name_and_version_alone(centre: Centre) -> None:
    duty = a_silence(centre, "alice")
    standing, _ = calls_of(centre, "board/versions")
    board, _ = calls_of(centre, "board")
    kinds = {"case": board["cases"], "duty": board["watches"], "shift": board["shifts"], "operator": board["operators"]}
    whole = {f"{kind}/{row['id']}": row["version"] for kind, rows in kinds.items() for row in rows}
    assert standing["versions"] == whole
    assert f"duty/{duty['id']}" in whole
    assert standing["clock"] == board["clock"]
    end(centre, duty)
    after, _ = calls_of(centre, "board/versions")
    assert f"duty/{duty['id']}" not in after["versions"]


def test_a_changed_row_costs_three_questions_names_and_heartbeat_included(centre: Centre) -> None:
    duty = a_silence(centre, "alice")
    board, _ = calls_of(centre, "board")
    (case,) = [one for one in board["cases"] if one["subject"] == f"duty/{duty['id']}"]
    centre.world.advance(31)  # what the desk knows by name is not fresh any more
    rows, calls = calls_of(centre, f"board/rows?ids=duty/{duty['id']},case/{case['id']}")
    assert rows["watches"][0]["guard"]["name"] == "Alice"
    assert rows["cases"][0]["person_name"] == "Alice"
    assert rows["clock"]["heartbeat_at_ms"] is not None
    assert calls == ["BatchGetItem"] * 3, "who asks; the rows and the heartbeat; the names"
    end(centre, duty)


def test_a_case_by_hand_belongs_to_a_customer(centre: Centre, olav: str) -> None:
    body = {"kind": "assistance", "customer_id": centre.world.id("customer"), "text": "Porten er lukket."}
    made = centre.send("POST", "cases", body, token=olav)
    assert made.status == 201
    wrong = centre.send("POST", "cases", {**body, "customer_id": "nobody"}, token=olav)
    assert (wrong.status, wrong.fields) == (422, ["customer_id"])


def test_the_story_of_a_site_is_found_by_time(centre: Centre, olav: str) -> None:
    site, now = centre.world.id("site"), centre.world.now_ms
    query = f"sites/{site}/journal?from_ms={now - 86_400_000}&until_ms={now}"
    assert centre.send("GET", query, token=olav).status == 200
    assert centre.send("GET", f"sites/{site}/journal?from_ms=2&until_ms=1", token=olav).status == 422


def test_the_story_of_a_site_tells_every_check_in_though_its_index_names_only_what_was_not_routine(
    centre: Centre, olav: str
) -> None:
    world, site = centre.world, centre.world.id("site")
    duty = centre.go_on_duty(centre.token("alice", "guard")).json
    world.advance(60)
    world.check_in(duty["id"])
    at_ms = world.now_ms

    def told() -> list[dict[str, Any]]:
        answer = centre.send("GET", f"sites/{site}/journal?from_ms={at_ms}&until_ms={at_ms}", token=olav)
        return [entry for entry in answer.json["entries"] if entry["stream"].startswith(f"duty/{duty['id']}#")]

    def indexed() -> list[str]:
        found = world.engine.store.site_journal(site, at_ms, at_ms)
        return [item["pk"] for item in found if item["pk"] == f"duty/{duty['id']}"]

    assert [entry["kind"] for entry in told()] == ["check_in"]
    assert indexed() == []
    world.check_in(duty["id"], ago_s=3600)
    assert [entry["data"]["live"] for entry in told()] == [True, False]
    assert len(indexed()) == 1
    end(centre, duty)


def test_an_ordinary_check_in_is_two_round_trips(centre: Centre) -> None:
    token = centre.token("bob", "guard")
    duty = centre.go_on_duty(token).json
    path = f"duties/{duty['id']}/check-ins"
    centre.send("POST", path, {"happened_at_ms": centre.world.now_ms}, token=token)
    calls: list[str] = []

    def hear(model: Any, **_: Any) -> None:
        calls.append(model.name)

    events = centre.world.engine.store.client.meta.events
    events.register("after-call.dynamodb", hear)
    try:
        answer = centre.send("POST", path, {"happened_at_ms": centre.world.now_ms}, token=token)
    finally:
        events.unregister("after-call.dynamodb", hear)
    assert answer.status == 200
    assert calls == ["BatchGetItem", "TransactWriteItems"]
    end(centre, duty)
