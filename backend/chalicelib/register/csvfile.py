"""Reading a table that somebody exported: UTF-8 or CP1252, semicolons, commas or tabs, with one line of headings.

Whatever the bytes are, either there is a table or it is said what is wrong with them.
"""

import csv
import io

import msgspec

from chalicelib.platform.problems import FieldError
from chalicelib.platform.texts import Text, add_texts

MOST_LINES = 1000
"""So many lines are written within the time that one request may take."""
_DELIMITERS = ";,\t"
_FORMULA = ("=", "+", "-", "@", "'")


class Line(msgspec.Struct, frozen=True):
    """One line of the table: where it begins in the file, and its cells without stray spaces."""

    number: int
    cells: tuple[str, ...]


class Table(msgspec.Struct, frozen=True):
    """Headings and lines. Empty lines are left out."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]


class Fault(msgspec.Struct, frozen=True):
    """Something wrong in one line."""

    line: int
    error: FieldError


def read_table(raw: bytes) -> tuple[Table, list[Fault]]:
    """The table in the bytes, and what is wrong with its form. With faults the table may be empty."""
    text = _decode(raw)
    if text is None:
        return _nothing(1, "file", "register.csv_encoding")
    lines: list[Line] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    start = 1
    try:
        for cells in reader:
            stripped = tuple(_unguarded(cell.strip()) for cell in cells)
            if any(stripped):
                lines.append(Line(start, stripped))
            start = reader.line_num + 1
    except csv.Error:
        return _nothing(start, "file", "register.csv_form")
    if len(lines) < 2:
        return _nothing(1, "file", "register.csv_empty")
    if len(lines) - 1 > MOST_LINES:
        return _nothing(lines[MOST_LINES + 1].number, "file", "register.csv_too_long")
    table = Table(lines[0].cells, tuple(lines[1:]))
    return table, [fault for line in table.lines for fault in _misshapen(line, len(table.headings))]


def _decode(raw: bytes) -> str | None:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def guarded(cell: str) -> str:
    """The cell as it may be written into a file: a spreadsheet must not take it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _delimiter(text: str) -> str:
    """The one that the headings are parted by; they hold no other of them."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=first.count)


def _misshapen(line: Line, width: int) -> list[Fault]:
    if len(line.cells) == width:
        return []
    error = FieldError("line", "register.csv_width", {"found": len(line.cells), "wanted": width})
    return [Fault(line.number, error)]


def _nothing(line: int, field: str, message_id: str) -> tuple[Table, list[Fault]]:
    return Table((), ()), [Fault(line, FieldError(field, message_id, {"most": MOST_LINES}))]


add_texts(
    {
        "register.csv_encoding": Text(
            "Filen er verken UTF-8 eller CP1252. Lagre den som CSV UTF-8.",
            "The file is neither UTF-8 nor CP1252. Save it as CSV UTF-8.",
        ),
        "register.csv_form": Text(
            "Kan ikke leses herfra: et anførselstegn mangler eller står galt. Rett det og send på nytt.",
            "Cannot be read from here: a quotation mark is missing or misplaced. Correct it and send again.",
        ),
        "register.csv_empty": Text(
            "Filen må ha en linje med overskrifter og minst én linje under.",
            "The file needs a line of headings and at least one line below.",
        ),
        "register.csv_too_long": Text(
            "Filen kan ha høyst {most} linjer. Del den.", "The file may have at most {most} lines. Split it."
        ),
        "register.csv_width": Text(
            "Har {found} felter, men overskriftene er {wanted}. Sett tekst med skilletegn i anførselstegn.",
            "Has {found} fields but there are {wanted} headings. Put text that holds separators in quotation marks.",
        ),
    }
)
