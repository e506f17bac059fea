"""What the desk is shown of missions: a row for each that is planned or under way, and the agreed calls by time."""

import msgspec

from chalicelib.missions.outline import MissionOutline, named, outline
from chalicelib.missions.states import Mission
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row


class MissionRow(MissionOutline, frozen=True, kw_only=True):
    """A field worker who is out, or about to go."""

    on: bool
    party_count: int
    next_check_in_ms: int | None


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
    names = named(engine, rows, now_ms)
    found = [
        MissionRow(
            **msgspec.structs.asdict(outline(row, names)),
            on=row.state.on,
            party_count=len(row.state.party),
            next_check_in_ms=row.state.next_ms,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (not one.on, one.next_check_in_ms or one.start_ms))


def call_rows(engine: Engine, rows: list[Row[Mission]], now_ms: int) -> list[CallRow]:
    """The agreed calls of missions under way, the next first. None to a phone that must stay silent."""
    called = [row for row in rows if row.state.called and row.state.next_ms is not None and row.state.stage != "silent"]
    names = named(engine, called, now_ms)
    found = []
    for row in called:
        mission = row.state
        worker = names.worker_of(mission)
        found.append(
            CallRow(
                id=mission.id,
                version=row.version,
                name=worker.name,
                phone=worker.phone,
                place=mission.place.name,
                customer_name=names.customer_of(mission),
                due_at_ms=mission.next_ms or 0,
                dialled_at_ms=mission.dialled_at_ms,
                dialled_by=mission.dialled_by,
                dialled_by_name=names.person(mission.dialled_by),
                attempt=mission.call_attempt + 1,
                failed=mission.call_stage == "failed",
                last_heard_at_ms=mission.heard_at_ms,
                script=names.kind_of(mission).script,
            )
        )
    return sorted(found, key=lambda call: call.due_at_ms)
