"""What the phone is shown of a duty. A silent SOS or duress is nowhere in it."""

from typing import Literal

import msgspec

from chalicelib.engine.reports import Position
from chalicelib.engine.watch import Dying, quiet_until_ms
from chalicelib.guards.place import Place, shown_place
from chalicelib.guards.states import Duty, Presence, Shift, presence_key
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register import repository
from chalicelib.register.policy import Risk
from chalicelib.register.repository import everything
from chalicelib.register.states import Assignment, Person


class Who(msgspec.Struct, frozen=True):
    """A person by name."""

    id: str
    name: str


class AssignmentView(msgspec.Struct, frozen=True, kw_only=True):
    """An assignment as a guard needs it."""

    id: str
    name: str
    site_name: str
    address: str
    risk: Risk
    instruction: str
    instruction_version: int


class DutyView(msgspec.Struct, frozen=True, kw_only=True):
    """A duty as the phone shows it. Times in milliseconds since the epoch."""

    id: str
    version: int
    on: bool
    guard: Who
    assignment: AssignmentView
    alone: bool
    company: list[str]
    started_at_ms: int
    planned_end_ms: int
    next_check_in_ms: int | None
    interval_s: int
    reminder_s: int
    grace_s: int
    stage: Literal["ok", "reminded", "silent"]
    end_stage: Literal["ok", "reminded", "overdue"]
    last_heard_at_ms: int
    last_position: Position | None
    battery_percent: int | None
    dying: Dying | None
    loud: bool
    pin_required: bool
    quiet_until_ms: int
    """Until then the page neither rings nor lights up: nothing may betray an alarm on that phone."""
    server_now_ms: int


class ShiftView(msgspec.Struct, frozen=True, kw_only=True):
    """A planned shift."""

    id: str
    version: int
    guard: Who
    assignment_id: str
    assignment_name: str
    site_name: str
    start_ms: int
    end_ms: int
    state: Literal["planned", "reminded", "missed", "met", "cancelled"]


def assignment_view(assignment: Assignment, place: Place) -> AssignmentView:
    """An assignment with its site's name and address."""
    site = place.site
    return AssignmentView(
        id=assignment.id,
        name=assignment.name,
        site_name=site.name,
        address=f"{site.address}, {site.postal_code} {site.town}",
        risk=assignment.risk,
        instruction=assignment.instruction.text,
        instruction_version=assignment.instruction.version,
    )


def as_on_the_phone(row: Row[Duty]) -> Row[Duty]:
    """A duty that was ended under duress, as its guard's phone must show it: over."""
    if not row.state.feigned:
        return row
    over = msgspec.structs.replace(row.state, on=False, next_ms=None, position=None, dying=None)
    return msgspec.structs.replace(row, state=over)


def duty_view(engine: Engine, row: Row[Duty], guard_name: str, now_ms: int) -> DutyView:
    """The duty for its guard; reads no table while the guard is alone and the place is known."""
    duty = row.state
    place = shown_place(engine, duty.shown_at or duty.assignment_id, now_ms)
    return DutyView(
        id=duty.id,
        version=row.version,
        on=duty.on,
        guard=Who(duty.guard_id, guard_name),
        assignment=assignment_view(place.assignment, place),
        alone=duty.alone,
        company=[] if duty.alone or not duty.on else _company(engine, duty),
        started_at_ms=duty.started_at_ms,
        planned_end_ms=duty.planned_end_ms,
        next_check_in_ms=duty.next_ms,
        interval_s=duty.interval_s,
        reminder_s=duty.reminder_s,
        grace_s=duty.grace_s,
        stage=duty.stage,
        end_stage=duty.end_stage,
        last_heard_at_ms=duty.heard_at_ms,
        last_position=duty.position,
        battery_percent=duty.battery,
        dying=duty.dying,
        loud=duty.loud,
        pin_required=duty.pin,
        quiet_until_ms=quiet_until_ms(duty, now_ms),
        server_now_ms=now_ms,
    )


def _company(engine: Engine, duty: Duty) -> list[str]:
    presence = engine.get(presence_key(duty.assignment_id), Presence)
    members = presence.state.members if presence else ()
    ids = [one.guard_id for one in members if one.duty_id != duty.id]
    people = repository.find_all(engine, everything, Person, ids)
    return [row.state.name for row in people.values()]


def shift_view(engine: Engine, row: Row[Shift], guard_name: str, now_ms: int) -> ShiftView:
    """A shift with the names of its place."""
    shift = row.state
    place = shown_place(engine, shift.assignment_id, now_ms)
    return ShiftView(
        id=shift.id,
        version=row.version,
        guard=Who(shift.guard_id, guard_name),
        assignment_id=shift.assignment_id,
        assignment_name=place.assignment.name,
        site_name=place.site.name,
        start_ms=shift.start_ms,
        end_ms=shift.end_ms,
        state=shift.state,
    )
