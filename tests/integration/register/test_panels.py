"""Panels in the register: whose account it is, what cannot be is refused, and a key is never given back."""

from base64 import b64decode
from typing import Any

import pytest

from chalicelib.platform.ids import new_id
from chalicelib.platform.operations import Key
from chalicelib.records import journal
from chalicelib.records.commit import Engine
from chalicelib.register.accounts import find_panel, panels_at
from chalicelib.register.panel import Panel
from chalicelib.register.panel_keys import read_key, unseal
from chalicelib.register.repository import everything, find
from tests.support.office import ADMINISTRATOR, MANAGER, OPERATOR, Office
from tests.support.register import SECRET, as_sent, good

KEY = "00112233445566778899AABBCCDDEEFF"


@pytest.fixture
def place(office: Office) -> dict[str, str]:
    customer = office.customer()
    return {"customer_id": customer, "site_id": office.site(customer)}


def panel(office: Office, place: dict[str, str], **fields: Any) -> dict[str, Any]:
    return office.create("panels", **{**place, "account": new_id(), **fields})


class TestAccounts:
    def test_a_panel_is_found_by_its_account_as_text(self, office: Office, engine: Engine, place: Any) -> None:
        tag = new_id()
        made = panel(office, place, account=f"00{tag}A")
        found = find_panel(engine, f"00{tag}a")
        assert found is not None
        assert found.id == made["id"]
        assert find_panel(engine, f"0{tag}A") is None

    def test_receiver_and_line_tell_two_with_one_account_apart(
        self, office: Office, engine: Engine, place: Any
    ) -> None:
        account = new_id()
        any_line = panel(office, place, account=account)["id"]
        line_two = panel(office, place, account=account, receiver="1", line="2")["id"]
        assert [find_panel(engine, account, *where).id for where in ((), ("1", "2"), ("1", "3"))] == [  # type: ignore[union-attr]
            any_line,
            line_two,
            any_line,
        ]

    def test_nobody_else_can_have_it_and_the_remedy_is_named(self, office: Office, place: Any) -> None:
        account = panel(office, place)["account"]
        refused = office(MANAGER, "POST", "panels", good("panels", **place, account=account.upper()))
        assert (refused.status, refused.fields) == (422, ["account"])
        assert "mottaker og linje" in str(refused.json)

    def test_an_account_that_was_given_up_can_be_given_again(self, office: Office, engine: Engine, place: Any) -> None:
        first = panel(office, place)
        moved = office(MANAGER, "PUT", f"panels/{first['id']}", as_sent("panels", first, account=new_id()))
        assert moved.status == 200
        second = panel(office, place, account=first["account"])
        assert find_panel(engine, first["account"]).id == second["id"]  # type: ignore[union-attr]
        assert {one.id for one in panels_at(engine, place["customer_id"], place["site_id"])} == {
            first["id"],
            second["id"],
        }


class TestKeys:
    def test_a_key_is_kept_sealed_and_only_that_there_is_one_is_told(
        self, office: Office, engine: Engine, place: Any
    ) -> None:
        made = panel(office, place, key=KEY)
        assert made["has_key"] is True
        assert KEY.casefold() not in str(made).casefold()
        row = find(engine, everything, Panel, made["id"])
        assert row is not None
        assert row.state.key_sealed
        assert KEY.casefold() not in row.state.key_sealed.casefold()
        told = [journal.read(item) for item in engine.store.partition("journal", f"panel/{made['id']}")]
        assert KEY.casefold() not in str(told).casefold()
        assert row.state.key_sealed not in str(told)

    def test_the_receiver_reads_it_again(self) -> None:
        from chalicelib.register.panel_keys import seal

        key = read_key("ascii:abcdefghijklmnop")
        assert key == b"abcdefghijklmnop"
        sealed = seal(key, "one", SECRET)
        assert unseal(sealed, "one", SECRET) == key
        assert seal(key, "one", SECRET) == sealed
        for panel_id, secret in (("another", SECRET), ("one", SECRET + "!")):
            with pytest.raises(ValueError, match="another"):
                unseal(sealed, panel_id, secret)

    def test_left_out_it_stays_and_null_takes_it_away(self, office: Office, place: Any) -> None:
        made = panel(office, place, key=KEY)
        path = f"panels/{made['id']}"
        kept = office(MANAGER, "PUT", path, as_sent("panels", made, name="Ny")).json
        assert kept["has_key"] is True
        assert office(MANAGER, "PUT", path, as_sent("panels", kept, key=None)).json["has_key"] is False

    def test_the_same_key_again_changes_nothing(self, office: Office, place: Any) -> None:
        made = panel(office, place, key=KEY)
        again = office(MANAGER, "PUT", f"panels/{made['id']}", as_sent("panels", made, key=KEY.lower()))
        assert again.json["version"] == made["version"]

    @pytest.mark.parametrize(
        ("key", "words"), [("00" * 15, "15 byte"), ("ascii:kort", "4 byte"), ("ikke heks", "heksadesimalt")]
    )
    def test_a_wrong_key_is_refused_and_it_is_said_what_to_do(
        self, office: Office, place: Any, key: str, words: str
    ) -> None:
        refused = office(MANAGER, "POST", "panels", good("panels", **place, account=new_id(), key=key))
        assert (refused.status, refused.fields) == (422, ["key"])
        assert words in str(refused.json)


