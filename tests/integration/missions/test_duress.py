"""Under duress it looks as asked for, and here the alarm lives on; after it nothing rings on that phone."""

import pytest

from chalicelib.engine.messages import hush_key
from chalicelib.engine.people import watch_of
from chalicelib.missions.views import as_on_the_phone
from chalicelib.platform.problems import Problem
from chalicelib.records.change import Actor
from tests.support.missions import MINUTE, Field
from tests.support.world import World


def test_a_check_in_under_duress_looks_like_one_and_raises_the_alarm(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(60)
    shown = field.check_in(mission_id, duress=True)
    assert (shown.stage, shown.next_ms) == ("ok", world.now_ms + 30 * MINUTE * 1000)
    case = world.the_case("duress").state
    assert (case.silent, case.subject) == (True, f"mission/{mission_id}")
    assert "IKKE RING" in world.texts_to("dina")[-1]
    assert field.told(mission_id).count("check_in") == 1


def test_after_it_nothing_arrives_on_that_phone(world: World, field: Field) -> None:
    mission_id = field.register()
    field.check_in(mission_id, duress=True)
    world.advance(90 * MINUTE)
    assert world.texts_to("frida") == []
    assert world.engine.store.get("live", [hush_key(f"mission/{mission_id}")])


def test_neither_contacts_nor_companions_are_drawn_into_it_by_a_later_silence(world: World, field: Field) -> None:
    mission_id = field.register(party=("filip",))
    world.settle()
    field.check_in(mission_id, duress=True)
    before = {name: len(world.texts_to(name)) for name in ("kari", "kjell", "frida")}
    world.advance(60 * MINUTE)
    assert world.open_cases("silence")
    assert world.the_case("silence").state.silent
    assert {name: len(world.texts_to(name)) for name in before} == before


def test_nobody_calls_a_phone_that_must_stay_silent(world: World, field: Field) -> None:
    mission_id = field.register(contact="centre_calls")
    world.advance(20 * MINUTE)
    field.check_in(mission_id, duress=True)
    world.advance(2 * 3600)
    assert field.mission(mission_id).call_stage == "coming"
    assert world.open_cases("call_missed") == []
    with pytest.raises(Problem) as refusal:
        field.dial(mission_id)
    assert refusal.value.message_id == "mission.do_not_call"


def test_when_it_is_resolved_the_calls_come_again(world: World, field: Field) -> None:
    mission_id = field.register(contact="centre_calls")
    field.check_in(mission_id, duress=True)
    world.advance(3600)
    case = world.the_case("duress")
    world.take(case)
    world.resolve(case)
    mission = field.mission(mission_id)
    assert (mission.hushed, mission.sos_id) == (False, "")
    assert mission.next_ms == world.now_ms + 30 * MINUTE * 1000
    assert world.engine.store.get("live", [hush_key(f"mission/{mission_id}")]) == {}
    world.advance(30 * MINUTE)
    assert field.mission(mission_id).call_stage == "due"


def test_an_end_under_duress_looks_like_one_and_the_watch_goes_on(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(60)
    field.end(mission_id, duress=True)
    mission = field.mission(mission_id)
    assert (mission.on, mission.feigned, mission.hushed) == (True, True, True)
    row = world.engine.get(mission.key, type(mission))
    assert row is not None
    shown = as_on_the_phone(row).state
    assert (shown.state, shown.next_ms, shown.sos_id) == ("ended", None, "")
    assert len(world.open_cases("duress")) == 1
    world.advance(3600)
    assert field.mission(mission_id).stage == "silent"


def test_another_mission_begun_after_a_feigned_end_carries_the_alarm_on(world: World, field: Field) -> None:
    first = field.register()
    field.end(first, duress=True)
    case = world.the_case("duress").state
    second = field.register(in_s=60)
    after = field.start(second)
    assert (after.on, after.hushed, after.sos_id) == (True, True, case.id)
    assert field.mission(first).state == "ended"
    assert world.the_case("duress").state.subject == f"mission/{second}"
    assert world.engine.store.get("live", [hush_key(f"mission/{second}")])
    watch = watch_of(world.engine, world.id("frida"))
    assert watch is not None
    assert watch.state.id == second
    world.take(world.the_case("duress"))
    world.resolve(world.the_case("duress"))
    mission = field.mission(second)
    assert (mission.hushed, mission.sos_id) == (False, "")


def test_a_companion_of_both_is_found_by_the_new_mission(world: World, field: Field) -> None:
    first = field.register(party=("filip", "finn"))
    field.end(first, duress=True)
    second = field.register(party=("filip",))
    watch = watch_of(world.engine, world.id("filip"))
    assert watch is not None
    assert watch.state.id == second
    assert watch_of(world.engine, world.id("finn")) is None


def test_a_silence_that_was_open_before_a_feigned_end_is_resolved_all_the_same(world: World, field: Field) -> None:
    first = field.register()
    world.advance(36 * MINUTE)
    field.end(first, duress=True)
    second = field.register(in_s=60)
    field.start(second)
    silence = world.the_case("silence")
    world.take(silence)
    world.resolve(silence)
    assert field.mission(second).on


def test_registered_to_begin_at_once_after_a_feigned_end_it_begins_as_well(world: World, field: Field) -> None:
    """On the phone the last one is over: who is forced to set out again must not be refused, nor told apart."""
    first = field.register()
    field.end(first, duress=True)
    case = world.the_case("duress").state
    second = field.register()
    mission = field.mission(second)
    assert (mission.on, mission.hushed, mission.sos_id) == (True, True, case.id)
    assert field.mission(first).state == "ended"


def test_a_silent_sos_is_answered_by_no_text(world: World, field: Field) -> None:
    mission_id = field.register()
    field.check_in(mission_id, duress=True)
    world.text("frida", "hjelp")
    assert world.texts_to("frida") == []
    assert len(world.open_cases("duress")) == 1


def test_words_from_a_hushed_phone_go_to_an_operator_and_end_nothing(world: World, field: Field) -> None:
    mission_id = field.register()
    field.check_in(mission_id, duress=True)
    world.text("frida", "slutt")
    assert field.mission(mission_id).on
    assert len(world.open_cases("message")) == 1
    assert world.texts_to("frida") == []


def test_a_loud_sos_may_ring_and_is_answered(world: World, field: Field) -> None:
    mission_id = field.register()
    world.text("frida", "Hjelp, jeg har falt")
    case = world.the_case("sos").state
    assert (case.subject, case.silent) == (f"mission/{mission_id}", False)
    assert world.texts_to("frida")
    assert world.texts_to("dina")[-1].startswith("SOS fra Frida")


def test_an_sos_before_it_has_begun_is_a_case_of_its_own(world: World, field: Field) -> None:
    field.register(in_s=3600)
    field.sos("frida")
    assert world.the_case("sos").state.person_id == world.id("frida")


def test_an_sos_regretted_under_duress_warns_everybody_anew_and_hushes_the_phone(world: World, field: Field) -> None:
    from chalicelib.desk.raising import regret

    mission_id = field.register()
    case_id = field.sos("frida")
    world.take(world.the_case("sos"))
    actor = Actor("person", world.id("frida"))
    regret(world.engine, actor, "regret-0000000001", case_id, actor.id, world.now_ms, under_duress=True)
    assert world.the_case("duress").state.state == "open"
    assert field.mission(mission_id).hushed
    world.advance(1)
    assert any("IKKE RING" in text for text in world.texts_to("dina"))


def test_the_word_of_duress_on_the_telephone_is_an_alarm_of_the_mission(world: World, field: Field) -> None:
    from chalicelib.desk.raising import duress_on_watch

    mission_id = field.register()
    found = duress_on_watch(world.engine, world.id("frida"), "a-case-of-duress", world.now_ms)
    assert found is not None
    world.engine.commit(found[1], actor=Actor("person", world.id("olav")), at_ms=world.now_ms)
    assert world.the_case("duress").state.subject == f"mission/{mission_id}"
