"""Planned shifts: a guard who does not go on duty in time is a silence too."""

import msgspec

from chalicelib.engine.cases import Opening, open_case
from chalicelib.engine.messages import Recipient, compose
from chalicelib.engine.watch import LATE_MS
from chalicelib.guards.duty import told_of
from chalicelib.guards.length import LONGEST_H, latest_end_ms
from chalicelib.guards.place import Place
from chalicelib.guards.states import Shift
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import conflict, invalid, stale
from chalicelib.platform.time import DAY_MS, HOUR_MS
from chalicelib.records.change import NOTHING, Change, Event, Write, create, update
from chalicelib.records.rows import Row

PLANNED_AHEAD_MS = 400 * DAY_MS


def plan_shift(shift_id: str, place: Place, guard: Recipient, start_ms: int, end_ms: int, now_ms: int) -> Change:
    """A shift is planned. Its start is a deadline from now on."""
    _check_start(start_ms, now_ms)
    _check_end(start_ms, end_ms, now_ms)
    shift = Shift(
        customer_id=place.assignment.customer_id,
        id=shift_id,
        guard_id=guard.id,
        assignment_id=place.assignment.id,
        site=place.site.id,
        start_ms=start_ms,
        end_ms=end_ms,
        start_grace_s=place.policy.start_grace_s,
    )
    data = {"guard": guard.id, "assignment": place.assignment.id, "start_ms": start_ms, "end_ms": end_ms}
    return Change((create(shift, Event("shift_planned", data, {"name": guard.name})),), "planned")


def move_shift(
    row: Row[Shift], version: int, place: Place, guard: Recipient, start_ms: int, end_ms: int, now_ms: int
) -> Change:
    """The same shift at another time, of another length, or by somebody else; not one that was met or missed.

    With another start or guard it waits anew: whoever was reminded is no longer meant, or will be again.
    """
    shift = row.state
    if shift.lane is None:
        raise conflict("shift.over")
    if shift.case_id:
        raise conflict("shift.case")
    if version != row.version:
        raise stale(row.version)
    if start_ms != shift.start_ms:
        _check_start(start_ms, now_ms)
    _check_end(start_ms, end_ms, now_ms)
    is_new = start_ms != shift.start_ms or guard.id != shift.guard_id
    moved = msgspec.structs.replace(
        shift,
        guard_id=guard.id,
        assignment_id=place.assignment.id,
        site=place.site.id,
        start_ms=start_ms,
        end_ms=end_ms,
        start_grace_s=place.policy.start_grace_s,
        state="planned" if is_new else shift.state,
        asked_ms=None if is_new else shift.asked_ms,
    )
    if moved == shift:
        return NOTHING
    data = {"guard": guard.id, "assignment": place.assignment.id, "start_ms": start_ms, "end_ms": end_ms}
    return Change((update(row, moved, Event("shift_moved", data, {"name": guard.name})),), "moved")


def _check_start(start_ms: int, now_ms: int) -> None:
    if not now_ms - HOUR_MS <= start_ms <= now_ms + PLANNED_AHEAD_MS:
        raise invalid("start_ms", "shift.start")


def _check_end(start_ms: int, end_ms: int, now_ms: int) -> None:
    if not start_ms < end_ms <= latest_end_ms(start_ms):
        raise invalid("end_ms", "shift.end", hours=LONGEST_H)
    if end_ms <= now_ms:
        raise invalid("end_ms", "shift.end_passed")


def cancel_shift(row: Row[Shift], now_ms: int) -> Change:
    """The shift is off. One that has become a case is ended there."""
    if row.state.lane is None:
        raise conflict("shift.over")
    if row.state.case_id:
        raise conflict("shift.case")
    cancelled = msgspec.structs.replace(row.state, state="cancelled", closed_at_ms=now_ms)
    return Change((update(row, cancelled, Event("shift_cancelled")),), "cancelled")


def fall_due(row: Row[Shift], place: Place, guard: Recipient, people: tuple[Recipient, ...], now_ms: int) -> Change:
    """At its start the guard is reminded; after the grace it is a case.

    Found late, the guard may have come in vain: he is asked (again) and has the grace from now, once. Nobody is asked
    to come to a shift that is over.
    """
    shift = row.state
    late_ms = now_ms - shift.due_at_ms
    was_late = late_ms > LATE_MS and now_ms < shift.end_ms
    if shift.state == "planned":
        reminded = msgspec.structs.replace(shift, state="reminded", asked_ms=now_ms if was_late else None)
        text = _reminder(shift, "start", place, guard, now_ms)
        return Change((update(row, reminded, Event("reminded_of_start")), text))
    if was_late and shift.asked_ms is None:
        asked = msgspec.structs.replace(shift, asked_ms=now_ms)
        event = Event("late_detected", {"start_ms": shift.start_ms, "late_ms": late_ms})
        return Change((update(row, asked, event), _reminder(shift, "start-again", place, guard, now_ms)))
    case_id = id_from("not_on_duty", shift.id)
    missed = msgspec.structs.replace(shift, state="missed", case_id=case_id)
    opening = Opening(
        id=case_id,
        kind="not_on_duty",
        customer_id=shift.customer_id,
        site=shift.site,
        subject=shift.key.pk,
        person_id=guard.id,
        ladder=place.policy.ladder,
        steps=place.policy.steps,
        broadcast_s=place.policy.broadcast_s,
        take_timeout_s=place.policy.take_timeout_s,
        people=people,
        params={**told_of(guard, place), "start_ms": shift.start_ms, "since_ms": shift.start_ms},
        private={"name": guard.name, "phone": guard.phone, "site": place.site.name},
    )
    event = Event("start_missed", {"start_ms": shift.start_ms, "late_detected": shift.asked_ms is not None})
    return Change((update(row, missed, event), *open_case(opening, now_ms)))


def _reminder(shift: Shift, slot: str, place: Place, guard: Recipient, now_ms: int) -> Write:
    return compose(
        shift.key.pk,
        slot,
        guard,
        "shift_start_reminder",
        {"start_ms": shift.start_ms, **told_of(guard, place)},
        now_ms,
        customer_id=shift.customer_id,
        site=shift.site,
        urgent=True,
    )


def case_ended(row: Row[Shift], now_ms: int) -> Change:
    """The operator has seen to it: the shift waits no longer."""
    if row.state.state != "missed":
        return Change()
    closed = msgspec.structs.replace(row.state, state="cancelled", closed_at_ms=now_ms)
    return Change((update(row, closed, Event("shift_closed")),))
