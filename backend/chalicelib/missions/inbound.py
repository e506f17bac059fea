"""A field worker's own words in a text: the same as the buttons would do, each done once for one text."""

from chalicelib.channels import inbound as grammar
from chalicelib.engine.inbox import Answer, Inbound, Refused
from chalicelib.engine.reports import LIVE_MS, Report, position_in
from chalicelib.missions import service
from chalicelib.missions.states import Mission
from chalicelib.platform.time import HOUR_MS
from chalicelib.records.change import Actor
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Lane, Row
from chalicelib.register.states import Person

BEGINS_BEFORE_MS = 2 * HOUR_MS
"""``PÅ`` begins the planned mission that is nearest, up to so long before its start."""


def field_workers_word(
    engine: Engine, command: grammar.Command, text: Inbound, worker: Person, row: Row[Mission] | None, now_ms: int
) -> Answer:
    """Do what the field worker says. Raises Problem for what cannot be: then an operator reads the text."""
    command_id, actor = text.key.pk, Actor("person", worker.id)
    if row is not None and row.state.hushed:
        # Whoever holds that phone knows no PIN here: an operator reads it, and it ends nothing.
        raise Refused("hushed")
    if isinstance(command, grammar.OnDuty):
        return _start(engine, actor, command_id, worker, row, text, now_ms)
    if row is None or row.state.feigned:
        return Answer("no_mission", "no_mission_ack")
    mission, at_ms = row.state, text.received_at_ms
    report = Report(happened_at_ms=at_ms, position=position_in(command, at_ms))
    if isinstance(command, grammar.OffDuty):
        if worker.id != mission.worker_id:
            return Answer("not_the_leader", "mission_leader_ack", {"site": mission.place.name})
        service.end(engine, actor, command_id, mission.id, report, now_ms, duress=False)
        return Answer("mission_ended", "mission_over_ack", {"at_ms": now_ms, "site": mission.place.name})
    if isinstance(command, grammar.Extend):
        after = service.extend(engine, actor, command_id, mission.id, command.minutes, report, now_ms)
        return Answer("extended", "mission_extended_ack", {"planned_end_ms": after.state.planned_end_ms})
    after = service.check_in(engine, actor, command_id, row, report, now_ms, duress=False)
    return _heard(after.state, mission, report, now_ms)


def _heard(after: Mission, before: Mission, report: Report, now_ms: int) -> Answer:
    next_ms = after.next_ms
    if report.position:
        place = {"latitude": report.position.latitude, "longitude": report.position.longitude}
        return Answer("position", "position_ack", {**place, "next_ms": None if _rings(after) else next_ms})
    if before.case_id and report.happened_at_ms >= now_ms - LIVE_MS:
        return Answer("check_in", "evidence_ack", {"next_ms": None if _rings(after) else next_ms})
    if _rings(after):
        return Answer("check_in", "mission_call_ack", {"next_ms": next_ms})
    return Answer("check_in", "check_in_ack", {"next_ms": next_ms})


def _rings(mission: Mission) -> bool:
    return mission.contact == "centre_calls"


def _start(
    engine: Engine,
    actor: Actor,
    command_id: str,
    worker: Person,
    row: Row[Mission] | None,
    text: Inbound,
    now_ms: int,
) -> Answer:
    if row is not None and not row.state.feigned and row.result_of(command_id) is None:
        return Answer("already_on_mission", "mission_on_ack", _told(row.state))
    planned = row if row and not row.state.feigned else _nearest(engine, worker.id, now_ms)
    if planned is None:
        return Answer("no_mission", "no_mission_ack")
    report = Report(happened_at_ms=text.received_at_ms)
    after = service.start(engine, actor, command_id, planned.state.id, report, now_ms)
    return Answer("mission_started", "mission_on_ack", _told(after.state))


def _told(mission: Mission) -> dict[str, object]:
    next_ms = mission.next_ms
    return {
        "site": mission.place.name,
        "next_ms": None if _rings(mission) else next_ms,
        "call_ms": next_ms if _rings(mission) else None,
        "planned_end_ms": mission.planned_end_ms,
    }


def _nearest(engine: Engine, worker_id: str, now_ms: int) -> Row[Mission] | None:
    """The worker's own planned mission that is nearest to now, if its time has come or is near."""
    own = [
        row
        for row in engine.open_rows(Mission, Lane.WATCH)
        if row.state.planned
        and row.state.worker_id == worker_id
        and row.state.start_ms - BEGINS_BEFORE_MS <= now_ms < row.state.planned_end_ms
    ]
    return min(own, key=lambda row: abs(row.state.start_ms - now_ms), default=None)
