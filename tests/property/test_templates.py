"""Whatever stands in the register, every SMS leaves as one part in GSM-7."""

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.channels.templates import CATALOGUES, TEMPLATES, parameters, render
from chalicelib.platform.gsm7 import ONE_PART, fits, is_gsm7, septets, shorten, to_gsm7

INSTANTS = st.integers(1_600_000_000_000, 2_500_000_000_000)
ANY_TEXT = st.text(max_size=300) | st.text("abcdefghijk Åæø€[]{}", max_size=300)


def a_value(name: str) -> st.SearchStrategy[object]:
    if name.endswith("_ms"):
        return INSTANTS
    return {
        "code": st.text("0123456789", min_size=1, max_size=12),
        "count": st.integers(0, 99_999).map(str),
        "names": st.lists(ANY_TEXT, max_size=12),
        "number": st.from_regex(r"\+[1-9][0-9]{5,14}", fullmatch=True) | ANY_TEXT,
        "phone": st.from_regex(r"\+[1-9][0-9]{5,14}", fullmatch=True) | ANY_TEXT,
        "latitude": st.floats(),
        "longitude": st.floats(),
        "accuracy_m": st.floats() | st.integers(),
    }.get(name, ANY_TEXT)


@st.composite
def any_sms(draw: st.DrawFn) -> tuple[str, dict[str, object]]:
    template = draw(st.sampled_from(sorted(TEMPLATES)))
    params: dict[str, object] = {}
    for name, required in parameters(template).items():
        if required or draw(st.booleans()):
            params[name] = draw(a_value(name))
    return template, params


@given(any_sms(), st.sampled_from(sorted(CATALOGUES)), INSTANTS)
def test_every_message_is_one_part(made: tuple[str, dict[str, object]], language: str, now_ms: int) -> None:
    template, params = made
    text = render(template, language, now_ms=now_ms, **params)
    assert fits(text)


@given(st.text())
def test_any_text_can_be_written_in_the_alphabet(text: str) -> None:
    assert is_gsm7(to_gsm7(text))
    assert to_gsm7(to_gsm7(text)) == to_gsm7(text)
    assert septets(text) == septets(to_gsm7(text))


@given(st.text(), st.integers(-5, 200))
def test_a_shortened_text_never_exceeds_its_room(text: str, room: int) -> None:
    short = shorten(text, room)
    assert septets(short) <= max(room, 0)
    assert is_gsm7(short)
    if septets(text) <= room:
        assert short == to_gsm7(text)


@given(st.text(" abcæøå€", max_size=60), st.integers(3, 60))
def test_a_shortened_text_is_the_beginning_of_the_text(text: str, room: int) -> None:
    short = shorten(text, room)
    assert text.startswith(short.removesuffix(".."))
    assert fits(short) or room > ONE_PART
