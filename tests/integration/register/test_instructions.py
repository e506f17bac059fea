"""Instructions in a real register: made, changed, imported, held; and two who make them in the same instant."""

import base64
from typing import Any

import pytest

from chalicelib.platform.config import Config
from chalicelib.platform.operations import Key
from chalicelib.platform.problems import Problem
from chalicelib.records.commit import Engine
from chalicelib.records.journal import read
from chalicelib.register.pointers import Uses, uses_key
from chalicelib.register.scopes import Scope, scope_key
from tests.integration.register.test_races import create, delete
from tests.support.between import engine_that_meets
from tests.support.office import MANAGER, OPERATOR, Office, customers_own
from tests.support.register import as_sent, good

NIGHT = [{"days": ["mon", "tue"], "start_min": 0, "end_min": 360}]


@pytest.fixture
def place(office: Office) -> dict[str, str]:
    customer = office.customer()
    site = office.site(customer)
    contact = office.create("contacts", customer_id=customer, name="Kari", phone=office.new_phone())["id"]
    return {"customer_id": customer, "site_id": site, "contact_id": str(contact)}


def scope(office: Office, of: str) -> set[str]:
    row = office.engine.get(scope_key(of), Scope)
    return set(row.state.spans) if row else set()


def wish(place: dict[str, str], **fields: Any) -> dict[str, Any]:
    return {"customer_id": place["customer_id"], "notices": [{"contact_id": place["contact_id"]}], **fields}


def test_one_that_is_made_is_found_by_its_site_changed_and_taken_away(office: Office, place: dict[str, str]) -> None:
    made = office.create("instructions", **wish(place, site_id=place["site_id"]))
    assert scope(office, f"site/{place['site_id']}") == {made["id"]}
    sent = as_sent("instructions", made, name="Brann om natten", times=NIGHT, version=1)
    changed = office(MANAGER, "PUT", f"instructions/{made['id']}", sent)
    assert (changed.json["name"], changed.json["version"]) == ("Brann om natten", 2)
    office(MANAGER, "DELETE", f"instructions/{made['id']}")
    assert scope(office, f"site/{place['site_id']}") == set()


def test_what_it_changed_stands_in_the_journal_and_its_words_in_the_private_part(
    office: Office, place: dict[str, str]
) -> None:
    made = office.create("instructions", **wish(place, access="Nøkkelboks, kode hos sentralen"))
    (entry,) = office.engine.store.partition("journal", f"instruction/{made['id']}")
    assert "Nøkkelboks" in entry["private"]
    assert "Nøkkelboks" not in entry["public"]
    assert [event.kind for event in read(entry).events] == ["instruction.created"]


def test_a_contact_who_is_on_a_call_list_is_not_deleted(office: Office, place: dict[str, str]) -> None:
    made = office.create("instructions", **wish(place))
    refused = office(MANAGER, "DELETE", f"contacts/{place['contact_id']}")
    assert refused.status == 409
    assert "1 instruks(er)" in refused.json["detail"]
    office(MANAGER, "DELETE", f"instructions/{made['id']}")
    assert office(MANAGER, "DELETE", f"contacts/{place['contact_id']}").status == 204


def test_another_customers_contact_is_refused_by_name_of_its_line(office: Office, place: dict[str, str]) -> None:
    other = office.customer("Hotellet")
    sent = good("instructions", customer_id=other, notices=[{"contact_id": place["contact_id"]}])
    refused = office(MANAGER, "POST", "instructions", sent)
    assert refused.status == 422
    assert [error["field"] for error in refused.json["errors"]] == ["notices[0].contact_id"]


def test_a_customers_administrator_keeps_its_own_instructions_and_nobody_elses(
    office: Office, place: dict[str, str]
) -> None:
    own = customers_own(place["customer_id"])
    made = office.create("instructions", own, **wish(place))
    assert office(customers_own("another"), "GET", f"instructions/{made['id']}").status == 404
    assert office(OPERATOR, "GET", f"instructions/{made['id']}").status == 200
    assert office(OPERATOR, "DELETE", f"instructions/{made['id']}").status == 403


