"""Presence through the doors: who is here, whose hands are where, and a centre that nobody shows himself at."""

import os
import secrets

import msgspec
import pytest

from chalicelib.channels.voice import Outcome
from chalicelib.desk.attendance_routes import ROUTES as ATTENDANCE
from chalicelib.desk.routes import ROUTES as DESK
from chalicelib.engine.cases import Opening, open_case
from chalicelib.platform.config import Config, config
from chalicelib.platform.ids import new_id
from chalicelib.records.change import Change, create
from chalicelib.register.states import Contact
from tests.integration.doors.conftest import Centre
from tests.support.doors import Doors
from tests.support.world import TESTER, World

os.environ.setdefault("VARDE_ONE_MACHINE", "true")
PARTNER = "+4790000777"


@pytest.fixture
def centre(dynamodb: str) -> Centre:
    """A centre of its own: whether anybody is there is a matter of the whole of it."""
    settings: Config = msgspec.structs.replace(
        config(), table_prefix=f"a{secrets.token_hex(4)}-", one_machine=True, forwarded_hops=1
    )
    world = World(settings)
    partner = Contact(customer_id="self", id=new_id(), name="Nordvakt", phone=PARTNER, role="partnersentral")
    world.engine.commit(Change((create(partner),)), actor=TESTER, at_ms=world.now_ms)
    routes = (*DESK, *ATTENDANCE)
    return Centre(world, Doors(routes, world.engine, settings, lambda: world.now_ms), routes)


def here(centre: Centre, name: str, **body: object) -> dict[str, object]:
    answer = centre.send("POST", "presence", body, token=centre.token(name, "operator"))
    assert answer.status == 200, answer.json
    return dict(answer.json)


def a_case(centre: Centre, kind: str = "silence") -> str:
    case_id, world = new_id(), centre.world
    opening = Opening(id=case_id, kind=kind, customer_id=world.id("customer"), site=world.id("site"))
    world.engine.commit(Change(open_case(opening, world.now_ms)), actor=TESTER, at_ms=world.now_ms)
    return case_id


