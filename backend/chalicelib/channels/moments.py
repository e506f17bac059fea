"""Times and places as an SMS says them: short, in Norwegian local time, and never to be read in two ways."""

from chalicelib.channels.catalogue import MONTHS, Catalogue
from chalicelib.platform.time import clock_text, local


def moment(at_ms: int, now_ms: int, words: Catalogue) -> str:
    """``22:02``; with the date when that is another day than now, and with the season in the hour that comes twice.

    ::

        27 October   02:00 ─ 02:59 (sommertid) ─ 02:00 ─ 02:59 (vintertid) ─ 03:00
    """
    at = local(at_ms)
    text = clock_text(at_ms)
    if at.date() != local(now_ms).date():
        text = f"{words.date.format(day=at.day, month=at.month, month_name=MONTHS[at.month - 1])} {text}"
    if at.replace(fold=0).utcoffset() != at.replace(fold=1).utcoffset():
        text += f" ({words.summer_time if at.dst() else words.winter_time})"
    return text


def decimal_degrees(latitude: float, longitude: float) -> str:
    """``59.91270 10.74610``: a metre's precision, and a form that every map takes as it is pasted."""
    return f"{latitude:.5f} {longitude:.5f}"


def degrees_minutes(latitude: float, longitude: float, words: Catalogue) -> str:
    """``59 54.762 N 10 44.766 Ø``: what rescue services read aloud."""
    north, south, east, west = words.hemispheres
    first, second = (south if latitude < 0 else north), (west if longitude < 0 else east)
    return f"{_minutes(latitude)} {first} {_minutes(longitude)} {second}"


def distance(metres: float) -> str:
    """``35 m``, ``12 km``."""
    return f"{round(metres)} m" if round(metres) < 1000 else f"{round(metres / 1000)} km"


def _minutes(degrees: float) -> str:
    # Thousandths of a minute are rounded before they are split, or 59.99999 degrees would read "59 60.000".
    whole, thousandths = divmod(round(abs(degrees) * 60_000), 60_000)
    return f"{whole} {thousandths / 1000:06.3f}"
