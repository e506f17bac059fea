"""Cases: what an operator acts on, whatever service it came from. Every decision about one, pure.

A case is *open* until somebody takes it, *owned* while that somebody works on it, and ends *resolved* by a named
person. Nothing else ends it: after the last rung everybody is told, again and again.
"""

from collections.abc import Mapping
from typing import ClassVar, Literal

import msgspec

from chalicelib.engine.ladder import Step, next_step_ms, steps_between
from chalicelib.engine.messages import Recipient, compose_all
from chalicelib.platform.store import Key
from chalicelib.platform.time import DAY_MS, SECOND_MS
from chalicelib.records.change import Change, Event, Write, create, update
from chalicelib.records.rows import Lane, Row, State
from chalicelib.register.policy import Rung

Desk = Literal["alarm", "mediation"]
Disposition = Literal[
    "safe", "false_alarm", "assistance_given", "emergency_services", "handed_over", "duplicate", "other"
]

PRIORITY = {
    "sos": 1,
    "duress": 1,
    "silence": 2,
    "system": 2,
    "not_off_duty": 3,
    "not_on_duty": 3,
    "undeliverable": 3,
    "message": 3,
    "assistance": 3,
    "wrong_contact": 4,
}
"""1 is now, 5 can wait. What is not named here is 3."""

DEFAULT_LADDER = (
    Rung(after_s=0, to="operators", channels=("board",)),
    Rung(after_s=120, to="duty_manager", channels=("sms",), repeat_s=300),
)
DEFAULT_BROADCAST_S = 300
DEFAULT_TAKE_TIMEOUT_S = 180


class NotAllowed(Exception):
    """The case does not allow that; ``reason`` is the message's id in the catalogue of problems."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Case(State, frozen=True, kw_only=True):
    """One case as it stands. Below a kilobyte: its plan is a row of its own, its timeline is the journal."""

    KIND: ClassVar[str] = "case"

    id: str
    kind: str
    priority: int
    desk: Desk = "alarm"
    subject: str = ""
    """The row it is about: ``duty/…``, ``shift/…``."""
    person_id: str = ""
    site: str | None = None
    state: Literal["open", "owned", "resolved"] = "open"
    owner_id: str = ""
    owner_name: str = ""
    opened_at_ms: int
    round: int = 0
    """How often the ladder was begun."""
    round_at_ms: int
    walked_ms: int
    next_ms: int
    exhausted: bool = False
    evidence_at_ms: int | None = None
    """When the silent one was heard again, live: one key confirms it."""
    undelivered: int = 0
    silent: bool = False
    """Nothing about it may reach the worker's phone or the site."""
    unverified: bool = False
    wrong: tuple[str, ...] = ()
    ended_at_ms: int | None = None
    text: str = ""

    @property
    def key(self) -> Key:
        """A partition of its own: plan, messages and journal stand beside it."""
        return Key(f"case/{self.id}")

    @property
    def lane(self) -> Lane | None:
        """Where life is at stake before all else."""
        if self.state == "resolved":
            return None
        return Lane.LIFE if self.priority == 1 else Lane.CASE

    @property
    def due_at_ms(self) -> int:
        """The next step of the ladder, or the end of the owner's idleness."""
        return self.next_ms

    @property
    def expires_at_ms(self) -> int | None:
        """A day after its end."""
        return self.ended_at_ms + DAY_MS if self.ended_at_ms is not None else None

    @property
    def site_id(self) -> str | None:
        """The site it concerns."""
        return self.site


class Plan(State, frozen=True, kw_only=True):
    """What was copied into a case when it opened: its ladder and the people on it. It never changes."""

    KIND: ClassVar[str] = "plan"

    case_id: str
    ladder: tuple[Rung, ...] = DEFAULT_LADDER
    broadcast_s: int = DEFAULT_BROADCAST_S
    take_timeout_s: int = DEFAULT_TAKE_TIMEOUT_S
    people: tuple[Recipient, ...] = ()
    params: dict[str, object] = msgspec.field(default_factory=dict)
    """What the texts are completed with: name, number, site, town, since_ms …"""
    opened_at_ms: int

    @property
    def key(self) -> Key:
        """Beside its case."""
        return plan_key(self.case_id)

    @property
    def expires_at_ms(self) -> int:
        """The auditor clears it with its case, and not before this."""
        return self.opened_at_ms + DAY_MS


