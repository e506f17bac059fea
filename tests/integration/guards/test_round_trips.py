"""What a decision about a guard asks of the store: when a town falls silent, that is how soon the last is acted on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib.engine.messages import Message
from chalicelib.guards.service import find_duty, judge_duty
from chalicelib.records.rows import Lane
from tests.support.world import World


@contextmanager
def asked(world: World) -> Iterator[list[str]]:
    """The calls that went to the store meanwhile."""
    calls: list[str] = []

    def hear(model: Any, **_: Any) -> None:
        calls.append(model.name)

    events = world.engine.store.client.meta.events
    events.register("after-call.dynamodb", hear)
    try:
        yield calls
    finally:
        events.unregister("after-call.dynamodb", hear)


def test_a_reminder_is_judged_on_what_is_around_it_and_the_customers_own_policy(world: World) -> None:
    row = find_duty(world.engine, world.on_duty("alice"))
    with asked(world) as calls:
        change = judge_duty(world.engine, row, row.state.due_at_ms)
    assert [event.kind for event in change.writes[0].events] == ["reminded"]
    assert calls == ["BatchGetItem", "BatchGetItem"]


def test_a_text_is_claimed_and_recorded_and_nothing_is_asked_before(world: World) -> None:
    world.on_duty("alice")
    world.settle()
    world.now_ms += int(world.next_due_ms() - world.now_ms)
    world.clock.once()
    (text,) = world.engine.open_rows(Message, Lane.CASE)
    with asked(world) as calls:
        world.sender.settle(world.engine, text, world.now_ms)
    assert calls == ["TransactWriteItems", "TransactWriteItems"]
