"""A guard's duty, decided: on duty, check-in, extension, off duty, and what the clock does with silence. All pure."""

from typing import Literal

import msgspec

from chalicelib.engine.cases import Case, Opening, Plan, heard_again, open_case, silent_again
from chalicelib.engine.messages import Hush, Recipient, compose
from chalicelib.guards.company import (
    MOST_AT_ONCE,
    MOST_IN_ONE,
    Company,
    members_after,
    presence_write,
    shift_event,
    shifted,
    with_company,
)
from chalicelib.guards.place import Place
from chalicelib.guards.states import LATE_MS, Duty, Member, OnDuty, Position, Shift
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import conflict, invalid
from chalicelib.platform.time import HOUR_MS, MINUTE_MS, SECOND_MS
from chalicelib.records.change import Change, Event, Write, create, remove, update
from chalicelib.records.rows import Row

LONGEST_MS = 16 * HOUR_MS
SHORTEST_MS = 10 * SECOND_MS
FUTURE_MS = 2 * MINUTE_MS
"""A phone's clock may be so far ahead of ours."""
OLDEST_MS = 12 * HOUR_MS
"""A report that waited longer than this in an outbox tells nothing about now."""
LIVE_MS = 2 * MINUTE_MS
"""A report that is not older is from somebody who is well now."""
EXTENSION_AFTER_CASE_MS = 15 * MINUTE_MS


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a guard, or an operator for the guard, says with a check-in or an off duty."""

    happened_at_ms: int
    position: Position | None = None
    battery_percent: int | None = None
    on_behalf: dict[str, str] | None = None
    """How the caller on the telephone was identified, and what the operator noted."""

    @property
    def private(self) -> dict[str, object]:
        """The personal part, as the journal keeps it."""
        found: dict[str, object] = {}
        if self.position:
            found["position"] = msgspec.to_builtins(self.position)
        if self.on_behalf:
            found["on_behalf"] = self.on_behalf
        return found

    @property
    def public(self) -> dict[str, object]:
        """The rest of it."""
        return {"happened_at_ms": self.happened_at_ms, "battery": self.battery_percent}


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """Everything around one duty that a decision may need."""

    row: Row[Duty]
    company: Company
    place: Place
    guard: Recipient
    people: tuple[Recipient, ...] = ()
    case: Row[Case] | None = None
    plan: Plan | None = None
    also: tuple[Row[Case], ...] = ()
    """The other open cases of its silences: no check-in, not off duty."""
    on_duty: Row[OnDuty] | None = None
    hush: Row[Hush] | None = None
    colleagues: tuple[Recipient, ...] = ()
    """The others on duty at the same assignment, for the texts that tell them they are alone."""


def check_time(happened_at_ms: int, now_ms: int) -> None:
    """Refuse what cannot be: a report from the future, or from too long ago."""
    if happened_at_ms > now_ms + FUTURE_MS:
        raise invalid("happened_at_ms", "time.future")
    if happened_at_ms < now_ms - OLDEST_MS:
        raise invalid("happened_at_ms", "time.too_old", hours=OLDEST_MS // HOUR_MS)


def check_position(position: Position | None, now_ms: int) -> None:
    """Refuse a position measured in the future, or long before the report."""
    if position and not now_ms - 2 * OLDEST_MS <= position.measured_at_ms <= now_ms + FUTURE_MS:
        raise invalid("position.measured_at_ms", "time.position")


def _check_planned_end(planned_end_ms: int, now_ms: int) -> None:
    if not now_ms + SHORTEST_MS <= planned_end_ms <= now_ms + LONGEST_MS:
        raise invalid("planned_end_ms", "duty.planned_end", hours=LONGEST_MS // HOUR_MS)


def go_on_duty(
    duty_id: str,
    place: Place,
    guard: Recipient,
    company: Company,
    colleagues: tuple[Recipient, ...],
    shift: Row[Shift] | None,
    shift_case: tuple[Write, ...],
    planned_end_ms: int,
    report: Report,
    now_ms: int,
) -> Change:
    """On duty: the watch begins if nobody else is there, and everybody else's rests."""
    _check_planned_end(planned_end_ms, now_ms)
    if company.presence and len(company.presence.state.members) >= MOST_AT_ONCE:
        raise conflict("duty.crowded", most=MOST_AT_ONCE)
    policy, assignment = place.policy, place.assignment
    duty = Duty(
        customer_id=assignment.customer_id,
        id=duty_id,
        guard_id=guard.id,
        assignment_id=assignment.id,
        site=assignment.site_id,
        started_at_ms=now_ms,
        planned_end_ms=planned_end_ms,
        interval_s=policy.interval_s,
        reminder_s=policy.reminder_s,
        grace_s=policy.grace_s,
        end_reminder_s=policy.end_reminder_s,
        end_grace_s=policy.end_grace_s,
        next_ms=now_ms + policy.interval_s * SECOND_MS,
        heard_at_ms=now_ms,
        position=report.position,
        battery=report.battery_percent,
        loud=assignment.loud,
        pin=assignment.pin_required,
        instruction=assignment.instruction.version,
    )
    members = members_after(company, duty)
    duty = with_company(duty, members, now_ms)
    data = {
        **report.public,
        "guard": guard.id,
        "assignment": assignment.id,
        "planned_end_ms": planned_end_ms,
        "instruction_read": assignment.instruction.version,
        "alone": duty.alone,
        "next_ms": duty.next_ms,
    }
    event = Event("on_duty", data, {**report.private, "name": guard.name})
    pointer = OnDuty(
        customer_id=assignment.customer_id, person_id=guard.id, duty_id=duty_id, assignment_id=assignment.id
    )
    writes: tuple[Write, ...] = (create(duty, event), create(pointer))
    writes += _company_writes(duty, company, members, place, guard, colleagues, now_ms)
    if shift:
        met = msgspec.structs.replace(shift.state, state="met", closed_at_ms=now_ms)
        writes += (update(shift, met, Event("shift_met", {"duty": duty_id})),)
    return Change(writes + shift_case, "on")


