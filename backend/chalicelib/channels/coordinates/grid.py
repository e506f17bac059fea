"""UTM and MGRS to degrees and back, by the libraries, and held to be where the writer can have meant.

The series that ``utm`` inverts with is good to centimetres within a zone, and to tens of metres where zone 33 is used
for the whole country. Its other direction is good everywhere, so the answer is brought home with that.
"""

import warnings
from functools import cache
from math import cos, hypot, radians
from typing import Any, NamedTuple

from chalicelib.channels.coordinates.readings import Reading, Refused
from chalicelib.channels.coordinates.zones import NORTHERNMOST, SOUTHERNMOST, band_of, central, reach, zone_of

_METRES = 111_195.0
_NEAR_ENOUGH_M = 0.01
_EDGE = 0.00001
"""Degrees: a metre, which rounding may have taken a place across a border."""


class Utm(NamedTuple):
    """A place in one zone of the grid, in metres."""

    zone: int
    band: str
    easting: float
    northing: float


def utm_of(latitude: float, longitude: float) -> Utm | None:
    """The place in the zone that holds there; None beyond the grid's ends."""
    band = band_of(latitude)
    if band is None:
        return None
    zone = zone_of(latitude, longitude)
    return Utm(zone, band, *_project(latitude, longitude, zone))


def mgrs_of(latitude: float, longitude: float, digits: int = 5) -> str | None:
    """``32VNM9698742970``: the square, of one metre, in which the place is."""
    if band_of(latitude) is None:
        return None
    return str(_mgrs().toMGRS(latitude, longitude, MGRSPrecision=digits))


def from_utm(zone: int, band: str, easting: float, northing: float) -> Reading:
    """What a UTM reference means. ``band`` is a letter or empty: then it is the northern half. Raises Refused."""
    if not 1 <= zone <= 60:
        raise Refused("zone_unknown")
    if band == "s":
        raise Refused("hemisphere")
    is_north = band == "" or band >= "n"
    if not -300_000 <= easting <= 1_500_000 or not 0 <= northing <= 10_000_000:
        raise Refused("outside_zone")
    latitude, longitude = _place(zone, easting, northing, is_north=is_north)
    from_middle = abs((longitude - central(zone) + 180) % 360 - 180)
    if not SOUTHERNMOST - _EDGE <= latitude <= NORTHERNMOST + _EDGE or from_middle > reach(zone):
        raise Refused("outside_zone")
    if band not in ("", "n") and band.upper() not in {band_of(latitude - _EDGE), band_of(latitude + _EDGE)}:
        raise Refused("band")
    _hold_to_exceptions(zone, latitude, longitude)
    return Reading(round(latitude, 7), round(longitude, 7), 1, "utm")


def from_mgrs(zone: int, band: str, square: str, digits: str) -> Reading:
    """The middle of the square that a reference names. Raises Refused."""
    if not 1 <= zone <= 60:
        raise Refused("zone_unknown")
    if len(digits) % 2 or not 4 <= len(digits) <= 10:
        raise Refused("digits")
    name = f"{zone:02}{band}{square}{digits}".upper()
    from mgrs.core import MGRSError  # type: ignore[import-untyped]

    # A square on the border of its band has its corner outside: that is judged below, of all of the square.
    warnings.filterwarnings("ignore", r"Warning in .Convert_MGRS", RuntimeWarning)
    try:
        # The library answers the middle of the square.
        _, hemisphere, easting, northing = _mgrs().MGRSToUTM(name)
    except MGRSError as error:
        raise Refused("zone_svalbard" if band == "x" and zone in (32, 34, 36) else "square") from error
    half = 10 ** (5 - len(digits) // 2) / 2
    latitude, longitude = _place(zone, easting, northing, is_north=hemisphere == "N")
    _hold_to_exceptions(zone, latitude, longitude)
    if not _is_named(name, latitude, longitude, half):
        raise Refused("square")
    return Reading(round(latitude, 7), round(longitude, 7), max(1, round(hypot(half, half))), "mgrs")


def _is_named(name: str, latitude: float, longitude: float, half: float) -> bool:
    """Whether any part of the square lies where its zone and band hold: one on the border has its middle outside."""
    digits = (len(name) - 5) // 2
    # A little more than half: the grid leans against the meridian, which turns the square.
    north, east = half * 1.5 / _METRES, half * 1.5 / (_METRES * cos(radians(latitude)))
    corners = [(0.0, 0.0), (north, east), (north, -east), (-north, east), (-north, -east)]
    wanted = name[:5] if half > 1 else name[:3]
    return any(
        (mgrs_of(latitude + up, longitude + right, digits) or "").zfill(len(name)).startswith(wanted)
        for up, right in corners
    )


def _hold_to_exceptions(zone: int, latitude: float, longitude: float) -> None:
    """Where zones are widened the narrow ones do not exist, though the projection would go on. Raises Refused."""
    if zone == 31 and 56 + _EDGE < latitude < 64 - _EDGE and 3 + 2 * _EDGE < longitude < 12:
        raise Refused("zone_wide")
    if zone in (32, 34, 36) and latitude > 72 + _EDGE and 0 <= longitude < 42:
        raise Refused("zone_svalbard")


def _place(zone: int, easting: float, northing: float, *, is_north: bool) -> tuple[float, float]:
    import utm  # type: ignore[import-untyped]

    latitude, longitude = utm.to_latlon(easting, northing, zone, northern=is_north, strict=False)
    for _ in range(8):
        if not SOUTHERNMOST <= latitude <= NORTHERNMOST:
            break  # beyond the grid's ends there is nothing to bring it home to
        east, north = _project(latitude, longitude, zone)
        if not is_north and latitude >= 0:
            north += 10_000_000
        if is_north and latitude < 0:
            north -= 10_000_000
        off_east, off_north = easting - east, northing - north
        if hypot(off_east, off_north) < _NEAR_ENOUGH_M:
            break
        # The grid leans against the meridian; close by, leaving that out costs a round, not the answer.
        latitude += off_north / _METRES
        longitude += off_east / (_METRES * cos(radians(latitude)))
    return float(latitude), (float(longitude) + 180) % 360 - 180


def _project(latitude: float, longitude: float, zone: int) -> tuple[float, float]:
    import utm

    easting, northing, *_ = utm.from_latlon(latitude, longitude, force_zone_number=zone)
    return float(easting), float(northing)


@cache
def _mgrs() -> Any:
    from mgrs import MGRS  # type: ignore[import-untyped]

    return MGRS()
