"""Whether the journal still tells the truth: its chains, that none of them was cut short, and the signed anchors."""

import itertools
from collections.abc import Iterable, Iterator

from chalicelib.platform.operations import Item, Key
from chalicelib.platform.store import Store
from chalicelib.platform.tables import TableName
from chalicelib.records.anchors import PREFIX, verify_anchor
from chalicelib.records.journal import Broken, verify

CUT = "the row and its journal do not end in the same entry"


def broken_in(store: Store, pk: str, items: list[Item] | None = None, secret: str = "") -> list[Broken]:
    """What does not hold in one partition, of which ``items`` may have been read already. ``secret`` is for anchors.

    A walk is no instant: what was written meanwhile looks cut off. Only what is wrong twice is wrong.
    """
    first = items if items is not None else list(store.partition("journal", pk))
    if not any(_wrong(store, pk, first, secret)):
        return []
    return list(_wrong(store, pk, list(store.partition("journal", pk)), secret))


def untold(store: Store, table: TableName, told: set[int]) -> Iterator[Broken]:
    """Rows that say they have a journal, and of which it tells nothing. ``told`` has the marks of the known chains."""
    for item in itertools.chain.from_iterable(store.segment(table, 0, 1)):
        key = Key(item["pk"], item["sk"])
        if not item.get("head") or mark(key.pk, key.sk) in told:
            continue
        if not any(store.partition("journal", key.pk, f"{key.sk}@")):
            yield Broken(key, "its whole journal is missing")


def mark(pk: str, chain: str) -> int:
    """A number that stands for a chain, so that millions of them fit in memory."""
    return hash((pk, chain))


def heads(items: Iterable[Item]) -> dict[str, str]:
    """The last hash of each chain."""
    return {item["sk"].rpartition("@")[0]: item["hash"] for item in items}


def _wrong(store: Store, pk: str, items: list[Item], secret: str) -> Iterator[Broken]:
    yield from verify(items)
    if pk.startswith(PREFIX):
        yield from verify_anchor(store, items, secret)
        return
    last = heads(items)
    keys = [Key(pk, chain) for chain in last]
    rows = store.get("live", keys) | store.get("register", keys)
    for key, row in rows.items():
        if row.get("head") != last[key.sk]:
            yield Broken(key, CUT)
