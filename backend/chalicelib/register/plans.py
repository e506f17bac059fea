"""What an import would do: each line of a file as a change of the register, and everything that is wrong with any."""

from collections.abc import Iterator
from typing import Any

import msgspec

from chalicelib.platform.access import Caller
from chalicelib.platform.config import Config
from chalicelib.platform.decoding import explain
from chalicelib.platform.problems import FieldError, Problem
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register.build import Setting
from chalicelib.register.columns import COLUMNS
from chalicelib.register.csvfile import Fault, Line, read_table
from chalicelib.register.decisions import check_references
from chalicelib.register.keeping import Build, By, id_of_new
from chalicelib.register.known import IDENTITY, Identity, Known, identity
from chalicelib.register.lines import Headings, nested, read_headings, read_line
from chalicelib.register.links import keys_around
from chalicelib.register.rights import within_rights
from chalicelib.register.states import Assignment
from chalicelib.register.subjects import Subject, subject

MOST_WITH_WORDS = 100
"""Lines that set code words: their hashes are slow on purpose, and a request has half a minute."""


class Import(msgspec.Struct, frozen=True, kw_only=True):
    """One file, of which kind, by whom and by which request."""

    engine: Engine
    config: Config
    caller: Caller
    by: By
    plural: str
    raw: bytes

    def command_at(self, line: int) -> str:
        """The command that one line is: the same request, sent again, means the same."""
        return f"{self.by.command_id}/{line}"

    def id_at(self, line: int) -> str:
        """The id of what a line creates."""
        return id_of_new(subject(self.plural).kind, self.command_at(line))


class Planned(msgspec.Struct, frozen=True):
    """What one good line will do: make ``after`` of ``before``."""

    line: int
    build: Build[Any]
    before: Row[Any] | None
    after: Any


class _Said(msgspec.Struct, frozen=True):
    """One line as it was read: its fields and, in the end, what is wrong with them."""

    line: int
    values: dict[str, Any]
    errors: list[FieldError]


class Plan(msgspec.Struct, frozen=True):
    """All that a file asks for, all that is wrong with it, and what the file itself calls its fields."""

    planned: list[Planned]
    faults: list[Fault]
    headings: Headings = Headings((), {})


def plan(job: Import) -> Plan:
    """The changes that the file asks for, and all that is wrong with it, in the order of its lines."""
    table, faults = read_table(job.raw)
    if not table.lines:
        return Plan([], faults)
    headings, heading_faults = read_headings(table, COLUMNS[job.plural], IDENTITY[job.plural])
    if heading_faults:
        return Plan([], heading_faults)
    if len(table.lines) > MOST_WITH_WORDS and {"code_word", "duress_word"} & headings.words.keys():
        too_many = FieldError("file", "register.csv_words", {"most": MOST_WITH_WORDS})
        return Plan([], [Fault(table.lines[MOST_WITH_WORDS].number, too_many)])
    known = Known(job.engine, job.caller)
    misshapen = {fault.line for fault in faults}
    said = [_read(line, headings, known) for line in table.lines if line.number not in misshapen]
    planned = _plan_all(job, headings, known, said)
    _check_all(job, planned, said)
    faults += [Fault(one.line, headings.name(error)) for one in said for error in one.errors]
    return Plan(planned, sorted(faults, key=lambda fault: (fault.line, headings.place(fault.error))), headings)


def _read(line: Line, headings: Headings, known: Known) -> _Said:
    values, errors = read_line(line, headings)
    unresolved = known.resolve(values)
    return _Said(line.number, values, errors + [why.about(field) for field, why in unresolved.items()])


def _plan_all(job: Import, headings: Headings, known: Known, said: list[_Said]) -> list[Planned]:
    """Each line against what is known already; two lines that speak of the same thing contradict each other."""
    there = known.existing(job.plural, [one.values for one in said if not one.errors])
    first: dict[Identity, int] = {}
    planned: list[Planned] = []
    for one in said:
        this = identity(job.plural, one.values)
        before = there.get(this)
        if first.setdefault(this, one.line) != one.line:
            one.errors.append(FieldError(IDENTITY[job.plural][-1], "register.csv_twice", {"line": first[this]}))
        elif before is None:
            one.errors.extend(_missing(job, headings))
            if job.plural == "people":
                one.values.setdefault("customer_id", known.own_customer)
        if not one.errors:
            planned += _plan_one(job, one, before)
    return planned


def _missing(job: Import, headings: Headings) -> Iterator[FieldError]:
    """The columns without which nothing new can be made."""
    for column in COLUMNS[job.plural]:
        if column.needed and column.field not in headings.words:
            yield FieldError(column.headings[0], "register.csv_no_column")


def _plan_one(job: Import, said: _Said, before: Row[Any] | None) -> list[Planned]:
    kind = subject(job.plural)
    thing_id = before.state.id if before else job.id_at(said.line)
    try:
        sent = msgspec.convert(_merged(_as_sent(kind, before), nested(said.values)), kind.sent)
        setting = Setting(id=thing_id, now_ms=job.by.at_ms, secret=job.config.secret)
        build = within_rights(job.caller, kind.builder(sent, setting))
        return [Planned(said.line, build, before, build(before.state if before else None))]
    except msgspec.ValidationError as error:
        said.errors.append(explain(str(error), kind.sent))
    except Problem as problem:
        said.errors.extend(problem.errors or [FieldError("line", problem.message_id, problem.params)])
    return []


def _as_sent(kind: Subject[Any], before: Row[Any] | None) -> dict[str, Any]:
    """What stands, as if it had been sent: fields without a column keep it."""
    if before is None:
        return {}
    names = {field.name for field in msgspec.structs.fields(kind.sent)} & {
        field.name for field in msgspec.structs.fields(kind.kind)
    }
    values = {name: msgspec.to_builtins(getattr(before.state, name)) for name in names}
    if isinstance(before.state, Assignment):
        values["instruction"] = before.state.instruction.text
    return values


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    both = {name: {**old[name], **value} for name, value in new.items() if isinstance(value, dict) and name in old}
    return {**old, **new, **both}


def _check_all(job: Import, planned: list[Planned], said: list[_Said]) -> None:
    """Whether all that the lines name exists: read in a few large strides, not line by line."""
    facts = job.engine.read(keys_around([one.after for one in planned]), "register")
    by_line = {one.line: one for one in said}
    for one in planned:
        by_line[one.line].errors.extend(check_references(one.after, facts))


add_texts(
    {
        "register.csv_twice": Text(
            "Samme som linje {line}. Behold bare én av dem.", "The same as line {line}. Keep only one of them."
        ),
        "register.csv_words": Text(
            "En fil med kodeord kan ha høyst {most} linjer. Del den.",
            "A file with code words may have at most {most} lines. Split it.",
        ),
    }
)
