"""Who is alone says so, risk sets the interval, silence is acted on."""

from chalicelib.guards.states import Shift, shift_key
from tests.support.world import World


def test_a_guard_alone_is_asked_to_check_in(world: World) -> None:
    duty = world.duty(world.on_duty("alice"))
    assert duty.alone
    assert duty.next_ms == world.now_ms + 20 * 60_000


def test_a_check_in_starts_the_interval_again(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.advance(19 * 60)
    world.check_in(duty_id)
    assert world.duty(duty_id).next_ms == world.now_ms + 20 * 60_000
    world.advance(19 * 60)
    assert world.open_cases() == []


def test_the_reminder_comes_before_the_deadline_on_the_second(world: World) -> None:
    world.on_duty("alice")
    world.advance(18 * 60 - 1)
    assert world.texts_to("alice") == []
    world.advance(1)
    (text,) = world.texts_to("alice")
    assert "Meld deg innen" in text
    assert "Svar OK" in text


def test_a_check_in_within_the_grace_makes_no_case(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.advance(20 * 60 + 59)
    world.check_in(duty_id)
    world.advance(5 * 60)
    assert world.open_cases() == []


def test_silence_becomes_a_case_when_the_grace_is_over(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.advance(21 * 60)
    case = world.the_case("silence").state
    assert case.subject == f"duty/{duty_id}"
    assert case.opened_at_ms == world.now_ms
    assert world.duty(duty_id).stage == "silent"


def test_one_silence_is_one_case(world: World) -> None:
    world.on_duty("alice")
    world.advance(120 * 60)
    assert len(world.open_cases("silence")) == 1


def test_the_ladder_adds_people_and_never_ends_by_itself(world: World) -> None:
    world.on_duty("alice")
    carol = world.on_duty("carol", "gate")
    world.advance(10 * 60)
    world.check_in(carol)
    world.advance(11 * 60)
    assert "ring sentralen" in world.texts_to("alice")[-1]
    assert world.texts_to("olav") == []
    world.check_in(carol)
    world.advance(60)
    assert "har ikke meldt seg" in world.texts_to("carol")[-1]
    assert world.texts_to("dina") == []
    world.advance(60)
    assert "har ikke meldt seg" in world.texts_to("dina")[-1]
    world.advance(120)
    assert len(world.texts_to("kari")) == 1
    world.advance(120)
    case = world.the_case("silence")
    assert case.state.exhausted
    assert "INGEN HAR TATT SAKEN" in world.texts_to("olav")[-1]
    before = len(world.texts_to("olav"))
    world.advance(240)
    assert len(world.texts_to("olav")) == before + 2


def test_a_case_that_is_taken_rings_no_more(world: World) -> None:
    world.on_duty("alice")
    world.advance(21 * 60)
    world.take(world.the_case("silence"))
    before = len(world.sms.sent)
    world.advance(80)
    assert len(world.sms.sent) == before


def test_what_is_owned_but_not_worked_on_comes_back(world: World) -> None:
    world.on_duty("alice")
    world.advance(21 * 60)
    case = world.the_case("silence")
    world.take(case)
    world.advance(90)
    again = world.the_case("silence").state
    assert again.state == "open"
    assert again.round == 1
    assert "case_came_back" in world.told(case.state.key.pk)


def test_a_live_check_in_after_the_case_is_evidence_and_closes_nothing(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.advance(21 * 60 + 30)
    world.check_in(duty_id)
    case = world.the_case("silence").state
    assert case.state == "open"
    assert case.evidence_at_ms == world.now_ms


def test_a_check_in_that_waited_in_the_outbox_is_told_and_proves_nothing_about_now(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.advance(22 * 60)
    world.check_in(duty_id, ago_s=10 * 60)
    assert world.the_case("silence").state.evidence_at_ms is None
    assert "check_in" in world.told(f"duty/{duty_id}")


def test_when_the_case_is_resolved_the_watch_goes_on(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.advance(21 * 60)
    case = world.the_case("silence")
    world.take(case)
    world.resolve(case)
    assert world.open_cases() == []
    assert world.duty(duty_id).next_ms == world.now_ms + 20 * 60_000
    world.advance(21 * 60)
    assert len(world.open_cases("silence")) == 1


def test_off_duty_ends_the_watch_and_forgets_the_position(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.off_duty(duty_id)
    duty = world.duty(duty_id)
    assert not duty.on
    assert duty.position is None
    world.advance(60 * 60)
    assert world.open_cases() == []


def test_a_duty_that_is_not_ended_is_reminded_of_and_then_acted_on(world: World) -> None:
    duty_id = world.on_duty("alice", hours=0.5)
    world.advance(10 * 60)
    world.check_in(duty_id)
    world.advance(10 * 60)
    assert "slutter" in world.texts_to("alice")[-1]
    world.check_in(duty_id)
    world.advance(15 * 60)
    assert world.the_case("not_off_duty").state.subject == f"duty/{duty_id}"


def test_a_shift_that_nobody_came_to_is_a_case(world: World) -> None:
    shift_id = world.plan("bob", in_s=600)
    world.advance(600)
    assert "begynner" in world.texts_to("bob")[-1]
    world.advance(300)
    case = world.the_case("not_on_duty")
    assert case.state.subject == f"shift/{shift_id}"
    world.take(case)
    world.resolve(case, disposition="other", note="Syk, vikar er på vei.")
    assert world.open_cases() == []
    assert world.engine.read([shift_key(shift_id)]).all(Shift)[0].state.lane is None


def test_who_comes_to_the_planned_shift_makes_no_case(world: World) -> None:
    shift_id = world.plan("bob", in_s=600)
    world.advance(610)
    duty_id = world.on_duty("bob", shift=shift_id)
    world.advance(600)
    assert world.open_cases() == []
    assert world.duty(duty_id).on


def test_the_journal_tells_it_all_and_verifies(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.advance(21 * 60)
    case = world.the_case("silence")
    world.take(case)
    world.check_in(duty_id)
    world.resolve(case)
    world.off_duty(duty_id)
    told = world.told(f"duty/{duty_id}")
    assert [one for one in told if not one.startswith("sms")] == [
        "on_duty",
        "reminded",
        "missed",
        "check_in",
        "watch_goes_on",
        "off_duty",
    ]
    assert world.broken(f"duty/{duty_id}", case.state.key.pk) == []
