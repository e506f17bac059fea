"""Anchors: once a day the heads of all journal chains are written down and signed.

A chain shows that nothing in it was changed; that its last entries were not cut off only shows against a head that was
written down elsewhere. An anchor is signed with the installation's secret, which is not in the tables.

    anchor/2026-11-25    heads/<walk>@00000001   a hundred heads, signed with their place
                         heads/<walk>@00000002   and so on; one walk of the auditor's is one chain
                         whole@00000001          which walk got to its end, and with how many heads

A walk that was cut short leaves heads that are true all the same, and no ``whole``: the next one begins anew. The first
head of each day is the ``whole`` of the day before, so that no day between can be taken out.
"""

import hmac
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import msgspec

from chalicelib.platform.access import SELF
from chalicelib.platform.ids import new_id
from chalicelib.platform.operations import AnswerLost, ConditionFailed, Item, Key, TryAgain
from chalicelib.platform.store import Store
from chalicelib.platform.time import DAY_MS
from chalicelib.records.journal import Broken, digest, entry_key

PREFIX = "anchor/"
_WHOLE = "whole@00000001"
_IN_ONE = 100
_LOOK_BACK_DAYS = 90
_TRIES = 8


class Head(msgspec.Struct, frozen=True, array_like=True):
    """The last entry of one chain, as its row knew it."""

    pk: str
    sk: str
    version: int
    hash: str


def anchor_pk(at_ms: int) -> str:
    """The partition of that day's anchor (UTC)."""
    return PREFIX + datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%d")


def is_anchored(store: Store, at_ms: int) -> bool:
    """Whether that day has its anchor, whole."""
    return bool(store.get("journal", [Key(anchor_pk(at_ms), _WHOLE)]))


def write_anchor(store: Store, heads: Iterable[Head], secret: str, at_ms: int) -> int:
    """Write the day's anchor; how many heads are in it. Of two who walk at once, one is the day's."""
    pk, walk, previous, count = anchor_pk(at_ms), new_id(), "", 0
    for number, part in enumerate(_parts([*_last(store, at_ms), *heads]), 1):
        item = _signed(Key(pk, f"heads/{walk}@{number:08d}"), part, previous, secret, at_ms)
        previous, count = item["hash"], count + len(part)
        _put(store, item)
    _put(store, _signed(Key(pk, _WHOLE), [Head("", walk, count, previous)], "", secret, at_ms))
    return count


def verify_anchor(store: Store, items: list[Item], secret: str) -> Iterator[Broken]:
    """Check an anchor's signatures, that it is whole, and that the journal still has every head written down in it."""
    walks: dict[str, tuple[int, str]] = {}
    for item in items:
        key = Key(item["pk"], item["sk"])
        if not hmac.compare_digest(item.get("seal") or "", _seal(secret, item)):
            yield Broken(key, "the anchor was not signed by this installation")
            continue
        heads = msgspec.json.decode(item["public"].encode(), type=list[Head])
        if key.sk == _WHOLE:
            yield from _not_whole(key, heads[0], walks)
            continue
        walk = key.sk.partition("/")[2].rpartition("@")[0]
        walks[walk] = (walks.get(walk, (0, ""))[0] + len(heads), item["hash"])
        yield from _gone(store, heads)


def _gone(store: Store, heads: list[Head]) -> Iterator[Broken]:
    found = store.get("journal", [entry_key(Key(head.pk, head.sk), head.version) for head in heads])
    for head in heads:
        entry = found.get(entry_key(Key(head.pk, head.sk), head.version))
        if entry is None or entry["hash"] != head.hash:
            yield Broken(Key(head.pk, head.sk), f"its entry of version {head.version} was cut off or changed")


def _not_whole(key: Key, told: Head, walks: dict[str, tuple[int, str]]) -> Iterator[Broken]:
    """``heads/…`` sort before ``whole``: what is there has been counted."""
    if walks.get(told.sk, (0, "")) != (told.version, told.hash):
        yield Broken(key, "heads were taken out of the anchor")


def _last(store: Store, at_ms: int) -> list[Head]:
    """The last day before that was anchored whole."""
    days = [Key(anchor_pk(at_ms - back * DAY_MS), _WHOLE) for back in range(1, _LOOK_BACK_DAYS)]
    found = store.get("journal", days)
    return [Head(key.pk, "whole", 1, found[key]["hash"]) for key in days if key in found][:1]


def _parts(heads: Iterable[Head]) -> Iterator[list[Head]]:
    part: list[Head] = []
    for head in heads:
        part.append(head)
        if len(part) == _IN_ONE:
            yield part
            part = []
    if part:
        yield part


def _signed(key: Key, part: list[Head], previous: str, secret: str, at_ms: int) -> Item:
    public = msgspec.json.encode(part).decode()
    item: Item = {"pk": key.pk, "sk": key.sk, "at_ms": at_ms, "customer_id": SELF, "public": public}
    item["previous"] = previous
    item["seal"] = _seal(secret, item)
    item["hash"] = digest(item)
    return item


def _seal(secret: str, item: Item) -> str:
    """Over the place too: no day's anchor can stand in for another's."""
    signed = "\x00".join(("anchor", item["pk"], item["sk"], str(int(item["at_ms"])), item["previous"], item["public"]))
    return hmac.digest(secret.encode(), signed.encode(), "sha256").hex()


def _put(store: Store, item: Item) -> None:
    """Until it is there: a head that is missing would look taken out. Another's ``whole`` is as good as ours."""
    for attempt in range(_TRIES):
        try:
            store.put_new("journal", item)
        except ConditionFailed:
            return
        except (AnswerLost, TryAgain):
            if attempt == _TRIES - 1:
                raise
        else:
            return
