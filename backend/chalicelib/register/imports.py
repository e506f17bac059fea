"""Importing a table into the register: every line is judged first; only if all are good is any of them kept.

A line whose thing is known already (the same number, or the same name in the same place) changes it; a column that the
file does not have leaves its field alone. Each line is one change of its own, and takes its id from the request and its
place in the file: the same request, sent again after a crash, goes on where it stopped.
"""

import msgspec

from chalicelib.platform.problems import FieldError, Problem
from chalicelib.platform.texts import Language, say
from chalicelib.register.csvfile import Fault
from chalicelib.register.keeping import By, change_thing, create_thing
from chalicelib.register.plans import Import, Planned, plan
from chalicelib.register.subjects import subject


class BadLine(msgspec.Struct, frozen=True):
    """What is wrong with one field of one line, and what to do about it."""

    line: int
    field: str
    message: str


class Report(msgspec.Struct, frozen=True):
    """What was done, or with ``dry_run`` what would be. ``done``: the whole file has been kept.

    If any line is bad nothing is done. Only what others change while the file is being kept can stop it half-way; then
    the numbers say how far it came, and the file can be sent again.
    """

    created: int
    changed: int
    unchanged: int
    errors: list[BadLine]
    done: bool


def import_table(job: Import, language: Language, *, dry_run: bool) -> Report:
    """Judge the file; if all of it is good and it is not only to be checked, keep it."""
    planned, faults = plan(job)
    kept = [] if faults else planned
    if not faults and not dry_run:
        kept, faults = _keep(job, planned)
    outcomes = [_outcome(job, one) for one in kept]
    return Report(
        created=outcomes.count("created"),
        changed=outcomes.count("changed"),
        unchanged=outcomes.count("unchanged"),
        errors=[_bad_line(fault, language) for fault in faults],
        done=not faults and not dry_run,
    )


def _keep(job: Import, planned: list[Planned]) -> tuple[list[Planned], list[Fault]]:
    for index, one in enumerate(planned):
        try:
            _keep_one(job, one)
        except Problem as problem:
            errors = problem.errors or (FieldError("line", problem.message_id, problem.params),)
            return planned[:index], [Fault(one.line, error) for error in errors]
    return planned, []


def _keep_one(job: Import, one: Planned) -> None:
    kind = subject(job.plural).kind
    by = By(job.by.actor, job.command_at(one.line), job.by.at_ms)
    if one.before is None:
        create_thing(job.engine, kind, job.id_at(one.line), one.build, by)
    elif one.before.state != one.after:
        change_thing(job.engine, job.caller.may_see, kind, one.before.state.id, None, one.build, by)


def _outcome(job: Import, one: Planned) -> str:
    """A repeated request is told what it did the first time."""
    if one.before is None or one.before.state.id == job.id_at(one.line):
        return "created"
    remembered = one.before.result_of(job.command_at(one.line)) is not None
    return "changed" if remembered or one.before.state != one.after else "unchanged"


def _bad_line(fault: Fault, language: Language) -> BadLine:
    return BadLine(fault.line, fault.error.field, say(fault.error.message_id, language, fault.error.params))