def case_key(case_id: str) -> Key:
    """Where a case stands."""
    return Key(f"case/{case_id}")


def plan_key(case_id: str) -> Key:
    """Where its plan stands."""
    return Key(f"case/{case_id}", "plan")


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """What a subject says when it asks for a case."""

    id: str
    kind: str
    customer_id: str
    site: str | None = None
    subject: str = ""
    person_id: str = ""
    desk: Desk = "alarm"
    silent: bool = False
    unverified: bool = False
    text: str = ""
    ladder: tuple[Rung, ...] = DEFAULT_LADDER
    broadcast_s: int = DEFAULT_BROADCAST_S
    take_timeout_s: int = DEFAULT_TAKE_TIMEOUT_S
    people: tuple[Recipient, ...] = ()
    params: Mapping[str, object] = msgspec.field(default_factory=dict)
    private: Mapping[str, object] = msgspec.field(default_factory=dict)
    """What the journal's first entry tells beside the public facts: a name, a number, a position, a text."""


def open_case(opening: Opening, now_ms: int) -> tuple[Write, ...]:
    """The writes that open a case, its first rung included: what rings at once is in the same transaction."""
    case = Case(
        customer_id=opening.customer_id,
        id=opening.id,
        kind=opening.kind,
        priority=PRIORITY.get(opening.kind, 3),
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
    plan = Plan(
        customer_id=opening.customer_id,
        case_id=opening.id,
        ladder=opening.ladder,
        broadcast_s=opening.broadcast_s,
        take_timeout_s=opening.take_timeout_s,
        people=opening.people,
        params={**opening.params, "kind_text": case_kind_text(case)},
        opened_at_ms=now_ms,
    )
    walked, events, messages = _walk(case, plan, now_ms)
    data = {"kind": case.kind, "priority": case.priority, "subject": case.subject}
    opened = Event("case_opened", data, dict(opening.private))
    return (create(walked, opened, *events), create(plan), *messages)


def case_kind_text(case: Case) -> str:
    """The name of the kind in the SMS catalogue: a silent SOS is told as one."""
    return "sos_silent" if case.kind == "sos" and case.silent else case.kind


def fire(row: Row[Case], plan: Plan, now_ms: int) -> Change:
    """What falls due: the next steps of the ladder, or the return of a case whose owner did nothing."""
    case = row.state
    events: tuple[Event, ...] = ()
    if case.state == "owned":
        events = (Event("case_came_back", {"owner": case.owner_id}),)
        case = _begin_again(case, now_ms)
    walked, more, messages = _walk(case, plan, now_ms)
    return Change((update(row, walked, *events, *more), *messages))


def take(row: Row[Case], plan: Plan, person_id: str, name: str, now_ms: int) -> Change:
    """The first acknowledgement owns it; those who were alarmed are told. Nobody takes his own alarm."""
    case = row.state
    if case.state == "resolved":
        raise NotAllowed("case.resolved")
    if case.person_id and case.person_id == person_id:
        raise NotAllowed("case.own_alarm")
    if case.state == "owned":
        if case.owner_id == person_id:
            return work(row, plan, now_ms, Event("case_worked_on"))
        raise NotAllowed("case.owned")
    owned = msgspec.structs.replace(
        case,
        state="owned",
        owner_id=person_id,
        owner_name=name,
        next_ms=now_ms + plan.take_timeout_s * SECOND_MS,
        exhausted=False,
    )
    told = _tell_alarmed(case, plan, f"{case.round:03d}/taken", "taken", {"operator": name}, now_ms, person_id)
    return Change((update(row, owned, Event("case_taken", {"owner": person_id})), *told), "taken")


def work(row: Row[Case], plan: Plan, now_ms: int, *events: Event) -> Change:
    """Something was done on the case: told, and the owner's time begins anew."""
    case = row.state
    if case.state == "resolved":
        raise NotAllowed("case.resolved")
    if case.state == "owned":
        case = msgspec.structs.replace(case, next_ms=now_ms + plan.take_timeout_s * SECOND_MS)
    return Change((update(row, case, *events),), "done")


def release(row: Row[Case], plan: Plan, person_id: str, now_ms: int) -> Change:
    """The owner gives it back: the ladder begins again at once."""
    case = row.state
    if case.state != "owned" or case.owner_id != person_id:
        raise NotAllowed("case.not_yours")
    walked, events, messages = _walk(_begin_again(case, now_ms), plan, now_ms)
    return Change((update(row, walked, Event("case_released"), *events), *messages), "released")


def resolve(
    row: Row[Case], plan: Plan, person_id: str, name: str, disposition: Disposition, note: str, now_ms: int
) -> Change:
    """The end, by a named person who owns it."""
    case = row.state
    if case.state == "resolved":
        raise NotAllowed("case.resolved")
    if case.state != "owned" or case.owner_id != person_id:
        raise NotAllowed("case.not_yours")
    if disposition == "other" and not note.strip():
        raise NotAllowed("case.note_wanted")
    ended = msgspec.structs.replace(case, state="resolved", ended_at_ms=now_ms, text="")
    event = Event("case_resolved", {"disposition": disposition, "by": person_id}, {"note": note} if note else {})
    params = {"operator": name, "at_ms": now_ms}
    told = _tell_alarmed(case, plan, f"{case.round:03d}/resolved", "resolved", params, now_ms, person_id)
    return Change((update(row, ended, event), *told), "resolved")


def heard_again(row: Row[Case], now_ms: int, private: Mapping[str, object]) -> Write:
    """The silent one was heard, live: evidence that an operator confirms. It never closes the case by itself."""
    case = msgspec.structs.replace(row.state, evidence_at_ms=now_ms)
    return update(row, case, Event("worker_heard", {}, dict(private)))


def silent_again(row: Row[Case], plan: Plan, now_ms: int, event: Event) -> tuple[Write, ...]:
    """A second silence before the first was resolved: the same case, alerting anew, owned or not."""
    walked, events, messages = _walk(_begin_again(row.state, now_ms), plan, now_ms)
    return (update(row, msgspec.structs.replace(walked, evidence_at_ms=None), event, *events), *messages)


def told(row: Row[Case], event: Event) -> Write:
    """Something that belongs in the case's story and changes nothing else."""
    return update(row, row.state, event)


def undelivered(row: Row[Case], event: Event) -> Write:
    """A message of the case did not arrive: its count is what the board shows."""
    return update(row, msgspec.structs.replace(row.state, undelivered=row.state.undelivered + 1), event)


def contact_wrong(row: Row[Case], plan: Plan, contact_id: str, now_ms: int) -> tuple[Write, ...]:
    """That number is not theirs: the next of the same group is tried at once."""
    case = msgspec.structs.replace(row.state, wrong=(*row.state.wrong, contact_id))
    event = Event("contact_wrong", {"contact": contact_id})
    group = next((one.group for one in plan.people if one.id == contact_id), "contacts")
    left = [one for one in _group(plan, group) if one.id not in case.wrong]
    if not left:
        return (update(row, case, event, Event("no_contact_left", {"group": group})),)
    slot = f"{case.round:03d}/wrong/{len(case.wrong):03d}"
    return (update(row, case, event), *_texts(case, plan, slot, tuple(left[:1]), now_ms, broadcast=False))


# -- walking the ladder ----------------------------------------------------------------------------------------------


def _begin_again(case: Case, now_ms: int) -> Case:
    return msgspec.structs.replace(
        case,
        state="open",
        owner_id="",
        owner_name="",
        round=case.round + 1,
        round_at_ms=now_ms,
        walked_ms=now_ms - 1,
        exhausted=False,
    )


def _walk(case: Case, plan: Plan, now_ms: int) -> tuple[Case, tuple[Event, ...], tuple[Write, ...]]:
    """The case with every step up to now taken, what is told of them, and their messages."""
    events: list[Event] = []
    messages: dict[str, Write] = {}
    exhausted = case.exhausted
    for step in steps_between(plan.ladder, plan.broadcast_s, case.round_at_ms, case.walked_ms, now_ms):
        broadcast = step.rung == len(plan.ladder)
        exhausted = exhausted or broadcast
        people = _reached(case, plan, step)
        to = "everyone" if broadcast else plan.ladder[step.rung].to
        events.append(
            Event(
                "broadcast" if broadcast else "rung",
                {"rung": step.rung, "repeat": step.repeat, "to": to, "people": len(people)},
            )
        )
        slot = f"{case.round:03d}/{step.rung:02d}/{step.repeat:04d}"
        for write in _texts(case, plan, slot, people, now_ms, broadcast=broadcast):
            messages[write.key.sk] = write
    next_ms = next_step_ms(plan.ladder, plan.broadcast_s, case.round_at_ms, now_ms)
    walked = msgspec.structs.replace(case, walked_ms=now_ms, next_ms=next_ms, exhausted=exhausted)
    return walked, tuple(events), tuple(messages.values())


def _reached(case: Case, plan: Plan, step: Step) -> tuple[Recipient, ...]:
    """Who is texted at a step: nobody when the rung is for the board alone."""
    if step.rung == len(plan.ladder):
        groups: tuple[str, ...] = ("operators", "duty_manager", "colleagues")
    else:
        rung = plan.ladder[step.rung]
        if "sms" not in rung.channels or (rung.to in ("worker", "contacts") and case.silent):
            return ()
        if rung.to == "contacts":
            left = [one for one in _group(plan, "contacts") if one.id not in case.wrong]
            return (left[step.repeat % len(left)],) if left else ()
        groups = ("operators", "duty_manager", "colleagues") if rung.to == "everyone" else (rung.to,)
    return tuple(one for one in plan.people if one.group in groups and one.id not in case.wrong)


def _group(plan: Plan, group: str) -> list[Recipient]:
    return [one for one in plan.people if one.group == group]


_TEMPLATES = {
    "silence": "silence_case",
    "not_on_duty": "not_on_duty_case",
    "not_off_duty": "not_off_duty_case",
    "sos": "sos_case",
    "duress": "duress_case",
}
_TO_WORKER = {"silence": "overdue_worker", "not_on_duty": "shift_start_reminder", "not_off_duty": "end_reminder"}


def _texts(
    case: Case, plan: Plan, slot: str, people: tuple[Recipient, ...], now_ms: int, *, broadcast: bool
) -> tuple[Write, ...]:
    template = _TEMPLATES.get(case.kind, "case_opened")
    if case.silent:
        template = "duress_case"
    if broadcast:
        template = "broadcast_silent" if case.silent else "broadcast"
    workers = tuple(one for one in people if one.group == "worker")
    others = tuple(one for one in people if one.group != "worker")
    customer, site, subject = case.customer_id, case.site, case.key.pk
    writes = compose_all(subject, slot, others, template, plan.params, now_ms, customer_id=customer, site=site)
    if workers and case.kind in _TO_WORKER:
        writes += compose_all(
            subject,
            slot,
            workers,
            _TO_WORKER[case.kind],
            plan.params,
            now_ms,
            customer_id=customer,
            site=site,
            unless=case.subject,
        )
    return writes


def _tell_alarmed(
    case: Case, plan: Plan, slot: str, template: str, params: Mapping[str, object], now_ms: int, but: str
) -> tuple[Write, ...]:
    """The same word to all whom the ladder has texted in this round, the worker and the one who acts excepted."""
    reached: dict[str, Recipient] = {}
    start = case.round_at_ms - 1
    for step in steps_between(plan.ladder, plan.broadcast_s, case.round_at_ms, start, case.walked_ms):
        reached |= {one.id: one for one in _reached(case, plan, step) if one.group not in ("worker", "contacts")}
    people = tuple(one for one in reached.values() if one.id != but)
    return compose_all(
        case.key.pk,
        slot,
        people,
        template,
        {**plan.params, **params},
        now_ms,
        customer_id=case.customer_id,
        site=case.site,
    )
