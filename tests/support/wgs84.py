"""The Earth as an independent library sees it: what our own coordinates are measured against."""

from functools import cache
from math import hypot

from pyproj import Geod, Transformer

_GEOD = Geod(ellps="WGS84")


@cache
def _grid(zone: int, north: bool) -> Transformer:
    return Transformer.from_crs(4326, (32600 if north else 32700) + zone, always_xy=True)


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Along the ellipsoid, between two places given as latitude and longitude."""
    return float(_GEOD.inv(one[1], one[0], other[1], other[0])[2])


def projected(latitude: float, longitude: float, zone: int) -> tuple[float, float]:
    """Easting and northing in that zone."""
    easting, northing = _grid(zone, latitude >= 0).transform(longitude, latitude)
    return float(easting), float(northing)


def unprojected(easting: float, northing: float, zone: int) -> tuple[float, float]:
    """Latitude and longitude of a place on the northern half."""
    longitude, latitude = _grid(zone, True).transform(easting, northing, direction="INVERSE")
    return float(latitude), float(longitude)


def off(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres between two places of one zone."""
    return hypot(one[0] - other[0], one[1] - other[1])
