"""Names for the board: what the register calls the people and places whose rows it shows."""

from collections.abc import Iterable
from typing import TypeVar

from chalicelib.platform.operations import Key
from chalicelib.platform.time import MINUTE_MS, SECOND_MS
from chalicelib.records.commit import Engine
from chalicelib.records.rows import State
from chalicelib.register import repository
from chalicelib.register.place_kind import DEFAULT_KINDS, PlaceKind
from chalicelib.register.repository import everything
from chalicelib.register.states import Assignment, Customer, Person, Site

_FRESH_MS = 30 * SECOND_MS
"""A name that another process has changed may be so old where few are asked for. What is decided never reads here."""
_KEPT_MS = 15 * MINUTE_MS
"""... and so old on a whole board, which reads some of them anew each time, the oldest first."""
_REREAD = 100
_CROWD = 500

K = TypeVar("K", bound=State)
_Place = tuple[str, str, str]


class Names:
    """A small memory of the register, so that a board of thousands reads each name once."""

    def __init__(self) -> None:
        self._known: dict[_Place, tuple[int, State]] = {}

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

    def learn(self, engine: Engine, wanted: Iterable[tuple[type[State], str]], now_ms: int) -> None:
        """What is not fresh of these, of whatever kind, in one round trip: for the few rows that somebody waits for."""
        table = engine.store.table("register")
        old = {
            Key(f"{kind.KIND}/{one}")
            for kind, one in wanted
            if one and now_ms - self._known.get((table, kind.KIND, one), (0, None))[0] >= _FRESH_MS
        }
        for row in engine.read(old, "register").all(State) if old else []:
            self._known[(table, row.state.KIND, row.state.key.pk.partition("/")[2])] = (now_ms, row.state)

    def changed(self, engine: Engine, rows: Iterable[tuple[str, Key, int]]) -> None:
        """What this process has changed itself is read anew at once."""
        for kind, key, _ in rows:
            self._known.pop((engine.store.table("register"), kind, key.pk.partition("/")[2]), None)

    def place_kinds(self, engine: Engine, ids: Iterable[str], now_ms: int) -> dict[str, PlaceKind]:
        """Kinds of place by id, the system's among them."""
        wanted = set(ids)
        found = {one: DEFAULT_KINDS[one] for one in wanted & DEFAULT_KINDS.keys()}
        return found | self._find(engine, PlaceKind, wanted - found.keys(), now_ms)

    def _find(self, engine: Engine, kind: type[K], ids: Iterable[str], now_ms: int) -> dict[str, K]:
        table = engine.store.table("register")
        found: dict[str, K] = {}
        old: list[tuple[int, str]] = []
        wanted = {one for one in ids if one}
        for one in wanted:
            read_ms, state = self._known.get((table, kind.KIND, one), (0, None))
            if isinstance(state, kind) and 0 <= now_ms - read_ms < _KEPT_MS:
                found[one] = state
                if now_ms - read_ms >= _FRESH_MS:
                    old.append((read_ms, one))
        for _, one in sorted(old)[:_REREAD]:
            del found[one]
        for one, state in _read(engine, kind, wanted - found.keys()).items():
            found[one] = state
            self._known[(table, kind.KIND, one)] = (now_ms, state)
        return found


def _read(engine: Engine, kind: type[K], ids: set[str]) -> dict[str, K]:
    """From the register: a few by key; a crowd from the list of its kind, which takes half as long."""
    listed: dict[str, K] = {}
    if len(ids) > _CROWD:
        for row in repository.list_things(engine, everything, kind):
            one = row.state.key.pk.partition("/")[2]
            if one in ids:
                listed[one] = row.state
                if len(listed) == len(ids):
                    break
    found = repository.find_all(engine, everything, kind, ids - listed.keys())
    return listed | {one: row.state for one, row in found.items()}


NAMES = Names()
