"""Names for the board: what the register calls the people and places whose rows it shows."""

from collections.abc import Iterable
from typing import TypeVar

from chalicelib.platform.time import SECOND_MS
from chalicelib.records.commit import Engine
from chalicelib.records.rows import State
from chalicelib.register import repository
from chalicelib.register.repository import everything
from chalicelib.register.states import Assignment, Customer, Person, Site

_KEPT_MS = 30 * SECOND_MS
"""A changed name or number may be so old on the board. What is decided never reads from here."""

K = TypeVar("K", bound=State)


class Names:
    """A small memory of the register, so that a board of thousands reads each name once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[int, State]] = {}

    def people(self, engine: Engine, ids: Iterable[str], now_ms: int) -> dict[str, Person]:
        """People by id."""
        return self._find(engine, Person, ids, now_ms)

    def sites(self, engine: Engine, ids: Iterable[str], now_ms: int) -> dict[str, Site]:
        """Sites by id."""
        return self._find(engine, Site, ids, now_ms)

    def customers(self, engine: Engine, ids: Iterable[str], now_ms: int) -> dict[str, Customer]:
        """Customers by id."""
        return self._find(engine, Customer, ids, now_ms)

    def assignments(self, engine: Engine, ids: Iterable[str], now_ms: int) -> dict[str, Assignment]:
        """Assignments by id."""
        return self._find(engine, Assignment, ids, now_ms)

    def _find(self, engine: Engine, kind: type[K], ids: Iterable[str], now_ms: int) -> dict[str, K]:
        wanted = {one for one in ids if one}
        found: dict[str, K] = {}
        for one in wanted:
            kept = self._known.get((f"{engine.store.table('register')}{kind.KIND}", one))
            if kept and 0 <= now_ms - kept[0] < _KEPT_MS and isinstance(kept[1], kind):
                found[one] = kept[1]
        for one, row in repository.find_all(engine, everything, kind, wanted - found.keys()).items():
            found[one] = row.state
            self._known[(f"{engine.store.table('register')}{kind.KIND}", one)] = (now_ms, row.state)
        return found


NAMES = Names()
