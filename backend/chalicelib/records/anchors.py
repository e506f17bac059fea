"""Anchors: once a day the heads of all journal chains are written down and signed.

A chain shows that nothing in it was changed; that its last entries were not cut off only shows against a head that was
written down elsewhere. An anchor is signed with the installation's secret, which is not in the tables.
"""

import hmac
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import msgspec

from chalicelib.platform.access import SELF
from chalicelib.platform.store import AnswerLost, ConditionFailed, Item, Key, Store
from chalicelib.records.journal import Broken, digest, entry_key

PREFIX = "anchor/"
_IN_ONE = 100


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
    key = Key(anchor_pk(at_ms), "whole@00000001")
    return bool(store.get("journal", [key]))


def write_anchor(store: Store, heads: Iterable[Head], secret: str, at_ms: int) -> int:
    """Write the day's anchor; how many heads are in it. Two who do it at once write one each or the same."""
    pk, previous, count = anchor_pk(at_ms), "", 0
    for number, part in enumerate(_parts(heads), 1):
        count += len(part)
        item = _signed(pk, f"heads@{number:08d}", part, previous, secret, at_ms)
        previous = item["hash"]
        _put(store, item)
    _put(store, _signed(pk, "whole@00000001", [Head("", "", count, "")], "", secret, at_ms))
    return count


def verify_anchor(store: Store, items: list[Item], secret: str) -> Iterator[Broken]:
    """Check an anchor's signatures, and that the journal still has every head that is written down in it."""
    for item in items:
        key = Key(item["pk"], item["sk"])
        if not hmac.compare_digest(item.get("seal") or "", _seal(secret, item["public"])):
            yield Broken(key, "the anchor was not signed by this installation")
            continue
        heads = [head for head in msgspec.json.decode(item["public"].encode(), type=list[Head]) if head.pk]
        found = store.get("journal", [entry_key(Key(head.pk, head.sk), head.version) for head in heads])
        for head in heads:
            entry = found.get(entry_key(Key(head.pk, head.sk), head.version))
            if entry is None or entry["hash"] != head.hash:
                yield Broken(Key(head.pk, head.sk), f"its entry of version {head.version} was cut off or changed")


def _parts(heads: Iterable[Head]) -> Iterator[list[Head]]:
    part: list[Head] = []
    for head in heads:
        part.append(head)
        if len(part) == _IN_ONE:
            yield part
            part = []
    if part:
        yield part


def _signed(pk: str, sk: str, part: list[Head], previous: str, secret: str, at_ms: int) -> Item:
    public = msgspec.json.encode(part).decode()
    item: Item = {"pk": pk, "sk": sk, "at_ms": at_ms, "customer_id": SELF, "public": public, "previous": previous}
    item["seal"] = _seal(secret, public)
    item["hash"] = digest(item)
    return item


def _seal(secret: str, public: str) -> str:
    return hmac.digest(secret.encode(), b"anchor\x00" + public.encode(), "sha256").hex()


def _put(store: Store, item: Item) -> None:
    try:
        store.put_new("journal", item)
    except (ConditionFailed, AnswerLost):
        return  # it is there, or the next pass of the auditor writes it
