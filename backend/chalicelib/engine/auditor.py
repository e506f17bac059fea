"""The auditor: the one permitted scan. It checks that everything open has a next step, and clears what is over.

One pass is one call: every segment of the live table, page by page. What is wrong becomes a case; what was closed more
than a day ago leaves the table, and the journal keeps it. The day's first pass walks the register too, for the anchor.
"""

import msgspec

from chalicelib.engine.cases import Opening, Plan, open_case
from chalicelib.engine.clock import heartbeat_ms
from chalicelib.platform import observability
from chalicelib.platform.access import SELF
from chalicelib.platform.config import Config
from chalicelib.platform.ids import id_from
from chalicelib.platform.operations import AnswerLost, ConditionFailed, Delete, Item, Key, Operation, Put, TryAgain
from chalicelib.platform.time import DAY_MS, MINUTE_MS, SECOND_MS
from chalicelib.records.anchors import Head, is_anchored, write_anchor
from chalicelib.records.change import Actor, Change
from chalicelib.records.commit import Engine
from chalicelib.records.forgetting import Forget
from chalicelib.records.journal import entry_key
from chalicelib.records.rows import KINDS, Row, from_item, to_item

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


def audit(engine: Engine, config: Config, now_ms: int, *, segments: int = 4) -> Audit:
    """One pass over the live table; the day's first also writes the anchor."""
    beating = is_beating(engine, now_ms)
    retention_ms = config.retention_days * DAY_MS
    heads: list[Head] | None = None if is_anchored(engine.store, now_ms) else []
    seen = Audit()
    for segment in range(segments):
        for page in engine.store.segment("live", segment, segments):
            for item in page:
                seen = _one(engine, item, beating, retention_ms, now_ms, seen)
                if heads is not None:
                    heads += _heads(engine, item)
    if heads is not None:
        for page in engine.store.segment("register", 0, 1):
            heads += [head for item in page for head in _heads(engine, item)]
        write_anchor(engine.store, heads, config.secret, now_ms)
    observability.info("audited", count=seen.rows, kind="live")
    observability.count("Wrong", len(seen.wrong))
    return seen


def _heads(engine: Engine, item: Item) -> list[Head]:
    """The row's last journal entry, if it has a journal: not every change of a row tells something."""
    if not item.get("head"):
        return []
    key, version = Key(item["pk"], item["sk"]), int(item["version"])
    for known in range(version, 0, -1):
        if engine.store.get("journal", [entry_key(key, known)]):
            return [Head(key.pk, key.sk, known, item["head"])]
    return []  # a journal that is gone altogether is for ``verify`` to tell


def is_beating(engine: Engine, now_ms: int) -> bool:
    """Whether every shard has been swept within the last seconds."""
    beat_ms = heartbeat_ms(engine)
    return beat_ms is not None and now_ms - beat_ms < FRESH_MS


def _one(engine: Engine, item: Item, beating: bool, retention_ms: int, now_ms: int, seen: Audit) -> Audit:
    reason = _wrong_with(engine, item, beating, now_ms)
    cleared = 0
    if reason:
        _report(engine, item, reason, now_ms)
    elif _is_over(engine, item, now_ms):
        cleared = _clear(engine, item, retention_ms)
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


def _is_over(engine: Engine, item: Item, now_ms: int) -> bool:
    """Closed, and its day is over; a plan when its case is gone."""
    expires_s = item.get("expires_at_s")
    if item.get("lane") is not None or expires_s is None or int(expires_s) * 1000 >= now_ms:
        return False
    return item["kind"] != Plan.KIND or not engine.store.get("live", [Key(item["pk"])])


def _clear(engine: Engine, item: Item, retention_ms: int) -> int:
    """Take a closed row away. One with a journal leaves word of when its private parts are to be forgotten."""
    key, version = Key(item["pk"], item["sk"]), int(item["version"])
    operations: list[Operation] = [Delete("live", key, version)]
    if item.get("head"):
        at_ms = int(item["expires_at_s"]) * 1000 + retention_ms
        forget = Forget(customer_id=item["customer_id"], pk=key.pk, chain=key.sk, at_ms=at_ms)
        operations.append(Put("live", to_item(Row(forget, 1), engine.shards), None))
    try:
        engine.store.write(operations, id_from("clear", *key, str(version)))
    except (ConditionFailed, TryAgain, AnswerLost):
        return 0  # the next pass finds it again
    return 1
