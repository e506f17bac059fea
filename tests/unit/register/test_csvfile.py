"""Tables that somebody exported, from whatever program."""

import pytest

from chalicelib.platform.texts import say
from chalicelib.register.columns import COLUMNS
from chalicelib.register.csvfile import MOST_LINES, read_table
from chalicelib.register.known import IDENTITY
from chalicelib.register.lines import read_headings, read_line
from chalicelib.register.subjects import subject

TEXT = 'navn;telefon\r\nKåre Ødegård;490 00 001\r\n;\r\n"Åse; den yngre";49000002\r\n'


@pytest.mark.parametrize(
    "raw", [TEXT.encode(), TEXT.encode("utf-8-sig"), TEXT.encode("cp1252"), TEXT.replace("\r\n", "\n").encode()]
)
def test_norwegian_letters_survive_in_every_encoding(raw: bytes) -> None:
    table, faults = read_table(raw)
    assert faults == []
    assert table.headings == ("navn", "telefon")
    assert [(line.number, *line.cells) for line in table.lines] == [
        (2, "Kåre Ødegård", "490 00 001"),
        (4, "Åse; den yngre", "49000002"),
    ]


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_the_headings_tell_what_parts_the_cells(mark: str) -> None:
    table, faults = read_table(f"navn{mark}telefon\nAlice{mark}49000001\n".encode())
    assert (faults, table.lines[0].cells) == ([], ("Alice", "49000001"))


def test_a_cell_of_several_lines_is_one_and_lines_are_counted_as_in_the_file() -> None:
    table, _ = read_table(b'navn;instruks\nA;"en\nto"\nB;tre\n')
    assert [(line.number, line.cells[1]) for line in table.lines] == [(2, "en\nto"), (4, "tre")]


@pytest.mark.parametrize(
    ("raw", "line", "message"),
    [
        (b"", 1, "register.csv_empty"),
        (b"navn;telefon\n", 1, "register.csv_empty"),
        (b"navn\n\x81\xff", 1, "register.csv_encoding"),
        (b'navn;telefon\nAlice;"49000001\n', 2, "register.csv_form"),
        (b'navn;telefon\nAlice;"49"000001\n', 2, "register.csv_form"),
        (b"navn;telefon\nAlice\n", 2, "register.csv_width"),
        (b"navn;telefon\nAlice;1;2\n", 2, "register.csv_width"),
        (b"navn\n" + b"Alice\n" * (MOST_LINES + 1), MOST_LINES + 2, "register.csv_too_long"),
        (b"navn\n" + b"x" * 200_000, 2, "register.csv_form"),
    ],
)
def test_a_file_that_is_no_table_is_told_why_and_where(raw: bytes, line: int, message: str) -> None:
    _, faults = read_table(raw)
    assert [(fault.line, fault.error.message_id) for fault in faults] == [(line, message)]
    assert say(message, "nb", faults[0].error.params)


def test_every_bad_line_is_named_not_only_the_first() -> None:
    table, faults = read_table(b"navn;telefon\nAlice\nBob;2\nCharlie;3;4\n")
    assert [fault.line for fault in faults] == [2, 4]
    assert len(table.lines) == 3


@pytest.mark.parametrize("plural", COLUMNS)
def test_headings_are_known_in_both_languages_and_each_means_one_field(plural: str) -> None:
    words = [word for column in COLUMNS[plural] for word in column.headings]
    assert len(words) == len(set(words))
    assert all(word == word.casefold() for word in words)
    sent = {name for name in subject(plural).sent.__struct_fields__}
    assert {column.field.partition(".")[0] for column in COLUMNS[plural]} <= sent
    assert set(IDENTITY[plural]) <= {column.field for column in COLUMNS[plural]}


def test_a_heading_that_is_unknown_doubled_or_missing_is_named() -> None:
    table, _ = read_table(b"Navn;skostr;name\nAlice;42;A\n")
    _, faults = read_headings(table, COLUMNS["people"], IDENTITY["people"])
    assert [(fault.error.field, fault.error.message_id) for fault in faults] == [
        ("skostr", "register.csv_heading"),
        ("name", "register.csv_doubled"),
        ("telefon", "register.csv_no_column"),
    ]


@pytest.mark.parametrize(
    ("plural", "heading", "cell", "value"),
    [
        ("sites", "breddegrad", "59,91", 59.91),
        ("sites", "latitude", "-0.5", -0.5),
        ("sites", "lengdegrad", "", None),
        ("people", "roller", "vekter, Operatør", ["guard", "operator"]),
        ("people", "roles", "guard|duty_manager", ["guard", "duty_manager"]),
        ("people", "aktiv", "Nei", False),
        ("people", "active", "yes", True),
        ("people", "språk", "Engelsk", "en"),
        ("contacts", "rekkefølge", "2", 2),
        ("assignments", "risiko", "Høy", "high"),
        ("assignments", "vurdert dato", "31.03.2026", 1_774_908_000_000),
        ("assignments", "assessed_on", "2026-03-31", 1_774_908_000_000),
    ],
)
def test_a_cell_is_read_as_its_column_wants(plural: str, heading: str, cell: str, value: object) -> None:
    table, _ = read_table(f'{heading};{heading}\n"{cell}";x\n'.encode())
    headings, _ = read_headings(table, COLUMNS[plural], ())
    line = table.lines[0]
    values, errors = read_line(type(line)(line.number, line.cells[:1]), headings)
    assert errors == []
    assert list(values.values()) == [value]


@pytest.mark.parametrize(
    ("plural", "heading", "cell"),
    [
        ("sites", "breddegrad", "nord"),
        ("sites", "breddegrad", "1e5"),
        ("people", "roller", "sjef"),
        ("people", "aktiv", "kanskje"),
        ("contacts", "rekkefølge", "først"),
        ("assignments", "risiko", "ekstrem"),
        ("assignments", "risiko", ""),
        ("assignments", "vurdert dato", "31.02.2026"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(plural: str, heading: str, cell: str) -> None:
    table, _ = read_table(f"{heading};{heading}\n{cell};x\n".encode())
    headings, _ = read_headings(table, COLUMNS[plural], ())
    line = table.lines[0]
    _, errors = read_line(type(line)(line.number, line.cells[:1]), headings)
    assert [headings.name(error).field for error in errors] == [heading]
    assert say(errors[0].message_id, "nb", errors[0].params)
