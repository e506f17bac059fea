"""The board: whole lanes of the one index, already sorted by time left; and single rows, strongly read."""

from typing import Any

from chalicelib.desk.attendance import on_shift, operator_rows
from chalicelib.desk.mission_views import call_rows, mission_rows
from chalicelib.desk.views import Board, BoardRows, ClockView, case_rows, shift_rows, watch_rows
from chalicelib.engine.attendance import AtDesk
from chalicelib.engine.cases import Case
from chalicelib.engine.clock import heartbeat_ms
from chalicelib.guards.states import Duty, Shift
from chalicelib.missions.states import Mission
from chalicelib.platform.store import Key
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Lane, Row, from_item

_LANES = (Lane.LIFE, Lane.CASE, Lane.WATCH)
_SHOWN = {Case.KIND, Duty.KIND, Shift.KIND, Mission.KIND}


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
        cases=case_rows(engine, _of(rows, Case), now_ms),
        watches=watch_rows(engine, _of(rows, Duty), now_ms),
        shifts=shift_rows(engine, _of(rows, Shift), now_ms),
        operators=operator_rows(on_shift(engine)),
        missions=mission_rows(engine, _of(rows, Mission), now_ms),
        calls=call_rows(engine, _of(rows, Mission), now_ms),
    )


def some(engine: Engine, ids: list[str], now_ms: int) -> BoardRows:
    """The rows of those ids (``case/…``, ``duty/…``, ``mission/…`` …); what is closed or unknown is ``gone``."""
    found = engine.read([Key(one) for one in ids])
    cases = [row for row in found.all(Case) if row.state.lane]
    duties = [row for row in found.all(Duty) if row.state.lane]
    shifts = [row for row in found.all(Shift) if row.state.lane]
    operators = [row for row in found.all(AtDesk) if row.state.lane]
    here = {f"case/{row.state.id}" for row in cases} | {f"duty/{row.state.id}" for row in duties}
    missions = [row for row in found.all(Mission) if row.state.lane]
    here |= {f"shift/{row.state.id}" for row in shifts} | {f"mission/{row.state.id}" for row in missions}
    here |= {row.state.key.pk for row in operators}
    return BoardRows(
        server_now_ms=now_ms,
        clock=ClockView(heartbeat_at_ms=heartbeat_ms(engine)),
        cases=case_rows(engine, cases, now_ms),
        watches=watch_rows(engine, duties, now_ms),
        shifts=shift_rows(engine, shifts, now_ms),
        operators=operator_rows(operators),
        missions=mission_rows(engine, missions, now_ms),
        calls=call_rows(engine, missions, now_ms),
        gone=[one for one in ids if one not in here],
    )


def _of(rows: list[Row[Any]], kind: type[Any]) -> list[Row[Any]]:
    return [row for row in rows if isinstance(row.state, kind)]
