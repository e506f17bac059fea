"""Places all over Norway, Svalbard and the widened zone, with the grid as independent libraries see it.

The pages' tests cannot ask those libraries: the points are kept in ``grid_points.json``, which a test holds to this.
"""

import json
import random
from pathlib import Path
from typing import Any

from mgrs import MGRS  # type: ignore[import-untyped]

from tests.support.wgs84 import projected

FILE = Path(__file__).with_name("grid_points.json")

_REGIONS = {
    # South, north, west, east, and the zones as the map has them, by the longitude at which they begin.
    "V": (56, 64, 0, 18, {0: 31, 3: 32, 12: 33}),
    "W": (64, 72, 0, 36, {0: 31, 6: 32, 12: 33, 18: 34, 24: 35, 30: 36}),
    "X": (72, 84, 0, 42, {0: 31, 9: 33, 21: 35, 33: 37}),
}


def points() -> list[dict[str, Any]]:
    """The same ones each time: some on every border, the others anywhere."""
    chance = random.Random(1814)
    found = []
    for band, (south, north, west, east, zones) in _REGIONS.items():
        longitudes = [*zones, *(start + 0.00001 for start in zones), *(start - 0.00001 for start in zones if start)]
        places = [(chance.uniform(south, north), longitude) for longitude in longitudes]
        places += [(south, chance.uniform(west, east)), (north - 0.00001, chance.uniform(west, east))]
        places += [(chance.uniform(south, north), chance.uniform(west, east)) for _ in range(100)]
        found += [_point(round(latitude, 7), round(longitude, 7), band, zones) for latitude, longitude in places]
    return found


def _point(latitude: float, longitude: float, band: str, zones: dict[int, int]) -> dict[str, Any]:
    zone = zones[max(start for start in zones if start <= longitude)]
    easting, northing = projected(latitude, longitude, zone)
    is_mainland = 57.9 < latitude < 71.3 and 4.4 < longitude < 31.3
    return {
        "at": [latitude, longitude],
        "zone": f"{zone}{band}",
        "easting": round(easting, 3),
        "northing": round(northing, 3),
        "mgrs": MGRS().toMGRS(latitude, longitude),
        "in_33": [round(value, 3) for value in projected(latitude, longitude, 33)] if is_mainland else None,
    }


def write() -> None:
    """Makes the file anew, one point a line."""
    FILE.write_text("[\n" + ",\n".join(f"  {json.dumps(point)}" for point in points()) + "\n]\n")


if __name__ == "__main__":
    write()
