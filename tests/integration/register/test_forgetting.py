"""What the register's journal says of people goes when its time is over; that something happened, and what, stays."""

from typing import Any

import msgspec
import pytest

from chalicelib.engine.forgetting import settle_forget
from chalicelib.identity.keyring import Keyring
from chalicelib.platform.config import Config
from chalicelib.platform.ids import new_id
from chalicelib.platform.operations import Key
from chalicelib.platform.store import Store
from chalicelib.platform.time import DAY_MS
from chalicelib.records.change import Change, Event, create
from chalicelib.records.commit import Engine
from chalicelib.records.journal import read
from chalicelib.records.rows import FAR_FUTURE_MS, Lane, from_item
from chalicelib.records.verifying import broken_in
from chalicelib.register.batches import BATCH
from chalicelib.register.keeping import By, mark_thing_wrong
from chalicelib.register.states import Contact
from tests.support.between import Killed, engine_that_dies
from tests.support.office import ADMINISTRATOR, MANAGER, Office
from tests.support.people import TESTS
from tests.support.register import NOW_MS, as_sent

NAME, PHONE, NEW_PHONE = "Vigdis Rasmussen", "+4741234567", "+4747654321"
RETENTION_MS = 30 * DAY_MS


@pytest.fixture(autouse=True)
def _today(office: Office) -> None:
    office.now_ms = NOW_MS


def told(engine: Engine, pk: str) -> str:
    """Everything that the journal still says of a thing, in the open and in private."""
    return " ".join(f"{item['public']} {item.get('private', '')}" for item in engine.store.partition("journal", pk))


def kinds(engine: Engine, pk: str) -> list[str]:
    return [event.kind for item in engine.store.partition("journal", pk) for event in read(item).events]


def forget(engine: Engine, pk: str, now_ms: int) -> None:
    """What the clock does with what is due."""
    for shard in range(engine.shards):
        for item in list(engine.store.due(f"{Lane.BULK}#{shard}", now_ms)):
            if item["pk"] == pk:
                settle_forget(engine, from_item(item), now_ms)


def waiting(engine: Engine, pk: str) -> int:
    """How much is still to be forgotten of a thing."""
    lanes = (engine.store.due(f"{Lane.BULK}#{shard}", FAR_FUTURE_MS) for shard in range(engine.shards))
    return sum(item["pk"] == pk for lane in lanes for item in lane)


def changed(office: Office, plural: str, thing: dict[str, Any], **fields: Any) -> dict[str, Any]:
    answered = office(MANAGER, "PUT", f"{plural}/{thing['id']}", as_sent(plural, thing, **fields))
    assert answered.status == 200, answered.json
    return dict(answered.json)


def test_nothing_names_a_person_who_was_deleted_once_the_time_is_over(office: Office) -> None:
    engine = office.engine
    person = office.person(name=NAME, phone=PHONE)
    pk = f"person/{person['id']}"
    changed(office, "people", person, phone=NEW_PHONE)
    assert office(MANAGER, "DELETE", f"people/{person['id']}").status == 204
    assert {word for word in (NAME, PHONE, NEW_PHONE) if word in told(engine, pk)} == {NAME, PHONE, NEW_PHONE}
    forget(engine, pk, NOW_MS + RETENTION_MS - 1)
    assert NAME in told(engine, pk)
    forget(engine, pk, NOW_MS + RETENTION_MS)
    assert not [word for word in (NAME, PHONE, NEW_PHONE) if word in told(engine, pk)]
    assert not any(item.get("salt") for item in engine.store.partition("journal", pk))
    assert kinds(engine, pk) == ["person.created", "person.changed", "person.deleted"]
    assert '"fields":["phone"]' in told(engine, pk)
    assert broken_in(engine.store, pk) == []
    assert waiting(engine, pk) == 0


def test_the_former_number_of_somebody_who_stays_goes_too_and_the_younger_waits_for_its_own_time(
    office: Office,
) -> None:
    engine = office.engine
    person = office.person(name=NAME, phone="+4741000001")
    pk = f"person/{person['id']}"
    office.now_ms += 20 * DAY_MS
    changed(office, "people", person, phone="+4741000002")
    forget(engine, pk, NOW_MS + RETENTION_MS)
    assert "+4741000001" not in told(engine, pk)
    assert "+4741000002" in told(engine, pk)
    assert broken_in(engine.store, pk) == []
    shown = office(MANAGER, "GET", f"people/{person['id']}").json
    assert (shown["name"], shown["phone"]) == (NAME, "+4741000002")
    forget(engine, pk, NOW_MS + 50 * DAY_MS)
    assert "+4741000002" not in told(engine, pk)


