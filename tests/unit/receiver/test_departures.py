"""What the register can give leave for is what the receiver would otherwise leave unanswered, and no more."""

from typing import get_args

from chalicelib.register.panel import Departure
from chalicelib.register.panel import NakForm as Registered
from chalicelib.register.panel_cells import DEPARTURE_WORDS
from receiver.dc09 import WITHOUT_LEAVE, NakForm, Oddity


def test_the_register_names_every_departure_that_needs_leave() -> None:
    needs_leave = {one.replace(" ", "_") for one in set(Oddity) - WITHOUT_LEAVE}
    assert set(get_args(Departure)) == needs_leave == set(DEPARTURE_WORDS)


def test_the_register_names_both_forms_of_a_refusal() -> None:
    assert set(get_args(Registered)) == set(NakForm)
