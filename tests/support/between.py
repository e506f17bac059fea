"""The moment between somebody's reading and writing, in which a test lets somebody else act."""

from collections.abc import Callable

from chalicelib.platform.config import Config
from chalicelib.platform.store import Operation, Store
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


def engine_that_meets(config: Config, act: Callable[[], object]) -> Engine:
    """An engine on the same tables: after it has read and decided for the first time, ``act`` happens."""
    return Engine(_Between(config, act), config.shards)


def engine_that_dies(config: Config, after_writes: int) -> Engine:
    """An engine whose process is killed when it wants to write once more."""

    def die() -> None:
        raise Killed

    return Engine(_Between(config, die, after_writes), config.shards)
