"""The doors of dispatch: what the desk sends, what the guard's phone is told before and after, and for whom each is."""

import base64
from typing import Any

import pytest

from chalicelib.engine.cases import Opening, open_case
from chalicelib.platform.ids import new_id
from chalicelib.records.change import Change
from tests.integration.doors.conftest import Centre
from tests.support.doors import Answered
from tests.support.world import TESTER

EXIF = b"\xff\xe1\x00\x0aExif\x00GPS"


@pytest.fixture
def case_id(centre: Centre) -> str:
    """A case at the world's site, whose access is known."""
    world = centre.world
    opening = Opening(
        id=new_id(),
        kind="assistance",
        customer_id=world.id("customer"),
        site=world.id("site"),
        params={"since_ms": world.now_ms},
    )
    world.engine.commit(Change(open_case(opening, world.now_ms)), actor=TESTER, at_ms=world.now_ms)
    return opening.id


class Sent:
    """A guard of this test's own on duty, sent to a case."""

    def __init__(self, centre: Centre, case_id: str, **wish: Any) -> None:
        self.centre, self.case_id = centre, case_id
        self.name = f"guard{new_id()}"
        centre.world.hire(self.name)
        self.token = centre.token(self.name, "guard")
        self.operator = centre.token("olav", "operator")
        went = centre.go_on_duty(self.token)
        assert went.status == 201, went.json
        self.duty_id = went.json["id"]
        answer = self.send(person_id=centre.world.id(self.name), **wish)
        assert answer.status == 201, answer.json
        self.dispatch = answer.json["dispatches"][-1]
        self.path = f"cases/{case_id}/dispatches/{self.dispatch['id']}"

    def send(self, **wish: Any) -> Answered:
        return self.centre.send("POST", f"cases/{self.case_id}/dispatches", wish, token=self.operator)

    def says(self, what: str, token: str = "", **more: Any) -> Answered:
        body = {"happened_at_ms": self.centre.world.now_ms, **more}
        return self.centre.send("POST", f"{self.path}/{what}", body, token=token or self.token)

    def goes_home(self) -> None:
        body = {"happened_at_ms": self.centre.world.now_ms}
        self.centre.send("POST", f"duties/{self.duty_id}/off-duty", body, token=self.token)


@pytest.fixture
def sent(centre: Centre, case_id: str) -> Any:
    one = Sent(centre, case_id)
    yield one
    one.goes_home()


def test_the_desk_is_told_who_could_go_how_far_away_and_why_the_others_cannot(centre: Centre, sent: Sent) -> None:
    answer = centre.send("GET", f"cases/{sent.case_id}/candidates", token=sent.operator)
    (found,) = [one for one in answer.json["candidates"] if one["id"] == centre.world.id(sent.name)]
    assert found["why_not"] == "dispatched"
    assert set(found) >= {"distance_m", "accuracy_m", "measured_at_ms", "source", "alone"}
    assert answer.json["response_s"] > 0


def test_a_guard_is_shown_what_he_is_asked_for_with_his_duty(centre: Centre, sent: Sent) -> None:
    mine = centre.send("GET", "me/duty", token=sent.token).json["dispatch"]
    assert (mine["state"], mine["mine"], mine["target"]["address"]) == ("offered", True, "Havnegata 4")
    assert mine["answer_until_ms"] == sent.dispatch["answer_until_ms"]


def test_how_to_get_in_is_told_only_to_who_is_there(centre: Centre, sent: Sent) -> None:
    for what in ("accept", "en-route"):
        answer = sent.says(what)
        assert answer.status == 200, answer.json
        assert answer.json["on_scene"] is None
        assert "Kode" not in str(centre.send("GET", "me/duty", token=sent.token).json["dispatch"])
    there = sent.says("on-scene").json
    assert set(there["on_scene"]) == {"access", "contacts"}
    assert sent.says("done").json["on_scene"] is None


def test_a_report_is_in_the_cases_story_with_its_words(centre: Centre, sent: Sent) -> None:
    sent.says("accept")
    assert sent.says("reports", text="Dør sto åpen. Lukket og låst.").status == 200
    case = centre.send("GET", f"cases/{sent.case_id}", token=sent.operator).json
    (told,) = [one for one in case["timeline"] if one["kind"] == "dispatch_report"]
    assert told["private"]["text"] == "Dør sto åpen. Lukket og låst."
    assert "Dør sto åpen" not in str(told["data"])


def test_another_guard_sees_nothing_of_it_and_can_do_nothing_with_it(centre: Centre, sent: Sent) -> None:
    other = centre.token(f"other{new_id()}", "guard")
    assert centre.send("GET", sent.path, token=other).status == 404
    for what in ("accept", "decline", "en-route", "on-scene", "done", "back-up"):
        assert sent.says(what, token=other).status == 404


def test_an_operator_acts_for_him_on_the_telephone_and_says_how_he_was_known(centre: Centre, sent: Sent) -> None:
    refused = sent.says("accept", token=sent.operator)
    assert (refused.status, refused.fields) == (422, ["on_behalf"])
    behalf = {"identified_by": "known_voice", "note": "Ringte fra bilen."}
    assert sent.says("accept", token=sent.operator, on_behalf=behalf).json["state"] == "accepted"


