"""What is exported can be imported again and changes nothing; nobody gets more than they may see."""

import csv
import io
from base64 import b64decode

import pytest

from chalicelib.platform.access import Caller
from tests.support.office import ADMINISTRATOR, MANAGER, OPERATOR, Office, customers_own
from tests.support.register import good

PLURALS = ("customers", "sites", "contacts", "people", "assignments")


def exported(office: Office, plural: str, query: str = "", caller: Caller = MANAGER) -> bytes:
    answered = office(caller, "GET", f"exports/{plural}{query}")
    assert answered.status == 200, answered.json
    return b64decode(answered.json["content_base64"])


@pytest.fixture(scope="module")
def customer(office: Office) -> str:
    """A customer with one of everything, and with what spreadsheets stumble over."""
    customer = office.customer("=Havna; «gamle»")
    site = office.create("sites", customer_id=customer, name="-Kai 4", directions="Gå inn.\nTa til venstre; ring.")
    office.create("contacts", customer_id=customer, site_id=site["id"], name="@Kari", phone="+46701234567")
    office.person(customer_id=customer, name="Åse", roles=["field_worker", "customer_administrator"], number="'7")
    policy = office.create("policies", customer_id=customer)
    assignment = good("assignments", customer_id=customer, site_id=site["id"], policy_id=policy["id"], loud=True)
    office.create("assignments", **assignment)
    return customer


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("plural", PLURALS)
def test_what_was_exported_says_what_is_there(office: Office, customer: str, plural: str, encoding: str) -> None:
    raw = exported(office, plural, f"?customer_id={customer}&encoding={encoding}")
    report = office.file(MANAGER, plural, raw, dry_run=True).json
    assert report["errors"] == []
    assert report["created"] == 0
    assert report["unchanged"] + report["changed"] == 1
    # A date has no time of day: an assessment that was given one says less in a file.
    assert {field for one in report["preview"] for field in one["fields"]} <= {
        "risikovurdering",
        "vurdert av",
        "vurdert dato",
    }


def test_the_whole_register_comes_in_again(office: Office, customer: str) -> None:
    for plural in PLURALS:
        raw = exported(office, plural, caller=ADMINISTRATOR)
        report = office.file(ADMINISTRATOR, plural, raw, dry_run=True).json
        assert (report["created"], report["errors"]) == (0, [])


def test_no_cell_is_a_formula(office: Office, customer: str) -> None:
    for plural in PLURALS:
        text = exported(office, plural, f"?customer_id={customer}").decode("utf-8-sig")
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
            assert not [cell for cell in line if cell.startswith(("=", "+", "-", "@"))]


def test_a_letter_that_the_encoding_lacks_is_named_and_not_lost(office: Office) -> None:
    customer = office.customer("Deanu gielda")
    office.person(customer_id=customer, name="Máret Ánne Ŋuolla", roles=["field_worker"])
    refused = office(MANAGER, "GET", f"exports/people?customer_id={customer}&encoding=cp1252")
    assert refused.status == 409
    assert "Ŋ" in refused.json["detail"]
    assert "Ŋ" in exported(office, "people", f"?customer_id={customer}").decode("utf-8-sig")


def test_a_customers_administrator_gets_that_customers_things_only(office: Office, customer: str) -> None:
    own, other = customers_own(customer), office.customer("Konkurrenten")
    for plural in PLURALS:
        assert b"Konkurrenten" not in exported(office, plural, caller=own)
        assert exported(office, plural, f"?customer_id={other}", own).count(b"\r\n") == 1


def test_operators_export_nothing_and_policies_are_no_table(office: Office) -> None:
    assert office(OPERATOR, "GET", "exports/people").status == 403
    assert office(MANAGER, "GET", "exports/policies").status == 404


def test_a_dry_run_tells_line_by_line_what_would_become_of_it(office: Office) -> None:
    alice = office.person(name="Alice")
    new = office.new_phone()
    raw = f"navn;telefon;roller;nummer\nAlice Berg;{alice['phone']};vekter;17\nBob;{new};vekter;18\nCarol;12;vekter;\n"
    report = office.file(MANAGER, "people", raw, dry_run=True).json
    assert [(one["line"], one["name"], one["outcome"], one["fields"]) for one in report["preview"]] == [
        (2, "Alice Berg", "changed", ["navn", "nummer"]),
        (3, "Bob", "created", []),
    ]
    assert [(one["line"], one["field"]) for one in report["errors"]] == [(4, "telefon")]
    assert (report["created"], report["changed"], report["done"]) == (0, 0, False)
