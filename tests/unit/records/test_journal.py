"""The journal's chain: what was told cannot be changed unseen, and what is personal can be taken away."""

from typing import ClassVar

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.platform.operations import Item, Key
from chalicelib.records.change import Actor, Event, Write
from chalicelib.records.journal import entry_item, read, verify
from chalicelib.records.rows import Row, State, remember

ACTOR = Actor("person", "olav")


class Thing(State, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "thing-of-the-journal-test"

    @property
    def key(self) -> Key:
        return Key("thing/1")


def chain(length: int) -> list[Item]:
    items: list[Item] = []
    head = ""
    for number in range(length):
        before = Row(Thing(customer_id="c"), number, head) if number else None
        event = Event("happened", {"number": number}, {"name": f"Kari {number}"})
        items.append(entry_item(Write(before, Thing(customer_id="c"), (event,)), number + 1, ACTOR, None, number))
        head = items[-1]["hash"]
    return items


@given(st.integers(1, 8))
def test_a_chain_as_it_was_written_verifies(length: int) -> None:
    assert list(verify(chain(length))) == []


@given(st.integers(2, 8), st.data())
def test_an_entry_taken_out_shows(length: int, data: st.DataObject) -> None:
    items = chain(length)
    del items[data.draw(st.integers(0, length - 2))]
    assert list(verify(items))


@given(st.integers(1, 6), st.data(), st.sampled_from(["public", "private", "customer_id", "previous"]))
def test_any_field_that_was_changed_shows(length: int, data: st.DataObject, field: str) -> None:
    items = chain(length)
    at = data.draw(st.integers(0, length - 1))
    items[at] = {**items[at], field: items[at][field] + " "}
    assert list(verify(items))


@given(st.integers(1, 6))
def test_without_its_private_part_the_chain_still_verifies(length: int) -> None:
    items = [{name: value for name, value in item.items() if name not in ("private", "salt")} for item in chain(length)]
    assert list(verify(items)) == []
    assert not any(read(item).private_kept for item in items)


def test_an_entry_is_read_as_it_was_written() -> None:
    entry = read(chain(1)[0])
    assert entry.events == (Event("happened", {"number": 0}, {"name": "Kari 0"}),)
    assert entry.actor == ACTOR


@given(st.lists(st.text(max_size=20), max_size=80))
def test_a_row_remembers_its_last_thirty_two_commands(ids: list[str]) -> None:
    commands: tuple[str, ...] = ()
    for number, one in enumerate(ids):
        commands = remember(commands, f"{number}{one}", "done")
    row = Row(Thing(customer_id="c"), 1, "", commands)
    for number, one in list(enumerate(ids))[-32:]:
        assert row.result_of(f"{number}{one}") == "done"
    assert len(commands) <= 32