def stay(centre: Centre, seconds: int, *names: str) -> None:
    """Those stay, and their pages say so; everybody else's say nothing."""
    for _ in range(seconds // 15):
        for name in names:
            here(centre, name)
        centre.world.advance(15)


def texts_to_partner(centre: Centre) -> list[str]:
    return [sms.text for sms in centre.world.sent() if sms.to == PARTNER]


def test_two_operators_see_each_others_hands(centre: Centre) -> None:
    case_id = a_case(centre)
    here(centre, "olav", case_id=case_id, writing=True)
    here(centre, "oda", desks=["alarm"])
    board = centre.send("GET", "board", token=centre.token("oda", "operator")).json
    oda, olav = board["operators"]
    assert (oda["desks"], olav["desks"]) == (["alarm"], ["alarm", "mediation"])
    assert (olav["case_id"], olav["writing_until_ms"] > centre.world.now_ms) == (case_id, True)
    rows = centre.send(
        "GET", f"board/rows?ids=operator/{centre.world.id('olav')},operator/x", token=centre.token("oda", "operator")
    ).json
    assert ([one["name"] for one in rows["operators"]], rows["gone"]) == (["Olav"], ["operator/x"])


def test_whoever_is_not_seen_for_a_minute_is_away(centre: Centre) -> None:
    here(centre, "olav")
    here(centre, "oda")
    stay(centre, 75, "oda")
    found = centre.send("GET", "operators", token=centre.token("oda", "operator")).json["operators"]
    assert [(one["name"], one["here"]) for one in found] == [("Oda", True), ("Dina", False), ("Olav", False)]
    assert centre.world.open_cases("desk_absent") == []
    assert "away_from_desk" in centre.world.told(f"operator/{centre.world.id('olav')}")


def test_a_desk_is_not_given_up_when_nobody_else_covers_it(centre: Centre) -> None:
    here(centre, "olav")
    alone = centre.send("POST", "presence", {"desks": ["alarm"]}, token=centre.token("olav", "operator"))
    assert (alone.status, alone.fields) == (422, ["desks"])
    assert "formidlingen" in alone.json["errors"][0]["message"]
    none = centre.send("POST", "presence", {"desks": []}, token=centre.token("olav", "operator"))
    assert (none.status, none.fields) == (422, ["desks"])
    here(centre, "oda", desks=["mediation"])
    assert here(centre, "olav", desks=["alarm"])["desks"] == ["alarm"]


def test_a_centre_where_nobody_ever_sat_raises_nothing(centre: Centre) -> None:
    a_case(centre)
    centre.world.advance(300)
    assert centre.world.open_cases("desk_absent") == []


def test_an_absent_centre_sends_its_cases_to_the_duty_manager_and_the_partner_centre(centre: Centre) -> None:
    world = centre.world
    case_id = a_case(centre)
    here(centre, "olav")
    world.advance(59)
    assert texts_to_partner(centre) == []
    world.advance(2)
    absent = {row.state.desk for row in world.open_cases("desk_absent")}
    assert absent == {"alarm", "mediation"}
    for texts in (world.texts_to("dina"), texts_to_partner(centre)):
        assert any("INGEN SVARER I SENTRALEN" in text and "venter: 1" in text for text in texts)
        assert any("har ikke meldt seg" in text for text in texts)
    assert {call.to for call in world.voice.calls} == {world.phone("dina"), PARTNER}
    assert "sent_outside" in world.told(f"case/{case_id}")


def test_what_comes_while_nobody_is_there_goes_out_too_and_once(centre: Centre) -> None:
    world = centre.world
    here(centre, "olav")
    world.advance(70)
    before = len(texts_to_partner(centre))
    case_id = a_case(centre, "sos")
    world.advance(20)
    assert world.case(case_id).state.outside_ms is not None
    assert any("SOS" in text for text in texts_to_partner(centre)[before:])
    assert any(call.to == PARTNER and "SOS" in call.text for call in world.voice.calls)
    world.advance(60)
    assert world.told(f"case/{case_id}").count("sent_outside") == 1


def test_many_cases_all_go_out_the_most_urgent_first(centre: Centre) -> None:
    world = centre.world
    ids = [a_case(centre, kind) for kind in ["assistance"] * 6 + ["sos"]]
    here(centre, "olav")
    world.advance(75)
    assert all(world.case(one).state.outside_ms for one in ids)
    first = min(ids, key=lambda one: world.case(one).state.outside_ms or 0)
    assert world.case(ids[-1]).state.outside_ms == world.case(first).state.outside_ms


def test_whoever_comes_back_has_the_absence_and_those_outside_are_told(centre: Centre) -> None:
    world = centre.world
    here(centre, "olav")
    world.advance(70)
    here(centre, "oda")
    for row in world.open_cases("desk_absent"):
        assert row.state.owner_name == "Oda"
    world.settle()
    assert any("Oda er på plass i sentralen igjen" in text for text in texts_to_partner(centre))
    stay(centre, 90, "oda")
    assert len(world.open_cases("desk_absent")) == 2


def test_the_partner_centre_has_the_absence_by_pressing_a_key_and_is_asked_again_later(centre: Centre) -> None:
    world = centre.world
    here(centre, "olav")
    world.advance(61)
    for call in [one for one in world.voice.calls if one.to == PARTNER]:
        assert world.picked_up(call, Outcome.ACKNOWLEDGED)
    assert {row.state.owner_name for row in world.open_cases("desk_absent")} == {"Nordvakt"}
    rung = len(world.voice.calls)
    world.advance(300)
    assert len([one for one in world.voice.calls[rung:] if one.to == PARTNER]) == 0
    world.advance(400)
    assert len([one for one in world.voice.calls[rung:] if one.to == PARTNER]) > 0


def test_the_absence_rings_on_while_nobody_has_it(centre: Centre) -> None:
    world = centre.world
    here(centre, "olav")
    world.advance(61)
    once = len(texts_to_partner(centre))
    world.advance(130)
    assert len(texts_to_partner(centre)) > once


def test_an_administrator_sees_who_is_called_when_nobody_is_here(centre: Centre) -> None:
    world = centre.world
    wrong = Contact(customer_id="self", id=new_id(), name="Gammelt nummer", phone="+4790000778", wrong=True, order=1)
    world.engine.commit(Change((create(wrong),)), actor=TESTER, at_ms=world.now_ms)
    plan = centre.send("GET", "absence", token=centre.token("eva", "system_administrator")).json
    assert plan["absent_after_s"] == 60
    ladder = {rung["to"]: rung for rung in plan["rungs"]}
    assert list(ladder) == ["operators", "duty_manager", "partner"]
    assert ladder["duty_manager"]["channels"] == ["call", "sms"]
    assert ladder["duty_manager"]["repeat_s"] == 120
    assert [one["phone"] for one in ladder["duty_manager"]["people"]] == [world.phone("dina")]
    partners = [(one["name"], one["wrong"]) for one in ladder["partner"]["people"]]
    assert partners == [("Nordvakt", False), ("Gammelt nummer", True)]
    assert centre.send("GET", "absence", token=centre.token("olav", "operator")).status == 403
