"""The blind code word, through the doors: the operator types what is heard and is told right, wrong or duress."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from chalicelib.engine.cases import Plan, plan_key
from chalicelib.engine.messages import Hush, hush_key
from chalicelib.records.change import Change, create, update
from chalicelib.register import repository
from chalicelib.register.code_words import hash_word
from chalicelib.register.pins import hash_pin
from chalicelib.register.pointers import Uses
from chalicelib.register.repository import everything
from chalicelib.register.states import Contact, Person
from tests.integration.doors.conftest import Centre
from tests.support.doors import Answered
from tests.support.world import TESTER

RIGHT, DURESS = "blåbær", "tordenvær"


def keep(centre: Centre, name: str, kind: type[Any] = Person, /, **fields: Any) -> None:
    """Give somebody of this world what no form of the tests has given."""
    engine = centre.world.engine
    row = repository.find(engine, everything, kind, centre.world.id(name))
    assert row is not None
    engine.commit(Change((update(row, msgspec.structs.replace(row.state, **fields)),)), actor=TESTER)


@pytest.fixture(scope="module", autouse=True)
def company(centre: Centre) -> None:
    centre.world.engine.commit(Change((create(Uses(customer_id="self", of="customer/self")),)), actor=TESTER)


@pytest.fixture(autouse=True)
def words(centre: Centre) -> None:
    secret = centre.world.config.secret
    hashes = {"code_word_hash": hash_word(RIGHT, secret), "duress_word_hash": hash_word(DURESS, secret)}
    for name in ("alice", "carol"):
        keep(centre, name, **hashes)
    keep(centre, "kari", Contact, **hashes)
    centre.world.now_ms += 11 * 60_000  # earlier tries no longer count


def operator(centre: Centre, name: str = "olav") -> str:
    """A token lasts ten minutes, and these stories are longer."""
    return centre.token(name, "operator")


@pytest.fixture
def duty(centre: Centre) -> Iterator[dict[str, Any]]:
    made = centre.go_on_duty(centre.token("alice", "guard")).json
    yield made
    for case in centre.world.open_cases():
        centre.world.take(case) if case.state.state == "open" else None
        owner = case.state.owner_name.lower() or "olav"
        centre.world.resolve(centre.world.case(case.state.id), owner)
    if centre.world.duty(made["id"]).on:
        centre.world.off_duty(made["id"])


def ask(centre: Centre, name: str = "alice", *, by: str = "olav", key: str = "", **fields: object) -> Answered:
    token = operator(centre, by)
    body = {"of": "person", "id": centre.world.id(name), **fields}
    return centre.send("POST", "code-words/checks", body, token=token, key=key or centre.send.new_key())


def test_what_is_heard_is_right_or_wrong_and_never_told(centre: Centre) -> None:
    right, wrong = ask(centre, heard="BLAABÆR"), ask(centre, heard="lyngbakke")
    assert (right.status, right.json["outcome"], right.json["tries_left"]) == (200, "right", 4)
    assert (wrong.json["outcome"], wrong.json["tries_left"], wrong.json["case_id"]) == ("wrong", 3, "")
    told = json.dumps([right.json, wrong.json], ensure_ascii=False)
    kept = json.dumps(list(centre.world.engine.store.partition("journal", f"code-check/{wrong.json['check_id']}")))
    for secret in (RIGHT, DURESS, "lyngbakke", "blaab"):
        assert secret not in told + kept


@pytest.mark.parametrize("unsaid", ["forgotten", "not_answered", "no_language"])
def test_a_word_that_was_not_said_is_noted_as_what_it_was(centre: Centre, duty: dict[str, Any], unsaid: str) -> None:
    centre.world.advance(21 * 60)
    case = centre.world.the_case("silence")
    answer = ask(centre, unsaid=unsaid, case_id=case.state.id)
    assert (answer.status, answer.json["outcome"]) == (200, unsaid)
    shown = centre.send("GET", f"cases/{case.state.id}", token=operator(centre)).json
    (told,) = [entry for entry in shown["timeline"] if entry["kind"] == "code_word_answered"]
    assert told["data"]["outcome"] == unsaid


@pytest.mark.parametrize("body", [{}, {"heard": RIGHT, "unsaid": "forgotten"}, {"heard": ""}, {"unsaid": "shy"}])
def test_what_cannot_be_judged_names_the_field(centre: Centre, body: dict[str, str]) -> None:
    answer = ask(centre, **body)
    assert answer.status == 422
    assert answer.fields[0] in ("heard", "unsaid")


def test_nobody_and_no_case_and_no_word_are_refused(centre: Centre) -> None:
    assert ask(centre, "nobody", heard=RIGHT).status == 404
    assert ask(centre, heard=RIGHT, case_id="nothing").status == 404
    without = ask(centre, "bob", heard=RIGHT)
    assert without.status == 409
    assert "Ring tilbake" in without.json["detail"]


def test_guessing_has_an_end_but_duress_is_heard_all_the_same(centre: Centre) -> None:
    for _ in range(5):
        assert ask(centre, "carol", heard="gjetning").json["outcome"] == "wrong"
    refused = ask(centre, "carol", heard=RIGHT)
    assert refused.status == 429
    heard = ask(centre, "carol", heard=DURESS)
    assert (heard.status, heard.json["outcome"]) == (200, "duress")
    row = centre.world.case(heard.json["case_id"])
    centre.world.take(row)
    centre.world.resolve(row)


def test_duress_hushes_the_phone_and_the_case_and_alerts_everybody_else(centre: Centre, duty: dict[str, Any]) -> None:
    world = centre.world
    world.advance(21 * 60)
    silence = world.the_case("silence")
    centre.send("POST", f"cases/{silence.state.id}/take", {}, token=operator(centre))
    before = len(world.texts_to("alice")), len(world.texts_to("kari")), len(world.texts_to("dina"))
    answer = ask(centre, heard="Tordenvaer", case_id=silence.state.id)
    assert (answer.status, answer.json["outcome"]) == (200, "duress")
    case = world.case(answer.json["case_id"]).state
    assert (case.kind, case.priority, case.silent, case.person_id) == ("duress", 1, True, world.id("alice"))
    assert world.duty(duty["id"]).hushed
    assert world.engine.get(hush_key(f"duty/{duty['id']}"), Hush) is not None
    assert world.case(silence.state.id).state.silent
    world.advance(10 * 60)
    after = len(world.texts_to("alice")), len(world.texts_to("kari")), len(world.texts_to("dina"))
    assert after[:2] == before[:2]
    assert after[2] > before[2]
    plan = world.engine.get(plan_key(case.id), Plan)
    assert plan is not None
    assert all(one.group != "contacts" for one in plan.state.people)


def test_the_same_duress_told_twice_is_one_alarm(centre: Centre, duty: dict[str, Any]) -> None:
    key = centre.send.new_key()
    first, again = (ask(centre, key=key, heard=DURESS) for _ in range(2))
    assert first.json == again.json
    assert centre.world.told(f"duty/{duty['id']}").count("duress_raised") == 1


def test_a_contact_under_duress_makes_a_silent_case_of_the_site(centre: Centre) -> None:
    body = {"of": "contact", "id": centre.world.id("kari"), "heard": DURESS}
    answer = centre.send("POST", "code-words/checks", body, token=operator(centre)).json
    case = centre.world.case(answer["case_id"])
    assert (case.state.kind, case.state.silent, case.state.text) == ("duress", True, "Kari")
    centre.world.advance(10 * 60)
    assert centre.world.texts_to("kari") == []
    centre.world.take(centre.world.case(case.state.id))
    centre.world.resolve(case)


class TestOnBehalf:
    def register(self, centre: Centre, duty: dict[str, Any], check_id: str | None) -> Answered:
        behalf = {"identified_by": "code_word", **({"check_id": check_id} if check_id is not None else {})}
        body = {"happened_at_ms": centre.world.now_ms, "on_behalf": behalf}
        return centre.send("POST", f"duties/{duty['id']}/check-ins", body, token=operator(centre))

    def test_a_right_word_identifies_the_caller(self, centre: Centre, duty: dict[str, Any]) -> None:
        check = ask(centre, heard=RIGHT).json["check_id"]
        assert self.register(centre, duty, check).status == 200
        entries = centre.send(
            "GET",
            f"sites/{centre.world.id('site')}/journal?from_ms={centre.world.now_ms}&until_ms={centre.world.now_ms}",
            token=operator(centre),
        ).json["entries"]
        told = [one["private"]["on_behalf"] for one in entries if "on_behalf" in one["private"]]
        assert told[-1] == {"identified_by": "code_word", "check_id": check, "note": ""}

    @pytest.mark.parametrize("heard", ["lyngbakke", DURESS])
    def test_a_wrong_word_and_duress_register_nothing(self, centre: Centre, duty: dict[str, Any], heard: str) -> None:
        check = ask(centre, heard=heard).json["check_id"]
        before = centre.world.duty(duty["id"]).next_ms
        answer = self.register(centre, duty, check)
        assert (answer.status, answer.fields) == (422, ["on_behalf.check_id"])
        assert centre.world.duty(duty["id"]).next_ms == before

    def test_nor_does_no_check_or_another_persons_or_operators_or_an_old_one(
        self, centre: Centre, duty: dict[str, Any]
    ) -> None:
        carols = ask(centre, "carol", heard=RIGHT).json["check_id"]
        odas = ask(centre, by="oda", heard=RIGHT).json["check_id"]
        for check in (None, "nothing", carols, odas):
            assert self.register(centre, duty, check).fields == ["on_behalf.check_id"]
        old = ask(centre, heard=RIGHT).json["check_id"]
        centre.world.now_ms += 15 * 60_000 + 1
        late = self.register(centre, duty, old)
        assert late.fields == ["on_behalf.check_id"]


class TestOwnWords:
    def test_a_guard_sets_the_words_on_the_own_phone(self, centre: Centre) -> None:
        token = centre.token("bob", "guard")
        assert centre.send("GET", "me/code-words", token=token).json["has_code_word"] is False
        body = {"code_word": "Vindmølle", "duress_word": "sjakkbrett"}
        answer = centre.send("PUT", "me/code-words", body, token=token)
        assert (answer.status, answer.json["has_duress_word"]) == (200, True)
        assert ask(centre, "bob", heard="vindmolle").json["outcome"] == "right"
        keep(centre, "bob", code_word_hash=None, duress_word_hash=None)

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"code_word": "ab"}, "code_word"),
            ({"code_word": "vindmølle", "duress_word": "vindmølla vindmølle"}, "duress_word"),
            ({"code_word": ""}, "code_word"),
            ({}, "code_word"),
        ],
    )
    def test_words_that_cannot_serve_are_refused(self, centre: Centre, body: dict[str, str], field: str) -> None:
        answer = centre.send("PUT", "me/code-words", body, token=centre.token("bob", "guard"))
        assert (answer.status, answer.fields) == (422, [field])

    def test_the_pin_is_wanted_and_the_one_of_duress_sets_nothing_and_alarms(self, centre: Centre) -> None:
        secret = centre.world.config.secret
        keep(centre, "carol", pin_hash=hash_pin("1234", secret), duress_pin_hash=hash_pin("4321", secret))
        token, body = centre.token("carol", "guard"), {"code_word": "vindmølle", "duress_word": "sjakkbrett"}
        for pin in ({}, {"pin": "9999"}):
            assert centre.send("PUT", "me/code-words", {**body, **pin}, token=token).fields == ["pin"]
        forced = centre.send("PUT", "me/code-words", {**body, "pin": "4321"}, token=token)
        assert forced.status == 200
        case = centre.world.the_case("duress")
        assert (case.state.person_id, case.state.silent) == (centre.world.id("carol"), True)
        assert ask(centre, "carol", heard=RIGHT).json["outcome"] == "right"
        free = centre.send("PUT", "me/code-words", {**body, "pin": "1234"}, token=token)
        assert free.json == forced.json
        assert ask(centre, "carol", heard="vindmølle").json["outcome"] == "right"
        keep(centre, "carol", pin_hash=None, duress_pin_hash=None)
        centre.world.take(case)
        centre.world.resolve(case)
