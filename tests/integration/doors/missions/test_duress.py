"""A field worker who is forced: every answer looks like the usual one, and the centre knows."""

from collections.abc import Iterator

import msgspec
import pytest

from chalicelib.missions.service import find_mission
from chalicelib.records.change import Change, update
from chalicelib.register.pins import hash_pin
from chalicelib.register.repository import everything, get_person
from tests.integration.doors.conftest import Centre
from tests.integration.doors.missions.doing import do, register
from tests.support.doors import shape
from tests.support.missions import Field
from tests.support.register import good
from tests.support.world import TESTER


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
