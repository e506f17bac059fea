"""The door to the tables: read rows, look along an index, and write several rows in one transaction.

Nothing here retries a write: what a failed write means is the engine's to decide (``records/commit.py``).
"""

import itertools
import random
import time
from collections.abc import Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from botocore.exceptions import (
    ConnectionClosedError,
    EndpointConnectionError,
    HTTPClientError,
    ReadTimeoutError,
)
from pynamodb.connection import Connection
from pynamodb.exceptions import VerboseClientError

from chalicelib.platform.config import Config
from chalicelib.platform.operations import AnswerLost, Item, Key, Operation, Put, TryAgain
from chalicelib.platform.tables import MODELS, TableName, table_definition
from chalicelib.platform.time import DAY_MS, now_ms
from chalicelib.platform.wire import meaning, plain, wire_key, wire_operation

_LOST = (ConnectionClosedError, ReadTimeoutError, HTTPClientError)
_READ_TRIES = 8
_AT_ONCE = 100
"""So many rows one round trip may ask for."""


class Store:
    """One connection to the three tables. Safe for threads; opened lazily, since creating a client takes long."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._prefix = config.table_prefix
        self.clock_skew_ms = 0
        """How far this machine's clock is ahead of the store's, by its last answer (whole seconds are known)."""
        self._connection = Connection(
            region=config.region,
            host=config.dynamodb_endpoint,
            connect_timeout_seconds=3,
            read_timeout_seconds=8,
            max_pool_connections=64,
            retry_configuration={"total_max_attempts": 1, "mode": "standard"},
        )
        self._listening = False

    @property
    def client(self) -> Any:
        """The botocore client below, for what watches or disturbs the wire (measurements, the tests' faults)."""
        client = self._connection.client
        if not self._listening:
            client.meta.events.register("after-call.dynamodb", self._hear_clock)
            self._listening = True
        return client

    def _hear_clock(self, http_response: Any, **_: Any) -> None:
        date = getattr(http_response, "headers", {}).get("Date")
        if date:
            ahead_ms = now_ms() - int(parsedate_to_datetime(date).timestamp() * 1000)
            self.clock_skew_ms = min(ahead_ms, 0) + max(ahead_ms - 1000, 0)

    def table(self, name: TableName) -> str:
        """The table's name in this installation."""
        return self._prefix + name

    @property
    def retention_ms(self) -> int:
        """How long this installation's journal keeps names, numbers and positions."""
        return self._config.retention_days * DAY_MS

    # -- reading -------------------------------------------------------------------------------------------------

    def get(self, table: TableName, keys: Iterable[Key]) -> dict[Key, Item]:
        """Strong read of any number of rows; those that do not exist are absent."""
        return self.across({table: keys})[table]

    def across(self, wanted: Mapping[TableName, Iterable[Key]]) -> dict[TableName, dict[Key, Item]]:
        """The same of several tables, a hundred rows to each round trip."""
        found: dict[TableName, dict[Key, Item]] = {table: {} for table in wanted}
        tables = {self.table(table): table for table in wanted}
        places = [(self.table(table), key) for table, keys in wanted.items() for key in dict.fromkeys(keys)]
        for at in range(0, len(places), _AT_ONCE):
            left: dict[str, list[Any]] = {}
            for name, key in places[at : at + _AT_ONCE]:
                left.setdefault(name, []).append(wire_key(key))
            while left:
                request = {name: {"Keys": keys, "ConsistentRead": True} for name, keys in left.items()}
                answer = self._read("BatchGetItem", {"RequestItems": request})
                for name, items in answer["Responses"].items():
                    rows = (plain(raw) for raw in items)
                    found[tables[name]] |= {Key(item["pk"], item["sk"]): item for item in rows}
                left = {name: one["Keys"] for name, one in answer.get("UnprocessedKeys", {}).items()}
        return found

    def partition(self, table: TableName, pk: str, sk_prefix: str = "") -> Iterator[Item]:
        """All rows of one partition in the order of their sort keys; strong."""
        condition, values = "pk = :pk", {":pk": {"S": pk}}
        if sk_prefix:
            condition += " AND begins_with(sk, :sk)"
            values[":sk"] = {"S": sk_prefix}
        return self._query(
            table, KeyConditionExpression=condition, ExpressionAttributeValues=values, ConsistentRead=True
        )

    def waiting(self, table: TableName, pk: str, from_sk: str, until_sk: str) -> Iterator[Item]:
        """The rows of one partition between two sort keys that still wait in a lane; strong."""
        return self._query(
            table,
            KeyConditionExpression="pk = :pk AND sk BETWEEN :from AND :until",
            FilterExpression="attribute_exists(lane)",
            ExpressionAttributeValues={":pk": {"S": pk}, ":from": {"S": from_sk}, ":until": {"S": until_sk}},
            ConsistentRead=True,
        )

    def glance(self, lane: str) -> Iterator[Item]:
        """All open rows of a lane, to be looked at and not to be changed: what they are and know, and nothing more.

        A board asks for thousands, and the time goes into reading each attribute of the answer.
        """
        return self._query(
            "live",
            IndexName="open",
            KeyConditionExpression="lane = :lane",
            ExpressionAttributeValues={":lane": {"S": lane}},
            ProjectionExpression="#kind, #version, #doc",
            ExpressionAttributeNames={"#kind": "kind", "#version": "version", "#doc": "doc"},
        )

    def standing(self, lane: str) -> Iterator[Item]:
        """All open rows of a lane: which they are, and in which version they stand."""
        return self._query(
            "live",
            IndexName="open",
            KeyConditionExpression="lane = :lane",
            ExpressionAttributeValues={":lane": {"S": lane}},
            ProjectionExpression="pk, #kind, #version",
            ExpressionAttributeNames={"#kind": "kind", "#version": "version"},
        )

    def due(self, lane: str, until_ms: int, limit: int | None = None) -> Iterator[Item]:
        """Open rows of a lane that fall due up to ``until_ms``, the oldest first. The index may lag behind."""
        values = {":lane": {"S": lane}, ":until": {"N": str(until_ms)}}
        condition = "lane = :lane AND due_at_ms <= :until"
        found = self._query(
            "live",
            IndexName="open",
            KeyConditionExpression=condition,
            ExpressionAttributeValues=values,
            **({"Limit": limit} if limit else {}),
        )
        return itertools.islice(found, limit)

    def lookup(self, what: str, sort_prefix: str = "", after: tuple[str, Key] | None = None) -> Iterator[Item]:
        """Rows of the register by their ``lookup`` key, in the order of ``sort``. The index may lag behind.

        ``after`` is the ``sort`` and the key of the row that a reader saw last.
        """
        condition, values = "lookup = :what", {":what": {"S": what}}
        if sort_prefix:
            condition += " AND begins_with(#sort, :sort)"
            values[":sort"] = {"S": sort_prefix}
        more: dict[str, Any] = {"ExpressionAttributeNames": {"#sort": "sort"}} if sort_prefix else {}
        if after:
            sort, key = after
            seen = {"lookup": what, "sort": sort, "pk": key.pk, "sk": key.sk}
            more["ExclusiveStartKey"] = {name: {"S": value} for name, value in seen.items()}
        return self._query(
            "register", IndexName="lookup", KeyConditionExpression=condition, ExpressionAttributeValues=values, **more
        )

    def site_journal(self, site_id: str, from_ms: int, until_ms: int) -> Iterator[Item]:
        """What happened at one site between two instants, in the order of time."""
        values = {":site": {"S": site_id}, ":from": {"N": str(from_ms)}, ":until": {"N": str(until_ms)}}
        condition = "site_id = :site AND at_ms BETWEEN :from AND :until"
        return self._query(
            "journal", IndexName="by_site", KeyConditionExpression=condition, ExpressionAttributeValues=values
        )

    def segment(self, table: TableName, number: int, of: int, page_size: int = 200) -> Iterator[list[Item]]:
        """The pages of one segment of a whole table: for the auditor, the one permitted scan."""
        start: dict[str, Any] | None = None
        while True:
            more = {"ExclusiveStartKey": start} if start else {}
            answer = self._read(
                "Scan",
                {"TableName": self.table(table), "Segment": number, "TotalSegments": of, "Limit": page_size, **more},
            )
            yield [plain(raw) for raw in answer["Items"]]
            start = answer.get("LastEvaluatedKey")
            if not start:
                return

    def _query(self, table: TableName, **request: Any) -> Iterator[Item]:
        start: dict[str, Any] | None = None
        while True:
            more = {"ExclusiveStartKey": start} if start else {}
            answer = self._read("Query", {"TableName": self.table(table), **request, **more})
            for raw in answer["Items"]:
                yield plain(raw)
            start = answer.get("LastEvaluatedKey")
            if not start:
                return

    def _read(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        """A read changes nothing, so whatever passes is simply tried again, with jitter."""
        for attempt in range(_READ_TRIES):
            try:
                return self._call(operation, dict(request))
            except (TryAgain, AnswerLost):
                if attempt == _READ_TRIES - 1:
                    raise
                time.sleep(random.uniform(0, 0.02 * 2**attempt))
        raise AssertionError("unreachable")

    # -- writing -------------------------------------------------------------------------------------------------

    def write(self, operations: list[Operation], token: str) -> None:
        """All of it or nothing, in one transaction.

        ``token`` makes the same attempt, sent twice within ten minutes, one. Raises ConditionFailed, TryAgain or
        AnswerLost; only after the last may something have happened.
        """
        wire = [wire_operation(self.table(operation.table), operation) for operation in operations]
        self._call("TransactWriteItems", {"TransactItems": wire, "ClientRequestToken": token})

    def put_new(self, table: TableName, item: Item) -> None:
        """One conditional put of what must not exist yet, without the price of a transaction."""
        self._call("PutItem", wire_operation(self.table(table), Put(table, item, 0))["Put"])

    def erase_private(self, key: Key) -> None:
        """Take the private part and its salt out of a journal entry; its public part and hash stay."""
        request = {
            "TableName": self.table("journal"),
            "Key": wire_key(key),
            "UpdateExpression": "REMOVE #private, #salt",
            "ExpressionAttributeNames": {"#private": "private", "#salt": "salt"},
            "ConditionExpression": "attribute_exists(pk)",
        }
        self._read("UpdateItem", request)

    def _call(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        self.client  # noqa: B018  the first use opens it and starts to hear the store's clock
        try:
            return self._connection.dispatch(operation, request)
        except EndpointConnectionError as error:
            raise TryAgain(str(error)) from error
        except _LOST as error:
            raise AnswerLost(str(error)) from error
        except VerboseClientError as error:
            raise meaning(error) from error

    # -- the tables themselves -----------------------------------------------------------------------------------

    def create_tables(self) -> None:
        """Make those tables that do not exist: for one machine and for tests. In AWS the template makes them."""
        existing = set(self._call("ListTables", {})["TableNames"])
        for name, model in MODELS.items():
            if self.table(name) not in existing:
                self._call("CreateTable", table_definition(self.table(name), model))
