"""Whatever somebody sends, it is understood or kept whole; a call for help is never missed."""

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.channels.catalogue_nb import NORWEGIAN
from chalicelib.channels.coordinates import read_position
from chalicelib.channels.inbound import Extend, Other, Position, Sos, parse
from chalicelib.channels.moments import decimal_degrees, degrees_minutes

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)
ANYTHING = st.text() | st.text("+-0123456789.,nsøev°'\" pos", max_size=40)
CALLS = st.sampled_from(["hjelp", "help", "sos", "hjelpe"])
NO_LETTER = st.sampled_from([" ", ".", "!", "\n", "", "-", "2", "_", "“"])


@given(ANYTHING)
def test_nothing_that_is_sent_is_lost(text: str) -> None:
    command = parse(text)
    if isinstance(command, Sos | Other):
        assert command.text == text
    if isinstance(command, Extend):
        assert 1 <= command.minutes <= 240


@given(ANYTHING, CALLS, ANYTHING, NO_LETTER, NO_LETTER, st.data())
def test_a_call_for_help_is_heard_in_any_text(
    before: str, call: str, after: str, left: str, right: str, data: st.DataObject
) -> None:
    word = "".join(letter * data.draw(st.integers(1, 4)) for letter in call)
    word = "".join(data.draw(st.sampled_from([letter, letter.upper()])) for letter in word)
    text = f"{before} {left}{word}{right} {after}"
    assert parse(text) == Sos(text)


@given(ANYTHING)
def test_a_position_that_is_read_is_on_the_earth(text: str) -> None:
    position = read_position(text.lower())
    if position is not None:
        latitude, longitude = position
        assert -90 <= latitude <= 90
        assert -180 <= longitude <= 180


@given(LATITUDES, LONGITUDES)
def test_a_position_that_we_wrote_is_read_back(latitude: float, longitude: float) -> None:
    for text in (decimal_degrees(latitude, longitude), degrees_minutes(latitude, longitude, NORWEGIAN)):
        found = parse(f"POS {text}")
        if isinstance(found, Other):
            # Without letters, and a place in Norway if the numbers are taken the other way: not read, but asked about.
            assert 56 <= longitude <= 82
            assert text == decimal_degrees(latitude, longitude)
            continue
        assert isinstance(found, Position)
        assert abs(found.latitude - latitude) <= 0.00002
        assert abs(found.longitude - longitude) <= 0.00002
