"""Every decision about a case, pure. Handing over and parking stand in ``handing.py``, the plan in ``plan_steps.py``.

A case is *open* until somebody takes it, *owned* while that somebody works on it, and ends *resolved* by a named
person. Nothing else ends it: after the last rung everybody is told, again and again.
"""

from collections.abc import Mapping

import msgspec

from chalicelib.engine import handing
from chalicelib.engine.case import DEFAULT_BROADCAST_S as DEFAULT_BROADCAST_S
from chalicelib.engine.case import DEFAULT_LADDER as DEFAULT_LADDER
from chalicelib.engine.case import DEFAULT_TAKE_TIMEOUT_S as DEFAULT_TAKE_TIMEOUT_S
from chalicelib.engine.case import PRIORITY as PRIORITY
from chalicelib.engine.case import CallOutcome as CallOutcome
from chalicelib.engine.case import Case as Case
from chalicelib.engine.case import Desk as Desk
from chalicelib.engine.case import Disposition as Disposition
from chalicelib.engine.case import NotAllowed as NotAllowed
from chalicelib.engine.case import Plan as Plan
from chalicelib.engine.case import Whose as Whose
from chalicelib.engine.case import case_key as case_key
from chalicelib.engine.case import owned_until
from chalicelib.engine.case import plan_key as plan_key
from chalicelib.engine.messages import Recipient
from chalicelib.engine.plan_steps import left_to_do
from chalicelib.engine.response import Response, is_counted
from chalicelib.engine.walking import begin_again, group_of, tell_alarmed, texts, walk
from chalicelib.platform.time import SECOND_MS
from chalicelib.records.change import Change, Event, Write, create, update
from chalicelib.records.rows import Row
from chalicelib.register.policy import Rung
from chalicelib.register.steps import PlanStep, steps_for

_OF_A_WORKER = (
    "sos",
    "silence",
    "not_on_duty",
    "not_off_duty",
    "mission_not_started",
    "mission_not_ended",
    "phone_dying",
)


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """What a subject says when it asks for a case."""

    id: str
    kind: str
    customer_id: str
    site: str | None = None
    subject: str = ""
    person_id: str = ""
    desk: Whose = "alarm"
    silent: bool = False
    unverified: bool = False
    text: str = ""
    priority: int | None = None
    """None: that of its kind."""
    ladder: tuple[Rung, ...] = DEFAULT_LADDER
    broadcast_s: int = DEFAULT_BROADCAST_S
    take_timeout_s: int = DEFAULT_TAKE_TIMEOUT_S
    steps: Mapping[str, tuple[PlanStep, ...]] = msgspec.field(default_factory=dict)
    """The policy's own action plans, by kind of case; where it has none the default ones hold."""
    people: tuple[Recipient, ...] = ()
    informed: tuple[Recipient, ...] = ()
    """Those at the customer's who are told of each step."""
    params: Mapping[str, object] = msgspec.field(default_factory=dict)
    private: Mapping[str, object] = msgspec.field(default_factory=dict)
    """What the journal's first entry tells beside the public facts: a name, a number, a position, a text."""


def open_case(opening: Opening, now_ms: int) -> tuple[Write, ...]:
    """The writes that open a case, its first rung included: what rings at once is in the same transaction."""
    case = Case(
        customer_id=opening.customer_id,
        id=opening.id,
        kind=opening.kind,
        priority=opening.priority or PRIORITY.get(opening.kind, 3),
        desk=opening.desk,
        subject=opening.subject,
        person_id=opening.person_id,
        site=opening.site,
        opened_at_ms=now_ms,
        round_at_ms=now_ms,
        walked_ms=now_ms - 1,
        next_ms=now_ms,
        silent=opening.silent,
        unverified=opening.unverified,
        text=opening.text[:160],
    )
    sort = case_kind_text(case, str(opening.params.get("kind_text", "")))
    plan = Plan(
        customer_id=opening.customer_id,
        case_id=opening.id,
        ladder=opening.ladder,
        broadcast_s=opening.broadcast_s,
        take_timeout_s=opening.take_timeout_s,
        people=opening.people,
        informed=tuple({one.id: one for one in opening.informed}.values()),
        steps=steps_for(opening.steps, sort),
        silent_steps=() if case.silent or case.kind not in _OF_A_WORKER else steps_for(opening.steps, "sos_silent"),
        params={**opening.params, "kind_text": sort},
        opened_at_ms=now_ms,
    )
    walked, events, messages = walk(case, plan, now_ms)
    data = {"kind": case.kind, "priority": case.priority, "subject": case.subject}
    opened = Event("case_opened", data, dict(opening.private))
    return (create(walked, opened, *events), create(plan), *messages)


