"""A store in memory, for thousands of histories: the same conditions as the real one, which a test holds it to.

``MemoryFaults`` are its bad days, with the same words as the ones on the wire (``faults.py``).
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from random import Random
from typing import Self

from chalicelib.platform.config import Config
from chalicelib.platform.operations import AnswerLost, ConditionFailed, Delete, Item, Key, Operation, Put, TryAgain
from chalicelib.platform.store import Store
from chalicelib.platform.tables import MODELS, TableName
from tests.support.faults import Trouble
from tests.support.sms import Killed


class MemoryStore(Store):
    """The three tables as dictionaries."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self._rows: dict[TableName, dict[Key, Item]] = {name: {} for name in MODELS}
        self._done: set[str] = set()
        self.faults: MemoryFaults | None = None

    # -- reading -------------------------------------------------------------------------------------------------

    def across(self, wanted: Mapping[TableName, Iterable[Key]]) -> dict[TableName, dict[Key, Item]]:
        tables = ((table, self._rows[table], dict.fromkeys(keys)) for table, keys in wanted.items())
        return {table: {key: dict(rows[key]) for key in keys if key in rows} for table, rows, keys in tables}

    def partition(self, table: TableName, pk: str, sk_prefix: str = "") -> Iterator[Item]:
        found = [row for key, row in self._rows[table].items() if key.pk == pk and key.sk.startswith(sk_prefix)]
        return iter([dict(row) for row in sorted(found, key=lambda row: str(row["sk"]))])

    def due(self, lane: str, until_ms: int, limit: int | None = None) -> Iterator[Item]:
        found = [row for row in self._rows["live"].values() if row.get("lane") == lane and row["due_at_ms"] <= until_ms]
        found.sort(key=lambda row: int(row["due_at_ms"]))
        return itertools.islice((dict(row) for row in found), limit)

    def lookup(self, what: str, sort_prefix: str = "", after: tuple[str, Key] | None = None) -> Iterator[Item]:
        rows = [row for row in self._rows["register"].values() if row.get("lookup") == what]
        found = sorted((row for row in rows if str(row["sort"]).startswith(sort_prefix)), key=_turn)
        return iter([dict(row) for row in found if after is None or _turn(row) > (after[0], *after[1])])

    def site_journal(self, site_id: str, from_ms: int, until_ms: int) -> Iterator[Item]:
        rows = [row for row in self._rows["journal"].values() if row.get("site_id") == site_id]
        found = [row for row in rows if from_ms <= row["at_ms"] <= until_ms]
        return iter([dict(row) for row in sorted(found, key=lambda row: int(row["at_ms"]))])

    def segment(self, table: TableName, number: int, of: int, page_size: int = 200) -> Iterator[list[Item]]:
        found = sorted(self._rows[table].values(), key=lambda row: (str(row["pk"]), str(row["sk"])))
        yield [dict(row) for row in found[number::of]] if of > 1 else [dict(row) for row in found]

    # -- writing -------------------------------------------------------------------------------------------------

    def write(self, operations: list[Operation], token: str) -> None:
        if self.faults is None:
            self._apply(operations, token)
        else:
            self.faults.meet(lambda: self._apply(operations, token))

    def put_new(self, table: TableName, item: Item) -> None:
        self.write([Put(table, item, 0)], f"put/{len(self._done)}")

    def erase_private(self, key: Key) -> None:
        for name in ("private", "salt"):
            self._rows["journal"][key].pop(name, None)

    def create_tables(self) -> None:
        """They are there."""

    def _apply(self, operations: list[Operation], token: str) -> None:
        """All of it or nothing; the same token twice is one write."""
        if token in self._done:
            return
        keys = [_where(operation) for operation in operations]
        if len(set(keys)) < len(keys):
            raise ValueError("a transaction cannot touch one item twice")
        failed = [at for at, operation in enumerate(operations) if not self._holds(operation)]
        if failed:
            raise ConditionFailed(failed)
        self._done.add(token)
        for operation in operations:
            table, key = _where(operation)
            if isinstance(operation, Put):
                self._rows[table][key] = {name: value for name, value in operation.item.items() if value is not None}
            elif isinstance(operation, Delete):
                self._rows[table].pop(key, None)

    def _holds(self, operation: Operation) -> bool:
        table, key = _where(operation)
        row = self._rows[table].get(key)
        if operation.version is None:
            return True
        return row is None if operation.version == 0 else row is not None and row.get("version") == operation.version


def _turn(row: Item) -> tuple[str, str, str]:
    return str(row["sort"]), str(row["pk"]), str(row["sk"])


def _where(operation: Operation) -> tuple[TableName, Key]:
    if isinstance(operation, Put):
        return operation.table, Key(operation.item["pk"], operation.item["sk"])
    return operation.table, operation.key


class MemoryFaults:
    """Disturbs one store in memory while entered."""

    def __init__(
        self, store: MemoryStore, random: Random | None = None, chances: Mapping[Trouble, float] | None = None
    ) -> None:
        self._store = store
        self._random = random or Random(0)
        self._chances = dict(chances or {})
        self._writes = 0
        self._kill: tuple[int, bool] | None = None

    def __enter__(self) -> Self:
        self._store.faults = self
        return self

    def __exit__(self, *_: object) -> None:
        self._store.faults = None

    def kill(self, write: int, *, after: bool) -> None:
        """End the process at that write, counted from 0, before it leaves or after it was performed."""
        self._kill = (self._writes + write, after)

    def spare(self) -> None:
        """Take the end back that was not reached."""
        self._kill = None

    def meet(self, perform: "object") -> None:
        """What becomes of one write."""
        assert callable(perform)
        dies = self._kill is not None and self._kill[0] == self._writes
        self._writes += 1
        if dies:
            if self._kill and self._kill[1]:
                perform()
            raise Killed
        trouble = self._trouble()
        if trouble in (Trouble.CONFLICT, Trouble.THROTTLE):
            raise TryAgain(str(trouble))
        if trouble is not Trouble.LOST_BEFORE:
            perform()
        if trouble is not None:
            raise AnswerLost(str(trouble))

    def _trouble(self) -> Trouble | None:
        drawn = self._random.random()
        for trouble, chance in self._chances.items():
            if drawn < chance:
                return trouble
            drawn -= chance
        return None
