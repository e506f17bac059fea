"""Nothing is deleted from under a case, a planned shift or somebody who is signed in."""

from typing import Any

import msgspec
import pytest

from chalicelib.engine.cases import Opening, open_case
from chalicelib.engine.messages import Recipient
from chalicelib.guards.place import place_of
from chalicelib.guards.shifts import plan_shift
from chalicelib.identity.keyring import Keyring
from chalicelib.identity.sessions import Session
from chalicelib.platform.config import Config
from chalicelib.platform.ids import new_id
from chalicelib.records.change import Change, create, update
from chalicelib.records.rows import Row
from chalicelib.register.keeping import lean_on
from tests.support.between import engine_that_meets
from tests.support.office import MANAGER, Office
from tests.support.people import TESTS
from tests.support.register import NOW_MS

HOUR_MS = 3_600_000


@pytest.fixture
def place(office: Office) -> dict[str, str]:
    customer = office.customer()
    site = office.site(customer)
    return {
        "customers": customer,
        "sites": site,
        "contacts": office.create("contacts", customer_id=customer, site_id=site)["id"],
        "assignments": office.create("assignments", customer_id=customer, site_id=site)["id"],
        "people": office.person()["id"],
    }


def refused(office: Office, plural: str, thing_id: str, word: str) -> None:
    answered = office(MANAGER, "DELETE", f"{plural}/{thing_id}")
    assert answered.status == 409
    assert word in answered.json["detail"]


def opened(office: Office, place: dict[str, str]) -> Row[Any]:
    people = (Recipient(id=place["contacts"], name="Kari", phone="+4749000201", group="contacts"),)
    opening = Opening(
        id=new_id(),
        kind="silence",
        customer_id=place["customers"],
        site=place["sites"],
        subject="",
        person_id=place["people"],
        people=people,
        params={},
        private={},
    )
    rows = office.engine.commit(Change(tuple(open_case(opening, NOW_MS))), actor=TESTS, at_ms=NOW_MS)
    return rows[0]


def closed(office: Office, row: Row[Any]) -> None:
    resolved = msgspec.structs.replace(row.state, state="resolved", ended_at_ms=NOW_MS)
    office.engine.commit(Change((update(row, resolved),)), actor=TESTS, at_ms=NOW_MS)


def test_an_open_case_holds_its_contacts_its_person_and_its_place(office: Office, place: dict[str, str]) -> None:
    case = opened(office, place)
    for plural in ("contacts", "people", "sites", "customers"):
        refused(office, plural, place[plural], "sak(er)")
    closed(office, case)
    for plural in ("contacts", "people", "assignments", "sites", "customers"):
        assert office(MANAGER, "DELETE", f"{plural}/{place[plural]}").status == 204


def test_a_planned_shift_holds_its_guard_and_its_assignment(office: Office, place: dict[str, str]) -> None:
    engine = office.engine
    guard = Recipient(id=place["people"], name="Alice", phone="+4749000001")
    there = place_of(engine, place["assignments"])
    start_ms = NOW_MS + HOUR_MS
    plan = plan_shift(new_id(), there, guard, start_ms, start_ms + HOUR_MS, NOW_MS)
    leaning = lean_on(engine, f"assignment/{place['assignments']}", f"person/{place['people']}")
    engine.commit(plan + leaning, actor=TESTS, at_ms=NOW_MS)
    refused(office, "assignments", place["assignments"], "1 planlagt")
    refused(office, "people", place["people"], "1 planlagt")


def signed_in(office: Office, person_id: str, until_ms: int) -> Change:
    session = Session(
        customer_id="self",
        id=new_id(),
        person_id=person_id,
        name="Alice",
        roles=("guard",),
        way="code",
        salt="salt",
        created_at_ms=NOW_MS,
        refreshed_at_ms=NOW_MS,
        until_ms=until_ms,
    )
    keyring = Keyring(customer_id="self", person_id=person_id, sessions=(session.id,))
    return Change((create(session), create(keyring)))


@pytest.mark.parametrize(("until_ms", "status"), [(NOW_MS + HOUR_MS, 409), (NOW_MS - 1, 204)])
def test_an_open_session_holds_its_person(office: Office, place: dict[str, str], until_ms: int, status: int) -> None:
    office.engine.commit(signed_in(office, place["people"], until_ms), actor=TESTS, at_ms=NOW_MS)
    answered = office(MANAGER, "DELETE", f"people/{place['people']}")
    assert answered.status == status
    assert status == 204 or "1 innlogging" in answered.json["detail"]


def test_who_signs_in_while_being_deleted_stays(office: Office, settings: Config, place: dict[str, str]) -> None:
    def sign_in() -> None:
        office.engine.commit(signed_in(office, place["people"], NOW_MS + HOUR_MS), actor=TESTS, at_ms=NOW_MS)

    slow = Office(engine_that_meets(settings, sign_in), settings)
    assert slow(MANAGER, "DELETE", f"people/{place['people']}").status == 409


def test_other_customers_cases_hold_nothing_here(office: Office, place: dict[str, str]) -> None:
    elsewhere = office.customer("Hotellet")
    opened(office, place)
    assert office(MANAGER, "DELETE", f"customers/{elsewhere}").status == 204
