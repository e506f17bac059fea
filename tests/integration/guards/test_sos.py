"""SOS rings everyone at once; duress looks normal; a silent phone stays silent."""

from chalicelib.desk.raising import regret, sos_of
from chalicelib.engine.messages import hush_key
from chalicelib.engine.reports import Report, tolerant_report
from chalicelib.records.change import Actor
from tests.support.world import World


def sos(world: World, name: str, key: str = "sos-key-0000000001", *, verified: bool = True) -> str:
    return sos_of(world.engine, key, world.id(name), verified, Report(happened_at_ms=world.now_ms), world.now_ms)[0]


def test_an_sos_rings_everyone_in_the_same_instant(world: World) -> None:
    world.on_duty("alice", "gate")
    world.on_duty("bob")
    sos(world, "alice")
    world.advance(0)
    for name in ("olav", "oda", "dina", "bob"):
        assert world.texts_to(name)[-1].startswith("SOS fra Alice")


def test_a_silent_sos_says_that_the_guard_must_not_be_rung(world: World) -> None:
    world.on_duty("alice")
    sos(world, "alice")
    world.advance(0)
    assert "IKKE RING" in world.texts_to("dina")[-1]


def test_after_a_silent_sos_nothing_is_sent_to_that_phone(world: World) -> None:
    duty_id = world.on_duty("alice")
    sos(world, "alice")
    world.advance(60 * 60)
    assert world.texts_to("alice") == []
    assert world.engine.store.get("live", [hush_key(f"duty/{duty_id}")])


def test_a_loud_sos_does_not_hush_the_phone(world: World) -> None:
    world.on_duty("alice", "gate")
    sos(world, "alice")
    world.advance(19 * 60)
    assert any("Meld deg innen" in text for text in world.texts_to("alice"))


def test_the_same_sos_sent_again_is_one_case(world: World) -> None:
    world.on_duty("alice")
    assert sos(world, "alice") == sos(world, "alice")
    assert len(world.open_cases("sos")) == 1


def test_a_second_press_alerts_anew_in_the_same_case(world: World) -> None:
    world.on_duty("alice")
    first = sos(world, "alice")
    world.take(world.the_case("sos"))
    assert sos(world, "alice", "sos-key-0000000002") == first
    assert world.the_case("sos").state.state == "open"


def test_an_sos_from_somebody_off_duty_is_a_case(world: World) -> None:
    sos(world, "alice")
    assert world.the_case("sos").state.person_id == world.id("alice")


def test_an_sos_that_nobody_vouches_for_is_a_marked_case(world: World) -> None:
    sos(world, "alice", verified=False)
    assert world.the_case("sos").state.unverified


def test_nothing_in_an_sos_can_make_it_refused() -> None:
    for raw in (b"", b"{", b"[]", b'{"position": {"latitude": 999}}', b'{"battery_percent": 1000}', b"\xff\xfe"):
        assert tolerant_report(raw, 1000).position is None


