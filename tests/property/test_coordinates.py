"""All over Norway, Svalbard and the widened zone, what is shown is where it is: by an independent library."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.channels.coordinates import Form, Forms, Refused, forms_of, read
from chalicelib.channels.coordinates.grid import utm_of
from tests.support.wgs84 import metres_between, off, projected, unprojected

MOST_M = 1.0
HALF_A_THOUSANDTH_M = 1.1
"""Of a minute, north and east: what the rounding alone is in the form with minutes, which has three decimals."""

MAINLAND = st.tuples(st.floats(57.8, 71.4), st.floats(4.0, 31.4))
WIDENED = st.tuples(st.floats(56, 63.9999999), st.floats(3, 11.9999999))
SVALBARD = st.tuples(st.floats(72, 83.9999999), st.floats(0, 41.9999999))
JAN_MAYEN = st.tuples(st.floats(70.7, 71.3), st.floats(-9.2, -7.8))
PLACES = MAINLAND | WIDENED | SVALBARD | JAN_MAYEN
ANYWHERE = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
ANYTHING = st.text() | st.text("+-0123456789.,nsøevwkmx°'\" :/", max_size=40)

Place = tuple[float, float]


@given(PLACES)
def test_the_four_forms_say_the_same_place(place: Place) -> None:
    forms = forms_of(*place)
    for form, most in zip(_all_of(forms), (MOST_M, HALF_A_THOUSANDTH_M, MOST_M, MOST_M), strict=True):
        assert form
        for text in (form.shown, form.copied):
            reading = read(text)
            assert metres_between((reading.latitude, reading.longitude), place) <= most, text


@given(PLACES)
def test_the_grid_is_that_of_an_independent_library(place: Place) -> None:
    ours = utm_of(*place)
    assert ours
    assert off((ours.easting, ours.northing), projected(*place, ours.zone)) <= 0.01
    mgrs = forms_of(*place).mgrs
    assert mgrs
    east, north = int(mgrs.copied[-10:-5]), int(mgrs.copied[-5:])
    easting, northing = (value % 100_000 for value in projected(*place, ours.zone))
    assert abs(_apart(easting, east + 0.5)) <= 0.6
    assert abs(_apart(northing, north + 0.5)) <= 0.6


@given(PLACES)
def test_a_reference_made_by_an_independent_library_is_read_where_it_lies(place: Place) -> None:
    ours = utm_of(*place)
    assert ours
    easting, northing = projected(*place, ours.zone)
    reading = read(f"{ours.zone}{ours.band} {easting:.1f} {northing:.1f}")
    assert metres_between((reading.latitude, reading.longitude), place) <= 0.2


@given(MAINLAND)
def test_zone_33_is_read_all_over_the_country(place: Place) -> None:
    easting, northing = projected(*place, 33)
    reading = read(f"33 {easting:.1f} {northing:.1f}")
    assert metres_between((reading.latitude, reading.longitude), unprojected(easting, northing, 33)) <= MOST_M


@given(ANYWHERE)
def test_every_place_on_the_earth_has_forms_that_are_read_back(place: Place) -> None:
    forms = forms_of(*place)
    readings = [read(forms.minutes.shown)]
    for form in (forms.utm, forms.mgrs):
        # Further south the S of a band is a hemisphere to many, and northings are too short to be known as such.
        if form is not None and place[0] >= 40:
            readings.append(read(form.copied))
    for reading in readings:
        assert metres_between((reading.latitude, reading.longitude), place) <= 1.4


@given(ANYTHING)
def test_whatever_is_written_is_a_place_on_the_earth_or_refused(text: str) -> None:
    reading = None
    with suppress(Refused):
        reading = read(text)
    if reading:
        assert abs(reading.latitude) <= 90
        assert abs(reading.longitude) <= 180
        assert reading.within_m >= 1


def _apart(one: float, other: float) -> float:
    """Metres within a square of a hundred kilometres, whose edges meet."""
    return (one - other + 50_000) % 100_000 - 50_000


def _all_of(forms: Forms) -> tuple[Form | None, ...]:
    return forms.decimal, forms.minutes, forms.utm, forms.mgrs
