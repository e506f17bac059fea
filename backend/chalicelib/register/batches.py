"""Keeping many things at once: so many to a transaction, each as if it were kept alone after the one before."""

from collections.abc import Sequence
from typing import Any

import msgspec

from chalicelib.platform.operations import Check, Key
from chalicelib.platform.problems import Problem, not_found
from chalicelib.records.change import Change, Write
from chalicelib.records.commit import Engine, Facts
from chalicelib.records.rows import Row, State
from chalicelib.register.decisions import add, alter
from chalicelib.register.keeping import Build, By
from chalicelib.register.links import keys_around
from chalicelib.register.pointers import Gone

BATCH = 8
"""A person with every role writes eleven rows; a transaction takes a hundred."""


class Wanted(msgspec.Struct, frozen=True):
    """One thing to be made or changed; ``place`` is where it was asked for."""

    place: int
    key: Key
    new: bool
    build: Build[Any]


class Refused(Exception):
    """One of the things cannot be kept; nothing of its batch was."""

    def __init__(self, place: int, problem: Problem) -> None:
        super().__init__(f"at {place}: {problem}")
        self.place = place
        self.problem = problem


def keep_batch(engine: Engine, batch: Sequence[Wanted], by: By) -> None:
    """Keep them all or none. What was made already by the same request is left as it is. Raises Refused."""

    def load() -> Facts:
        keys = [one.key for one in batch]
        there = engine.read(keys, "register")
        states = [state for one in batch for state in _before_and_after(one, there)]
        return engine.read([*keys, *keys_around(states)], "register")

    engine.execute(load, lambda facts: _decide(batch, facts), actor=by.actor, command_id=by.command_id, at_ms=by.at_ms)


def _before_and_after(one: Wanted, facts: Facts) -> tuple[State | None, State | None]:
    row = facts.find(one.key, State)
    if one.new and row is not None:
        return None, None
    try:
        if not one.new and (row is None or isinstance(row.state, Gone)):
            raise not_found()
        return row.state if row else None, one.build(row.state if row else None)
    except Problem as problem:
        raise Refused(one.place, problem) from problem


def _decide(batch: Sequence[Wanted], facts: Facts) -> Change:
    """One change after the other, each on what the ones before it will have left; then as a single one."""
    rows: dict[Key, Row[Any]] = {row.state.key: row for row in facts.all(State)}
    merged: dict[Key, Write] = {}
    checks: tuple[Check, ...] = ()
    for one in batch:
        here = Facts(rows)
        _, after = _before_and_after(one, here)
        if after is None:
            continue
        row = here.find(one.key, State)
        try:
            change = alter(row, None, after, here) if row else add(after, here)
        except Problem as problem:
            raise Refused(one.place, problem) from problem
        checks += change.checks
        for write in change.writes:
            _merge(merged, rows, write)
    return Change(tuple(write for write in merged.values() if write.before or write.after), checks=checks)


def _merge(merged: dict[Key, Write], rows: dict[Key, Row[Any]], write: Write) -> None:
    """A row written twice goes in one step from what stands to what comes last."""
    earlier = merged.get(write.key)
    before = earlier.before if earlier else write.before
    events = (earlier.events if earlier else ()) + write.events
    merged[write.key] = Write(before, write.after, events)
    if write.after is None:
        rows.pop(write.key, None)
    else:
        rows[write.key] = Row(write.after, before.version if before else 0)
