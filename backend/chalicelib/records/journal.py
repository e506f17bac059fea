"""The journal: one entry per (row, version), chained by hash, so that what was told cannot be changed unseen.

The hash covers the public fields and a seal, HMAC-SHA256(salt, private part). Retention removes the private part
together with its salt: the chain still verifies, and nothing can be guessed back from the seal.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from chalicelib.platform.operations import Item, Key
from chalicelib.platform.store import Store
from chalicelib.platform.time import DAY_MS
from chalicelib.records.change import Actor, Event, Write

ROUTINE_MS = DAY_MS
"""So long after its row's first event may an event be called routine, and be left out of the site's index."""

_SALT_BYTES = 16


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry as it is read back. ``private`` is None once retention has taken it."""

    key: Key
    at_ms: int
    customer_id: str
    site_id: str | None
    actor: Actor
    command: str | None
    events: tuple[Event, ...]
    private_kept: bool
    previous: str
    hash: str


def entry_item(write: Write, version: int, actor: Actor, command_id: str | None, at_ms: int) -> Item:
    """The journal's item for one write, chained to the row's head."""
    state = write.after
    assert state is not None
    public = _encode(
        {
            "at_ms": at_ms,
            "actor": actor,
            "command": command_id,
            "events": [{"kind": event.kind, "data": event.data} for event in write.events],
        }
    )
    key = entry_key(state.key, version)
    previous = write.before.head if write.before else ""
    item: Item = {
        "pk": key.pk,
        "sk": key.sk,
        "at_ms": at_ms,
        "customer_id": state.customer_id,
        "public": public,
        "previous": previous,
    }
    if state.site_id and not all(event.routine for event in write.events):
        item["site_id"] = state.site_id
    if any(event.private for event in write.events):
        salt = secrets.token_bytes(_SALT_BYTES)
        item["private"] = _encode([event.private for event in write.events])
        item["salt"] = salt
        item["seal"] = seal(salt, item["private"])
    item["hash"] = digest(item)
    return item


def of_site(store: Store, site_id: str, from_ms: int, until_ms: int) -> list[Item]:
    """All that happened at a site between two instants, in the order of time: what its index names, and what was
    routine in the chains that it names."""
    named = list(store.site_journal(site_id, from_ms - ROUTINE_MS, until_ms))
    chains = {_chain(item) for item in named}
    told = [item for pk in sorted({pk for pk, _ in chains}) for item in store.partition("journal", pk)]
    routine = [item for item in told if _chain(item) in chains and not item.get("site_id")]
    found = [item for item in named + routine if from_ms <= int(item["at_ms"]) <= until_ms]
    return sorted(found, key=lambda item: (int(item["at_ms"]), item["pk"], item["sk"]))


def _chain(item: Item) -> tuple[str, str]:
    return item["pk"], item["sk"].rpartition("@")[0]


def entry_key(row: Key, version: int) -> Key:
    """Where the entry of that version of a row stands: beside the other chains of its subject."""
    return Key(row.pk, f"{row.sk}@{version:08d}")


def seal(salt: bytes, private: str) -> str:
    """What stands for the private part in the hash, and tells nothing of it once the salt is gone."""
    return _text(hmac.digest(salt, private.encode(), "sha256"))


def digest(item: Item) -> str:
    """The hash over everything that stays, and over the hash before."""
    fields = (item["pk"], item["sk"], item["customer_id"], item.get("site_id") or "", item["public"])
    return _text(hashlib.sha256(_encode([*fields, item.get("seal") or "", item["previous"]]).encode()).digest())


def read(item: Item) -> Entry:
    """An entry from the store's item."""
    public = msgspec.json.decode(item["public"].encode())
    private: list[dict[str, Any]] = msgspec.json.decode((item.get("private") or "[]").encode())
    events = tuple(
        Event(event["kind"], event["data"], private[index] if private else {})
        for index, event in enumerate(public["events"])
    )
    return Entry(
        key=Key(item["pk"], item["sk"]),
        at_ms=int(item["at_ms"]),
        customer_id=item["customer_id"],
        site_id=item.get("site_id"),
        actor=msgspec.convert(public["actor"], Actor),
        command=public["command"],
        events=events,
        private_kept=bool(item.get("private")) or not item.get("seal"),
        previous=item["previous"],
        hash=item["hash"],
    )


CHANGED = "the entry was changed after it was written"
PRIVATE_CHANGED = "the private part was changed after it was written"
GAP = "the entry before it is missing or another"


class Broken(msgspec.Struct, frozen=True):
    """A place where the journal does not tell the truth, and why it is thought so."""

    key: Key
    reason: str


def verify(items: Iterable[Item]) -> Iterator[Broken]:
    """Walk the entries of one partition, in the order of their keys, and yield what does not hold.

    Checks each entry's hash, each private part against its seal, the time by which entries are found against the one
    that is told, and that every chain is unbroken from its first entry. Whether a chain's tail was cut off is for the
    anchors and the rows' heads to tell.
    """
    heads: dict[str, str] = {}
    for item in items:
        key = Key(item["pk"], item["sk"])
        chain = item["sk"].rpartition("@")[0]
        if digest(item) != item["hash"] or _told_at(item) not in (None, int(item["at_ms"])):
            yield Broken(key, CHANGED)
        if item.get("private") and seal(item.get("salt") or b"", item["private"]) != item.get("seal"):
            yield Broken(key, PRIVATE_CHANGED)
        if item["previous"] != heads.get(chain, ""):
            yield Broken(key, GAP)
        heads[chain] = item["hash"]


def _told_at(item: Item) -> int | None:
    """The time in the hashed part; an anchor tells none there, and signs its own."""
    try:
        return msgspec.json.decode(item["public"].encode(), type=_Told).at_ms
    except msgspec.DecodeError:
        return None


class _Told(msgspec.Struct, frozen=True):
    at_ms: int


def _encode(value: Any) -> str:
    return msgspec.json.encode(value, order="sorted").decode()


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")
