"""A panel's lists in one cell of a table: ``1=Dør (innbrudd); 2=Kjøkken (brann)``. Read as they are written."""

import re
from collections.abc import Callable
from typing import Any

from chalicelib.platform.texts import Text, add_texts
from chalicelib.register.categories import CATEGORIES
from chalicelib.register.unreadable import Unreadable

CATEGORY_WORDS: dict[str, str] = {
    "fire": "brann",
    "hold_up": "overfall",
    "burglary": "innbrudd",
    "lift": "heis",
    "technical": "teknisk",
    "medical": "medisinsk",
    "water": "vann",
    "gas": "gass",
    "trouble": "feil",
    "test": "test",
    "open_close": "av/på",
    "cancel": "avstilling",
    "restore": "tilbake",
}
"""What the categories are called in a file."""
DEPARTURE_WORDS: dict[str, str] = {
    "crc_wrong": "feil sjekksum",
    "crc_unreadable": "uleselig sjekksum",
    "length_wrong": "feil lengde",
    "length_unreadable": "uleselig lengde",
}
"""What the departures that need leave are called in a file."""
_DEPARTURE_BY_WORD = {word: one for one, word in DEPARTURE_WORDS.items()} | {one: one for one in DEPARTURE_WORDS}
_BY_WORD: dict[str, str] = {word: one for one, word in CATEGORY_WORDS.items()} | {one: one for one in CATEGORIES}
_DAYS = ("man", "tir", "ons", "tor", "fre", "lør", "søn", "helligdag")
_ENTRY = re.compile(r"([^=()]+?)(?:=([^()]*?))?(?:\(([^()]*)\))?")
_HOURS = re.compile(r"(\w{3}|helligdag)(?:-(\w{3}))? +([0-9:]{5})-([0-9:]{5})")


def read_zones(cell: str) -> list[dict[str, Any]]:
    """``number=name (category)``, the last two of which may be missing."""
    found = []
    for number, name, category in _entries(cell):
        found.append({"number": number, "name": name, "category": _category(category) if category else None})
    return found


def write_zones(zones: Any) -> str:
    """The same, written."""
    return _joined((one.number, one.name, CATEGORY_WORDS[one.category] if one.category else "") for one in zones)


def read_codes(cell: str) -> list[dict[str, Any]]:
    """``code=zone (category)``, the zone left out where all are meant."""
    found = []
    for code, zone, category in _entries(cell):
        if not category:
            raise Unreadable("panel.cell_category", categories=", ".join(CATEGORY_WORDS.values()))
        found.append({"code": code, "zone": zone, "category": _category(category)})
    return found


def write_codes(codes: Any) -> str:
    """The same, written."""
    return _joined((one.code, one.zone, CATEGORY_WORDS[one.category]) for one in codes)


def read_partitions(cell: str) -> list[dict[str, Any]]:
    """``number=name (man-fre 07:00-17:00, lør 09:00-15:00)``."""
    return [
        {"number": number, "name": name, "hours": [_hours(one) for one in re.split(r", *", hours) if one]}
        for number, name, hours in _entries(cell)
    ]


def write_partitions(partitions: Any) -> str:
    """The same, written: each day by itself, for days need not stand in a row."""
    return _joined(
        (
            one.number,
            one.name,
            ", ".join(f"{_DAYS[day]} {hours.opens}-{hours.closes}" for hours in one.hours for day in hours.days),
        )
        for one in partitions
    )


def read_departures(cell: str) -> list[str]:
    """``feil sjekksum; feil lengde``."""
    words = [part.strip().casefold() for part in re.split(r"[;,]", cell) if part.strip()]
    if not set(words) <= set(_DEPARTURE_BY_WORD):
        raise Unreadable("panel.cell_departure", departures=", ".join(DEPARTURE_WORDS.values()))
    return [_DEPARTURE_BY_WORD[word] for word in words]


def write_departures(departures: Any) -> str:
    """The same, written."""
    return "; ".join(DEPARTURE_WORDS[one] for one in departures)


def _hours(text: str) -> dict[str, Any]:
    found = _HOURS.fullmatch(text.strip())
    days = [_DAYS.index(day) for day in found.group(1, 2) if day in _DAYS] if found else []
    if not found or len(days) != 1 + (found[2] is not None) or days != sorted(days):
        raise Unreadable("panel.cell_hours")
    return {"days": list(range(days[0], days[-1] + 1)), "opens": found[3], "closes": found[4]}


def _entries(cell: str) -> list[tuple[str, str, str]]:
    found = []
    for part in re.split(r"\s*;\s*", cell.strip()):
        if not part:
            continue
        entry = _ENTRY.fullmatch(part)
        if entry is None:
            raise Unreadable("panel.cell_entry", entry=part[:40])
        number, name, more = (group or "" for group in entry.groups())
        found.append((number.strip(), name.strip(), more.strip()))
    return found


def _category(word: str) -> str:
    found = _BY_WORD.get(word.casefold())
    if found is None:
        raise Unreadable("panel.cell_category", categories=", ".join(CATEGORY_WORDS.values()))
    return found


def _joined(entries: Any) -> str:
    parts: list[str] = [
        number + (f"={name}" if name else "") + (f" ({more})" if more else "") for number, name, more in entries
    ]
    return "; ".join(parts)


WRITTEN: dict[str, Callable[[Any], str]] = {
    "zones": write_zones,
    "codes": write_codes,
    "partitions": write_partitions,
    "departures": write_departures,
}
"""How an export writes these fields."""

add_texts(
    {
        "panel.cell_category": Text(
            "Si i parentes hva det gjelder, med ett av disse ordene: {categories}.",
            "Say in brackets what it is about, by one of these words: {categories}.",
        ),
        "panel.cell_departure": Text(
            "Skriv de tillatte avvikene med disse ordene, med semikolon mellom: {departures}.",
            "Write the departures that are allowed in these words, with semicolons between: {departures}.",
        ),
        "panel.cell_hours": Text(
            "Skriv tidene som «man-fre 07:00-17:00, lør 09:00-15:00, helligdag 12:00-16:00».",
            "Write the hours as “man-fre 07:00-17:00, lør 09:00-15:00, helligdag 12:00-16:00”.",
        ),
        "panel.cell_entry": Text(
            "«{entry}» kan ikke leses. Skriv hvert ledd som «nummer=navn (ord)», med semikolon mellom.",
            "“{entry}” cannot be read. Write each part as “number=name (word)”, with semicolons between.",
        ),
    }
)
