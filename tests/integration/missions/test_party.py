"""A party with a leader: companions see the mission and are told, and an SOS from any of them joins it."""

import pytest

from chalicelib.engine.people import watch_of
from chalicelib.engine.watch import on_watch_key
from chalicelib.platform.problems import Problem
from tests.support.missions import MINUTE, Field
from tests.support.world import World


@pytest.fixture
def together(field: Field) -> str:
    """Frida leads, and Filip comes along."""
    return field.register(party=("filip",))


def test_who_is_taken_along_is_told(world: World, together: str) -> None:
    world.settle()
    (text,) = world.texts_to("filip")
    assert text.startswith("Frida har tatt deg med på oppdrag: Takseringsflate 214")
    assert world.texts_to("frida") == []


def test_an_sos_from_a_companion_is_an_alarm_of_the_mission(world: World, field: Field, together: str) -> None:
    field.sos("filip")
    case = world.the_case("sos").state
    assert (case.subject, case.person_id) == (f"mission/{together}", world.id("filip"))
    assert not case.silent  # out there an SOS may ring
    assert "SOS fra Filip" in world.texts_to("dina")[-1]
    assert field.mission(together).sos_id == case.id


def test_a_second_sos_joins_the_first_and_alerts_anew(world: World, field: Field, together: str) -> None:
    first = field.sos("filip")
    world.take(world.the_case("sos"))
    assert field.sos("frida") == first
    assert world.the_case("sos").state.state == "open"


def test_a_companion_checks_in_for_all_of_them(world: World, field: Field, together: str) -> None:
    world.advance(20 * MINUTE)
    assert field.check_in(together, by="filip").next_ms == world.now_ms + 30 * MINUTE * 1000
    world.text("filip", "ok")
    assert "Takk, du har meldt deg" in world.texts_to("filip")[-1]


def test_only_the_leader_ends_it(world: World, field: Field, together: str) -> None:
    world.text("filip", "SLUTT")
    assert field.mission(together).on
    assert "Bare lederen kan avslutte oppdraget" in world.texts_to("filip")[-1]


def test_when_it_is_over_the_companions_are_told_and_watched_no_longer(
    world: World, field: Field, together: str
) -> None:
    field.end(together)
    assert world.texts_to("filip")[-1].startswith("Oppdraget er avsluttet")
    for name in ("frida", "filip"):
        assert watch_of(world.engine, world.id(name)) is None


def test_who_is_in_a_party_can_still_go_alone_later(field: Field, together: str) -> None:
    field.end(together)
    assert field.mission(field.register("filip")).on


def test_a_companion_with_a_mission_of_his_own_keeps_that(world: World, field: Field) -> None:
    own = field.register("filip")
    together = field.register(party=("filip",))
    watch = watch_of(world.engine, world.id("filip"))
    assert watch is not None
    assert watch.state.id == own
    field.end(together)
    assert world.engine.store.get("live", [on_watch_key(world.id("filip"))])
    field.sos("filip")
    assert world.the_case("sos").state.subject == f"mission/{own}"


def test_a_stranger_a_guard_or_the_leader_is_no_companion(world: World, field: Field) -> None:
    world.hire("sven", role="field_worker", customer_id=world.id("others"))
    for name in ("sven", "alice", "frida"):
        with pytest.raises(Problem) as refusal:
            field.register(party=(name,))
        assert [one.field for one in refusal.value.errors] == ["party[0]"]
    with pytest.raises(Problem):
        field.register(party=("filip", "filip"))


def test_a_silence_of_the_party_reaches_the_companion_too(world: World, field: Field, together: str) -> None:
    world.advance(35 * MINUTE)
    assert "har ikke meldt seg" in world.texts_to("filip")[-1]


def test_a_party_of_twelve_is_told_and_found_in_one_change(world: World, field: Field) -> None:
    names = tuple(f"worker{number:02d}" for number in range(12))
    world.hire(*names, role="field_worker", customer_id=world.id("customer"))
    mission_id = field.register(party=names)
    world.settle()
    assert all(len(world.texts_to(name)) == 1 for name in names)
    field.sos(names[-1])
    assert world.the_case("sos").state.subject == f"mission/{mission_id}"
    field.end(mission_id)
    assert all(watch_of(world.engine, world.id(name)) is None for name in names)
    assert world.open_cases("system") == []
