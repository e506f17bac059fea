"""Keys in the register: a tag that is one key's alone and says nothing, where it hangs, and files of them."""

from base64 import b64decode
from itertools import count
from typing import Any

import pytest

from chalicelib.records import journal
from chalicelib.records.commit import Engine
from chalicelib.register.key_pointers import key_with_tag, keys_at
from tests.support.office import ADMINISTRATOR, MANAGER, OPERATOR, Office, customers_own
from tests.support.register import as_sent, good

_numbers = count(10_000)


@pytest.fixture
def place(office: Office) -> dict[str, str]:
    customer = office.customer()
    return {"customer_id": customer, "site_id": office.site(customer)}


def new_tag() -> str:
    return f"N-{next(_numbers)}"


def key(office: Office, place: dict[str, str], **fields: Any) -> dict[str, Any]:
    return office.create("keys", **{**place, "name": new_tag(), **fields})


class TestTags:
    @pytest.mark.parametrize("written", ["n-{}", "N{}", " n - {} "])
    def test_a_tag_is_kept_as_it_stands_on_the_key(self, office: Office, place: Any, written: str) -> None:
        number = next(_numbers)
        assert key(office, place, name=written.format(number))["name"] == f"N-{number}"

    @pytest.mark.parametrize("told", ["Kai 4", "Havnegata 4", "N-", "0147", "N-1", "HAVN-0147", ""])
    def test_what_could_tell_whose_it_is_is_no_tag(self, office: Office, place: Any, told: str) -> None:
        refused = office(MANAGER, "POST", "keys", good("keys", **place, name=told))
        assert (refused.status, refused.fields) == (422, ["name"])
        assert "N-0147" in str(refused.json)

    def test_two_keys_never_share_a_tag_even_at_two_customers(self, office: Office, engine: Engine, place: Any) -> None:
        first = key(office, place)
        customer = office.customer("Hotellet")
        other = {"customer_id": customer, "site_id": office.site(customer), "name": first["name"].lower()}
        refused = office(MANAGER, "POST", "keys", good("keys", **other))
        assert (refused.status, refused.fields) == (422, ["name"])
        found = key_with_tag(engine, first["name"])
        assert found is not None
        assert found.state.id == first["id"]

    def test_a_tag_that_was_given_up_can_be_given_again(self, office: Office, engine: Engine, place: Any) -> None:
        first = key(office, place)
        office(MANAGER, "PUT", f"keys/{first['id']}", as_sent("keys", first, name=new_tag()))
        second = key(office, place, name=first["name"])
        found = key_with_tag(engine, first["name"])
        assert found is not None
        assert found.state.id == second["id"]
        assert [row.state.name for row in keys_at(engine, place["customer_id"], place["site_id"])] != []


class TestKeeping:
    def test_a_key_hangs_where_it_is_said_to_hang(self, office: Office, place: Any) -> None:
        made = key(office, place)
        assert (made["cabinet"], made["hook"], made["note"], made["state"]) == ("A", "12", "Sidedøren.", "in")
        assert office(OPERATOR, "GET", f"keys/{made['id']}").json == made
        moved = office(MANAGER, "PUT", f"keys/{made['id']}", as_sent("keys", made, hook="13"))
        assert (moved.json["hook"], moved.json["version"]) == ("13", 2)

    @pytest.mark.parametrize("field", ["state", "holder_id", "since_ms", "kept"])
    def test_no_form_says_who_has_it(self, office: Office, place: Any, field: str) -> None:
        refused = office(MANAGER, "POST", "keys", good("keys", **place, **{field: "out"}))
        assert (refused.status, refused.fields) == (422, [field])

    def test_a_site_is_not_deleted_while_it_has_a_key(self, office: Office, place: Any) -> None:
        made = key(office, place)
        refused = office(MANAGER, "DELETE", f"sites/{place['site_id']}")
        assert refused.status == 409
        assert "nøkkel" in refused.json["detail"]
        assert office(MANAGER, "DELETE", f"keys/{made['id']}").status == 204
        assert office(MANAGER, "DELETE", f"sites/{place['site_id']}").status == 204

    def test_another_customers_key_is_as_if_it_were_not(self, office: Office, place: Any) -> None:
        made = key(office, place)
        stranger = customers_own(office.customer("Hotellet"))
        assert office(stranger, "GET", f"keys/{made['id']}").status == 404
        assert office(stranger, "GET", f"keys?customer_id={place['customer_id']}").json["items"] == []

    def test_the_journal_tells_its_place_in_the_private_part_alone(
        self, office: Office, engine: Engine, place: Any
    ) -> None:
        made = key(office, place)
        (entry,) = [journal.read(item) for item in engine.store.partition("journal", f"key/{made['id']}")]
        (event,) = entry.events
        assert (event.kind, event.data["site_id"]) == ("key.created", place["site_id"])
        assert made["name"] not in str(event.data)
        assert event.private["cabinet"] == "A"


class TestFiles:
    def test_a_table_of_keys_comes_in_and_goes_out_as_it_came(self, office: Office) -> None:
        customer = office.customer("Havn for nøkler")
        office.site(customer, "Kai 9")
        one, two = new_tag(), new_tag()
        table = (
            f"kunde;sted;merke;skap;krok;merknad\r\n{customer};Kai 9;{one};B;1;\r\n{customer};Kai 9;{two};B;2;Port\r\n"
        )
        report = office.file(ADMINISTRATOR, "keys", table)
        assert (report.status, report.json["created"]) == (200, 2)
        out = office(MANAGER, "GET", f"exports/keys?customer_id={customer}").json
        lines = b64decode(out["content_base64"]).decode("utf-8-sig").splitlines()
        assert lines[0] == "kunde;sted;merke;skap;krok;merknad"
        assert [line.split(";")[1:] for line in lines[1:]] == [
            ["Kai 9", one, "B", "1", ""],
            ["Kai 9", two, "B", "2", "Port"],
        ]

    def test_a_line_with_a_known_tag_changes_that_key(self, office: Office, place: Any) -> None:
        made = key(office, place)
        number = made["name"].replace("-", "").lower()
        table = f"kunde;sted;merke;krok\r\n{place['customer_id']};{place['site_id']};{number};77\r\n"
        assert office.file(MANAGER, "keys", table).json["changed"] == 1
        assert office(OPERATOR, "GET", f"keys/{made['id']}").json["hook"] == "77"

    def test_a_line_with_a_name_for_a_tag_is_named_with_its_column(self, office: Office, place: Any) -> None:
        table = f"kunde;sted;merke\r\n{place['customer_id']};{place['site_id']};Havnegata 4\r\n"
        refused = office.file(MANAGER, "keys", table)
        assert "merke" in str(refused.json)
        assert "N-0147" in str(refused.json)
