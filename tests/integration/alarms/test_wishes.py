"""An alarm sets in motion what the customer wishes, and nothing else."""

import pytest

from chalicelib.alarms.signal import Told
from chalicelib.desk.wish_preview import ROUTES
from chalicelib.engine.call_list import CallList, call_list_key
from chalicelib.engine.cases import Plan, plan_key
from chalicelib.guards.dispatch.service import Wish, send
from chalicelib.guards.dispatch.states import Dispatch, dispatch_key
from chalicelib.platform.ids import new_id
from chalicelib.records.change import Change, create
from chalicelib.register.categories import CATEGORIES, Category
from chalicelib.register.instruction import Action, By, CustomerInstruction, Notice, OwnStep
from chalicelib.register.scopes import Scope, Span, scope_of
from tests.support.desk_doors import token_in
from tests.support.doors import Doors
from tests.support.panels import Panels
from tests.support.world import TESTER, World


def wish(world: World, category: Category, *notices: Notice, action: Action = "both") -> None:
    state = CustomerInstruction(
        customer_id=world.id("customer"),
        id=world.id("wish"),
        name="Innbrudd",
        categories=(category,),
        action=action,
        notices=notices,
        steps=(OwnStep(text="Spør etter vaktmesteren"),) if action != "log" else (),
        response_s=900 if action != "log" else None,
    )
    span = Span(name=state.name, categories=state.categories, times=state.times)
    scope = Scope(customer_id=state.customer_id, of=scope_of(state), spans={state.id: span})
    world.engine.commit(Change((create(state), create(scope))), actor=TESTER, at_ms=world.now_ms)


def test_a_burglary_tells_whom_the_customer_wishes_and_gives_the_operator_its_steps(
    world: World, panels: Panels
) -> None:
    wish(
        world,
        "burglary",
        Notice(contact_id=world.id("kari"), by="sms", at_once=True, text="Innbrudd ved {site}."),
        Notice(contact_id=world.id("kjell"), by="call"),
    )
    panels.add()
    panels.send("1001", "130 01")
    case = world.the_case("alarm_burglary").state
    plan = world.engine.get(plan_key(case.id), Plan)
    assert plan is not None
    assert [step.what for step in plan.state.steps] == ["send_guard", "call_contact", "other"]
    assert plan.state.steps[0].within_s == 900
    world.advance(1)
    assert world.texts_to("kari") == ["Innbrudd ved Lager 4."]
    calls = world.engine.get(call_list_key(case.id), CallList)
    assert calls is not None
    assert [(line.to.id, line.by) for line in calls.state.lines] == [(world.id("kjell"), "call")]


def test_a_class_that_joins_the_case_tells_its_own_people_once(world: World, panels: Panels) -> None:
    wish(world, "fire", Notice(contact_id=world.id("kari"), by="sms", at_once=True))
    panels.add()
    panels.send("1001", "130 01", sequence="0001")
    world.advance(1)
    assert world.texts_to("kari") == []
    panels.send("1001", "110 02", sequence="0002")
    panels.send("1001", "110 03", sequence="0003")
    world.advance(1)
    assert len(world.texts_to("kari")) == 1


