"""The plan of a case: its steps, done, skipped for a reason, or opened again, and what they hold up."""

import pytest

from chalicelib.engine.cases import NotAllowed, heard_again, resolve, silent_again, turned_silent
from chalicelib.engine.plan_steps import left_to_do, outcome_of, settle_step, steps_of
from chalicelib.records.change import Change, Event
from chalicelib.register.steps import DEFAULT_STEPS, PlanStep
from tests.support.cases import NOW_MS, after, opened, owned


def test_a_case_carries_the_steps_of_its_kind_unless_the_policy_has_its_own() -> None:
    _, plan = opened("silence")
    assert plan.steps == DEFAULT_STEPS["silence"]
    own = (PlanStep(what="other", text="Ring portvakten"),)
    row, plan = opened("silence", steps={"silence": own})
    assert steps_of(row.state, plan) == own


def test_every_kind_has_a_plan_and_no_more_steps_than_there_are_figures() -> None:
    assert all(1 <= len(steps) <= 9 for steps in DEFAULT_STEPS.values())
    _, plan = opened("something new")
    assert plan.steps


def test_a_compulsory_step_holds_up_the_end_until_it_is_done_or_skipped_for_a_reason() -> None:
    row, plan = owned()
    assert left_to_do(row.state, plan) == (1,)
    with pytest.raises(NotAllowed, match=r"case\.steps_left") as refused:
        resolve(row, plan, "olav", "Olav", "safe", "", NOW_MS)
    assert refused.value.params == {"steps": "1"}
    with pytest.raises(NotAllowed, match=r"case\.step_reason"):
        settle_step(row, plan, 1, "skipped", "  ", NOW_MS)
    skipped = after(row, settle_step(row, plan, 1, "skipped", "Nummeret er borte", NOW_MS))
    resolve(skipped, plan, "olav", "Olav", "safe", "", NOW_MS)
    done = after(row, settle_step(row, plan, 1, "done", "", NOW_MS))
    resolve(done, plan, "olav", "Olav", "safe", "", NOW_MS)


def test_a_duplicate_and_a_silence_that_ended_live_need_no_steps() -> None:
    row, plan = owned()
    resolve(row, plan, "olav", "Olav", "duplicate", "", NOW_MS)
    heard = after(row, Change((heard_again(row, NOW_MS, {}),)))
    resolve(heard, plan, "olav", "Olav", "safe", "", NOW_MS)


def test_a_step_can_be_opened_again_and_a_colleague_can_lend_a_hand() -> None:
    row, plan = owned()
    done = after(row, settle_step(row, plan, 2, "done", "", NOW_MS))
    assert outcome_of(done.state, 2) == "done"
    skipped = after(done, settle_step(done, plan, 2, "skipped", "Ikke i dag", NOW_MS))
    assert outcome_of(skipped.state, 2) == "skipped"
    reopened = after(skipped, settle_step(skipped, plan, 2, "open", "", NOW_MS))
    assert outcome_of(reopened.state, 2) == "open"
    assert settle_step(done, plan, 2, "done", "", NOW_MS).writes == ()


def test_no_step_is_done_in_a_case_that_nobody_has() -> None:
    row, plan = opened()
    with pytest.raises(NotAllowed, match=r"case\.not_yours"):
        settle_step(row, plan, 1, "done", "", NOW_MS)
    mine, plan = owned()
    with pytest.raises(NotAllowed, match=r"case\.no_such_step"):
        settle_step(mine, plan, 5, "done", "", NOW_MS)


def test_a_case_that_turns_silent_follows_the_silent_plan_from_its_beginning() -> None:
    row, plan = owned("sos")
    done = after(row, settle_step(row, plan, 1, "done", "", NOW_MS))
    silent = turned_silent(done)
    assert all(step.what != "ring_worker" for step in steps_of(silent.state, plan))
    assert left_to_do(silent.state, plan) == (1,)


def test_what_was_done_before_he_was_heard_says_nothing_of_the_next_silence() -> None:
    row, plan = owned()
    done = after(row, settle_step(row, plan, 1, "done", "", NOW_MS))
    heard = after(done, Change((heard_again(done, NOW_MS, {}),)))
    again = after(heard, Change(silent_again(heard, plan, NOW_MS + 1, Event("silent_again"))))
    assert left_to_do(again.state, plan) == (1,)
