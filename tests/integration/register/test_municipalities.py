"""The emergency centres' direct numbers: kept and imported by the company, found by the name a site writes."""

import pytest

from chalicelib.register.municipalities import find_municipality
from tests.support.doors import Answered
from tests.support.office import MANAGER, OPERATOR, Office, customers_own

HEADINGS = "kommune;110-sentral;110-nummer;112-nummer;113-nummer\n"


def bad(answered: Answered) -> list[tuple[int, str]]:
    return [(error["line"], error["field"]) for error in answered.json["errors"]]


def test_the_table_comes_in_from_a_file_and_is_found_however_it_is_written(office: Office) -> None:
    raw = f"{HEADINGS}Vågan;110 Salten (oppdiktet);490 00 802;49000801;\nRøst;;;;49000813\n"
    answered = office.file(MANAGER, "municipalities", raw)
    assert (answered.json["created"], answered.json["done"]) == (2, True)
    found = find_municipality(office.engine, " VÅGAN")
    assert found is not None
    assert (found.fire_phone, found.police_phone, found.medical_phone) == ("+4749000802", "+4749000801", None)
    again = office.file(MANAGER, "municipalities", raw)
    assert (again.json["created"], again.json["unchanged"]) == (0, 2)


def test_every_bad_line_is_named_and_nothing_is_kept(office: Office) -> None:
    raw = f"{HEADINGS}Værøy;;ikke et nummer;;\n;110;49000802;;\nFlakstad;;;;\nFlakstad;;;;\n"
    answered = office.file(MANAGER, "municipalities", raw)
    assert bad(answered) == [(2, "110-nummer"), (3, "kommune"), (5, "kommune")]
    assert find_municipality(office.engine, "Værøy") is None


def test_of_two_with_the_same_name_neither_is_believed(office: Office) -> None:
    for phone in ("49000802", "49000812"):
        sent = {"name": "Herøy", "fire_phone": phone}
        assert office(MANAGER, "POST", "municipalities", sent).status == 201
    assert find_municipality(office.engine, "Herøy") is None
    assert find_municipality(office.engine, "Her") is None
    assert find_municipality(office.engine, "") is None


def test_it_is_kept_by_the_company_and_read_by_its_operators(office: Office) -> None:
    made = office(MANAGER, "POST", "municipalities", {"name": "Moskenes", "fire_phone": "49000802"}).json
    path = f"municipalities/{made['id']}"
    assert office(OPERATOR, "GET", path).json["fire_phone"] == "+4749000802"
    assert office(OPERATOR, "PUT", path, {"name": "Moskenes", "version": 1}).status == 403
    changed = office(MANAGER, "PUT", path, {"name": "Moskenes", "fire_phone": None, "version": 1})
    assert (changed.status, changed.json["fire_phone"]) == (200, None)
    own = customers_own(office.customer("Havna"))
    assert office(own, "POST", "municipalities", {"name": "Vestvågøy"}).status == 403
    assert office(own, "GET", path).status == 404
    assert office(own, "DELETE", path).status == 404
    assert office(MANAGER, "DELETE", path).status == 204
    assert find_municipality(office.engine, "Moskenes") is None


@pytest.mark.parametrize(
    ("sent", "field"), [({}, "name"), ({"name": ""}, "name"), ({"name": "A", "police_phone": "x"}, "police_phone")]
)
def test_what_cannot_be_kept_names_the_field(office: Office, sent: dict[str, str], field: str) -> None:
    answered = office(MANAGER, "POST", "municipalities", sent)
    assert (answered.status, answered.fields) == (422, [field])


def test_the_seeded_numbers_belong_to_nobody(office: Office) -> None:
    import phonenumbers

    for item in office(MANAGER, "GET", "municipalities").json["items"]:
        numbers = [item[f"{one}_phone"] for one in ("fire", "police", "medical")]
        for number in filter(None, numbers):
            assert not phonenumbers.is_valid_number(phonenumbers.parse(number))
