"""What surrounds the decisions about guards: reading the facts, trying again, answering a repeated command."""

from collections.abc import Callable
from typing import Any

from chalicelib.engine import alarm, watching
from chalicelib.engine.acting import execute_on
from chalicelib.engine.cases import Case, Plan, case_key, heard_again, plan_key
from chalicelib.engine.messages import Hush, hush_key
from chalicelib.engine.people import recipient, watch_of
from chalicelib.engine.reports import Report, check_position, check_time
from chalicelib.engine.watch import OnWatch, on_watch_key
from chalicelib.engine.watching import LastWords
from chalicelib.guards import duty as decide
from chalicelib.guards import rota
from chalicelib.guards.company import Company, company_of, keys_of
from chalicelib.guards.dispatch.decide import without
from chalicelib.guards.dispatch.facts import around_of
from chalicelib.guards.dispatch.states import key_of
from chalicelib.guards.duty import Watched, company_follows
from chalicelib.guards.keys.service import kept_off_duty
from chalicelib.guards.place import around_duty, people_to_tell, place_of
from chalicelib.guards.states import Duty, Presence, Shift, duty_key, presence_key, shift_key
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import conflict, not_found
from chalicelib.records.change import NOTHING, Actor, Change, Write
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register import repository
from chalicelib.register.keeping import lean_on
from chalicelib.register.repository import everything
from chalicelib.register.states import Person


def find_duty(engine: Engine, duty_id: str) -> Row[Duty]:
    """A duty by id. Raises ``not_found``."""
    row = engine.get(duty_key(duty_id), Duty)
    if row is None:
        raise not_found()
    return row


def duty_of(engine: Engine, person_id: str) -> Row[Duty] | None:
    """The duty that a person is on, if any."""
    row = watch_of(engine, person_id)
    return row if row and isinstance(row.state, Duty) else None


def company_at(engine: Engine, assignment_id: str) -> Company:
    """Who is at an assignment now: two strong reads."""
    presence = engine.get(presence_key(assignment_id), Presence)
    return Company(presence, company_of(engine.read(keys_of(presence)), assignment_id).duties)


def watched(engine: Engine, row: Row[Duty], *, case_id: str = "", people: bool = False) -> Watched:
    """Everything around a duty, read strongly; ``people`` also those whom a ladder may reach."""
    duty = row.state
    keys = [presence_key(duty.assignment_id), on_watch_key(duty.guard_id), hush_key(duty.key.pk)]
    if case_id:
        keys += [case_key(case_id), plan_key(case_id)]
    own = (duty.case_id, duty.end_case_id, duty.dying.case_id if duty.dying else "")
    also = [case_key(one) for one in own if one and one != case_id]
    place, person, facts = around_duty(engine, duty, [*keys, *also])
    presence = facts.find(presence_key(duty.assignment_id), Presence)
    others = [key for key in keys_of(presence) if key != duty.key]
    duties = engine.read(others).all(Duty) if others else []
    plan = facts.find(plan_key(case_id), Plan) if case_id else None
    ids = [other.state.guard_id for other in duties]
    colleagues = repository.find_all(engine, everything, Person, ids) if ids else {}
    return Watched(
        row=row,
        rules=place.policy,
        worker=recipient(person, "worker"),
        told=decide.told_of(recipient(person, "worker"), place),
        company=Company(presence, (row, *duties)),
        place=place,
        people=people_to_tell(engine, place, person) if people else (),
        case=facts.find(case_key(case_id), Case) if case_id else None,
        plan=plan.state if plan else None,
        also=tuple(row for row in (facts.find(key, Case) for key in also) if row and row.state.state != "resolved"),
        pointer=facts.find(on_watch_key(duty.guard_id), OnWatch),
        hush=facts.find(hush_key(duty.key.pk), Hush),
        colleagues=tuple(recipient(one.state, "colleagues") for one in colleagues.values()),
    )


