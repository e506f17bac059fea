"""A position is read as people write it, or refused with a remedy; what is shown can be read back.

The table is shared with the pages: ``frontend/shared/coordinates`` is held to the same rows.
"""

import json
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

import pytest

from chalicelib.channels.coordinates import REASONS, Refused, forms_of, read, read_position
from chalicelib.channels.coordinates.zones import band_of, zone_of
from tests.support.grid_points import FILE, points
from tests.support.wgs84 import metres_between, off

ROWS: list[dict[str, Any]] = json.loads((Path(__file__).parents[2] / "support" / "coordinates.json").read_text())
MEANT = [row for row in ROWS if "at" in row]
REFUSED = [row for row in ROWS if "refused" in row]
ROUNDING_M = 1


@pytest.mark.parametrize("row", MEANT, ids=lambda row: row["text"])
def test_what_people_write_means_this_place(row: dict[str, Any]) -> None:
    reading = read(row["text"])
    assert metres_between((reading.latitude, reading.longitude), tuple(row["at"])) <= ROUNDING_M
    if "within_m" in row:
        assert reading.within_m == row["within_m"]


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: repr(row["text"]))
def test_what_can_be_read_in_two_ways_or_none_is_refused_with_its_reason(row: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        read(row["text"])
    assert refused.value.reason == row["refused"]
    assert read_position(row["text"]) is None


def test_every_reason_is_in_the_table_and_has_a_remedy_in_both_languages() -> None:
    assert {row["refused"] for row in REFUSED} == set(REASONS)
    for reason in REASONS:
        assert Refused(reason).remedy("nb") != Refused(reason).remedy("en")


def test_letters_decide_what_v_is() -> None:
    west, band = read("5,3 V 60,4 N"), read("32V 297428 6700778")
    assert (west.longitude, west.written) == (-5.3, "degrees")
    assert (round(band.longitude, 2), band.written) == (5.32, "utm")


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        *((56.0, 3.0, "32V"), (55.999, 3.0, "31U"), (63.999, 11.999, "32V"), (64.0, 3.0, "31W"), (60.0, 2.999, "31V")),
        *((60.0, 12.0, "33V"), (71.999, 8.999, "32W"), (72.0, 8.999, "31X"), (72.0, 9.0, "33X"), (78.0, 20.999, "33X")),
        *((78.0, 21.0, "35X"), (78.0, 32.999, "35X"), (78.0, 33.0, "37X"), (83.9, 41.9, "37X"), (78.0, 42.0, "38X")),
        *((78.0, -0.001, "30X"), (0.0, 180.0, "60N"), (-80.0, -180.0, "1C"), (-0.001, 6.0, "32M"), (71.0, -8.3, "29W")),
    ],
)
def test_the_zones_are_those_of_the_map_with_norways_exceptions(latitude: float, longitude: float, zone: str) -> None:
    assert f"{zone_of(latitude, longitude)}{band_of(latitude)}" == zone


def test_beyond_the_ends_of_the_grid_the_two_forms_in_degrees_remain() -> None:
    for latitude in (84, 90, -80.001, -90):
        forms = forms_of(latitude, 15)
        assert (forms.utm, forms.mgrs) == (None, None)
        assert read(forms.decimal.copied).latitude == latitude


def test_a_position_is_shown_in_four_forms_grouped_to_be_read_aloud() -> None:
    forms = forms_of(59.9128, 10.7344)
    assert forms.decimal.shown == "59,91280° N  10,73440° Ø"
    assert forms.minutes.shown == "59° 54,768′ N  010° 44,064′ Ø"
    assert forms.utm
    assert forms.utm.shown == "32V  596 988  6 642 970"
    assert forms.mgrs
    assert forms.mgrs.shown == "32V NM 96987 42970"
    english = forms_of(59.9128, -10.7344, "en")
    assert english.minutes.shown == "59° 54.768′ N  010° 44.064′ W"
    assert english.decimal.copied == "59.91280, -10.73440"


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(59.9128, 10.7344), (78.2232, 15.6267), (70.37, 31.11), (71.0, -8.3), (59.99999999, 5.0)],
)
def test_every_form_that_is_shown_or_copied_is_read_back(latitude: float, longitude: float) -> None:
    for language in ("nb", "en"):
        forms = forms_of(latitude, longitude, "nb" if language == "nb" else "en")
        for form in (forms.decimal, forms.minutes, forms.utm, forms.mgrs):
            assert form
            for text in (form.shown, form.copied):
                reading = read(text)
                assert metres_between((reading.latitude, reading.longitude), (latitude, longitude)) <= ROUNDING_M


def test_a_square_on_a_border_belongs_to_the_zone_that_it_is_named_by() -> None:
    # One kilometre with 12 degrees east inside it: both halves have a name, the middle lies in one zone only.
    found = {read(text).written for text in (_square(62.0, 11.9995), _square(62.0, 12.0005))}
    assert found == {"mgrs"}


def _square(latitude: float, longitude: float) -> str:
    from chalicelib.channels.coordinates.grid import mgrs_of

    return mgrs_of(latitude, longitude, 2) or ""


def test_the_digits_say_how_exactly_somebody_can_have_meant_it() -> None:
    north, east = 111_320 / 2, 111_320 / 2 * cos(radians(59))
    assert read("59 10").within_m == round(hypot(north, east))
    assert read("59.0000 10.0000").within_m < read("59.00 10.00").within_m < read("59 10").within_m


def test_the_pages_are_held_to_what_independent_libraries_say() -> None:
    kept, made = json.loads(FILE.read_text()), points()
    assert [point["mgrs"] for point in kept] == [point["mgrs"] for point in made]
    for one, other in zip(kept, made, strict=True):
        assert one["at"] == other["at"]
        assert one["zone"] == other["zone"]
        assert off((one["easting"], one["northing"]), (other["easting"], other["northing"])) <= 0.01
