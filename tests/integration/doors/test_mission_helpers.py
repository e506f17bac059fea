"""What the desk's helpers know of missions: the card, the paper copy, calls spread, and who may not leave yet."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from chalicelib.identity.sessions import Session
from chalicelib.missions.service import find_mission
from chalicelib.records.rows import from_item
from tests.integration.doors.conftest import Centre
from tests.support.faults import Faults
from tests.support.missions import MINUTE, Field
from tests.support.sms import Killed

MINUTE_MS = 60_000


@pytest.fixture(scope="module")
def workers(centre: Centre) -> Field:
    return Field(centre.world)


@pytest.fixture
def field(centre: Centre, workers: Field) -> Iterator[Field]:
    """Field workers, and none of them out any more when the test is over."""
    field = workers
    yield field
    for case in centre.world.open_cases():
        if case.state.state == "open":
            centre.world.take(case)
        centre.world.resolve(centre.world.case(case.state.id), note="Prøvd.")
    for name in ("frida", "filip", "finn"):
        mine = centre.send("GET", f"people/{centre.world.id(name)}/missions", token=olav(centre)).json
        if mine["mission"]:
            field.end(mine["mission"]["id"], by=name)
        for planned in mine["planned"]:
            field.cancel(planned["id"], by=name)


def olav(centre: Centre) -> str:
    return centre.token("olav", "operator")


def called(field: Field, name: str = "frida", **more: Any) -> str:
    return field.register(name, contact="centre_calls", **more)


# -- nobody leaves with a call in the hand ---------------------------------------------------------------------------


def test_whoever_has_dialled_tells_how_it_went_before_leaving(centre: Centre, field: Field) -> None:
    for name in ("oda", "olav"):
        assert centre.send("POST", "presence", {}, token=centre.token(name, "operator")).status == 200
    mission = called(field)
    centre.world.advance(31 * MINUTE)
    field.dial(mission, by="olav")
    token = olav(centre)
    held = centre.send("GET", "presence/leaving", token=token).json
    assert [(one["id"], one["name"]) for one in held["calls"]] == [(mission, "Frida")]
    refused = centre.send("POST", "presence/leave", {}, token=token)
    assert (refused.status, "avtalte samtaler" in refused.json["detail"]) == (409, True)
    out = centre.send("DELETE", f"sessions/{session_of(centre, 'olav')}", token=token)
    assert (out.status, "avtalte samtaler" in out.json["detail"]) == (409, True)

    oda = centre.token("oda", "operator")
    assert centre.send("GET", "presence/leaving", token=oda).json["calls"] == []
    field.log(mission, "reached", by="olav")
    assert centre.send("GET", "presence/leaving", token=token).json["calls"] == []
    assert centre.send("POST", "presence/leave", {}, token=token).status == 200


def test_a_call_whose_outcome_nobody_told_in_time_is_everybodys_and_holds_nobody(centre: Centre, field: Field) -> None:
    mission = called(field)
    centre.world.advance(31 * MINUTE)
    field.dial(mission, by="olav")
    centre.world.advance(4 * MINUTE)
    assert centre.send("GET", "presence/leaving", token=olav(centre)).json["calls"] == []


def test_those_who_are_out_on_missions_are_counted_in_the_hand_over(centre: Centre, field: Field) -> None:
    before = centre.send("GET", "presence/leaving", token=olav(centre)).json["watches"]
    field.register("frida")
    field.register("finn", in_s=3_600)
    assert centre.send("GET", "presence/leaving", token=olav(centre)).json["watches"] == before + 1


def session_of(centre: Centre, name: str) -> str:
    """The newest of somebody's sessions."""
    engine = centre.world.engine
    found = [
        state
        for item in engine.store.client.scan(TableName=engine.store.table("live"))["Items"]
        if item["kind"]["S"] == Session.KIND
        for state in [from_item({"doc": item["doc"]["S"], "kind": "session", "version": 1}).state]
        if state.person_id == centre.world.id(name)
    ]
    return str(max(found, key=lambda one: one.created_at_ms).id)


