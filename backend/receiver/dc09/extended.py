"""Extended fields: a letter and what it tells. Kept as text and in order; some are read further."""

import json
import re

import msgspec

from receiver.dc09.oddities import Oddity

NAMES = {
    "A": "authentication",
    "C": "supervision category",
    "G": "network path",
    "H": "time of occurrence",
    "I": "alarm text",
    "J": "json or network path",
    "K": "encryption key",
    "L": "location",
    "M": "mac address",
    "N": "network address",
    "O": "building",
    "P": "programming data",
    "R": "room",
    "S": "site",
    "T": "trigger",
    "V": "verification",
    "X": "longitude",
    "Y": "latitude",
    "Z": "altitude",
}
_DEGREES = re.compile(r"(\d{1,3})([NSEW])(\d{1,2}(?:\.\d*)?)")
_DECIMAL = re.compile(r"-?\d{1,3}\.\d+")
_ALTITUDE = re.compile(r"(-?\d+(?:\.\d*)?)\s*[Mm]?")


class Extended(msgspec.Struct, frozen=True, array_like=True):
    """One field: its letter and its text, as sent."""

    id: str
    value: str


class Place(msgspec.Struct, frozen=True):
    """Where it happened, in WGS84."""

    latitude: float
    longitude: float
    altitude_m: float | None = None


def read_extended(text: str) -> tuple[Extended, list[Oddity]]:
    """The field that ``text`` is, and what is odd about it."""
    field = Extended(text[:1], text[1:])
    if field.id not in NAMES:
        return field, [Oddity.EXTENDED_UNKNOWN]
    if field.id == "K":
        return field, [Oddity.KEY_OFFERED]
    unreadable = (field.id == "X" and _degrees(field.value, "EW") is None) or (
        field.id == "Y" and _degrees(field.value, "NS") is None
    )
    return field, [Oddity.EXTENDED_UNREADABLE] if unreadable else []


def place_of(fields: tuple[Extended, ...]) -> Place | None:
    """The place that X, Y and Z name, if they do: ``010E57.5698080`` is 10 degrees and 57.569808 minutes east."""
    values = {field.id: field.value for field in reversed(fields)}
    longitude, latitude = _degrees(values.get("X", ""), "EW"), _degrees(values.get("Y", ""), "NS")
    if longitude is None or latitude is None:
        return None
    altitude = _ALTITUDE.fullmatch(values.get("Z", ""))
    return Place(latitude, longitude, float(altitude[1]) if altitude else None)


def links_of(fields: tuple[Extended, ...]) -> tuple[str, ...]:
    """The addresses at which the alarm can be verified: pictures, a film."""
    links = (link.strip() for field in fields if field.id == "V" for link in field.value.split(","))
    return tuple(link for link in links if link)


def values_of(fields: tuple[Extended, ...], letter: str) -> tuple[str, ...]:
    """All that was said under one letter."""
    return tuple(field.value for field in fields if field.id == letter)


def json_end(text: str, start: int) -> int | None:
    """Where the JSON that starts at ``start`` ends: it may have brackets of its own."""
    try:
        return json.JSONDecoder().raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        return None


def _degrees(text: str, letters: str) -> float | None:
    """Degrees from ``012W34.1``, or from decimal degrees as some write them; None if neither, or off the earth."""
    most = 180.0 if "E" in letters else 90.0
    if not text.isascii():
        return None
    if _DECIMAL.fullmatch(text):
        degrees = float(text)
    elif (found := _DEGREES.fullmatch(text)) and found[2] in letters and float(found[3]) < 60:
        degrees = (int(found[1]) + float(found[3]) / 60) * (1 if found[2] == letters[0] else -1)
    else:
        return None
    return degrees if abs(degrees) <= most else None