def test_the_duress_pin_looks_like_a_check_in_and_raises_the_alarm(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.advance(60)
    shown = world.check_in(duty_id, duress=True).state
    assert shown.stage == "ok"
    assert shown.next_ms == world.now_ms + 20 * 60_000
    case = world.the_case("duress").state
    assert case.silent
    world.advance(0)
    assert "IKKE RING" in world.texts_to("olav")[-1]
    assert world.texts_to("alice") == []


def test_off_duty_under_duress_keeps_the_watch(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.off_duty(duty_id, duress=True)
    assert world.duty(duty_id).on
    assert len(world.open_cases("duress")) == 1


def test_nobody_can_take_his_own_alarm(world: World) -> None:
    import pytest

    from chalicelib.engine.cases import NotAllowed

    world.on_duty("alice")
    sos(world, "alice")
    with pytest.raises(NotAllowed):
        world.take(world.the_case("sos"), "alice")


def test_when_the_sos_is_resolved_the_phone_may_ring_again(world: World) -> None:
    duty_id = world.on_duty("alice")
    sos(world, "alice")
    case = world.the_case("sos")
    world.take(case)
    world.resolve(case)
    assert not world.duty(duty_id).hushed
    assert not world.engine.store.get("live", [hush_key(f"duty/{duty_id}")])
    world.advance(18 * 60)
    assert "Meld deg innen" in world.texts_to("alice")[-1]


def test_duress_after_a_loud_sos_hushes_the_phone_and_warns_everybody_anew(world: World) -> None:
    duty_id = world.on_duty("alice", "gate")
    sos(world, "alice")
    world.advance(0)
    world.check_in(duty_id, duress=True)
    world.advance(0)
    case = world.the_case("duress").state
    assert case.silent
    assert world.duty(duty_id).hushed
    assert "IKKE RING" in world.texts_to("olav")[-1]
    assert world.told(f"duty/{duty_id}").count("check_in") == 1


def test_an_sos_regretted_under_duress_warns_everybody_anew(world: World) -> None:
    duty_id = world.on_duty("alice", "gate")
    case_id = sos(world, "alice")
    world.take(world.the_case("sos"))
    world.advance(1)
    actor = Actor("person", world.id("alice"))
    regret(world.engine, actor, "regret-0000000001", case_id, world.id("alice"), world.now_ms, under_duress=True)
    case = world.the_case("duress").state
    assert (case.state, case.silent, case.evidence_at_ms) == ("open", True, None)
    assert world.duty(duty_id).hushed
    world.advance(1)
    assert "IKKE RING" in world.texts_to("dina")[-1]


def test_an_sos_regretted_is_for_an_operator_to_verify(world: World) -> None:
    world.on_duty("alice", "gate")
    case_id = sos(world, "alice")
    actor = Actor("person", world.id("alice"))
    regret(world.engine, actor, "regret-0000000002", case_id, world.id("alice"), world.now_ms, under_duress=False)
    case = world.the_case("sos").state
    assert (case.state, case.evidence_at_ms) == ("open", world.now_ms)


def test_who_is_forced_on_duty_again_is_watched_as_before(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.off_duty(duty_id, duress=True)
    assert world.duty(duty_id).feigned
    assert world.on_duty("alice", "gate") == duty_id
    duty = world.duty(duty_id)
    assert (duty.on, duty.feigned, duty.hushed) == (True, False, True)
    assert duty.assignment_id == world.id("round")
    assert duty.shown_at == world.id("gate")
    assert len(world.open_cases("duress")) == 1


def test_a_feigned_end_is_no_end_of_the_watch(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.off_duty(duty_id, duress=True)
    world.take(world.the_case("duress"))
    world.advance(22 * 60)
    assert world.duty(duty_id).stage == "silent"


def test_when_the_duress_is_resolved_the_phone_tells_the_truth_again(world: World) -> None:
    duty_id = world.on_duty("alice")
    world.off_duty(duty_id, duress=True)
    case = world.the_case("duress")
    world.take(case)
    world.resolve(case)
    duty = world.duty(duty_id)
    assert (duty.on, duty.feigned, duty.hushed, duty.shown_at) == (True, False, False, "")


def test_an_sos_whose_ladder_rings_a_crowd_at_once_reaches_all_of_them(world: World) -> None:
    import msgspec

    from chalicelib.records.change import Change, update
    from chalicelib.register.policy import Policy, Rung
    from chalicelib.register.repository import everything, get_policy
    from tests.support.world import TESTER

    world.hire(*(f"operator{number:02d}" for number in range(9)), role="operator")
    world.hire(*(f"guard{number:02d}" for number in range(9)))
    for number in range(9):
        world.on_duty(f"guard{number:02d}", "gate")
    row = get_policy(world.engine, everything, world.id("policy"))
    assert row is not None
    loud = tuple(
        Rung(after_s=0, to=to, channels=("sms",)) for to in ("operators", "everyone", "colleagues", "operators") * 3
    )
    policy: Policy = msgspec.structs.replace(row.state, sos_ladder=loud)
    world.engine.commit(Change((update(row, policy),)), actor=TESTER, at_ms=world.now_ms)
    world.on_duty("alice")
    sos(world, "alice")
    world.advance(0)
    for name in ("olav", "oda", "dina", *(f"operator{number:02d}" for number in range(9))):
        assert world.texts_to(name)
    assert world.open_cases("system") == []
