"""Keeping the register: read what a change needs, decide, and commit; and do it again if somebody was faster."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from chalicelib.platform.ids import id_from
from chalicelib.platform.operations import Check, Key
from chalicelib.platform.problems import not_found
from chalicelib.records.change import NOTHING, Actor, Change, Write, create, unchanged, update
from chalicelib.records.commit import Engine, Facts
from chalicelib.records.rows import Row, State
from chalicelib.register.decisions import Held, add, alter, mark_wrong, take_away
from chalicelib.register.links import keys_around
from chalicelib.register.pointers import Gone, Uses, uses_key
from chalicelib.register.repository import MaySee, everything, find
from chalicelib.register.states import Contact, Person
from chalicelib.register.usage import held_by

S = TypeVar("S", bound=State)
M = TypeVar("M", Contact, Person)
Build = Callable[[S | None], S]
"""Makes the next state of a thing from the one that stands. Raises the problem that names what is wrong."""


class By(msgspec.Struct, frozen=True):
    """Who wants it, by which request, and when."""

    actor: Actor
    command_id: str
    at_ms: int


class _Read(msgspec.Struct, frozen=True):
    """What was read for one change. ``after`` None: there is nothing to be written."""

    row: Row[Any] | None
    after: State | None = None
    facts: Facts = Facts({})
    held: Held = Held()


def id_of_new(kind: type[State], command_id: str) -> str:
    """The id of what a command creates: the same command, sent again, means the same thing."""
    return id_from(kind.KIND, command_id)


def create_thing(engine: Engine, kind: type[S], thing_id: str, build: Build[S], by: By) -> Row[S]:
    """Create it; if this very command did so before, answer what has become of it. Raises Problem."""

    def load() -> _Read:
        row = _at(engine, kind, thing_id)
        if row is not None:
            return _Read(row)
        after = build(None)
        return _Read(None, after, engine.read(keys_around([after]), "register"))

    _execute(engine, load, lambda read: add(read.after, read.facts) if read.after else NOTHING, by)
    return _standing(engine, everything, kind, thing_id)


def change_thing(
    engine: Engine, may_see: MaySee, kind: type[S], thing_id: str, version: int | None, build: Build[S], by: By
) -> Row[S]:
    """Change it, if ``version`` is the one that stands (None: whatever stands). Raises Problem."""

    def load() -> _Read:
        row = _standing(engine, may_see, kind, thing_id)
        if row.result_of(by.command_id) is not None:
            return _Read(row)
        after = build(row.state)
        return _Read(row, after, engine.read(keys_around([row.state, after]), "register"))

    def decide(read: _Read) -> Change:
        return alter(read.row, version, read.after, read.facts) if read.row and read.after else NOTHING

    _execute(engine, load, decide, by)
    return _standing(engine, may_see, kind, thing_id)


def delete_thing(engine: Engine, may_see: MaySee, kind: type[S], thing_id: str, version: int | None, by: By) -> None:
    """Delete it, if nothing holds it. Raises Problem, which names what does."""

    def load() -> _Read:
        row = _at(engine, kind, thing_id)
        if row is None or not may_see(row.state.customer_id):
            raise not_found()
        if isinstance(row.state, Gone):
            return _Read(row)
        facts = engine.read(keys_around([row.state]), "register")
        return _Read(row, row.state, facts, held_by(engine, row.state, thing_id, by.at_ms))

    def decide(read: _Read) -> Change:
        if read.row is None or read.after is None:
            raise not_found()
        return take_away(read.row, version, read.facts, read.held, by.at_ms)

    _execute(engine, load, decide, by)


def lean_on(engine: Engine, *pks: str) -> Change:
    """What begins to rest on things of the register adds this to its change: ``assignment/<id>``, ``person/<id>``.

    Their counts are written anew, at the version that was read. So of two who in the same instant begin with a thing
    and delete it, one loses and decides again. Raises ``not_found`` when one of the things is gone.

        on duty              store              delete
        |-- read assignment -->|<-- read: nobody --|
        |-- write duty, uses ->|  version 2 -> 3   |
        |                      |<-- remove uses ---|  (version 2?) failed: read again, somebody is on duty

    Where there is no count the thing itself must be as it was read: several rows are read together, but not in one
    instant, and what is deleted in between has a row and no count.
    """
    facts = engine.read([key for pk in pks for key in (Key(pk), uses_key(pk))], "register")
    writes: list[Write] = []
    checks: list[Check] = []
    for pk in pks:
        thing, uses = facts.find(Key(pk), State), facts.find(uses_key(pk), Uses)
        if thing is None or isinstance(thing.state, Gone):
            raise not_found()
        new = Uses(customer_id=thing.state.customer_id, of=pk)
        writes.append(update(uses, uses.state) if uses else create(new))
        checks += [] if uses else [unchanged(thing)]
    return Change(tuple(writes), checks=tuple(checks))


def mark_thing_wrong(engine: Engine, kind: type[M], thing_id: str, by: By) -> Row[M] | None:
    """Note that the number is not that person's; None if there is nobody of that id any more."""

    def load() -> Row[M] | None:
        return find(engine, everything, kind, thing_id)

    engine.execute(
        load,
        lambda row: mark_wrong(row, by.at_ms) if row else NOTHING,
        actor=by.actor,
        command_id=by.command_id,
        about=lambda row: row,
        at_ms=by.at_ms,
    )
    return load()


def _execute(engine: Engine, load: Callable[[], _Read], decide: Callable[[_Read], Change], by: By) -> None:
    engine.execute(load, decide, actor=by.actor, command_id=by.command_id, about=lambda read: read.row, at_ms=by.at_ms)


def _at(engine: Engine, kind: type[State], thing_id: str) -> Row[State] | None:
    key = Key(f"{kind.KIND}/{thing_id}")
    return engine.read([key], "register").find(key, State)


def _standing(engine: Engine, may_see: MaySee, kind: type[S], thing_id: str) -> Row[S]:
    row = find(engine, may_see, kind, thing_id)
    if row is None:
        raise not_found()
    return row
