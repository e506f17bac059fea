"""Latitude and longitude, in degrees, degrees and minutes, or those and seconds.

``59.91 10.75``, ``59,91 10,75``, ``N59 54.6 Ø10 45``, ``59°54'36"N 10°45'0"E``, ``10.75E 59.91N``,
``N59-54.6 E010-45``.
"""

import re
from math import cos, hypot, radians

from chalicelib.channels.coordinates.readings import Reading, Refused, Written

_TOKEN = re.compile(r"(?:(?<![0-9.,])[+-])?[0-9]{1,3}(?:[.,][0-9]{1,12})?(?![0-9])|[a-zæøå]+")
_GLUE = re.compile(r"[\s°'′’\"″”;:]*,?[\s°'′’\"″”;:]*")
_TOO_MANY_COMMAS = re.compile(r"[0-9],[0-9]+,[0-9]")
"""``59,91,10,75``: which of the commas are decimal?"""
_NAMED = re.compile(r"(?:lat[a-z]*|bredde[a-z]*)[ :=]*([^a-z]+?)[,; ]*(?:lo?ng?[a-z]*|lengde[a-z]*)[ :=]*([^a-z]+)")
_HYPHEN = re.compile(r"(?<=[0-9])-(?=[0-9])")
"""``N59-54.6 E010-45``, as at sea. Only where letters say the side of the Earth: else it may be a minus."""

_NORTH_SOUTH = {"n": 1, "nord": 1, "north": 1, "s": -1, "sør": -1, "syd": -1, "south": -1}
_EAST_WEST = {"ø": 1, "e": 1, "øst": 1, "east": 1, "v": -1, "w": -1, "vest": -1, "west": -1}
_FORMS: dict[int, Written] = {1: "degrees", 2: "minutes", 3: "seconds"}
_METRES = 111_320
_NEAR_NORWAY = (56, 82, -12, 40)
"""South, north, west, east: where latitude and longitude are told apart, if somebody swaps them."""


def read_degrees(text: str) -> Reading:
    """What plain text means. Raises Refused."""
    if match := _NAMED.fullmatch(text):
        text = f"{match[1]} {match[2]}"
    letters, numbers, shape = _parts(text)
    if len(numbers) == 1:
        raise Refused("one_number")
    signs = _signs(letters)
    half = len(numbers) // 2
    if len(numbers) % 2 or half > 3:
        raise Refused("numbers")
    if not re.fullmatch(rf"l?n{{{half}}}l{{0,2}}n{{{half}}}l?", shape):
        raise Refused("sides")
    parts = [numbers[:half], numbers[half:]]
    if letters and letters[0] in _EAST_WEST:
        parts.reverse()
    latitude, longitude = (_degrees(part, signed=not letters) * sign for part, sign in zip(parts, signs, strict=True))
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise Refused("off_earth")
    if not letters and not _is_near(latitude, longitude) and _is_near(longitude, latitude):
        raise Refused("swapped")
    return Reading(latitude, longitude, _within(parts, latitude), _FORMS[half])


def _parts(text: str) -> tuple[list[str], list[str], str]:
    """Letters, numbers, and the order they stand in, when nothing but blanks, marks and single commas is between."""
    if _TOO_MANY_COMMAS.search(text):
        raise Refused("commas")
    if re.search("[a-zø]", text):
        text = _HYPHEN.sub(" ", text)
    tokens = _TOKEN.findall(text)
    if not tokens or not all(_GLUE.fullmatch(glue) for glue in _TOKEN.sub("\x00", text).split("\x00")):
        raise Refused("unreadable")
    letters = [token for token in tokens if token.isalpha()]
    numbers = [token for token in tokens if not token.isalpha()]
    if not numbers or any(letter not in _NORTH_SOUTH and letter not in _EAST_WEST for letter in letters):
        raise Refused("unreadable")
    return letters, numbers, "".join("l" if token.isalpha() else "n" for token in tokens)


def _signs(letters: list[str]) -> tuple[int, int]:
    """What the letters say of latitude and longitude: none at all, or one for each."""
    if not letters:
        return 1, 1
    vertical = [_NORTH_SOUTH[letter] for letter in letters if letter in _NORTH_SOUTH]
    horizontal = [_EAST_WEST[letter] for letter in letters if letter in _EAST_WEST]
    if len(vertical) != 1 or len(horizontal) != 1:
        raise Refused("sides")
    return vertical[0], horizontal[0]


def _degrees(numbers: list[str], *, signed: bool) -> float:
    """Degrees, minutes and seconds as degrees: only the last may have decimals, only the first a sign."""
    if any(_decimals(number) for number in numbers[:-1]):
        raise Refused("decimals")
    if any(number[0] in "+-" for number in numbers[1 if signed else 0 :]):
        raise Refused("sides")
    values = [abs(float(number.replace(",", "."))) for number in numbers]
    if any(value >= 60 for value in values[1:]):
        raise Refused("sixty")
    size: float = round(sum(value / 60**power for power, value in enumerate(values)), 7)
    return -size if numbers[0].startswith("-") else size


def _is_near(latitude: float, longitude: float) -> bool:
    south, north, west, east = _NEAR_NORWAY
    return south <= latitude <= north and west <= longitude <= east


def _within(parts: list[list[str]], latitude: float) -> int:
    """Half of what the last digit counts, north and east together, in metres."""
    north, east = (_METRES / 60 ** (len(part) - 1) / 10.0 ** _decimals(part[-1]) / 2 for part in parts)
    return max(1, round(hypot(north, east * cos(radians(latitude)))))


def _decimals(number: str) -> int:
    return len(number.replace(",", ".").partition(".")[2])
