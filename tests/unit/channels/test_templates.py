"""Every SMS that Varde sends is one part in GSM-7, says what matters, and says it in both languages."""

import re

import msgspec
import pytest

from chalicelib.channels.inbound import CheckIn, Extend, Finished, Here, No, OffDuty, OnDuty, Sos, Yes, parse
from chalicelib.channels.templates import CATALOGUES, LEAST, READABLE, TEMPLATES, parameters, render
from chalicelib.platform.gsm7 import ONE_PART, fits, septets
from chalicelib.platform.time import DAY_MS, HOUR_MS

EVENING = 1_769_979_600_000  # 1 February 2026, 22:00 in Norway
IN_THE_DOUBLE_HOUR = 1_792_890_000_000  # 25 October 2026, 02:00 winter time: the longest a time can be

ORDINARY: dict[str, object] = {
    "code": "123456",
    "link": "https://varde.example.no/fitter#f00d4tests12.19a2b3c4d5e.AbCdEfGhIjKlMnOpQrSt-_",
    "count": "3",
    "name": "Kari Nordmann",
    "operator": "Ola Hansen",
    "site": "Lagerbygget på Alnabru",
    "town": "Oslo",
    "address": "Havnegata 4, 0150 Oslo",
    "assignment": "Nattrunde",
    "names": ["Nattrunde", "Havnevakt"],
    "kind_text": "silence",
    "text": "Ring oss når du kan.",
    "number": "+4790000001",
    "phone": "+4790000001",
    "latitude": 59.9127,
    "longitude": 10.7461,
    "accuracy_m": 35,
}
LONGEST: dict[str, object] = {
    "code": "ABCDEF123456",
    "link": "https://sentralen.vaktselskapet.example/fitter#f00d4tests12.19a2b3c4d5e.AbCdEfGhIjKlMnOpQrSt-_",
    "count": "10000",
    "name": "Kristoffer-Emanuel Sandvik-Rasmussen av Østfold og omegn",
    "operator": "Bjørn-Terje Aleksandersen-Kristoffersen",
    "site": "Avdeling for langtidslagring av tørrgods, Alnabruterminalen, port 14 vest",
    "town": "Vestre Slidre og omegn tettsted",
    "address": "Gamle Drammensvei 1234 oppgang C, 2967 Lomen i Vestre Slidre",
    "assignment": "Nattrunde bygg A til F med innvendig kontroll",
    "names": ["Nattrunde bygg A til F", "Havnevakt langs hele kaia", "Brannvakt", "Inngangskontroll", "Objektvakt"],
    "kind_text": "Et slag sak som noen har gitt et altfor langt navn i mangel av et kort",
    "text": "Hei. " * 60,
    "number": "+479012345678901",
    "phone": "+479012345678901",
    "latitude": -59.912345,
    "longitude": -170.746123,
    "accuracy_m": 999.4,
}
EVERY = [(template, language) for template in TEMPLATES for language in CATALOGUES]

FOR_SAFETY = {"reminder", "overdue_worker", "left_alone", "after_outage", "not_on_duty_ack", "not_understood_ack"}


def told(template: str, values: dict[str, object], at_ms: int, *, required_only: bool = False) -> dict[str, object]:
    """The parameters of a template out of ``values``."""
    wanted = {name for name, required in parameters(template).items() if required or not required_only}
    return {name: values.get(name, at_ms) for name in wanted}


def sms(template: str, language: str = "nb", now_ms: int = EVENING, /, **params: object) -> str:
    ordinary = told(template, ORDINARY, EVENING)
    return render(template, language, now_ms=now_ms, **{**ordinary, **params})


@pytest.mark.parametrize(("template", "language"), EVERY)
def test_it_is_one_part_with_the_longest_values(template: str, language: str) -> None:
    for required_only in (False, True):
        params = told(template, LONGEST, IN_THE_DOUBLE_HOUR, required_only=required_only)
        assert fits(render(template, language, now_ms=EVENING, **params))