# -- calls that bunch are spread ------------------------------------------------------------------------------------


def spread(centre: Centre, key: str = "", token: str = "") -> list[dict[str, Any]]:
    answer = centre.send("POST", "calls/spread", {}, token=token or olav(centre), key=key)
    assert answer.status == 200, answer.json
    moved: list[dict[str, Any]] = answer.json["moved"]
    return moved


def test_calls_that_stand_too_near_come_earlier_and_never_later(centre: Centre, field: Field) -> None:
    ids = [called(field, name) for name in ("frida", "filip", "finn")]
    agreed = {one: field.mission(one).next_ms or 0 for one in ids}
    moved = spread(centre)
    assert len(moved) == 2
    times = sorted(field.mission(one).next_ms or 0 for one in ids)
    assert all(later - sooner >= 2 * MINUTE_MS for sooner, later in pairwise(times))
    assert all((field.mission(one).next_ms or 0) <= agreed[one] for one in ids)
    assert "call_moved" in field.told(moved[0]["id"])
    assert spread(centre) == []
    centre.world.advance((times[0] - centre.world.now_ms) / 1000)
    assert field.mission(moved[0]["id"]).call_stage == "due"


def test_a_request_to_spread_that_is_sent_again_is_answered_as_it_was(centre: Centre, field: Field) -> None:
    key, other = centre.send.new_key(), centre.send.new_key()
    assert spread(centre, other) == []
    ids = [called(field, name) for name in ("frida", "filip", "finn")]
    moved = spread(centre, key)
    times = [field.mission(one).next_ms for one in ids]
    centre.world.advance(MINUTE)
    assert spread(centre, key) == moved
    assert spread(centre, other) == []
    field.check_in(moved[0]["id"])
    assert spread(centre, key) == moved
    untouched = [one for one in ids if one != moved[0]["id"]]
    assert [field.mission(one).next_ms for one in untouched] == [
        at_ms for one, at_ms in zip(ids, times, strict=True) if one in untouched
    ]


def cut_off(centre: Centre, write: int, *, after: bool) -> str:
    """The key of a request to spread whose process ended at that write: what is to move, the moves, what moved."""
    key, token = centre.send.new_key(), olav(centre)
    with Faults(centre.world.engine.store) as faults:
        faults.kill(write, after=after)
        with pytest.raises(Killed):
            spread(centre, key, token)
    return key


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("write", [0, 1, 2, 3])
def test_a_spreading_that_was_cut_off_goes_on_where_it_stopped(
    centre: Centre, field: Field, write: int, after: bool
) -> None:
    ids = [called(field, name) for name in ("frida", "filip", "finn")]
    agreed = {one: field.mission(one).next_ms for one in ids}
    key = cut_off(centre, write, after=after)
    moved = spread(centre, key)
    assert [(one["from_ms"], one["to_ms"]) for one in moved] == [
        (agreed[one["id"]], field.mission(one["id"]).next_ms) for one in moved
    ]
    assert len(moved) == 2
    assert spread(centre, key) == moved
    assert all(field.told(one["id"]).count("call_moved") == 1 for one in moved)


def test_a_call_that_was_agreed_anew_while_the_spreading_was_cut_off_stays(centre: Centre, field: Field) -> None:
    ids = [called(field, name) for name in ("frida", "filip", "finn")]
    key = cut_off(centre, 2, after=False)
    (first,) = (one for one in ids if "call_moved" in field.told(one))
    others = [one for one in ids if one != first]
    centre.world.advance(MINUTE)
    for one, name in zip(ids, ("frida", "filip", "finn"), strict=True):
        if one in others:
            field.check_in(one, by=name)
    anew = [field.mission(one).next_ms for one in others]
    moved = spread(centre, key)
    assert [one["id"] for one in moved] == [first]
    assert [field.mission(one).next_ms for one in others] == anew
    assert spread(centre, key) == moved


