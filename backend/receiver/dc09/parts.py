"""The parts of the data, between bars; a bar within ``^text^`` divides nothing. The first part may be the account."""

import re
from collections.abc import Callable

from receiver.dc09.oddities import Oddity

_ACCOUNT = re.compile(r"[0-9A-Za-z]{1,16}")


def parts_of(data: str) -> list[str]:
    """``parts_of("#1|NBA1^a|b^|Ac") == ["#1", "NBA1^a|b^", "Ac"]``."""
    if "|" not in data:
        return [data]
    if data.count("^") % 2:
        return data.split("|")
    parts = [""]
    for number, piece in enumerate(data.split("^")):
        if number:
            parts[-1] += "^"
        if number % 2:
            parts[-1] += piece
            continue
        first, *others = piece.split("|")
        parts[-1] += first
        parts += others
    return parts


def account_and_rest(data: str, is_block: Callable[[str], bool]) -> tuple[str | None, list[str], list[Oddity]]:
    """The account that the data names, the parts after it, and what is odd about that."""
    first, *others = parts_of(data)
    if first.startswith("#"):
        return first[1:], others, []
    if others and not first:
        return None, others, [Oddity.DATA_ACCOUNT_MISSING]
    if others and _ACCOUNT.fullmatch(first) and (not is_block(first) or is_block(others[0])):
        return first, others, [Oddity.DATA_ACCOUNT_NO_HASH]
    return None, [first, *others], [Oddity.DATA_ACCOUNT_MISSING]
