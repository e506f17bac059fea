"""Changing the register: each decision over what was read, without a database."""

from typing import Any

import msgspec
import pytest

from chalicelib.platform.operations import Check, Key
from chalicelib.platform.problems import Problem, render
from chalicelib.records.change import NOTHING, Change
from chalicelib.records.commit import Facts
from chalicelib.records.rows import Row, State
from chalicelib.register.build import Setting
from chalicelib.register.decisions import Held, add, alter, mark_wrong, take_away
from chalicelib.register.links import keys_around
from chalicelib.register.pointers import Gone, PhoneOfPerson, Uses
from chalicelib.register.states import Contact, Customer, Person, Site
from chalicelib.register.subjects import subject
from tests.support.register import NOW_MS, SECRET, good

HARBOUR = Customer(customer_id="harbour", id="harbour", name="Havnekontoret")


def made(plural: str, thing_id: str, before: Any = None, **fields: Any) -> Any:
    kind = subject(plural)
    sent = msgspec.convert(good(plural, **fields), kind.sent)
    return kind.builder(sent, Setting(id=thing_id, now_ms=NOW_MS, secret=SECRET))(before)


QUAY: Site = made("sites", "quay")
ALICE: Person = made("people", "alice", pin="2580", code_word="blåbær")


def uses(of: str, **counts: int) -> Uses:
    return Uses(customer_id="harbour", of=of, counts=counts)


def facts(*states: State) -> Facts:
    return Facts({state.key: Row(state, 3) for state in states})


THERE = (HARBOUR, QUAY, uses("customer/harbour"), uses("site/quay"), uses("customer/self"))


def after(change: Change, kind: type[Any]) -> list[Any]:
    return [write.after for write in change.writes if isinstance(write.after, kind)]


def fields(refused: pytest.ExceptionInfo[Problem]) -> list[str]:
    return [error.field for error in refused.value.errors]


class TestAdding:
    def test_a_site_is_counted_where_it_rests(self) -> None:
        change = add(QUAY, facts(*THERE))
        assert change.writes[0].after == QUAY
        assert change.writes[0].version == 0
        assert after(change, Uses) == [uses("customer/harbour", site=1), uses("site/quay")]

    def test_an_assignment_is_counted_at_its_customer_its_site_and_its_policy(self) -> None:
        policy = made("policies", "night")
        change = add(made("assignments", "round", policy_id="night"), facts(*THERE, policy, uses("policy/night")))
        counted = {state.of: state.counts for state in after(change, Uses)}
        assert counted == {
            "customer/harbour": {"assignment": 1},
            "site/quay": {"assignment": 1},
            "policy/night": {"assignment": 1},
            "assignment/round": {},
        }

    def test_a_person_is_found_by_number_and_by_role(self) -> None:
        change = add(ALICE, facts(*THERE))
        assert {write.key for write in change.writes} == {
            Key("person/alice"),
            Key("phone/+4749000001", "person"),
            Key("person/alice", "role/guard"),
            Key("customer/self", "uses"),
            Key("person/alice", "uses"),
        }

    def test_two_people_cannot_have_one_number(self) -> None:
        bob = PhoneOfPerson(customer_id="self", phone=ALICE.phone, person_id="bob")
        with pytest.raises(Problem) as refused:
            add(ALICE, facts(*THERE, bob))
        assert fields(refused) == ["phone"]

    @pytest.mark.parametrize(
        ("plural", "sent", "wrong"),
        [
            ("sites", {"customer_id": "nobody"}, ["customer_id"]),
            ("contacts", {"site_id": "nowhere"}, ["site_id"]),
            ("assignments", {"site_id": "nowhere", "policy_id": "none"}, ["policy_id", "site_id"]),
            ("customers", {"default_policies": {"low": "none"}}, ["default_policies.low"]),
        ],
    )
    def test_what_it_names_must_be_there(self, plural: str, sent: dict[str, Any], wrong: list[str]) -> None:
        with pytest.raises(Problem) as refused:
            add(made(plural, "thing", **sent), facts(*THERE))
        assert fields(refused) == wrong

    def test_another_customers_site_is_as_good_as_none(self) -> None:
        other = made("sites", "theirs", customer_id="hotel")
        with pytest.raises(Problem) as refused:
            add(made("contacts", "kari", site_id="theirs"), facts(*THERE, other, uses("site/theirs")))
        assert fields(refused) == ["site_id"]

    def test_a_policy_for_another_risk_is_refused(self) -> None:
        low = made("policies", "calm", risk="low")
        with pytest.raises(Problem) as refused:
            add(made("assignments", "round", policy_id="calm"), facts(*THERE, low, uses("policy/calm")))
        assert fields(refused) == ["policy_id"]
        with pytest.raises(Problem) as refused:
            add(made("customers", "harbour", default_policies={"high": "calm"}), facts(low, uses("policy/calm")))
        assert fields(refused) == ["default_policies.high"]

    def test_the_journal_keeps_names_and_numbers_apart_and_secrets_not_at_all(self) -> None:
        (event,) = add(ALICE, facts(*THERE)).writes[0].events
        assert event.kind == "person.created"
        assert event.data["roles"] == ("guard",)
        assert event.private == {"name": "Alice", "phone": "+4749000001"}
        assert {"pin_hash", "code_word_hash"} <= set(event.data["fields"])
        assert "blåbær" not in repr(event)
        assert str(ALICE.pin_hash) not in repr(event)


