"""What is read for a decision about a dispatch: its case, where it goes, who has it, and who could be asked."""

from collections.abc import Iterable
from typing import Any

import msgspec

from chalicelib.engine.cases import Case, Plan, case_key, plan_key
from chalicelib.guards.dispatch.candidates import Candidate, candidates
from chalicelib.guards.dispatch.decide import Around, Found
from chalicelib.guards.dispatch.moves import Holder
from chalicelib.guards.dispatch.states import Called, Dispatch, Target, Tried, called_key, dispatch_key, reference
from chalicelib.guards.states import Duty, duty_key
from chalicelib.platform.problems import not_found
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Lane, Row, from_item
from chalicelib.register import repository
from chalicelib.register.names import NAMES
from chalicelib.register.repository import everything
from chalicelib.register.states import Person, Site

_STRONGLY = 25
"""So many of the nearest are read again before one of them is asked: the index may lag behind."""
_TOLD_OF = 50


class OfCase(msgspec.Struct, frozen=True):
    """A case and what was copied into it."""

    row: Row[Case]
    plan: Plan


def case_of(engine: Engine, case_id: str) -> OfCase:
    """A case by id. Raises ``not_found``."""
    facts = engine.read([case_key(case_id), plan_key(case_id)])
    row, plan = facts.find(case_key(case_id), Case), facts.find(plan_key(case_id), Plan)
    if row is None or plan is None:
        raise not_found()
    return OfCase(row, plan.state)


def around_of(engine: Engine, case_id: str, dispatch_id: str, holder: Holder | None = None) -> Around:
    """A dispatch with its case, without who has it. Raises ``not_found``."""
    key = dispatch_key(case_id, dispatch_id)
    facts = engine.read([key, case_key(case_id), plan_key(case_id)])
    row, case = facts.find(key, Dispatch), facts.find(case_key(case_id), Case)
    plan = facts.find(plan_key(case_id), Plan)
    if row is None or case is None or plan is None:
        raise not_found()
    return Around(row=row, case=case, plan=plan.state, holder=holder or Holder())


def called(engine: Engine, dispatch: Dispatch) -> Row[Called] | None:
    """That a subcontractor is asked for this, or has it."""
    row = engine.get(called_key(dispatch.who.id), Called) if dispatch.who else None
    return row if row and row.state.dispatch == reference(dispatch) else None


def dispatches_of(engine: Engine, case_id: str) -> list[Row[Dispatch]]:
    """All dispatches of a case, as long as they are remembered, in the order in which they were wanted."""
    items = engine.store.partition("live", f"case/{case_id}", "dispatch/")
    rows: list[Row[Dispatch]] = [from_item(item) for item in items]
    return sorted(rows, key=lambda row: (row.state.number, row.state.wanted_at_ms, row.state.id))


def target_of(engine: Engine, case: Case, plan: Plan) -> Target:
    """Where it goes: the last position of whom the case is about, if there is one, else its site."""
    row = repository.get_site(engine, everything, case.site) if case.site else None
    site, params = row.state if row else None, plan.params
    latitude, longitude = _number(params.get("latitude")), _number(params.get("longitude"))
    if latitude is None or longitude is None:
        latitude, longitude = (site.latitude, site.longitude) if site else (None, None)
    return Target(
        name=site.name if site else str(params.get("site") or ""),
        address=site.address if site else "",
        postal_code=site.postal_code if site else "",
        town=site.town if site else str(params.get("town") or ""),
        latitude=latitude,
        longitude=longitude,
        directions=site.directions if site else "",
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def everybody(
    engine: Engine, target: Target, skills: tuple[str, ...], tried: Iterable[Tried], about: str, now_ms: int
) -> tuple[list[Candidate], dict[str, Row[Duty]]]:
    """Everybody on duty in the order in which they are asked, and the duties of the nearest, strongly read."""
    at = (target.latitude, target.longitude)
    goal = (at[0], at[1]) if at[0] is not None and at[1] is not None else None
    tried = tuple(tried)
    duties = [row.state for row in engine.open_rows(Duty, Lane.WATCH)]
    people = NAMES.people(engine, (duty.guard_id for duty in duties), now_ms)
    sites = NAMES.sites(engine, _sites(duties), now_ms)
    guessed = candidates(duties, people, sites, goal, skills, tried, about, now_ms)
    near = {one.who.duty_id for one in guessed[:_STRONGLY]}
    rows = {row.state.id: row for row in engine.read(duty_key(one) for one in near).all(Duty)} if near else {}
    seen = [row.state for row in rows.values()]
    known: dict[str, Any] = repository.find_all(engine, everything, Person, [duty.guard_id for duty in seen])
    there: dict[str, Any] = repository.find_all(engine, everything, Site, _sites(seen))
    sure = candidates(
        seen,
        {one: row.state for one, row in known.items() if row.state.active},
        {one: row.state for one, row in there.items()},
        goal,
        skills,
        tried,
        about,
        now_ms,
    )
    return [*sure, *(one for one in guessed if one.who.duty_id not in near)], rows


def _sites(duties: Iterable[Duty]) -> set[str]:
    found: set[str] = set()
    for duty in duties:
        found.add(duty.site)
        if duty.last_job:
            found.add(duty.last_job.site)
    return found


def nearest(engine: Engine, dispatch: Dispatch, about: str, now_ms: int) -> Found:
    """Who is to be asked next."""
    found, rows = everybody(engine, dispatch.target, dispatch.skills, dispatch.tried, about, now_ms)
    reasons = {one.who.id: one.why_not for one in found if one.why_not}
    reasons = dict(list(reasons.items())[:_TOLD_OF])
    first = next((one for one in found if not one.why_not and one.who.duty_id in rows), None)
    if first is None:
        return Found(reasons=reasons)
    return Found(who=first.who, duty=rows[first.who.duty_id], reasons=reasons)
