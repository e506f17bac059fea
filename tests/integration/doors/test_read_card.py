"""The card that is read aloud: all that 110, 112 and 113 ask for, with the direct number for the place."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from chalicelib.records.change import Change, create, update
from chalicelib.records.commit import Engine
from chalicelib.register import repository
from chalicelib.register.municipalities import Municipality
from chalicelib.register.repository import everything
from tests.integration.doors.conftest import Centre
from tests.support.world import TESTER


@pytest.fixture
def case(centre: Centre) -> Iterator[dict[str, Any]]:
    """Alice is silent at Lager 4, where she was last measured a quarter of an hour ago."""
    world = centre.world
    where = {"latitude": 59.9128, "longitude": 10.7344, "accuracy_m": 35, "measured_at_ms": world.now_ms}
    duty = centre.go_on_duty(centre.token("alice", "guard"), position=where).json
    world.advance(21 * 60)
    (silence,) = world.open_cases("silence")
    yield {"id": silence.state.id, "duty": duty["id"], "measured_at_ms": where["measured_at_ms"]}
    row = world.case(silence.state.id)
    if row.state.state != "resolved":
        if row.state.state == "open":
            world.take(row)
        world.resolve(world.case(silence.state.id), "olav")
    world.off_duty(duty["id"])


def card(centre: Centre, case_id: str) -> dict[str, Any]:
    answer = centre.send("GET", f"cases/{case_id}/card", token=centre.token("olav", "operator"))
    assert answer.status == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


def keep_municipality(engine: Engine, name: str, **numbers: str) -> None:
    state = Municipality(customer_id="self", id=f"municipality{name}", name=name, **numbers)
    engine.commit(Change((create(state),)), actor=TESTER)


def test_the_card_says_where_who_what_and_whom_to_ring(centre: Centre, case: dict[str, Any]) -> None:
    found = card(centre, case["id"])
    assert found["place"]["address"] == "Havnegata 4"
    assert found["place"]["municipality"] == "Oslo"
    assert found["who"] == {"name": "Alice", "phone": centre.world.phone("alice"), "silent": False, "together_with": []}
    assert found["dangers"] == "Alene om natten."
    assert found["position"]["forms"]["mgrs"]["shown"].startswith("32V NM")
    assert (found["position"]["accuracy_m"], found["position"]["measured_at_ms"]) == (35, case["measured_at_ms"])
    assert found["operator"] == "Olav"
    assert found["callback"] == centre.world.phone("olav")


def test_an_unknown_municipality_falls_back_to_three_digits_and_says_so(centre: Centre, case: dict[str, Any]) -> None:
    found = card(centre, case["id"])
    assert found["municipality_known"] is False
    assert [(one["phone"], one["source"]) for one in found["numbers"]] == [
        ("110", "general"),
        ("112", "general"),
        ("113", "general"),
    ]


def test_a_known_one_gives_its_direct_numbers_and_the_sites_own_go_first(centre: Centre, case: dict[str, Any]) -> None:
    engine = centre.world.engine
    keep_municipality(engine, "Ålesund", fire_phone="+4749000802", fire_centre="110 (oppdiktet)")
    row = repository.get_site(engine, everything, centre.world.id("site"))
    assert row is not None
    moved = msgspec.structs.replace(row.state, municipality="ålesund", police_phone="+4749000801")
    engine.commit(Change((update(row, moved),)), actor=TESTER)
    found = card(centre, case["id"])
    assert found["municipality_known"] is True
    assert [(one["service"], one["phone"], one["source"], one["centre"]) for one in found["numbers"]] == [
        ("fire", "+4749000802", "municipality", "110 (oppdiktet)"),
        ("police", "+4749000801", "site", ""),
        ("medical", "113", "general", ""),
    ]
    again = repository.get_site(engine, everything, centre.world.id("site"))
    assert again is not None
    engine.commit(Change((update(again, row.state),)), actor=TESTER)


def test_that_it_was_read_is_told_in_the_case(centre: Centre, case: dict[str, Any]) -> None:
    token = centre.token("olav", "operator")
    body = {"to": "medical", "number": "113", "outcome": "turned_out", "note": "Ambulanse sendt, 8 min."}
    key, path = centre.send.new_key(), f"cases/{case['id']}/card"
    answers = [centre.send("POST", path, body, token=token, key=key) for _ in range(2)]
    assert [one.status for one in answers] == [200, 200]
    told = [entry for entry in answers[1].json["timeline"] if entry["kind"] == "card_read"]
    assert [(one["data"], one["private"], one["actor"]["name"]) for one in told] == [
        ({"to": "medical", "outcome": "turned_out"}, {"number": "113", "note": body["note"]}, "Olav")
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"number": "abc"}, "number"),
        ({"to": "coast"}, "to"),
        ({"outcome": "fine"}, "outcome"),
        ({"colour": 1}, "colour"),
    ],
)
def test_what_cannot_be_logged_names_the_field(
    centre: Centre, case: dict[str, Any], wrong: dict[str, object], field: str
) -> None:
    body = {"to": "fire", "number": "110", "outcome": "received", **wrong}
    answer = centre.send("POST", f"cases/{case['id']}/card", body, token=centre.token("olav", "operator"))
    assert (answer.status, answer.fields) == (422, [field])


def test_an_sos_from_nobody_we_know_has_a_card_with_what_it_told(centre: Centre) -> None:
    where = {"latitude": 69.679, "longitude": 18.988, "accuracy_m": 12, "measured_at_ms": centre.world.now_ms}
    sos = centre.send("POST", "sos", {"happened_at_ms": centre.world.now_ms, "position": where}).json
    found = card(centre, sos["sos_id"])
    assert (found["place"], found["who"], found["dangers"]) == (None, None, "")
    assert found["position"]["forms"]["utm"]["shown"].startswith("34W")
    row = centre.world.case(sos["sos_id"])
    centre.world.take(row)
    centre.world.resolve(row)


def test_there_is_no_card_of_nothing(centre: Centre) -> None:
    assert centre.send("GET", "cases/nothing/card", token=centre.token("olav", "operator")).status == 404
