"""What the customer wishes goes out with the case, and a call list keeps trying until somebody confirms."""

import secrets
from typing import Any

import msgspec
import pytest

from chalicelib.engine.call_list import PAUSE_MS, TURN_MS, CallList, call_list_key, confirmed, not_confirmed
from chalicelib.engine.cases import Opening, open_case
from chalicelib.engine.wishing import at_once, wanted_at
from chalicelib.platform.config import config
from chalicelib.platform.ids import new_id
from chalicelib.platform.operations import Key
from chalicelib.records.change import Change, create
from chalicelib.register.categories import Category
from chalicelib.register.instruction import CustomerInstruction, Emergency, Notice
from chalicelib.register.scopes import Scope, Span, scope_of
from chalicelib.register.states import Contact, Site
from chalicelib.register.usage import held_by
from tests.support.world import TESTER, World

TURN_S, PAUSE_S = TURN_MS // 1000, PAUSE_MS // 1000


@pytest.fixture
def world(dynamodb: str) -> World:
    world = World(msgspec.structs.replace(config(), table_prefix=f"w{secrets.token_hex(4)}-"))
    at_site = msgspec.structs.replace(world.contact("berit", 3), site_id=world.id("site"))
    world.engine.commit(Change((create(at_site),)), actor=TESTER, at_ms=world.now_ms)
    return world


def wish(world: World, *notices: Notice, categories: tuple[Category, ...] = ("burglary",), **fields: Any) -> None:
    state = CustomerInstruction(
        customer_id=world.id("customer"),
        id=world.id("wish"),
        name="Innbrudd",
        categories=categories,
        action="notify",
        notices=notices,
        **fields,
    )
    span = Span(name=state.name, categories=state.categories, times=state.times)
    scope = Scope(customer_id=state.customer_id, of=scope_of(state), spans={state.id: span})
    world.engine.commit(Change((create(state), create(scope))), actor=TESTER, at_ms=world.now_ms)


def alarm(world: World, category: Category = "burglary") -> str:
    """A case of that category, as an alarm opens it: with what the customer wishes, in one transaction."""
    case_id = new_id()
    site = world.engine.get(Key(f"site/{world.id('site')}"), Site)
    assert site is not None
    found = wanted_at(world.engine, site.state, category, world.now_ms)
    opening = Opening(
        id=case_id,
        kind=category,
        customer_id=site.state.customer_id,
        site=site.state.id,
        steps={category: found.steps},
        people=found.people,
    )
    writes = (*open_case(opening, world.now_ms), *at_once(found, case_id, world.now_ms))
    world.engine.commit(Change(writes), actor=TESTER, at_ms=world.now_ms)
    world.advance(1)
    return case_id


def told(world: World, name: str) -> list[str]:
    return world.texts_to(name)


def line(world: World, name: str, **fields: Any) -> Notice:
    return Notice(contact_id=world.id(name), **{"by": "sms", **fields})


def state_of(world: World, case_id: str) -> CallList:
    row = world.engine.get(call_list_key(case_id), CallList)
    assert row is not None
    return row.state


def test_those_who_are_told_at_once_have_their_text_within_the_second(world: World) -> None:
    wish(world, line(world, "kari", at_once=True, text="Alarm ved {site}."), line(world, "kjell", at_once=True))
    alarm(world)
    assert told(world, "kari") == ["Alarm ved Lager 4."]
    assert told(world, "kjell")[0].startswith("Innbrudd: Lager 4 kl. ")


def test_the_list_tries_one_after_the_other_and_begins_again_after_a_pause(world: World) -> None:
    wish(world, line(world, "kari"), line(world, "kjell"))
    alarm(world)
    assert (len(told(world, "kari")), len(told(world, "kjell"))) == (1, 0)
    assert told(world, "kari")[0].endswith("Svar JA for å bekrefte.")
    world.advance(TURN_S)
    assert (len(told(world, "kari")), len(told(world, "kjell"))) == (1, 1)
    world.advance(PAUSE_S)
    assert (len(told(world, "kari")), len(told(world, "kjell"))) == (2, 1)


