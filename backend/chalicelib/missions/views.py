"""What the phone and the desk are shown of a mission. A silent SOS or duress is nowhere in what its worker sees."""

import msgspec

from chalicelib.engine.watch import quiet_until_ms
from chalicelib.missions.outline import MissionOutline, named, outline
from chalicelib.missions.states import Details, Mission, details_key, untold
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register.earlier import Companion, NextOfKin


class PartyMember(msgspec.Struct, frozen=True, kw_only=True):
    """A companion who is a registered field worker."""

    id: str
    name: str


class MissionView(MissionOutline, frozen=True, kw_only=True):
    """A mission, whole. Times in milliseconds since the epoch."""

    what: str
    kind_id: str
    route: str
    vehicle: str
    companions: list[Companion]
    next_of_kin: NextOfKin | None
    ended_at_ms: int | None
    next_contact_ms: int | None
    loud: bool
    pin_required: bool
    party: list[PartyMember]
    script: str
    quiet_until_ms: int
    """Until then the page neither rings nor lights up: nothing may betray an alarm on that phone."""
    server_now_ms: int


def is_in(person_id: str, mission: Mission) -> bool:
    """Whether somebody is out on it: its worker, or one of the party."""
    return mission.worker_id == person_id or person_id in mission.party


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
    names = named(engine, rows, now_ms, parties=True)
    shown = []
    for row in rows:
        mission = row.state
        told = details.get(mission.id) or untold(mission)
        seen = outline(row, names)
        place = msgspec.structs.replace(seen.place, text=told.text)
        seen = msgspec.structs.replace(seen, place=place, hushed=seen.hushed and not own)
        shown.append(
            MissionView(
                **msgspec.structs.asdict(seen),
                what=told.what,
                kind_id=mission.kind_id,
                route=told.route,
                vehicle=told.vehicle,
                companions=list(told.companions),
                next_of_kin=told.next_of_kin,
                ended_at_ms=mission.ended_at_ms,
                next_contact_ms=mission.next_ms,
                loud=mission.loud,
                pin_required=mission.pin,
                party=[PartyMember(id=one, name=names.person(one)) for one in mission.party],
                script="" if own else names.kind_of(mission).script,
                quiet_until_ms=quiet_until_ms(mission, now_ms),
                server_now_ms=now_ms,
            )
        )
    return shown
