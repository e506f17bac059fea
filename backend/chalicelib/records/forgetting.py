"""That names, numbers and positions are to leave the journal, and when: a row that is due when their time is over."""

from typing import ClassVar

from chalicelib.platform.operations import Key
from chalicelib.records.rows import Lane, State


class Forget(State, frozen=True, kw_only=True):
    """That the private part of one journal chain is to go, and when."""

    KIND: ClassVar[str] = "forget"

    pk: str
    chain: str
    at_ms: int
    through: int = 0
    """The last version whose entry is to go; 0: the whole chain."""

    @property
    def key(self) -> Key:
        """Beside the row whose journal it is."""
        return Key(self.pk, f"forget/{self.chain}" + (f"@{self.through:08d}" if self.through else ""))

    @property
    def lane(self) -> Lane:
        """When there is time."""
        return Lane.BULK

    @property
    def due_at_ms(self) -> int:
        """The end of the retention."""
        return self.at_ms
