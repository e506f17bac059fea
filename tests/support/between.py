"""The moment between somebody's reading and writing, in which a test lets somebody else act."""

from collections.abc import Callable, Iterable

from chalicelib.platform.config import Config
from chalicelib.platform.operations import Item, Key, Operation
from chalicelib.platform.store import Store
from chalicelib.platform.tables import TableName
from chalicelib.records.commit import Engine


class Killed(BaseException):
    """The process is gone: nothing catches this."""


class _Between(Store):
    def __init__(self, config: Config, act: Callable[[], object], after_writes: int = 0) -> None:
        super().__init__(config)
        self._act: Callable[[], object] | None = act
        self._writes_left = after_writes

    def write(self, operations: list[Operation], token: str) -> None:
        if self._writes_left:
            self._writes_left -= 1
        elif self._act is not None:
            act, self._act = self._act, None
            act()
        super().write(operations, token)


class _Torn(Store):
    """A read of several rows is no instant: here it lasts until ``act`` has happened between two of them."""

    def __init__(self, config: Config, after: Key, act: Callable[[], object]) -> None:
        super().__init__(config)
        self._after = after
        self._act = act

    def get(self, table: TableName, keys: Iterable[Key]) -> dict[Key, Item]:
        wanted = list(keys)
        if self._after not in wanted or len(wanted) == 1:
            return super().get(table, wanted)
        first = super().get(table, [self._after])
        self._act()
        return first | super().get(table, [key for key in wanted if key != self._after])


def engine_that_reads_slowly(config: Config, after: Key, act: Callable[[], object]) -> Engine:
    """An engine on the same tables: it reads ``after``, ``act`` happens, and then comes the rest of that read."""
    return Engine(_Torn(config, after, act), config.shards)


def engine_that_meets(config: Config, act: Callable[[], object]) -> Engine:
    """An engine on the same tables: after it has read and decided for the first time, ``act`` happens."""
    return Engine(_Between(config, act), config.shards)


def engine_that_dies(config: Config, after_writes: int) -> Engine:
    """An engine whose process is killed when it wants to write once more."""

    def die() -> None:
        raise Killed

    return Engine(_Between(config, die, after_writes), config.shards)
