"""Who asks that alarms be disregarded: a contact of that customer, identified; or the centre, which says why."""

from typing import Any

import msgspec
import pytest

from chalicelib.alarms.routes import ROUTES as PANELS
from chalicelib.desk.code_words import ROUTES as WORDS
from chalicelib.platform.time import MINUTE_MS
from chalicelib.records import journal
from chalicelib.records.change import Change, update
from chalicelib.register.code_words import hash_word
from chalicelib.register.repository import everything, get_contact
from tests.support.desk_doors import token_in
from tests.support.doors import Answered, Doors
from tests.support.panels import Panels
from tests.support.world import TESTER, World

RIGHT, DURESS = "rabarbra", "vinterdekk"


class Call:
    """Kari, a contact of the customer's, calls the centre about the panel at her site."""

    def __init__(self, world: World, panels: Panels) -> None:
        self.world, self.panels = world, panels
        self.send = Doors((*PANELS, *WORDS), world.engine, world.config, lambda: world.now_ms)
        self.panel = panels.add()
        row = get_contact(world.engine, everything, world.id("kari"))
        assert row is not None
        secret = world.config.secret
        hashes = {"code_word_hash": hash_word(RIGHT, secret), "duress_word_hash": hash_word(DURESS, secret)}
        world.engine.commit(Change((update(row, msgspec.structs.replace(row.state, **hashes)),)), actor=TESTER)

        self.olav, self.oda = (token_in(world, self.send) for _ in range(2))

    def post(self, path: str, body: object, token: str = "") -> Answered:
        return self.send("POST", path, body, token=token or self.olav)

    def says(self, word: str) -> str:
        asked = {"of": "contact", "id": self.world.id("kari"), "heard": word}
        return str(self.post("code-words/checks", asked).json["check_id"])

    def wants_a_test(self, **more: Any) -> Answered:
        body = {"until_ms": self.world.now_ms + 60 * MINUTE_MS, "contact_id": self.world.id("kari"), **more}
        return self.post(f"panels/{self.panel.id}/test", body)

    def is_on_test(self) -> bool:
        self.panels.send("1001", "110 03")
        return not self.world.open_cases("alarm_fire")


@pytest.fixture
def call(world: World, panels: Panels) -> Call:
    return Call(world, panels)


def test_a_contact_with_the_right_word_gets_the_test_and_the_journal_says_who_and_how(call: Call) -> None:
    check = call.says(RIGHT)
    answer = call.wants_a_test(on_behalf={"identified_by": "code_word", "check_id": check})
    assert answer.status == 200, answer.json
    assert call.is_on_test()
    entries = [journal.read(item) for item in call.world.engine.store.partition("journal", f"panel/{call.panel.id}")]
    (told,) = [event for entry in entries for event in entry.events if event.kind == "test_begun"]
    assert (told.private["name"], told.private["on_behalf"]["identified_by"]) == ("Kari", "code_word")


def test_who_is_called_back_or_known_by_the_voice_gets_it_too(call: Call) -> None:
    assert call.wants_a_test(on_behalf={"identified_by": "callback", "note": "På nummeret i registeret"}).status == 200


@pytest.mark.parametrize("word", ["jordbær", DURESS])
def test_a_wrong_word_and_the_word_of_duress_disregard_nothing(call: Call, word: str) -> None:
    check = call.says(word)
    answer = call.wants_a_test(on_behalf={"identified_by": "code_word", "check_id": check})
    assert (answer.status, answer.fields) == (422, ["on_behalf.check_id"])
    assert not call.is_on_test()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, "on_behalf"),
        ({"on_behalf": {"identified_by": "code_word"}}, "on_behalf.check_id"),
        ({"on_behalf": {"identified_by": "code_word", "check_id": "x"}}, "on_behalf.check_id"),
        ({"on_behalf": {"identified_by": "said_so"}}, "on_behalf.identified_by"),
        ({"contact_id": "nobody"}, "contact_id"),
        ({"contact_id": None}, "why"),
        ({"contact_id": None, "why": "   "}, "why"),
    ],
)
def test_who_is_not_identified_gets_none_and_the_field_is_named(call: Call, more: dict[str, Any], field: str) -> None:
    answer = call.wants_a_test(**more)
    assert (answer.status, answer.fields) == (422, [field])
    assert not call.is_on_test()


def test_another_customers_contact_has_no_say(call: Call) -> None:
    call.panels.add_site("elsewhere", customer="other")
    theirs = call.panels.add("3003", site="elsewhere", customer="other")
    body = {"until_ms": call.world.now_ms + 60 * MINUTE_MS, "contact_id": call.world.id("kari")}
    on_behalf = {"identified_by": "known_voice"}
    answer = call.post(f"panels/{theirs.id}/test", {**body, "on_behalf": on_behalf})
    assert (answer.status, answer.fields) == (422, ["contact_id"])


def test_a_check_that_another_operator_made_is_not_this_ones(call: Call) -> None:
    check = call.says(RIGHT)
    body = {
        "until_ms": call.world.now_ms + 60 * MINUTE_MS,
        "contact_id": call.world.id("kari"),
        "on_behalf": {"identified_by": "code_word", "check_id": check},
    }
    answer = call.post(f"panels/{call.panel.id}/test", body, token=call.oda)
    assert (answer.status, answer.fields) == (422, ["on_behalf.check_id"])
