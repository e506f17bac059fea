"""An instruction in the cells of a table, as a person writes it, and back again.

========== ===================================================
tider      man-fre 08:00-16:00, lør+søn 10:00-14:00, helligdag
ringeliste one line each: ``sms! Kari Nes = Alarm ved {site}.``
           (``!``: at once, ``+``: of each step), ``ring 490 00 201``, ``e-post Drift``
punkter    one line each; ``(valgfritt)`` at its end
nødetat    ``110 bekreftet``, ``112 straks``, ``110 bekreftet direkte 90``
========== ===================================================
"""

import re
from collections.abc import Callable
from typing import Any

from chalicelib.platform.texts import Text, add_texts
from chalicelib.register.instruction import Emergency
from chalicelib.register.scopes import CATEGORY_WORDS, DAY_WORDS
from chalicelib.register.times import DAY_MIN, DAYS, Day, Period, hours
from chalicelib.register.unreadable import Unreadable

ACTIONS = {
    **{"varsle": "notify", "notify": "notify", "rykk ut": "dispatch", "dispatch": "dispatch"},
    **{"begge": "both", "both": "both", "logg": "log", "log": "log"},
}
_CATEGORIES = {
    word.casefold(): one for one, words in CATEGORY_WORDS.items() for word in (one, one.replace("_", " "), *words)
}
_DAYS: dict[str, Day] = {
    word: day for day, (nb, en) in DAY_WORDS.items() for word in (day, nb, nb[:3], en.casefold(), en[:3].casefold())
}
_BY = {"sms": "sms", "ring": "call", "call": "call", "e-post": "email", "epost": "email", "email": "email"}
_SERVICES = {"110": "fire", "112": "police", "113": "medical"}
_WHEN = {
    **{"straks": "at_once", "at once": "at_once", "bekreftet": "confirmed", "confirmed": "confirmed"},
    **{"aldri": "never", "never": "never"},
}
_PERIOD = re.compile(
    r"(?P<days>[^\d]+?)(?: (?P<from>\d{1,2})[:.](?P<fmin>\d{2}) ?- ?(?P<to>\d{1,2})[:.](?P<tmin>\d{2}))?"
)
_NOTICE = re.compile(r"(?P<by>[\w-]+)(?P<now>!?)(?P<each>\+?) +(?P<who>[^=]+?)(?: *= *(?P<text>.*))?")
_EMERGENCY = re.compile(r"(?P<number>11[023]) +(?P<when>.+?)(?: +(?:direkte|direct) +(?P<off>\d{1,4}))?")
_OPTIONAL = re.compile(r" *\((?:valgfritt|optional)\)$", re.IGNORECASE)


def read_categories(cell: str) -> list[str]:
    """``brann, innbrudd``."""
    words = [word.strip() for word in cell.split(",") if word.strip()]
    for word in words:
        if word.casefold() not in _CATEGORIES:
            choices = ", ".join(nb for nb, _ in CATEGORY_WORDS.values())
            raise Unreadable("instruction.cell_category", word=word, choices=choices)
    return [_CATEGORIES[word.casefold()] for word in words]


def read_times(cell: str) -> list[dict[str, Any]]:
    """``man-fre 08:00-16:00, helligdag``; nothing: always."""
    return [_period(part.strip()) for part in cell.split(",") if part.strip()]


def _period(text: str) -> dict[str, Any]:
    match = _PERIOD.fullmatch(text.casefold())
    if match is None:
        raise Unreadable("instruction.cell_time", text=text)
    days: list[Day] = []
    for part in match["days"].strip().split("+"):
        first, _, last = (one.strip() for one in part.partition("-"))
        if first not in _DAYS or (last and last not in _DAYS):
            raise Unreadable("instruction.cell_time", text=text)
        start, end = DAYS.index(_DAYS[first]), DAYS.index(_DAYS[last or first])
        days += DAYS[start : end + 1]
    if match["from"] is None:
        return {"days": days, "start_min": 0, "end_min": DAY_MIN}
    return {
        "days": days,
        "start_min": int(match["from"]) * 60 + int(match["fmin"]),
        "end_min": int(match["to"]) * 60 + int(match["tmin"]),
    }


def read_notices(cell: str) -> list[dict[str, Any]]:
    """One line each; the contact is found by number or name."""
    found = []
    for line in cell.splitlines():
        match = _NOTICE.fullmatch(line.strip())
        if match is None or match["by"].casefold() not in _BY:
            raise Unreadable("instruction.cell_notice", text=line.strip())
        found.append(
            {
                "contact_id": match["who"].strip(),
                "by": _BY[match["by"].casefold()],
                "at_once": match["now"] == "!",
                "each_step": match["each"] == "+",
                "text": (match["text"] or "").strip(),
            }
        )
    return found


