"""What everybody who may see a mission is shown of it: on the board, on its page and on its worker's phone."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

import msgspec

from chalicelib.engine.reports import Position
from chalicelib.engine.watch import Dying
from chalicelib.missions.states import Mission, Stage
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register.earlier import Contact, Spot
from chalicelib.register.names import NAMES
from chalicelib.register.place_kind import DEFAULT_KINDS, USUAL, PlaceKind, Terrain
from chalicelib.register.states import Customer, Person


class WorkerView(msgspec.Struct, frozen=True, kw_only=True):
    """A person with a number to ring."""

    id: str
    name: str
    phone: str


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


class MissionOutline(msgspec.Struct, frozen=True, kw_only=True):
    """A mission in outline. Times in milliseconds since the epoch."""

    id: str
    version: int
    state: Stage
    worker: WorkerView
    customer_id: str
    customer_name: str
    place: Spot
    kind_name: str
    terrain: Terrain
    contact: Contact
    start_ms: int
    start_stage: Literal["ok", "reminded", "missed"]
    started_at_ms: int | None
    planned_end_ms: int
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


class Named(NamedTuple):
    """What the register calls the people, customers and kinds of place of some missions, by id."""

    people: Mapping[str, Person]
    customers: Mapping[str, Customer]
    kinds: Mapping[str, PlaceKind]

    def kind_of(self, mission: Mission) -> PlaceKind:
        """The kind of place it goes to; the usual one when that kind is gone."""
        return self.kinds.get(mission.kind_id, DEFAULT_KINDS[USUAL])

    def worker_of(self, mission: Mission) -> WorkerView:
        """Who is out, and their number."""
        person = self.people.get(mission.worker_id)
        return WorkerView(
            id=mission.worker_id, name=person.name if person else "", phone=person.phone if person else ""
        )

    def customer_of(self, mission: Mission) -> str:
        """For whom it is."""
        customer = self.customers.get(mission.customer_id)
        return customer.name if customer else ""

    def person(self, person_id: str) -> str:
        """What somebody is called; empty when nobody knows them."""
        return self.people[person_id].name if person_id in self.people else ""


def named(engine: Engine, rows: Iterable[Row[Mission]], now_ms: int, *, parties: bool = False) -> Named:
    """The names in some missions: who is out and who dials them now; with ``parties`` whom they take along too."""
    missions = [row.state for row in rows]
    people = {one for mission in missions for one in (mission.worker_id, mission.dialled_by)}
    if parties:
        people |= {one for mission in missions for one in mission.party}
    return Named(
        people=NAMES.people(engine, people, now_ms),
        customers=NAMES.customers(engine, {mission.customer_id for mission in missions}, now_ms),
        kinds=NAMES.place_kinds(engine, {mission.kind_id for mission in missions}, now_ms),
    )


def outline(row: Row[Mission], names: Named) -> MissionOutline:
    """One mission in outline."""
    mission = row.state
    kind = names.kind_of(mission)
    return MissionOutline(
        id=mission.id,
        version=row.version,
        state=mission.state,
        worker=names.worker_of(mission),
        customer_id=mission.customer_id,
        customer_name=names.customer_of(mission),
        place=mission.place,
        kind_name=kind.name,
        terrain=kind.terrain,
        contact=mission.contact,
        start_ms=mission.start_ms,
        start_stage=mission.start_stage,
        started_at_ms=mission.started_at_ms or None,
        planned_end_ms=mission.planned_end_ms,
        interval_s=mission.interval_s,
        reminder_s=mission.reminder_s,
        grace_s=mission.grace_s,
        stage=mission.stage,
        end_stage=mission.end_stage,
        call=_call(mission, names),
        last_heard_at_ms=mission.heard_at_ms,
        last_position=mission.position if mission.on else None,
        battery_percent=mission.battery,
        dying=mission.dying,
        hushed=mission.hushed,
        case_id=mission.case_id or mission.call_case_id or mission.start_case_id or mission.end_case_id,
        sos_id=mission.sos_id,
    )


def _call(mission: Mission, names: Named) -> CallView | None:
    """The agreed call, once it is due."""
    if not mission.called or mission.next_ms is None or mission.call_stage == "coming":
        return None
    return CallView(
        due_at_ms=mission.next_ms,
        dialled_at_ms=mission.dialled_at_ms,
        dialled_by=mission.dialled_by,
        dialled_by_name=names.person(mission.dialled_by),
        attempt=mission.call_attempt + 1,
        failed=mission.call_stage == "failed",
    )
