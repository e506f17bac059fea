"""What comes from nobody whom the register knows: an operator's case, and one however much of it comes. Pure."""

from typing import ClassVar, Literal

import msgspec

from chalicelib.alarms.judging import first_of
from chalicelib.alarms.plans import AlarmPlan
from chalicelib.alarms.signal import Signal
from chalicelib.alarms.site import is_told
from chalicelib.alarms.telling import signal_event
from chalicelib.engine.cases import Case, Opening, open_case, told
from chalicelib.engine.messages import Recipient
from chalicelib.platform.access import SELF
from chalicelib.platform.ids import id_from
from chalicelib.platform.operations import Key
from chalicelib.platform.time import HOUR_MS
from chalicelib.records.change import Change, Event, Write, create, update
from chalicelib.records.rows import Row, State

Sort = Literal["unknown_account", "unreadable_signal"]
MOST_SOURCES = 50
QUIET_MS = HOUR_MS
"""What an operator has seen and resolved is only counted for so long."""


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An account nobody has, or where unreadable bytes came from."""

    name: str
    count: int
    case_id: str
    first_ms: int
    last_ms: int


class Strays(State, frozen=True, kw_only=True):
    """All signals of one sort that belong to nobody, for the whole centre."""

    KIND: ClassVar[str] = "strays"

    sort: Sort
    case_id: str = ""
    signals: int = 0
    in_case: int = 0
    sources: tuple[Source, ...] = ()

    @property
    def key(self) -> Key:
        """One for each sort."""
        return strays_key(self.sort)


def strays_key(sort: Sort) -> Key:
    """Where it stands."""
    return Key("strays", sort)


class AroundStrays(msgspec.Struct, frozen=True, kw_only=True):
    """What is read around them."""

    sort: Sort
    row: Row[Strays] | None
    signals: tuple[Row[Signal], ...]
    twins: dict[Key, Row[Signal]]
    case: Row[Case] | None
    people: tuple[Recipient, ...]
    plan: AlarmPlan


def decide(around: AroundStrays, now_ms: int) -> Change:
    """Each is kept; they open one case, or are counted in it, the new sources among them told."""
    standing = around.row.state if around.row else Strays(customer_id=SELF, sort=around.sort)
    is_open = around.case is not None and around.case.state.state != "resolved"
    case_id = standing.case_id if is_open else ""
    opens = ""
    events: list[Event] = []
    closed: list[Write] = []
    known = {**around.twins, **{row.state.key: row for row in around.signals}}
    for row in sorted(around.signals, key=lambda one: (one.state.received_at_ms, one.state.key)):
        first_ms = first_of(row.state, known)
        if first_ms is None:
            name = row.state.account or row.state.peer
            before = next((one for one in standing.sources if one.name == name), None)
            is_quiet = before is not None and now_ms - before.first_ms < QUIET_MS and not case_id
            if not case_id and not is_quiet:
                opens = case_id = id_from(around.sort, *row.state.key)
                standing = msgspec.structs.replace(standing, case_id=case_id, in_case=0)
            source = _counted(before, name, case_id or standing.case_id, row.state.received_at_ms)
            standing = _with(standing, source, in_case=bool(case_id))
            if case_id and (source.count == 1 or is_told(standing.in_case)):
                events.append(
                    Event("stray_signal", {"count": standing.in_case, "sources": len(standing.sources)}, {"from": name})
                )
        after = msgspec.structs.replace(
            row.state,
            verdict="repeat" if first_ms is not None else around.sort,
            first_ms=first_ms,
            case_id=case_id,
            judged_at_ms=now_ms,
            raw="",
        )
        known[after.key] = msgspec.structs.replace(row, state=after)
        closed.append(update(row, after, signal_event(after, row.state.raw)))
    own = update(around.row, standing) if around.row else create(standing)
    return Change((own, *_case(around, opens, events, now_ms), *closed), "judged")


def _counted(before: Source | None, name: str, case_id: str, at_ms: int) -> Source:
    """One more from there: a new case counts anew."""
    if before is None or before.case_id != case_id:
        return Source(name=name, count=1, case_id=case_id, first_ms=at_ms, last_ms=at_ms)
    return msgspec.structs.replace(before, count=before.count + 1, last_ms=max(before.last_ms, at_ms))


def _with(standing: Strays, source: Source, *, in_case: bool) -> Strays:
    others = [one for one in standing.sources if one.name != source.name]
    return msgspec.structs.replace(
        standing,
        signals=standing.signals + 1,
        in_case=standing.in_case + in_case,
        sources=(*others, source)[-MOST_SOURCES:],
    )


def _case(around: AroundStrays, opens: str, events: list[Event], now_ms: int) -> tuple[Write, ...]:
    if not opens:
        if not events or around.case is None:
            return ()
        head, *more = events
        write = told(around.case, head)
        return (msgspec.structs.replace(write, events=(head, *more)),)
    first = min(around.signals, key=lambda one: one.state.received_at_ms).state
    opening = Opening(
        id=opens,
        kind=around.sort,
        customer_id=SELF,
        priority=3,
        text=first.account or first.peer,
        ladder=around.plan.ladder,
        broadcast_s=around.plan.broadcast_s,
        take_timeout_s=around.plan.take_timeout_s,
        steps={around.sort: around.plan.steps},
        people=around.people,
        private={"account": first.account, "peer": first.peer, "fault": first.fault},
    )
    case, *others = open_case(opening, now_ms)
    opened, *rungs = case.events
    assert case.after is not None
    return (create(case.after, opened, *events, *rungs), *others)
