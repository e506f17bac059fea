"""What a person may read in an answer: in both languages, whole."""

import importlib
import pkgutil
import re
import string

import pytest

import chalicelib
from chalicelib.platform.problems import Problem, invalid, render
from chalicelib.platform.texts import Text, add_texts, all_texts, language_of


def _parameters(sentence: str) -> set[str]:
    """Names of the parameters; those that are words come in both languages, as ``{kind_nb}`` or ``{kind.nb}``."""
    return {re.sub(r"[._](nb|en)$", "", name) for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_message_says_the_same_in_both_languages() -> None:
    for package in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
        importlib.import_module(package.name)
    for message_id, text in all_texts().items():
        assert text.nb.strip(), message_id
        assert text.en.strip(), message_id
        assert _parameters(text.nb) == _parameters(text.en), message_id


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "nb"),
        ("", "nb"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("nb-NO,nb;q=0.9,en;q=0.8", "nb"),
        ("nn", "nb"),
        ("de, en;q=0.5", "en"),
        ("en;q=0.4, no;q=0.5", "nb"),
        ("de", "nb"),
        ("en;q=nonsense", "nb"),
        ("*", "nb"),
        (",,;;==" * 1000, "nb"),
    ],
)
def test_the_readers_language_is_norwegian_unless_english_is_preferred(header: str | None, language: str) -> None:
    assert language_of(header) == language


def test_a_message_that_nobody_wrote_cannot_be_raised() -> None:
    with pytest.raises(LookupError, match="nobody_wrote"):
        invalid("field", "nobody_wrote_this")
    with pytest.raises(LookupError, match="odd"):
        Problem(400, "odd", "malformed")


def test_two_modules_cannot_say_different_things_under_one_id() -> None:
    add_texts({"test.once": Text("En", "One")})
    add_texts({"test.once": Text("En", "One")})
    with pytest.raises(ValueError, match=r"test\.once"):
        add_texts({"test.once": Text("To", "Two")})


def test_a_problems_own_members_never_hide_its_status() -> None:
    odd = Problem(409, "conflict", "forbidden", members={"status": 200, "type": "x", "extra": 1})
    document = render(odd, "en", "abcdefgh")
    assert b'"status":409' in document
    assert b'"extra":1' in document