def week(**hours: Any) -> dict[str, Any]:
    return {"partitions": [{"number": "1", "hours": [{"days": [0], "opens": "07:00", "closes": "17:00", **hours}]}]}


HOURS = {"days": [0, 1], "opens": "07:00", "closes": "17:00"}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"account": ""}, "account"),
        ({"account": "12 34"}, "account"),
        ({"account": "#12"}, "account"),
        ({"line": "a|b"}, "line"),
        ({"site_id": "nowhere"}, "site_id"),
        ({"transmission": "SP7"}, "transmission"),
        ({"supervision_s": 3}, "supervision_s"),
        ({"clock_ahead_s": -1}, "clock_ahead_s"),
        ({"departures": ["crc_wrong", "crc_wrong"]}, "departures[1]"),
        ({"departures": ["anything"]}, "departures[0]"),
        ({"nak_form": "2020"}, "nak_form"),
        ({"zones": [{"number": "1"}, {"number": "1"}]}, "zones[1].number"),
        ({"zones": [{"number": ""}]}, "zones[0].number"),
        ({"zones": [{"number": "1", "category": "volcano"}]}, "zones[0].category"),
        ({"codes": [{"code": "150", "category": "lift"}, {"code": "150", "category": "fire"}]}, "codes[1].code"),
        ({"partitions": [{"number": "1"}, {"number": "1"}]}, "partitions[1].number"),
        (week(days=[8]), "partitions[0].hours[0].days"),
        (week(days=[]), "partitions[0].hours[0].days"),
        (week(opens="7.30"), "partitions[0].hours[0].opens"),
        (week(closes="25:00"), "partitions[0].hours[0].closes"),
        (week(closes="07:00"), "partitions[0].hours[0].closes"),
        ({"partitions": [{"number": "1", "hours": [HOURS, {**HOURS, "opens": "16:00"}]}]}, "partitions[0].hours"),
        (
            {"partitions": [{"number": "1", "hours": [HOURS, {"days": [6], "opens": "20:00", "closes": "08:00"}]}]},
            "partitions[0].hours",
        ),
        ({"lift": {"number": "1", "test_hours": 0}}, "lift.test_hours"),
        ({"lift": {"number": "1", "voice_phone": "12"}}, "lift.voice_phone"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_panel_that_cannot_be_is_refused_by_the_field_that_is_wrong(
    office: Office, place: Any, fields: dict[str, Any], wrong: str
) -> None:
    refused = office(MANAGER, "POST", "panels", good("panels", **{**place, "account": new_id(), **fields}))
    assert (refused.status, refused.fields) == (422, [wrong]), refused.json


def test_what_closes_after_midnight_is_a_week_that_can_be(office: Office, place: Any) -> None:
    hours = [{"days": [4, 5], "opens": "18:00", "closes": "02:00"}, {"days": [5], "opens": "10:00", "closes": "16:00"}]
    made = panel(office, place, partitions=[{"number": "1", "name": "Baren", "hours": hours}])
    assert made["partitions"][0]["hours"] == hours


class TestTables:
    HEAD = "kunde;sted;navn;konto;overføring;soner;koder;områder;tillatte avvik;nak;nøkkel\n"

    def test_panels_are_imported_exported_and_imported_again_as_they_are(
        self, office: Office, engine: Engine, place: Any
    ) -> None:
        account = new_id()
        line = (
            f"{place['customer_id']};{place['site_id']};Butikken;{account};sp4;"
            '"01=Inngang (innbrudd); 02=Røyk (brann); 03";"150 (heis); 301=7 (teknisk)";'
            '"1=Butikk (man-fre 07:00-17:00, lør 09:00-15:00, helligdag 12:00-15:00); 2";'
            f'"feil sjekksum; uleselig lengde";2026;{KEY}\n'
        )
        report = office.file(ADMINISTRATOR, "panels", self.HEAD + line)
        assert report.json["created"] == 1, report.json
        found = find_panel(engine, account)
        assert found is not None
        assert [(one.number, one.name, one.category) for one in found.zones] == [
            ("01", "Inngang", "burglary"),
            ("02", "Røyk", "fire"),
            ("03", "", None),
        ]
        assert [(one.code, one.zone, one.category) for one in found.codes] == [
            ("150", "", "lift"),
            ("301", "7", "technical"),
        ]
        assert [len(one.hours) for one in found.partitions] == [3, 0]
        assert found.transmission == "SP4"
        assert (found.departures, found.nak_form) == (("crc_wrong", "length_unreadable"), "2026")
        assert found.key_sealed
        answered = office(ADMINISTRATOR, "GET", f"exports/panels?customer_id={place['customer_id']}")
        text = b64decode(answered.json["content_base64"]).decode("utf-8-sig")
        assert KEY.casefold() not in text.casefold()
        again = office.file(ADMINISTRATOR, "panels", text)
        assert (again.json["errors"], again.json["created"]) == ([], 0), text

    @pytest.mark.parametrize(
        ("cell", "heading"),
        [
            ("01=Dør (vulkan)", "soner"),
            ("(brann)", "soner"),
            ("150", "koder"),
            ("1=Butikk (hver dag)", "områder"),
            ("feil farge", "tillatte avvik"),
        ],
    )
    def test_a_cell_that_cannot_be_read_is_named(self, office: Office, place: Any, cell: str, heading: str) -> None:
        cells = {"soner": "", "koder": "", "områder": "", "tillatte avvik": "", heading: cell}
        line = f"{place['customer_id']};{place['site_id']};B;{new_id()};SP4;" + ";".join(
            f'"{cells[one]}"' for one in ("soner", "koder", "områder", "tillatte avvik")
        )
        report = office.file(ADMINISTRATOR, "panels", self.HEAD + line + ";2013;\n")
        assert [(one["line"], one["field"]) for one in report.json["errors"]] == [(2, heading)], report.json


def test_a_site_is_held_by_its_panels(office: Office, place: Any) -> None:
    made = panel(office, place)
    refused = office(MANAGER, "DELETE", f"sites/{place['site_id']}")
    assert refused.status == 409
    assert "panel" in str(refused.json)
    assert office(MANAGER, "DELETE", f"panels/{made['id']}").status == 204
    assert office(MANAGER, "DELETE", f"sites/{place['site_id']}").status == 204
    assert office(OPERATOR, "GET", f"panels/{made['id']}").status == 404


def test_a_panel_is_not_deleted_from_under_a_case(office: Office, engine: Engine, place: Any) -> None:
    from chalicelib.engine.cases import Opening, open_case
    from chalicelib.records.change import Change
    from tests.support.people import TESTS

    made = panel(office, place)
    opening = Opening(id=new_id(), kind="system", customer_id=place["customer_id"], subject=f"panel/{made['id']}")
    engine.commit(Change(open_case(opening, 1)), actor=TESTS, at_ms=1)
    refused = office(MANAGER, "DELETE", f"panels/{made['id']}")
    assert refused.status == 409
    assert engine.store.get("register", [Key(f"panel/{made['id']}")])