def check_in(row: Row[Duty], case: Row[Case] | None, report: Report, now_ms: int) -> Change:
    """I am all right. Live, it restarts the watch; late, it is evidence of how it was then, and closes nothing."""
    duty = row.state
    if not duty.on:
        raise conflict("duty.over")
    live = report.happened_at_ms >= now_ms - LIVE_MS
    heard_at_ms = max(duty.heard_at_ms, min(report.happened_at_ms, now_ms))
    after = msgspec.structs.replace(duty, heard_at_ms=heard_at_ms, battery=_known(report.battery_percent, duty.battery))
    if report.position and (not duty.position or report.position.measured_at_ms >= duty.position.measured_at_ms):
        after = msgspec.structs.replace(after, position=report.position)
    if duty.alone and (live or duty.stage != "silent"):
        basis_ms = now_ms if live else min(report.happened_at_ms, now_ms)
        next_ms = max(basis_ms + duty.interval_s * SECOND_MS, duty.next_ms or 0)
        if live:
            next_ms = now_ms + duty.interval_s * SECOND_MS
        changed = next_ms != duty.next_ms
        stage, late = ("ok", False) if changed else (duty.stage, duty.late)
        after = msgspec.structs.replace(after, next_ms=next_ms, stage=stage, late=late)
    data = {**report.public, "live": live, "next_ms": after.next_ms}
    writes: tuple[Write, ...] = (update(row, after, Event("check_in", data, report.private)),)
    if case and case.state.state != "resolved" and live:
        writes += (heard_again(case, now_ms, report.private),)
    return Change(writes, "heard")


