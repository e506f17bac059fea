"""From a table to what each line says: headings become fields, cells become values, and every bad one is named."""

import re
from typing import Any

import msgspec

from chalicelib.platform.problems import FieldError
from chalicelib.platform.texts import Text, add_texts
from chalicelib.register.columns import Column, Unreadable
from chalicelib.register.csvfile import Fault, Line, Table


class Headings(msgspec.Struct, frozen=True):
    """The file's columns, from left to right."""

    columns: tuple[Column, ...]
    words: dict[str, str]
    """What the file itself calls a field: faults are told in its words."""

    def name(self, error: FieldError) -> FieldError:
        """The error, said of the file's own heading."""
        whole = re.split(r"[.\[]", error.field)[0]  # a line of a list stands in the list's column
        word = self.words.get(error.field) or self.words.get(whole, error.field)
        return FieldError(word, error.message_id, error.params)

    def place(self, named: FieldError) -> int:
        """How far to the right a named error stands; what is said of no column comes last."""
        words = list(self.words.values())
        return words.index(named.field) if named.field in words else len(words)


def read_headings(table: Table, columns: tuple[Column, ...], identity: tuple[str, ...]) -> tuple[Headings, list[Fault]]:
    """Which columns the file has, and what is wrong with its headings: it must at least tell what its lines are of."""
    by_word = {word: column for column in columns for word in column.headings}
    found: list[Column] = []
    words: dict[str, str] = {}
    faults: list[Fault] = []
    for heading in table.headings:
        column = by_word.get(heading.casefold())
        if column is None:
            known = ", ".join(column.headings[0] for column in columns)
            faults.append(Fault(1, FieldError(heading or "line", "register.csv_heading", {"known": known})))
        elif column.field in words:
            faults.append(Fault(1, FieldError(heading, "register.csv_doubled")))
        else:
            found.append(column)
            words[column.field] = heading
    needed = [column for column in columns if column.needed and column.field in identity]
    missing = [column for column in needed if column.field not in words]
    faults += [Fault(1, FieldError(column.headings[0], "register.csv_no_column")) for column in missing]
    return Headings(tuple(found), words), faults


def read_line(line: Line, headings: Headings) -> tuple[dict[str, Any], list[FieldError]]:
    """What the line's cells say, by field, and which of them cannot be read."""
    values: dict[str, Any] = {}
    errors: list[FieldError] = []
    for column, cell in zip(headings.columns, line.cells, strict=True):
        try:
            values[column.field] = column.read(cell)
        except Unreadable as unreadable:
            if cell or column.needed:  # an empty cell of no importance leaves the field as it is
                errors.append(unreadable.about(column.field))
    return values, errors


def nested(values: dict[str, Any]) -> dict[str, Any]:
    """``{"a.b": 1}`` as ``{"a": {"b": 1}}``."""
    whole: dict[str, Any] = {}
    for field, value in values.items():
        outer, _, inner = field.partition(".")
        if inner:
            whole.setdefault(outer, {})[inner] = value
        else:
            whole[field] = value
    return whole


add_texts(
    {
        "register.csv_heading": Text(
            "Ukjent overskrift. Ta bort kolonnen, eller bruk en av: {known}.",
            "Unknown heading. Remove the column, or use one of: {known}.",
        ),
        "register.csv_doubled": Text(
            "Denne kolonnen står to ganger. Behold én.", "This column is there twice. Keep one."
        ),
        "register.csv_no_column": Text("Kolonnen mangler i filen.", "The file lacks this column."),
    }
)
