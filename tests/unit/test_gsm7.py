"""Letters that people write are sent in the alphabet that an SMS has."""

import pytest

from chalicelib.platform.gsm7 import ONE_PART, fits, is_gsm7, septets, shorten, to_gsm7


@pytest.mark.parametrize(
    "text", ["Blåbærsyltetøy på Ås", "ÆØÅ æøå ÄÖÜ äöü ñ ß É", "Pris: 10 € [~^{}\\|]", "a@b.no $£¥ §¤"]
)
def test_what_is_in_the_alphabet_stays_as_it_is(text: str) -> None:
    assert is_gsm7(text)
    assert to_gsm7(text) == text


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("Oslo – Bergen", "Oslo - Bergen"),
        ("«Hei» “du” ‘der’", '"Hei" "du" \'der\''),
        ("21\u00a0°C, nå\u202fog her", "21  grC, nå og her"),
        ("Vent…", "Vent.."),
        ("Áššu Čáhppes Đivtasvuotna Ŋuorrenjárga Ŧ Ž", "Assu Cahppes Divtasvuotna Nuorrenjarga T Z"),
        ("Łukasz Wójcik, François, Þór, Œuvre", "Lukasz Wojcik, Francois, Thor, OEuvre"),
        ("a\u030a o\u0308 e\u0301", "å ö é"),
        ("ﬁnn Ｈjelp ½", "finn Hjelp 1/2"),
        ("på\u200bvakt\u00ad", "påvakt"),
        ("Жанна 日本 🙂", "????? ?? ?"),
        ("a\x00b\x1bc\td", "abc d"),
    ],
)
def test_other_letters_get_their_likeness(written: str, sent: str) -> None:
    assert to_gsm7(written) == sent


def test_letters_of_the_extension_take_two_places() -> None:
    assert septets("10 E") == 4
    assert septets("10 €") == 5


def test_one_part_is_160_places_and_not_one_more() -> None:
    assert fits("å" * ONE_PART)
    assert not fits("å" * (ONE_PART + 1))
    assert not fits("€" * (ONE_PART // 2) + "a")
    assert not fits("–")


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("Oslo S", 6, "Oslo S"),
        ("Karasjok videregående skole", 20, "Karasjok.."),
        ("Karasjok videregående skole", 24, "Karasjok videregående.."),
        ("Rørleggermesterforeningen", 12, "Rørleggerm.."),
        ("Avdeling nord, bygg A", 16, "Avdeling nord.."),
        ("€€€€€€", 7, "€€.."),
        ("Oslo", 2, "Os"),
        ("Oslo", 0, ""),
        ("Oslo", -3, ""),
    ],
)
def test_a_name_is_cut_between_words_where_that_costs_little(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short
