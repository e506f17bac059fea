"""What joins a case that is open: more of the same is told in its story, what is graver alerts anew. All pure.

A graver class moves the case up and never down, brings its own ladder and its own steps, and takes it from its owner or
out of its parking: whoever works on it knows only of what was less.
"""

import msgspec

from chalicelib.engine.case import Case, Plan, owned_until
from chalicelib.engine.cases import Opening
from chalicelib.engine.walking import begin_again, walk
from chalicelib.records.change import Event, Write, update
from chalicelib.records.rows import Row
from chalicelib.register.steps import MOST_STEPS, PlanStep, steps_for


def join(row: Row[Case], plan: Plan, now_ms: int, *events: Event, wakes: bool) -> Write:
    """More of what the case is about. ``wakes``: a parked case is looked at again."""
    case = row.state
    if not wakes or case.parked_until_ms is None:
        return update(row, case, *events)
    woken = msgspec.structs.replace(case, parked_until_ms=None)
    woken = msgspec.structs.replace(woken, next_ms=owned_until(woken, plan, now_ms))
    return update(row, woken, *events, Event("parking_over", {"owner": case.owner_id}))


def alert_anew(
    row: Row[Case], plan: Row[Plan], opening: Opening, priority: int, now_ms: int, *events: Event
) -> tuple[Write, ...]:
    """A graver class joins: the case is called by it, is no less urgent than before, and begins its ladder anew."""
    before = row.state
    case = msgspec.structs.replace(
        begin_again(before, now_ms),
        kind=opening.kind,
        priority=min(before.priority, priority),
        silent=before.silent or opening.silent,
        evidence_at_ms=None,
        raised_at_ms=now_ms,
        taken_at_ms=None,
        text=opening.text[:160],
    )
    grown = grow(plan.state, opening)
    walked, steps, messages = walk(case, grown, now_ms)
    raised = Event("case_raised", {"kind": case.kind, "priority": case.priority, "from": before.kind})
    return (update(row, walked, *events, raised, *steps), update(plan, grown), *messages)


def grow(plan: Plan, opening: Opening) -> Plan:
    """The plan with the graver class's ladder and people, and its steps after those that are there.

    Steps keep their numbers: what was done was done by number.
    """
    known = {one.id for one in plan.people}
    informed = {one.id: one for one in (*plan.informed, *opening.informed)}
    return msgspec.structs.replace(
        plan,
        ladder=opening.ladder,
        broadcast_s=opening.broadcast_s,
        take_timeout_s=opening.take_timeout_s,
        people=(*plan.people, *(one for one in opening.people if one.id not in known)),
        informed=tuple(informed.values()),
        steps=merge_steps(plan.steps, steps_for(opening.steps, opening.kind)),
        params={**plan.params, **opening.params, "kind_text": opening.kind},
    )


def merge_steps(there: tuple[PlanStep, ...], more: tuple[PlanStep, ...]) -> tuple[PlanStep, ...]:
    """Those that are missing are added; one that is there becomes compulsory if the graver plan has it so."""
    wanted = {one.what: one for one in more}
    kept = tuple(
        msgspec.structs.replace(one, compulsory=one.compulsory or (one.what in wanted and wanted[one.what].compulsory))
        for one in there
    )
    named = {one.what for one in there}
    return (*kept, *(one for one in more if one.what not in named))[:MOST_STEPS]
