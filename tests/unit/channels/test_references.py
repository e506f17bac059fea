"""A receipt names its message by a reference that only this installation can make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.channels.references import LONGEST, open_reference, reference
from chalicelib.platform.config import Config
from chalicelib.platform.operations import Key

OURS = Config(secret="o" * 32)
THEIRS = Config(secret="t" * 32)
MESSAGE = Key("case/0abc", "message/1/2/0/sms/person-7")


def test_a_reference_opens_to_its_message() -> None:
    assert open_reference(OURS, reference(OURS, MESSAGE)) == MESSAGE


def test_the_same_message_always_has_the_same_reference() -> None:
    assert reference(OURS, MESSAGE) == reference(OURS, MESSAGE)
    assert reference(OURS, MESSAGE) != reference(OURS, Key("case/0abc", "message/1/2/1/sms/person-7"))


def test_a_reference_of_another_installation_opens_nothing() -> None:
    assert open_reference(OURS, reference(THEIRS, MESSAGE)) is None


@pytest.mark.parametrize("forged", ["", ".", "a", "a.b", "å.ø", "=.=", "a" * (LONGEST + 1), "\x00", "Y2FzZQ.AAAA"])
def test_a_forged_reference_opens_nothing(forged: str) -> None:
    assert open_reference(OURS, forged) is None


def test_no_part_of_a_reference_can_be_changed() -> None:
    genuine = reference(OURS, MESSAGE)
    named, _, signed = genuine.partition(".")
    other, _, other_signed = reference(OURS, Key("case/0abd", MESSAGE.sk)).partition(".")
    for forged in (
        f"{other}.{signed}",
        f"{named}.{other_signed}",
        f"{named}.",
        f".{signed}",
        named,
        f"{named}.{signed[:-4]}",
    ):
        assert open_reference(OURS, forged) is None


def test_a_reference_fits_what_suppliers_carry() -> None:
    assert reference(OURS, MESSAGE).isascii()
    assert not any(char.isspace() for char in reference(OURS, MESSAGE))
    with pytest.raises(ValueError, match="too long"):
        reference(OURS, Key("case/0abc", "m" * LONGEST))


@given(st.text(max_size=60))
def test_whatever_comes_in_opens_nothing_or_a_message(text: str) -> None:
    assert open_reference(OURS, text) is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_every_key_survives_the_journey(pk: str, sk: str) -> None:
    key = Key(pk.replace("\x1f", ""), sk)
    assert open_reference(OURS, reference(OURS, key)) == key
