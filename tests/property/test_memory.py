"""The store in memory answers as DynamoDB does: the same operations, the same refusals, the same rows."""

import secrets
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.platform.config import config
from chalicelib.platform.ids import new_id
from chalicelib.platform.operations import Check, ConditionFailed, Delete, Item, Key, Operation, Put
from chalicelib.platform.store import Store
from tests.support.memory import MemoryStore

KEYS = [Key("duty/a"), Key("duty/a", "hush"), Key("case/b"), Key("case/b", "plan")]
keys, versions = st.sampled_from(KEYS), st.integers(1, 3)
standing = st.integers(0, 3)


@st.composite
def puts(draw: st.DrawFn) -> Put:
    key, version = draw(keys), draw(versions)
    item: Item = {"pk": key.pk, "sk": key.sk, "version": version, "kind": "x", "customer_id": "c", "doc": "{}"}
    item["schema"] = 1
    if draw(st.booleans()):
        item |= {
            "lane": draw(st.sampled_from(["watch#0", "case#0"])),
            "due_at_ms": draw(st.integers(0, 50)) * 10 + KEYS.index(key),
        }
    return Put("live", item, draw(st.none() | standing))


operations = (
    puts() | st.builds(Delete, st.just("live"), keys, versions) | st.builds(Check, st.just("live"), keys, standing)
)


def transactions() -> st.SearchStrategy[list[Operation]]:
    return st.lists(operations, min_size=1, max_size=3, unique_by=_key_of)


def _key_of(operation: Operation) -> Key:
    return Key(operation.item["pk"], operation.item["sk"]) if isinstance(operation, Put) else operation.key


@pytest.fixture(scope="module")
def real(dynamodb: str) -> Store:
    store = Store(msgspec.structs.replace(config(), table_prefix=f"m{secrets.token_hex(4)}-"))
    store.create_tables()
    return store


def _empty(store: Store) -> None:
    for key, item in store.get("live", KEYS).items():
        store.write([Delete("live", key, int(item["version"]))], new_id())


def _outcome(store: Store, operations: list[Operation], token: str) -> Any:
    try:
        store.write(operations, token)
    except ConditionFailed as refusal:
        return refusal.indexes
    return "done"


def _seen(store: Store) -> list[Any]:
    lanes = [list(store.due(lane, until_ms)) for lane in ("watch#0", "case#0") for until_ms in (100, 2**45)]
    partitions = [list(store.partition("live", pk, prefix)) for pk in ("duty/a", "case/b") for prefix in ("", "p")]
    return [store.get("live", KEYS), lanes, partitions, list(store.due("watch#0", 2**45, 1))]


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(transactions(), max_size=8))
def test_both_stores_do_and_refuse_the_same(real: Store, told: list[list[Operation]]) -> None:
    _empty(real)
    memory = MemoryStore(config())
    for wanted in told:
        token = new_id()
        assert _outcome(memory, wanted, token) == _outcome(real, wanted, token)
    assert _seen(memory) == _seen(real)


def test_the_same_token_twice_is_one_write(real: Store) -> None:
    _empty(real)
    put: list[Operation] = [
        Put(
            "live",
            {"pk": "duty/a", "sk": "state", "version": 1, "kind": "x", "customer_id": "c", "doc": "{}", "schema": 1},
            0,
        )
    ]
    for store in (MemoryStore(config()), real):
        token = new_id()
        assert [_outcome(store, put, token), _outcome(store, put, token)] == ["done", "done"]
        assert _outcome(store, put, new_id()) == [0]