def test_a_customers_a_sites_and_a_contacts_names_go_as_peoples_do(office: Office) -> None:
    engine = office.engine
    customer = office.customer("Enkeltmannsforetaket Rasmussen")
    site = office.site(customer, "Hytta til Rasmussen")
    contact = office.create("contacts", customer_id=customer, site_id=site, name=NAME, phone="+4741000003")
    mark_thing_wrong(engine, Contact, contact["id"], By(TESTS, new_id(), NOW_MS))
    for plural, pk in (("contacts", f"contact/{contact['id']}"), ("sites", f"site/{site}"), ("customers", "")):
        thing_id = pk.partition("/")[2] or customer
        assert office(MANAGER, "DELETE", f"{plural}/{thing_id}").status == 204
    for pk in (f"contact/{contact['id']}", f"site/{site}", f"customer/{customer}"):
        forget(engine, pk, NOW_MS + RETENTION_MS)
        assert not [word for word in ("Rasmussen", "+4741000003") if word in told(engine, pk)]
        assert broken_in(engine.store, pk) == []
    assert kinds(engine, f"contact/{contact['id']}") == ["contact.created", "contact.marked_wrong", "contact.deleted"]


def test_the_devices_that_somebody_signed_in_with_are_forgotten(office: Office) -> None:
    engine, person_id = office.engine, new_id()
    ring = Keyring(customer_id="self", person_id=person_id)
    event = Event("signed_in", {"way": "code"}, {"device": "Vigdis sin telefon"})
    engine.commit(Change((create(ring, event),)), actor=TESTS, at_ms=NOW_MS)
    pk = f"person/{person_id}"
    forget(engine, pk, NOW_MS + RETENTION_MS)
    assert "Vigdis" not in told(engine, pk)
    assert kinds(engine, pk) == ["signed_in"]
    assert broken_in(engine.store, pk) == []


def test_how_long_that_is_is_the_installations_choice(engine: Engine, settings: Config) -> None:
    strict = Office(engine_with(settings, retention_days=7), settings)
    person = strict.person(name=NAME)
    pk = f"person/{person['id']}"
    forget(engine, pk, NOW_MS + 7 * DAY_MS)
    assert NAME not in told(engine, pk)


def engine_with(settings: Config, **fields: Any) -> Engine:
    return Engine(Store(msgspec.structs.replace(settings, **fields)), settings.shards)


def test_killed_while_it_forgets_it_begins_again(office: Office, settings: Config) -> None:
    engine = office.engine
    person = office.person(name=NAME)
    pk = f"person/{person['id']}"
    with pytest.raises(Killed):
        forget(engine_that_dies(settings, 0), pk, NOW_MS + RETENTION_MS)
    assert waiting(engine, pk) == 1
    forget(engine, pk, NOW_MS + RETENTION_MS)
    assert waiting(engine, pk) == 0
    assert NAME not in told(engine, pk)


def test_what_has_nothing_to_hide_waits_for_no_forgetting(office: Office) -> None:
    engine, person_id = office.engine, new_id()
    ring = Keyring(customer_id="self", person_id=person_id)
    engine.commit(Change((create(ring, Event("session_ended", {"why": "signed_out"})),)), actor=TESTS, at_ms=NOW_MS)
    assert waiting(engine, f"person/{person_id}") == 0
    assert engine.store.get("register", [Key(f"person/{person_id}", "keyring")])


@pytest.mark.timeout(120)
def test_a_file_of_people_with_every_role_still_fits_its_transactions(office: Office) -> None:
    roles = "guard, operator, duty_manager, system_administrator"
    lines = [f"Nr. {number};{office.new_phone()};{roles}" for number in range(BATCH * 2)]
    answered = office.file(ADMINISTRATOR, "people", "\n".join(["name;phone;roles", *lines]))
    assert answered.status == 200, answered.json
