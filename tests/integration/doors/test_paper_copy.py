"""The copy that a desk keeps, and what is entered after the hour without the centre."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.platform.time import HOUR_MS
from tests.integration.doors.conftest import Centre


@pytest.fixture
def story(centre: Centre) -> Iterator[dict[str, str]]:
    duty = centre.go_on_duty(centre.token("alice", "guard")).json
    centre.world.advance(21 * 60)
    case = centre.world.the_case("silence")
    yield {"duty": duty["id"], "case": case.state.id}
    row = centre.world.case(case.state.id)
    if row.state.state == "open":
        centre.world.take(row)
    if row.state.state != "resolved":
        centre.world.resolve(centre.world.case(case.state.id))
    centre.world.off_duty(duty["id"])


def olav(centre: Centre) -> str:
    return centre.token("olav", "operator")


def test_the_copy_has_what_one_goes_on_with_by_telephone(centre: Centre, story: dict[str, str]) -> None:
    copy = centre.send("GET", "copy", token=olav(centre)).json
    assert copy["made_at_ms"] == centre.world.now_ms
    assert [case["id"] for case in copy["board"]["cases"]] == [story["case"]]
    assert [watch["id"] for watch in copy["board"]["watches"]] == [story["duty"]]
    (case,) = copy["cases"]
    assert {"Alice", "Kari", "Dina"} <= {person["name"] for person in case["people"]}
    assert [step["outcome"] for step in case["steps"]] == ["open"] * len(case["steps"]) != []
    (site,) = copy["sites"]
    assert (site["address"], [one["phone"] for one in site["numbers"]]) == ("Havnegata 4", ["110", "112", "113"])
    assert [one["text"] for one in copy["instructions"]] == ["Gå runden."]
    assert {(one["name"], one["role"]) for one in copy["people"]} >= {("Dina", "duty_manager"), ("Oda", "operator")}


def test_what_is_done_is_not_still_to_be_done_and_a_number_known_to_be_wrong_is_said_to_be(
    centre: Centre, story: dict[str, str]
) -> None:
    token, case = olav(centre), story["case"]
    before = centre.send("GET", "copy", token=token).json["cases"][0]
    centre.world.take(centre.world.case(case))
    assert centre.send("POST", f"cases/{case}/steps/1", {"outcome": "done"}, token=token).status == 200
    centre.world.contact_is_wrong(centre.world.case(case), "kari")
    after = centre.send("GET", "copy", token=token).json["cases"][0]
    assert [one["number"] for one in after["steps"]] == [one["number"] for one in before["steps"]][1:]
    assert [one["name"] for one in after["people"] if one["wrong"]] == ["Kari"]


def test_the_site_of_a_shift_that_has_not_begun_is_in_the_copy_with_its_instruction(centre: Centre) -> None:
    start_ms = centre.world.now_ms + HOUR_MS
    body = {
        "guard_id": centre.world.id("alice"),
        "assignment_id": centre.world.id("gate"),
        "start_ms": start_ms,
        "end_ms": start_ms + HOUR_MS,
    }
    dina = centre.token("dina", "duty_manager")
    shift = centre.send("POST", "shifts", body, token=dina).json
    copy = centre.send("GET", "copy", token=olav(centre)).json
    assert [one["id"] for one in copy["board"]["shifts"]] == [shift["id"]]
    assert [site["address"] for site in copy["sites"]] == ["Havnegata 4"]
    assert [one["text"] for one in copy["instructions"]] == ["Gå runden."]
    assert centre.send("DELETE", f"shifts/{shift['id']}", token=dina).status == 200


def test_an_empty_board_has_a_copy_too(centre: Centre) -> None:
    copy = centre.send("GET", "copy", token=olav(centre)).json
    assert (copy["cases"], copy["sites"], copy["instructions"]) == ([], [], [])


def enter(centre: Centre, case_id: str, **more: object) -> Any:
    body = {"happened_at_ms": centre.world.now_ms - 60_000, "what": "call", "text": "Snakket med Alice.", **more}
    return centre.send("POST", f"cases/{case_id}/afterwards", body, token=olav(centre))


def test_what_was_noted_is_entered_with_its_own_time_and_moves_nothing(centre: Centre, story: dict[str, str]) -> None:
    before = centre.world.case(story["case"]).state
    happened = centre.world.now_ms - 15 * 60_000
    answer = enter(centre, story["case"], happened_at_ms=happened)
    assert answer.status == 200, answer.json
    (told,) = [one for one in answer.json["timeline"] if one["kind"] == "entered_afterwards"]
    assert (told["data"], told["private"]) == (
        {"happened_at_ms": happened, "what": "call"},
        {"text": "Snakket med Alice."},
    )
    assert told["at_ms"] == centre.world.now_ms
    assert centre.world.case(story["case"]).state == before


def test_it_can_be_entered_into_a_case_that_is_over_and_does_not_open_it(centre: Centre, story: dict[str, str]) -> None:
    centre.world.take(centre.world.case(story["case"]))
    centre.world.resolve(centre.world.case(story["case"]))
    assert enter(centre, story["case"]).json["case"]["state"] == "resolved"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"happened_at_ms": 5}, "happened_at_ms"),
        ({"happened_at_ms": 4_000_000_000_000}, "happened_at_ms"),
        ({"what": "guess"}, "what"),
        ({"text": ""}, "text"),
        ({"closes": True}, "closes"),
    ],
)
def test_what_cannot_be_entered_names_the_field(
    centre: Centre, story: dict[str, str], wrong: dict[str, object], field: str
) -> None:
    answer = enter(centre, story["case"], **wrong)
    assert (answer.status, answer.fields) == (422, [field])
