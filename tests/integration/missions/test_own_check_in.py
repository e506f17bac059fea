"""A field worker who checks in by the agreed interval: reminder, grace, and then somebody acts."""

from chalicelib.missions.states import Mission
from tests.support.missions import MINUTE, Field
from tests.support.world import World


def test_a_check_in_starts_the_interval_again(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(24 * MINUTE)
    assert field.check_in(mission_id).next_ms == world.now_ms + 30 * MINUTE * 1000
    world.advance(24 * MINUTE)
    assert world.texts_to("frida") == []


def test_the_reminder_comes_on_the_second_and_names_the_place(world: World, field: Field) -> None:
    field.register()
    world.advance(25 * MINUTE - 1)
    assert world.texts_to("frida") == []
    world.advance(1)
    (text,) = world.texts_to("frida")
    assert text.startswith("Meld deg innen")
    assert "Takseringsflate 214" in text


def test_a_check_in_within_the_grace_makes_no_case(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(35 * MINUTE - 1)
    field.check_in(mission_id)
    world.advance(20 * MINUTE)
    assert world.open_cases() == []


def test_silence_becomes_a_case_and_walks_the_places_own_ladder(world: World, field: Field) -> None:
    mission_id = field.register(party=("filip",))
    world.advance(35 * MINUTE)
    case = world.the_case("silence").state
    assert (case.subject, case.opened_at_ms) == (f"mission/{mission_id}", world.now_ms)
    assert "har ikke meldt seg" in world.texts_to("filip")[-1]  # a companion may be beside her
    assert world.texts_to("dina") == []
    world.advance(5 * MINUTE)
    assert "Frida på oppdrag har ikke meldt seg" in world.texts_to("dina")[-1]
    world.advance(5 * MINUTE)
    assert world.texts_to("kari") or world.texts_to("kjell")


def test_the_next_of_kin_and_other_companions_are_rung_by_an_operator_and_texted_by_no_ladder(
    world: World, field: Field
) -> None:
    from chalicelib.engine.cases import Plan, plan_key

    field.register()
    world.advance(35 * MINUTE)
    plan = world.engine.get(plan_key(world.the_case("silence").state.id), Plan)
    assert plan is not None
    groups = {one.group: one.phone for one in plan.state.people}
    assert groups["next_of_kin"] == "+4749000777"
    assert groups["companions"] == "+4749000555"
    world.advance(40 * MINUTE)
    assert {"+4749000777", "+4749000555"} & {sms.to for sms in world.sent()} == set()


def test_one_silence_is_one_case(world: World, field: Field) -> None:
    field.register()
    world.advance(2 * 3600)
    assert len(world.open_cases("silence")) == 1


def test_a_live_check_in_after_the_case_is_evidence_and_closes_nothing(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(36 * MINUTE)
    field.check_in(mission_id)
    case = world.the_case("silence").state
    assert (case.state, case.evidence_at_ms) == ("open", world.now_ms)


def test_a_check_in_that_waited_in_the_outbox_proves_nothing_about_now(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(36 * MINUTE)
    field.check_in(mission_id, ago_s=15 * MINUTE)
    assert world.the_case("silence").state.evidence_at_ms is None
    assert "check_in" in field.told(mission_id)


def test_when_the_case_is_resolved_the_watch_goes_on(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(35 * MINUTE)
    case = world.the_case("silence")
    world.take(case)
    world.resolve(case)
    mission = field.mission(mission_id)
    assert (mission.stage, mission.next_ms) == ("ok", world.now_ms + 30 * MINUTE * 1000)
    world.advance(35 * MINUTE)
    assert world.the_case("silence").state.id != case.state.id


def test_a_silence_that_the_clock_found_late_is_asked_about_first(world: World, field: Field) -> None:
    field.register()
    world.settle()
    world.now_ms += 25 * MINUTE * 1000
    world.settle()
    world.now_ms += 60 * MINUTE * 1000  # the clock was away
    world.settle()
    assert world.open_cases("silence") == []
    assert "Sentralen har hatt et avbrudd" in world.texts_to("frida")[-1]
    world.advance(5 * MINUTE)
    assert len(world.open_cases("silence")) == 1


def test_a_position_lives_inside_the_open_watch_alone(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(60)
    assert field.check_in(mission_id, position=field.at()).position is not None
    ended = field.end(mission_id)
    assert ended.position is None
    row = world.engine.store.get("live", [ended.key])[ended.key]
    assert "28.123" not in str(row["doc"])


def test_an_older_position_does_not_take_the_place_of_a_newer_one(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(10 * MINUTE)
    field.check_in(mission_id, position=field.at(latitude=69.4))
    after: Mission = field.check_in(mission_id, position=field.at(measured_ago_s=300, latitude=69.2))
    assert after.position is not None
    assert after.position.latitude == 69.4


def test_a_silence_tells_where_the_worker_was_last(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(60)
    field.check_in(mission_id, position=field.at())
    world.advance(40 * MINUTE + 60)
    assert "69.3" in world.texts_to("dina")[-1] or "69,3" in world.texts_to("dina")[-1]


def test_the_journal_tells_it_all_and_verifies(world: World, field: Field) -> None:
    mission_id = field.register()
    world.advance(35 * MINUTE)
    case = world.the_case("silence")
    world.take(case)
    field.check_in(mission_id, position=field.at())
    world.resolve(case)
    field.end(mission_id)
    assert field.told(mission_id) == [
        "mission_registered",
        "mission_started",
        "reminded",
        "missed",
        "check_in",
        "watch_goes_on",
        "mission_ended",
    ]
    assert world.broken(f"mission/{mission_id}", case.state.key.pk) == []


def test_nothing_personal_stands_in_the_public_part_of_its_journal(world: World, field: Field) -> None:
    mission_id = field.register(party=("filip",))
    field.check_in(mission_id, position=field.at())
    field.change(mission_id, vehicle="Rød Lada", what="Hogst")
    field.dying(mission_id, going_to="Gjøken", companion_phone="+4749000888")
    field.end(mission_id)
    personal = ("Frida", "Sigrid", "Siri", "+47", "Lada", "Hogst", "Gjøken", "28.123", "Takseringsflate", "Hilux")
    pks = [f"mission/{mission_id}", *(row.state.key.pk for row in world.open_cases())]
    for pk in pks:
        for item in world.engine.store.partition("journal", pk):
            public = str({name: value for name, value in item.items() if name != "private"})
            assert [word for word in personal if word in public] == []