def go_on_duty(
    engine: Engine,
    actor: Actor,
    command_id: str,
    guard: Person,
    assignment_id: str,
    planned_end_ms: int,
    instruction_version: int | None,
    shift_id: str | None,
    report: Report,
    now_ms: int,
) -> Row[Duty]:
    """A guard goes on duty. ``instruction_version`` None: read aloud or known, as an operator noted."""
    check_position(report.position, now_ms)
    duty_id = id_from("duty", command_id)
    if "guard" not in guard.roles or not guard.active:
        raise conflict("duty.not_a_guard")

    def load() -> Row[Any] | None:
        return engine.get(duty_key(duty_id), Duty) or watch_of(engine, guard.id)

    def judge(standing: Row[Any] | None) -> Change:
        if standing is not None and not isinstance(standing.state, Duty):
            raise conflict("duty.elsewhere")
        if standing is not None and not standing.state.feigned:
            raise conflict("duty.already")
        place = place_of(engine, assignment_id)
        if instruction_version is not None and instruction_version != place.assignment.instruction.version:
            raise conflict("duty.instruction", version=place.assignment.instruction.version)
        shift = _own_shift(engine, shift_id, guard.id, assignment_id)
        if standing is not None:
            around = watched(engine, standing)
            return decide.come_back(around, assignment_id, shift, planned_end_ms, report, now_ms)
        company = company_at(engine, assignment_id)
        ids = [other.state.guard_id for other in company.duties]
        colleagues = repository.find_all(engine, everything, Person, ids)
        begun = decide.go_on_duty(
            duty_id,
            place,
            recipient(guard, "worker"),
            company,
            tuple(recipient(one.state, "colleagues") for one in colleagues.values()),
            shift,
            _shift_heard(engine, shift, now_ms),
            planned_end_ms,
            report,
            now_ms,
        )
        return begun + lean_on(engine, f"assignment/{assignment_id}", f"person/{guard.id}")

    engine.execute(load, judge, actor=actor, command_id=command_id, about=lambda row: row, at_ms=now_ms)
    begun = load()
    if begun is None or not isinstance(begun.state, Duty):
        raise not_found()
    return begun


def _own_shift(engine: Engine, shift_id: str | None, guard_id: str, assignment_id: str) -> Row[Shift] | None:
    if shift_id is None:
        return None
    shift = engine.get(shift_key(shift_id), Shift)
    if shift is None or shift.state.guard_id != guard_id or shift.state.assignment_id != assignment_id:
        raise not_found()
    return shift if shift.state.lane else None


def _shift_heard(engine: Engine, shift: Row[Shift] | None, now_ms: int) -> tuple[Write, ...]:
    """The rota tells that somebody came. Who comes late is evidence on the case that was opened for it."""
    if shift is None:
        return ()
    met = rota.closed(engine, shift.state.id, "met")
    case = engine.get(case_key(shift.state.case_id), Case) if shift.state.case_id else None
    if case is None or case.state.state == "resolved":
        return met
    return (*met, heard_again(case, now_ms, {}))


def check_in(
    engine: Engine, actor: Actor, command_id: str, first: Row[Duty], report: Report, now_ms: int, *, duress: bool
) -> Row[Duty]:
    """One check-in. The ordinary one is a single transaction on what was read with the session."""
    check_time(report.happened_at_ms, now_ms)
    check_position(report.position, now_ms)
    rows = [first]

    def load() -> Row[Duty]:
        return rows.pop() if rows else find_duty(engine, first.state.id)

    def judge(row: Row[Duty]) -> Change:
        if not row.state.on:
            raise conflict("duty.over")
        if duress:  # no evidence that somebody is well
            return _with_duress(engine, row, watching.check_in(row, (), report, now_ms), command_id, report, now_ms)
        unheard = row.state.unheard_cases
        cases = engine.read(case_key(one) for one in unheard).all(Case) if unheard else []
        return watching.check_in(row, tuple(cases), report, now_ms)

    done = engine.execute(load, judge, actor=actor, command_id=command_id, about=lambda row: row, at_ms=now_ms)
    return done.rows[0]


def _with_duress(
    engine: Engine, row: Row[Duty], change: Change, command_id: str, report: Report, now_ms: int
) -> Change:
    around = watched(engine, row, case_id=row.state.sos_id, people=True)
    return company_follows(around, alarm.with_duress(around, change, command_id, report, now_ms), now_ms)


