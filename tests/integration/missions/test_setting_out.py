"""A mission is registered by the worker or for the worker, and its start is a deadline: never presumed cancelled."""

import pytest

from chalicelib.platform.problems import Problem
from chalicelib.records import journal
from chalicelib.register.earlier import Spot
from tests.support.missions import MINUTE, PASVIK, Field
from tests.support.world import World


def test_a_mission_that_begins_now_is_watched_from_now(world: World, field: Field) -> None:
    mission = field.mission(field.register())
    assert (mission.state, mission.started_at_ms) == ("under_way", world.now_ms)
    assert mission.next_ms == world.now_ms + 30 * MINUTE * 1000
    assert (mission.reminder_s, mission.grace_s) == (300, 300)  # the sea's own


def test_what_was_told_is_kept_beside_it(field: Field) -> None:
    details = field.details(field.register())
    assert (details.what, details.vehicle, details.text) == ("Taksering av skog", "Grønn Hilux", PASVIK.text)
    assert details.next_of_kin is not None
    assert [one.phone for one in details.companions] == ["+4749000555"]


def test_an_operator_registers_it_for_who_telephones(world: World, field: Field) -> None:
    mission_id = field.register("finn", by="olav", contact="centre_calls")
    mission = field.mission(mission_id)
    assert (mission.worker_id, mission.on) == (world.id("finn"), True)
    items = world.engine.store.partition("journal", f"mission/{mission_id}")
    registered = next(one for one in map(journal.read, items) if one.events[0].kind == "mission_registered")
    assert registered.actor.id == world.id("olav")


def test_a_planned_mission_waits_for_its_start(world: World, field: Field) -> None:
    mission_id = field.register(in_s=3600)
    assert field.mission(mission_id).state == "planned"
    world.advance(3600 - 1)
    assert world.texts_to("frida") == []
    world.advance(1)
    (text,) = world.texts_to("frida")
    assert text.startswith("Oppdraget ditt skulle begynne")
    assert world.open_cases() == []


def test_a_start_that_is_told_begins_the_watch(world: World, field: Field) -> None:
    mission_id = field.register(in_s=3600)
    world.advance(3600 + 5 * MINUTE)
    mission = field.start(mission_id)
    assert mission.next_ms == world.now_ms + 30 * MINUTE * 1000
    world.advance(20 * MINUTE)
    assert world.open_cases() == []


def test_a_start_that_nobody_confirmed_is_a_case_and_not_presumed_cancelled(world: World, field: Field) -> None:
    mission_id = field.register(in_s=3600)
    world.advance(3600 + 15 * MINUTE)
    case = world.the_case("mission_not_started").state
    assert case.subject == f"mission/{mission_id}"
    assert field.mission(mission_id).state == "planned"
    world.advance(5 * MINUTE)
    assert "har ikke begynt på oppdraget" in world.texts_to("dina")[-1]


def test_when_the_case_of_a_start_is_resolved_it_is_waited_for_anew(world: World, field: Field) -> None:
    mission_id = field.register(in_s=600)
    world.advance(600 + 15 * MINUTE)
    case = world.the_case("mission_not_started")
    world.take(case)
    world.resolve(case)
    assert field.mission(mission_id).state == "planned"
    world.advance(15 * MINUTE)
    assert "skulle begynne" in world.texts_to("frida")[-1]
    world.advance(15 * MINUTE)
    again = world.the_case("mission_not_started")
    assert again.state.id != case.state.id


def test_a_start_after_its_case_is_evidence_and_closes_nothing(world: World, field: Field) -> None:
    mission_id = field.register(in_s=600)
    world.advance(600 + 16 * MINUTE)
    field.start(mission_id)
    case = world.the_case("mission_not_started").state
    assert (case.state, case.evidence_at_ms) == ("open", world.now_ms)
    world.take(world.the_case("mission_not_started"))
    world.resolve(world.the_case("mission_not_started"))
    mission = field.mission(mission_id)
    assert (mission.on, mission.start_case_id) == (True, "")


def test_a_start_that_waited_in_the_outbox_counts_from_when_it_happened(world: World, field: Field) -> None:
    mission_id = field.register(in_s=600)
    world.advance(600 + 10 * MINUTE)
    mission = field.start(mission_id, ago_s=8 * MINUTE)
    assert mission.started_at_ms == world.now_ms - 8 * MINUTE * 1000
    assert mission.next_ms == world.now_ms + 22 * MINUTE * 1000


def test_a_start_found_late_is_asked_about_before_anybody_is_alarmed(world: World, field: Field) -> None:
    field.register(in_s=600)
    world.settle()
    world.now_ms += 3 * 3_600_000  # the clock was away
    world.settle()
    assert world.open_cases("mission_not_started") == []
    assert "skulle begynne" in world.texts_to("frida")[-1]
    world.advance(15 * MINUTE)
    assert len(world.open_cases("mission_not_started")) == 1


def test_only_somebody_who_says_so_cancels_it(world: World, field: Field) -> None:
    mission_id = field.register(in_s=3600)
    field.cancel(mission_id, "Været er for dårlig")
    assert field.mission(mission_id).state == "cancelled"
    world.advance(3 * 3600)
    assert world.open_cases() == []
    assert world.texts_to("frida") == []


