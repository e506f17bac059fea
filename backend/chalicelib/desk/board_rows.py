"""The rows of the board: cases, everybody being watched, shifts that are due. Facts only; screens compute."""

from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from chalicelib.engine.cases import Case, Desk
from chalicelib.engine.reports import Position
from chalicelib.engine.watch import Dying
from chalicelib.guards.states import Duty, Shift
from chalicelib.guards.views import Who
from chalicelib.missions.states import Mission
from chalicelib.platform.operations import Key
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register.names import NAMES
from chalicelib.register.policy import Risk


class CaseRow(msgspec.Struct, frozen=True, kw_only=True):
    """A case in the queue."""

    id: str
    version: int
    kind: str
    priority: int
    desk: str
    state: Literal["open", "owned", "resolved"]
    owner: Who | None
    handed_to: Who | None
    """Whom the owner has asked to take it over, until ``handed_until_ms``."""
    handed_until_ms: int | None
    parked_until_ms: int | None
    opened_at_ms: int
    due_at_ms: int
    exhausted: bool
    evidence_at_ms: int | None
    undelivered: int
    arrived_at_ms: int | None
    """When a message that was counted as not delivered arrived after all."""
    silent: bool
    unverified: bool
    dispatched: list[str]
    """How each guard stands who is wanted for it or under way: ``wanting``, ``offered``, ``on_scene`` …"""
    subject: str
    text: str
    person_name: str | None
    site_id: str | None
    site_name: str | None
    """The site; or where the mission goes."""
    town: str | None
    customer_name: str


class GuardView(msgspec.Struct, frozen=True, kw_only=True):
    """A guard with a number to ring."""

    id: str
    name: str
    phone: str


