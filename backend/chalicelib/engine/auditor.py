"""The auditor: the one permitted scan. It checks that everything open has a next step, and clears what is over.

One pass is one call: every segment of the live table, page by page, at a pace that leaves the store to others. What is
wrong becomes a case; what was closed more than a day ago leaves the table, and the journal keeps it.
"""

import time
from collections.abc import Callable

import msgspec

from chalicelib.engine.cases import Opening, open_case
from chalicelib.engine.clock import heartbeat_ms
from chalicelib.platform import observability
from chalicelib.platform.access import SELF
from chalicelib.platform.ids import id_from
from chalicelib.platform.store import ConditionFailed, Delete, Item, Key
from chalicelib.platform.time import MINUTE_MS, SECOND_MS
from chalicelib.records.change import Actor, Change
from chalicelib.records.commit import Engine
from chalicelib.records.rows import KINDS, from_item

OVERDUE_MS = 2 * MINUTE_MS
"""What is later than this though the clock beats was not found: the index and the table disagree, or it cannot be."""
FRESH_MS = 10 * SECOND_MS
AUDITOR = Actor("system", "auditor")


class Audit(msgspec.Struct, frozen=True, kw_only=True):
    """What one pass saw."""

    rows: int = 0
    open: int = 0
    cleared: int = 0
    wrong: tuple[str, ...] = ()


def audit(
    engine: Engine, now_ms: int, *, segments: int = 4, pause_s: float = 0.0, sleep: Callable[[float], None] = time.sleep
) -> Audit:
    """One pass over the live table."""
    beat_ms = heartbeat_ms(engine)
    beating = beat_ms is not None and now_ms - beat_ms < FRESH_MS
    seen = Audit()
    for segment in range(segments):
        for page in engine.store.segment("live", segment, segments):
            for item in page:
                seen = _one(engine, item, beating, now_ms, seen)
            if pause_s:
                sleep(pause_s)
    observability.info("audited", count=seen.rows, kind="live")
    observability.count("Wrong", len(seen.wrong))
    if beating:
        observability.count("Heartbeat")
    return seen


def _one(engine: Engine, item: Item, beating: bool, now_ms: int, seen: Audit) -> Audit:
    reason = _wrong_with(engine, item, beating, now_ms)
    cleared = 0
    if reason:
        _report(engine, item, reason, now_ms)
    elif _is_over(item, now_ms):
        cleared = _clear(engine, item)
    return msgspec.structs.replace(
        seen,
        rows=seen.rows + 1,
        open=seen.open + (item.get("lane") is not None),
        cleared=seen.cleared + cleared,
        wrong=(*seen.wrong, f"{item['pk']} {item['sk']}: {reason}") if reason else seen.wrong,
    )


def _wrong_with(engine: Engine, item: Item, beating: bool, now_ms: int) -> str:
    """Why the row has no next step; empty when it has one."""
    if item["kind"] not in KINDS:
        return "unknown kind"
    try:
        row = from_item(item)
    except (msgspec.MsgspecError, KeyError):
        return "unreadable"
    lane = item.get("lane")
    if lane is None:
        return "open but in no lane" if row.state.lane else ""
    if item.get("due_at_ms") is None:
        return "in a lane without a due time"
    if beating and int(item["due_at_ms"]) < now_ms - OVERDUE_MS and _still(engine, item):
        return "overdue though the clock beats"
    return ""


def _still(engine: Engine, item: Item) -> bool:
    """Whether the row still stands as the scan saw it."""
    key = Key(item["pk"], item["sk"])
    current = engine.store.get("live", [key]).get(key)
    return current is not None and int(current["version"]) == int(item["version"])


def _report(engine: Engine, item: Item, reason: str, now_ms: int) -> None:
    opening = Opening(
        id=id_from("audit", item["pk"], item["sk"], str(item["version"]), reason),
        kind="system",
        customer_id=SELF,
        subject=item["pk"],
        text=f"audit: {reason}",
        private={"pk": item["pk"], "sk": item["sk"], "reason": reason},
    )
    try:
        engine.commit(Change(open_case(opening, now_ms)), actor=AUDITOR, at_ms=now_ms)
    except ConditionFailed:
        return  # it is a case already


def _is_over(item: Item, now_ms: int) -> bool:
    """Closed for more than a day; a plan when its case would be."""
    expires_s = item.get("expires_at_s")
    return item.get("lane") is None and expires_s is not None and int(expires_s) * 1000 < now_ms


def _clear(engine: Engine, item: Item) -> int:
    key = Key(item["pk"], item["sk"])
    try:
        engine.store.write([Delete("live", key, int(item["version"]))], id_from("clear", *key, str(item["version"])))
    except ConditionFailed:
        return 0
    return 1
