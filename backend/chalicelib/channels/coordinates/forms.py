"""A position in the four forms that rescue services use, grouped to be read aloud, and as other programs take it."""

import msgspec

from chalicelib.channels.coordinates.grid import mgrs_of, utm_of
from chalicelib.platform.texts import Language

_SIDES: dict[Language, tuple[str, str, str, str]] = {"nb": ("N", "S", "Ø", "V"), "en": ("N", "S", "E", "W")}


class Form(msgspec.Struct, frozen=True):
    """One form: to be read, and to be pasted."""

    shown: str
    copied: str


class Forms(msgspec.Struct, frozen=True):
    """All four. The grids end at 84° north and 80° south."""

    decimal: Form
    minutes: Form
    utm: Form | None
    mgrs: Form | None


def forms_of(latitude: float, longitude: float, language: Language = "nb") -> Forms:
    """How a position is said.

    >>> forms_of(59.9128, 10.7344).mgrs.shown
    '32V NM 96987 42970'
    """
    return Forms(
        _decimal(latitude, longitude, language),
        _minutes(latitude, longitude, language),
        _utm(latitude, longitude),
        _mgrs(latitude, longitude),
    )


def _decimal(latitude: float, longitude: float, language: Language) -> Form:
    vertical, horizontal = _sides(latitude, longitude, language)
    shown = f"{abs(latitude):.5f}° {vertical}  {abs(longitude):.5f}° {horizontal}"
    return Form(_with_comma(shown, language), f"{latitude:.5f}, {longitude:.5f}")


def _minutes(latitude: float, longitude: float, language: Language) -> Form:
    shown, copied = [], []
    sides, english = _sides(latitude, longitude, language), _sides(latitude, longitude, "en")
    for value, digits, side, plain in zip((latitude, longitude), (2, 3), sides, english, strict=True):
        # Thousandths of a minute are rounded before they are split, or 59.99999 degrees would read "59 60.000".
        degrees, thousandths = divmod(round(abs(value) * 60_000), 60_000)
        minutes = f"{thousandths / 1000:06.3f}"
        shown.append(f"{degrees:0{digits}}° {minutes}′ {side}")
        copied.append(f"{degrees} {minutes} {plain}")
    return Form(_with_comma("  ".join(shown), language), " ".join(copied))


def _utm(latitude: float, longitude: float) -> Form | None:
    place = utm_of(latitude, longitude)
    if place is None:
        return None
    name, east, north = f"{place.zone}{place.band}", round(place.easting), round(place.northing)
    return Form(f"{name}  {_grouped(east)}  {_grouped(north)}", f"{name} {east} {north}")


def _mgrs(latitude: float, longitude: float) -> Form | None:
    name = mgrs_of(latitude, longitude)
    if name is None:
        return None
    zone, square, east, north = name[:-12], name[-12:-10], name[-10:-5], name[-5:]
    return Form(f"{zone} {square} {east} {north}", name)


def _sides(latitude: float, longitude: float, language: Language) -> tuple[str, str]:
    north, south, east, west = _SIDES[language]
    return south if latitude < 0 else north, west if longitude < 0 else east


def _grouped(metres: int) -> str:
    return f"{metres:,}".replace(",", " ")


def _with_comma(text: str, language: Language) -> str:
    return text.replace(".", ",") if language == "nb" else text
