"""Importing from files: every bad line named, all or nothing, and the same file twice is the same register."""

from typing import Any

import pytest

from chalicelib.platform.config import Config
from chalicelib.register.code_words import judge_word
from chalicelib.register.csvfile import MOST_LINES
from chalicelib.register.plans import MOST_WITH_WORDS
from chalicelib.register.pointers import Uses, uses_key
from chalicelib.register.repository import everything, find
from chalicelib.register.states import Person
from tests.support.between import Killed, engine_that_dies, engine_that_meets
from tests.support.doors import Answered
from tests.support.office import MANAGER, OPERATOR, Office, customers_own
from tests.support.register import GOOD


def numbers(answered: Answered) -> tuple[int, int, int, bool]:
    report = answered.json
    return report["created"], report["changed"], report["unchanged"], report["done"]


def bad(answered: Answered) -> list[tuple[int, str]]:
    assert answered.status == 200
    assert all(error["message"] for error in answered.json["errors"])
    return [(error["line"], error["field"]) for error in answered.json["errors"]]


def found(office: Office, plural: str, customer_id: str) -> list[dict[str, Any]]:
    return list(office(OPERATOR, "GET", f"{plural}?customer_id={customer_id}").json["items"])


def test_a_whole_customer_comes_in_from_four_files(office: Office) -> None:
    name = "Skipsverftet på Ørlandet"
    assert numbers(office.file(MANAGER, "customers", f"navn;språk\n{name};norsk\n")) == (1, 0, 0, True)
    customers = office(OPERATOR, "GET", "customers").json["items"]
    customer = next(one["id"] for one in customers if one["name"] == name)
    sites = (
        "Kunde;Navn;Adresse;Postnummer;Poststed;Kommune;Breddegrad;Lengdegrad;Politi\n"
        f"{name};Tørrdokka;Verftsveien 1;7130;Brekstad;Ørland;63,687;9,665;490 00 991\n"
        f"{name};Porten;Verftsveien 3;7130;Brekstad;Ørland;;;\n"
    )
    assert numbers(office.file(MANAGER, "sites", sites.encode("cp1252"))) == (2, 0, 0, True)
    contacts = f"kunde,sted,navn,telefon,rekkefølge\n{name},Porten,Åse,49000771,1\n{name},,Bård,49000772,2\n"
    assert numbers(office.file(MANAGER, "contacts", contacts)) == (2, 0, 0, True)
    assignments = (
        "customer;site;name;risk;risk_assessment;assessed_by;assessed_on;instruction;loud\n"
        f'{name};tørrdokka;Nattvakt;høy;"Alene; ved kant.";Dina;01.02.2026;"1. Gå.\n2. Ring.";ja\n'
    )
    assert numbers(office.file(MANAGER, "assignments", assignments)) == (1, 0, 0, True)

    dock, gate = sorted(found(office, "sites", customer), key=lambda one: str(one["name"]), reverse=True)
    assert (dock["name"], dock["latitude"], dock["police_phone"]) == ("Tørrdokka", 63.687, "+4749000991")
    assert (gate["latitude"], gate["police_phone"]) == (None, None)
    assert [(one["name"], one["site_id"]) for one in found(office, "contacts", customer)] == [
        ("Bård", None),
        ("Åse", gate["id"]),
    ]
    (night,) = found(office, "assignments", customer)
    assert (night["site_id"], night["risk"], night["loud"]) == (dock["id"], "high", True)
    assert night["instruction"] == {"text": "1. Gå.\n2. Ring.", "version": 1}


def test_people_are_known_again_by_their_number(office: Office) -> None:
    old = office.person(name="Alice", code_word="blåbær")
    new = office.new_phone()
    raw = f"navn;telefon;roller;nummer\nAlice Berg;{old['phone']};vekter, operatør;17\nBob;{new};vekter;18\n"
    assert numbers(office.file(MANAGER, "people", raw, dry_run=True)) == (1, 1, 0, False)
    assert office(OPERATOR, "GET", f"people/{old['id']}").json == old
    assert numbers(office.file(MANAGER, "people", raw)) == (1, 1, 0, True)
    changed = office(OPERATOR, "GET", f"people/{old['id']}").json
    assert (changed["name"], changed["roles"], changed["number"]) == ("Alice Berg", ["guard", "operator"], "17")
    assert changed["has_code_word"]
    assert numbers(office.file(MANAGER, "people", raw)) == (0, 0, 2, True)


def test_the_same_request_sent_again_tells_the_same(office: Office) -> None:
    old, key = office.person(), office.new_key()
    raw = f"navn;telefon;roller\nNytt navn;{old['phone']};vekter\nBob;{office.new_phone()};vekter\n"
    first = office.file(MANAGER, "people", raw, key=key)
    assert numbers(first) == (1, 1, 0, True)
    assert office.file(MANAGER, "people", raw, key=key).json == first.json


