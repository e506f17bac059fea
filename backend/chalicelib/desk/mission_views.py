"""What the desk is shown of missions: a row for each that is planned or under way, and the agreed calls by time."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from chalicelib.engine.reports import Position
from chalicelib.engine.watch import Dying
from chalicelib.missions.states import Mission
from chalicelib.missions.views import CallView, WorkerView, call_of
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register.earlier import Contact, Spot
from chalicelib.register.names import NAMES
from chalicelib.register.place_kind import DEFAULT_KINDS, USUAL, Terrain


class MissionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A field worker who is out, or about to go."""

    id: str
    version: int
    state: Literal["planned", "under_way", "ended", "cancelled"]
    on: bool
    worker: WorkerView
    customer_id: str
    customer_name: str
    place: Spot
    kind_name: str
    terrain: Terrain
    contact: Contact
    party_count: int
    start_ms: int
    start_stage: Literal["ok", "reminded", "missed"]
    started_at_ms: int | None
    planned_end_ms: int
    next_check_in_ms: int | None
    interval_s: int
    reminder_s: int
    grace_s: int
    stage: Literal["ok", "reminded", "silent"]
    end_stage: Literal["ok", "reminded", "overdue"]
    call: CallView | None
    last_heard_at_ms: int
    last_position: Position | None
    battery_percent: int | None
    dying: Dying | None
    hushed: bool
    case_id: str
    sos_id: str


class CallRow(msgspec.Struct, frozen=True, kw_only=True):
    """An agreed call. It is due when ``due_at_ms`` has come; those to come are listed too."""

    id: str
    """The mission's."""
    version: int
    name: str
    phone: str
    place: str
    customer_name: str
    due_at_ms: int
    dialled_at_ms: int | None
    dialled_by: str
    dialled_by_name: str
    attempt: int
    failed: bool
    last_heard_at_ms: int
    script: str


def mission_rows(engine: Engine, rows: list[Row[Mission]], now_ms: int) -> list[MissionRow]:
    """Everybody who is out by time left, then those who are to go by start."""
    people = NAMES.people(engine, _people_in(rows), now_ms)
    customers = NAMES.customers(engine, (row.state.customer_id for row in rows), now_ms)
    kinds = NAMES.place_kinds(engine, (row.state.kind_id for row in rows), now_ms)
    found = []
    for row in rows:
        mission = row.state
        person, customer = people.get(mission.worker_id), customers.get(mission.customer_id)
        kind = kinds.get(mission.kind_id, DEFAULT_KINDS[USUAL])
        found.append(
            MissionRow(
                id=mission.id,
                version=row.version,
                state=mission.state,
                on=mission.on,
                worker=WorkerView(
                    id=mission.worker_id, name=person.name if person else "", phone=person.phone if person else ""
                ),
                customer_id=mission.customer_id,
                customer_name=customer.name if customer else "",
                place=mission.place,
                kind_name=kind.name,
                terrain=kind.terrain,
                contact=mission.contact,
                party_count=len(mission.party),
                start_ms=mission.start_ms,
                start_stage=mission.start_stage,
                started_at_ms=mission.started_at_ms or None,
                planned_end_ms=mission.planned_end_ms,
                next_check_in_ms=mission.next_ms,
                interval_s=mission.interval_s,
                reminder_s=mission.reminder_s,
                grace_s=mission.grace_s,
                stage=mission.stage,
                end_stage=mission.end_stage,
                call=call_of(mission, people),
                last_heard_at_ms=mission.heard_at_ms,
                last_position=mission.position if mission.on else None,
                battery_percent=mission.battery,
                dying=mission.dying,
                hushed=mission.hushed,
                case_id=mission.case_id or mission.call_case_id or mission.start_case_id or mission.end_case_id,
                sos_id=mission.sos_id,
            )
        )
    return sorted(found, key=lambda one: (not one.on, one.next_check_in_ms or one.start_ms))


def call_rows(engine: Engine, rows: list[Row[Mission]], now_ms: int) -> list[CallRow]:
    """The agreed calls of missions under way, the next first. None to a phone that must stay silent."""
    called = [row for row in rows if row.state.called and row.state.next_ms is not None and row.state.stage != "silent"]
    people = NAMES.people(engine, _people_in(called), now_ms)
    customers = NAMES.customers(engine, (row.state.customer_id for row in called), now_ms)
    kinds = NAMES.place_kinds(engine, (row.state.kind_id for row in called), now_ms)
    found = []
    for row in called:
        mission = row.state
        person, customer = people.get(mission.worker_id), customers.get(mission.customer_id)
        found.append(
            CallRow(
                id=mission.id,
                version=row.version,
                name=person.name if person else "",
                phone=person.phone if person else "",
                place=mission.place.name,
                customer_name=customer.name if customer else "",
                due_at_ms=mission.next_ms or 0,
                dialled_at_ms=mission.dialled_at_ms,
                dialled_by=mission.dialled_by,
                dialled_by_name=people[mission.dialled_by].name if mission.dialled_by in people else "",
                attempt=mission.call_attempt + 1,
                failed=mission.call_stage == "failed",
                last_heard_at_ms=mission.heard_at_ms,
                script=kinds.get(mission.kind_id, DEFAULT_KINDS[USUAL]).script,
            )
        )
    return sorted(found, key=lambda call: call.due_at_ms)


def _people_in(rows: list[Row[Mission]]) -> Iterator[str]:
    """Who is out, and who dials them now."""
    for row in rows:
        yield from (row.state.worker_id, row.state.dialled_by)
