"""Importing a table into the register: every line is judged first; only if all are good is any of them kept.

A line whose thing is known already (the same number, or the same name in the same place) changes it; a column that the
file does not have leaves its field alone. What is made takes its id from the request and its line: the same request,
sent again after a crash, goes on where it stopped; sent again after the end, it is told what was done.
"""

from typing import ClassVar, Literal

import msgspec

from chalicelib.platform.ids import id_from
from chalicelib.platform.operations import ConditionFailed, Key
from chalicelib.platform.problems import FieldError
from chalicelib.platform.texts import Language, say
from chalicelib.platform.time import DAY_MS
from chalicelib.records.change import Change, Event, create
from chalicelib.records.rows import State
from chalicelib.register.batches import BATCH, Refused, Wanted, keep_batch
from chalicelib.register.csvfile import Fault
from chalicelib.register.keeping import By
from chalicelib.register.plans import Import, Plan, Planned, plan

_PREVIEWED = 200


class BadLine(msgspec.Struct, frozen=True):
    """What is wrong with one field of one line, and what to do about it."""

    line: int
    field: str
    message: str


class Previewed(msgspec.Struct, frozen=True, kw_only=True):
    """What one good line would do, and to which fields of what is there already, in the file's own words."""

    line: int
    name: str
    outcome: Literal["created", "changed", "unchanged"]
    fields: list[str]


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
    preview: list[Previewed] = []
    """With ``dry_run``: line by line, the first of them."""


class Imported(State, frozen=True, kw_only=True):
    """That a file was kept, for who sends the same request again; a day later the journal alone tells."""

    KIND: ClassVar[str] = "imported"

    id: str
    report: Report
    at_ms: int

    @property
    def key(self) -> Key:
        """By the request."""
        return Key(f"import/{self.id}")

    @property
    def expires_at_ms(self) -> int:
        """As long as anybody's outbox may try again."""
        return self.at_ms + DAY_MS


def import_table(job: Import, language: Language, *, dry_run: bool) -> Report:
    """Judge the file; if all of it is good and it is not only to be checked, keep it."""
    before = job.engine.get(Key(f"import/{_id(job)}"), Imported)
    if before is not None:
        return before.state.report
    asked = plan(job)
    faults, kept = asked.faults, ([] if asked.faults else asked.planned)
    if not faults and not dry_run:
        kept, faults = _keep(job, asked)
    report = _report(job, kept, faults, language, done=not faults and not dry_run)
    if report.done:
        _remember(job, report)
    if dry_run:
        report = msgspec.structs.replace(report, preview=_preview(job, asked))
    return report


def _preview(job: Import, asked: Plan) -> list[Previewed]:
    faulty = {fault.line for fault in asked.faults}
    good = [one for one in asked.planned if one.line not in faulty]
    return [
        Previewed(line=one.line, name=one.after.name, outcome=_outcome(job, one), fields=_changes(one, asked))
        for one in good[:_PREVIEWED]
    ]


def _changes(one: Planned, asked: Plan) -> list[str]:
    """The columns whose cells say something other than what stands."""
    if one.before is None:
        return []
    before, after = (msgspec.to_builtins(state) for state in (one.before.state, one.after))
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return [word for field, word in asked.headings.words.items() if field.partition(".")[0] in changed]


def _keep(job: Import, asked: Plan) -> tuple[list[Planned], list[Fault]]:
    """In batches; those before a refused one stay."""
    kept: list[Planned] = []
    for start in range(0, len(asked.planned), BATCH):
        batch = asked.planned[start : start + BATCH]
        by = By(job.by.actor, job.command_at(batch[0].line), job.by.at_ms)
        wanted = [Wanted(one.line, one.after.key, one.before is None, one.build) for one in batch]
        try:
            keep_batch(job.engine, wanted, by)
        except Refused as refused:
            errors = refused.problem.errors or (_general(refused),)
            return kept, [Fault(refused.place, asked.headings.name(error)) for error in errors]
        kept += batch
    return kept, []


def _general(refused: Refused) -> FieldError:
    return FieldError("line", refused.problem.message_id, refused.problem.params)


def _report(job: Import, kept: list[Planned], faults: list[Fault], language: Language, *, done: bool) -> Report:
    outcomes = [_outcome(job, one) for one in kept]
    errors = [
        BadLine(fault.line, fault.error.field, say(fault.error.message_id, language, fault.error.params))
        for fault in faults
    ]
    created, changed, unchanged = (outcomes.count(word) for word in ("created", "changed", "unchanged"))
    return Report(created, changed, unchanged, errors, done)


def _outcome(job: Import, one: Planned) -> Literal["created", "changed", "unchanged"]:
    """What this request made before it was interrupted, it made."""
    if one.before is None or one.before.state.id == job.id_at(one.line):
        return "created"
    return "unchanged" if one.before.state == one.after else "changed"


def _remember(job: Import, report: Report) -> None:
    data = {"kind": job.plural, "created": report.created, "changed": report.changed}
    customer_id = job.caller.customer_id
    imported = Imported(customer_id=customer_id, id=_id(job), report=report, at_ms=job.by.at_ms)
    change = Change((create(imported, Event("register.imported", data)),), "imported")
    try:
        job.engine.commit(change, actor=job.by.actor, command_id=job.by.command_id, at_ms=job.by.at_ms)
    except ConditionFailed:
        return  # the same request, sent twice at once: the other one has told


def _id(job: Import) -> str:
    return id_from("import", job.by.command_id)
