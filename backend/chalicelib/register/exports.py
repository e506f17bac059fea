"""Writing a table that can be imported again: the same headings, in Norwegian, with semicolons as spreadsheets here do.

A cell that a spreadsheet would take for a formula is written behind an apostrophe, which the import takes away.
"""

import csv
import io
from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec

from chalicelib.platform.access import SELF, Caller
from chalicelib.platform.problems import conflict
from chalicelib.platform.texts import Text, add_texts
from chalicelib.platform.time import NORWAY
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row, State
from chalicelib.register import instruction_cells, panel_cells
from chalicelib.register.columns import COLUMNS, ROLE_WORDS
from chalicelib.register.csvfile import guarded
from chalicelib.register.policy import Policy
from chalicelib.register.repository import list_things
from chalicelib.register.states import Contact, Customer, Instruction, Site
from chalicelib.register.subjects import subject

Encoding = Literal["utf-8", "cp1252"]
_LANGUAGES = {"nb": "norsk", "en": "engelsk"}
_RISKS = {"high": "høy", "standard": "vanlig", "low": "lav"}
_REFERENCES: dict[str, type[State]] = {"customer_id": Customer, "site_id": Site, "policy_id": Policy}


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """A file, with its bytes in base 64: in CP1252 they are no text."""

    name: str
    media_type: str
    content_base64: str
    lines: int


def export_table(engine: Engine, caller: Caller, plural: str, customer_id: str | None, encoding: Encoding) -> Exported:
    """All that the caller may see of a kind. Raises Problem when the encoding lacks a letter that is needed."""
    rows = list(list_things(engine, caller.may_see, subject(plural).kind, customer_id))
    names = _Names(engine, caller, customer_id)
    text = _table(plural, rows, names)
    try:
        raw = text.encode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise conflict("register.not_in_cp1252", letter=text[error.start], line=line) from error
    return Exported(
        name=f"{plural}.csv",
        media_type=f"text/csv; charset={'utf-8' if encoding == 'utf-8' else 'windows-1252'}",
        content_base64=b64encode(raw).decode(),
        lines=len(rows),
    )


def _table(plural: str, rows: Iterable[Row[Any]], names: "_Names") -> str:
    columns = [column for column in COLUMNS[plural] if not column.secret]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.headings[0] for column in columns])
    for row in rows:
        writer.writerow([guarded(_cell(column.field, row.state, names)) for column in columns])
    return out.getvalue()


def _cell(field: str, state: State, names: "_Names") -> str:
    value: Any = state
    for part in field.split("."):
        value = getattr(value, part)
    if field in _REFERENCES:
        return names.of(_REFERENCES[field], value) if value else ""
    if field in panel_cells.WRITTEN:
        return panel_cells.WRITTEN[field](value)
    if field in instruction_cells.WRITTEN:
        return instruction_cells.WRITTEN[field](value, lambda contact_id: names.of(Contact, contact_id))
    return _usual_cell(field, value)


def _usual_cell(field: str, value: Any) -> str:
    if field == "language":
        return _LANGUAGES[value]
    if field == "risk":
        return _RISKS[value]
    if field in ("roles", "skills"):
        return ", ".join(ROLE_WORDS.get(one, one) for one in value)
    if isinstance(value, Instruction):
        return value.text
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if field.endswith("_ms"):
        return datetime.fromtimestamp(value / 1000, UTC).astimezone(NORWAY).strftime("%d.%m.%Y")
    return _phone(value) if isinstance(value, str) else "" if value is None else str(value).replace(".", ",")


def _phone(text: str) -> str:
    """A Norwegian number as its eight digits, which no spreadsheet turns into a sum; other text as it is."""
    digits = text.removeprefix("+47")
    return digits if text.startswith("+47") and len(digits) == 8 and digits.isdigit() else text


class _Names:
    """What things are called in the file: their name where one has it alone, else their id."""

    def __init__(self, engine: Engine, caller: Caller, customer_id: str | None) -> None:
        self._engine = engine
        self._caller = caller
        self._customer_id = customer_id
        self._known: dict[str, dict[str, str]] = {}

    def of(self, kind: type[State], thing_id: str) -> str:
        """The name of one thing."""
        if kind is Customer and thing_id == SELF:
            return SELF
        if kind.KIND not in self._known:
            rows: list[Row[Any]] = list(
                list_things(self._engine, self._caller.may_see, kind, None if kind is Customer else self._customer_id)
            )
            count: dict[tuple[str, str], int] = {}
            for row in rows:
                count[self._where(kind, row)] = count.get(self._where(kind, row), 0) + 1
            alone = {row.state.id: row.state.name for row in rows if count[self._where(kind, row)] == 1}
            self._known[kind.KIND] = alone
        return self._known[kind.KIND].get(thing_id, thing_id)

    @staticmethod
    def _where(kind: type[State], row: Row[Any]) -> tuple[str, str]:
        owner = "" if kind is Customer else row.state.customer_id
        return owner, row.state.name.casefold()


add_texts(
    {
        "register.not_in_cp1252": Text(
            "Tegnet «{letter}» på linje {line} finnes ikke i CP1252. Velg UTF-8.",
            "The letter “{letter}” on line {line} does not exist in CP1252. Choose UTF-8.",
        ),
    }
)
