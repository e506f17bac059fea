"""What the phone and the desk are shown of a mission. A silent SOS or duress is nowhere in what its worker sees."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from chalicelib.engine.reports import Position
from chalicelib.engine.watch import Dying, quiet_until_ms
from chalicelib.missions.states import Details, Mission, Stage, details_key, untold
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register.earlier import Companion, Contact, NextOfKin, Spot, Template
from chalicelib.register.names import NAMES
from chalicelib.register.place_kind import DEFAULT_KINDS, USUAL, PlaceKind, Terrain
from chalicelib.register.states import Person


class WorkerView(msgspec.Struct, frozen=True, kw_only=True):
    """A person with a number to ring."""

    id: str
    name: str
    phone: str


class PartyMember(msgspec.Struct, frozen=True, kw_only=True):
    """A companion who is a registered field worker."""

    id: str
    name: str


class CallView(msgspec.Struct, frozen=True, kw_only=True):
    """The agreed call that is due, or that somebody is making."""

    due_at_ms: int
    dialled_at_ms: int | None
    dialled_by: str
    dialled_by_name: str
    attempt: int
    """Which try this is: 1 is the first."""
    failed: bool
    """Nobody dialled in time: the centre's own failure."""


class PlaceKindChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of place as somebody chooses it."""

    id: str
    name: str
    terrain: Terrain
    interval_s: int
    longest_interval_s: int
    reminder_s: int
    grace_s: int


class MissionView(msgspec.Struct, frozen=True, kw_only=True):
    """A mission, whole. Times in milliseconds since the epoch."""

    id: str
    version: int
    state: Stage
    worker: WorkerView
    customer_id: str
    customer_name: str
    place: Spot
    what: str
    kind_id: str
    kind_name: str
    terrain: Terrain
    route: str
    vehicle: str
    companions: list[Companion]
    next_of_kin: NextOfKin | None
    contact: Contact
    start_ms: int
    started_at_ms: int | None
    planned_end_ms: int
    ended_at_ms: int | None
    interval_s: int
    reminder_s: int
    grace_s: int
    next_contact_ms: int | None
    stage: Literal["ok", "reminded", "silent"]
    start_stage: Literal["ok", "reminded", "missed"]
    end_stage: Literal["ok", "reminded", "overdue"]
    last_heard_at_ms: int
    last_position: Position | None
    battery_percent: int | None
    loud: bool
    pin_required: bool
    party: list[PartyMember]
    call: CallView | None
    script: str
    dying: Dying | None
    case_id: str
    sos_id: str
    hushed: bool
    quiet_until_ms: int
    """Until then the page neither rings nor lights up: nothing may betray an alarm on that phone."""
    server_now_ms: int


class MyMission(msgspec.Struct, frozen=True, kw_only=True):
    """What the phone opens with: the mission under way, what is planned, and what the next one can be like."""

    mission: MissionView | None
    planned: list[MissionView]
    templates: list[Template]
    kinds: list[PlaceKindChoice]
    colleagues: list[PartyMember]
    """Who may be taken along as a party."""
    centre_phone: str
    server_now_ms: int


def kind_choice(kind: PlaceKind) -> PlaceKindChoice:
    """A kind of place to choose."""
    return PlaceKindChoice(**{name: getattr(kind, name) for name in PlaceKindChoice.__struct_fields__})


def call_of(mission: Mission, people: Mapping[str, Person]) -> CallView | None:
    """The agreed call, once it is due; ``people`` knows the name of whoever dials."""
    if not mission.called or mission.next_ms is None or mission.call_stage == "coming":
        return None
    return CallView(
        due_at_ms=mission.next_ms,
        dialled_at_ms=mission.dialled_at_ms,
        dialled_by=mission.dialled_by,
        dialled_by_name=people[mission.dialled_by].name if mission.dialled_by in people else "",
        attempt=mission.call_attempt + 1,
        failed=mission.call_stage == "failed",
    )


def as_on_the_phone(row: Row[Mission]) -> Row[Mission]:
    """A mission as its worker's phone must show it: without its cases, and over when it was ended under duress."""
    shown = msgspec.structs.replace(row.state, case_id="", sos_id="", start_case_id="", call_case_id="", end_case_id="")
    if row.state.feigned:
        shown = msgspec.structs.replace(
            shown, on=False, ended_at_ms=row.state.heard_at_ms, next_ms=None, position=None, dying=None
        )
    return msgspec.structs.replace(row, state=shown)


def mission_view(
    engine: Engine, row: Row[Mission], now_ms: int, details: Details | None = None, *, own: bool = False
) -> MissionView:
    """A mission with its details and names."""
    (shown,) = mission_views(engine, [row], now_ms, {row.state.id: details} if details else None, own=own)
    return shown


def mission_views(
    engine: Engine, rows: list[Row[Mission]], now_ms: int, known: dict[str, Details] | None = None, *, own: bool = False
) -> list[MissionView]:
    """Missions with their details and names, in the order given; the worker's ``own`` tells nothing of a hush."""
    missing = [row.state.id for row in rows if row.state.id not in (known or {})]
    found = engine.read([details_key(one) for one in missing]).all(Details) if missing else []
    details = {**(known or {}), **{one.state.mission_id: one.state for one in found}}
    ids = {one for row in rows for one in (row.state.worker_id, row.state.dialled_by, *row.state.party)}
    people = NAMES.people(engine, ids, now_ms)
    customers = NAMES.customers(engine, {row.state.customer_id for row in rows}, now_ms)
    kinds = NAMES.place_kinds(engine, {row.state.kind_id for row in rows}, now_ms)
    shown = []
    for row in rows:
        mission = row.state
        told = details.get(mission.id) or untold(mission)
        worker, customer = people.get(mission.worker_id), customers.get(mission.customer_id)
        kind = kinds.get(mission.kind_id, DEFAULT_KINDS[USUAL])
        shown.append(
            MissionView(
                id=mission.id,
                version=row.version,
                state=mission.state,
                worker=WorkerView(
                    id=mission.worker_id, name=worker.name if worker else "", phone=worker.phone if worker else ""
                ),
                customer_id=mission.customer_id,
                customer_name=customer.name if customer else "",
                place=msgspec.structs.replace(mission.place, text=told.text),
                what=told.what,
                kind_id=mission.kind_id,
                kind_name=kind.name,
                terrain=kind.terrain,
                route=told.route,
                vehicle=told.vehicle,
                companions=list(told.companions),
                next_of_kin=told.next_of_kin,
                contact=mission.contact,
                start_ms=mission.start_ms,
                started_at_ms=mission.started_at_ms or None,
                planned_end_ms=mission.planned_end_ms,
                ended_at_ms=mission.ended_at_ms,
                interval_s=mission.interval_s,
                reminder_s=mission.reminder_s,
                grace_s=mission.grace_s,
                next_contact_ms=mission.next_ms,
                stage=mission.stage,
                start_stage=mission.start_stage,
                end_stage=mission.end_stage,
                last_heard_at_ms=mission.heard_at_ms,
                last_position=mission.position if mission.on else None,
                battery_percent=mission.battery,
                loud=mission.loud,
                pin_required=mission.pin,
                party=[PartyMember(id=one, name=people[one].name if one in people else "") for one in mission.party],
                call=call_of(mission, people),
                script="" if own else kind.script,
                dying=mission.dying,
                case_id=mission.case_id or mission.call_case_id or mission.start_case_id or mission.end_case_id,
                sos_id=mission.sos_id,
                hushed=mission.hushed and not own,
                quiet_until_ms=quiet_until_ms(mission, now_ms),
                server_now_ms=now_ms,
            )
        )
    return shown