def read_steps(cell: str) -> list[dict[str, Any]]:
    """One line each."""
    lines = [line.strip() for line in cell.splitlines() if line.strip()]
    return [{"text": _OPTIONAL.sub("", line), "compulsory": not _OPTIONAL.search(line)} for line in lines]


def read_minutes(cell: str) -> int | None:
    """Minutes, as seconds; nothing: nothing agreed."""
    if not cell:
        return None
    if not re.fullmatch(r"[0-9]{1,4}([.,][0-9]{1,2})?", cell):
        raise Unreadable("instruction.cell_minutes")
    return round(float(cell.replace(",", ".")) * 60)


def read_emergency(cell: str) -> dict[str, Any] | None:
    """``110 bekreftet direkte 90``; nothing: none."""
    if not cell:
        return None
    match = _EMERGENCY.fullmatch(cell.casefold())
    if match is None or match["when"] not in _WHEN:
        raise Unreadable("instruction.cell_emergency", text=cell)
    return {
        "service": _SERVICES[match["number"]],
        "when": _WHEN[match["when"]],
        "direct": match["off"] is not None,
        "call_off_s": int(match["off"]) if match["off"] else None,
    }


Named = Callable[[str], str]


def _write_times(periods: tuple[Period, ...], _named: Named) -> str:
    return ", ".join(_written(period) for period in periods)


def _written(period: Period) -> str:
    days = "+".join("helligdag" if day == "holiday" else DAY_WORDS[day][0][:3] for day in period.days)
    if (period.start_min, period.end_min) == (0, DAY_MIN):
        return days
    return f"{days} {hours(period.start_min)}-{hours(period.end_min)}"


def _write_notices(lines: Any, named: Named) -> str:
    words = {"sms": "sms", "call": "ring", "email": "e-post"}

    def line(one: Any) -> str:
        how = f"{words[one.by]}{'!' * one.at_once}{'+' * one.each_step}"
        return f"{how} {named(one.contact_id)}{f' = {one.text}' if one.text else ''}"

    return "\n".join(line(one) for one in lines)


def _write_emergency(emergency: Emergency | None, _named: Named) -> str:
    if emergency is None:
        return ""
    number = next(one for one, service in _SERVICES.items() if service == emergency.service)
    when = {"at_once": "straks", "confirmed": "bekreftet", "never": "aldri"}[emergency.when]
    return f"{number} {when}{f' direkte {emergency.call_off_s}' if emergency.direct else ''}"


WRITTEN: dict[str, Callable[[Any, Named], str]] = {
    "categories": lambda value, _: ", ".join(CATEGORY_WORDS[one][0] for one in value),
    "times": _write_times,
    "action": lambda value, _: next(word for word, one in ACTIONS.items() if one == value),
    "notices": _write_notices,
    "verify_contact_id": lambda value, named: named(value) if value else "",
    "steps": lambda value, _: "\n".join(one.text + ("" if one.compulsory else " (valgfritt)") for one in value),
    "response_s": lambda value, _: f"{value / 60:g}".replace(".", ",") if value is not None else "",
    "emergency": _write_emergency,
}
"""How each field of an instruction is written; the second argument names a contact."""

add_texts(
    {
        "instruction.cell_category": Text(
            "«{word}» er ingen hendelse. Skriv en eller flere av: {choices}.",
            "“{word}” is no kind of event. Write one or more of: {choices}.",
        ),
        "instruction.cell_time": Text(
            "«{text}» er ingen tid. Skriv som man-fre 08:00-16:00, lør+søn 10:00-14:00, helligdag.",
            "“{text}” is no time. Write as mon-fri 08:00-16:00, sat+sun 10:00-14:00, holiday.",
        ),
        "instruction.cell_notice": Text(
            "«{text}» kan ikke leses. Skriv en linje for hver: ring Kari Nes, sms! Kari Nes = tekst, e-post Kari Nes.",
            "“{text}” cannot be read. Write a line for each: call Kari Nes, sms! Kari Nes = text, email Kari Nes.",
        ),
        "instruction.cell_minutes": Text("Skal være minutter, som 20.", "Must be minutes, as 20."),
        "instruction.cell_emergency": Text(
            "«{text}» kan ikke leses. Skriv som 110 bekreftet, 112 straks eller 110 bekreftet direkte 90.",
            "“{text}” cannot be read. Write as 110 confirmed, 112 at once or 110 confirmed direct 90.",
        ),
    }
)
