"""Missions through their doors, from registration to end: what the phone sends and what an operator does."""

from chalicelib.identity.tokens import read_access_token
from chalicelib.missions.service import find_mission
from tests.integration.doors.conftest import Centre
from tests.integration.doors.missions.doing import BEHALF, HOUR_MS, a_while_later, body, do, register


def test_a_mission_from_its_registration_to_its_end(centre: Centre, frida: str, made: list[str]) -> None:
    mine = centre.send("GET", "me/mission", token=frida).json
    assert mine["mission"] is None
    assert {"Fjell", "Sjø og kyst"} <= {kind["name"] for kind in mine["kinds"]}
    assert {one["name"] for one in mine["colleagues"]} == {"Filip", "Finn"}

    kin = {"name": "Sigrid", "phone": "90 00 11 22"}
    mission = register(centre, frida, made, next_of_kin=kin, companions=[{"name": "Siri", "phone": "90001123"}])
    assert (mission["state"], mission["place"]["text"]) == ("under_way", "Fra parkeringen mot nord.")
    assert mission["next_of_kin"]["phone"] == "+4790001122"
    assert mission["next_contact_ms"] == centre.world.now_ms + HOUR_MS // 2
    assert centre.send("GET", "me/mission", token=frida).json["mission"]["id"] == mission["id"]

    centre.world.advance(60)
    position = {"latitude": 59.99, "longitude": 10.66, "accuracy_m": 12, "measured_at_ms": centre.world.now_ms}
    after = do(centre, frida, mission, "check-ins", position=position, battery_percent=40).json
    assert (after["last_position"]["accuracy_m"], after["battery_percent"]) == (12, 40)
    assert do(centre, frida, mission, "extension", minutes=30).json["planned_end_ms"] == (
        mission["planned_end_ms"] + 30 * 60_000
    )
    assert do(centre, frida, mission, "change", what="Måle snø og is").json["what"] == "Måle snø og is"
    ended = do(centre, frida, mission, "end").json
    assert (ended["state"], ended["last_position"], ended["next_contact_ms"]) == ("ended", None, None)
    again = centre.send("GET", "me/mission", token=frida).json
    assert again["mission"] is None
    assert again["templates"][0]["place"]["name"] == "Tryvann"


def test_one_that_is_planned_is_begun_or_cancelled(centre: Centre, frida: str, made: list[str]) -> None:
    start_ms = centre.world.now_ms + HOUR_MS
    later = {"start_ms": start_ms, "start_now": False, "planned_end_ms": start_ms + HOUR_MS}
    first, second = (register(centre, frida, made, **later) for _ in range(2))
    assert [one["id"] for one in centre.send("GET", "me/mission", token=frida).json["planned"]] in (
        [first["id"], second["id"]],
        [second["id"], first["id"]],
    )
    assert do(centre, frida, second, "cancel", reason="Uvær").json["state"] == "cancelled"
    assert do(centre, frida, first, "start").json["state"] == "under_way"
    assert do(centre, frida, first, "end").status == 200


def test_an_operator_does_it_for_who_telephones_and_says_how_they_knew(
    centre: Centre, frida: str, olav: str, made: list[str]
) -> None:
    worker_id = centre.world.id("frida")
    unsaid = centre.send("POST", "missions", body(centre, worker_id=worker_id), token=olav)
    assert (unsaid.status, unsaid.fields) == (422, ["on_behalf"])
    mission = register(centre, olav, made, worker_id=worker_id, on_behalf=BEHALF, contact="centre_calls")
    assert mission["script"] == "", "the place has none of its own: the desk says the usual, in its reader's language"
    assert centre.send("GET", "me/mission", token=frida).json["mission"]["script"] == ""
    shown = centre.send("GET", f"people/{worker_id}/missions", token=olav).json
    assert shown["mission"]["id"] == mission["id"]
    for what in ("check-ins", "end"):
        assert do(centre, olav, mission, what).fields == ["on_behalf"]
        assert do(centre, olav, mission, what, on_behalf=BEHALF).status == 200