@pytest.mark.parametrize(("template", "language"), EVERY)
def test_it_is_whole_with_ordinary_values(template: str, language: str) -> None:
    text = sms(template, language)
    assert fits(text)
    for name, value in told(template, ORDINARY, EVENING).items():
        if name in READABLE and name not in {"names", "kind_text", "town", "site"}:
            assert str(value) in text
    assert "{" not in text
    assert "[" not in text
    assert "  " not in text
    assert ("http" in text) is (template == "panel_test_link"), "a safety SMS makes sense without a link"


@pytest.mark.parametrize(("template", "language"), EVERY)
def test_what_must_not_be_cut_is_there_with_the_longest_values(template: str, language: str) -> None:
    params = told(template, LONGEST, IN_THE_DOUBLE_HOUR)
    text = render(template, language, now_ms=EVENING, **params)
    for name in params:
        if name.endswith("_ms") and name != "measured_at_ms":
            assert "02:00 (" in text
    for never_cut in ("code", "number", "phone", "link"):
        if never_cut in params:
            assert str(LONGEST[never_cut]) in text
    for shortened in ("name", "site"):
        if shortened in params:
            assert str(LONGEST[shortened])[:9] in text


@pytest.mark.parametrize("language", CATALOGUES)
def test_the_languages_have_the_same_texts_with_the_same_parameters(language: str) -> None:
    texts = CATALOGUES[language].texts
    assert texts.keys() == TEMPLATES.keys()
    for template, text in texts.items():
        used = re.findall(r"\{(\w+)\}", text)
        derived = {"position": "latitude", "degrees_minutes": "latitude"}
        assert {derived.get(name, name) for name in used} <= parameters(template).keys()
        outside = re.sub(r"\[[^\]]*\]", "", text)
        optional = {name for name, required in parameters(template).items() if not required} - {"name"}
        assert not optional & set(re.findall(r"\{(\w+)\}", outside)), "an optional parameter stands outside brackets"
        said = {derived.get(name, name) for name in used} | {"longitude"}
        assert {name for name, required in parameters(template).items() if required} <= said


def test_the_kinds_of_case_have_words_in_both_languages() -> None:
    norwegian, english = CATALOGUES["nb"].kinds, CATALOGUES["en"].kinds
    assert norwegian.keys() == english.keys()
    assert sms("broadcast", "nb").startswith("INGEN HAR TATT SAKEN: Vekter har ikke meldt seg, Kari Nordmann")
    assert sms("broadcast", "en").startswith("NOBODY HAS TAKEN THIS: Guard has not checked in, Kari Nordmann")


def test_everything_that_can_be_shortened_says_how_far() -> None:
    assert READABLE.keys() == LEAST.keys()
    assert all(LEAST[name] < READABLE[name] for name in LEAST)


def test_every_parameter_is_described_in_the_documentation_of_the_module() -> None:
    from chalicelib.channels import templates

    for name, declared in TEMPLATES.items():
        assert f"- ``{name}``: {declared or 'nothing'}" in (templates.__doc__ or "")


def test_a_reminder_reads_as_it_should() -> None:
    assert sms("reminder") == ("Meld deg innen 22:00, Lagerbygget på Alnabru. Svar OK. Trenger du hjelp, svar HJELP.")
    assert sms("reminder", "en") == (
        "Check in by 22:00, Lagerbygget på Alnabru. Reply OK. If you need help, reply HELP."
    )


def test_an_sos_says_who_where_when_and_how_sure() -> None:
    assert sms("sos_case") == (
        "SOS fra Kari Nordmann 22:00. Lagerbygget på Alnabru, Oslo. Tlf. +4790000001. "
        "Pos 59.91270 10.74610 (+-35 m, 22:00). Kontakt sentralen."
    )


def test_an_sos_without_a_place_leaves_no_hole() -> None:
    nowhere = dict.fromkeys(("site", "town", "phone", "latitude", "longitude", "accuracy_m", "measured_at_ms"))
    assert sms("sos_case", **nowhere) == "SOS fra Kari Nordmann 22:00. Kontakt sentralen."
    assert sms("sos_case", **{**nowhere, "name": ""}) == "SOS fra Ukjent person 22:00. Kontakt sentralen."


