"""Agreed calls of the next half hour that stand too near to one another, moved so that one person can make them."""

from typing import Annotated

import msgspec

from chalicelib.engine.spread import CALL_MS, DueCall, Move, spread
from chalicelib.identity.doors import actor_of
from chalicelib.missions import service
from chalicelib.missions.states import Mission
from chalicelib.platform.access import DESK
from chalicelib.platform.ids import id_from
from chalicelib.platform.route import Request, Route
from chalicelib.platform.time import MINUTE_MS, SECOND_MS
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Lane, Row, from_item

AHEAD_MS = 30 * MINUTE_MS
_MOST = 200


class SpreadCalls(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far ahead: what is due later stays where it is."""

    minutes: Annotated[int, msgspec.Meta(ge=1, le=30)] = 30


class MovedCall(msgspec.Struct, frozen=True, kw_only=True):
    """An agreed call that comes earlier now."""

    id: str
    """The mission's."""
    from_ms: int
    to_ms: int


class MovedCalls(msgspec.Struct, frozen=True, kw_only=True):
    """What was moved; none when nothing could be."""

    moved: list[MovedCall]


def moves(missions: list[Mission], now_ms: int, until_ms: int) -> tuple[Move, ...]:
    """What has to move. A call that is due already, or that somebody makes, stays and takes its time all the same."""
    near = [one for one in missions if one.called and one.stage != "silent" and (one.next_ms or 0) <= until_ms]
    calls = [
        DueCall(one.id, one.next_ms, _earliest_ms(one, now_ms))
        for one in near
        if one.next_ms is not None and one.call_stage in ("coming", "due")
    ]
    return tuple(move for move in spread(calls) if move.to_ms > now_ms)


def _earliest_ms(mission: Mission, now_ms: int) -> int:
    """Not within what a call takes from now, nor in the first half of what was agreed since the last contact."""
    assert mission.next_ms is not None
    half_ms = mission.interval_s * SECOND_MS // 2
    return min(mission.next_ms, max(now_ms + CALL_MS, mission.next_ms - half_ms))


def spread_calls(request: Request[SpreadCalls]) -> MovedCalls:
    """Some calls come a little before they were agreed, and none comes later."""
    engine, now = request.engine, request.now_ms
    rows = coming_calls(engine)
    wanted = moves([row.state for row in rows], now, now + request.body.minutes * MINUTE_MS)
    actor, done = actor_of(request.who), list[MovedCall]()
    for move in wanted[:_MOST]:
        command_id = id_from("spread", request.command_id, move.id)
        if service.move_call(engine, actor, command_id, move.id, move.from_ms, move.to_ms, now):
            done.append(MovedCall(id=move.id, from_ms=move.from_ms, to_ms=move.to_ms))
    return MovedCalls(moved=done)


def coming_calls(engine: Engine) -> list[Row[Mission]]:
    """The missions whose worker the centre calls, strongly read."""
    keys = []
    for shard in range(engine.shards):
        for item in engine.store.glance(f"{Lane.WATCH}#{shard}"):
            if item["kind"] == Mission.KIND and (found := from_item(item).state).called:
                keys.append(found.key)
    return [row for row in engine.read(keys).all(Mission) if row.state.called] if keys else []


ROUTES: tuple[Route, ...] = (
    Route(
        method="POST",
        path="calls/spread",
        handler=spread_calls,
        audience=DESK,
        body=SpreadCalls,
        answer=MovedCalls,
        summary="Spread the agreed calls of the next half hour, so that one person can make them",
    ),
)
