"""What surrounds the decisions about who sits at the desks: reading what they need, and doing them again."""

from typing import Any

from chalicelib.desk.board_rows import OperatorRow
from chalicelib.engine import absence, attendance
from chalicelib.engine.absence import Waiting
from chalicelib.engine.attendance import (
    DESKS,
    AtDesk,
    Attendance,
    Beat,
    Cover,
    Sign,
    at_desk_key,
    beat_key,
    cover_key,
)
from chalicelib.engine.case import Case, Desk, Plan, case_key, plan_key
from chalicelib.engine.messages import Group, Recipient
from chalicelib.engine.people import recipient
from chalicelib.platform.access import SELF, Role
from chalicelib.records.change import NOTHING, Actor, Change
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Lane, Row
from chalicelib.register import repository
from chalicelib.register.repository import everything

_CALLED: tuple[tuple[Role, Group], ...] = (("operator", "operators"), ("duty_manager", "duty_manager"))


def load(engine: Engine, person_id: str) -> Attendance:
    """Somebody's place at the desk, their beat, and the desks."""
    keys = [at_desk_key(person_id), beat_key(person_id), *(cover_key(desk) for desk in DESKS)]
    facts = engine.read(keys)
    covers = {desk: facts.find(cover_key(desk), Cover) for desk in DESKS}
    return Attendance(
        at_desk=facts.find(at_desk_key(person_id), AtDesk),
        beat=facts.find(beat_key(person_id), Beat),
        covers={desk: row for desk, row in covers.items() if row is not None},
    )


def show(engine: Engine, sign: Sign, after_s: int, now_ms: int) -> AtDesk:
    """A sign of life, and what it ends. Raises NotAllowed."""

    def judge(found: Attendance) -> Change:
        asked = on_shift(engine) if isinstance(sign.desks, tuple) else []
        change = attendance.show(found, sign, [row.state for row in asked], after_s, now_ms)
        return change + _back(engine, found, change, sign, now_ms)

    engine.execute(lambda: load(engine, sign.person_id), judge, actor=Actor("person", sign.person_id), at_ms=now_ms)
    row = engine.get(at_desk_key(sign.person_id), AtDesk)
    assert row is not None
    return row.state


def _back(engine: Engine, found: Attendance, change: Change, sign: Sign, now_ms: int) -> Change:
    """The absences that end with this sign of life."""
    ended = [row.state.case_id for row in found.covers.values() if row.state.state == "absent"]
    manned = {write.key for write in change.writes if isinstance(write.after, Cover) and write.after.state == "covered"}
    more = NOTHING
    for row in found.covers.values():
        if row.state.case_id in ended and row.state.key in manned and row.state.state == "absent":
            case, plan = _case(engine, row.state.case_id)
            if case is not None and plan is not None:
                more += Change(absence.manned(case, plan, sign.person_id, sign.name, now_ms))
    return more


def _case(engine: Engine, case_id: str) -> tuple[Row[Case] | None, Plan | None]:
    facts = engine.read([case_key(case_id), plan_key(case_id)])
    plan = facts.find(plan_key(case_id), Plan)
    return facts.find(case_key(case_id), Case), plan.state if plan else None


def on_shift(engine: Engine) -> list[Row[AtDesk]]:
    """Everybody who is on shift, strongly read."""
    keys = engine.open_keys(AtDesk, Lane.DESK)
    return [row for row in engine.read(keys).all(AtDesk) if not row.state.left] if keys else []


def operator_rows(rows: list[Row[AtDesk]]) -> list[OperatorRow]:
    """Those on shift as the desk shows them, by name."""
    found = [
        OperatorRow(
            id=row.state.person_id,
            version=row.version,
            name=row.state.name,
            desks=list(row.state.desks),
            since_ms=row.state.since_ms,
            away=row.state.away,
            case_id=row.state.case_id,
            case_until_ms=row.state.case_until_ms,
            writing_until_ms=row.state.writing_until_ms,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: one.name.casefold())


def judge_beat(engine: Engine, row: Row[Beat], _now_ms: int) -> Change:
    """Somebody's page has not been seen for a while."""
    return attendance.fall_silent(row, engine.get(at_desk_key(row.state.person_id), AtDesk))


def judge_cover(engine: Engine, row: Row[Cover], now_ms: int) -> Change:
    """Nobody has been seen at a desk for a while."""
    waiting = _waiting(engine, row.state.desk)
    first = waiting[: absence.AT_ONCE]
    plans = engine.read([plan_key(one.state.id) for one in first]) if first else None
    found = []
    for one in first:
        plan = plans.find(plan_key(one.state.id), Plan) if plans else None
        if plan is not None:
            found.append(Waiting(one, plan.state))
    return absence.fall_due(row, _people(engine), tuple(found), len(waiting), now_ms)


def _waiting(engine: Engine, desk: Desk) -> list[Row[Case]]:
    """The desk's cases that have not gone out yet, the most urgent first."""
    rows = engine.open_rows(Case, Lane.LIFE, Lane.CASE)
    mine = [row for row in rows if row.state.desk in (desk, "all") and row.state.kind != absence.KIND]
    left = [row for row in mine if row.state.outside_ms is None]
    return sorted(left, key=lambda row: (row.state.priority, row.state.opened_at_ms))


def called(engine: Engine) -> dict[str, list[Row[Any]]]:
    """Who is called when nobody is here, in their order: operators, duty managers, and the partner centre.

    The partner centre is the company's own contacts, those whose number is marked as wrong included.
    """
    found: dict[str, list[Row[Any]]] = {}
    for role, group in _CALLED:
        found[group] = list(repository.people_with_role(engine, everything, role))
    found["partner"] = list(repository.contacts_for_site(engine, everything, SELF, None))
    return found


def _people(engine: Engine) -> tuple[Recipient, ...]:
    found = called(engine)
    people = [recipient(row.state, group) for _, group in _CALLED for row in found[group]]
    partners = [
        Recipient(
            id=row.state.id, name=row.state.name, phone=row.state.phone, language=row.state.language, group="partner"
        )
        for row in found["partner"]
        if not row.state.wrong
    ]
    return (*people, *partners)