def test_calls_far_ahead_and_calls_that_are_due_stay_where_they_are(centre: Centre, field: Field) -> None:
    due = called(field, "frida")
    centre.world.advance(30 * MINUTE)
    far = called(field, "filip", interval_s=45 * MINUTE)
    before = field.mission(due).next_ms, field.mission(far).next_ms
    assert spread(centre) == []
    assert (field.mission(due).next_ms, field.mission(far).next_ms) == before


def test_a_phone_that_must_stay_silent_is_not_called_earlier(centre: Centre, field: Field) -> None:
    quiet, other = called(field, "frida"), called(field, "filip")
    field.check_in(quiet, duress=True)
    assert find_mission(centre.world.engine, quiet).state.hushed
    assert spread(centre) == []
    assert field.mission(other).call_stage == "coming"


# -- the card and the copy -----------------------------------------------------------------------------------------


def test_the_card_of_a_mission_says_where_there_is_no_address(centre: Centre, field: Field) -> None:
    mission = field.register("frida", party=("filip",), route="Gjøken - flate 214")
    field.check_in(mission, position=field.at())
    centre.world.advance(36 * MINUTE)
    (case,) = centre.world.open_cases("silence")
    card = centre.send("GET", f"cases/{case.state.id}/card", token=olav(centre)).json
    place = card["place"]
    assert (place["name"], place["address"], place["directions"]) == (
        "Takseringsflate 214",
        "",
        "Sti mot øst over myra.",
    )
    assert place["forms"]["mgrs"]["shown"].startswith("35W")
    assert card["position"]["accuracy_m"] == 20
    assert card["who"]["name"] == "Frida"
    assert card["who"]["together_with"] == ["Filip", "Siri"]
    told = card["mission"]
    assert (told["what"], told["route"], told["vehicle"]) == (
        "Taksering av skog",
        "Gjøken - flate 214",
        "Grønn Hilux",
    )
    assert told["last_heard_at_ms"] == field.mission(mission).heard_at_ms
    assert card["dangers"] == "Sjø og kyst"
    assert {one["source"] for one in card["numbers"]} == {"general"}
    assert card["municipality_known"] is False


def test_the_copy_has_all_that_was_told_of_those_who_are_out_and_their_calls(centre: Centre, field: Field) -> None:
    out, planned = called(field, "frida"), field.register("finn", in_s=3_600)
    copy = centre.send("GET", "copy", token=olav(centre)).json
    assert [one["id"] for one in copy["missions"]] == [out, planned]
    told = copy["missions"][0]
    assert told["place"]["text"] == "Sti mot øst over myra."
    assert told["next_of_kin"] == {"name": "Sigrid", "phone": "+4749000777"}
    (call,) = copy["board"]["calls"]
    assert (call["id"], call["phone"]) == (out, centre.world.phone("frida"))
    assert call["script"] == "", "the usual, which the page has in its reader's language"


def test_a_case_of_a_mission_says_where_in_the_queue(centre: Centre, field: Field) -> None:
    field.register("frida")
    centre.world.advance(36 * MINUTE)
    (case,) = centre.world.open_cases("silence")
    board = centre.send("GET", "board", token=olav(centre)).json
    (row,) = [one for one in board["cases"] if one["id"] == case.state.id]
    rows = centre.send("GET", f"board/rows?ids=case/{case.state.id}", token=olav(centre)).json
    assert row["site_name"] == rows["cases"][0]["site_name"] == "Takseringsflate 214"
    assert row["site_id"] is None


def test_the_board_names_whoever_dials(centre: Centre, field: Field) -> None:
    mission = called(field)
    centre.world.advance(31 * MINUTE)
    field.dial(mission, by="olav")
    board = centre.send("GET", "board", token=olav(centre)).json
    (call,) = [one for one in board["calls"] if one["id"] == mission]
    (row,) = [one for one in board["missions"] if one["id"] == mission]
    assert call["dialled_by_name"] == row["call"]["dialled_by_name"] == "Olav"
