"""SIA: ``#account|N<modifiers>/<code><address>^text^``; several kinds of block between bars, several events in each."""

import msgspec

from receiver.dc09.events import Data, Event
from receiver.dc09.oddities import Oddity
from receiver.dc09.parts import account_and_rest
from receiver.dc09.sia_packets import Packets, is_block


def read_sia(data: str) -> Data:
    """Read it: ``#1234|Nri1/BA12^Kjeller^`` is code BA, zone 12, area 1, with a text."""
    account, parts, oddities = account_and_rest(data, is_block)
    events: list[Event] = []
    unread: list[str] = []
    for part in parts:
        kind, inside = part[:1], part[1:]
        if kind in {"N", "O"}:
            packets = Packets(inside, old=kind == "O")
            oddities += packets.oddities
            events += packets.events
            unread += packets.unread if packets.events else [part]
        elif kind == "A":
            _describe(events, unread, inside)
        elif part:
            oddities.append(Oddity.BLOCK_UNKNOWN)
            unread.append(part)
    return Data(account=account, events=tuple(events), unread=tuple(unread), oddities=tuple(oddities))


def _describe(events: list[Event], unread: list[str], text: str) -> None:
    """An A block describes the event before it, unless that says something itself."""
    if events and events[-1].text is None:
        events[-1] = msgspec.structs.replace(events[-1], text=text)
    else:
        unread.append(f"A{text}")
