"""What people answer by SMS: a small grammar, the same for satellite messengers and mail.

=====================  ==============================================
``PÅ`` ``ON``          on duty
``OK``                 check-in
``SLUTT`` ``OFF``      off duty
``+30``                so many minutes more, 1 to 240
``POS 59.91 10.75``    where I am (``coordinates/`` says in which forms)
``JA`` ``NEI``         I take the turn-out that I am asked for, or not (``YES`` ``NO``)
``FREMME`` ``HERE``    I am there
``FERDIG`` ``DONE``    I am done there
``FEIL`` ``WRONG``     this number is not whom you look for
hjelp, help, sos       anywhere in the text: SOS, before all else
=====================  ==============================================

All but SOS count only as the whole message, so that "ok, but where is the key?" is no check-in; anything else is an
operator's to read. Case, white space, quotation marks and a full stop or exclamation mark are forgiven. A question mark
is not: who asks "OK?" has not said so.
"""

import re

import msgspec

from chalicelib.channels.coordinates import read_position
from chalicelib.channels.plain import plain

MOST_MINUTES = 240


class OnDuty(msgspec.Struct, frozen=True, tag="on_duty"):
    """I am on duty."""


class CheckIn(msgspec.Struct, frozen=True, tag="check_in"):
    """I am all right."""


class OffDuty(msgspec.Struct, frozen=True, tag="off_duty"):
    """I go off duty."""


class Extend(msgspec.Struct, frozen=True, tag="extend"):
    """I stay so many minutes more."""

    minutes: int


class Position(msgspec.Struct, frozen=True, tag="position"):
    """I am here (WGS84). How exactly, and since when, an SMS does not say."""

    latitude: float
    longitude: float


class Yes(msgspec.Struct, frozen=True, tag="yes"):
    """I do what I am asked for."""


class No(msgspec.Struct, frozen=True, tag="no"):
    """I do not."""


class Here(msgspec.Struct, frozen=True, tag="here"):
    """I am at the place that I was sent to."""


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    """I am done there."""


class WrongContact(msgspec.Struct, frozen=True, tag="wrong_contact"):
    """You have the wrong number."""


class Sos(msgspec.Struct, frozen=True, tag="sos"):
    """Help."""

    text: str


class Other(msgspec.Struct, frozen=True, tag="other"):
    """Whatever an operator has to read."""

    text: str


Turnout = Yes | No | Here | Finished
"""What is said by somebody who is sent to an alarm."""
Command = OnDuty | CheckIn | OffDuty | Extend | Position | Turnout | WrongContact | Sos | Other

_WORDS: dict[str, Command] = {
    **dict.fromkeys(("på", "paa", "pa", "on"), OnDuty()),
    **dict.fromkeys(("ok",), CheckIn()),
    **dict.fromkeys(("slutt", "end", "off"), OffDuty()),
    **dict.fromkeys(("ja", "yes"), Yes()),
    **dict.fromkeys(("nei", "no"), No()),
    **dict.fromkeys(("fremme", "framme", "here"), Here()),
    **dict.fromkeys(("ferdig", "done"), Finished()),
    **dict.fromkeys(("feil", "wrong"), WrongContact()),
}

_EXTEND = re.compile(r"\+ ?([0-9]{1,3}) ?(?:m|min|mins|minutt|minutter|minutes?)?")
_POSITION = re.compile(r"pos(?:isjon|ition)?[ :]*(.+)")

# A frightened thumb repeats letters, forgets the space and puts dots. Letters around it make another word: selvhjelp.
_SOS = re.compile(
    r"""(?<![^\W\d_]) (?:
        h+ j+ e+ l+ p+ e* (?:m+ e+ g+)?
      | h+ e+ l+ p+ (?:m+ e+)?
      | s+ [.\ -]? o+ [.\ -]? s+
    ) (?![^\W\d_])""",
    re.VERBOSE,
)
_QUOTES = "\"'«»“”„‘’‚`´"
_FORGIVEN_AFTER = ".!,;: "


def parse(text: str) -> Command:
    """What somebody means by a message. Never raises: what is not in the grammar is ``Other``, with the whole text.

    >>> parse("Ok."), parse("+ 30 min")
    (CheckIn(), Extend(minutes=30))
    """
    said = plain(text)
    if _SOS.search(said):
        return Sos(text)
    whole = _bare(said)
    if whole in _WORDS:
        return _WORDS[whole]
    if match := _EXTEND.fullmatch(whole):
        minutes = int(match[1])
        return Extend(minutes) if 1 <= minutes <= MOST_MINUTES else Other(text)
    if match := _POSITION.fullmatch(whole):
        position = read_position(match[1])
        return Position(*position) if position else Other(text)
    return Other(text)


def _bare(text: str) -> str:
    """Without what is forgiven around a command."""
    before = None
    while text != before:
        before, text = text, text.strip(_QUOTES + " ").rstrip(_FORGIVEN_AFTER)
    return text
