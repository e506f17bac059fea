"""Contact ID: ``#account|QXYZ GG CCC``: qualifier, code, partition, and zone or user."""

import re

from receiver.dc09.events import Data, Event
from receiver.dc09.oddities import Oddity
from receiver.dc09.parts import account_and_rest

_EVENT = re.compile(r"([0-9A-F])([0-9A-F]{3}) ([0-9A-F]{2}) ([0-9A-F]{3})")
_LOOSE = re.compile(
    r"\s*(?:[19]8\s+)?([0-9A-F])\s?([0-9A-F]{3})[\s,.-]*([0-9A-F]{2})[\s,.-]*([0-9A-F]{3,4})\s*", re.IGNORECASE
)
_QUALIFIERS = frozenset("136")


def read_contact_id(data: str) -> Data:
    """Read it: ``#1234|1130 01 015`` is a new burglary, code 130, in zone 015 of partition 01."""
    account, parts, oddities = account_and_rest(data, lambda part: _LOOSE.fullmatch(part) is not None)
    events: list[Event] = []
    unread: list[str] = []
    for part in parts:
        found = _EVENT.fullmatch(part)
        if found is None and (found := _LOOSE.fullmatch(part)) is not None:
            oddities.append(Oddity.SPACING)
        if found is None:
            unread += [part] if part else []
            continue
        qualifier, code, partition, zone = found.groups()
        if qualifier not in _QUALIFIERS:
            oddities.append(Oddity.QUALIFIER_UNKNOWN)
        events.append(Event(code=code, qualifier=qualifier, partition=partition, zone=zone))
    return Data(account=account, events=tuple(events), unread=tuple(unread), oddities=tuple(oddities))