def case_kind_text(case: Case, sort: str = "") -> str:
    """The name of the kind in the SMS catalogue, or of its ``sort`` where a subject has several of one kind.

    What must not reach the worker's phone is told as a silent alarm.
    """
    return "sos_silent" if case.silent and case.kind in _OF_A_WORKER else sort or case.kind


def fire(row: Row[Case], plan: Plan, now_ms: int) -> Change:
    """What falls due: the next steps of the ladder, what its owner waited for, or the end of his idleness."""
    case = row.state
    events: tuple[Event, ...] = ()
    if case.state == "owned":
        back = handing.fall_due(row, plan, now_ms)
        if back is not None:
            return back
        events = (Event("case_came_back", {"owner": case.owner_id}),)
        case = begin_again(case, now_ms)
    walked, more, messages = walk(case, plan, now_ms)
    return Change((update(row, walked, *events, *more), *messages))


def take(row: Row[Case], plan: Plan, person_id: str, name: str, now_ms: int) -> Change:
    """The first acknowledgement owns it; those who were alarmed are told. Nobody takes his own alarm.

    A parked case can be taken by anybody: nobody is working on it.
    """
    case = row.state
    if case.state == "resolved":
        raise NotAllowed("case.resolved")
    if case.person_id and case.person_id == person_id:
        raise NotAllowed("case.own_alarm")
    if case.state == "owned":
        if case.owner_id == person_id:
            return work(row, plan, now_ms, Event("case_worked_on"))
        if case.handed_to_id == person_id:
            return handing.accept(row, plan, person_id, name, now_ms)
        if case.parked_until_ms is None:
            raise NotAllowed("case.owned")
    owned = msgspec.structs.replace(
        handing.unasked(case),
        state="owned",
        owner_id=person_id,
        owner_name=name,
        parked_until_ms=None,
        next_ms=now_ms + plan.take_timeout_s * SECOND_MS,
        exhausted=False,
        taken_at_ms=case.taken_at_ms or now_ms,
    )
    event = Event("case_taken", {"owner": person_id, **({"from": case.owner_id} if case.owner_id else {})})
    slot = f"{case.round:03d}/taken" if case.state == "open" else f"{case.round:03d}/over/{row.version:06d}"
    told = tell_alarmed(case, plan, slot, "taken", {"operator": name}, now_ms, person_id)
    return Change((update(row, owned, event), *told, *response(case, now_ms)), "taken")


def response(case: Case, now_ms: int) -> tuple[Write, ...]:
    """How soon it was taken, once; of what somebody opened himself nothing is counted."""
    if case.taken_at_ms is not None or not is_counted(case.kind):
        return ()
    counted = Response(
        customer_id=case.customer_id,
        case_id=case.id,
        case_kind=case.kind,
        priority=case.priority,
        round=case.round,
        delay_ms=max(0, now_ms - case.waits_since_ms),
        taken_at_ms=now_ms,
    )
    return (create(counted),)


def work(row: Row[Case], plan: Plan, now_ms: int, *events: Event) -> Change:
    """Something was done on the case: told, and the owner's time begins anew."""
    case = row.state
    if case.state == "resolved":
        raise NotAllowed("case.resolved")
    if case.state == "owned":
        case = msgspec.structs.replace(case, next_ms=owned_until(case, plan, now_ms))
    return Change((update(row, case, *events),), "done")


def release(row: Row[Case], plan: Plan, person_id: str, now_ms: int) -> Change:
    """The owner gives it back: the ladder begins again at once."""
    case = row.state
    if case.state != "owned" or case.owner_id != person_id:
        raise NotAllowed("case.not_yours")
    walked, events, messages = walk(begin_again(case, now_ms), plan, now_ms)
    return Change((update(row, walked, Event("case_released"), *events), *messages), "released")


