"""From a decision to the tables: read, decide, and write it all in one conditional transaction.

What a refusal means:

- *condition failed*: somebody else changed a row between our read and our write. Read and decide again.
- *conflict or throttle*: nothing was applied. The same change again, after a random pause.
- *answer lost*: it may have been applied. The same change with the same token: if it was applied, the store says so
  (or the condition fails, and the row is found to remember our command).

        we            store           another
        |--- read ----->|                |
        |               |<--- write -----|      version 4 -> 5
        |--- write ---->|   (version 4?) |
        |<-- failed ----|                |
        |--- read ----->|   decide again on version 5
"""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar, cast

import msgspec

from chalicelib.platform.ids import new_id
from chalicelib.platform.operations import AnswerLost, ConditionFailed, Delete, Item, Key, Operation, Put, TryAgain
from chalicelib.platform.store import Store
from chalicelib.platform.tables import TableName
from chalicelib.platform.time import now_ms
from chalicelib.records import journal
from chalicelib.records.change import Actor, Change, Write
from chalicelib.records.forgetting import Forget
from chalicelib.records.rows import FAR_FUTURE_MS, Lane, Row, S, State, from_item, remember, to_item

DECISIONS = 12
"""So often is a decision taken anew when others keep changing its rows; then it is an operator's case."""
_SENDS = 10
_LIMIT = 100


class TooContended(Exception):
    """A decision lost twelve times in a row. Nothing was changed."""


class TooLarge(Exception):
    """A decision wants more than one transaction holds. A defect: whoever decides must fan out."""


class Facts:
    """Rows as they were read for one decision."""

    def __init__(self, rows: Mapping[Key, Row[Any]]) -> None:
        self._rows = rows

    def find(self, key: Key, kind: type[S]) -> Row[S] | None:
        """The row at ``key`` if there is one. Raises TypeError if it is of another kind."""
        row = self._rows.get(key)
        if row is not None and not isinstance(row.state, kind):
            raise TypeError(f"{key} is a {row.state.KIND}, not a {kind.KIND}")
        return cast("Row[S] | None", row)

    def all(self, kind: type[S]) -> list[Row[S]]:
        """Every row of a kind among those that were read."""
        return [cast("Row[S]", row) for row in self._rows.values() if isinstance(row.state, kind)]


class Done(msgspec.Struct, frozen=True):
    """What became of a command: its short result, and the rows as they now stand (none if it was a repeat)."""

    result: str
    rows: tuple[Row[Any], ...] = ()
    repeated: bool = False


Fact = TypeVar("Fact")
OnCommit = Callable[[list[tuple[str, Key, int]]], None]


