"""Two operators share a case, through the doors: hand over, park, the plan's steps, and a call put right."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import pytest

from chalicelib.engine.cases import Opening, open_case
from chalicelib.platform.ids import new_id
from chalicelib.records.change import Change, update
from tests.integration.doors.conftest import Centre
from tests.support.doors import Answered
from tests.support.world import TESTER


class Two:
    """Olav and Oda at the desk, and a silence that one of them takes."""

    def __init__(self, centre: Centre) -> None:
        self.centre, world = centre, centre.world
        self.tokens = {name: centre.token(name, "operator") for name in ("olav", "oda", "nina")}
        for token in self.tokens.values():
            assert centre.send("POST", "presence", {}, token=token).status == 200
        self.case_id = new_id()
        opening = Opening(
            id=self.case_id,
            kind="silence",
            customer_id=world.id("customer"),
            site=world.id("site"),
            person_id=world.id("carol"),
            take_timeout_s=90,
        )
        world.engine.commit(Change(open_case(opening, world.now_ms)), actor=TESTER, at_ms=world.now_ms)

    def post(self, name: str, what: str, body: Any = None, *, key: str = "") -> Answered:
        return self.centre.send("POST", f"cases/{self.case_id}/{what}", body or {}, token=self.tokens[name], key=key)

    def seen(self) -> dict[str, Any]:
        answer = self.centre.send("GET", f"cases/{self.case_id}", token=self.tokens["nina"])
        assert answer.status == 200
        return dict(answer.json)

    def events(self) -> list[str]:
        return [entry["kind"] for entry in self.seen()["timeline"]]

    def end(self) -> None:
        """It rings no more in the tests that follow."""
        row = self.centre.world.case(self.case_id)
        ended = msgspec.structs.replace(row.state, state="resolved", ended_at_ms=self.centre.world.now_ms)
        self.centre.world.engine.commit(Change((update(row, ended),)), actor=TESTER, at_ms=self.centre.world.now_ms)


@pytest.fixture
def two(centre: Centre) -> Any:
    pair = Two(centre)
    yield pair
    pair.end()


def both(*acts: Any) -> list[Answered]:
    """In the same instant, as far as two threads can."""
    with ThreadPoolExecutor(len(acts)) as pool:
        return [one.result() for one in [pool.submit(act) for act in acts]]


def test_a_case_goes_from_one_to_the_other_with_both_their_names(two: Two) -> None:
    two.post("olav", "take")
    asked = two.post("olav", "hand-over", {"to": two.centre.world.id("oda")}).json["case"]
    assert (asked["owner"]["name"], asked["handed_to"]["name"]) == ("Olav", "Oda")
    taken = two.post("oda", "hand-over/accept").json["case"]
    assert (taken["owner"]["name"], taken["handed_to"]) == ("Oda", None)
    assert {"hand_over_asked", "hand_over_accepted"} <= set(two.events())


def test_a_question_can_be_declined_withdrawn_or_left_unanswered(two: Two) -> None:
    two.post("olav", "take")
    oda = {"to": two.centre.world.id("oda")}
    two.post("olav", "hand-over", oda)
    assert two.post("oda", "hand-over/decline", {"reason": "Sitter i telefon"}).json["case"]["owner"]["name"] == "Olav"
    two.post("olav", "hand-over", oda)
    assert two.post("olav", "hand-over/withdraw").json["case"]["handed_to"] is None
    two.post("olav", "hand-over", oda)
    two.centre.world.advance(61)
    assert two.seen()["case"]["handed_to"] is None
    assert two.seen()["case"]["owner"]["name"] == "Olav"
    late = two.post("oda", "hand-over/accept")
    assert late.status == 409
    assert "Olav" in late.json["detail"]
    assert "hand_over_timed_out" in two.events()


def test_only_somebody_of_the_desk_is_asked(two: Two) -> None:
    two.post("olav", "take")
    for whom in (two.centre.world.id("alice"), "nobody", ""):
        refused = two.post("olav", "hand-over", {"to": whom})
        assert (refused.status, refused.fields) == (422, ["to"])
    assert two.post("oda", "hand-over", {"to": two.centre.world.id("olav")}).status == 409


def test_nobody_is_asked_who_is_not_at_the_desk(two: Two) -> None:
    two.post("olav", "take")
    refused = two.post("olav", "hand-over", {"to": two.centre.world.id("dina")})
    assert (refused.status, refused.fields) == (422, ["to"])
    assert "Dina" in refused.json["errors"][0]["message"]


def test_a_parked_case_comes_back_by_itself(two: Two) -> None:
    two.post("olav", "take")
    until_ms = two.centre.world.now_ms + 300_000
    parked = two.post("olav", "park", {"until_ms": until_ms, "reason": "Ringer igjen om fem minutter"}).json["case"]
    assert parked["parked_until_ms"] == parked["due_at_ms"] == until_ms
    two.centre.world.advance(301)
    back = two.seen()["case"]
    assert (back["owner"]["name"], back["parked_until_ms"]) == ("Olav", None)
    two.centre.world.advance(120)
    assert two.seen()["case"]["owner"] is None


def test_a_time_that_is_too_far_ahead_is_refused_with_the_longest(two: Two) -> None:
    two.post("olav", "take")
    until_ms = two.centre.world.now_ms + 61 * 60_000
    refused = two.post("olav", "park", {"until_ms": until_ms, "reason": "Vent"})
    assert (refused.status, refused.fields) == (422, ["until_ms"])
    assert "60" in refused.json["errors"][0]["message"]
    assert two.post("olav", "park", {"until_ms": until_ms, "reason": ""}).status == 422
    assert two.post("olav", "unpark").status == 409


def test_the_plan_is_shown_with_who_did_what(two: Two) -> None:
    refused = two.post("oda", "steps/1", {"outcome": "done"})
    assert refused.status == 409
    two.post("olav", "take")
    two.post("oda", "steps/1", {"outcome": "done"})
    skipped = two.post("olav", "steps/2", {"outcome": "skipped", "reason": "Ingen er i nærheten"})
    first, second, *others = skipped.json["plan"]["steps"]
    assert (first["what"], first["outcome"], first["by"]["name"]) == ("ring_worker", "done", "Oda")
    assert (second["outcome"], second["reason"]) == ("skipped", "Ingen er i nærheten")
    assert {one["outcome"] for one in others} == {"open"}
    reopened = two.post("olav", "steps/2", {"outcome": "open"}).json["plan"]["steps"][1]
    assert (reopened["outcome"], reopened["by"], reopened["reason"]) == ("open", None, "")
    wordless = two.post("olav", "steps/2", {"outcome": "skipped"})
    assert (wordless.status, wordless.fields) == (422, ["reason"])
    for number in ("0", "5", "x", "9999999"):
        assert two.post("olav", f"steps/{number}", {"outcome": "done"}).status == 404


def test_a_compulsory_step_holds_up_the_end_and_is_named(two: Two) -> None:
    two.post("olav", "take")
    refused = two.post("olav", "resolve", {"disposition": "safe"})
    assert refused.status == 409
    assert "punkt 1" in refused.json["detail"]
    two.post("olav", "steps/1", {"outcome": "done"})
    assert two.post("olav", "resolve", {"disposition": "safe"}).json["case"]["state"] == "resolved"


def test_a_call_is_put_right_by_one_more_entry(two: Two) -> None:
    two.post("olav", "take")
    number = two.centre.world.phone("carol")
    logged = two.post("olav", "calls", {"number": number, "outcome": "reached", "person_id": "x"}).json["timeline"]
    version = next(entry["version"] for entry in logged if entry["kind"] == "called")
    path = f"calls/{version}/correction"
    told = two.post("olav", path, {"outcome": "voicemail", "note": "Det var svareren"}).json["timeline"]
    called = next(entry for entry in told if entry["kind"] == "called")
    corrected = next(entry for entry in told if entry["kind"] == "call_corrected")
    assert called["data"]["outcome"] == "reached"
    assert corrected["data"] == {"of": version, "outcome": "voicemail", "person": "x"}
    assert corrected["private"]["number"] == number
    assert all(entry["verified"] for entry in told)
    for nothing in ("1", "99", "x"):
        assert two.post("olav", f"calls/{nothing}/correction", {"outcome": "reached"}).status == 404


def test_two_who_take_in_the_same_instant_are_one_owner_and_one_refusal(two: Two) -> None:
    answers = both(lambda: two.post("oda", "take"), lambda: two.post("nina", "take"))
    assert sorted(one.status for one in answers) == [200, 409]
    assert two.events().count("case_taken") == 1


def test_accept_and_withdraw_in_the_same_instant_leave_one_owner(two: Two) -> None:
    two.post("olav", "take")
    two.post("olav", "hand-over", {"to": two.centre.world.id("oda")})
    accepted, withdrawn = both(
        lambda: two.post("oda", "hand-over/accept"), lambda: two.post("olav", "hand-over/withdraw")
    )
    assert sorted((accepted.status, withdrawn.status)) == [200, 409]
    owner = "Oda" if accepted.status == 200 else "Olav"
    assert two.seen()["case"]["owner"]["name"] == owner


def test_the_end_of_the_parking_and_a_take_in_the_same_instant_leave_one_owner(two: Two) -> None:
    two.post("olav", "take")
    world = two.centre.world
    two.post("olav", "park", {"until_ms": world.now_ms + 60_000, "reason": "Venter"})
    world.now_ms += 60_000
    with ThreadPoolExecutor(2) as pool:
        swept, taken = pool.submit(world.settle), pool.submit(lambda: two.post("oda", "take"))
        swept.result()
        answer = taken.result()
    case = two.seen()["case"]
    assert case["parked_until_ms"] is None
    assert case["owner"]["name"] == ("Oda" if answer.status == 200 else "Olav")
    assert ("parking_over" in two.events()) == (answer.status == 409)


def test_a_repeated_request_is_answered_as_the_first(two: Two) -> None:
    two.post("olav", "take")
    body = {"to": two.centre.world.id("oda")}
    first = two.post("olav", "hand-over", body, key="hand-over-000000001")
    again = two.post("olav", "hand-over", body, key="hand-over-000000001")
    assert (first.status, again.status) == (200, 200)
    assert two.events().count("hand_over_asked") == 1
