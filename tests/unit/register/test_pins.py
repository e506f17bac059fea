"""PINs: kept as keyed hashes, told apart, and never the same as the one for duress."""

import pytest

from chalicelib.register.pins import hash_pin, judge_pin, matches, well_formed
from chalicelib.register.states import Person

SECRET = "s" * 32
ALICE = Person(
    customer_id="self",
    id="alice",
    name="Alice",
    phone="+4749000001",
    roles=("guard",),
    pin_hash=hash_pin("2580", SECRET),
    duress_pin_hash=hash_pin("9119", SECRET),
)


@pytest.mark.parametrize(("pin", "said"), [("2580", "right"), ("9119", "duress"), ("1234", "wrong"), ("", "wrong")])
def test_a_pin_says_right_duress_or_wrong(pin: str, said: str) -> None:
    assert judge_pin(ALICE, pin, SECRET) == said


def test_nobody_without_a_pin_can_be_right() -> None:
    bob = Person(customer_id="self", id="bob", name="Bob", phone="+4749000002", roles=("guard",))
    assert judge_pin(bob, "", SECRET) == "wrong"


def test_equal_pins_do_not_look_equal_and_do_not_show() -> None:
    one, other = hash_pin("2580", SECRET), hash_pin("2580", SECRET)
    assert one != other
    assert "2580" not in one
    assert matches("2580", one, SECRET)


def test_a_stolen_hash_is_worth_nothing_without_the_installations_secret() -> None:
    assert not matches("2580", ALICE.pin_hash, "another secret of thirty-two chars")


@pytest.mark.parametrize(
    ("pin", "good"),
    [("1234", True), ("12345678", True), ("123", False), ("123456789", False), ("12a4", False), ("１２３４", False)],
)
def test_a_pin_is_four_to_eight_digits(pin: str, good: bool) -> None:
    assert well_formed(pin) is good