class TestLogOnly:
    def test_nobody_is_alarmed_and_the_signal_is_kept(self, world: World, panels: Panels) -> None:
        wish(world, "burglary", action="log")
        panels.add()
        taken = panels.send("1001", "130 01")
        assert world.open_cases() == []
        assert panels.signal(taken).verdict == "logged"

    def test_where_nobody_wrote_anything_it_is_a_case(self, world: World, panels: Panels) -> None:
        wish(world, "water", action="log")
        panels.add()
        panels.send("1001", "130 01")
        assert len(world.open_cases("alarm_burglary")) == 1

    @pytest.mark.parametrize(
        ("category", "code"), [("fire", "110 03"), ("hold_up", "120 04"), ("medical", "100 09"), ("gas", "151 09")]
    )
    def test_what_may_cost_a_life_is_a_case_whatever_is_written(
        self, world: World, panels: Panels, category: Category, code: str
    ) -> None:
        wish(world, category, action="log")
        panels.add()
        panels.send("1001", code)
        assert len(world.open_cases(f"alarm_{category}")) == 1

    def test_the_case_that_somebody_works_on_hears_of_it(self, world: World, panels: Panels) -> None:
        panels.add()
        panels.send("1001", "130 01", sequence="0001")
        case = world.the_case("alarm_burglary")
        wish(world, "burglary", action="log")
        taken = panels.send("1001", "130 01", sequence="0002")
        assert (panels.signal(taken).verdict, panels.signal(taken).case_id) == ("case", case.state.id)

    def test_what_a_caller_tells_is_a_case(self, world: World, panels: Panels) -> None:
        wish(world, "water", action="log")
        panels.add()
        panels.put("1001", (Told(code="water"),), protocol="HAND", genuine=True)
        world.settle()
        assert len(world.open_cases("alarm_water")) == 1

    @pytest.mark.parametrize("category", CATEGORIES)
    def test_what_would_happen_is_what_happens(self, world: World, panels: Panels, category: Category) -> None:
        wish(world, category, action="log")
        doors = Doors(ROUTES, world.engine, world.config, lambda: world.now_ms)
        query = f"wishes?site_id={world.id('site')}&category={category}"
        foretold = doors("GET", query, token=token_in(world, doors)).json
        panels.add()
        panels.put("1001", (Told(code=category),), protocol="HTTP", genuine=True)
        world.settle()
        assert foretold["action"] == "log"
        assert foretold["opens_case"] == (world.open_cases() != [])


class TestEachStep:
    """Who follows an alarm is told when it came, when a guard was sent, when he is there, and when it is over."""

    def follows(self, world: World, *, at_once: bool = False, category: Category = "burglary") -> None:
        by: By = "sms" if at_once else "call"
        wish(world, category, Notice(contact_id=world.id("kari"), by=by, at_once=at_once, each_step=True))

    def test_who_follows_it_hears_that_it_came_though_he_is_rung_in_turn(self, world: World, panels: Panels) -> None:
        self.follows(world)
        panels.add()
        panels.send("1001", "130 01")
        world.advance(1)
        (text,) = world.texts_to("kari")
        assert "Vi har mottatt alarm" in text
        assert "Innbruddsalarm" in text
        assert "Lager 4" in text

    def test_who_was_told_in_the_customers_own_words_is_not_told_twice(self, world: World, panels: Panels) -> None:
        self.follows(world, at_once=True)
        panels.add()
        panels.send("1001", "130 01")
        world.advance(1)
        assert len(world.texts_to("kari")) == 1
        assert "Vi har mottatt" not in world.texts_to("kari")[0]

    def test_it_is_copied_into_the_case_and_dispatch_follows_it_without_being_asked(
        self, world: World, panels: Panels
    ) -> None:
        self.follows(world)
        panels.add()
        panels.send("1001", "130 01")
        case = world.the_case("alarm_burglary").state
        dispatch_id = send(world.engine, TESTER, new_id(), case.id, Wish(), world.now_ms)
        dispatch = world.engine.get(dispatch_key(case.id, dispatch_id), Dispatch)
        assert dispatch is not None
        assert [one.id for one in dispatch.state.informed] == [world.id("kari")]

    def test_a_graver_class_that_joins_brings_its_own_and_loses_nobody(self, world: World, panels: Panels) -> None:
        self.follows(world, category="fire")
        panels.add()
        panels.send("1001", "130 01")
        panels.send("1001", "110 03")
        world.advance(1)
        (text,) = world.texts_to("kari")
        assert "BRANNALARM" in text
        plan = world.engine.get(plan_key(world.the_case("alarm_fire").state.id), Plan)
        assert plan is not None
        assert [one.id for one in plan.state.informed] == [world.id("kari")]

    def test_at_a_hold_up_nobody_is_told_anything(self, world: World, panels: Panels) -> None:
        self.follows(world, category="hold_up")
        panels.add()
        panels.send("1001", "120 01")
        world.advance(1)
        assert world.texts_to("kari") == []
