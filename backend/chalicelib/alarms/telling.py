"""What is told of a signal: its entry in the journal, an event of a case, the words that stand on it. Pure."""

from typing import Any

import msgspec

from chalicelib.alarms.classes import Matter
from chalicelib.alarms.meaning import Understood
from chalicelib.alarms.signal import Signal
from chalicelib.records.change import Event
from chalicelib.register.panel import Panel


def signal_event(signal: Signal, raw: str, understood: tuple[Understood, ...] = ()) -> Event:
    """What the journal keeps of a signal: what it meant in the open, what it said and its bytes as long as it may."""
    data = {
        "verdict": signal.verdict,
        "panel": signal.panel_id,
        "protocol": signal.protocol,
        "transport": signal.transport,
        "encrypted": signal.encrypted,
        "genuine": signal.genuine,
        "oddities": list(signal.oddities),
        "received_at_ms": signal.received_at_ms,
        "case": signal.case_id,
        "events": [
            {"category": one.matter, "code": one.told.code, "qualifier": one.told.qualifier, "zone": one.zone}
            for one in understood
        ],
    }
    private = {
        "account": signal.account,
        "sequence": signal.sequence,
        "peer": signal.peer,
        "fault": signal.fault,
        "raw": raw,
        "events": [msgspec.to_builtins(one) for one in signal.events],
    }
    return Event("signal", data, private)


def alarm_event(kind: str, panel: Panel, signal: Signal, event: Understood, matter: Matter) -> Event:
    """What a case is told of an event, the customer's own words apart from the rest."""
    told = event.told
    data: dict[str, Any] = {
        "category": matter,
        "code": told.code,
        "qualifier": told.qualifier,
        "zone": told.zone,
        "partition": told.partition,
        "panel": panel.id,
        "received_at_ms": signal.received_at_ms,
    }
    words = {"zone_name": event.zone_name, "text": told.text, "user": told.user, "panel_name": panel.name}
    return Event(kind, data, {name: word for name, word in words.items() if word})


def words_of(event: Understood) -> str:
    """What stands on the case: the zone as the customer calls it, or what the panel said itself."""
    named = " ".join(part for part in (event.zone, event.zone_name) if part)
    return " · ".join(part for part in (named, event.told.text) if part) or event.told.code
