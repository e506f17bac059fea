"""What a decision about a guard asks of the store: when a town falls silent, that is how soon the last is acted on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib.engine.messages import Message
from chalicelib.guards.deadlines import judge_duty
from chalicelib.guards.service import find_duty
from chalicelib.records.change import CLOCK
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


def test_a_text_asks_for_the_phones_to_push_beside_it_is_claimed_and_is_recorded(world: World) -> None:
    engine, row = world.engine, find_duty(world.engine, world.on_duty("alice"))
    world.now_ms = row.state.due_at_ms
    *_, text = engine.commit(judge_duty(engine, row, world.now_ms), actor=CLOCK, at_ms=world.now_ms)
    assert isinstance(text.state, Message)
    with asked(world) as calls:
        world.sender.settle(engine, text, world.now_ms)
    assert calls == ["BatchGetItem", "TransactWriteItems", "TransactWriteItems"]
    assert len(world.texts_to("alice")) == 1
