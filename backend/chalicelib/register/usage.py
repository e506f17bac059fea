"""Who is at work with something: what holds it against being deleted, as far as the live table tells.

The rows that say it (who is on duty at an assignment, the duty of a person) are watched in the deleting transaction.
Open cases, shifts and duties are found in the index of all that is open. It may lag behind by a moment: a case keeps
in its plan what it needs, so that one opened in that moment still tells everything.
"""

from collections import Counter
from collections.abc import Iterator

import msgspec

from chalicelib.platform.store import Check, Item, Key
from chalicelib.records.commit import Engine
from chalicelib.records.rows import FAR_FUTURE_MS, Lane, State
from chalicelib.register.decisions import Held
from chalicelib.register.states import Contact, Customer

_AT_WORK = (Lane.LIFE, Lane.CASE, Lane.WATCH)
_TELLING = {"assignment": ("presence",), "person": ("duty",)}
"""Rows of ``live`` beside a thing that say whether somebody is at work with it."""


def held_by(engine: Engine, state: State, thing_id: str) -> Held:
    """What is under way with this thing now."""
    keys = [Key(state.key.pk, sk) for sk in _TELLING.get(state.KIND, ())]
    found = engine.store.get("live", keys)
    by = Counter(item["kind"] for item in _open(engine) if _concerns(item, state, thing_id))
    if isinstance(state, Contact):
        by["case"] += _plans_that_name(engine, thing_id)
    if any(_says_at_work(item) for item in found.values()):
        by["duty"] = max(by["duty"], 1)
    checks = tuple(Check("live", key, int(found[key]["version"]) if key in found else 0) for key in keys)
    return Held({kind: count for kind, count in by.items() if count}, checks)


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
    return f'"{thing_id}"' in item["doc"]


def _plans_that_name(engine: Engine, thing_id: str) -> int:
    """Open cases on whose ladder somebody stands."""
    plans = [Key(item["pk"], "plan") for item in _open(engine) if item["kind"] == "case"]
    return sum(f'"{thing_id}"' in item["doc"] for item in engine.store.get("live", plans).values())


def _says_at_work(item: Item) -> bool:
    """A person's duty stands only while it lasts; the company of an assignment may stand empty."""
    return item["sk"] == "duty" or bool(msgspec.json.decode(item["doc"]).get("members"))
