"""An alarm sets in motion what the customer wishes, and nothing else."""

from chalicelib.engine.call_list import CallList, call_list_key
from chalicelib.engine.cases import Plan, plan_key
from chalicelib.records.change import Change, create
from chalicelib.register.categories import Category
from chalicelib.register.instruction import CustomerInstruction, Notice, OwnStep
from chalicelib.register.scopes import Scope, Span, scope_of
from tests.support.panels import Panels
from tests.support.world import TESTER, World


def wish(world: World, category: Category, *notices: Notice) -> None:
    state = CustomerInstruction(
        customer_id=world.id("customer"),
        id=world.id("wish"),
        name="Innbrudd",
        categories=(category,),
        action="both",
        notices=notices,
        steps=(OwnStep(text="Spør etter vaktmesteren"),),
        response_s=900,
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