def test_a_mission_cancelled_after_its_case_stays_a_case_until_somebody_resolves_it(world: World, field: Field) -> None:
    mission_id = field.register(in_s=600)
    world.advance(600 + 15 * MINUTE)
    field.cancel(mission_id)
    case = world.the_case("mission_not_started")
    assert "mission_cancelled" in world.told(case.state.key.pk)
    world.take(case)
    world.resolve(case)
    assert field.mission(mission_id).state == "cancelled"
    world.advance(3600)
    assert world.open_cases() == []


def test_what_is_under_way_cannot_be_begun_or_cancelled(field: Field) -> None:
    mission_id = field.register()
    for act in (field.start, field.cancel):
        with pytest.raises(Problem) as refusal:
            act(mission_id)
        assert refusal.value.message_id == "mission.begun"


def test_nobody_is_out_on_two_missions(field: Field) -> None:
    field.register()
    with pytest.raises(Problem) as refusal:
        field.register()
    assert refusal.value.message_id == "mission.another"
    planned = field.register(in_s=3600)
    with pytest.raises(Problem) as refusal:
        field.start(planned)
    assert refusal.value.message_id == "mission.another"


def test_who_was_reminded_of_the_start_before_an_outage_is_asked_once_more(world: World, field: Field) -> None:
    mission_id = field.register(in_s=600)
    world.advance(601)
    assert len(world.texts_to("frida")) == 1
    world.now_ms += 60 * MINUTE * 1000
    world.settle()
    assert world.open_cases("mission_not_started") == []
    assert len(world.texts_to("frida")) == 2
    assert "late_detected" in world.told(f"mission/{mission_id}")
    world.advance(15 * MINUTE)
    assert len(world.open_cases("mission_not_started")) == 1


def test_the_same_registration_sent_again_hours_later_is_the_same_mission(world: World, field: Field) -> None:
    first = field.register(hours=4, command="outbox-0000000001")
    start_ms = world.now_ms
    field.end(first)
    world.advance(6 * 3600)
    again = field.register(hours=4, command="outbox-0000000001")
    assert again == first
    assert field.mission(first).started_at_ms == start_ms
    assert field.told(first).count("mission_registered") == 1


def test_everything_wrong_with_it_is_named_at_once(world: World, field: Field) -> None:
    with pytest.raises(Problem) as refusal:
        field.register(
            in_s=-2 * 3600, hours=-1, interval_s=5 * 3600, what=" ", place=Spot(latitude=60, longitude=10, name=" ")
        )
    named = {one.field for one in refusal.value.errors}
    assert {"start_ms", "planned_end_ms", "interval_s", "what", "place.name"} <= named


def test_a_place_has_a_longest_interval_whatever_is_asked_for(field: Field) -> None:
    assert field.mission(field.register("finn", interval_s=2 * 3600)).interval_s == 2 * 3600
    with pytest.raises(Problem):
        field.register(interval_s=2 * 3600 + 1)


def test_the_next_mission_to_the_same_place_is_a_template(world: World, field: Field) -> None:
    from chalicelib.register.earlier import Earlier, earlier_key

    first = field.register(contact="centre_calls", party=("filip",))
    field.end(first)
    row = world.engine.get(earlier_key(world.id("frida")), Earlier)
    assert row is not None
    (template,) = row.state.templates
    assert template.place == PASVIK
    assert (template.contact, template.interval_s, template.duration_s) == ("centre_calls", 1800, 8 * 3600)
    assert template.party == (world.id("filip"),)
    assert template.next_of_kin is not None
    field.end(field.register(place=Spot(latitude=61.6, longitude=8.3, name="Galdhøpiggen"), what="Snøputen"))
    field.end(field.register(place=Spot(latitude=69.3, longitude=29.8, name="TAKSERINGSFLATE 214"), what="Igjen"))
    row = world.engine.get(earlier_key(world.id("frida")), Earlier)
    assert row is not None
    assert [one.what for one in row.state.templates] == ["Igjen", "Snøputen"]  # each place once, the newest first


def test_a_word_by_sms_begins_and_ends_it(world: World, field: Field) -> None:
    mission_id = field.register(in_s=1800)
    world.advance(1800)
    world.text("frida", "PÅ")
    assert field.mission(mission_id).on
    assert "Oppdraget er i gang" in world.texts_to("frida")[-1]
    world.advance(20 * MINUTE)
    world.text("frida", "ok")
    assert field.mission(mission_id).next_ms == world.now_ms + 30 * MINUTE * 1000
    world.text("frida", "+30")
    assert "varer nå til" in world.texts_to("frida")[-1]
    world.text("frida", "Slutt")
    assert field.mission(mission_id).state == "ended"
    assert "Oppdraget er avsluttet" in world.texts_to("frida")[-1]


def test_a_word_by_sms_from_somebody_with_no_mission_is_answered(world: World, field: Field) -> None:
    world.text("finn", "ok")
    assert "ikke noe oppdrag" in world.texts_to("finn")[-1]
    world.text("finn", "på")
    assert "ikke noe oppdrag" in world.texts_to("finn")[-1]
    assert world.open_cases() == []
