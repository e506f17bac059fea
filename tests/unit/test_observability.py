"""A log line tells what happened, and of nobody."""

import json
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.platform import observability

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    """What a logger of the test's own has written."""
    monkeypatch.setattr(observability, "SERVICE", f"varde-{secrets.token_hex(4)}")
    observability._log.cache_clear()
    yield lambda: [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    observability._log.cache_clear()


def test_a_line_has_the_fields_that_are_known(lines: Lines) -> None:
    observability.info("a message was sent", channel="sms", ms=12)
    (line,) = lines()
    assert (line["message"], line["channel"], line["ms"]) == ("a message was sent", "sms", 12)


def test_what_is_not_known_is_left_out_and_named(lines: Lines) -> None:
    observability.warn("something", phone="+4790000001", name="Kari", count=1)
    (line,) = lines()
    assert line["dropped"] == ["name", "phone"]
    assert "Kari" not in json.dumps(line)
    assert "90000001" not in json.dumps(line)


def test_an_exception_is_its_type_and_its_path_not_its_words(lines: Lines) -> None:
    def quote_somebody() -> None:
        raise ValueError("Kari Nordmann, +47 900 00 001, 59.91273, 10.74609")

    try:
        quote_somebody()
    except ValueError as error:
        observability.failed(error, "a request failed", route="sos", correlation_id="abcdefgh")
    (line,) = lines()
    assert line["error"] == "ValueError"
    assert line["stack"][-1].endswith("quote_somebody")
    assert "Kari" not in json.dumps(line)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("no answer from +4790000001 yet", "no answer from [number] yet"),
        ("no answer from 90000001", "no answer from [number]"),
        ("at 59.91273, 10.74609 since", "at [position] since"),
        ("at 59.9127 10.7461", "at [position]"),
        ("took 1234 ms in shard 3 of version 12.4", "took 1234 ms in shard 3 of version 12.4"),
    ],
)
def test_numbers_and_positions_are_masked(text: str, masked: str) -> None:
    assert observability.mask(text) == masked


@given(st.integers(2_000_0000, 9_999_9999), st.text("abc xyz:", max_size=10))
def test_no_norwegian_number_gets_through(number: int, around: str) -> None:
    assert str(number) not in observability.mask(f"{around} {number} {around}")
    assert str(number) not in observability.mask(f"{around} +47{number} {around}")


def test_a_logger_that_fails_fails_nobody_else(
    lines: Lines, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise OSError("Kari filled the disk")

    monkeypatch.setattr(observability, "_log", broken)
    observability.info("a message was sent")
    assert capsys.readouterr().err == "a line could not be logged: OSError\n"
    monkeypatch.undo()


def test_nothing_is_counted_on_one_machine(capsys: pytest.CaptureFixture[str]) -> None:
    observability.count("checked_in")
    assert capsys.readouterr().out == ""


def test_in_the_cloud_a_number_is_written_for_the_dashboards(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AWS_LAMBDA_FUNCTION_NAME", "api")
    observability.count("lateness_ms", 40, "Milliseconds")
    written = json.loads(capsys.readouterr().out)
    assert written["lateness_ms"] == [40.0]
    assert written["_aws"]["CloudWatchMetrics"][0]["Metrics"] == [{"Name": "lateness_ms", "Unit": "Milliseconds"}]
