"""The believable register of a first start, and how things in it are found."""

import phonenumbers
import pytest

from chalicelib.records.commit import Engine
from chalicelib.register import repository as register
from chalicelib.register import seed_data
from chalicelib.register.batches import Refused
from chalicelib.register.keeping import By, delete_thing, mark_thing_wrong
from chalicelib.register.policy import DEFAULTS
from chalicelib.register.repository import everything
from chalicelib.register.seed import establish, seed, seeded_id
from chalicelib.register.states import Assignment, Contact, Person
from tests.support.people import TESTS
from tests.support.register import NOW_MS

LATER_MS = NOW_MS + 60_000


def by(command: str) -> By:
    return By(TESTS, command, LATER_MS)


def only(customer_id: str) -> register.MaySee:
    return lambda one: one == customer_id


def test_it_is_there_once(engine: Engine) -> None:
    assert seed(engine, LATER_MS) == 0
    assert len(register.list_customers(engine, everything)) == 1 + 6
    people = register.list_people(engine, everything)
    counts = {role: sum(role in row.state.roles for row in people) for role in ("guard", "field_worker", "operator")}
    assert counts == {"guard": 6, "field_worker": 2, "operator": 3}
    assert {row.state.risk for row in register.list_assignments(engine, everything)} == {"high", "standard", "low"}
    assert {row.version for row in people} == {1}


def test_it_is_finished_after_a_crash_and_what_was_deleted_stays_so(engine: Engine) -> None:
    contact = seeded_id("contacts", "Arne Foss")
    delete_thing(engine, everything, Contact, contact, None, by("delete Arne"))
    assert seed(engine, LATER_MS) == 0
    assert register.get_contact(engine, everything, contact) is None


def test_no_number_in_it_can_be_anybodys() -> None:
    numbers = [guard[1] for guard in seed_data.GUARDS] + [worker[1] for worker in seed_data.FIELD_WORKERS]
    numbers += [person[1] for person in seed_data.STAFF] + [contact["phone"] for contact in seed_data.CONTACTS]
    numbers += [site[name] for site in seed_data.SITES for name in ("police_phone", "fire_phone", "medical_phone")]
    for number in numbers:
        parsed = phonenumbers.parse(number, "NO")
        assert phonenumbers.is_possible_number(parsed)
        assert not phonenumbers.is_valid_number(parsed)


def test_every_site_is_on_the_norwegian_mainland(engine: Engine) -> None:
    for row in register.list_sites(engine, everything):
        assert row.state.latitude is not None
        assert row.state.longitude is not None
        assert 57.9 < row.state.latitude < 71.3
        assert 4.4 < row.state.longitude < 31.2


def test_a_sender_is_found_by_number_and_only_by_who_may(engine: Engine) -> None:
    ola = register.find_person_by_phone(engine, everything, "+4749000011")
    assert ola is not None
    assert ola.state.name == "Ola Berg"
    assert register.find_person_by_phone(engine, only("another"), "+4749000011") is None
    assert register.find_person_by_phone(engine, everything, "+4749000099") is None


def test_nothing_is_seen_beyond_the_callers_right(engine: Engine) -> None:
    port = seeded_id("customers", "Nordhavn Terminal")
    hotel = seeded_id("sites", "Hotell Fjordutsikt")
    assert register.get_site(engine, everything, hotel) is not None
    assert register.get_site(engine, only(port), hotel) is None
    for listed in (
        register.list_sites(engine, only(port)),
        register.list_contacts(engine, only(port)),
        register.list_assignments(engine, only(port)),
        register.list_policies(engine, only(port)),
        register.list_customers(engine, only(port)),
    ):
        assert listed
        assert {row.state.customer_id for row in listed} == {port}
    assert register.list_people(engine, only(port)) == []
    assert register.contacts_for_site(engine, only("another"), port, hotel) == []


