"""Missions through their doors: what the phone sends, what an operator does, and what nobody else gets to see."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from chalicelib.identity.tokens import read_access_token
from chalicelib.missions.service import find_mission
from chalicelib.records.change import Change, update
from chalicelib.register.pins import hash_pin
from chalicelib.register.repository import everything, get_person
from tests.integration.doors.conftest import Centre
from tests.support.doors import shape
from tests.support.missions import Field
from tests.support.register import good
from tests.support.world import TESTER

HOUR_MS = 3_600_000
OSLO = {"latitude": 59.99, "longitude": 10.66, "name": "Tryvann", "text": "Fra parkeringen mot nord."}
BEHALF = {"identified_by": "known_voice", "note": "Ringte fra egen telefon."}


@pytest.fixture(scope="module")
def field(centre: Centre) -> Field:
    return Field(centre.world)


@pytest.fixture
def frida(centre: Centre, field: Field) -> str:
    return centre.token("frida", "field_worker", customer_id=centre.world.id("customer"))


@pytest.fixture
def filip(centre: Centre, field: Field) -> str:
    return centre.token("filip", "field_worker", customer_id=centre.world.id("customer"))


@pytest.fixture
def olav(centre: Centre) -> str:
    return centre.token("olav", "operator")


@pytest.fixture
def made(centre: Centre) -> Iterator[list[str]]:
    """Every mission that a test makes, over when it is."""
    ids: list[str] = []
    yield ids
    for case in centre.world.open_cases():
        centre.world.take(case)
        centre.world.resolve(case, note="Prøvd.")
    for mission_id in ids:
        mission = find_mission(centre.world.engine, mission_id).state
        answer = centre.send(
            "POST",
            f"missions/{mission_id}/{'end' if mission.on else 'cancel'}",
            {"on_behalf": BEHALF, **({"happened_at_ms": centre.world.now_ms} if mission.on else {})},
            token=centre.token("olav", "operator"),
        )
        assert answer.status in (200, 409), answer.json


def body(centre: Centre, **more: Any) -> dict[str, Any]:
    now_ms = centre.world.now_ms
    wanted = {"place": OSLO, "what": "Måle snø", "kind_id": "system-sea", "start_ms": now_ms, "start_now": True}
    return {**wanted, "planned_end_ms": now_ms + 4 * HOUR_MS, **more}


def register(centre: Centre, token: str, made: list[str], **more: Any) -> dict[str, Any]:
    answer = centre.send("POST", "missions", body(centre, **more), token=token)
    assert answer.status == 201, answer.json
    made.append(answer.json["id"])
    shown: dict[str, Any] = answer.json
    return shown


def do(centre: Centre, token: str, mission: dict[str, Any], what: str, /, **more: Any) -> Any:
    sent = {"happened_at_ms": centre.world.now_ms} if what in ("start", "check-ins", "end") else {}
    return centre.send("POST", f"missions/{mission['id']}/{what}", {**sent, **more}, token=token)


def a_while_later(centre: Centre, ms: int) -> str:
    """Olav's token then; the one before has run out."""
    centre.world.advance(ms / 1000)
    return centre.token("olav", "operator")


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
    assert mission["script"].startswith("Hei, det er sentralen")
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


@pytest.mark.parametrize("who", ["a stranger", "a colleague", "a guard"])
def test_nobody_elses_mission_is_there_at_all(centre: Centre, frida: str, made: list[str], who: str) -> None:
    mission = register(centre, frida, made)
    tokens = {
        "a stranger": lambda: centre.token("sven", "field_worker", customer_id="others"),
        "a colleague": lambda: centre.token("finn", "field_worker", customer_id=centre.world.id("customer")),
        "a guard": lambda: centre.token("alice", "guard"),
    }
    token = tokens[who]()
    wanted = 403 if who == "a guard" else 404
    assert centre.send("GET", f"missions/{mission['id']}", token=token).status == wanted
    for what, more in (
        ("start", {}),
        ("check-ins", {}),
        ("extension", {"minutes": 5}),
        ("change", {"what": "Noe annet"}),
        ("end", {}),
        ("cancel", {}),
        ("dying", {}),
    ):
        assert do(centre, token, mission, what, **more).status == wanted, what
    for what, more in (("calls/dialled", {}), ("calls", {"outcome": "reached"})):
        assert do(centre, token, mission, what, **more).status == 403, what
    assert find_mission(centre.world.engine, mission["id"]).state.on


def test_a_field_worker_registers_for_nobody_else(centre: Centre, frida: str) -> None:
    answer = centre.send("POST", "missions", body(centre, worker_id=centre.world.id("finn")), token=frida)
    assert answer.status == 403


def test_a_companion_sees_it_and_checks_in_and_ends_nothing(
    centre: Centre, frida: str, filip: str, made: list[str]
) -> None:
    mission = register(centre, frida, made, party=[centre.world.id("filip")])
    shown = centre.send("GET", "me/mission", token=filip).json["mission"]
    assert (shown["id"], shown["worker"]["name"]) == (mission["id"], "Frida")
    assert do(centre, filip, mission, "check-ins").status == 200
    for what in ("end", "cancel"):
        assert do(centre, filip, mission, what).status == 404
    assert do(centre, frida, mission, "end").status == 200


