"""What the clock asks about guards, and what the end of a case means for the duty or the shift it was about."""

from chalicelib.engine import watching
from chalicelib.engine.cases import Case
from chalicelib.engine.people import person_of, recipient
from chalicelib.guards import duty as decide
from chalicelib.guards import rota, shifts
from chalicelib.guards.company import Company, keys_of
from chalicelib.guards.duty import company_follows
from chalicelib.guards.place import Place, people_to_tell, place_of
from chalicelib.guards.service import watched
from chalicelib.guards.states import Duty, Presence, Shift, duty_key, shift_key
from chalicelib.records.change import NOTHING, Change
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register import repository
from chalicelib.register.repository import everything
from chalicelib.register.states import Person


def judge_duty(engine: Engine, row: Row[Duty], now_ms: int) -> Change:
    """A deadline of a duty."""
    duty = row.state
    to_be_told = duty.stage == "reminded" or duty.end_stage == "reminded"
    around = watched(engine, row, case_id=duty.case_id, people=to_be_told)
    return company_follows(around, watching.fall_due(around, now_ms), now_ms)


def judge_presence(engine: Engine, row: Row[Presence], now_ms: int) -> Change:
    """A colleague's planned end has come."""
    duties = engine.read(keys_of(row)).all(Duty)
    ids = [one.state.guard_id for one in duties]
    people = repository.find_all(engine, everything, Person, ids)
    colleagues = tuple(recipient(one.state, "colleagues") for one in people.values())
    place = place_of(engine, row.state.assignment_id)
    return decide.company_lapses(Company(row, tuple(duties)), place, colleagues, now_ms)


def judge_shift(engine: Engine, row: Row[Shift], now_ms: int) -> Change:
    """A planned start, or the end of its grace."""
    place: Place = place_of(engine, row.state.assignment_id)
    guard = person_of(engine, row.state.guard_id)
    people = people_to_tell(engine, place, guard) if row.state.state == "reminded" else ()
    return shifts.fall_due(row, place, recipient(guard, "worker"), people, now_ms)


def after_case(engine: Engine, case: Case, now_ms: int) -> Change:
    """What a resolved case means for the duty or the shift it was about."""
    kind, _, subject_id = case.subject.partition("/")
    if kind == "duty":
        row = engine.get(duty_key(subject_id), Duty)
        if row is None:
            return NOTHING
        around = watched(engine, row)
        change = watching.case_ended(around, case.id, now_ms)
        return company_follows(around, decide.shown_as_it_is(change, row), now_ms)
    if kind == "shift":
        shift = engine.get(shift_key(subject_id), Shift)
        ended = shifts.case_ended(shift, now_ms) if shift else NOTHING
        return ended + Change(rota.closed(engine, subject_id, "missed")) if ended.writes else NOTHING
    return NOTHING