class WatchRow(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody being watched."""

    id: str
    version: int
    on: bool
    guard: GuardView
    assignment_id: str
    assignment_name: str
    site_id: str
    site_name: str
    town: str
    risk: Risk
    alone: bool
    next_check_in_ms: int | None
    reminder_s: int
    grace_s: int
    stage: Literal["ok", "reminded", "silent"]
    end_stage: Literal["ok", "reminded", "overdue"]
    planned_end_ms: int
    started_at_ms: int
    last_heard_at_ms: int
    last_position: Position | None
    battery_percent: int | None
    dying: Dying | None
    hushed: bool
    case_id: str
    sos_id: str


class ShiftRow(msgspec.Struct, frozen=True, kw_only=True):
    """A planned shift that nobody has met yet."""

    id: str
    version: int
    guard: GuardView
    assignment_id: str
    assignment_name: str
    site_name: str
    start_ms: int
    end_ms: int
    state: str


class OperatorRow(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is on shift, and what they have before them: two operators see each other's hands."""

    id: str
    version: int
    name: str
    desks: list[Desk]
    since_ms: int
    away: bool
    case_id: str
    """The case that is open before them, until ``case_until_ms``."""
    case_until_ms: int
    writing_until_ms: int


def case_rows(
    engine: Engine, rows: list[Row[Case]], now_ms: int, missions: Iterable[Row[Mission]] = ()
) -> list[CaseRow]:
    """Cases with their names, the most urgent first; of ``missions`` those that were read already."""
    people = NAMES.people(engine, (row.state.person_id for row in rows), now_ms)
    sites = NAMES.sites(engine, (row.state.site or "" for row in rows), now_ms)
    customers = NAMES.customers(engine, (row.state.customer_id for row in rows), now_ms)
    spots = _spots(engine, rows, missions)
    found = []
    for row in rows:
        case = row.state
        person, site = people.get(case.person_id), sites.get(case.site or "")
        customer = customers.get(case.customer_id)
        place = spots.get(case.subject)
        found.append(
            CaseRow(
                id=case.id,
                version=row.version,
                kind=case.kind,
                priority=case.priority,
                desk=case.desk,
                state=case.state,
                owner=Who(case.owner_id, case.owner_name) if case.owner_id else None,
                handed_to=Who(case.handed_to_id, case.handed_to_name) if case.handed_to_id else None,
                handed_until_ms=case.handed_until_ms,
                parked_until_ms=case.parked_until_ms,
                opened_at_ms=case.opened_at_ms,
                due_at_ms=case.due_at_ms,
                exhausted=case.exhausted,
                evidence_at_ms=case.evidence_at_ms,
                undelivered=case.undelivered,
                arrived_at_ms=case.arrived_at_ms,
                silent=case.silent,
                unverified=case.unverified,
                dispatched=list(case.dispatched.values()),
                subject=case.subject,
                text=case.text,
                person_name=person.name if person else None,
                site_id=case.site,
                site_name=site.name if site else place,
                town=site.town if site else None,
                customer_name=customer.name if customer else "",
            )
        )
    return sorted(found, key=lambda case: (case.priority, case.opened_at_ms))


def _spots(engine: Engine, rows: list[Row[Case]], known: Iterable[Row[Mission]]) -> dict[str, str]:
    """Where the missions go that cases are about: the name of the place, by subject."""
    spots = {row.state.key.pk: row.state.place.name for row in known}
    subjects = {row.state.subject for row in rows if row.state.subject.startswith(f"{Mission.KIND}/")}
    missing = [Key(one) for one in subjects - spots.keys()]
    found = engine.read(missing).all(Mission) if missing else []
    return spots | {row.state.key.pk: row.state.place.name for row in found}


def watch_rows(engine: Engine, rows: list[Row[Duty]], now_ms: int) -> list[WatchRow]:
    """Everybody being watched, by time left."""
    people = NAMES.people(engine, (row.state.guard_id for row in rows), now_ms)
    sites = NAMES.sites(engine, (row.state.site for row in rows), now_ms)
    assignments = NAMES.assignments(engine, (row.state.assignment_id for row in rows), now_ms)
    found = []
    for row in rows:
        duty = row.state
        guard, site = people.get(duty.guard_id), sites.get(duty.site)
        assignment = assignments.get(duty.assignment_id)
        found.append(
            WatchRow(
                id=duty.id,
                version=row.version,
                on=duty.on,
                guard=_guard(duty.guard_id, guard),
                assignment_id=duty.assignment_id,
                assignment_name=assignment.name if assignment else "",
                site_id=duty.site,
                site_name=site.name if site else "",
                town=site.town if site else "",
                risk=assignment.risk if assignment else "high",
                alone=duty.alone,
                next_check_in_ms=duty.next_ms,
                reminder_s=duty.reminder_s,
                grace_s=duty.grace_s,
                stage=duty.stage,
                end_stage=duty.end_stage,
                planned_end_ms=duty.planned_end_ms,
                started_at_ms=duty.started_at_ms,
                last_heard_at_ms=duty.heard_at_ms,
                last_position=duty.position if duty.on else None,
                battery_percent=duty.battery,
                dying=duty.dying,
                hushed=duty.hushed,
                case_id=duty.case_id or duty.end_case_id,
                sos_id=duty.sos_id,
            )
        )
    return sorted(found, key=lambda watch: (watch.next_check_in_ms is None, watch.next_check_in_ms or 0))


def shift_rows(engine: Engine, rows: list[Row[Shift]], now_ms: int) -> list[ShiftRow]:
    """Shifts that are not met, by start."""
    people = NAMES.people(engine, (row.state.guard_id for row in rows), now_ms)
    sites = NAMES.sites(engine, (row.state.site for row in rows), now_ms)
    assignments = NAMES.assignments(engine, (row.state.assignment_id for row in rows), now_ms)
    found = []
    for row in rows:
        shift = row.state
        site, assignment = sites.get(shift.site), assignments.get(shift.assignment_id)
        found.append(
            ShiftRow(
                id=shift.id,
                version=row.version,
                guard=_guard(shift.guard_id, people.get(shift.guard_id)),
                assignment_id=shift.assignment_id,
                assignment_name=assignment.name if assignment else "",
                site_name=site.name if site else "",
                start_ms=shift.start_ms,
                end_ms=shift.end_ms,
                state=shift.state,
            )
        )
    return sorted(found, key=lambda shift: shift.start_ms)


def _guard(guard_id: str, person: Any) -> GuardView:
    return GuardView(id=guard_id, name=person.name if person else "", phone=person.phone if person else "")
