"""A position as somebody types it: latitude and longitude, in degrees, degrees and minutes, or those and seconds.

``59.91 10.75``, ``59,91 10,75``, ``N59 54.6 Ø10 45``, ``59°54'36"N 10°45'0"E``, ``10.75E 59.91N``. UTM and MGRS are not
read here. What can be read in two ways is not read at all: a wrong position is worse than an operator's question.
"""

import re

_TOKEN = re.compile(r"(?:(?<![0-9.,])[+-])?[0-9]{1,3}(?:[.,][0-9]{1,12})?(?![0-9])|[a-zæøå]+")
_GLUE = re.compile(r"[\s°'′’\"″”;]*,?[\s°'′’\"″”;]*")
_TOO_MANY_COMMAS = re.compile(r"[0-9],[0-9]+,[0-9]")
"""``59,91,10,75``: which of the commas are decimal?"""

_NORTH_SOUTH = {"n": 1, "nord": 1, "north": 1, "s": -1, "sør": -1, "syd": -1, "south": -1}
_EAST_WEST = {"ø": 1, "e": 1, "øst": 1, "east": 1, "v": -1, "w": -1, "vest": -1, "west": -1}


def read_position(text: str) -> tuple[float, float] | None:
    """Latitude and longitude (WGS84, decimal degrees), or None. Expects lower case; never raises.

    >>> read_position("n59 54.6 ø10 45")
    (59.91, 10.75)
    """
    tokens = _tokens(text)
    if not tokens:
        return None
    letters = [token for token in tokens if token.isalpha()]
    numbers = [token for token in tokens if not token.isalpha()]
    half = len(numbers) // 2
    shape = "".join("l" if token.isalpha() else "n" for token in tokens)
    signs = _signs(letters)
    if half == 0 or signs is None or not re.fullmatch(rf"l?n{{{half}}}l{{0,2}}n{{{half}}}l?", shape):
        return None
    first, second = (_degrees(part, signed=not letters) for part in (numbers[:half], numbers[half:]))
    if first is None or second is None:
        return None
    if letters and letters[0] in _EAST_WEST:
        first, second = second, first
    latitude, longitude = first * signs[0], second * signs[1]
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _tokens(text: str) -> list[str] | None:
    """Numbers and words, when nothing but blanks, marks and single commas stands between them."""
    if _TOO_MANY_COMMAS.search(text):
        return None
    matches = list(_TOKEN.finditer(text))
    rest = _TOKEN.sub("\x00", text).split("\x00")
    return [match[0] for match in matches] if all(_GLUE.fullmatch(glue) for glue in rest) else None


def _signs(letters: list[str]) -> tuple[int, int] | None:
    """What the letters say of latitude and longitude: none at all, or one for each."""
    if not letters:
        return 1, 1
    vertical = [_NORTH_SOUTH[letter] for letter in letters if letter in _NORTH_SOUTH]
    horizontal = [_EAST_WEST[letter] for letter in letters if letter in _EAST_WEST]
    return (vertical[0], horizontal[0]) if len(vertical) == len(horizontal) == 1 and len(letters) == 2 else None


def _degrees(numbers: list[str], *, signed: bool) -> float | None:
    """Degrees, minutes and seconds as degrees: only the last may have decimals, only the first a sign."""
    *whole, last = numbers
    negative = numbers[0].startswith("-")
    if len(numbers) > 3 or any("." in number or "," in number for number in whole):
        return None
    if any(number[0] in "+-" for number in numbers[0 if not signed else 1 :]):
        return None
    values = [abs(float(number.replace(",", "."))) for number in (*whole, last)]
    if any(value >= 60 for value in values[1:]):
        return None
    size: float = round(sum(value / 60**power for power, value in enumerate(values)), 7)
    return -size if negative else size