@pytest.mark.parametrize(
    ("field_name", "wrong"),
    [
        ("place", {**OSLO, "latitude": 91}),
        ("place.name", {**OSLO, "name": ""}),
        ("what", "x" * 201),
        ("kind_id", "no-such-kind"),
        ("start_ms", 1),
        ("planned_end_ms", 1),
        ("interval_s", 9),
        ("interval_s", 86_400),
        ("contact", "carrier pigeon"),
        ("next_of_kin.phone", {"name": "Sigrid", "phone": "123"}),
        ("companions[0].phone", [{"name": "Siri", "phone": "abc"}]),
        ("party[0]", ["nobody-at-all"]),
        ("position.measured_at_ms", {"latitude": 59, "longitude": 10, "accuracy_m": 5, "measured_at_ms": 5}),
        ("nonsense", True),
    ],
)
def test_what_is_wrong_is_named_and_changes_nothing(centre: Centre, frida: str, field_name: str, wrong: object) -> None:
    sent = body(centre, start_now=field_name != "start_ms")
    name = field_name.split(".")[0].split("[")[0]
    answer = centre.send("POST", "missions", {**sent, name: wrong}, token=frida)
    assert answer.status == 422, answer.json
    assert answer.fields[0].startswith(name)
    assert centre.send("GET", "me/mission", token=frida).json["mission"] is None


def test_a_report_from_the_future_or_from_yesterday_is_refused(centre: Centre, frida: str, made: list[str]) -> None:
    mission = register(centre, frida, made)
    for at_ms in (centre.world.now_ms + HOUR_MS, centre.world.now_ms - 24 * HOUR_MS):
        answer = do(centre, frida, mission, "check-ins", happened_at_ms=at_ms)
        assert (answer.status, answer.fields) == (422, ["happened_at_ms"])


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


@pytest.fixture
def with_pin(centre: Centre, field: Field) -> Iterator[str]:
    """A kind of place where the PIN is asked for; Frida's is 1234, and 4321 says that she is forced."""
    world, secret = centre.world, centre.world.config.secret

    def set_pins(**pins: str | None) -> None:
        row = get_person(world.engine, everything, world.id("frida"))
        assert row is not None
        world.engine.commit(Change((update(row, msgspec.structs.replace(row.state, **pins)),)), actor=TESTER)

    set_pins(pin_hash=hash_pin("1234", secret), duress_pin_hash=hash_pin("4321", secret))
    fields = good("place-kinds", customer_id=world.id("customer"), name="Ved grensen", pin_required=True)
    kind = centre.send("POST", "place-kinds", fields, token=centre.token("ada", "system_administrator"))
    assert kind.status == 201, kind.json
    yield str(kind.json["id"])
    set_pins(pin_hash=None, duress_pin_hash=None)


def test_an_end_under_duress_is_answered_as_an_end(centre: Centre, frida: str, made: list[str], with_pin: str) -> None:
    mission = register(centre, frida, made, kind_id=with_pin)
    assert mission["pin_required"]
    assert do(centre, frida, mission, "end").fields == ["pin"]
    assert do(centre, frida, mission, "end", pin="9999").fields == ["pin"]
    looks = do(centre, frida, mission, "end", pin="4321").json
    assert (looks["state"], looks["sos_id"], looks["case_id"]) == ("ended", "", "")
    assert looks["quiet_until_ms"] > looks["server_now_ms"]
    assert find_mission(centre.world.engine, mission["id"]).state.on
    assert centre.send("GET", "me/mission", token=frida).json["mission"] is None
    for what, more in (("check-ins", {"pin": "1234"}), ("extension", {"minutes": 5}), ("change", {"what": "x"})):
        assert do(centre, frida, mission, what, **more).status == 409, what
    case = centre.world.the_case("duress")
    assert case.state.silent


def test_a_check_in_under_duress_is_answered_as_one(centre: Centre, frida: str, made: list[str], with_pin: str) -> None:
    mission = register(centre, frida, made, kind_id=with_pin)
    right = do(centre, frida, mission, "check-ins", pin="1234").json
    forced = do(centre, frida, mission, "check-ins", pin="4321").json
    differs = {name for name in right if right[name] != forced[name]}
    assert shape(forced) == shape(right)
    assert differs <= {"version", "quiet_until_ms", "server_now_ms", "last_heard_at_ms", "next_contact_ms"}
    assert len(centre.world.open_cases("duress")) == 1


def test_a_companion_without_a_pin_checks_in_all_the_same(
    centre: Centre, frida: str, filip: str, made: list[str], with_pin: str
) -> None:
    mission = register(centre, frida, made, kind_id=with_pin, party=[centre.world.id("filip")])
    assert do(centre, filip, mission, "check-ins").status == 200