def resolve(
    row: Row[Case],
    plan: Plan,
    person_id: str,
    name: str,
    disposition: Disposition,
    note: str,
    now_ms: int,
) -> Change:
    """The end, by a named person who owns it, once the plan's compulsory steps are done or skipped.

    They hold nothing up where the silent one was heard, live, or where another case carries the plan.
    """
    case = row.state
    if case.state == "resolved":
        raise NotAllowed("case.resolved")
    if case.state != "owned" or case.owner_id != person_id:
        raise NotAllowed("case.not_yours")
    if disposition == "other" and not note.strip():
        raise NotAllowed("case.note_wanted")
    if case.dispatched:
        raise NotAllowed("case.dispatched")
    if case.evidence_at_ms is None and disposition != "duplicate" and (left := left_to_do(case, plan)):
        raise NotAllowed("case.steps_left", steps=", ".join(map(str, left)))
    closed = msgspec.structs.replace(handing.unasked(case), parked_until_ms=None)
    ended = msgspec.structs.replace(closed, state="resolved", ended_at_ms=now_ms, text="")
    event = Event("case_resolved", {"disposition": disposition, "by": person_id}, {"note": note} if note else {})
    params = {"operator": name, "at_ms": now_ms}
    told = tell_alarmed(case, plan, f"{case.round:03d}/resolved", "resolved", params, now_ms, person_id)
    return Change((update(row, ended, event), *told), "resolved")


def heard_again(row: Row[Case], now_ms: int, private: Mapping[str, object], kind: str = "worker_heard") -> Write:
    """The silent one was heard, live: evidence that an operator confirms. It never closes the case by itself.

    What was parked until then comes back at once.
    """
    case = msgspec.structs.replace(row.state, evidence_at_ms=now_ms)
    if case.parked_until_ms is None:
        return update(row, case, Event(kind, {}, dict(private)))
    next_ms = now_ms + DEFAULT_TAKE_TIMEOUT_S * SECOND_MS
    waits = (next_ms, case.handed_until_ms or next_ms)
    woken = msgspec.structs.replace(case, parked_until_ms=None, next_ms=min(waits))
    return update(row, woken, Event(kind, {}, dict(private)), Event("parking_over", {"owner": case.owner_id}))


def silent_again(row: Row[Case], plan: Plan, now_ms: int, event: Event) -> tuple[Write, ...]:
    """A second silence before the first was resolved: the same case, alerting anew, owned, parked or not.

    If the silent one had been heard meanwhile, what was done by then was for that silence: the plan begins anew.
    """
    if row.state.evidence_at_ms is not None:
        anew = msgspec.structs.replace(row.state, evidence_at_ms=None, done=(), skipped=())
        row = msgspec.structs.replace(row, state=anew)
    return alert_anew(row, plan, now_ms, event)


def alert_anew(row: Row[Case], plan: Plan, now_ms: int, *events: Event) -> tuple[Write, ...]:
    """The ladder from its first rung, whoever had the case or parked it."""
    walked, steps, messages = walk(begin_again(row.state, now_ms), plan, now_ms)
    return (update(row, walked, *events, *steps), *messages)


def turned_silent(row: Row[Case]) -> Row[Case]:
    """From now on it is a duress: nothing may reach that phone, and the silent plan holds."""
    return msgspec.structs.replace(row, state=msgspec.structs.replace(fallen_silent(row.state), kind="duress"))


def fallen_silent(case: Case) -> Case:
    """The same case, of which nothing may reach that phone or that site: what was done by then was another plan's."""
    return msgspec.structs.replace(case, silent=True, done=(), skipped=())


def told(row: Row[Case], event: Event) -> Write:
    """Something that belongs in the case's story and changes nothing else."""
    return update(row, row.state, event)


def undelivered(row: Row[Case], event: Event) -> Write:
    """A message of the case did not arrive: its count is what the board shows."""
    return update(row, msgspec.structs.replace(row.state, undelivered=row.state.undelivered + 1), event)


def arrived_after_all(row: Row[Case], event: Event, now_ms: int) -> Write:
    """A message that was counted as not delivered has arrived: the count is right again, and the case says when."""
    left = max(row.state.undelivered - 1, 0)
    return update(row, msgspec.structs.replace(row.state, undelivered=left, arrived_at_ms=now_ms), event)


def contact_wrong(row: Row[Case], plan: Plan, contact_id: str, now_ms: int) -> tuple[Write, ...]:
    """That number is not theirs: the next of the same group is tried at once."""
    case = msgspec.structs.replace(row.state, wrong=(*row.state.wrong, contact_id))
    event = Event("contact_wrong", {"contact": contact_id})
    group = next((one.group for one in plan.people if one.id == contact_id), "contacts")
    left = [one for one in group_of(plan, group) if one.id not in case.wrong]
    if case.silent and group == "contacts":
        return (update(row, case, event),)
    if not left:
        return (update(row, case, event, Event("no_contact_left", {"group": group})),)
    slot = f"{case.round:03d}/wrong/{len(case.wrong):03d}"
    return (update(row, case, event), *texts(case, plan, slot, tuple(left[:1]), now_ms, broadcast=False))