def extend(watched: Watched, minutes: int, report: Report, now_ms: int) -> Change:
    """The duty lasts longer than planned, and so does the company that others have of it."""
    duty = watched.row.state
    if not duty.on:
        raise conflict("duty.over")
    planned_end_ms = max(duty.planned_end_ms, now_ms) + minutes * MINUTE_MS
    if planned_end_ms > duty.started_at_ms + LONGEST_MS:
        raise invalid("minutes", "duty.planned_end", hours=LONGEST_MS // HOUR_MS)
    after = msgspec.structs.replace(duty, planned_end_ms=planned_end_ms, end_stage="ok")
    if after.end_due_ms <= now_ms:
        after = msgspec.structs.replace(after, end_stage="reminded")
    event = Event("extended", {"minutes": minutes, "planned_end_ms": planned_end_ms}, report.private)
    return changed(watched, after, event, now_ms, "extended") + _heard(watched, report, now_ms)


def go_off_duty(watched: Watched, report: Report, now_ms: int) -> Change:
    """Off duty is a report too: the watch ends, the last position is forgotten, and who stays behind may be alone."""
    duty = watched.row.state
    if not duty.on:
        raise conflict("duty.over")
    after = msgspec.structs.replace(
        duty, on=False, next_ms=None, ended_at_ms=now_ms, position=None, heard_at_ms=max(duty.heard_at_ms, now_ms)
    )
    change = changed(watched, after, Event("off_duty", report.public, report.private), now_ms, "off")
    pointer = (remove(watched.on_duty),) if watched.on_duty else ()
    return change + Change(pointer) + _heard(watched, report, now_ms)


def _heard(watched: Watched, report: Report, now_ms: int) -> Change:
    """Who says when the duty ends is well now: evidence on every open silence of this duty."""
    cases = (*((watched.case,) if watched.case else ()), *watched.also)
    return Change(tuple(heard_again(case, now_ms, report.private) for case in cases if case.state.state != "resolved"))


def come_back(watched: Watched, assignment_id: str, planned_end_ms: int, report: Report, now_ms: int) -> Change:
    """On duty again after an end that was feigned: as an ordinary one on the phone, and the same watch here."""
    _check_planned_end(planned_end_ms, now_ms)
    duty = watched.row.state
    after = msgspec.structs.replace(
        duty,
        feigned=False,
        shown_at="" if assignment_id == duty.assignment_id else assignment_id,
        planned_end_ms=planned_end_ms,
        end_stage="ok",
        stage="ok",
        next_ms=now_ms + duty.interval_s * SECOND_MS if duty.alone else None,
        heard_at_ms=max(duty.heard_at_ms, now_ms),
        position=report.position or duty.position,
    )
    data = {**report.public, "assignment": assignment_id, "planned_end_ms": planned_end_ms}
    return changed(watched, after, Event("on_duty_under_duress", data, report.private), now_ms, "on")


# -- what the clock does ---------------------------------------------------------------------------------------------


def fall_due(watched: Watched, now_ms: int) -> Change:
    """Whatever of this duty is due first: a reminder, the end of the grace, the planned end."""
    duty = watched.row.state
    if duty.check_in_due_ms <= duty.end_due_ms:
        return _remind(watched, now_ms) if duty.stage == "ok" else _fall_silent(watched, now_ms)
    return _remind_of_end(watched, now_ms) if duty.end_stage == "ok" else _not_off_duty(watched, now_ms)


def _remind(watched: Watched, now_ms: int) -> Change:
    duty = watched.row.state
    assert duty.next_ms is not None
    after = msgspec.structs.replace(duty, stage="reminded")
    text = _text(watched, f"reminder/{duty.next_ms}", "reminder", {"deadline_ms": duty.next_ms}, now_ms)
    return Change((update(watched.row, after, Event("reminded", {"next_ms": duty.next_ms})), *text))


def _fall_silent(watched: Watched, now_ms: int) -> Change:
    """The grace is over: a case. Found late, the silence was ours as much: the guard is asked first."""
    duty = watched.row.state
    deadline_ms = duty.next_ms
    assert deadline_ms is not None
    if now_ms - duty.check_in_due_ms > LATE_MS and not duty.late:
        after = msgspec.structs.replace(duty, late=True, next_ms=now_ms)
        text = _text(watched, f"late/{deadline_ms}", "after_outage", {"since_ms": deadline_ms}, now_ms)
        event = Event("late_detected", {"deadline_ms": deadline_ms, "late_ms": now_ms - duty.check_in_due_ms})
        return Change((update(watched.row, after, event), *text))
    event = Event("missed", {"deadline_ms": deadline_ms, "late_detected": duty.late})
    if watched.case and watched.plan and watched.case.state.state != "resolved":
        after = msgspec.structs.replace(duty, stage="silent", late=False)
        again = silent_again(watched.case, watched.plan, now_ms, event)
        return Change((update(watched.row, after, event), *again))
    case_id = id_from("silence", duty.id, str(deadline_ms))
    after = msgspec.structs.replace(duty, stage="silent", late=False, case_id=case_id)
    opening = _opening(watched, case_id, "silence", {"deadline_ms": deadline_ms, "since_ms": duty.heard_at_ms})
    return changed(watched, after, event, now_ms, "silent") + Change(open_case(opening, now_ms))


def _remind_of_end(watched: Watched, now_ms: int) -> Change:
    duty = watched.row.state
    after = msgspec.structs.replace(duty, end_stage="reminded")
    params: dict[str, object] = {"planned_end_ms": duty.planned_end_ms}
    text = _text(watched, f"end/{duty.planned_end_ms}", "end_reminder", params, now_ms)
    return Change((update(watched.row, after, Event("reminded_of_end", params)), *text))


def _not_off_duty(watched: Watched, now_ms: int) -> Change:
    duty = watched.row.state
    case_id = id_from("not_off_duty", duty.id, str(duty.planned_end_ms))
    after = msgspec.structs.replace(duty, end_stage="overdue", end_case_id=case_id)
    opening = _opening(watched, case_id, "not_off_duty", {"planned_end_ms": duty.planned_end_ms})
    event = Event("end_missed", {"planned_end_ms": duty.planned_end_ms})
    return Change((update(watched.row, after, event), *open_case(opening, now_ms)))


def company_lapses(company: Company, place: Place, colleagues: tuple[Recipient, ...], now_ms: int) -> Change:
    """A colleague's planned end has come: whoever rested on it is alone from now."""
    assert company.presence is not None
    members = company.presence.state.members
    lapse = presence_write(company, place.assignment.customer_id, place.assignment.id, members, now_ms, "")
    return Change(lapse + _others(company, members, place, colleagues, now_ms, ""))


def case_ended(watched: Watched, case_id: str, now_ms: int) -> Change:
    """An operator has resolved a case of this duty: if the guard is still on duty, the watch goes on from now."""
    duty = watched.row.state
    after = duty
    if duty.case_id == case_id:
        after = msgspec.structs.replace(after, case_id="", stage="ok", late=False)
        if duty.on and duty.alone:
            after = msgspec.structs.replace(after, next_ms=now_ms + duty.interval_s * SECOND_MS)
    if duty.sos_id == case_id:
        after = msgspec.structs.replace(after, sos_id="", hushed=False, feigned=False, shown_at="")
    if duty.end_case_id == case_id:
        after = msgspec.structs.replace(after, end_case_id="")
        if duty.on:
            longer_ms = now_ms + EXTENSION_AFTER_CASE_MS
            after = msgspec.structs.replace(after, planned_end_ms=longer_ms, end_stage="reminded")
    if after == duty:
        return Change()
    event = Event("watch_goes_on" if duty.on else "case_ended", {"case": case_id, "next_ms": after.next_ms})
    hush = (remove(watched.hush),) if watched.hush and not after.hushed else ()
    if not duty.on:
        return Change((update(watched.row, after, event), *hush))
    return changed(watched, after, event, now_ms, "") + Change(hush)


# -- shared ----------------------------------------------------------------------------------------------------------


def _known(new: int | None, old: int | None) -> int | None:
    return old if new is None else new


def changed(watched: Watched, after: Duty, event: Event, now_ms: int, result: str) -> Change:
    """The duty, its presence, and everybody whose company changes by it, in one change."""
    members = members_after(watched.company, after)
    if after.on:
        after = with_company(after, members, now_ms)
    writes: tuple[Write, ...] = (update(watched.row, after, event),)
    before = watched.company.presence
    if before is None or before.state.members != members:
        writes += _company_writes(
            after, watched.company, members, watched.place, watched.guard, watched.colleagues, now_ms
        )
    return Change(writes, result)


def _company_writes(
    duty: Duty,
    company: Company,
    members: tuple[Member, ...],
    place: Place,
    guard: Recipient,
    colleagues: tuple[Recipient, ...],
    now_ms: int,
) -> tuple[Write, ...]:
    presence = presence_write(company, duty.customer_id, duty.assignment_id, members, now_ms, duty.id)
    return presence + _others(company, members, place, colleagues, now_ms, duty.id, guard.name)


def _others(
    company: Company,
    members: tuple[Member, ...],
    place: Place,
    colleagues: tuple[Recipient, ...],
    now_ms: int,
    but: str,
    name: str = "",
) -> tuple[Write, ...]:
    """Those whose company changes, and a text to each of them about it."""
    writes: list[Write] = []
    known = {one.id: one for one in colleagues}
    for one in shifted(company, members, now_ms, but)[:MOST_IN_ONE]:
        writes.append(update(one.row, one.state, shift_event(one)))
        to = known.get(one.state.guard_id)
        if to is None or one.state.hushed:
            continue
        template: Literal["left_alone", "joined"] = "left_alone" if one.left_alone else "joined"
        params: dict[str, object] = {"site": place.site.name, "next_ms": one.state.next_ms, "name": name}
        slot = f"{template}/{one.row.version}"
        writes.append(_message(one.state, slot, to, template, params, now_ms))
    return tuple(writes)


def _text(watched: Watched, slot: str, template: str, params: dict[str, object], now_ms: int) -> tuple[Write, ...]:
    duty = watched.row.state
    if duty.hushed:
        return ()
    told = {"site": watched.place.site.name, **params}
    return (_message(duty, slot, watched.guard, template, told, now_ms),)


def _message(duty: Duty, slot: str, to: Recipient, template: str, params: dict[str, object], now_ms: int) -> Write:
    return compose(
        duty.key.pk,
        slot,
        to,
        template,
        params,
        now_ms,
        customer_id=duty.customer_id,
        site=duty.site,
        unless=duty.key.pk,
        urgent=True,
    )


def _opening(watched: Watched, case_id: str, kind: str, params: dict[str, object]) -> Opening:
    """What a case of this duty opens with."""
    duty, place, guard = watched.row.state, watched.place, watched.guard
    private: dict[str, object] = {"name": guard.name, "phone": guard.phone, "site": place.site.name}
    if duty.position:
        private["position"] = msgspec.to_builtins(duty.position)
    return Opening(
        id=case_id,
        kind=kind,
        customer_id=duty.customer_id,
        site=duty.site,
        subject=duty.key.pk,
        person_id=duty.guard_id,
        ladder=place.policy.ladder,
        steps=place.policy.steps,
        broadcast_s=place.policy.broadcast_s,
        take_timeout_s=place.policy.take_timeout_s,
        silent=duty.hushed,
        people=tuple(one for one in watched.people if not duty.hushed or one.group != "contacts"),
        params={**told_of(guard, place), **params},
        private=private,
    )


def told_of(guard: Recipient, place: Place) -> dict[str, object]:
    """What every text about a guard at a place may say."""
    return {
        "name": guard.name,
        "number": guard.phone,
        "phone": guard.phone,
        "site": place.site.name,
        "town": place.site.town,
        "assignment": place.assignment.name,
    }
