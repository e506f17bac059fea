"""Forgetting is a deadline too: names, numbers and positions leave the journal when their time is over.

When the auditor clears a closed row, it leaves a row here that is due when the retention ends. Then the private parts
of that row's journal go, together with their salts; what happened, and that nothing was changed, can still be shown.
"""

from typing import ClassVar

from chalicelib.platform.store import Key
from chalicelib.records.change import CLOCK, Change, remove
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Lane, Row, State


class Forget(State, frozen=True, kw_only=True):
    """That the private part of one journal chain is to go, and when."""

    KIND: ClassVar[str] = "forget"

    pk: str
    chain: str
    at_ms: int

    @property
    def key(self) -> Key:
        """Beside the row whose journal it is."""
        return Key(self.pk, f"forget/{self.chain}")

    @property
    def lane(self) -> Lane:
        """When there is time."""
        return Lane.BULK

    @property
    def due_at_ms(self) -> int:
        """The end of the retention."""
        return self.at_ms


def settle_forget(engine: Engine, row: Row[Forget], now_ms: int) -> None:
    """Erase the private parts of a chain. Killed half-way, it begins again; what is gone is gone."""
    forget = row.state
    for item in engine.store.partition("journal", forget.pk, f"{forget.chain}@"):
        if item.get("private"):
            engine.store.erase_private(Key(item["pk"], item["sk"]))
    engine.commit(Change((remove(row),)), actor=CLOCK, at_ms=now_ms)
