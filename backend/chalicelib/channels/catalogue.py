"""What a language has to say so that Varde can send SMS in it."""

import msgspec

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """One language: the texts by their identifiers, and the few words that the texts are completed with."""

    texts: dict[str, str]
    kinds: dict[str, str]
    """The kinds of case, as ``kind_text`` says them."""
    person_unknown: str
    summer_time: str
    winter_time: str
    hemispheres: tuple[str, str, str, str]
    """The letters for north, south, east and west."""
    date: str
    """How a day is written: made of ``{day}``, ``{month}`` and ``{month_name}``."""
