"""The end of a shift through the doors: nobody leaves owning cases, and the next one signs what was handed over."""

from typing import Any

import msgspec
import pytest

from chalicelib.engine.cases import Opening, open_case, take
from chalicelib.identity.sessions import Session
from chalicelib.platform.ids import new_id
from chalicelib.records.change import Change, update
from chalicelib.records.rows import from_item
from tests.integration.doors.conftest import Centre
from tests.support.world import TESTER


@pytest.fixture
def owned(centre: Centre) -> Any:
    """A case that Olav owns, and that no other test is troubled by."""
    world, case_id = centre.world, new_id()
    opening = Opening(id=case_id, kind="assistance", customer_id=world.id("customer"), take_timeout_s=3600)
    writes = open_case(opening, world.now_ms)
    world.engine.commit(Change(writes), actor=TESTER, at_ms=world.now_ms)
    plan: Any = writes[1].after
    change = take(world.case(case_id), plan, world.id("olav"), "Olav", world.now_ms)
    world.engine.commit(change, actor=TESTER, at_ms=world.now_ms)
    yield case_id
    row = world.case(case_id)
    ended = msgspec.structs.replace(row.state, state="resolved", ended_at_ms=world.now_ms)
    world.engine.commit(Change((update(row, ended),)), actor=TESTER, at_ms=world.now_ms)


def at_desk(centre: Centre, name: str) -> str:
    token = centre.token(name, "operator")
    assert centre.send("POST", "presence", {}, token=token).status == 200
    return token


def test_whoever_owns_a_case_cannot_end_the_shift_and_is_told_which(centre: Centre, owned: str) -> None:
    olav = at_desk(centre, "olav")
    held = centre.send("GET", "presence/leaving", token=olav).json
    assert [one["id"] for one in held["cases"]] == [owned]
    refused = centre.send("POST", "presence/leave", {"know": "Rolig"}, token=olav)
    assert refused.status == 409
    assert "åpne saker (1)" in refused.json["detail"]
    oda = at_desk(centre, "oda")
    centre.send("POST", f"cases/{owned}/hand-over", {"to": centre.world.id("oda")}, token=olav)
    centre.send("POST", f"cases/{owned}/hand-over/accept", {}, token=oda)
    assert centre.send("POST", "presence/leave", {"know": "Rolig"}, token=olav).status == 200


def test_whoever_owns_a_case_cannot_sign_out_either(centre: Centre, owned: str) -> None:
    olav = centre.token("olav", "operator")
    mine = [
        state.id
        for item in centre.world.engine.store.client.scan(TableName=centre.world.engine.store.table("live"))["Items"]
        if item["kind"]["S"] == Session.KIND
        for state in [from_item({"doc": item["doc"]["S"], "kind": "session", "version": 1}).state]
        if state.person_id == centre.world.id("olav")
    ]
    refused = centre.send("DELETE", f"sessions/{mine[0]}", token=olav)
    assert refused.status == 409
    assert "Overlat" in refused.json["detail"]


def test_a_shift_is_handed_over_read_and_signed_by_the_next(centre: Centre) -> None:
    olav, oda = at_desk(centre, "olav"), at_desk(centre, "oda")
    note = centre.send(
        "POST", "presence/leave", {"know": "Heisen på hotellet henger."}, token=olav, key="leave-000000000001"
    ).json
    again = centre.send(
        "POST", "presence/leave", {"know": "Heisen på hotellet henger."}, token=olav, key="leave-000000000001"
    )
    assert again.json["id"] == note["id"]
    listed = centre.send("GET", "shift-notes", token=oda).json["notes"]
    (mine,) = [one for one in listed if one["id"] == note["id"]]
    assert (mine["from"]["name"], mine["know"]) == ("Olav", "Heisen på hotellet henger.")
    own = centre.send("POST", f"shift-notes/{note['id']}/signature", {}, token=olav)
    assert own.status == 409
    signed = centre.send("POST", f"shift-notes/{note['id']}/signature", {}, token=oda).json
    assert signed["signed_by"] == centre.world.id("oda")
    assert note["id"] not in {one["id"] for one in centre.send("GET", "shift-notes", token=oda).json["notes"]}
    told = centre.world.told(f"shift-note/{note['id']}")
    assert told == ["shift_handed_over", "shift_note_signed"]
    assert centre.world.broken(f"shift-note/{note['id']}") == []


def test_a_hand_over_that_nobody_reads_becomes_a_case(centre: Centre) -> None:
    olav = at_desk(centre, "olav")
    centre.send("POST", "presence/leave", {"know": "Les meg"}, token=olav)
    before = len(centre.world.open_cases("shift_note"))
    centre.world.advance(31 * 60)
    assert len(centre.world.open_cases("shift_note")) > before


def test_a_shift_ends_once(centre: Centre) -> None:
    at_desk(centre, "oda")  # has what the hours before left to whoever came first
    olav = at_desk(centre, "olav")
    assert centre.send("POST", "presence/leave", {}, token=olav).status == 200
    assert centre.send("POST", "presence/leave", {}, token=olav).status == 409
    assert centre.send("POST", "shift-notes/none/signature", {}, token=olav).status == 404
