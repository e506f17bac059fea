"""Finding one among many: by parts of a name, by digits, by what is marked; and reading a long list to its end."""

import pytest

from chalicelib.platform.access import Caller
from chalicelib.platform.config import Config
from chalicelib.register.place_kind import TERRAINS
from tests.support.office import ADMINISTRATOR, MANAGER, Office, customers_own


def names(office: Office, query: str, caller: Caller = MANAGER) -> list[str]:
    answered = office(caller, "GET", query)
    assert answered.status == 200, answered.json
    return [one["name"] for one in answered.json["items"]]


@pytest.fixture(scope="module")
def crowd(office: Office) -> str:
    """A customer with people whose names and numbers resemble one another."""
    customer = office.customer("Fjelloppsynet")
    for name in ("Anne Berg", "Anne Bergset", "Åse Nordli", "Bjørn Åsland"):
        office.person(name=name, customer_id=customer, roles=["field_worker"])
    return customer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("anne berg", ["Anne Berg", "Anne Bergset"]),
        ("bergset", ["Anne Bergset"]),
        ("åS", ["Bjørn Åsland", "Åse Nordli"]),
        ("anne nordli", []),
        ("  ", ["Anne Berg", "Anne Bergset", "Bjørn Åsland", "Åse Nordli"]),
    ],
)
def test_people_are_found_by_parts_of_their_names(office: Office, crowd: str, text: str, found: list[str]) -> None:
    assert sorted(names(office, f"people?customer_id={crowd}&q={text.replace(' ', '%20')}")) == sorted(found)


def test_people_are_found_by_their_number_however_it_is_spaced(office: Office, crowd: str) -> None:
    bob = office.person(name="Bob", customer_id=crowd, roles=["field_worker"])
    tail = bob["phone"][-5:]
    spaced = f"{tail[:2]}%20{tail[2:]}"
    assert "Bob" in names(office, f"people?customer_id={crowd}&q={spaced}")


def test_whoever_is_marked_as_wrong_is_found_at_once(office: Office, crowd: str) -> None:
    kari = office.create("contacts", customer_id=crowd, name="Kari")
    office.create("contacts", customer_id=crowd, name="Kjell", phone="49000202")
    marked = {**{name: kari[name] for name in ("customer_id", "name", "phone", "version")}, "wrong": True}
    assert office(MANAGER, "PUT", f"contacts/{kari['id']}", marked).status == 200
    assert names(office, f"contacts?customer_id={crowd}&wrong=true") == ["Kari"]


def test_a_long_list_is_read_to_its_end_and_nobody_twice(office: Office, crowd: str) -> None:
    whole, seen, after = names(office, f"people?customer_id={crowd}"), [], ""
    while True:
        page = office(MANAGER, "GET", f"people?customer_id={crowd}&limit=2&after={after}").json
        seen += [one["name"] for one in page["items"]]
        after = page["next"]
        if not page["more"]:
            break
    assert after == ""
    assert seen == whole


@pytest.mark.parametrize("after", ["nonsense", "W10", "WyJhIiwiYiIsImMiXQ", "%C3%A6"])
def test_what_is_no_place_in_the_list_is_refused(office: Office, crowd: str, after: str) -> None:
    answered = office(MANAGER, "GET", f"people?customer_id={crowd}&after={after}")
    assert (answered.status, answered.fields) == (422, ["after"])


def test_a_bookmark_in_another_customers_list_opens_nothing(office: Office, crowd: str) -> None:
    place = office(MANAGER, "GET", f"people?customer_id={crowd}&limit=1").json["next"]
    stranger = customers_own(office.customer("Naboen"))
    answered = office(stranger, "GET", f"people?after={place}")
    assert (answered.status, answered.fields) == (422, ["after"])


def test_the_systems_own_policies_can_be_read(office: Office) -> None:
    listed = office(ADMINISTRATOR, "GET", "default-policies").json["items"]
    assert [one["risk"] for one in listed] == ["high", "standard", "low"]
    assert all(one["ladder"] and one["version"] == 0 for one in listed)


def test_the_systems_own_kinds_of_places_can_be_read_one_for_each_terrain(office: Office) -> None:
    listed = office(ADMINISTRATOR, "GET", "default-place-kinds").json["items"]
    assert [one["terrain"] for one in listed] == list(TERRAINS)
    assert all(one["ladder"] and one["longest_interval_s"] >= one["interval_s"] for one in listed)
    assert {one["script"] for one in listed} == {""}, "what is usually said is the pages' own, in each language"


def test_ten_thousand_are_asked_for_a_page_at_a_time(office: Office, settings: Config) -> None:
    answered = office(MANAGER, "GET", "people?limit=501")
    assert (answered.status, answered.fields) == (422, ["limit"])