class TestChanging:
    def test_another_number_moves_the_pointer_in_the_same_change(self) -> None:
        moved = made("people", "alice", ALICE, phone="49000009")
        around = facts(*THERE, *[PhoneOfPerson(customer_id="self", phone=ALICE.phone, person_id="alice")])
        change = alter(Row(ALICE, 4), 4, moved, around)
        gone = [write.key for write in change.writes if write.after is None]
        assert gone == [Key("phone/+4749000001", "person")]
        assert after(change, PhoneOfPerson)[0].phone == "+4749000009"

    def test_what_was_changed_by_another_is_not_overwritten(self) -> None:
        with pytest.raises(Problem) as refused:
            alter(Row(QUAY, 4), 3, made("sites", "quay", QUAY, name="Kai 5"), facts(*THERE))
        assert (refused.value.status, refused.value.members) == (409, {"version": 4})

    def test_the_same_again_changes_nothing(self) -> None:
        assert alter(Row(QUAY, 4), 4, QUAY, facts(*THERE)) == NOTHING

    def test_a_policys_risk_stays_while_something_uses_it(self) -> None:
        policy = made("policies", "night")
        calmer = made("policies", "night", policy, risk="low")
        with pytest.raises(Problem) as refused:
            alter(Row(policy, 1), 1, calmer, facts(*THERE, uses("policy/night", assignment=1)))
        assert fields(refused) == ["risk"]
        change = alter(Row(policy, 1), 1, calmer, facts(*THERE, uses("policy/night")))
        assert change.checks == (Check("register", Key("policy/night", "uses"), 3),)

    def test_the_journal_names_what_was_changed(self) -> None:
        (event,) = (
            alter(Row(QUAY, 4), 4, made("sites", "quay", QUAY, town="Moss", name="Kai 5"), facts(*THERE))
            .writes[0]
            .events
        )
        assert event.data == {"town": "Moss", "fields": ["name", "town"]}
        assert event.private == {"name": "Kai 5"}


class TestDeleting:
    def test_what_nothing_uses_leaves_only_that_it_was_there(self) -> None:
        around = facts(
            *THERE, PhoneOfPerson(customer_id="self", phone=ALICE.phone, person_id="alice"), uses("person/alice")
        )
        change = take_away(Row(ALICE, 4), 4, around, Held(), NOW_MS)
        assert change.writes[0].after == Gone(customer_id="self", was="person", id="alice", deleted_at_ms=NOW_MS)
        assert change.writes[0].key == ALICE.key
        removed = {write.key for write in change.writes if write.after is None}
        assert removed == {Key("phone/+4749000001", "person"), Key("person/alice", "uses")}

    @pytest.mark.parametrize(
        ("counts", "held"), [({"assignment": 2}, {}), ({}, {"case": 1}), ({"contact": 1}, {"shift": 3})]
    )
    def test_what_is_in_use_stays_and_it_is_said_by_what(self, counts: dict[str, int], held: dict[str, int]) -> None:
        around = facts(HARBOUR, uses("customer/harbour", site=1), uses("site/quay", **counts))
        with pytest.raises(Problem) as refused:
            take_away(Row(QUAY, 1), 1, around, Held(held), NOW_MS)
        assert refused.value.status == 409
        said = render(refused.value, "nb", "test").decode()
        words = {"assignment": "2 oppdrag", "case": "1 åpen", "contact": "1 kontakt", "shift": "3 planlagt"}
        assert all(words[kind] in said for kind in {**counts, **held})

    def test_it_holds_only_while_nobody_begins_to_work_with_it(self) -> None:
        watched = Check("live", Key("site/quay", "presence"), 7)
        change = take_away(Row(QUAY, 1), None, facts(*THERE), Held({}, (watched,)), NOW_MS)
        assert change.checks == (watched,)


class TestWrongNumbers:
    def test_a_number_is_marked_once(self) -> None:
        kari: Contact = made("contacts", "kari")
        change = mark_wrong(Row(kari, 1), NOW_MS)
        (marked,) = after(change, Contact)
        assert (marked.wrong, marked.wrong_at_ms) == (True, NOW_MS)
        assert mark_wrong(Row(marked, 2), NOW_MS + 1) == NOTHING


def test_every_row_that_a_change_writes_was_read_before() -> None:
    """Or a pointer that stands already would be met only as a refusal of the store, again and again."""
    around = set(keys_around([ALICE]))
    assert {write.key for write in add(ALICE, facts(*THERE)).writes} - {ALICE.key} <= around