def test_an_agreed_call_is_on_the_board_dialled_and_told(centre: Centre, frida: str, made: list[str]) -> None:
    mission = register(centre, frida, made, contact="centre_calls")
    olav = a_while_later(centre, HOUR_MS // 2)
    (call,) = [one for one in centre.send("GET", "board", token=olav).json["calls"] if one["id"] == mission["id"]]
    assert (call["phone"], call["place"], call["name"]) == (centre.world.phone("frida"), "Tryvann", "Frida")
    dialled = do(centre, olav, mission, "calls/dialled").json
    assert dialled["call"]["dialled_by"] == centre.world.id("olav")
    rows = centre.send("GET", f"board/rows?ids=mission/{mission['id']}", token=olav).json
    assert rows["calls"][0]["dialled_by"] == centre.world.id("olav")
    assert rows["missions"][0]["worker"]["name"] == "Frida"
    versions = centre.send("GET", "board/versions", token=olav).json["versions"]
    assert versions[f"mission/{mission['id']}"] == rows["missions"][0]["version"]
    reached = do(centre, olav, mission, "calls", outcome="reached", note="Alt vel, på vei ned.").json
    assert reached["call"] is None
    assert reached["next_contact_ms"] > centre.world.now_ms


def test_the_same_outcome_sent_twice_is_one_call(centre: Centre, frida: str, made: list[str]) -> None:
    mission = register(centre, frida, made, contact="centre_calls")
    olav = a_while_later(centre, HOUR_MS // 2)
    path, key = f"missions/{mission['id']}/calls", "outcome-0000000001"
    first, second = (
        centre.send("POST", path, {"outcome": "no_answer"}, token=olav, key=key).json["call"] for _ in range(2)
    )
    assert first == second
    assert find_mission(centre.world.engine, mission["id"]).state.call_attempt == 1


def test_nobody_leaves_with_a_call_in_the_hand(centre: Centre, frida: str, made: list[str]) -> None:
    mission = register(centre, frida, made, contact="centre_calls")
    olav = a_while_later(centre, HOUR_MS // 2)
    assert centre.send("POST", "presence", {}, token=olav).status == 200
    do(centre, olav, mission, "calls/dialled")
    session = read_access_token(centre.world.config, olav)
    assert session is not None
    for refused in (
        centre.send("POST", "presence/leave", {"know": ""}, token=olav),
        centre.send("DELETE", f"sessions/{session.session_id}", token=olav),
    ):
        assert refused.status == 409
        assert "avtalte samtaler (1)" in refused.json["detail"]
    assert centre.send("GET", "presence/leaving", token=olav).json["watches"] == 1
    do(centre, olav, mission, "calls", outcome="reached")
    assert centre.send("POST", "presence/leave", {"know": ""}, token=olav).status == 200


def test_a_case_of_a_mission_is_shown_with_it(centre: Centre, frida: str, made: list[str]) -> None:
    mission = register(centre, frida, made)
    olav = a_while_later(centre, 35 * 60_000)
    case = centre.world.the_case("silence").state
    shown = centre.send("GET", f"cases/{case.id}", token=olav).json
    assert shown["mission"]["id"] == mission["id"]
    assert shown["mission"]["vehicle"] == ""
    assert {step["what"] for step in shown["plan"]["steps"]} >= {"ring_worker", "ring_112"}
    assert any(one["kind"] == "case_opened" for one in shown["timeline"])
    card = centre.send("GET", f"cases/{case.id}/card", token=olav)
    assert card.status == 200, card.json


def test_a_dying_phone_says_its_last_words(centre: Centre, frida: str, olav: str, made: list[str]) -> None:
    mission = register(centre, frida, made)
    answer = do(centre, frida, mission, "dying", going_to="Bua", companion_phone="90001122", battery_percent=2)
    assert answer.status == 200, answer.json
    assert answer.json["dying"]["companion_phone"] == "+4790001122"
    (row,) = [one for one in centre.send("GET", "board", token=olav).json["missions"] if one["id"] == mission["id"]]
    assert row["dying"]["going_to"] == "Bua"
    wrong = do(centre, frida, mission, "dying", companion_phone="12")
    assert (wrong.status, wrong.fields) == (422, ["companion_phone"])


def test_a_guards_dying_phone_has_a_door_of_its_own(centre: Centre, olav: str, made: list[str]) -> None:
    token = centre.token("alice", "guard")
    duty = centre.go_on_duty(token).json
    answer = centre.send("POST", f"duties/{duty['id']}/dying", {"going_to": "Port 3"}, token=token)
    assert answer.status == 200, answer.json
    assert answer.json["dying"]["going_to"] == "Port 3"
    other = centre.token("bob", "guard")
    assert centre.send("POST", f"duties/{duty['id']}/dying", {}, token=other).status == 404
    centre.world.off_duty(duty["id"])