@pytest.mark.parametrize("word", ["Ja", "ok.", "YES"])
def test_who_answers_yes_ends_the_list_and_is_thanked(world: World, word: str) -> None:
    wish(world, line(world, "kari"), line(world, "kjell"))
    case_id = alarm(world)
    world.text("kari", word)
    assert state_of(world, case_id).confirmed_by == world.id("kari")
    assert told(world, "kari")[-1].startswith("Takk")
    world.advance(TURN_S + PAUSE_S)
    assert told(world, "kjell") == []


def test_who_has_been_told_nothing_yet_confirms_nothing(world: World) -> None:
    wish(world, line(world, "kari"), line(world, "kjell"))
    case_id = alarm(world)
    world.text("kjell", "ja")
    assert state_of(world, case_id).state == "waiting"


def test_at_a_hold_up_nobody_at_the_site_is_told_whatever_the_list_says(world: World) -> None:
    police = Emergency(service="police", when="at_once")
    notices = (line(world, "berit", at_once=True), line(world, "kari", at_once=True))
    wish(world, *notices, categories=("hold_up",), emergency=police)
    alarm(world, "hold_up")
    assert told(world, "berit") == []
    assert len(told(world, "kari")) == 1


def test_without_a_wish_the_sites_contacts_are_called_in_their_order(world: World) -> None:
    site = world.engine.get(Key(f"site/{world.id('site')}"), Site)
    assert site is not None
    found = wanted_at(world.engine, site.state, "water", world.now_ms)
    assert [(one.to.name, one.by) for one in found.in_turn] == [("Berit", "call"), ("Kari", "call"), ("Kjell", "call")]
    assert [step.what for step in found.steps] == ["ring_contact"]


def test_a_number_that_is_wrong_is_left_out(world: World) -> None:
    row = world.engine.get(Key(f"contact/{world.id('kari')}"), Contact)
    assert row is not None
    wish(world, line(world, "kari"), line(world, "kjell"))
    case_id = alarm(world)
    world.text("kari", "feil")
    world.advance(TURN_S)
    assert len(told(world, "kjell")) >= 1
    assert state_of(world, case_id).state == "waiting"


def test_a_list_ends_with_its_case(world: World) -> None:
    wish(world, line(world, "kari"))
    case = world.case(alarm(world))
    world.take(case)
    world.resolve(case)
    world.advance(PAUSE_S)
    assert state_of(world, case.state.id).state == "over"
    assert len(told(world, "kari")) == 1


def test_what_an_operator_heard_brings_the_next_ones_turn_or_ends_the_list(world: World) -> None:
    wish(world, line(world, "kari", by="call"), line(world, "kjell", by="call"))
    row = world.engine.get(call_list_key(alarm(world)), CallList)
    assert row is not None
    voicemail = not_confirmed(row, world.id("kari"), "voicemail", world.now_ms).writes[0].after
    assert isinstance(voicemail, CallList)
    assert (voicemail.state, voicemail.next_ms) == ("waiting", world.now_ms)
    another = not_confirmed(row, world.id("kjell"), "no_answer", world.now_ms).writes[0].after
    assert isinstance(another, CallList)
    assert another.next_ms == row.state.next_ms
    done = confirmed(row, world.id("kari"), "call").writes[0].after
    assert isinstance(done, CallList)
    assert done.lane is None


def test_an_instruction_is_not_deleted_from_under_a_case(world: World) -> None:
    wish(world, line(world, "kari"))
    alarm(world)
    row = world.engine.get(Key(f"instruction/{world.id('wish')}"), CustomerInstruction)
    assert row is not None
    assert held_by(world.engine, row.state, row.state.id, world.now_ms).by == {"call_list": 1}
