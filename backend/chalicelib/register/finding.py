"""Finding somebody or something in a long list: by parts of names and numbers, and on from where one stopped."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import msgspec

from chalicelib.platform.operations import Key
from chalicelib.platform.problems import invalid
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.rows import Row, State

_SPOKEN = ("name", "address", "town", "role", "number", "email")
"""What one may ask for in words."""
_DIALLED = ("phone", "org_number", "number", "postal_code")
"""What one may ask for in digits, however they are spaced."""
_DIGITS = re.compile(r"\+?[0-9][0-9\s().-]*")

K = TypeVar("K", bound=State)


def asked_for(text: str, state: State) -> bool:
    """Whether a thing is meant by ``text``: each of its words is somewhere in what is known, digits in any grouping."""
    spoken = " ".join(str(getattr(state, name, None) or "") for name in _SPOKEN).casefold()
    if all(word in spoken for word in text.casefold().split()):
        return True
    if not _DIGITS.fullmatch(text.strip()):
        return False
    digits = re.sub(r"\D", "", text)
    return any(digits in re.sub(r"\D", "", str(getattr(state, name, None) or "")) for name in _DIALLED)


class Wanted(msgspec.Struct, frozen=True):
    """What a reader wants to see of a list."""

    text: str = ""
    site_id: str | None = None
    wrong: bool = False
    """Only those whose number somebody answered FEIL at."""


def narrowed(rows: Iterable[Row[K]], wanted: Wanted) -> Iterator[Row[K]]:
    """Those of the rows that are wanted."""
    for row in rows:
        state: Any = row.state
        if wanted.site_id is not None and state.site_id != wanted.site_id:
            continue
        if wanted.wrong and not getattr(state, "wrong", False):
            continue
        if asked_for(wanted.text, state):
            yield row


def bookmark(state: State) -> str:
    """Where in its list a thing stands, for who wants to read on from there."""
    assert state.lookup is not None
    return urlsafe_b64encode(msgspec.json.encode([state.lookup[1], *state.key])).decode().rstrip("=")


def place_of(text: str, customer_prefix: str) -> tuple[str, Key]:
    """The place that a bookmark names. Raises Problem for what is none, or lies outside the customer's part."""
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        sort, pk, sk = msgspec.json.decode(raw, type=tuple[str, str, str])
    except (ValueError, msgspec.MsgspecError) as error:
        raise invalid("after", "register.bookmark") from error
    if not (sort and pk and sk and sort.startswith(customer_prefix)):
        raise invalid("after", "register.bookmark")
    return sort, Key(pk, sk)


add_texts(
    {
        "register.bookmark": Text(
            "Er ikke et sted i denne listen. Begynn fra toppen.", "Is no place in this list. Begin from the top."
        )
    }
)
