"""The board: whole lanes of the one index, already sorted by time left; and single rows, strongly read."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from chalicelib.desk.attendance import on_shift, operator_rows
from chalicelib.desk.board_rows import CaseRow, OperatorRow, ShiftRow, WatchRow, case_rows, shift_rows, watch_rows
from chalicelib.desk.mission_views import CallRow, MissionRow, call_rows, mission_rows
from chalicelib.engine.attendance import AtDesk
from chalicelib.engine.cases import Case
from chalicelib.engine.clock import beat_among, beat_keys, heartbeat_ms
from chalicelib.guards.states import Duty, Shift
from chalicelib.missions.states import Mission
from chalicelib.platform.operations import Key
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Lane, Row, State, from_item
from chalicelib.register.names import NAMES
from chalicelib.register.place_kind import DEFAULT_KINDS, PlaceKind
from chalicelib.register.states import Assignment, Customer, Person, Site

_LANES = (Lane.LIFE, Lane.CASE, Lane.WATCH)
_SHOWN = {Case.KIND, Duty.KIND, Shift.KIND, Mission.KIND}


class ClockView(msgspec.Struct, frozen=True, kw_only=True):
    """The clock's last sign of life; None: it never ran."""

    heartbeat_at_ms: int | None


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the desk has to know."""

    server_now_ms: int
    clock: ClockView
    cases: list[CaseRow]
    watches: list[WatchRow]
    shifts: list[ShiftRow]
    operators: list[OperatorRow]
    missions: list[MissionRow]
    calls: list[CallRow]


class BoardRows(msgspec.Struct, frozen=True, kw_only=True):
    """Some rows of the board, strongly read; ``gone`` are those that are open no more."""

    server_now_ms: int
    clock: ClockView
    cases: list[CaseRow]
    watches: list[WatchRow]
    shifts: list[ShiftRow]
    operators: list[OperatorRow]
    missions: list[MissionRow]
    calls: list[CallRow]
    gone: list[str]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Which rows the board has, and in which version; whoever knows others asks for those."""

    server_now_ms: int
    clock: ClockView
    versions: dict[str, int]
    """By ``case/…``, ``duty/…``, ``operator/…`` …, from an index that may lag behind."""


def whole(engine: Engine, now_ms: int) -> Board:
    """Everything that is open."""
    rows: list[Row[Any]] = []
    for lane in _LANES:
        for shard in range(engine.shards):
            for item in engine.store.glance(f"{lane}#{shard}"):
                if item["kind"] in _SHOWN:
                    rows.append(from_item(item))
    return Board(
        server_now_ms=now_ms,
        clock=ClockView(heartbeat_at_ms=heartbeat_ms(engine)),
        cases=case_rows(engine, _of(rows, Case), now_ms, _of(rows, Mission)),
        watches=watch_rows(engine, _of(rows, Duty), now_ms),
        shifts=shift_rows(engine, _of(rows, Shift), now_ms),
        operators=operator_rows(on_shift(engine)),
        missions=mission_rows(engine, _of(rows, Mission), now_ms),
        calls=call_rows(engine, _of(rows, Mission), now_ms),
    )


def standing(engine: Engine, now_ms: int) -> Standing:
    """All that is open, by name and version alone: a tenth of the board, for who knows most of it."""
    versions = {row.state.key.pk: row.version for row in on_shift(engine)}
    for lane in _LANES:
        for shard in range(engine.shards):
            for item in engine.store.standing(f"{lane}#{shard}"):
                if item["kind"] in _SHOWN:
                    versions[item["pk"]] = item["version"]
    return Standing(server_now_ms=now_ms, clock=ClockView(heartbeat_at_ms=heartbeat_ms(engine)), versions=versions)


def some(engine: Engine, ids: list[str], now_ms: int) -> BoardRows:
    """The rows of those ids (``case/…``, ``duty/…``, ``mission/…`` …); what is closed or unknown is ``gone``."""
    # In one round trip with the heartbeat, and all names in another: somebody waits for these.
    found = engine.read([*(Key(one) for one in ids), *beat_keys(engine.shards)])
    cases = [row for row in found.all(Case) if row.state.lane]
    duties = [row for row in found.all(Duty) if row.state.lane]
    shifts = [row for row in found.all(Shift) if row.state.lane]
    operators = [row for row in found.all(AtDesk) if row.state.lane]
    missions = [row for row in found.all(Mission) if row.state.lane]
    NAMES.learn(engine, _named([*cases, *duties, *shifts, *missions]), now_ms)
    here = {f"case/{row.state.id}" for row in cases} | {f"duty/{row.state.id}" for row in duties}
    here |= {f"shift/{row.state.id}" for row in shifts} | {f"mission/{row.state.id}" for row in missions}
    here |= {row.state.key.pk for row in operators}
    return BoardRows(
        server_now_ms=now_ms,
        clock=ClockView(heartbeat_at_ms=beat_among(found, engine.shards)),
        cases=case_rows(engine, cases, now_ms, missions),
        watches=watch_rows(engine, duties, now_ms),
        shifts=shift_rows(engine, shifts, now_ms),
        operators=operator_rows(operators),
        missions=mission_rows(engine, missions, now_ms),
        calls=call_rows(engine, missions, now_ms),
        gone=[one for one in ids if one not in here],
    )


def _named(rows: Iterable[Row[Any]]) -> Iterator[tuple[type[State], str]]:
    """Whom and what the register has a name for."""
    for row in rows:
        match row.state:
            case Case() as case:
                yield from ((Person, case.person_id), (Site, case.site or ""), (Customer, case.customer_id))
            case Mission() as mission:
                yield from ((Person, mission.worker_id), (Person, mission.dialled_by), (Customer, mission.customer_id))
                if mission.kind_id not in DEFAULT_KINDS:
                    yield (PlaceKind, mission.kind_id)
            case Duty() | Shift() as work:
                yield from ((Person, work.guard_id), (Site, work.site), (Assignment, work.assignment_id))


def _of(rows: list[Row[Any]], kind: type[Any]) -> list[Row[Any]]:
    return [row for row in rows if isinstance(row.state, kind)]
