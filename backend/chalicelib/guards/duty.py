"""A guard's duty, decided: on duty, extension, off duty, and what a change of company means for the others. All pure.

What a duty has in common with every watch stands in ``engine/watching.py``.
"""

from typing import Literal

import msgspec

from chalicelib.engine.alarm import written
from chalicelib.engine.messages import Recipient
from chalicelib.engine.reports import Report
from chalicelib.engine.watch import OnWatch, ended, noted, prolonged
from chalicelib.engine.watching import Around, Words, heard_on_all, message
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
from chalicelib.guards.length import LONGEST_H, counted_from_ms, latest_end_ms
from chalicelib.guards.place import Place
from chalicelib.guards.states import Duty, Member, Shift
from chalicelib.platform.problems import conflict, invalid
from chalicelib.platform.time import MINUTE_MS, SECOND_MS
from chalicelib.records.change import Change, Event, Write, create, remove, update
from chalicelib.records.rows import Row

SHORTEST_MS = 10 * SECOND_MS
WORDS = Words(reminder="reminder", end_reminder="end_reminder", silence="silence", not_ended="not_off_duty")


class Watched(Around[Duty], frozen=True, kw_only=True):
    """Everything around one duty that a decision may need."""

    company: Company
    place: Place
    words: Words = WORDS
    colleagues: tuple[Recipient, ...] = ()
    """The others on duty at the same assignment, for the texts that tell them they are alone."""


def _check_planned_end(planned_end_ms: int, shift: Row[Shift] | None, now_ms: int) -> None:
    begins_ms = counted_from_ms(shift.state.start_ms if shift else None, now_ms)
    if not now_ms + SHORTEST_MS <= planned_end_ms <= latest_end_ms(begins_ms):
        raise invalid("planned_end_ms", "duty.planned_end", hours=LONGEST_H)


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
    _check_planned_end(planned_end_ms, shift, now_ms)
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
    pointer = OnWatch(customer_id=assignment.customer_id, person_id=guard.id, subject=duty.key.pk)
    writes: tuple[Write, ...] = (create(duty, event), create(pointer))
    writes += _company_writes(duty, company, members, place, guard, colleagues, now_ms)
    if shift:
        met = msgspec.structs.replace(shift.state, state="met", closed_at_ms=now_ms)
        writes += (update(shift, met, Event("shift_met", {"duty": duty_id})),)
    return Change(writes + shift_case, "on")


def extend(watched: Watched, minutes: int, report: Report, now_ms: int) -> Change:
    """The duty lasts longer than planned, and so does the company that others have of it."""
    duty = watched.row.state
    if not duty.on:
        raise conflict("duty.over")
    planned_end_ms = max(duty.planned_end_ms, now_ms) + minutes * MINUTE_MS
    if planned_end_ms > latest_end_ms(duty.started_at_ms):
        raise invalid("minutes", "duty.planned_end", hours=LONGEST_H)
    after = prolonged(duty, planned_end_ms, now_ms)
    event = Event("extended", {"minutes": minutes, "planned_end_ms": planned_end_ms}, report.private)
    longer = company_follows(watched, Change((update(watched.row, after, event),), "extended"), now_ms)
    return longer + heard_on_all(watched, report, now_ms)


def go_off_duty(watched: Watched, report: Report, now_ms: int) -> Change:
    """Off duty is a report too: the watch ends, the last position is forgotten, and who stays behind may be alone."""
    duty = watched.row.state
    if not duty.on:
        raise conflict("duty.over")
    gone = ended(noted(duty, report, now_ms), now_ms)
    after = msgspec.structs.replace(gone, dispatch="", usual=None)
    over = update(watched.row, after, Event("off_duty", report.public, report.private))
    change = company_follows(watched, Change((over,), "off"), now_ms)
    pointer = (remove(watched.pointer),) if watched.pointer else ()
    return change + Change(pointer) + heard_on_all(watched, report, now_ms)


def come_back(
    watched: Watched,
    assignment_id: str,
    shift: Row[Shift] | None,
    planned_end_ms: int,
    report: Report,
    now_ms: int,
) -> Change:
    """On duty again after an end that was feigned: as an ordinary one on the phone, and the same watch here."""
    _check_planned_end(planned_end_ms, shift, now_ms)
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
    event = Event("on_duty_under_duress", data, report.private)
    return company_follows(watched, Change((update(watched.row, after, event),), "on"), now_ms)


def company_lapses(company: Company, place: Place, colleagues: tuple[Recipient, ...], now_ms: int) -> Change:
    """A colleague's planned end has come: whoever rested on it is alone from now."""
    assert company.presence is not None
    members = company.presence.state.members
    lapse = presence_write(company, place.assignment.customer_id, place.assignment.id, members, now_ms, "")
    return Change(lapse + _others(company, members, place, colleagues, now_ms, ""))


def company_follows(watched: Watched, change: Change, now_ms: int) -> Change:
    """The change with what it means for the company: the presence, and everybody who is alone by it or no more."""
    own = written(change, watched.row)
    if own is None or not isinstance(own.after, Duty):
        return change
    members = members_after(watched.company, own.after)
    after = with_company(own.after, members, now_ms) if own.after.on else own.after
    others = tuple(write for write in change.writes if write is not own)
    before = watched.company.presence
    more: tuple[Write, ...] = ()
    if before is None or set(before.state.members) != set(members):
        more = _company_writes(
            after, watched.company, members, watched.place, watched.worker, watched.colleagues, now_ms
        )
    own = msgspec.structs.replace(own, after=after)
    return msgspec.structs.replace(change, writes=(own, *others, *more))


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
        writes.append(message(one.state, slot, to, template, params, now_ms))
    return tuple(writes)


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


def shown_as_it_is(change: Change, row: Row[Duty]) -> Change:
    """Whatever assignment a forced guard was shown, the phone shows the real one from now."""
    own = written(change, row)
    if own is None or not isinstance(own.after, Duty) or (own.after.sos_id and not own.after.feigned):
        return change
    shown = msgspec.structs.replace(own, after=msgspec.structs.replace(own.after, shown_at=""))
    return msgspec.structs.replace(change, writes=(shown, *(one for one in change.writes if one is not own)))
