"""A call list that keeps trying: one after the other, until somebody confirms or the case is over. Pure.

    first ── no word ──> second ── no word ──> third ── a pause ──> first again …       confirmed: it stops

An SMS goes by itself; a call or a mail is the operator's, whose turn the list tells. Answered is not acknowledged: a
voicemail, or a phone that somebody picked up, brings the next one's turn and ends nothing.
"""

from typing import ClassVar, Literal

import msgspec

from chalicelib.engine.messages import Recipient, compose
from chalicelib.platform.operations import Key
from chalicelib.platform.time import DAY_MS, MINUTE_MS
from chalicelib.records.change import NOTHING, Change, Event, Write, create, update
from chalicelib.records.rows import Lane, Row, State
from chalicelib.register.instruction import By

TURN_MS = 3 * MINUTE_MS
"""So long has each to confirm before the next one's turn."""
PAUSE_MS = 10 * MINUTE_MS
"""After the last, before the first is tried again."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody on the list, as the register knew them when the case opened, and what they are told."""

    to: Recipient
    by: By
    text: str = ""


class CallList(State, frozen=True, kw_only=True):
    """Whose turn it is on one case's list, and until when."""

    KIND: ClassVar[str] = "call_list"

    case_id: str
    instruction_id: str = ""
    lines: tuple[Line, ...]
    turn: int = 0
    """How many turns there have been."""
    state: Literal["waiting", "confirmed", "over"] = "waiting"
    confirmed_by: str = ""
    next_ms: int
    opened_at_ms: int
    site: str | None = None

    @property
    def key(self) -> Key:
        """Beside its case."""
        return call_list_key(self.case_id)

    @property
    def lane(self) -> Lane | None:
        """With the cases, for as long as nobody has confirmed."""
        return Lane.CASE if self.state == "waiting" else None

    @property
    def due_at_ms(self) -> int:
        """The next one's turn."""
        return self.next_ms

    @property
    def expires_at_ms(self) -> int:
        """The auditor clears it a day after it was closed, and not before this."""
        return self.opened_at_ms + DAY_MS

    @property
    def site_id(self) -> str | None:
        """The site it concerns."""
        return self.site


def call_list_key(case_id: str) -> Key:
    """Where a case's call list stands."""
    return Key(f"case/{case_id}", "call-list")


def begin(
    case_id: str, customer_id: str, site: str | None, instruction_id: str, lines: tuple[Line, ...], now_ms: int
) -> tuple[Write, ...]:
    """The list of a case that opens; the first one's turn is in the same transaction."""
    if not lines:
        return ()
    fresh = CallList(
        customer_id=customer_id,
        case_id=case_id,
        instruction_id=instruction_id,
        lines=lines,
        next_ms=now_ms,
        opened_at_ms=now_ms,
        site=site,
    )
    walked, events, writes = _next_turn(fresh, (), now_ms)
    return (create(walked, *events), *writes)


def fire(row: Row[CallList], wrong: tuple[str, ...], is_over: bool, now_ms: int) -> Change:
    """Nobody confirmed in time: the next one's turn. ``wrong`` are those whose number was not theirs."""
    if is_over:
        over = msgspec.structs.replace(row.state, state="over")
        return Change((update(row, over, Event("call_list_over")),))
    walked, events, writes = _next_turn(row.state, wrong, now_ms)
    return Change((update(row, walked, *events), *writes))


def _next_turn(
    found: CallList, wrong: tuple[str, ...], now_ms: int
) -> tuple[CallList, tuple[Event, ...], tuple[Write, ...]]:
    left = [line for line in found.lines if line.to.id not in wrong]
    if not left:
        waiting = msgspec.structs.replace(found, next_ms=now_ms + PAUSE_MS)
        return waiting, (Event("no_contact_left", {"group": "contacts"}),), ()
    line, round_, place = left[found.turn % len(left)], found.turn // len(left), found.turn % len(left)
    pause_ms = PAUSE_MS if place == len(left) - 1 else TURN_MS
    walked = msgspec.structs.replace(found, turn=found.turn + 1, next_ms=now_ms + pause_ms)
    event = Event("call_list_turn", {"person": line.to.id, "by": line.by, "round": round_}, {"name": line.to.name})
    return walked, (event,), (_told(found, line, now_ms),) if line.by == "sms" else ()


def _told(found: CallList, line: Line, now_ms: int) -> Write:
    return compose(
        f"case/{found.case_id}",
        f"call-list/{found.turn:04d}",
        line.to,
        "customer_notice",
        {"text": line.text},
        now_ms,
        customer_id=found.customer_id,
        site=found.site,
        urgent=True,
    )


def confirmed(row: Row[CallList], person_id: str, how: Literal["sms", "call", "email"]) -> Change:
    """Somebody on the list has it: nobody more is tried."""
    if row.state.state != "waiting":
        return NOTHING
    name = next((line.to.name for line in row.state.lines if line.to.id == person_id), "")
    done = msgspec.structs.replace(row.state, state="confirmed", confirmed_by=person_id)
    return Change((update(row, done, Event("call_list_confirmed", {"person": person_id, "by": how}, {"name": name})),))


def not_confirmed(row: Row[CallList], person_id: str, outcome: str, now_ms: int) -> Change:
    """An operator tried, and nobody confirmed; if it was that one's turn, the next one's comes at once."""
    found = row.state
    if found.state != "waiting":
        return NOTHING
    last = found.lines[(found.turn - 1) % len(found.lines)] if found.turn else None
    is_theirs = last is not None and last.to.id == person_id
    moved = msgspec.structs.replace(found, next_ms=now_ms) if is_theirs else found
    return Change((update(row, moved, Event("call_list_tried", {"person": person_id, "outcome": outcome})),))
