"""A real DynamoDB Local on disk with many open rows in it, kept from one run to the next since filling takes long."""

import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from chalicelib.platform.config import config
from chalicelib.platform.ids import new_id
from chalicelib.platform.operations import Item, Key
from chalicelib.platform.store import Store
from chalicelib.platform.tables import MODELS, TableName
from chalicelib.records.commit import Engine
from chalicelib.records.rows import SWEPT, Row, State, to_item
from host.dynamodb import DynamoDBLocal

PROBE_MS = 2_524_608_000_000
"""2050: no row falls due before it but those that a measurement puts there."""
_AT_ONCE = 100
_FILLED = Key("bench", "filled")


@contextmanager
def environment(settings: Mapping[str, str]) -> Iterator[None]:
    """This process with other settings for a while. What one measurement needs, the next one must not find."""
    before = dict(os.environ)
    os.environ |= settings
    config.cache_clear()
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        config.cache_clear()


@contextmanager
def database(folder: Path) -> Iterator[None]:
    """The database in that folder, and an environment that names it."""
    settings = {"AWS_EC2_METADATA_DISABLED": "true", "POWERTOOLS_LOG_LEVEL": "WARNING"}
    settings |= {"VARDE_SECRET": secrets.token_hex(32), "VARDE_ONE_MACHINE": "true"}
    with DynamoDBLocal(folder) as started, environment(settings | started.environment()):
        for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL"):
            os.environ.pop(name, None)
        yield


def prefix(open_rows: int) -> str:
    """The tables that hold so many open rows."""
    return f"bench-{open_rows}-"


def engine_with(open_rows: int, states: Iterable[State]) -> Engine:
    """An engine on tables with so many open rows, filled with ``states`` if they are new; what a run left is gone."""
    config.cache_clear()
    engine = Engine(Store(msgspec.structs.replace(config(), table_prefix=prefix(open_rows))))
    engine.store.create_tables()
    if _FILLED not in engine.store.get("live", [_FILLED]):
        put(engine, states)
        marker = {"pk": _FILLED.pk, "sk": _FILLED.sk, "kind": "bench", "customer_id": "self", "version": 1}
        _send(engine, [_put(engine, "live", {**marker, "schema": 1, "doc": "{}"})])
    clear(engine)
    return engine


def clear(engine: Engine) -> None:
    """Take away the lease, and everything that is due before the rows that stay."""
    left = [Key("clock", f"lease/{shard}") for shard in range(engine.shards)]
    for lane in SWEPT:
        for shard in range(engine.shards):
            left += [Key(item["pk"], item["sk"]) for item in engine.store.due(f"{lane}#{shard}", PROBE_MS - 1)]
    erase(engine, "live", left)


def put(engine: Engine, states: Iterable[State]) -> None:
    """Rows as they are after their creation, without condition."""
    _send(engine, (_put(engine, state.TABLE, to_item(Row(state, 1), engine.shards)) for state in states))


def erase(engine: Engine, table: TableName, keys: Iterable[Key]) -> None:
    """Rows away, whatever they are."""
    name = engine.store.table(table)
    wanted = [{"pk": {"S": key.pk}, "sk": {"S": key.sk}} for key in dict.fromkeys(keys)]
    _send(engine, [{"Delete": {"TableName": name, "Key": key}} for key in wanted])


def _put(engine: Engine, table: TableName, item: Item) -> dict[str, Any]:
    return {"Put": {"TableName": engine.store.table(table), "Item": MODELS[table](**item).serialize()}}


def _send(engine: Engine, operations: Iterable[dict[str, Any]]) -> None:
    """A hundred to a transaction: the local database then writes to the disk once for them, and not for each."""
    left = iter(operations)
    some = list(islice(left, _AT_ONCE))
    while some:
        engine.store.client.transact_write_items(TransactItems=some, ClientRequestToken=new_id())
        some = list(islice(left, _AT_ONCE))
