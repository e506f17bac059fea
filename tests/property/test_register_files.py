"""Whatever file is imported: a good one comes back as it went in, and any other changes nothing and says why."""

import csv
import io
import secrets
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.platform.config import Config, config
from chalicelib.platform.store import Store
from chalicelib.records.commit import Engine
from chalicelib.register.csvfile import read_table
from chalicelib.register.seed import seed
from tests.support.office import MANAGER, OPERATOR, Office
from tests.support.register import NOW_MS

_LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="\ufeff")
_CELLS = st.text(st.one_of(_LETTERS, st.sampled_from(" ;,\t\"'")), max_size=30).map(str.strip)
_NAMES = st.text(_LETTERS, min_size=1, max_size=30)
_SPOILED = st.sampled_from([";", ",", "\n", '"', "\x00", "ø", "'", " ", "", "=1+1", "9" * 30])


@pytest.fixture(scope="module")
def office(dynamodb: str) -> Office:
    own: Config = msgspec.structs.replace(config(), table_prefix=f"files{secrets.token_hex(4)}-")
    store = Store(own)
    store.create_tables()
    engine = Engine(store)
    seed(engine, NOW_MS)
    return Office(engine, own)


def written(rows: list[list[str]], mark: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows(rows)
    return out.getvalue()


def everything_in(office: Office) -> list[Any]:
    """Every row of the register, to see that nothing changed."""
    pages = office.engine.store.segment("register", 0, 1)
    return sorted((item for page in pages for item in page), key=lambda item: (item["pk"], item["sk"]))


@given(
    st.lists(st.lists(_CELLS, min_size=2, max_size=2).filter(any), min_size=1, max_size=8),
    st.sampled_from(";,\t"),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_a_table_is_read_as_it_was_written(rows: list[list[str]], mark: str, encoding: str) -> None:
    table, faults = read_table(written([["navn", "telefon"], *rows], mark).encode(encoding))
    assert faults == []
    assert [list(line.cells) for line in table.lines] == rows


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_are_a_table_or_it_is_said_why_not(raw: bytes) -> None:
    table, faults = read_table(raw)
    assert table.lines or faults
    assert all(fault.line >= 1 and fault.error.message_id for fault in faults)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_NAMES, min_size=1, max_size=6))
def test_a_good_file_is_kept_as_it_was_written(office: Office, names: list[str]) -> None:
    phones = [office.new_phone() for _ in names]
    rows = [[name, phone, "vekter"] for name, phone in zip(names, phones, strict=True)]
    answered = office.file(MANAGER, "people", written([["navn", "telefon", "roller"], *rows], ";"))
    assert (answered.json["created"], answered.json["errors"]) == (len(names), [])
    listed = {one["phone"]: one for one in office(OPERATOR, "GET", "people?customer_id=self").json["items"]}
    assert [listed[phone]["name"] for phone in phones] == names
    for phone in phones:
        office(MANAGER, "DELETE", f"people/{listed[phone]['id']}")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["customers", "sites", "contacts", "people", "assignments"]),
    st.one_of(
        st.binary(max_size=120),
        st.lists(_SPOILED, max_size=25).map(lambda parts: ("navn;telefon;roller\nOla;" + "".join(parts)).encode()),
        st.lists(_SPOILED, max_size=25).map(lambda parts: ("kunde;navn;telefon\n" + "".join(parts)).encode()),
    ),
)
def test_garbage_never_fails_and_changes_nothing(office: Office, plural: str, raw: bytes) -> None:
    before = everything_in(office)
    answered = office.file(MANAGER, plural, raw)
    assert answered.status == 200
    assert answered.json["errors"]
    assert not answered.json["done"]
    assert all(error["field"] and error["message"] for error in answered.json["errors"])
    assert everything_in(office) == before