def extend(
    engine: Engine, actor: Actor, command_id: str, duty_id: str, minutes: int, report: Report, now_ms: int
) -> Row[Duty]:
    """The duty lasts longer."""

    def judge(row: Row[Duty]) -> Change:
        return decide.extend(watched(engine, row, case_id=row.state.end_case_id), minutes, report, now_ms)

    return _on_duty_row(engine, actor, command_id, duty_id, judge, now_ms)


def go_off_duty(
    engine: Engine,
    actor: Actor,
    command_id: str,
    duty_id: str,
    report: Report,
    now_ms: int,
    *,
    duress: bool,
    keys_kept: str = "",
) -> Row[Duty]:
    """Off duty. Under duress it looks so on the phone, and the watch goes on here.

    A key that he still has never keeps him on duty: he says why (``keys_kept``), or an operator asks him.
    """
    check_time(report.happened_at_ms, now_ms)
    check_position(report.position, now_ms)

    def judge(row: Row[Duty]) -> Change:
        if duress:
            around = watched(engine, row, case_id=row.state.sos_id, people=True)
            raised = alarm.raise_sos(around, id_from("duress", command_id), report, now_ms, kind="duress")
            feigned = alarm.feign(around, raised, "off_duty_feigned")
            return company_follows(around, decide.shown_as_it_is(feigned, row), now_ms)
        case_id = row.state.case_id or row.state.end_case_id
        around = watched(engine, row, case_id=case_id)
        over = decide.go_off_duty(around, report, now_ms) + _left(engine, row.state.dispatch, now_ms)
        return over + kept_off_duty(engine, around.worker.id, around.worker.name, duty_id, keys_kept, now_ms)

    return _on_duty_row(engine, actor, command_id, duty_id, judge, now_ms)


def _left(engine: Engine, dispatch: str, now_ms: int) -> Change:
    """What he was asked for, or sent to, looks for another."""
    if not dispatch:
        return NOTHING
    key = key_of(dispatch)
    around = around_of(engine, key.pk.removeprefix("case/"), key.sk.removeprefix("dispatch/"))
    return without(around, now_ms) if around.dispatch.open and around.dispatch.who else NOTHING


def _on_duty_row(
    engine: Engine, actor: Actor, command_id: str, duty_id: str, judge: Callable[[Row[Duty]], Change], now_ms: int
) -> Row[Duty]:
    return execute_on(engine, lambda: find_duty(engine, duty_id), judge, actor, command_id, now_ms)


def raise_sos(engine: Engine, row: Row[Duty], case_id: str, _person_id: str, report: Report, now_ms: int) -> Change:
    """An SOS from a guard on duty."""
    around = watched(engine, row, case_id=row.state.sos_id, people=True)
    return company_follows(around, alarm.raise_sos(around, case_id, report, now_ms), now_ms)


def duress_on_duty(engine: Engine, person_id: str, case_id: str, now_ms: int) -> tuple[str, Change] | None:
    """What a word or a PIN of duress sets in motion for a guard on duty: the case's id and the change."""
    row = duty_of(engine, person_id)
    if row is None:
        return None
    around = watched(engine, row, case_id=row.state.sos_id, people=True)
    raised = alarm.raise_sos(around, case_id, Report(happened_at_ms=now_ms), now_ms, kind="duress")
    return (row.state.sos_id if around.open_case else case_id), company_follows(around, raised, now_ms)


def phone_dying(
    engine: Engine, actor: Actor, command_id: str, duty_id: str, said: LastWords, report: Report, now_ms: int
) -> Row[Duty]:
    """The guard's phone is dying: what it says last."""
    check_time(report.happened_at_ms, now_ms)
    check_position(report.position, now_ms)

    def judge(row: Row[Duty]) -> Change:
        if not row.state.on:
            raise conflict("duty.over")
        around = watched(engine, row, case_id=row.state.case_id, people=True)
        return watching.phone_dying(around, said, report, now_ms)

    return _on_duty_row(engine, actor, command_id, duty_id, judge, now_ms)