def test_of_two_for_the_same_times_made_in_the_same_instant_one_is_told_of_the_other(
    settings: Config, office: Office, place: dict[str, str]
) -> None:
    fields = wish(place, categories=["water"])
    meets = engine_that_meets(settings, lambda: create(office.engine, "instructions", **fields, name="Først"))
    with pytest.raises(Problem) as refused:
        create(meets, "instructions", **fields, name="Sist")
    assert [error.params["name"] for error in refused.value.errors] == ["Først"]
    assert len(scope(office, f"customer/{place['customer_id']}")) == 1


def test_a_contact_deleted_in_the_same_instant_is_missed(
    settings: Config, office: Office, place: dict[str, str]
) -> None:
    contact = place["contact_id"]
    meets = engine_that_meets(settings, lambda: delete(office.engine, "contacts", contact))
    with pytest.raises(Problem):
        create(meets, "instructions", **wish(place))
    assert scope(office, f"customer/{place['customer_id']}") == set()


def test_uses_are_counted_down_when_a_line_is_taken_off(engine: Engine, office: Office, place: dict[str, str]) -> None:
    made = office.create("instructions", **wish(place))
    office(MANAGER, "PUT", f"instructions/{made['id']}", as_sent("instructions", made, notices=[], version=1))
    uses = engine.get(uses_key(f"contact/{place['contact_id']}"), Uses)
    assert uses is not None
    assert uses.state.counts == {}
    assert engine.store.get("register", [Key(f"instruction/{made['id']}")])


TABLE = (
    "kunde;sted;navn;hendelser;tider;handling;ringeliste;kodeord fra;punkter;responstid;nødetat;adkomst\n"
    '{customer};Kai 4;Brann;brann, gass;;begge;"sms! Kari = Brannalarm ved {{site}}.\nring Kari";;'
    '"Steng gassen\nRing drift (valgfritt)";20;110 bekreftet direkte 90;Nøkkel 7\n'
    "{customer};;Vann;vann;man-fre 08:00-16:00;varsle;ring Kari;;;;;\n"
)


class TestFromATable:
    def test_a_customers_instructions_come_in_and_go_out_as_they_were_written(
        self, office: Office, place: dict[str, str]
    ) -> None:
        report = office.file(MANAGER, "instructions", TABLE.format(customer=place["customer_id"])).json
        assert (report["created"], report["errors"]) == (2, [])
        path = f"exports/instructions?customer_id={place['customer_id']}"
        exported = office(MANAGER, "GET", path).json
        again = office.file(MANAGER, "instructions", base64.b64decode(exported["content_base64"])).json
        assert (again["unchanged"], again["errors"]) == (2, [])

    def test_every_bad_line_is_named_by_the_files_own_headings(self, office: Office, place: dict[str, str]) -> None:
        customer = place["customer_id"]
        table = (
            "kunde;navn;hendelser;tider;handling;ringeliste;nødetat\n"
            f"{customer};En;brann;alltid;varsle;;\n"
            f"{customer};To;brannn;;varsle;;\n"
            f"{customer};Tre;brann;;varsle;ring Ingen;\n"
            f"{customer};Fire;ran;;varsle;;\n"
            f"{customer};Fem;vann;man 10:00-09:00;varsle;;\n"
            f"{customer};Seks;vann;;varsle;sms Kari = {'x' * 200};\n"
            f"{customer};Sju;vann;;gjør noe;;\n"
        )
        report = office.file(MANAGER, "instructions", table).json
        assert [(error["line"], error["field"]) for error in report["errors"]] == [
            (2, "tider"),
            (3, "hendelser"),
            (4, "ringeliste"),
            (5, "nødetat"),
            (6, "tider"),
            (7, "ringeliste"),
            (8, "handling"),
        ]
        assert not report["done"]

    def test_two_lines_that_contradict_one_another_are_not_both_kept(
        self, office: Office, place: dict[str, str]
    ) -> None:
        customer = place["customer_id"]
        head = "kunde;navn;hendelser;handling\n"
        report = office.file(
            MANAGER, "instructions", f"{head}{customer};En;vann;varsle\n{customer};To;vann;logg\n"
        ).json
        assert [error["line"] for error in report["errors"]] == [3]
