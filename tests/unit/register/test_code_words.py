"""A word is judged as it is heard, and nobody can read it from what is kept."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chalicelib.register.code_words import as_heard, hash_word, judge_word, matches
from tests.support.register import SECRET
from tests.unit.register.test_decisions import made


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("blåbær", "BLÅBÆR"),
        ("blåbær", "blaabaer"),
        ("blåbær", "blabær"),
        ("blåbær", "  blå bær "),
        ("blåbær", "blå-bær!"),
        ("steinrøys", "steinroys"),
        ("steinrøys", "steinroeys"),
        ("steinrøys", "Steinröys"),
        ("blåbær", "bla\u030aba\u0065r"),
        ("fjære 12", "fjaere12"),
    ],
)
def test_what_sounds_the_same_is_the_same(said: str, typed: str) -> None:
    assert as_heard(said) == as_heard(typed)


@pytest.mark.parametrize(("one", "other"), [("blåbær", "bringebær"), ("fyr 12", "fyr 13"), ("lyng", "ling")])
def test_what_sounds_different_is_different(one: str, other: str) -> None:
    assert as_heard(one) != as_heard(other)


@given(st.text(max_size=40))
@example("AÀA")
def test_hearing_twice_changes_nothing_and_never_fails(word: str) -> None:
    heard = as_heard(word)
    assert as_heard(heard) == heard
    assert not any(one.isspace() for one in heard)


def test_a_word_is_kept_salted_and_is_not_in_what_is_kept() -> None:
    first, second = hash_word("blåbær", SECRET), hash_word("blåbær", SECRET)
    assert first != second
    assert "bl" not in first.split(".")[2]
    assert matches("Blaabær", first, SECRET)
    assert not matches("blåbær", first, SECRET + "!")
    assert not matches("bringebær", first, SECRET)
    assert not matches("blåbær", None, SECRET)


def test_the_word_the_word_of_duress_and_anything_else_are_told_apart() -> None:
    alice = made("people", "alice", code_word="blåbær", duress_word="tordenvær")
    assert judge_word(alice, "BLÅ BÆR", SECRET) == "right"
    assert judge_word(alice, "tordenvaer", SECRET) == "duress"
    assert judge_word(alice, "lyngbakke", SECRET) == "wrong"
    assert judge_word(made("people", "bob"), "blåbær", SECRET) == "wrong"


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet="abcdefghijklmnoprstuvyæøåÆØÅ -", min_size=6, max_size=20))
def test_every_word_is_right_however_it_is_spaced_and_cased(word: str) -> None:
    kept = hash_word(word, SECRET)
    assert matches(word.upper(), kept, SECRET)
    assert matches(" ".join(word), kept, SECRET)


def test_a_file_that_is_read_again_makes_the_same_of_a_word() -> None:
    import msgspec

    from chalicelib.register.build import Setting
    from chalicelib.register.subjects import subject
    from tests.support.register import NOW_MS, good

    kind = subject("contacts")
    sent = msgspec.convert(good("contacts", code_word="blåbær", duress_word="tordenvær"), kind.sent)
    build = kind.builder(sent, Setting(id="kari", now_ms=NOW_MS, secret=SECRET))
    assert build(None) == build(None) == build(build(None))
