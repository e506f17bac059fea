"""The inside of an event block in SIA: modifiers in small letters, codes in capitals, each with a value and a text.

Packets are divided by slashes, and some panels leave them out: ``ri1CL0`` is area 1, code CL, address 0.
"""

import re
from collections.abc import Iterator

from receiver.dc09.events import Event, Modifier
from receiver.dc09.oddities import Oddity

MODIFIERS = frozenset({"da", "ti", "id", "ri", "pi", "ai", "ph", "lv", "va", "pt", "rg", "ss"})
_MODIFIER = re.compile(r"([a-z]{2})([0-9:.\-]*)")
_CODE = re.compile(r"([A-Z]{2})([0-9A-Fa-f.\-]*)")
_RUN_TOGETHER = re.compile(r"\d+(?:[A-F]{2}\d+)+")
_NEXT = re.compile(r"[A-F]{2}\d+")
_WORDED = re.compile(r"\*?\s*(['\"’])(.*?)\1?\s*(?:NM)?", re.DOTALL)


class Packets:
    """Reads one block; ``events`` and ``oddities`` are what it found, ``unread`` what it did not understand."""

    def __init__(self, block: str, old: bool) -> None:
        self.events: list[Event] = []
        self.oddities: list[Oddity] = []
        self.unread: list[str] = []
        self._old = old
        self._modifiers: dict[str, Modifier] = {}
        for packet in _divided(block, "/"):
            self._packet(packet)
        if block.count("^") % 2:
            self.oddities.append(Oddity.TEXT_NOT_CLOSED)

    def _packet(self, packet: str) -> None:
        rest = packet
        while rest and (found := _MODIFIER.match(rest)) is not None and found[1] in MODIFIERS:
            rest = self._modifier(found, rest)
            if rest and _MODIFIER.match(rest) is None:
                self.oddities.append(Oddity.NO_SLASH)
        if not rest:
            return
        code = _CODE.match(rest)
        if code is None:
            self.unread.append(rest)
            return
        after = rest[code.end() :]
        first, *others = _addresses(code[2])
        self._event(code[1], first, "" if others else after)
        for number, other in enumerate(others):
            self.oddities.append(Oddity.NO_SLASH)
            self._event(other[:2], other[2:], after if number == len(others) - 1 else "")

    def _modifier(self, found: re.Match[str], rest: str) -> str:
        """Take one modifier, and give what follows it."""
        name, value, after = found[1], found[2], rest[found.end() :]
        if after and not after.startswith("^") and _CODE.match(after) is None and _MODIFIER.match(after) is None:
            # A value that is no number: all of the packet, up to its text.
            word, bar, tail = after.partition("^")
            value, after = value + word, bar + tail
        text, after = _text(after)
        self._modifiers[name] = Modifier(name, value, text)
        return after

    def _event(self, code: str, address: str, after: str) -> None:
        rest, caret, tail = after.partition("^")
        text, beyond = _text(caret + tail)
        worded = _WORDED.fullmatch(rest)
        if worded and text is None:
            text, rest = worded[2] or None, ""
        rest += beyond
        if rest:
            self.oddities.append(Oddity.AFTER_ADDRESS)
        area = self._modifiers.get("ri")
        self.events.append(
            Event(
                code=code,
                partition=area.value if area else None,
                zone=address or None,
                text=text,
                old=self._old,
                modifiers=tuple(self._modifiers.values()),
                rest=rest,
            )
        )


def is_block(part: str) -> bool:
    """Whether a part reads as an event block from end to end, so that it is no account."""
    if part[:1] not in {"N", "O"}:
        return False
    packets = Packets(part[1:], old=False)
    return bool(packets.events) and not packets.unread and not any(event.rest for event in packets.events)


def _divided(block: str, mark: str) -> Iterator[str]:
    """What stands between the marks that are not within ``^text^``; empty parts are left out."""
    packet = ""
    for number, piece in enumerate(block.split("^")):
        packet += "^" if number else ""
        if number % 2:
            packet += piece
            continue
        first, *others = piece.split(mark)
        packet += first
        for other in others:
            if packet:
                yield packet
            packet = other
    if packet:
        yield packet


def _text(after: str) -> tuple[str | None, str]:
    """The text that ``after`` begins with, and what follows it."""
    if not after.startswith("^"):
        return None, after
    text, _, rest = after[1:].partition("^")
    return text, rest


def _addresses(address: str) -> list[str]:
    """One address; or, where packets run together without slashes (``12BA13``), the first and the codes that follow."""
    if len(address) > 4 and _RUN_TOGETHER.fullmatch(address):
        first = re.match(r"\d+", address)
        return [first[0] if first else "", *_NEXT.findall(address)]
    return [address]
