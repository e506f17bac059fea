"""The words by which signals, cases and instructions mean the same."""

from chalicelib.register.categories import CATEGORIES


def test_there_is_one_word_for_each_category_of_event() -> None:
    assert len(CATEGORIES) == len(set(CATEGORIES)) == 13


def test_a_hold_up_is_named_as_one_word_that_can_stand_in_a_path() -> None:
    assert "hold_up" in CATEGORIES
    assert all(word.isidentifier() for word in CATEGORIES)
