"""Names on the board: read once for thousands of rows, never long behind the register."""

import os
import secrets

import msgspec
import pytest

from chalicelib.platform.config import config
from chalicelib.platform.operations import Key
from chalicelib.platform.store import Store
from chalicelib.records.change import Actor, Change, create, update
from chalicelib.records.commit import Engine
from chalicelib.register.names import Names
from chalicelib.register.states import Person

os.environ.setdefault("VARDE_ONE_MACHINE", "true")

NOW_MS = 1_790_000_000_000
SECOND_MS = 1000
CROWD = 520
ACTOR = Actor("system", "test")


class Counting(Store):
    """A store that counts what is asked of it."""

    asked = 0

    def _call(self, operation: str, request: dict[str, object]) -> dict[str, object]:
        self.asked += 1
        answer: dict[str, object] = super()._call(operation, request)
        return answer


def person(number: int, name: str = "") -> Person:
    return Person(
        customer_id="self",
        id=f"guard{number:07d}",
        name=name or f"Vekter {number}",
        phone=f"+474{number:07d}",
        roles=("guard",),
    )


@pytest.fixture(scope="module")
def engine(dynamodb: str) -> Engine:
    settings = msgspec.structs.replace(config(), table_prefix=f"names{secrets.token_hex(3)}-")
    made = Engine(Counting(settings))
    made.store.create_tables()
    for start in range(0, CROWD, 40):
        everybody = tuple(create(person(number)) for number in range(start, min(CROWD, start + 40)))
        made.commit(Change(everybody), actor=ACTOR, at_ms=NOW_MS)
    return made


@pytest.fixture
def names() -> Names:
    return Names()


def asked(engine: Engine) -> int:
    assert isinstance(engine.store, Counting)
    count, engine.store.asked = engine.store.asked, 0
    return count


def rename(engine: Engine, number: int, name: str) -> None:
    row = engine.get(Key(f"person/guard{number:07d}"), Person)
    assert row is not None
    engine.commit(Change((update(row, msgspec.structs.replace(row.state, name=name)),)), actor=ACTOR, at_ms=NOW_MS)


ALL = [f"guard{number:07d}" for number in range(CROWD)]


def test_a_crowd_is_named_in_a_few_questions_and_then_remembered(engine: Engine, names: Names) -> None:
    asked(engine)
    found = names.people(engine, [*ALL, "nobody"], NOW_MS)
    assert sorted(found) == ALL
    assert found[ALL[7]].phone == "+4740000007"
    assert asked(engine) <= 3, "a list's pages, and who is not on it"
    assert len(names.people(engine, ALL, NOW_MS + 20 * SECOND_MS)) == CROWD
    assert asked(engine) == 0


def test_somebody_who_is_asked_for_alone_is_never_half_a_minute_behind(engine: Engine, names: Names) -> None:
    names.people(engine, ALL, NOW_MS)
    rename(engine, 3, "Kari Berg")
    assert names.people(engine, [ALL[3]], NOW_MS + 29 * SECOND_MS)[ALL[3]].name == "Vekter 3"
    assert names.people(engine, [ALL[3]], NOW_MS + 30 * SECOND_MS)[ALL[3]].name == "Kari Berg"


def test_what_this_process_changed_is_seen_at_once(engine: Engine, names: Names) -> None:
    names.people(engine, [ALL[4]], NOW_MS)
    rename(engine, 4, "Ola Li")
    names.changed(engine, [("person", Key(f"person/{ALL[4]}"), 2)])
    assert names.people(engine, [ALL[4]], NOW_MS)[ALL[4]].name == "Ola Li"


def test_a_whole_board_reads_some_of_the_oldest_anew_each_time(engine: Engine, names: Names) -> None:
    names.people(engine, ALL, NOW_MS)
    rename(engine, 5, "Mona Vik")
    seen = [names.people(engine, ALL, NOW_MS + (30 + 15 * turn) * SECOND_MS)[ALL[5]].name for turn in range(6)]
    assert seen[-1] == "Mona Vik", "everybody's turn has come"
    asked(engine)
    names.people(engine, ALL, NOW_MS + 300 * SECOND_MS)
    assert asked(engine) == 1, "and no more than so many at a time"