class Engine:
    """The store with the rules of committing. One per process; safe for threads."""

    def __init__(self, store: Store, shards: int = 1, on_commit: OnCommit | None = None) -> None:
        self.store = store
        self.shards = shards
        self.on_commit = on_commit
        """Told the (kind, key, version) of all that changed, after it changed. Losing this call loses nothing."""

    def read(self, keys: Iterable[Key], table: TableName = "live") -> Facts:
        """Strong read of rows of one table, in one round trip for up to 100."""
        return Facts({key: from_item(item) for key, item in self.store.get(table, keys).items()})

    def get(self, key: Key, kind: type[S]) -> Row[S] | None:
        """One row, strongly read, from the table that its kind lives in."""
        return self.read([key], kind.TABLE).find(key, kind)

    def open_rows(self, kind: type[S], *lanes: Lane) -> list[Row[S]]:
        """Every open row of a kind in those lanes, by what falls due first. The index may lag behind."""
        return [from_item(item) for item in self._open(kind, lanes)]

    def open_keys(self, kind: type[State], *lanes: Lane) -> list[Key]:
        """Where those rows are, for who reads them strongly afterwards."""
        return [Key(item["pk"], item["sk"]) for item in self._open(kind, lanes)]

    def _open(self, kind: type[State], lanes: Iterable[Lane]) -> Iterator[Item]:
        for lane in lanes:
            for shard in range(self.shards):
                for item in self.store.due(f"{lane}#{shard}", FAR_FUTURE_MS):
                    if item["kind"] == kind.KIND:
                        yield item

    def execute(
        self,
        load: Callable[[], Fact],
        decide: Callable[[Fact], Change],
        *,
        actor: Actor,
        command_id: str | None = None,
        about: Callable[[Fact], Row[Any] | None] = lambda _: None,
        at_ms: int | None = None,
    ) -> Done:
        """Read, decide and commit until it stands; a command that was already done is answered as it was then.

        ``about`` names the row that remembers the command. Raises what ``decide`` raises, and TooContended.
        """
        for attempt in range(DECISIONS):
            facts = load()
            target = about(facts)
            known = target.result_of(command_id) if target else None
            if known is not None:
                assert target is not None
                return Done(known, (target,), repeated=True)
            change = decide(facts)
            try:
                rows = self.commit(change, actor=actor, command_id=command_id, at_ms=at_ms)
            except ConditionFailed:
                time.sleep(random.uniform(0, 0.005 * 2 ** min(attempt, 6)))
                continue
            return Done(change.result, rows)
        raise TooContended(command_id or "a deadline")

    def commit(
        self, change: Change, *, actor: Actor, command_id: str | None = None, at_ms: int | None = None
    ) -> tuple[Row[Any], ...]:
        """Write a change whole. Raises ConditionFailed when a row it builds on is no longer as it was read."""
        if not change.writes:
            return ()
        at_ms = now_ms() if at_ms is None else at_ms
        operations: list[Operation] = []
        rows: list[Row[Any]] = []
        for index, write in enumerate(change.writes):
            remembered = command_id if index == 0 else None
            operations += self._operations(write, actor, command_id, remembered, change.result, at_ms, rows)
        written = {(write.table, write.key) for write in change.writes}
        operations += [check for check in dict.fromkeys(change.checks) if (check.table, check.key) not in written]
        if len(operations) > _LIMIT:
            raise TooLarge(f"{len(operations)} operations")
        self._send(operations)
        if self.on_commit:
            self.on_commit([(row.state.KIND, row.state.key, row.version) for row in rows])
        return tuple(rows)

    def _operations(
        self,
        write: Write,
        actor: Actor,
        command_id: str | None,
        remembered: str | None,
        result: str,
        at_ms: int,
        rows: list[Row[Any]],
    ) -> list[Operation]:
        before = write.before
        if write.after is None:
            assert before is not None
            return [Delete(before.state.TABLE, write.key, before.version)]
        version = write.version + 1
        commands = remember(before.commands if before else (), remembered, result)
        head = before.head if before else ""
        operations: list[Operation] = []
        if write.events:
            entry = journal.entry_item(write, version, actor, command_id, at_ms)
            head = entry["hash"]
            operations.append(Put("journal", entry, 0))
            operations += self._forget_later(write, version, at_ms)
        row = Row(write.after, version, head, commands)
        rows.append(row)
        return [Put(write.after.TABLE, to_item(row, self.shards), write.version), *operations]

    def _forget_later(self, write: Write, version: int, at_ms: int) -> list[Operation]:
        """The register never closes: its entries' private parts each leave with a time of their own.

        So does all that was told of what stood there, when something else takes its place: it was deleted.
        """
        state = write.after
        assert state is not None
        replaced = write.before is not None and write.before.state.KIND != state.KIND
        if state.TABLE != "register" or not (replaced or any(event.private for event in write.events)):
            return []
        forget = Forget(
            customer_id=state.customer_id,
            pk=state.key.pk,
            chain=state.key.sk,
            through=version,
            at_ms=at_ms + self.store.retention_ms,
        )
        return [Put("live", to_item(Row(forget, 1), self.shards), None)]

    def _send(self, operations: list[Operation]) -> None:
        token = new_id() + new_id()
        for attempt in range(_SENDS):
            try:
                return self.store.write(operations, token)
            except (TryAgain, AnswerLost):
                if attempt == _SENDS - 1:
                    raise
                time.sleep(random.uniform(0, 0.01 * 2 ** min(attempt, 6)))