def test_a_column_that_is_not_there_leaves_its_field_alone(office: Office) -> None:
    customer = office.customer()
    site = office.create("sites", customer_id=customer, opening_hours="08-16")
    raw = f"kunde;navn;åpningstider\n{customer};{site['name']};10-20\n"
    assert numbers(office.file(MANAGER, "sites", raw)) == (0, 1, 0, True)
    assert found(office, "sites", customer) == [{**site, "opening_hours": "10-20", "version": 2}]


def test_every_bad_line_is_named_and_none_of_them_is_kept(office: Office) -> None:
    customer, good = office.customer(), office.new_phone()
    raw = (
        "Kunde;Sted;Navn;Telefon;Rekkefølge;Språk\n"
        f"{customer};;Åse;{good};1;norsk\n"  # 2: nothing is wrong here
        f"{customer};;;123;1;norsk\n"  # 3
        f"ingen;;Bård;{good};1;norsk\n"  # 4
        f"{customer};Kai 99;Cato;49000701;1;norsk\n"  # 5
        f"{customer};;Dag;49000702;først;klingon\n"  # 6
        f"{customer};;Eli;49000703;0;\n"  # 7
        f"{customer};;Finn\n"  # 8
        f"{customer};;Geir; {good[3:]};1;norsk\n"  # 9: the same as line 2
    )
    answered = office.file(MANAGER, "contacts", raw)
    assert bad(answered) == [
        (3, "Navn"),
        (3, "Telefon"),
        (4, "Kunde"),
        (5, "Sted"),
        (6, "Rekkefølge"),
        (6, "Språk"),
        (7, "Rekkefølge"),
        (8, "line"),
        (9, "Telefon"),
    ]
    assert numbers(answered) == (0, 0, 0, False)
    assert found(office, "contacts", customer) == []


def test_a_new_thing_needs_all_its_columns(office: Office) -> None:
    customer = office.customer()
    answered = office.file(MANAGER, "sites", f"kunde;navn;adresse\n{customer};Kai 1;Kaigata 1\n")
    assert bad(answered) == [(2, "postnummer"), (2, "poststed"), (2, "kommune")]


def test_two_things_of_one_name_must_be_told_apart(office: Office) -> None:
    first, second = office.customer("Tvillingen"), office.customer("Tvillingen")
    line = ";".join(str(GOOD["sites"][name]) for name in ("name", "address", "postal_code", "town", "municipality"))
    heads = "kunde;navn;adresse;postnummer;poststed;kommune\n"
    assert bad(office.file(MANAGER, "sites", heads + f"tvillingen;{line}\n")) == [(2, "kunde")]
    assert numbers(office.file(MANAGER, "sites", heads + f"{second};{line}\n")) == (1, 0, 0, True)
    assert (len(found(office, "sites", first)), len(found(office, "sites", second))) == (0, 1)


def test_a_policy_is_found_by_its_name_and_must_suit_the_risk(office: Office) -> None:
    customer = office.customer()
    site = office.site(customer)
    policy = office.create("policies", customer_id=customer, name="Rolig", risk="low")["id"]
    heads = "kunde;sted;navn;risiko;risikovurdering;vurdert av;vurdert dato;instruks;policy\n"
    line = f"{customer};{site};Runde;%s;Kjent sted;Dina;2026-01-31;Gå runden;rolig\n"
    assert bad(office.file(MANAGER, "assignments", heads + line % "høy")) == [(2, "policy")]
    assert numbers(office.file(MANAGER, "assignments", heads + line % "lav")) == (1, 0, 0, True)
    assert [one["policy_id"] for one in found(office, "assignments", customer)] == [policy]


class TestWhoImports:
    def test_a_customers_administrator_for_that_customer_only(self, office: Office) -> None:
        customer, other = office.customer(), office.customer("Hotellet")
        own, phone = customers_own(customer), office.new_phone()
        raw = f"navn;telefon;roller\nLars;{phone};feltarbeider\n"
        assert numbers(office.file(own, "people", raw)) == (1, 0, 0, True)
        assert [one["name"] for one in found(office, "people", customer)] == ["Lars"]
        raw = f"kunde;navn;telefon\n{other};Kari;{phone}\n"
        assert bad(office.file(own, "contacts", raw)) == [(2, "kunde")]
        raw = f"navn;telefon;roller\nMarte;{office.new_phone()};operator\n"
        assert bad(office.file(own, "people", raw)) == [(2, "roller")]
        assert bad(office.file(own, "customers", "navn\nNy kunde\n")) == [(2, "line")]

    def test_somebody_elses_person_is_neither_changed_nor_shown(self, office: Office) -> None:
        own, guard = customers_own(office.customer()), office.person()
        raw = f"navn;telefon;roller\nMin mann;{guard['phone']};feltarbeider\n"
        assert bad(office.file(own, "people", raw)) == [(2, "telefon")]
        assert office(OPERATOR, "GET", f"people/{guard['id']}").json == guard

    def test_operators_do_not(self, office: Office) -> None:
        assert office.file(OPERATOR, "people", "navn\nAlice\n").status == 403


