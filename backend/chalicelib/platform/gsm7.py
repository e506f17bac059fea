"""The alphabet of SMS (GSM 03.38): what fits in one part, and how other letters are written in it.

One letter outside it (a typographic dash is enough) turns the whole message into UCS-2: 70 characters a part, twice the
price, and a reminder that arrives in two halves. So every text passes ``to_gsm7`` on its way out.
"""

import unicodedata
from itertools import accumulate

ONE_PART = 160

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅå"
    "Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("^{}\\[~]|€")

_WRITTEN_AS = {
    # dashes and the minus sign
    **dict.fromkeys("‐‑‒–—―−", "-"),
    # quotation marks, apostrophes, primes
    **dict.fromkeys("‘’‚‛′´`ʼ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‹", "<"),
    **dict.fromkeys("›", ">"),
    # Sami letters, and others that do not decompose into a letter and its mark
    **dict(zip("đĐŋŊŧŦʒƷǥǤ", "dDnNtTzZgG", strict=True)),
    **dict(zip("ðÐłŁıſ", "dDlLis", strict=True)),
    "þ": "th",
    "Þ": "Th",
    "œ": "oe",
    "Œ": "OE",
    "ẞ": "ß",
    "ç": "c",
    # signs
    "…": "..",
    "•": "*",
    "·": ".",
    "×": "x",
    "÷": "/",
    "⁄": "/",
    "±": "+-",
    "°": " gr",
    "‰": " promille",
    "→": "->",
    "←": "<-",
    "\t": " ",
    "\u2028": "\n",
    "\u2029": "\n",
}
_INVISIBLE = {"Mn", "Me", "Cf", "Cc"}
"""Categories of what takes no place of its own: stray accents, joiners, controls."""

_CUT = ".."


def is_gsm7(text: str) -> bool:
    """Whether every character is in the alphabet or its extension."""
    return all(char in _BASIC or char in _EXTENSION for char in text)


def septets(text: str) -> int:
    """The places that a text takes once it is written in the alphabet: ``septets("10 €") == 5``."""
    return sum(2 if char in _EXTENSION else 1 for char in to_gsm7(text))


def fits(text: str) -> bool:
    """Whether it can be sent as it stands, in one part."""
    return is_gsm7(text) and septets(text) <= ONE_PART


def to_gsm7(text: str) -> str:
    """The text in the alphabet: ``to_gsm7("Áššu – nå") == "Assu - nå"``. What has no likeness becomes ``?``."""
    if is_gsm7(text):
        return text
    return "".join(map(_written, unicodedata.normalize("NFC", text)))


def shorten(text: str, limit: int) -> str:
    """The text in the alphabet and in at most ``limit`` septets, cut between words where that costs little."""
    text = to_gsm7(text)
    if septets(text) <= limit:
        return text
    room = limit - len(_CUT)
    if room < 1:
        return _head(text, max(limit, 0))
    head = _head(text, room)
    if not text[len(head)].isspace():
        whole, _, last = head.rpartition(" ")
        # A word cut in two says more than half a line left empty.
        if whole.strip() and len(last) <= len(head) // 2:
            head = whole
    return head.rstrip(" \n\r.,;:-") + _CUT


def _head(text: str, room: int) -> str:
    taken = accumulate(2 if char in _EXTENSION else 1 for char in text)
    return text[: sum(places <= room for places in taken)]


def _written(char: str) -> str:
    if char in _BASIC or char in _EXTENSION:
        return char
    if char in _WRITTEN_AS:
        return _WRITTEN_AS[char]
    if unicodedata.category(char) in _INVISIBLE:
        return ""
    if char.isspace():
        return " "
    # A ligature, a full-width letter, an accented one: its plain letters. NFKD leaves what has none unchanged.
    plain = "".join(_WRITTEN_AS.get(part, part) for part in unicodedata.normalize("NFKD", char))
    plain = "".join(part for part in plain if unicodedata.category(part) not in _INVISIBLE)
    return plain if plain and is_gsm7(plain) else "?"