def test_a_policy_is_the_assignments_else_the_customers_else_the_systems(engine: Engine) -> None:
    night = register.get_assignment(engine, everything, seeded_id("assignments", "Nattvakt havneterminalen"))
    tanks = register.get_assignment(engine, everything, seeded_id("assignments", "Tilsyn tankanlegget"))
    assert night is not None
    assert tanks is not None
    port = register.get_customer(engine, everything, night.state.customer_id)
    assert port is not None
    assert register.policy_for(engine, night.state, port.state).interval_s == 15 * 60
    assert register.policy_for(engine, tanks.state, port.state) == DEFAULTS["high"]


def test_a_customers_own_default_holds_for_its_assignments(engine: Engine) -> None:
    import msgspec

    from chalicelib.records.change import Change, update

    port = register.get_customer(engine, everything, seeded_id("customers", "Nordhavn Terminal"))
    tanks = register.get_assignment(engine, everything, seeded_id("assignments", "Tilsyn tankanlegget"))
    assert port is not None
    assert tanks is not None
    own = seeded_id("policies", "Havn om natten")
    chosen = msgspec.structs.replace(port.state, default_policies={"high": own})
    engine.commit(Change((update(port, chosen),)), actor=TESTS)
    assert register.policy_for(engine, tanks.state, chosen).id == own


class TestContactsOfASite:
    def names(self, engine: Engine, site: str, customer: str = "Nordhavn Terminal") -> list[str]:
        customer_id, site_id = seeded_id("customers", customer), seeded_id("sites", site)
        return [row.state.name for row in register.contacts_for_site(engine, everything, customer_id, site_id)]

    def test_the_sites_own_come_before_the_customers(self, engine: Engine) -> None:
        assert self.names(engine, "Breivika havneterminal") == ["Havnevakten", "Sarah Miller"]
        assert self.names(engine, "Kai 24 og tankanlegget") == ["Geir Nilsen", "Sarah Miller"]

    def test_a_wrong_number_is_tried_last_and_marked(self, engine: Engine) -> None:
        contact = seeded_id("contacts", "Havnevakten")
        marked = mark_thing_wrong(engine, Contact, contact, by("FEIL"))
        again = mark_thing_wrong(engine, Contact, contact, by("FEIL again"))
        assert marked is not None
        assert (marked.state.wrong, marked.state.wrong_at_ms) == (True, LATER_MS)
        assert again == marked
        assert self.names(engine, "Breivika havneterminal") == ["Sarah Miller", "Havnevakten"]

    def test_a_number_tells_whose_contact_it_is(self, engine: Engine) -> None:
        (row,) = register.find_contacts_by_phone(engine, everything, "+4749000232")
        assert row.state.name == "Aslak Mikkelsen"
        assert register.find_contacts_by_phone(engine, only("another"), "+4749000232") == []
        assert mark_thing_wrong(engine, Contact, "nobody", by("FEIL nobody")) is None


def test_who_has_a_role_is_found_without_reading_everybody(engine: Engine) -> None:
    assert [row.state.name for row in register.people_with_role(engine, everything, "operator")] == [
        "Henrik Vik",
        "Nina Aas",
        "Silje Strand",
    ]
    assert [row.state.name for row in register.people_with_role(engine, everything, "duty_manager")] == ["Tor Hagen"]


def test_each_guard_has_both_pins_and_both_words(engine: Engine) -> None:
    for row in register.people_with_role(engine, everything, "guard"):
        person: Person = row.state
        assert all(
            (person.pin_hash, person.duress_pin_hash, person.code_word_hash, person.duress_word_hash, person.number)
        )


def test_each_assignment_says_why_its_risk_is_what_it_is(engine: Engine) -> None:
    for row in register.list_assignments(engine, everything):
        assignment: Assignment = row.state
        assert len(assignment.risk_assessment.text) > 50
        assert assignment.instruction.version == 1


def test_a_real_company_begins_with_its_first_administrator(engine: Engine) -> None:
    with pytest.raises(Refused):
        establish(engine, "Vaktselskapet", "", "nobody", NOW_MS)
    first = establish(engine, "Vaktselskapet", "Eva Holm", "49000777", NOW_MS)
    assert establish(engine, "Vaktselskapet", "Eva Holm", "49000777", LATER_MS) == first
    assert first.state.roles == ("system_administrator",)