def test_what_cannot_be_imported_is_not_found(office: Office) -> None:
    assert office.file(MANAGER, "policies", "navn\nNatt\n").status == 404


def test_a_body_of_another_kind_is_refused(office: Office) -> None:
    assert office(MANAGER, "POST", "imports/people", {"navn": "Alice"}).status == 415


@pytest.mark.parametrize(("raw", "line"), [(b"", 1), (b"\x00\x01", 1), (b'navn;"telefon\n', 1), (b"navn\n\x81\x8d", 1)])
def test_what_is_no_table_is_said_to_be_none(office: Office, raw: bytes, line: int) -> None:
    assert bad(office.file(MANAGER, "people", raw)) == [(line, "file")]


def test_the_longest_file_is_kept_whole(office: Office) -> None:
    customer = office.customer()
    lines = "".join(f"{customer};Kontakt {n};+4745{n:06d}\n" for n in range(MOST_LINES))
    raw = "kunde;navn;telefon\n" + lines
    assert numbers(office.file(MANAGER, "contacts", raw)) == (MOST_LINES, 0, 0, True)
    assert numbers(office.file(MANAGER, "contacts", raw)) == (0, 0, MOST_LINES, True)
    uses = office.engine.get(uses_key(f"customer/{customer}"), Uses)
    assert uses is not None
    assert uses.state.counts == {"contact": MOST_LINES}
    too_long = office.file(MANAGER, "contacts", raw + f"{customer};En til;49000001\n")
    assert bad(too_long) == [(MOST_LINES + 2, "file")]


def test_a_file_whose_import_was_killed_half_way_is_finished_by_the_same_request(
    office: Office, settings: Config
) -> None:
    customer, key = office.customer(), office.new_key()
    raw = "kunde;navn;telefon\n" + "".join(f"{customer};Kontakt {n};+4745{n:06d}\n" for n in range(25))
    dying = Office(engine_that_dies(settings, 2), settings)
    with pytest.raises(Killed):
        dying.file(MANAGER, "contacts", raw, key=key)
    assert 0 < len(found(office, "contacts", customer)) < 25
    assert numbers(office.file(MANAGER, "contacts", raw, key=key)) == (25, 0, 0, True)
    assert len(found(office, "contacts", customer)) == 25


def test_what_others_change_while_a_file_is_kept_stops_it_and_it_is_said_how_far_it_came(
    office: Office, settings: Config
) -> None:
    taken = office.new_phone()
    slow = Office(engine_that_meets(settings, lambda: office.create("people", name="Bob", phone=taken)), settings)
    raw = f"navn;telefon;roller\nAlice;{taken};vekter\n"
    answered = slow.file(MANAGER, "people", raw)
    assert bad(answered) == [(2, "telefon")]
    assert numbers(answered) == (0, 0, 0, False)


WORDS = "navn;telefon;roller;kodeord;tvangsord\n"


def test_code_words_come_in_with_the_people_and_are_kept_as_hashes(office: Office, settings: Config) -> None:
    alice, bob = office.person(name="Alice"), office.new_phone()
    raw = f"{WORDS}Alice;{alice['phone']};vekter;blåbær;tordenvær\nBob;{bob};vekter;fyrstikk;\n"
    assert numbers(office.file(MANAGER, "people", raw)) == (1, 1, 0, True)
    row = find(office.engine, everything, Person, alice["id"])
    assert row is not None
    assert judge_word(row.state, "TORDENVAER", settings.secret) == "duress"
    kept = repr(list(office.engine.store.partition("journal", f"person/{alice['id']}"))) + repr(row)
    assert "blåbær" not in kept
    assert "tordenvær" not in kept
    assert numbers(office.file(MANAGER, "people", raw)) == (0, 0, 2, True)
    renamed = f"navn;telefon;roller\nAlice Berg;{alice['phone']};vekter\n"
    assert numbers(office.file(MANAGER, "people", renamed)) == (0, 1, 0, True)
    assert office(OPERATOR, "GET", f"people/{alice['id']}").json["has_duress_word"]


def test_every_line_whose_words_cannot_serve_is_named(office: Office) -> None:
    lines = [
        f"A;{office.new_phone()};vekter;ord;\n",
        f"B;{office.new_phone()};vekter;;tordenvær\n",
        f"C;{office.new_phone()};vekter;fjell;fjelltur\n",
        f"D;{office.new_phone()};vekter;fyrstikk;hengebro\n",
    ]
    answered = office.file(MANAGER, "people", WORDS + "".join(lines))
    assert bad(answered) == [(2, "kodeord"), (3, "kodeord"), (4, "tvangsord")]
    assert "fjell" not in str(answered.json)


def test_a_file_with_more_words_than_a_request_can_hash_is_to_be_split(office: Office) -> None:
    raw = WORDS + "".join(f"N{n};49{n:06d};vekter;fyrstikk;\n" for n in range(MOST_WITH_WORDS + 1))
    answered = office.file(MANAGER, "people", raw)
    assert bad(answered) == [(MOST_WITH_WORDS + 2, "file")]
