"""Every code of Contact ID and of SIA is about something, and is told in both languages."""

import re

import pytest

from chalicelib.alarms.codes import Code, all_codes, code_of
from chalicelib.alarms.general import meaning_of
from chalicelib.register.categories import CATEGORIES

PROTOCOLS = {"ADM-CID": (322, r"\d{3}"), "SIA-DCS": (305, r"[A-Z]{2}")}
EVERY = [pytest.param(code, id=f"{name} {code.code}") for name in PROTOCOLS for code in all_codes(name).values()]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_the_table_is_whole(protocol: str) -> None:
    count, form = PROTOCOLS[protocol]
    table = all_codes(protocol)
    assert len(table) == count
    assert all(re.fullmatch(form, code) for code in table)
    assert list(table) == sorted(table)


@pytest.mark.parametrize("code", EVERY)
def test_a_code_has_a_category_and_words_in_both_languages(code: Code) -> None:
    assert code.category in CATEGORIES
    assert code.address in {"zone", "user", "area", "door", "other", "none"}
    for words in (code.nb, code.en):
        assert words == words.strip()
        assert words[0].isupper()
        assert len(words) <= 60
        assert not words.endswith(".")
    if code.category == "restore":
        assert code.about not in {None, "restore"}


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_no_two_categories_are_told_in_the_same_words(protocol: str, language: str) -> None:
    said: dict[str, Code] = {}
    for code in all_codes(protocol).values():
        other = said.setdefault(getattr(code, language), code)
        assert other.category == code.category, (other.code, code.code)


@pytest.mark.parametrize(
    ("codes", "category"),
    [
        ("110 111 112 113 114 115 116 117 118 FA KA SA", "fire"),
        ("130 131 132 133 134 135 136 137 138 139 BA BV TA", "burglary"),
        ("120 121 122 123 PA HA", "hold_up"),
        ("100 101 102 103 MA QA", "medical"),
        ("154 WA", "water"),
        ("151 162 GA", "gas"),
        ("302 YT FT FB BT", "trouble"),
        ("601 602 603 604 606 607 608 RP RX", "test"),
        ("400 401 402 403 404 405 407 408 409 441 454 OP CL", "open_close"),
        ("406 BC OC", "cancel"),
        ("AR YR FR BR PR", "restore"),
    ],
)
def test_what_the_field_agrees_on(codes: str, category: str) -> None:
    for code in codes.split():
        protocol = "ADM-CID" if code.isdigit() else "SIA-DCS"
        meaning = meaning_of(protocol, code)
        assert meaning is not None
        assert meaning.category == category, code


def test_what_is_over_is_what_had_begun() -> None:
    for alarm, over in (
        ("FA", "FR"),
        ("FA", "FH"),
        ("BA", "BR"),
        ("PA", "PH"),
        ("AT", "AR"),
        ("YT", "YR"),
        ("LT", "LR"),
    ):
        begun, ended = meaning_of("SIA-DCS", alarm), meaning_of("SIA-DCS", over)
        assert begun is not None
        assert ended is not None
        assert ended.of == begun.category


def test_there_is_no_lift_in_the_general_tables() -> None:
    # Lifts come by the account's own mapping: no code says that somebody is stuck in one.
    assert all(code.category != "lift" for name in PROTOCOLS for code in all_codes(name).values())


def test_an_unknown_code_or_protocol_means_nothing_in_general() -> None:
    assert code_of("SIA-DCS", "QQ") is None
    assert code_of("ADM-CID", "FFF") is None
    assert code_of("SIA-PUL", "FA") is None
    assert code_of("SIA-DCS", "fa") == code_of("SIA-DCS", "FA")


def test_a_code_that_no_table_has_is_still_an_alarm_of_its_class() -> None:
    for code, category in (
        ("104", "medical"),
        ("119", "fire"),
        ("128", "hold_up"),
        ("149", "burglary"),
        ("160", "technical"),
    ):
        meaning = meaning_of("ADM-CID", code)
        assert meaning is not None
        assert meaning.category == category
    for code in ("199", "419", "999", "1", "10", "1é1", ""):
        assert meaning_of("ADM-CID", code) is None
