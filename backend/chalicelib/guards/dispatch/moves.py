"""What a dispatch does to who has it: asked, away at the alarm, back at the usual, and who is left behind. Pure.

A guard's duty says itself what he is asked for, in the same transaction: so he is never in two dispatches, and whoever
goes off duty in that instant is seen. A subcontractor has a row of his own for it.
"""

import msgspec

from chalicelib.engine.reports import Report
from chalicelib.engine.watch import heard
from chalicelib.engine.watching import heard_on_all
from chalicelib.guards.dispatch.rules import AtAlarm, at_alarm
from chalicelib.guards.dispatch.states import Called, Dispatch, reference
from chalicelib.guards.duty import Watched, company_follows
from chalicelib.guards.states import Duty, Job, Usual
from chalicelib.platform.time import SECOND_MS
from chalicelib.records.change import NOTHING, Change, Event, create, remove, update
from chalicelib.records.rows import Row


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who is asked or has it, as they were read: a guard with all that surrounds his duty, or a subcontractor."""

    watched: Watched | None = None
    called: Row[Called] | None = None


NOBODY = Holder()


def asked_guard(row: Row[Duty], dispatch: Dispatch) -> Change:
    """The duty of a guard who is asked: he is asked for nothing else meanwhile."""
    event = Event("asked_to_go", {"case": dispatch.case_id, "dispatch": dispatch.id})
    return Change((update(row, msgspec.structs.replace(row.state, dispatch=reference(dispatch)), event),))


def asked_subcontractor(person_id: str, dispatch: Dispatch, before: Row[Called] | None = None) -> Change:
    """A subcontractor who is asked; what he has said yes to ``before`` is told of by telephone from now."""
    called = Called(customer_id=dispatch.customer_id, person_id=person_id, dispatch=reference(dispatch))
    return Change((update(before, called) if before else create(called),))


def said(holder: Holder, report: Report, now_ms: int) -> Change:
    """Something was said by who has it: whatever else it is, it is a sign of life."""
    watched = holder.watched
    if watched is None:
        return NOTHING
    after = heard(watched.row.state, report, now_ms)
    event = Event("heard_at_alarm", {**report.public, "next_ms": after.next_ms}, report.private)
    return Change((update(watched.row, after, event),)) + heard_on_all(watched, report, now_ms)


def goes(holder: Holder, dispatch: Dispatch, report: Report, now_ms: int) -> Change:
    """He leaves for the alarm: watched at its risk from now, and whoever is left behind alone is watched at once."""
    watched = holder.watched
    if watched is None:
        return NOTHING
    duty = heard(watched.row.state, report, now_ms)
    usual = AtAlarm(duty.interval_s, duty.reminder_s, duty.grace_s)
    rules = at_alarm(dispatch.priority, usual)
    away = msgspec.structs.replace(
        duty,
        alone=True,
        dispatch=reference(dispatch),
        usual=Usual(usual.interval_s, usual.reminder_s, usual.grace_s),
        interval_s=rules.interval_s,
        reminder_s=rules.reminder_s,
        grace_s=rules.grace_s,
        **_from_now(duty, rules.interval_s, now_ms),
    )
    data = {"case": dispatch.case_id, "dispatch": dispatch.id, "interval_s": rules.interval_s, "next_ms": away.next_ms}
    event = Event("went_to_alarm", {**report.public, **data}, report.private)
    change = Change((update(watched.row, away, event),)) + heard_on_all(watched, report, now_ms)
    return company_follows(watched, change, now_ms)


def let_go(holder: Holder, dispatch: Dispatch, now_ms: int, report: Report | None = None) -> Change:
    """He is asked or away no more: back at the usual interval, and in company if there is any."""
    if holder.called is not None:
        return Change((remove(holder.called),))
    watched = holder.watched
    if watched is None or watched.row.state.dispatch != reference(dispatch):
        return NOTHING
    duty = heard(watched.row.state, report, now_ms) if report else watched.row.state
    after = back(duty, dispatch, now_ms)
    event = Event(
        "back_from_alarm" if duty.away else "asked_no_more", {"dispatch": dispatch.id, "next_ms": after.next_ms}
    )
    change = Change((update(watched.row, after, event),))
    if report:
        change += heard_on_all(watched, report, now_ms)
    return company_follows(watched, change, now_ms)


def back(duty: Duty, dispatch: Dispatch, now_ms: int) -> Duty:
    """The duty as it was before he was sent."""
    after = msgspec.structs.replace(duty, dispatch="", usual=None)
    usual = duty.usual
    if usual is None:
        return after
    job = Job(site=dispatch.site, ended_at_ms=now_ms) if dispatch.site and dispatch.on_scene_at_ms else duty.last_job
    after = msgspec.structs.replace(
        after, interval_s=usual.interval_s, reminder_s=usual.reminder_s, grace_s=usual.grace_s, last_job=job
    )
    return msgspec.structs.replace(after, **_from_now(after, usual.interval_s, now_ms)) if after.on else after


def _from_now(duty: Duty, interval_s: int, now_ms: int) -> dict[str, object]:
    """The watch begins anew with that interval; a silence that is open stays one."""
    if duty.stage == "silent":
        return {}
    return {"next_ms": now_ms + interval_s * SECOND_MS, "stage": "ok", "late": False}