@pytest.mark.parametrize("language", CATALOGUES)
@pytest.mark.parametrize(
    "template", ["silence_case", "sos_case", "duress_case", "case_opened", "broadcast", "broadcast_silent"]
)
def test_an_alarm_leaves_even_if_hardly_anything_is_known(template: str, language: str) -> None:
    kind = {"kind_text": "system"} if "kind_text" in parameters(template) else {}
    text = render(template, language, now_ms=EVENING, **kind)
    assert fits(text)
    assert re.search("Ukjent person|Unknown person|System", text)
    assert not re.search(r"\{|  | [,.]|[,:]\.|siden\b|since\b", text)


@pytest.mark.parametrize(
    ("template", "silent"), [("duress_case", True), ("broadcast_silent", True), ("broadcast", False)]
)
@pytest.mark.parametrize("values", [ORDINARY, LONGEST])
def test_duress_warns_against_calling_however_long_the_names_are(
    template: str, silent: bool, values: dict[str, object]
) -> None:
    params = told(template, values, IN_THE_DOUBLE_HOUR)
    assert ("IKKE RING vekteren" in render(template, "nb", now_ms=EVENING, **params)) is silent
    assert ("DO NOT CALL the guard" in render(template, "en", now_ms=EVENING, **params)) is silent


@pytest.mark.parametrize("language", CATALOGUES)
def test_duress_names_no_number_of_the_guard_and_sends_the_police_first(language: str) -> None:
    text = sms("duress_case", language)
    assert not {"number", "phone"} & parameters("duress_case").keys()
    assert ("Politiet først" if language == "nb" else "Police first") in text
    assert "59.91270 10.74610 (+-35 m, 22:00)" in text


@pytest.mark.parametrize("template", sorted(FOR_SAFETY))
@pytest.mark.parametrize(("language", "word"), [("nb", "HJELP"), ("en", "HELP")])
def test_a_safety_message_tells_how_to_call_for_help(template: str, language: str, word: str) -> None:
    params = told(template, LONGEST, IN_THE_DOUBLE_HOUR)
    assert f"svar {word}." in render(template, language, now_ms=EVENING, **params).replace("reply", "svar")


@pytest.mark.parametrize("language", CATALOGUES)
def test_the_words_that_we_ask_for_are_words_that_we_understand(language: str) -> None:
    asked = set()
    for template in TEMPLATES:
        asked |= set(
            re.findall(r"(?:[Ss]var|[Rr]eply|eller|or|og|and) ([A-ZÅ]{2,})", CATALOGUES[language].texts[template])
        )
    meant = {type(parse(word)) for word in asked}
    assert meant == {CheckIn, OnDuty, OffDuty, Sos, Yes, No, Here, Finished}
    assert parse("+15") == Extend(15)
    assert "+15" in sms("end_reminder", language)


def test_the_guard_who_is_not_alone_is_told_so_instead_of_a_deadline() -> None:
    assert "Meld deg innen 22:00" in sms("on_duty_ack", planned_end_ms=None)
    assert "Du er ikke alene" in sms("on_duty_ack", next_ms=None)
    assert sms("check_in_ack", next_ms=None) == "Takk, du har meldt deg. Du er ikke alene og trenger ikke melde deg nå."


def test_a_deadline_after_midnight_carries_its_date() -> None:
    assert "innen 2.2. 00:00," in sms("reminder", deadline_ms=EVENING + 2 * HOUR_MS)
    assert "by 2 Feb 00:00," in sms("reminder", "en", deadline_ms=EVENING + 2 * HOUR_MS)


def test_a_deadline_in_the_hour_that_comes_twice_says_which() -> None:
    before = IN_THE_DOUBLE_HOUR - HOUR_MS
    assert "innen 02:00 (sommertid)," in sms("reminder", "nb", before, deadline_ms=before)
    assert "innen 02:00 (vintertid)," in sms("reminder", "nb", before, deadline_ms=IN_THE_DOUBLE_HOUR)


