"""A case's action plan as the desk shows it: each step, what became of it, by whom, when and why."""

from chalicelib.desk.case_view import StepView, TimelineEntry
from chalicelib.engine.case import Case, Plan
from chalicelib.engine.plan_steps import outcome_of, steps_of
from chalicelib.guards.views import Who
from chalicelib.platform.time import SECOND_MS

_TOLD = frozenset({"step_done", "step_skipped"})


def step_views(case: Case, plan: Plan, story: list[TimelineEntry]) -> list[StepView]:
    """The steps that hold now. Who settled one is what the journal last told of it."""
    last = {entry.data.get("step"): entry for entry in story if entry.kind in _TOLD}
    names = {one.id: one.name for one in plan.people}
    found = []
    for number, step in enumerate(steps_of(case, plan), 1):
        outcome = outcome_of(case, number)
        entry = last.get(number) if outcome != "open" else None
        found.append(
            StepView(
                number=number,
                what=step.what,
                text=step.text,
                compulsory=step.compulsory,
                contact_id=step.contact_id,
                contact_name=names.get(step.contact_id, ""),
                due_at_ms=None if step.within_s is None else case.opened_at_ms + step.within_s * SECOND_MS,
                outcome=outcome,
                by=Who(entry.actor.id, entry.actor.name) if entry else None,
                at_ms=entry.at_ms if entry else None,
                reason=str(entry.private.get("reason", "")) if entry else "",
            )
        )
    return found