def test_the_same_request_twice_is_one(centre: Centre, sent: Sent) -> None:
    body = {"happened_at_ms": centre.world.now_ms}
    answers = [
        centre.send("POST", f"{sent.path}/accept", body, token=sent.token, key="accept-once-00000001") for _ in range(2)
    ]
    assert [one.status for one in answers] == [200, 200]
    assert answers[0].json == answers[1].json


def test_sending_twice_is_refused_unless_it_is_back_up(centre: Centre, sent: Sent) -> None:
    assert sent.send().status == 409
    again = sent.send(back_up=True)
    assert again.status == 201
    assert len(again.json["dispatches"]) == 2
    second = again.json["dispatches"][1]["id"]
    path = f"cases/{sent.case_id}/dispatches/{second}/recall"
    assert centre.send("POST", path, {"reason": "Trengs ikke"}, token=sent.operator).status == 200


def test_back_up_from_the_scene_is_a_dispatch_of_its_own_and_the_case_alerts_anew(centre: Centre, sent: Sent) -> None:
    assert sent.says("back-up").status == 409
    sent.says("accept")
    assert sent.says("back-up").status == 200
    case = centre.send("GET", f"cases/{sent.case_id}", token=sent.operator).json
    assert len(case["case"]["dispatched"]) == 2
    assert [one["kind"] for one in case["timeline"]].count("backup_requested") == 1


def test_called_back_he_is_told_that_it_is_over(centre: Centre, sent: Sent) -> None:
    sent.says("accept")
    recalled = centre.send("POST", f"{sent.path}/recall", {}, token=sent.operator)
    assert recalled.json["dispatches"][-1]["state"] == "recalled"
    assert centre.send("GET", "me/duty", token=sent.token).json["dispatch"] is None
    refused = sent.says("on-scene")
    assert refused.status == 409
    assert "avsluttet eller avlyst" in refused.json["detail"]


def test_a_case_with_a_guard_under_way_is_not_resolved(centre: Centre, sent: Sent) -> None:
    centre.send("POST", f"cases/{sent.case_id}/take", {}, token=sent.operator)
    body = {"disposition": "safe"}
    refused = centre.send("POST", f"cases/{sent.case_id}/resolve", body, token=sent.operator)
    assert (refused.status, "kall tilbake" in refused.json["detail"]) == (409, True)


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"person_id": "000000000000"}, None),
        ({"response_s": 5}, "response_s"),
        ({"offer_s": 1}, "offer_s"),
        ({"inform": ["nobody"]}, "inform"),
        ({"text": "x" * 301}, "text"),
    ],
)
def test_an_impossible_wish_is_refused_by_name(centre: Centre, case_id: str, wish: Any, field: str | None) -> None:
    token = centre.token("olav", "operator")
    answer = centre.send("POST", f"cases/{case_id}/dispatches", wish, token=token)
    assert answer.status in (404, 422)
    assert field is None or answer.fields == [field]


PICTURE = base64.b64encode(
    b"\xff\xd8" + EXIF + b"\xff\xdb\x00\x04\x00\x00" + b"\xff\xda\x00\x04\x00\x00" + b"\x12\x34" + b"\xff\xd9"
).decode()


def test_a_picture_is_a_file_in_the_case_and_says_nothing_of_where_it_was_taken(centre: Centre, sent: Sent) -> None:
    sent.says("accept")
    answer = sent.says("photos", photo=PICTURE)
    assert (answer.status, answer.json["photos"]) == (200, 1)
    (listed,) = centre.send("GET", f"cases/{sent.case_id}/dispatches", token=sent.operator).json["dispatches"]
    path = f"cases/{sent.case_id}/photos/{listed['photos'][0]}"
    shown = centre.send("GET", path, token=sent.operator).json
    raw = base64.b64decode(shown["photo"])
    assert shown["media_type"] == "image/jpeg"
    assert raw.startswith(b"\xff\xd8")
    assert b"GPS" not in raw
    assert centre.send("GET", path, token=sent.token).status == 403
    unknown = f"cases/{sent.case_id}/photos/000000000000"
    assert centre.send("GET", unknown, token=sent.operator).status == 404


def test_what_is_no_picture_is_refused(centre: Centre, sent: Sent) -> None:
    sent.says("accept")
    refused = sent.says("photos", photo=base64.b64encode(b"<svg/>").decode())
    assert (refused.status, refused.fields) == (422, ["photo"])
    assert sent.says("photos", photo="not base 64 at all!").status == 422


def test_the_same_picture_sent_again_is_one(centre: Centre, sent: Sent) -> None:
    sent.says("accept")
    body = {"happened_at_ms": centre.world.now_ms, "photo": PICTURE}
    for _ in range(2):
        answer = centre.send("POST", f"{sent.path}/photos", body, token=sent.token, key="one-picture-00000001")
        assert (answer.status, answer.json["photos"]) == (200, 1)
