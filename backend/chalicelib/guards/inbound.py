"""A guard's own words in a text: the same as the buttons would do, each done once for one text."""

from typing import Any

from chalicelib.channels import inbound as grammar
from chalicelib.engine.inbox import Answer, Inbound, Refused
from chalicelib.engine.reports import LIVE_MS, Report, position_in
from chalicelib.guards import service
from chalicelib.guards.place import place_of
from chalicelib.guards.states import Duty, Shift
from chalicelib.platform.ids import id_from
from chalicelib.platform.time import HOUR_MS
from chalicelib.records.change import Actor
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Lane, Row
from chalicelib.register import repository
from chalicelib.register.repository import everything
from chalicelib.register.states import Person

DEFAULT_DUTY_MS = 8 * HOUR_MS
"""A duty begun by SMS without a planned shift ends so much later, if nothing else is said."""


def guards_word(engine: Engine, command: Any, text: Inbound, guard: Person, now_ms: int) -> Answer:
    """Do what the guard says. Raises Problem for what cannot be, and Refused for what an operator has to read."""
    duty = service.duty_of(engine, guard.id)
    command_id, actor = text.key.pk, Actor("person", guard.id)
    if duty is not None and duty.state.hushed:
        # Whoever holds that phone knows no PIN here: an operator reads it, and it ends nothing.
        raise Refused("hushed")
    if isinstance(command, grammar.OnDuty):
        return _go_on_duty(engine, command_id, guard, duty, text, now_ms)
    if duty is None:
        return Answer("not_on_duty", "not_on_duty_ack")
    at_ms = text.received_at_ms
    if isinstance(command, grammar.OffDuty):
        report = Report(happened_at_ms=at_ms)
        service.go_off_duty(engine, actor, command_id, duty.state.id, report, now_ms, duress=False)
        site = place_of(engine, duty.state.assignment_id).site.name
        return Answer("off_duty", "off_duty_ack", {"at_ms": now_ms, "site": site})
    if isinstance(command, grammar.Extend):
        report = Report(happened_at_ms=at_ms)
        after = service.extend(engine, actor, command_id, duty.state.id, command.minutes, report, now_ms)
        return Answer("extended", "extended_ack", {"planned_end_ms": after.state.planned_end_ms})
    position = position_in(command, at_ms)
    report = Report(happened_at_ms=at_ms, position=position)
    after = service.check_in(engine, actor, command_id, duty, report, now_ms, duress=False)
    params: dict[str, object] = {"next_ms": after.state.next_ms}
    if position:
        place = {"latitude": position.latitude, "longitude": position.longitude}
        return Answer("position", "position_ack", params | place)
    evidence = bool(duty.state.case_id) and at_ms >= now_ms - LIVE_MS
    return Answer("check_in", "evidence_ack" if evidence else "check_in_ack", params)


def _go_on_duty(
    engine: Engine, command_id: str, guard: Person, duty: Row[Duty] | None, text: Inbound, now_ms: int
) -> Answer:
    """On duty by SMS: the planned shift's assignment, else the only one there is."""
    started = id_from("duty", command_id)
    if duty is not None and duty.state.id != started:
        params: dict[str, object] = {
            "site": place_of(engine, duty.state.assignment_id).site.name,
            "next_ms": duty.state.next_ms,
        }
        return Answer("already_on_duty", "already_on_duty_ack", params)
    shift = _shift_of(engine, guard.id, now_ms)
    assignments = repository.list_assignments(engine, everything)
    if shift is None and len(assignments) != 1:
        if not assignments:
            raise Refused("no_assignment")
        return Answer("several_assignments", "several_assignments", {"names": [row.state.name for row in assignments]})
    assignment_id = shift.state.assignment_id if shift else assignments[0].state.id
    after = service.go_on_duty(
        engine,
        Actor("person", guard.id),
        command_id,
        guard,
        assignment_id,
        shift.state.end_ms if shift else now_ms + DEFAULT_DUTY_MS,
        None,
        shift.state.id if shift else None,
        Report(happened_at_ms=text.received_at_ms),
        now_ms,
    )
    site = place_of(engine, assignment_id).site.name
    told: dict[str, object] = {
        "site": site,
        "next_ms": after.state.next_ms,
        "planned_end_ms": after.state.planned_end_ms,
    }
    return Answer("on_duty", "on_duty_ack", told)


def _shift_of(engine: Engine, guard_id: str, now_ms: int) -> Row[Shift] | None:
    """The guard's own shift that is nearest to now, if one is under way or about to begin."""
    near = [
        row
        for row in engine.open_rows(Shift, Lane.WATCH)
        if row.state.guard_id == guard_id and row.state.start_ms - HOUR_MS <= now_ms < row.state.end_ms
    ]
    return min(near, key=lambda row: abs(row.state.start_ms - now_ms), default=None)
