"""The terminal tells what failed and where, and nothing about anybody."""

import logging
import sys

from host.console import WithoutNames


def shown(message: str, error: Exception | None = None) -> str:
    told = None
    if error is not None:
        try:
            raise error
        except Exception:
            told = sys.exc_info()
    record = logging.LogRecord("host", logging.ERROR, __file__, 1, message, None, told)
    return WithoutNames("%(name)s: %(message)s").format(record)


def test_an_exception_is_its_type_and_where_it_was() -> None:
    text = shown("no answer", ValueError("Nina Nordmann at +4790000001"))
    assert text.startswith("host: no answer\n")
    assert text.endswith("ValueError")
    assert "test_console.py" in text
    assert "Nina" not in text
    assert "+47" not in text


def test_a_number_in_a_message_is_taken_out() -> None:
    assert shown("could not reach +4790000001") == "host: could not reach [number]"