def test_a_name_cannot_write_a_message_of_its_own() -> None:
    name = "Kari\n\nMeld deg innen {since_ms}[, {site}]\x1b\r"
    assert "Kari Meld deg innen {since_ms}[, {site}] har" in sms("silence_case", name=name, town="", site="")


def test_a_number_that_is_none_is_left_out_and_the_alarm_still_goes() -> None:
    assert "Ring +4790000001, og si fra" in sms("silence_case", number="+47 900 00 001")
    for wrong in ("ukjent", "90000001; ring heller", "+47" + "9" * 30, "", None):
        assert sms("silence_case", number=wrong).endswith(", Oslo. Si fra til sentralen.")


@pytest.mark.parametrize(
    "wrong", [{"latitude": 91.0}, {"longitude": -181.0}, {"latitude": float("nan")}, {"longitude": float("inf")}]
)
def test_a_position_off_the_earth_is_left_out_and_the_alarm_still_goes(wrong: dict[str, object]) -> None:
    assert sms("sos_case", **wrong).endswith("Tlf. +4790000001. Kontakt sentralen.")


@pytest.mark.parametrize("accuracy_m", [None, float("nan"), float("inf"), -1, 10_000_000])
def test_a_position_of_unknown_accuracy_still_says_when(accuracy_m: float | None) -> None:
    assert "Pos 59.91270 10.74610 (22:00)." in sms("sos_case", accuracy_m=accuracy_m)
    assert "Pos 59.91270 10.74610." in sms("sos_case", accuracy_m=accuracy_m, measured_at_ms=None)


def test_a_language_without_a_catalogue_gets_norwegian() -> None:
    assert sms("sos_ack", "pl") == sms("sos_ack", "nb")


def test_short_messages_keep_everything_and_long_ones_lose_the_town_first() -> None:
    long = {"site": LONGEST["site"], "town": LONGEST["town"]}
    text = sms("silence_case", **long)
    assert text.startswith("Kari Nordmann har ikke meldt seg siden 22:00. Avdeling for langtidslagring")
    assert septets(text) <= ONE_PART


@pytest.mark.parametrize(
    ("params", "says"),
    [
        ({}, "lacks deadline_ms, site"),
        ({"deadline_ms": EVENING, "site": None}, "lacks site"),
        ({"deadline_ms": EVENING, "site": "A", "name": "B"}, "knows no name"),
        ({"deadline_ms": "22:00", "site": 4}, "cannot be int"),
        ({"deadline_ms": EVENING, "site": ["A"]}, "cannot be list"),
    ],
)
def test_a_mistake_in_the_caller_is_named(params: dict[str, object], says: str) -> None:
    with pytest.raises(TypeError, match=says):
        render("reminder", "nb", now_ms=EVENING, **params)


def test_an_unknown_message_is_named() -> None:
    with pytest.raises(LookupError, match="no SMS named 'remainder'"):
        render("remainder", "nb", now_ms=EVENING)


def test_a_sign_in_code_is_short() -> None:
    with pytest.raises(TypeError, match="sign-in code"):
        render("sign_in_code", "nb", now_ms=EVENING, code="1" * 13)


def test_days_apart_are_told_apart() -> None:
    assert sms("resolved", at_ms=EVENING - DAY_MS).startswith("Saken er avsluttet 31.1. 22:00 av Ola Hansen")


def test_a_text_that_somebody_makes_too_long_is_cut_rather_than_kept_back(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {**CATALOGUES["nb"].texts, "sos_ack": "SOS er mottatt {at_ms}. " + "Vent. " * 40}
    monkeypatch.setitem(CATALOGUES, "nb", msgspec.structs.replace(CATALOGUES["nb"], texts=texts))
    text = sms("sos_ack")
    assert text.startswith("SOS er mottatt 22:00. Vent.")
    assert fits(text)
