"""The night as it is written, and what is said of it afterwards."""

from pathlib import Path

import pytest

from chalicelib.platform.operations import Key
from chalicelib.records.change import Actor, Event
from chalicelib.records.journal import Entry
from host.installation import Installation
from host.training.mark import marked, pointed
from host.training.night import NIGHT, PEOPLE, due, last_of_each, spoken
from host.training.summary import summarise
from host.training.towards import exercise_beside, folder_beside
from host.web import Answer

START_MS = 1_798_000_000_000
OLA = PEOPLE["Ola Berg"].phone


def entry(at_s: int, happened: str, private: dict[str, object] | None = None, **data: object) -> Entry:
    return Entry(
        key=Key("case/a", f"state@{at_s:08d}"),
        at_ms=START_MS + at_s * 1000,
        customer_id="harbour",
        site_id="quay",
        actor=Actor("person", "silje"),
        command="",
        events=(Event(happened, data, private or {}),),
        private_kept=True,
        previous="",
        hash="",
    )


def told(*entries: Entry) -> tuple[str, ...]:
    (case,) = summarise(entries, frozenset({OLA}))
    return case.missed


def test_the_acts_come_in_order_and_each_once() -> None:
    assert [act.at_s for act in NIGHT] == sorted(act.at_s for act in NIGHT)
    assert due(NIGHT, 0, 45) == NIGHT[:3]
    assert due(NIGHT, 3, 45) == ()
    assert due(NIGHT, 0, 10_000) == NIGHT


def test_nobody_in_the_night_is_real() -> None:
    assert {act.who for act in NIGHT} <= PEOPLE.keys()
    assert all(person.phone.startswith("+4749") for person in PEOPLE.values())


def test_who_is_forced_says_that_all_is_well_and_the_other_word() -> None:
    forced = last_of_each(NIGHT)["Per Haugen"]
    assert spoken(forced) == PEOPLE["Per Haugen"].duress_word


def test_a_case_that_was_worked_rightly_lacks_nothing() -> None:
    entries = [
        entry(0, "case_opened", kind="sos"),
        entry(20, "case_taken"),
        entry(40, "called", {"number": OLA}, outcome="reached"),
        entry(50, "code_word_answered", outcome="right"),
        entry(90, "case_resolved", disposition="safe"),
    ]
    (case,) = summarise(entries, frozenset({OLA}))
    assert (case.to_take_ms, case.to_resolve_ms, case.disposition) == (20_000, 90_000, "safe")
    assert case.missed == ()


@pytest.mark.parametrize(
    ("entries", "missed"),
    [
        ((entry(0, "case_opened", kind="sos"),), ("not_taken", "nobody_rung", "no_code_word", "not_resolved")),
        (
            (entry(0, "case_opened", kind="duress"), entry(61, "case_taken"), entry(70, "case_resolved")),
            ("taken_late",),
        ),
        (
            (
                entry(0, "case_opened", kind="duress"),
                entry(5, "case_taken"),
                entry(9, "called", {"number": OLA}),
                entry(70, "case_resolved"),
            ),
            ("rung_in_silence",),
        ),
    ],
)
def test_what_was_not_done_is_named(entries: tuple[Entry, ...], missed: tuple[str, ...]) -> None:
    assert told(*entries) == missed


def test_a_story_without_a_beginning_belongs_to_another_night() -> None:
    assert summarise([entry(5, "case_taken")], frozenset()) == []


def test_pages_are_marked_and_nothing_else_is() -> None:
    page = Answer(200, b"<!doctype html><html lang='nb'><head></head></html>", {"content-type": "text/html"})
    assert b"data-training=" in marked(page).body
    assert b"/training.css" in marked(page).body
    script = Answer(200, b"'<html'", {"content-type": "text/javascript"})
    assert marked(script) is script


PAGE = Answer(200, b'<html lang="nb"><head><title>Varde</title></head></html>', {"content-type": "text/html"})


def test_the_mark_is_there_in_both_languages_and_in_the_title() -> None:
    page = marked(PAGE).body.decode()
    assert 'data-training="ØVELSE · ' in page
    assert 'data-training-en="EXERCISE · ' in page
    assert "<title>ØVELSE · Varde</title>" in page


def test_the_way_to_the_exercise_is_put_into_pages_and_into_nothing_else() -> None:
    assert b'data-exercise="/training"' in pointed(PAGE, "/training").body
    data = Answer(200, b'{"text": "<html"}', {"content-type": "application/json"})
    assert pointed(data, "/training") is data
    assert pointed(Answer(304, b"", {"content-type": "text/html"}), "/training").body == b""


def test_the_exercise_is_kept_beside_the_centre_and_never_in_it(tmp_path: Path) -> None:
    centre = tmp_path / ".data"
    centre.mkdir()
    assert folder_beside(centre) == tmp_path / ".data-training"
    assert exercise_beside(centre) is None
    assert not folder_beside(centre).exists(), "asked after, not made"


def test_an_exercise_that_was_killed_is_not_where_it_said(tmp_path: Path) -> None:
    Installation(folder_beside(tmp_path / ".data"), training=True).announce("http://localhost:8010", {})
    assert exercise_beside(tmp_path / ".data") is None
