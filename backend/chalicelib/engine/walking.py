"""Walking a case's ladder: which people its steps reach now, and what they are told. Pure."""

from collections.abc import Mapping

import msgspec

from chalicelib.engine.case import Case, Plan
from chalicelib.engine.ladder import Step, next_step_ms, steps_between
from chalicelib.engine.messages import FAN_OUT_ABOVE, Channel, Recipient, compose_all
from chalicelib.records.change import Event, Write

SAID = {"sms", "call"}
"""What reaches people who do not look at the board."""


def begin_again(case: Case, now_ms: int) -> Case:
    """Nobody's, and its ladder from the first rung: whatever it was handed to, or parked until, is over."""
    return msgspec.structs.replace(
        case,
        state="open",
        owner_id="",
        owner_name="",
        handed_to_id="",
        handed_to_name="",
        handed_until_ms=None,
        parked_until_ms=None,
        round=case.round + 1,
        round_at_ms=now_ms,
        walked_ms=now_ms - 1,
        exhausted=False,
    )


def walk(case: Case, plan: Plan, now_ms: int) -> tuple[Case, tuple[Event, ...], tuple[Write, ...]]:
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
        # All of it is one transaction: when several rungs speak at once, the later ones are written by the clock.
        at_once = FAN_OUT_ABOVE if len(messages) <= FAN_OUT_ABOVE else 0
        said = _channels(plan, step)
        for write in texts(case, plan, slot, people, now_ms, broadcast=broadcast, at_once=at_once, channels=said):
            messages[write.key.sk] = write
    next_ms = next_step_ms(plan.ladder, plan.broadcast_s, case.round_at_ms, now_ms)
    walked = msgspec.structs.replace(case, walked_ms=now_ms, next_ms=next_ms, exhausted=exhausted)
    return walked, tuple(events), tuple(messages.values())


def _channels(plan: Plan, step: Step) -> tuple[Channel, ...]:
    """How those at a step are told; the broadcast is by text."""
    if step.rung == len(plan.ladder):
        return ("sms",)
    return tuple(one for one in plan.ladder[step.rung].channels if one != "board")


def _reached(case: Case, plan: Plan, step: Step) -> tuple[Recipient, ...]:
    """Who is texted or rung at a step: nobody when the rung is for the board alone."""
    if step.rung == len(plan.ladder):
        groups: tuple[str, ...] = ("operators", "duty_manager", "colleagues")
    else:
        rung = plan.ladder[step.rung]
        if not SAID & set(rung.channels) or (rung.to in ("worker", "contacts") and case.silent):
            return ()
        if rung.to == "contacts":
            left = [one for one in group_of(plan, "contacts") if one.id not in case.wrong]
            return (left[step.repeat % len(left)],) if left else ()
        groups = ("operators", "duty_manager", "colleagues") if rung.to == "everyone" else (rung.to,)
    return tuple(one for one in plan.people if one.group in groups and one.id not in case.wrong)


def group_of(plan: Plan, group: str) -> list[Recipient]:
    """Those of the plan's people who belong to that group, in the order in which they are tried."""
    return [one for one in plan.people if one.group == group]


_TEMPLATES = {
    "silence": "silence_case",
    "not_on_duty": "not_on_duty_case",
    "not_off_duty": "not_off_duty_case",
    "sos": "sos_case",
    "duress": "duress_case",
    "desk_absent": "desk_absent_case",
    "mission_silence": "mission_silence_case",
    "call_unanswered": "call_unanswered_case",
    "call_missed": "call_missed_case",
    "mission_not_started": "mission_not_started_case",
    "mission_not_ended": "mission_not_ended_case",
}
"""By the sort of case (``kind_text``), or else by its kind."""
_TO_WORKER = {
    "silence": "overdue_worker",
    "call_unanswered": "call_unanswered_worker",
    "not_on_duty": "shift_start_reminder",
    "not_off_duty": "end_reminder",
    "mission_not_started": "mission_start_reminder",
    "mission_not_ended": "mission_end_reminder",
}


def texts(
    case: Case,
    plan: Plan,
    slot: str,
    people: tuple[Recipient, ...],
    now_ms: int,
    *,
    broadcast: bool,
    at_once: int = FAN_OUT_ABOVE,
    channels: tuple[Channel, ...] = ("sms",),
) -> tuple[Write, ...]:
    """What each of them is told of the case; the worker in words of his own."""
    template = _of_its_sort(_TEMPLATES, case, plan) or "case_opened"
    forced = case.silent and not case.kind.startswith("alarm_")  # a hold-up is told by its name: only the site is not
    if forced:
        template = "duress_case"
    if broadcast:
        template = "broadcast_silent" if forced else "broadcast"
    workers = tuple(one for one in people if one.group == "worker")
    others = tuple(one for one in people if one.group != "worker")
    customer, site, subject = case.customer_id, case.site, case.key.pk
    to_worker = _of_its_sort(_TO_WORKER, case, plan)
    writes: tuple[Write, ...] = ()
    for channel in channels:
        writes += compose_all(
            subject,
            slot,
            others,
            template,
            plan.params,
            now_ms,
            customer_id=customer,
            site=site,
            at_once=at_once,
            channel=channel,
        )
        if workers and to_worker:
            writes += compose_all(
                subject,
                slot,
                workers,
                to_worker,
                plan.params,
                now_ms,
                customer_id=customer,
                site=site,
                unless=case.subject,
                channel=channel,
            )
    return writes


def _of_its_sort(templates: Mapping[str, str], case: Case, plan: Plan) -> str | None:
    return templates.get(str(plan.params.get("kind_text"))) or templates.get(case.kind)


def tell_alarmed(
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


def outside(case: Case, plan: Plan, people: tuple[Recipient, ...], now_ms: int, *, ring: bool) -> tuple[Write, ...]:
    """The case as it is told to those outside while nobody sits at its desk; what is grave also rings."""
    channels: tuple[Channel, ...] = ("call", "sms") if ring else ("sms",)
    return texts(case, plan, f"outside/{now_ms}", people, now_ms, broadcast=False, channels=channels)
