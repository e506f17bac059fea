"""What surrounds the decisions about keys: reading the key and what hangs on it, trying again, committing."""

from collections.abc import Callable

import msgspec

from chalicelib.engine.cases import Case, case_key
from chalicelib.engine.messages import Recipient
from chalicelib.engine.people import contacts_of, each_once, on_call
from chalicelib.guards.keys import moves
from chalicelib.guards.keys.moves import AroundKey
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import not_found
from chalicelib.records.change import NOTHING, Actor, Change
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register import repository
from chalicelib.register.key_pointers import find_key, key_with_tag, keys_of
from chalicelib.register.links import keys_around
from chalicelib.register.repository import everything
from chalicelib.register.site_key import SiteKey, read_tag


class By(msgspec.Struct, frozen=True):
    """By whom, by which request, and when."""

    actor: Actor
    command_id: str
    at_ms: int


def key_called(engine: Engine, tag: str) -> str:
    """The id of the key with that tag, however it was typed. Raises ``not_found``, which names it."""
    read = read_tag(tag)
    row = key_with_tag(engine, read) if read else None
    if row is None:
        raise not_found("key.unknown", tag=read or tag)
    return row.state.id


def take_out(engine: Engine, by: By, key_id: str, holder_id: str, *, take_over: bool) -> Row[SiteKey]:
    """Somebody has it from now."""

    def judge(around: AroundKey) -> Change:
        has = around.row.state.holder_id
        return moves.take_out(around, holder_id, by.at_ms, take_over=take_over, named=name_of(engine, has))

    return _move(engine, by, key_id, judge, holder_id)


def hand_in(engine: Engine, by: By, key_id: str, by_guard: str = "") -> Row[SiteKey]:
    """It hangs in its place again."""
    return _move(engine, by, key_id, lambda around: moves.hand_in(around, by.at_ms, by_guard))


def lose(engine: Engine, by: By, key_id: str, text: str, by_guard: str = "") -> Row[SiteKey]:
    """Nobody knows where it is."""
    case_id = id_from("key_lost", by.command_id)

    def judge(around: AroundKey) -> Change:
        key = around.row.state
        name = name_of(engine, key.holder_id)
        return moves.lose(around, case_id, text, _people(engine, (key,)), name, by.at_ms, by_guard)

    return _move(engine, by, key_id, judge)


def kept_off_duty(engine: Engine, guard_id: str, name: str, duty_id: str, why: str, now_ms: int) -> Change:
    """What going off duty means for the keys that he has: kept for a reason, or asked about by an operator."""
    keys = tuple(keys_of(engine, guard_id))
    if not keys:
        return NOTHING
    if why:
        return moves.go_off_with(keys, why)
    people = _people(engine, tuple(row.state for row in keys))
    return moves.not_handed_in(keys, id_from("key_not_in", duty_id), people, name, now_ms)


def name_of(engine: Engine, person_id: str) -> str:
    """What somebody is called; nothing for nobody."""
    row = repository.get_person(engine, everything, person_id) if person_id else None
    return row.state.name if row else ""


def _people(engine: Engine, keys: tuple[SiteKey, ...]) -> tuple[Recipient, ...]:
    found = on_call(engine)
    for customer_id, site_id in sorted({(key.customer_id, key.site_id) for key in keys}):
        found += contacts_of(engine, customer_id, site_id)
    return each_once(found, None)


def _move(
    engine: Engine, by: By, key_id: str, judge: Callable[[AroundKey], Change], holder_id: str = ""
) -> Row[SiteKey]:
    def load() -> AroundKey:
        row = find_key(engine, key_id)
        if row is None:
            raise not_found()
        after = msgspec.structs.replace(row.state, holder_id=holder_id)
        case = engine.get(case_key(row.state.case_id), Case) if row.state.case_id else None
        return AroundKey(row, engine.read(keys_around([row.state, after]), "register"), case)

    engine.execute(
        load, judge, actor=by.actor, command_id=by.command_id, about=lambda around: around.row, at_ms=by.at_ms
    )
    return load().row
