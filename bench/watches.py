"""Lone guards on duty: the rows that wait, and what the register knows of them."""

from collections.abc import Iterator, Sequence

from bench.ground import PROBE_MS
from chalicelib.guards.states import Duty
from chalicelib.platform.ids import id_from, new_id
from chalicelib.platform.time import DAY_MS, HOUR_MS, SECOND_MS
from chalicelib.records.rows import State
from chalicelib.register.policy import DEFAULTS
from chalicelib.register.states import Assignment, Customer, Instruction, Person, RiskAssessment, Site

PROBES = 50
"""So many rows are due for the query that is measured, however many are open."""
_POLICY = DEFAULTS["high"]
CUSTOMER = "bench0000000"


def duty(guard: int, due_at_ms: int, tag: str = "open", *, reminded: bool = False) -> Duty:
    """A lone guard who is to be reminded at that instant; or who was, and whose grace is over then."""
    shift_ms = -_POLICY.grace_s * SECOND_MS if reminded else _POLICY.reminder_s * SECOND_MS
    next_ms = due_at_ms + shift_ms
    return Duty(
        customer_id=CUSTOMER,
        id=id_from("bench", "duty", tag, str(guard)),
        guard_id=_id("guard", guard),
        assignment_id=_id("assignment", guard),
        site=_id("site", guard),
        started_at_ms=next_ms - HOUR_MS,
        planned_end_ms=due_at_ms + DAY_MS,
        interval_s=_POLICY.interval_s,
        reminder_s=_POLICY.reminder_s,
        grace_s=_POLICY.grace_s,
        end_reminder_s=_POLICY.end_reminder_s,
        end_grace_s=_POLICY.end_grace_s,
        next_ms=next_ms,
        stage="reminded" if reminded else "ok",
        heard_at_ms=next_ms - _POLICY.interval_s * SECOND_MS,
    )


def open_duties(count: int) -> Iterator[Duty]:
    """Many that wait for another year; a few of them for an earlier one."""
    for number in range(count):
        yield duty(number, PROBE_MS + number if number < PROBES else 2 * PROBE_MS + number)


def falling_due(instants_ms: Sequence[int], *, reminded: bool = False) -> list[Duty]:
    """One guard for each instant, never seen before."""
    tag = new_id()
    return [duty(number, at_ms, tag, reminded=reminded) for number, at_ms in enumerate(instants_ms)]


def register(count: int) -> Iterator[State]:
    """So many guards, each with a site and an assignment of his own."""
    yield Customer(customer_id=CUSTOMER, id=CUSTOMER, name="Havnekontoret")
    for number in range(count):
        yield guard(number)
        yield _site(number)
        yield _assignment(number)


def guard(number: int) -> Person:
    """A guard of the security company."""
    return Person(
        customer_id="self",
        id=_id("guard", number),
        name=f"Vekter {number}",
        phone=f"+474{number:07d}",
        roles=("guard",),
    )


def _site(number: int) -> Site:
    return Site(
        customer_id=CUSTOMER,
        id=_id("site", number),
        name=f"Lager {number}",
        address=f"Havnegata {number}",
        postal_code="0150",
        town="Oslo",
        municipality="Oslo",
    )


def _assignment(number: int) -> Assignment:
    return Assignment(
        customer_id=CUSTOMER,
        id=_id("assignment", number),
        name=f"Runde {number}",
        site_id=_id("site", number),
        risk="high",
        risk_assessment=RiskAssessment(text="Alene om natten.", assessed_by="Dina", assessed_at_ms=PROBE_MS),
        instruction=Instruction(text="Gå runden."),
    )


def _id(kind: str, number: int) -> str:
    return id_from("bench", kind, str(number))
