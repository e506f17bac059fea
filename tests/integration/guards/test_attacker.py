"""Somebody else holds the guard's phone: nothing on it betrays the alarm, and nothing done with it ends the watch."""

from chalicelib.desk.raising import sos_of
from chalicelib.engine.messages import Hush, hush_key
from chalicelib.engine.reports import Position, Report
from chalicelib.register.repository import everything, get_contact
from tests.support.world import World


def sos(world: World, name: str, key: str = "sos-key-0000000001", position: Position | None = None) -> str:
    told = Report(happened_at_ms=world.now_ms, position=position)
    return sos_of(world.engine, key, world.id(name), True, told, world.now_ms)[0]


def here(world: World, latitude: float) -> Position:
    return Position(latitude=latitude, longitude=10.75, accuracy_m=10, measured_at_ms=world.now_ms)


def test_after_duress_a_silence_reaches_neither_the_phone_nor_the_site(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.check_in(duty_id, duress=True)
    world.take(world.the_case("duress"))
    world.advance(60 * 60)
    case = world.the_case("silence").state
    assert case.silent
    assert world.texts_to("alice") == world.texts_to("kari") == world.texts_to("kjell") == []
    assert any("IKKE RING" in text for text in world.texts_to("dina"))


def test_a_silence_that_was_open_when_duress_came_goes_on_without_the_site(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.advance(21 * 60)
    world.check_in(duty_id, duress=True)
    silence = world.the_case("silence").state
    assert silence.silent
    assert "case_fell_silent" in world.told(silence.key.pk)
    world.advance(20 * 60)
    assert world.texts_to("kari") == world.texts_to("kjell") == []


def test_a_check_in_under_duress_is_no_evidence_that_somebody_is_well(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.advance(21 * 60)
    world.check_in(duty_id, duress=True)
    assert world.the_case("silence").state.evidence_at_ms is None
    assert world.broken(f"duty/{duty_id}", world.the_case("silence").state.key.pk) == []


def test_the_end_of_a_duty_that_falls_due_after_duress_is_told_in_silence(world: World) -> None:
    duty_id = world.on_duty("alice", hours=1)
    world.off_duty(duty_id, duress=True)
    world.take(world.the_case("duress"))
    world.advance(90 * 60)
    assert world.the_case("not_off_duty").state.silent
    assert world.texts_to("alice") == world.texts_to("kari") == []


def test_a_wrong_number_on_a_silent_case_rings_no_other_at_the_site(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.advance(21 * 60 + 240)
    assert len(world.texts_to("kari")) == 1
    world.check_in(duty_id, duress=True)
    world.text("kari", "FEIL")
    contact = get_contact(world.engine, everything, world.id("kari"))
    assert contact is not None
    assert contact.state.wrong
    assert world.texts_to("kjell") == []


def test_words_sent_from_a_silent_phone_end_nothing_and_are_not_answered(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.check_in(duty_id, duress=True)
    before = world.duty(duty_id)
    for number, words in enumerate(("OK", "+30", "PÅ", "SLUTT"), 1):
        world.now_ms += 1000
        world.text("alice", words)
        assert len(world.open_cases("message")) == number
    after = world.duty(duty_id)
    assert (after.on, after.next_ms, after.planned_end_ms) == (True, before.next_ms, before.planned_end_ms)
    assert world.texts_to("alice") == []


def test_a_feigned_end_is_not_made_a_true_one_by_sms(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.off_duty(duty_id, duress=True)
    world.text("alice", "SLUTT")
    assert world.duty(duty_id).on
    assert world.texts_to("alice") == []


def test_the_same_second_press_sent_again_alerts_nobody_anew(world: World) -> None:
    world.on_duty("alice")
    first = sos(world, "alice")
    assert sos(world, "alice", "sos-key-0000000002") == first
    world.take(world.the_case("sos"))
    assert sos(world, "alice", "sos-key-0000000002") == first
    case = world.the_case("sos").state
    assert (case.state, case.round) == ("owned", 1)


def test_a_second_press_tells_where_the_guard_is_now(world: World) -> None:
    duty_id = world.on_duty("alice")
    sos(world, "alice", position=here(world, 59.91))
    world.advance(60)
    sos(world, "alice", "sos-key-0000000002", position=here(world, 59.95))
    duty = world.duty(duty_id)
    assert duty.position is not None
    assert (duty.position.latitude, duty.heard_at_ms) == (59.95, world.now_ms)


def test_a_repeated_sos_is_answered_as_the_first_also_after_duress(world: World) -> None:
    duty_id = world.on_duty("alice", "gate")
    report = Report(happened_at_ms=world.now_ms)

    def press() -> tuple[str, bool]:
        return sos_of(world.engine, "sos-key-0000000001", world.id("alice"), True, report, world.now_ms)

    first = press()
    world.check_in(duty_id, duress=True)
    assert press() == first == (first[0], False)


def test_when_all_is_over_nothing_is_left_of_the_silence(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.advance(21 * 60)
    world.check_in(duty_id, duress=True)
    for kind in ("duress", "silence"):
        case = world.the_case(kind)
        world.take(case)
        world.resolve(case)
    duty = world.duty(duty_id)
    assert (duty.on, duty.hushed, duty.case_id, duty.sos_id) == (True, False, "", "")
    assert world.engine.get(hush_key(duty.key.pk), Hush) is None
    world.advance(18 * 60)
    assert "Meld deg innen" in world.texts_to("alice")[-1]


def test_who_says_when_the_duty_ends_is_evidence_on_the_case_that_asked(world: World) -> None:
    from chalicelib.guards import service
    from chalicelib.records.change import Actor

    duty_id = world.on_duty("alice", hours=0.2)
    world.advance(12 * 60 + 5 * 60)
    assert world.the_case("not_off_duty").state.evidence_at_ms is None
    actor = Actor("person", world.id("alice"))
    report = Report(happened_at_ms=world.now_ms)
    service.extend(world.engine, actor, "extend-0000000001", duty_id, 15, report, world.now_ms)
    assert world.the_case("not_off_duty").state.evidence_at_ms == world.now_ms
    world.now_ms += 1000
    world.off_duty(duty_id)
    assert world.the_case("not_off_duty").state.evidence_at_ms == world.now_ms
