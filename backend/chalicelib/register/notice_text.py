"""What a customer is told by SMS: the words that the instruction gives, completed, always in one part."""

import string
from typing import Any

from chalicelib.platform.gsm7 import ONE_PART, is_gsm7, septets, shorten
from chalicelib.platform.texts import Text, add_texts
from chalicelib.platform.time import clock_text
from chalicelib.register.categories import Category
from chalicelib.register.form import Form
from chalicelib.register.scopes import CATEGORY_WORDS

PLACEHOLDERS = ("site", "time")
SITE = 24
"""So many places has the site's name in a text."""
_LONGEST = {"site": "x" * SITE, "time": "23:59"}
ASKS = {"nb": " Svar JA for å bekrefte.", "en": " Reply YES to confirm."}
"""What is added where somebody is asked to confirm."""
_MOST = 400
_USUAL = {
    "nb": "{what}: {site} kl. {time}. Sentralen følger opp.",
    "en": "{what}: {site} at {time}. The centre is following up.",
}


def complete(text: str, category: Category, site: str, at_ms: int, language: str, *, asks: bool) -> str:
    """The text as it is sent; without words of its own, the usual ones."""
    here = language if language in _USUAL else "nb"
    name = shorten(site, SITE)
    what = CATEGORY_WORDS[category][here == "en"]
    pattern = text or _USUAL[here].replace("{what}", what[0].upper() + what[1:])
    said = pattern.replace("{site}", name).replace("{time}", clock_text(at_ms))
    suffix = ASKS[here] if asks else ""
    return shorten(said, ONE_PART - len(suffix)) + suffix


def check(form: Form, field: str, text: str, *, asks: bool) -> str:
    """The text, if it can be completed and then fits one SMS with the longest names."""
    text = form.line(field, text, _MOST, empty=True)
    unknown = _unknown(text)
    if unknown:
        form.wrong(field, "instruction.placeholder", unknown=unknown)
    elif not is_gsm7(text):
        letter = next(char for char in text if not is_gsm7(char))
        form.wrong(field, "instruction.letter", letter=letter)
    else:
        longest = text
        for name, value in _LONGEST.items():
            longest = longest.replace(f"{{{name}}}", value)
        room = ONE_PART - (max(map(len, ASKS.values())) if asks else 0)
        if septets(longest) > room:
            form.wrong(field, "instruction.text_long", over=septets(longest) - room, room=room)
    return text


def _unknown(text: str) -> str:
    """What stands in braces and means nothing; a brace alone, too."""
    try:
        found: list[Any] = [part[1] for part in string.Formatter().parse(text)]
    except ValueError:
        return "{"
    return next(("{" + name + "}" for name in found if name is not None and name not in PLACEHOLDERS), "")


add_texts(
    {
        "instruction.placeholder": Text(
            "{unknown} betyr ingenting her. Bruk {{site}} for stedet og {{time}} for klokkeslettet.",
            "{unknown} means nothing here. Use {{site}} for the place and {{time}} for the time.",
        ),
        "instruction.letter": Text(
            "Tegnet «{letter}» finnes ikke i SMS-alfabetet, og ville gitt to meldinger. Skriv noe annet.",
            "The character “{letter}” is not in the SMS alphabet and would make two messages. Write another.",
        ),
        "instruction.text_long": Text(
            "Er {over} tegn for lang: med lengste stedsnavn må den få plass i én SMS ({room} tegn). Kort den ned.",
            "Is {over} characters too long: with the longest name it must fit one SMS ({room}). Shorten it.",
        ),
    }
)
