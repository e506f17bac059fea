"""Whether the journal still tells the truth of one subject: its chains, and that none of them was cut short."""

from collections.abc import Iterable, Iterator

from chalicelib.platform.store import Item, Key, Store
from chalicelib.records.journal import Broken, verify


def broken_in(store: Store, pk: str, items: list[Item] | None = None) -> list[Broken]:
    """What does not hold in one partition, of which ``items`` may have been read already.

    A walk is no instant: what was written meanwhile looks cut off. Only what is wrong twice is wrong.
    """
    first = items if items is not None else list(store.partition("journal", pk))
    if not any(_wrong(store, pk, first)):
        return []
    return list(_wrong(store, pk, list(store.partition("journal", pk))))


def heads(items: Iterable[Item]) -> dict[str, str]:
    """The last hash of each chain."""
    return {item["sk"].rpartition("@")[0]: item["hash"] for item in items}


def _wrong(store: Store, pk: str, items: list[Item]) -> Iterator[Broken]:
    yield from verify(items)
    last = heads(items)
    keys = [Key(pk, chain) for chain in last]
    rows = store.get("live", keys) | store.get("register", keys)
    for key, row in rows.items():
        if (row.get("head") or last[key.sk]) != last[key.sk]:
            yield Broken(key, "the row has gone further than its journal: the last entries are missing")
