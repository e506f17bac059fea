"""What a panel has sent, signal by signal, as the journal keeps it: what it meant, what was odd about it, its bytes."""

from base64 import b64decode
from typing import Annotated, Any

import msgspec

from chalicelib.platform.access import DESK
from chalicelib.platform.problems import not_found
from chalicelib.platform.route import Request, Route
from chalicelib.platform.time import HOUR_MS
from chalicelib.records import journal
from chalicelib.records.change import Event
from chalicelib.register.panel import Panel
from chalicelib.register.repository import find

MOST = 200


class HistoryQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many hours back from ``until_ms``; left out: the last day."""

    hours: Annotated[int, msgspec.Meta(ge=1, le=744)] = 24
    until_ms: int | None = None


class HeardEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One event of a signal: as what it was treated, and in the panel's own words as long as they are kept."""

    category: str
    code: str
    qualifier: str
    zone: str
    partition: str
    text: str


class HeardSignal(msgspec.Struct, frozen=True, kw_only=True):
    """One signal. ``raw``: its bytes as text, what cannot be printed as ``\\xhh``; empty once it is forgotten."""

    received_at_ms: int
    protocol: str
    transport: str
    verdict: str
    """What became of it: ``case``, ``joined``, ``logged``, ``test``, ``repeat`` …"""
    encrypted: bool
    genuine: bool
    oddities: list[str]
    """Where it departed from the standard and was read all the same, by their names."""
    fault: str
    """Why it could not be read, by its name; empty if it could."""
    case_id: str
    events: list[HeardEvent]
    raw: str


class PanelHistory(msgspec.Struct, frozen=True, kw_only=True):
    """A panel's signals, the newest first; ``more``: there were more in that time."""

    signals: list[HeardSignal]
    more: bool
    server_now_ms: int


def show(request: Request[None]) -> PanelHistory:
    """Those of the last hours."""
    row = find(request.engine, request.who.may_see, Panel, request.params["panel_id"])
    if row is None:
        raise not_found()
    query: HistoryQuery = request.query
    until_ms = request.now_ms if query.until_ms is None else query.until_ms
    from_ms = until_ms - query.hours * HOUR_MS
    items = request.engine.store.site_journal(row.state.site_id, from_ms, until_ms)
    found = [
        _heard(event)
        for item in items
        for event in journal.read(item).events
        if event.kind == "signal" and event.data.get("panel") == row.state.id
    ]
    found.sort(key=lambda one: one.received_at_ms, reverse=True)
    return PanelHistory(signals=found[:MOST], more=len(found) > MOST, server_now_ms=request.now_ms)


def _heard(event: Event) -> HeardSignal:
    data, private = event.data, event.private
    words = private.get("events") or []
    return HeardSignal(
        received_at_ms=data["received_at_ms"],
        protocol=data["protocol"],
        transport=data["transport"],
        verdict=data["verdict"],
        encrypted=data["encrypted"],
        genuine=data["genuine"],
        oddities=list(data["oddities"]),
        fault=private.get("fault", ""),
        case_id=data["case"],
        events=[_event(one, words[place] if place < len(words) else {}) for place, one in enumerate(data["events"])],
        raw=printed(b64decode(private.get("raw", ""))),
    )


def _event(told: dict[str, Any], words: dict[str, Any]) -> HeardEvent:
    return HeardEvent(
        category=told["category"],
        code=told["code"],
        qualifier=told["qualifier"],
        zone=told["zone"],
        partition=words.get("partition", ""),
        text=words.get("text", ""),
    )


def printed(raw: bytes) -> str:
    """Bytes as text that shows each of them: ``\\n`` and ``\\xf8`` for what cannot be printed."""
    return "".join(chr(one) if 32 <= one < 127 and one != 92 else repr(bytes([one]))[2:-1] for one in raw)


ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="panels/{panel_id}/history",
        handler=show,
        audience=DESK,
        query=HistoryQuery,
        answer=PanelHistory,
        summary="What a panel has sent, signal by signal, with its bytes and what was odd about them",
    ),
)
