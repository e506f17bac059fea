"""Telephone numbers, however somebody writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.register.phones import e164, takes_sms


@pytest.mark.parametrize(
    "written",
    [
        "49000001",
        "490 00 001",
        "+47 490 00 001",
        "0047 49 00 00 01",
        "(+47) 490-00-001",
        " +4749000001 ",
        "49.00.00.01",
    ],
)
def test_a_norwegian_number_is_the_same_number_however_it_is_written(written: str) -> None:
    assert e164(written) == "+4749000001"


def test_a_foreign_number_keeps_its_country() -> None:
    assert e164("0046 70 123 45 67") == "+46701234567"


@pytest.mark.parametrize(
    "written", ["", "112", "4900000", "490000012", "+47", "+999 12345678", "ring meg", "４９００００01", "+"]
)
def test_what_cannot_be_a_number_is_none(written: str) -> None:
    assert e164(written) is None


def test_a_service_number_can_be_called_but_gets_no_sms() -> None:
    number = e164("02800")
    assert number == "+4702800"
    assert not takes_sms(number)
    assert takes_sms("+4749000001")


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = e164(text)
    assert number is None or (number.startswith("+") and e164(number) == number)
