"""What cannot be, of panels, keys, hours and wishes, is refused by its field with what to do, and changes nothing."""

import re
from typing import Any

import pytest

from chalicelib.platform.ids import new_id
from tests.support.office import MANAGER, Office
from tests.support.register import as_sent, good

WORKDAY = {"days": [0], "opens": "07:00", "closes": "17:00"}
REMEDY = {
    "nb": re.compile(r"\b(velg|ta bort|skriv|skal|rett|behold|kan|slå|sett|del|må|oppgi|finnes|bruk|fyll)\b", re.I),
    "en": re.compile(r"\b(choose|remove|write|must|correct|keep|may|join|set|split|give|exists?|use|fill)\b", re.I),
}
"""A sentence that says what to do has one of these in it."""


def hours(*some: dict[str, Any]) -> dict[str, Any]:
    """A panel with one partition that is open then."""
    return {"partitions": [{"number": "1", "hours": list(some)}]}


def key(text: str) -> dict[str, Any]:
    """A panel with this key."""
    return {"key": text}


REFUSED: dict[str, tuple[str, dict[str, Any], str]] = {
    "a key of fifteen bytes": ("panels", key("00" * 15), "key"),
    "a key of one digit too few": ("panels", key("0" * 31), "key"),
    "a key that is a word": ("panels", key("hemmelig"), "key"),
    "a key of thirty-three letters": ("panels", key("ascii:" + "x" * 33), "key"),
    "an account with a space": ("panels", {"account": "12 34"}, "account"),
    "no account": ("panels", {"account": " "}, "account"),
    "a site that is nowhere": ("panels", {"site_id": "nowhere"}, "site_id"),
    "a supervision of three seconds": ("panels", {"supervision_s": 3}, "supervision_s"),
    "a day that no week has": ("panels", hours({**WORKDAY, "days": [9]}), "partitions[0].hours[0].days"),
    "two hours of the same holiday": (
        "panels",
        {
            "partitions": [
                {
                    "number": "1",
                    "hours": [{**WORKDAY, "days": [7]}, {"days": [7], "opens": "10:00", "closes": "12:00"}],
                }
            ]
        },
        "partitions[0].hours",
    ),
    "a schedule without days": ("panels", hours({**WORKDAY, "days": []}), "partitions[0].hours[0].days"),
    "a time that no clock has": ("panels", hours({**WORKDAY, "opens": "24:30"}), "partitions[0].hours[0].opens"),
    "open and closed at once": ("panels", hours({**WORKDAY, "closes": "07:00"}), "partitions[0].hours[0].closes"),
    "two times that overlap": ("panels", hours(WORKDAY, {**WORKDAY, "opens": "16:00"}), "partitions[0].hours"),
    "a zone twice": ("panels", {"zones": [{"number": "1"}, {"number": "1"}]}, "zones[1].number"),
    "leave for the same departure twice": ("panels", {"departures": ["crc_wrong"] * 2}, "departures[1]"),
    "a lift that never tests itself": ("panels", {"lift": {"number": "1", "test_hours": 0}}, "lift.test_hours"),
    "a wish about nothing": ("instructions", {"categories": []}, "categories"),
    "a wish for a time that ends before it begins": (
        "instructions",
        {"times": [{"days": ["mon"], "start_min": 1320, "end_min": 360}]},
        "times[0].end_min",
    ),
    "a wish for no day": ("instructions", {"times": [{"days": []}]}, "times[0].days"),
    "a contact that nobody knows": ("instructions", {"notices": [{"contact_id": "nobody"}]}, "notices[0].contact_id"),
    "a code word of nobody": ("instructions", {"verify_contact_id": "nobody"}, "verify_contact_id"),
    "a text of two messages": (
        "instructions",
        {"notices": [{"contact_id": "KARI", "by": "sms", "at_once": True, "text": "x" * 161}]},
        "notices[0].text",
    ),
    "a text with a dash that costs a second message": (
        "instructions",
        {"notices": [{"contact_id": "KARI", "by": "sms", "at_once": True, "text": "Alarm \u2013 ring"}]},
        "notices[0].text",
    ),
    "a call that is made at once by nobody": (
        "instructions",
        {"notices": [{"contact_id": "KARI", "by": "call", "at_once": True}]},
        "notices[0].at_once",
    ),
    "the same contact twice": ("instructions", {"notices": [{"contact_id": "KARI"}] * 2}, "notices[1].contact_id"),
    "a fire that is only logged": ("instructions", {"action": "log"}, "action"),
    "a response time of nobody": ("instructions", {"response_s": 1_200}, "response_s"),
    "a guard within a minute": ("instructions", {"action": "dispatch", "response_s": 60}, "response_s"),
    "a hold-up without the police": ("instructions", {"categories": ["hold_up"]}, "emergency.when"),
    "a fire that goes straight to 110 and cannot be called off": (
        "instructions",
        {"emergency": {"service": "fire", "direct": True}},
        "emergency.call_off_s",
    ),
    "a step without words": ("instructions", {"steps": [{"text": " "}]}, "steps[0].text"),
}


