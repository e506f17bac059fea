"""One free text field: which way of writing it is, and what it means.

The grids are looked for first, since only they have a zone or a long number: in ``32V 597000 6643000`` V is the band,
in ``5,3 V 60,4 N`` it is west (*vest*).
"""

import re

from chalicelib.channels.coordinates.degrees import read_degrees
from chalicelib.channels.coordinates.grid import from_mgrs, from_utm
from chalicelib.channels.coordinates.readings import Reading, Refused
from chalicelib.channels.plain import plain

_LABELS = re.compile(
    r"(?:geo:|(?:utm|mgrs|sone|zone|gps|pos(?:isjon|ition)?|koordinat(?:er|ene)?|wgs ?-?84|(?:euref|etrs|eu) ?-?89)"
    r"(?![a-zæøå])[ ,:-]*)*"
)
_NUMBER = r"-?\d{1,3}(?: \d{3}){1,2}(?!\d)|-?\d{1,8}"
_SIDE = r"n(?:ord|orth)?|ø(?:st)?|e(?:ast)?"
_METRES = rf"(?:{_NUMBER})(?:[.,]\d{{1,3}}(?!\d))?(?: ?m(?![a-zø]))?"
_BETWEEN = "[ ,;/]+"
_PAIRS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<first>{_METRES}){_BETWEEN}(?P<second>{_METRES})",
        rf"(?P<side>{_SIDE})[ :=]*(?P<first>{_METRES}){_BETWEEN}(?P<other>{_SIDE})[ :=]*(?P<second>{_METRES})",
        rf"(?P<first>{_METRES}) ?m?(?P<side>{_SIDE}){_BETWEEN}(?P<second>{_METRES}) ?m?(?P<other>{_SIDE})",
    )
)
_ZONED = (
    re.compile(r"(?P<zone>\d{1,2}) ?(?P<band>[a-z])(?![a-zæøå])[ ,;:]*(?P<rest>.+)"),
    re.compile(r"(?P<zone>\d{1,2})(?!\d)(?P<band>)[ ,;:]*(?P<rest>.+)"),
    re.compile(r"(?P<rest>.+?)[ ,;:]+(?:(?:utm|sone|zone)[ -]*)*(?P<zone>\d{1,2}) ?(?P<band>[a-z]?)"),
)
_MGRS = re.compile(r"(\d{1,2}) ?([a-z]) ?([a-z]) ?([a-z])((?: ?\d+)*)")
_SQUARE_ALONE = re.compile(r"[a-hj-np-z] ?[a-hj-np-v](?: ?\d+)+")
_NO_BANDS = "abioyz"
_MOST_EASTING = 1_500_000
_LEAST_NORTHING = 100_000


def read(text: str) -> Reading:
    """What somebody means by a position, in any of the forms. Raises Refused.

    >>> read("32V NM 96987 42970").written
    'mgrs'
    """
    whole = _without_label(plain(text))
    if not whole:
        raise Refused("empty")
    return _mgrs(whole) or _utm(whole) or read_degrees(whole)


def read_position(text: str) -> tuple[float, float] | None:
    """Latitude and longitude, or None where ``read`` refuses. Never raises."""
    try:
        reading = read(text)
    except Refused:
        return None
    return reading.latitude, reading.longitude


def _without_label(text: str) -> str:
    label = _LABELS.match(text)
    return text[label.end() if label else 0 :].strip(" .,;:")


def _mgrs(text: str) -> Reading | None:
    match = _MGRS.fullmatch(text)
    if not match:
        if _SQUARE_ALONE.fullmatch(text) and len(re.sub(r"\D", "", text)) >= 4:
            raise Refused("zone_missing")
        return None
    zone, band, column, row = int(match[1]), *match.group(2, 3, 4)
    if band in _NO_BANDS:
        raise Refused("zone_unknown")
    groups = match[5].split()
    if len(groups) == 2 and len(groups[0]) != len(groups[1]):
        raise Refused("digits")
    return from_mgrs(zone, band, column + row, "".join(groups))


def _utm(text: str) -> Reading | None:
    """A zone and two long numbers, the zone before or after; None if it is something else."""
    for pattern in _ZONED:
        match = pattern.fullmatch(text)
        pair = match and _pair(match["rest"])
        if match and pair:
            if match["band"] and match["band"] in _NO_BANDS:
                raise Refused("zone_unknown")
            return from_utm(int(match["zone"]), match["band"], *_east_north(pair))
    if _pair(text):
        raise Refused("zone_missing")
    return None


def _pair(text: str) -> re.Match[str] | None:
    """Two numbers of a grid. The west coast's eastings in zone 33 are short, but no northing in this country is."""
    match = next((match for pattern in _PAIRS if (match := pattern.fullmatch(text))), None)
    return match if match and max(_values(match)) >= _LEAST_NORTHING else None


def _values(pair: re.Match[str]) -> tuple[float, float]:
    first, second = (float(re.sub("[ m]", "", pair[name]).replace(",", ".")) for name in ("first", "second"))
    return first, second


def _east_north(pair: re.Match[str]) -> tuple[float, float]:
    """Unnamed, the easting comes first; written the other way the northing gives itself away by its size."""
    first, second = _values(pair)
    named = pair.groupdict().get("side")
    if named and (named[0] == "n") == (pair["other"][0] == "n"):
        raise Refused("sides")
    is_north_first = named[0] == "n" if named else first > _MOST_EASTING >= second
    return (second, first) if is_north_first else (first, second)
