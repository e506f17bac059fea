"""Code words: what somebody says on the telephone to be believed, and the one that says "I am being forced".

Nobody can read them here, the operator who asks for one least of all: the operator types what is heard and is told
whether it was right. A word is guessed more easily than a key, so its hash is slow, and the installation's secret,
which is not in the tables, goes into it.
"""

import hashlib
import hmac
import re
import secrets
import unicodedata
from typing import Literal, Protocol

SHORTEST = 4
"""Letters and digits of a word as it is heard: below that a word is guessed."""
LONGEST = 30
_SALT_BYTES = 9
_COST = 14
_BLOCK = 8
_HEARD = (("å", "a"), ("aa", "a"), ("æ", "ae"), ("ä", "ae"), ("ø", "o"), ("ö", "o"), ("oe", "o"))
_SILENT = re.compile(r"[\W_]+")

Verdict = Literal["right", "duress", "wrong"]


class Worded(Protocol):
    """Somebody who may have a code word: a person, or a customer's contact."""

    @property
    def code_word_hash(self) -> str | None:
        """What is kept of the word."""

    @property
    def duress_word_hash(self) -> str | None:
        """What is kept of the word of duress."""


def as_heard(word: str) -> str:
    """The word as the ear has it: without case, spaces and signs, however æ, ø and å were written."""
    text = _heard_once(word)
    while (again := _heard_once(text)) != text:  # an accent that falls can leave an aa behind
        text = again
    return text


def _heard_once(word: str) -> str:
    text = unicodedata.normalize("NFC", word).casefold()
    text = _SILENT.sub("", text)
    for written, heard in _HEARD:
        text = text.replace(written, heard)
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))


def hash_word(word: str, secret: str) -> str:
    """What is kept instead of the word: cost, salt and slow hash."""
    salt = secrets.token_urlsafe(_SALT_BYTES)
    return f"{_COST}.{salt}.{_digest(word, salt, secret, _COST)}"


def matches(word: str, kept: str | None, secret: str) -> bool:
    """Whether ``kept`` was made of this word. Takes as long when nothing is kept."""
    cost, salt, digest = (kept or f"{_COST}..").split(".")
    return hmac.compare_digest(_digest(word, salt, secret, int(cost)), digest)


def judge_word(whose: Worded, heard: str, secret: str) -> Verdict:
    """What was said: both are always tried, so that the time taken does not tell which it was."""
    right, duress = (matches(heard, kept, secret) for kept in (whose.code_word_hash, whose.duress_word_hash))
    return "duress" if duress else "right" if right else "wrong"


def _digest(word: str, salt: str, secret: str, cost: int) -> str:
    peppered = hmac.digest(secret.encode(), f"code word\x00{as_heard(word)}".encode(), "sha256")
    return hashlib.scrypt(peppered, salt=salt.encode(), n=2**cost, r=_BLOCK, p=1, dklen=32).hex()
