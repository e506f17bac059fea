"""A guard alone at an alarm is watched at its risk; and whoever he leaves behind is watched at once."""

from tests.support.dispatching import Dispatching

MINUTE_MS = 60_000


def test_from_the_yes_on_he_is_watched_at_the_risk_of_the_alarm(world: Dispatching) -> None:
    duty_id = world.on_duty("alice")
    world.advance(60)
    sent = world.does("alice", world.send(world.alarm(priority=1)), "accept")
    duty = world.duty(duty_id)
    assert (duty.interval_s, duty.next_ms) == (600, world.now_ms + 10 * MINUTE_MS)
    world.advance(120)
    world.does("alice", sent, "en_route")
    assert world.duty(duty_id).next_ms == world.now_ms + 10 * MINUTE_MS
    world.advance(11 * 60)
    assert len(world.open_cases("silence")) == 1


def test_when_he_is_done_his_own_interval_holds_again(world: Dispatching) -> None:
    duty_id = world.on_duty("alice")
    sent = world.does("alice", world.send(world.alarm(priority=1)), "on_scene")
    world.advance(60)
    world.does("alice", sent, "done")
    duty = world.duty(duty_id)
    assert (duty.interval_s, duty.next_ms, duty.usual) == (1200, world.now_ms + 20 * MINUTE_MS, None)


def test_he_leaves_the_company_and_the_one_left_behind_is_watched_at_once(world: Dispatching) -> None:
    alice, bob = world.on_duty("alice"), world.on_duty("bob")
    assert not world.duty(bob).alone
    world.advance(60)
    sent = world.does("alice", world.send(world.alarm(), "alice"), "accept")
    assert world.duty(alice).alone
    left = world.duty(bob)
    assert (left.alone, left.next_ms) == (True, world.now_ms + 20 * MINUTE_MS)
    world.advance(0)
    assert "nå alene" in world.texts_to("bob")[-1]
    world.does("alice", sent, "done")
    assert not world.duty(bob).alone
    assert (world.duty(alice).alone, world.duty(alice).next_ms) == (False, None)


def test_who_is_only_asked_stays_in_company(world: Dispatching) -> None:
    alice, bob = world.on_duty("alice"), world.on_duty("bob")
    world.send(world.alarm(), "alice")
    assert not world.duty(alice).alone
    assert not world.duty(bob).alone


def test_somebody_who_comes_on_duty_meanwhile_is_no_company_of_who_is_away(world: Dispatching) -> None:
    alice = world.on_duty("alice")
    sent = world.does("alice", world.send(world.alarm()), "accept")
    bob = world.on_duty("bob")
    assert world.duty(alice).alone
    assert world.duty(bob).alone
    world.does("alice", sent, "done")
    assert not world.duty(alice).alone
    assert not world.duty(bob).alone


def test_a_silence_of_who_is_asked_does_not_go_away_because_he_is_called_back(world: Dispatching) -> None:
    duty_id = world.on_duty("alice")
    sent = world.does("alice", world.send(world.alarm(priority=1)), "accept")
    world.advance(11 * 60)
    assert world.duty(duty_id).stage == "silent"
    world.recall(sent)
    duty = world.duty(duty_id)
    assert (duty.stage, duty.case_id != "", duty.interval_s) == ("silent", True, 1200)


def test_yes_is_a_sign_of_life_and_evidence_on_a_silence(world: Dispatching) -> None:
    duty_id = world.on_duty("alice")
    world.advance(20 * 60 - 5)
    sent = world.send(world.alarm())
    world.advance(70)
    assert world.duty(duty_id).stage == "silent"
    world.does("alice", sent, "accept")
    assert world.duty(duty_id).stage == "ok"
    assert world.the_case("silence").state.evidence_at_ms == world.now_ms


def test_going_off_duty_hands_the_turn_out_to_the_next_and_alerts_anew(world: Dispatching) -> None:
    alice = world.on_duty("alice")
    case_id = world.alarm()
    world.take(world.case(case_id))
    sent = world.does("alice", world.send(case_id), "accept")
    world.on_duty("bob", "gate")
    world.off_duty(alice)
    assert not world.duty(alice).on
    assert world.case(case_id).state.state == "open"
    world.advance(1)
    after = world.dispatch(case_id, sent.id)
    assert (world.name_of(after), [one.why for one in after.tried]) == ("Bob", ["left"])


def test_off_duty_under_duress_leaves_the_turn_out_where_it_is_until_an_operator_decides(world: Dispatching) -> None:
    alice = world.on_duty("alice")
    sent = world.does("alice", world.send(world.alarm()), "accept")
    world.off_duty(alice, duress=True)
    assert len(world.open_cases("duress")) == 1
    assert world.dispatch(sent.case_id, sent.id).state == "accepted"
    world.recall(sent)
    assert world.duty(alice).dispatch == ""
    world.advance(0)
    assert not any(text.startswith("AVLYST") for text in world.texts_to("alice"))
