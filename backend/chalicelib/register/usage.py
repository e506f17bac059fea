"""Who is at work with something: what holds it against being deleted, as far as the live table tells.

The rows that say it (who is on duty at an assignment, a person's watch and keyring) are watched in the deleting
transaction. Open cases, shifts and duties are found in the index of all that is open. It may lag behind by a moment:
a case keeps in its plan what it needs, so that one opened in that moment still tells everything.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from chalicelib.platform.operations import Check, Item, Key
from chalicelib.platform.tables import TableName
from chalicelib.records.commit import Engine
from chalicelib.records.rows import FAR_FUTURE_MS, Lane, State
from chalicelib.register.decisions import Held
from chalicelib.register.instruction import CustomerInstruction
from chalicelib.register.site_key import SiteKey
from chalicelib.register.states import Contact, Customer

_AT_WORK = (Lane.LIFE, Lane.CASE, Lane.WATCH)
_TELLING: dict[str, tuple[tuple[TableName, str], ...]] = {
    "assignment": (("live", "presence"),),
    "person": (("live", "watch"), ("register", "keyring")),
}
"""Rows beside a thing that say whether somebody is at work with it: whoever begins to be writes one of them."""


def held_by(engine: Engine, state: State, thing_id: str, now_ms: int) -> Held:
    """What is under way with this thing now."""
    by = Counter(item["kind"] for item in _open(engine) if _concerns(item, state, thing_id))
    checks: list[Check] = []
    for table, sk in _TELLING.get(state.KIND, ()):
        key = Key(state.key.pk, sk)
        item = engine.store.get(table, [key]).get(key)
        checks.append(Check(table, key, int(item["version"]) if item else 0))
        for kind, count in (_told_by(engine, item, now_ms) if item else {}).items():
            by[kind] = max(by[kind], count)
    if isinstance(state, Contact | CustomerInstruction):
        by["case"] += _plans_that_name(engine, thing_id)
    if isinstance(state, SiteKey):
        by["key_away"] += state.state == "out"
    return Held({kind: count for kind, count in by.items() if count}, tuple(checks))


def _open(engine: Engine) -> Iterator[Item]:
    for lane in _AT_WORK:
        for shard in range(engine.shards):
            yield from engine.store.due(f"{lane}#{shard}", FAR_FUTURE_MS)


def _concerns(item: Item, state: State, thing_id: str) -> bool:
    """Ids are random and long, so that one found anywhere in a row is meant."""
    if item["kind"] == "presence":  # stands open even when nobody is there; it is asked by its key
        return False
    if isinstance(state, Customer):
        return bool(item["customer_id"] == thing_id)
    return f'"{thing_id}"' in item["doc"] or f'"{state.KIND}/{thing_id}"' in item["doc"]


def _plans_that_name(engine: Engine, thing_id: str) -> int:
    """Open cases on whose ladder somebody stands."""
    plans = [Key(item["pk"], "plan") for item in _open(engine) if item["kind"] == "case"]
    return sum(f'"{thing_id}"' in item["doc"] for item in engine.store.get("live", plans).values())


def _told_by(engine: Engine, item: Item, now_ms: int) -> dict[str, int]:
    """A person's watch stands only while it lasts; a company may stand empty, and a keyring hold what has run out."""
    doc: dict[str, Any] = msgspec.json.decode(item["doc"])
    if item["sk"] == "watch":
        return {doc["subject"].partition("/")[0]: 1}
    if item["sk"] == "presence":
        return {"duty": len(doc.get("members", ()))}
    sessions = engine.store.get("live", [Key(f"session/{one}") for one in doc.get("sessions", ())])
    return {"session": sum(_stands(msgspec.json.decode(one["doc"]), now_ms) for one in sessions.values())}


def _stands(session: dict[str, Any], now_ms: int) -> bool:
    return session.get("ended_at_ms") is None and bool(now_ms < session["until_ms"])
