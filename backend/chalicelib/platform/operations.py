"""What is asked of the tables, and what comes of it: rows by their keys, one transaction's writes, and refusals."""

from typing import Any, NamedTuple

from chalicelib.platform.tables import TableName

Item = dict[str, Any]
"""An item as plain Python values, without the wire's type marks."""


class Key(NamedTuple):
    """Where a row is: partition and sort key."""

    pk: str
    sk: str = "state"


class ConditionFailed(Exception):
    """Somebody else changed a row first. ``indexes`` count the transaction's operations from 0."""

    def __init__(self, indexes: list[int]) -> None:
        super().__init__(f"condition failed on operation {indexes}")
        self.indexes = indexes


class TryAgain(Exception):
    """The store refused without applying anything: a conflict or a throttle."""


class AnswerLost(Exception):
    """The store may or may not have applied the write: the connection broke before its answer."""


class Put(NamedTuple):
    """Write a whole item. ``version`` is what must stand there now; 0: nothing may stand there; None: whatever."""

    table: TableName
    item: Item
    version: int | None


class Delete(NamedTuple):
    """Remove an item that must have ``version``."""

    table: TableName
    key: Key
    version: int


class Check(NamedTuple):
    """Write nothing, but hold all back unless a row is as it was read. ``version`` 0: nothing may stand there."""

    table: TableName
    key: Key
    version: int


Operation = Put | Delete | Check
