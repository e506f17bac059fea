"""A fault becomes an order to a technician, with a time by which it is to be mended; nobody is sent in his place."""

import pytest

from chalicelib.guards.dispatch.states import Dispatch
from chalicelib.platform.problems import Problem
from tests.support.dispatching import Dispatching

DAY_S = 86_400


def ordered(world: Dispatching, case_id: str = "", name: str = "tore") -> Dispatch:
    case_id = case_id or world.alarm("alarm_trouble")
    return world.send(case_id, name, order=True, response_s=2 * DAY_S, offer_s=1_800)


@pytest.fixture
def technician(world: Dispatching) -> str:
    world.hire("tore", "terje", role="contractor")
    return "tore"


@pytest.mark.usefixtures("technician")
class TestAnOrder:
    def test_says_by_when_and_is_answered_by_sms(self, world: Dispatching) -> None:
        order = ordered(world)
        world.advance(0)
        (text,) = world.texts_to("tore")
        assert text.startswith("OPPDRAG: ")
        assert "Frist" in text
        world.text("tore", "JA")
        world.text("tore", "FREMME")
        world.text("tore", "FERDIG")
        assert world.dispatch(order.case_id, order.id).state == "done"

    def test_brings_what_is_wrong_in_the_operators_words(self, world: Dispatching) -> None:
        world.send(world.alarm("alarm_trouble"), "tore", order=True, text="Batteriet i sentralen er dødt.")
        world.advance(1)
        assert any("Batteriet i sentralen er dødt." in text for text in world.texts_to("tore"))

    def test_is_not_given_to_a_guard_when_he_says_no_and_the_case_alerts(self, world: Dispatching) -> None:
        world.on_duty("alice")
        order = ordered(world)
        alerted = world.case(order.case_id).state.round
        world.text("tore", "NEI")
        world.advance(1)
        after = world.dispatch(order.case_id, order.id)
        assert (after.state, after.who) == ("wanting", None)
        assert world.texts_to("alice") == []
        assert world.case(order.case_id).state.round > alerted

    def test_lapses_when_he_does_not_answer_and_says_so(self, world: Dispatching) -> None:
        order = ordered(world)
        world.advance(1_801)
        assert world.dispatch(order.case_id, order.id).who is None
        assert "trukket tilbake" in world.texts_to("tore")[-1]

    def test_that_is_late_makes_its_case_alert_anew(self, world: Dispatching) -> None:
        order = ordered(world)
        world.text("tore", "JA")
        world.advance(2 * DAY_S + 1)
        after = world.dispatch(order.case_id, order.id)
        assert after.breached_at_ms is not None
        assert (after.state, world.name_of(after)) == ("accepted", "Tore")

    def test_can_be_called_off_and_the_case_ends_only_then(self, world: Dispatching) -> None:
        order = ordered(world)
        with pytest.raises(Exception, match="dispatched"):
            world.end(order.case_id)
        world.recall(order)
        world.advance(0)
        assert any(text.startswith("AVLYST: oppdraget") for text in world.texts_to("tore"))
        world.end(order.case_id)

    def test_stands_beside_a_guard_who_is_sent_to_the_same_case(self, world: Dispatching) -> None:
        world.on_duty("alice")
        case_id = world.alarm("alarm_technical")
        world.send(case_id)
        ordered(world, case_id)
        assert {one.order for one in world.dispatches(case_id)} == {True, False}

    def test_is_not_told_to_the_customer_as_a_guard_who_was_sent(self, world: Dispatching) -> None:
        case_id = world.alarm("alarm_trouble")
        order = world.send(case_id, "tore", order=True, inform=(world.id("kari"),))
        world.does("tore", order, "accept")
        world.advance(1)
        assert world.texts_to("kari") == []


@pytest.mark.usefixtures("technician")
class TestSeveral:
    def test_he_may_have_more_than_one_and_yes_means_the_newest(self, world: Dispatching) -> None:
        first = ordered(world)
        world.text("tore", "JA")
        second = ordered(world)
        world.text("tore", "JA")
        for order in (first, second):
            assert world.dispatch(order.case_id, order.id).state == "accepted"
        world.text("tore", "FERDIG")
        assert world.dispatch(second.case_id, second.id).state == "done"
        assert world.does("tore", first, "done").state == "done"

    def test_but_not_while_he_has_not_answered_the_one_before(self, world: Dispatching) -> None:
        ordered(world)
        with pytest.raises(Problem, match="unsuitable"):
            ordered(world)
        assert ordered(world, name="terje").state == "offered"


class TestWhom:
    def test_somebody_is_named(self, world: Dispatching) -> None:
        with pytest.raises(Problem) as refused:
            world.send(world.alarm("alarm_trouble"), order=True)
        assert [one.field for one in refused.value.errors] == ["person_id"]

    def test_a_guard_is_no_technician(self, world: Dispatching) -> None:
        world.on_duty("alice")
        with pytest.raises(Problem) as refused:
            ordered(world, name="alice")
        assert [one.field for one in refused.value.errors] == ["person_id"]