@pytest.fixture
def place(office: Office) -> dict[str, str]:
    customer = office.customer()
    contact = office.create("contacts", customer_id=customer, name="Kari", phone=office.new_phone())["id"]
    return {"customer_id": customer, "site_id": office.site(customer), "KARI": str(contact)}


def sound(plural: str, place: dict[str, str], **fields: Any) -> dict[str, Any]:
    """One that is sound but for these fields."""
    own = {"account": new_id()} if plural == "panels" else {}
    where = {"customer_id": place["customer_id"], "site_id": place["site_id"]}
    for notice in fields.get("notices", ()):
        notice["contact_id"] = place.get(notice["contact_id"], notice["contact_id"])
    return good(plural, **{**where, **own, **fields})


def all_of(office: Office, plural: str, place: dict[str, str]) -> Any:
    return office(MANAGER, "GET", f"{plural}?customer_id={place['customer_id']}").json


@pytest.mark.parametrize(("plural", "fields", "wrong"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_by_its_field_with_what_to_do_in_both_languages_and_changes_nothing(
    office: Office, place: dict[str, str], plural: str, fields: dict[str, Any], wrong: str
) -> None:
    copied = {name: [dict(one) for one in value] if name == "notices" else value for name, value in fields.items()}
    stands = office.create(plural, **{name: v for name, v in sound(plural, place).items()})
    before = all_of(office, plural, place)
    said = {}
    for language, remedy in REMEDY.items():
        new = office(MANAGER, "POST", plural, sound(plural, place, **copied), language=language)
        changed = as_sent(plural, stands, **{k: v for k, v in sound(plural, place, **copied).items() if k in copied})
        changed["version"] = stands["version"]
        for refused in (new, office(MANAGER, "PUT", f"{plural}/{stands['id']}", changed, language=language)):
            assert (refused.status, refused.fields) == (422, [wrong]), refused.json
            (error,) = refused.json["errors"]
            assert remedy.search(error["message"]), error
            assert error["message"].endswith((".", "».", "”.")), error
            said[language] = error["message"]
    assert said["nb"] != said["en"]
    assert all_of(office, plural, place) == before


def test_an_account_that_another_panel_has_is_refused_with_what_tells_them_apart(
    office: Office, place: dict[str, str]
) -> None:
    stands = office.create("panels", **sound("panels", place))
    before = all_of(office, "panels", place)
    for language, word in (("nb", "mottaker og linje"), ("en", "receiver and line")):
        sent = sound("panels", place, account=stands["account"])
        refused = office(MANAGER, "POST", "panels", sent, language=language)
        assert (refused.status, refused.fields) == (422, ["account"])
        assert word in refused.json["errors"][0]["message"]
    assert all_of(office, "panels", place) == before
