"""Together means no check-ins, and the duty returns by itself when a guard is left alone."""

from chalicelib.guards.states import Presence, presence_key
from tests.support.world import World


def test_two_at_one_assignment_need_not_check_in(world: World) -> None:
    alice, bob = world.on_duty("alice"), world.on_duty("bob")
    assert not world.duty(alice).alone
    assert not world.duty(bob).alone
    world.advance(60 * 60)
    assert world.open_cases() == []


def test_the_one_who_was_there_is_told_that_somebody_came(world: World) -> None:
    world.on_duty("alice")
    world.on_duty("bob")
    world.advance(0)
    assert "ikke lenger alene" in world.texts_to("alice")[-1]


def test_two_at_different_assignments_are_both_alone(world: World) -> None:
    assert world.duty(world.on_duty("alice")).alone
    assert world.duty(world.on_duty("bob", "gate")).alone


def test_the_last_ones_watch_starts_at_once_and_the_phone_says_so(world: World) -> None:
    alice, bob = world.on_duty("alice"), world.on_duty("bob")
    world.advance(3600)
    world.off_duty(bob)
    world.advance(0)
    duty = world.duty(alice)
    assert duty.alone
    assert duty.next_ms == world.now_ms + 20 * 60_000
    assert "nå alene" in world.texts_to("alice")[-1]
    world.advance(21 * 60)
    assert len(world.open_cases("silence")) == 1


def test_company_lapses_at_the_colleagues_planned_end(world: World) -> None:
    alice = world.on_duty("alice")
    world.on_duty("bob", hours=1)
    assert not world.duty(alice).alone
    world.advance(3600)
    assert world.duty(alice).alone


def test_a_colleague_who_stays_longer_is_company_for_longer(world: World) -> None:
    from chalicelib.engine.reports import Report
    from chalicelib.guards import service
    from chalicelib.records.change import Actor

    alice, bob = world.on_duty("alice"), world.on_duty("bob", hours=1)
    world.advance(3000)
    report = Report(happened_at_ms=world.now_ms)
    service.extend(world.engine, Actor("person", world.id("bob")), "bob-extends-once-1", bob, 60, report, world.now_ms)
    world.advance(700)
    assert not world.duty(alice).alone


def test_a_colleague_in_trouble_is_no_company(world: World) -> None:
    alice, bob = world.on_duty("alice"), world.on_duty("bob")
    world.check_in(bob, duress=True)
    assert world.duty(alice).alone


def test_the_presence_is_gone_when_the_last_has_left(world: World) -> None:
    alice, bob = world.on_duty("alice"), world.on_duty("bob")
    world.off_duty(alice)
    world.off_duty(bob)
    assert world.engine.get(presence_key(world.id("round")), Presence) is None


def test_three_are_together_until_one_is_left(world: World) -> None:
    alice, bob, carol = (world.on_duty(name) for name in ("alice", "bob", "carol"))
    world.off_duty(alice)
    assert not world.duty(carol).alone
    world.off_duty(bob)
    assert world.duty(carol).alone


def test_when_the_company_of_a_crowd_lapses_at_once_everybody_is_watched(world: World) -> None:
    names = [f"crowd{number:02d}" for number in range(30)]
    world.hire(*names)
    duties = [world.on_duty(name, hours=1) for name in names]
    world.now_ms += 1
    world.advance(61 * 60)
    assert [world.duty(one).alone for one in duties] == [True] * 30
    assert all(world.duty(one).next_ms for one in duties)
    assert world.open_cases("system") == []
    for name in names:
        assert len([text for text in world.texts_to(name) if "nå alene" in text]) == 1


def test_the_one_on_whom_a_crowd_rests_may_leave(world: World) -> None:
    names = [f"crowd{number:02d}" for number in range(12)]
    world.hire(*names)
    duties = [world.on_duty(name) for name in names]
    for duty_id in duties[:-1]:
        world.check_in(duty_id, duress=True)
    assert world.duty(duties[-1]).alone
    assert not any(world.duty(one).alone for one in duties[:-1])
    world.off_duty(duties[-1])
    world.advance(0)
    assert [world.duty(one).alone for one in duties[:-1]] == [True] * 11
