"""Agreed calls of the next half hour that stand too near to one another, moved so that one person can make them.

What is to move is written down before anything moves, and what moved when all is done: the same request, sent again
after a crash, goes on where it stopped; sent again after the end, it is told what was done.
"""

from typing import Annotated, ClassVar

import msgspec

from chalicelib.engine.spread import CALL_MS, DueCall, Move, spread
from chalicelib.identity.doors import actor_of
from chalicelib.missions import service
from chalicelib.missions.states import Mission
from chalicelib.platform.access import DESK, SELF
from chalicelib.platform.ids import id_from
from chalicelib.platform.operations import ConditionFailed, Key
from chalicelib.platform.route import Request, Route
from chalicelib.platform.time import DAY_MS, MINUTE_MS, SECOND_MS
from chalicelib.records.change import Actor, Change, Write, create, update
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Lane, Row, State, from_item

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


class Spread(State, frozen=True, kw_only=True):
    """What one request to spread calls set out to move, and what moved; each mission's journal tells it as well."""

    KIND: ClassVar[str] = "spread"

    id: str
    wanted: tuple[Move, ...]
    moved: tuple[Move, ...] | None = None
    """None until all that was wanted has been tried."""
    at_ms: int

    @property
    def key(self) -> Key:
        """By the request."""
        return Key(f"spread/{self.id}")

    @property
    def expires_at_ms(self) -> int:
        """As long as anybody may send it again."""
        return self.at_ms + DAY_MS


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
    engine, now, actor = request.engine, request.now_ms, actor_of(request.who)
    asked_id = id_from("spread", request.command_id)
    asked = _known(engine, asked_id) or _ask(engine, actor, asked_id, request.body.minutes, now)
    moved = asked.state.moved
    if moved is None:
        moved = tuple(move for move in asked.state.wanted if _move(engine, actor, request.command_id, move, now))
        done = msgspec.structs.replace(asked.state, moved=moved)
        moved = _keep(engine, actor, update(asked, done), now).state.moved or ()
    return MovedCalls(moved=[MovedCall(id=one.id, from_ms=one.from_ms, to_ms=one.to_ms) for one in moved])


def _ask(engine: Engine, actor: Actor, asked_id: str, minutes: int, now_ms: int) -> Row[Spread]:
    rows = coming_calls(engine)
    wanted = moves([row.state for row in rows], now_ms, now_ms + minutes * MINUTE_MS)[:_MOST]
    asked = Spread(customer_id=SELF, id=asked_id, wanted=wanted, moved=None if wanted else (), at_ms=now_ms)
    return _keep(engine, actor, create(asked), now_ms)


def _move(engine: Engine, actor: Actor, command_id: str, move: Move, now_ms: int) -> bool:
    """Whether this request moved it, now or when it was sent before."""
    own_id = id_from("spread", command_id, move.id)
    return service.move_call(engine, actor, own_id, move.id, move.from_ms, move.to_ms, now_ms)


def _keep(engine: Engine, actor: Actor, write: Write, now_ms: int) -> Row[Spread]:
    """The row as it stands now: ours, or that of the same request sent twice at once, which was first."""
    try:
        return engine.commit(Change((write,)), actor=actor, at_ms=now_ms)[0]
    except ConditionFailed:
        row = engine.get(write.key, Spread)
        assert row is not None
        return row


def _known(engine: Engine, asked_id: str) -> Row[Spread] | None:
    return engine.get(Key(f"spread/{asked_id}"), Spread)


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
