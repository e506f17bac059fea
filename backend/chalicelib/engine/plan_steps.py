"""A case's action plan: which steps it has now, what has become of each, and what holds up its end. Pure."""

from typing import Literal

import msgspec

from chalicelib.engine.case import Case, NotAllowed, Plan, owned_until
from chalicelib.records.change import Change, Event, update
from chalicelib.records.rows import Row
from chalicelib.register.steps import PlanStep

Outcome = Literal["done", "skipped", "open"]


def steps_of(case: Case, plan: Plan) -> tuple[PlanStep, ...]:
    """The steps that hold: a case that has turned silent follows the silent plan, which rings nobody's phone."""
    return plan.silent_steps if case.silent and plan.silent_steps else plan.steps


def outcome_of(case: Case, number: int) -> Outcome:
    """What has become of a step; they are numbered from 1, as on the keyboard."""
    if number in case.done:
        return "done"
    return "skipped" if number in case.skipped else "open"


def left_to_do(case: Case, plan: Plan) -> tuple[int, ...]:
    """The compulsory steps that are neither done nor skipped."""
    numbered = enumerate(steps_of(case, plan), 1)
    return tuple(number for number, step in numbered if step.compulsory and outcome_of(case, number) == "open")


def settle_step(row: Row[Case], plan: Plan, number: int, outcome: Outcome, reason: str, now_ms: int) -> Change:
    """A step is done, skipped for a reason, or open after all. Anybody may lend a hand in a case that has an owner."""
    case = row.state
    if case.state == "resolved":
        raise NotAllowed("case.resolved")
    if case.state != "owned":
        raise NotAllowed("case.not_yours")
    if not 1 <= number <= len(steps_of(case, plan)):
        raise NotAllowed("case.no_such_step")
    if outcome == "skipped" and not reason.strip():
        raise NotAllowed("case.step_reason")
    if outcome_of(case, number) == outcome:
        return Change((), "done")
    settled = msgspec.structs.replace(
        case,
        done=_with(case.done, number, outcome == "done"),
        skipped=_with(case.skipped, number, outcome == "skipped"),
        next_ms=owned_until(case, plan, now_ms),
    )
    kinds = {"done": "step_done", "skipped": "step_skipped", "open": "step_reopened"}
    event = Event(kinds[outcome], {"step": number}, {"reason": reason} if reason.strip() else {})
    return Change((update(row, settled, event),), "done")


def _with(numbers: tuple[int, ...], number: int, wanted: bool) -> tuple[int, ...]:
    others = tuple(one for one in numbers if one != number)
    return (*others, number) if wanted else others
