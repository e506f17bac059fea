"""The receivers' heartbeats: while none of them beats, no panel is called silent, for it is we who do not hear.

One row for all of them. A receiver beats every few seconds; its silence is one case, however many panels there are.
"""

from collections.abc import Mapping
from typing import ClassVar

import msgspec

from chalicelib.alarms.plans import plan_of
from chalicelib.engine.cases import Case, Opening, case_key, heard_again, open_case
from chalicelib.engine.messages import Recipient
from chalicelib.engine.people import on_call
from chalicelib.platform.access import SELF
from chalicelib.platform.ids import id_from
from chalicelib.platform.operations import Key
from chalicelib.platform.time import SECOND_MS
from chalicelib.records.change import NOTHING, Actor, Change, Write, create, update
from chalicelib.records.commit import Engine
from chalicelib.records.rows import FAR_FUTURE_MS, Lane, Row, State

LOST_MS = 30 * SECOND_MS
"""A receiver that has not beaten for so long is gone."""
BEAT_MS = 5 * SECOND_MS
"""So often it should."""
RECEIVER = Actor("system", "receiver")


class Receivers(State, frozen=True, kw_only=True):
    """Who receives, and since when somebody does without a break."""

    KIND: ClassVar[str] = "receivers"

    beats: dict[str, int] = msgspec.field(default_factory=dict)
    turned_away: dict[str, int] = msgspec.field(default_factory=dict)
    """By name, how much came that is no alarm: scanners, answers, what had to wait. For a person to look at."""
    last_ms: int = 0
    up_since_ms: int = 0
    case_id: str = ""

    @property
    def key(self) -> Key:
        """One for all."""
        return RECEIVERS_KEY

    @property
    def lane(self) -> Lane:
        """Before the signals: what it says decides about them."""
        return Lane.CASE

    @property
    def due_at_ms(self) -> int:
        """When all will have been silent for too long; while that is a case already, never."""
        return FAR_FUTURE_MS if self.case_id else self.last_ms + LOST_MS

    def is_up(self, now_ms: int) -> bool:
        """Whether anybody receives."""
        return now_ms - self.last_ms < LOST_MS


RECEIVERS_KEY = Key("receivers")


def beat(engine: Engine, receiver: str, now_ms: int, turned_away: Mapping[str, int] | None = None) -> None:
    """A receiver says that it is there, and what came to it since its last word that is no alarm."""

    def load() -> tuple[Row[Receivers] | None, Row[Case] | None]:
        row = engine.get(RECEIVERS_KEY, Receivers)
        return row, engine.get(case_key(row.state.case_id), Case) if row and row.state.case_id else None

    engine.execute(load, lambda read: _beaten(*read, receiver, now_ms, turned_away or {}), actor=RECEIVER, at_ms=now_ms)


def _beaten(
    row: Row[Receivers] | None, case: Row[Case] | None, receiver: str, now_ms: int, turned_away: Mapping[str, int]
) -> Change:
    before = row.state if row else Receivers(customer_id=SELF)
    beats = {one: at_ms for one, at_ms in before.beats.items() if now_ms - at_ms < 10 * LOST_MS}
    after = msgspec.structs.replace(
        before,
        beats={**beats, receiver: now_ms},
        turned_away={
            one: before.turned_away.get(one, 0) + turned_away.get(one, 0)
            for one in sorted({*before.turned_away, *turned_away})
        },
        last_ms=max(before.last_ms, now_ms),
        up_since_ms=before.up_since_ms if before.is_up(now_ms) and before.up_since_ms else now_ms,
        case_id="",
    )
    own = update(row, after) if row else create(after)
    back = (heard_again(case, now_ms, {}, "receiver_back"),) if case and case.state.state != "resolved" else ()
    return Change((own, *back))


def judge_receivers(engine: Engine, row: Row[Receivers], now_ms: int) -> Change:
    """Nobody has beaten for too long."""
    if row.state.is_up(now_ms):
        return NOTHING
    case_id = id_from("receiver_absent", str(row.state.last_ms), str(row.version))
    after = msgspec.structs.replace(row.state, case_id=case_id)
    return Change((update(row, after), *absent(case_id, row.state.last_ms, tuple(on_call(engine)), now_ms)))


def absent(case_id: str, last_ms: int, people: tuple[Recipient, ...], now_ms: int) -> tuple[Write, ...]:
    """The one case behind which all supervision is suspended."""
    plan = plan_of("receiver_absent")
    opening = Opening(
        id=case_id,
        kind="receiver_absent",
        customer_id=SELF,
        desk="all",
        priority=1,
        ladder=plan.ladder,
        broadcast_s=plan.broadcast_s,
        take_timeout_s=plan.take_timeout_s,
        steps={"receiver_absent": plan.steps},
        people=people,
        params={"since_ms": last_ms} if last_ms else {},
    )
    return open_case(opening, now_ms)
