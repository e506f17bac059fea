"""A case between two operators: never without an owner unnoticed, and it comes back by itself."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.engine.cases import Case, NotAllowed, Plan, fire, heard_again, silent_again, take, work
from chalicelib.engine.handing import ANSWER_MS, accept, decline, hand_over, longest_park_ms, park, unpark, withdraw
from chalicelib.engine.messages import Message
from chalicelib.engine.plan_steps import settle_step
from chalicelib.records.change import Change, Event
from chalicelib.records.rows import FAR_FUTURE_MS, Row
from tests.support.cases import NOW_MS, after, opened, owned, told


def asked(kind: str = "silence") -> tuple[Row[Case], Plan]:
    row, plan = owned(kind)
    return after(row, hand_over(row, plan, "olav", "oda", "Oda", NOW_MS)), plan


def test_the_owner_owns_it_until_the_other_has_accepted() -> None:
    row, plan = asked()
    assert (row.state.owner_id, row.state.handed_to_name) == ("olav", "Oda")
    taken = after(row, accept(row, plan, "oda", "Oda", NOW_MS + 1))
    assert (taken.state.owner_id, taken.state.handed_to_id, taken.state.handed_until_ms) == ("oda", "", None)


def test_those_who_were_alarmed_are_told_who_has_it_now() -> None:
    row, plan = asked()
    texts = [one.after for one in accept(row, plan, "oda", "Oda", NOW_MS + 1).writes if isinstance(one.after, Message)]
    assert {one.person_id for one in texts} == {"olav", "nina"}


def test_whoever_was_not_asked_cannot_accept_or_decline() -> None:
    row, plan = asked()
    with pytest.raises(NotAllowed, match=r"case\.not_asked"):
        accept(row, plan, "nina", "Nina", NOW_MS)
    with pytest.raises(NotAllowed, match=r"case\.not_asked"):
        decline(row, plan, "nina", "", NOW_MS)


def test_taking_a_case_that_one_was_asked_to_take_over_is_accepting_it() -> None:
    row, plan = asked()
    assert told(take(row, plan, "oda", "Oda", NOW_MS)) == ["hand_over_accepted"]
    with pytest.raises(NotAllowed, match=r"case\.owned"):
        take(row, plan, "nina", "Nina", NOW_MS)


def test_a_declined_case_stays_with_its_owner_whose_time_begins_anew() -> None:
    row, plan = asked()
    back = after(row, decline(row, plan, "oda", "Midt i en annen", NOW_MS + 5_000))
    assert (back.state.owner_id, back.state.handed_to_id) == ("olav", "")
    assert back.state.due_at_ms == NOW_MS + 5_000 + plan.take_timeout_s * 1000


def test_a_question_that_nobody_answers_is_told_and_the_owner_has_it_still() -> None:
    row, plan = asked()
    assert row.state.due_at_ms == NOW_MS + ANSWER_MS
    change = fire(row, plan, row.state.due_at_ms)
    assert told(change) == ["hand_over_timed_out"]
    back = after(row, change)
    assert (back.state.state, back.state.owner_id) == ("owned", "olav")
    idle = fire(back, plan, back.state.due_at_ms)
    assert told(idle)[0] == "case_came_back"


def test_the_owner_can_withdraw_and_ask_another() -> None:
    row, plan = asked()
    with pytest.raises(NotAllowed, match=r"case\.not_yours"):
        withdraw(row, plan, "oda", NOW_MS)
    kept = after(row, withdraw(row, plan, "olav", NOW_MS))
    with pytest.raises(NotAllowed, match=r"case\.not_handed"):
        withdraw(kept, plan, "olav", NOW_MS)
    again = after(row, hand_over(row, plan, "olav", "nina", "Nina", NOW_MS))
    with pytest.raises(NotAllowed, match=r"case\.not_asked"):
        accept(again, plan, "oda", "Oda", NOW_MS)


def test_nobody_is_asked_who_must_not_have_it() -> None:
    row, plan = owned()
    with pytest.raises(NotAllowed, match=r"case\.own_alarm"):
        hand_over(row, plan, "olav", "alice", "Alice", NOW_MS)
    with pytest.raises(NotAllowed, match=r"case\.handed_to_self"):
        hand_over(row, plan, "olav", "olav", "Olav", NOW_MS)
    free, plan = opened()
    with pytest.raises(NotAllowed, match=r"case\.not_yours"):
        hand_over(free, plan, "olav", "oda", "Oda", NOW_MS)


def test_a_parked_case_comes_back_to_its_owner_and_then_to_everybody() -> None:
    row, plan = owned()
    until_ms = NOW_MS + 20 * 60_000
    parked = after(row, park(row, plan, "olav", until_ms, "Ringer igjen", NOW_MS))
    assert parked.state.due_at_ms == until_ms
    worked = after(parked, work(parked, plan, NOW_MS + 1000, Event("noted")))
    assert worked.state.due_at_ms == until_ms
    change = fire(worked, plan, until_ms)
    assert told(change) == ["parking_over"]
    back = after(worked, change)
    assert (back.state.owner_id, back.state.parked_until_ms) == ("olav", None)
    assert told(fire(back, plan, back.state.due_at_ms))[0] == "case_came_back"


@pytest.mark.parametrize(("kind", "minutes"), [("sos", 10), ("silence", 60), ("not_on_duty", 720)])
def test_the_more_is_at_stake_the_sooner_it_comes_back(kind: str, minutes: int) -> None:
    row, plan = owned(kind)
    assert longest_park_ms(row.state) == minutes * 60_000
    park(row, plan, "olav", NOW_MS + minutes * 60_000, "", NOW_MS)
    for until_ms in (NOW_MS + minutes * 60_000 + 1, NOW_MS + 9_999, NOW_MS - 1):
        with pytest.raises(NotAllowed, match=r"case\.park_until"):
            park(row, plan, "olav", until_ms, "", NOW_MS)


def test_anybody_can_take_a_parked_case_since_nobody_works_on_it() -> None:
    row, plan = owned()
    parked = after(row, park(row, plan, "olav", NOW_MS + 60_000, "", NOW_MS))
    taken = after(parked, take(parked, plan, "oda", "Oda", NOW_MS))
    assert (taken.state.owner_id, taken.state.parked_until_ms) == ("oda", None)


def test_only_its_owner_unparks_it() -> None:
    row, plan = owned()
    with pytest.raises(NotAllowed, match=r"case\.not_parked"):
        unpark(row, plan, "olav", NOW_MS)
    parked = after(row, park(row, plan, "olav", NOW_MS + 60_000, "", NOW_MS))
    with pytest.raises(NotAllowed, match=r"case\.not_yours"):
        unpark(parked, plan, "oda", NOW_MS)
    assert after(parked, unpark(parked, plan, "olav", NOW_MS)).state.parked_until_ms is None


def test_a_parked_case_can_be_handed_over_and_stays_parked() -> None:
    row, plan = owned()
    until_ms = NOW_MS + 20 * 60_000
    parked = after(row, park(row, plan, "olav", until_ms, "", NOW_MS))
    question = after(parked, hand_over(parked, plan, "olav", "oda", "Oda", NOW_MS))
    assert question.state.due_at_ms == NOW_MS + ANSWER_MS
    taken = after(question, accept(question, plan, "oda", "Oda", NOW_MS + 1))
    assert (taken.state.owner_id, taken.state.due_at_ms) == ("oda", until_ms)


def test_a_second_silence_unparks_and_alerts_anew() -> None:
    row, plan = owned()
    parked = after(row, park(row, plan, "olav", NOW_MS + 60_000, "", NOW_MS))
    again = after(parked, Change(silent_again(parked, plan, NOW_MS + 1, Event("silent_again"))))
    assert (again.state.state, again.state.owner_id, again.state.parked_until_ms) == ("open", "", None)


def test_what_was_parked_until_somebody_is_heard_comes_back_when_he_is() -> None:
    row, plan = owned()
    parked = after(row, park(row, plan, "olav", NOW_MS + 3_000_000, "", NOW_MS))
    heard = after(parked, Change((heard_again(parked, NOW_MS + 1000, {}),)))
    assert heard.state.parked_until_ms is None
    assert heard.state.due_at_ms < NOW_MS + 600_000


ACTS = ["take", "work", "ask", "accept", "decline", "withdraw", "park", "unpark", "step", "again", "heard"]


@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 400)), max_size=30))
def test_whatever_operators_do_a_case_has_an_owner_or_a_ladder_that_rings(acts: list[tuple[str, int]]) -> None:
    row, plan = opened()
    now_ms = NOW_MS
    for act, pause_s in acts:
        now_ms += pause_s * 1000
        while row.state.due_at_ms <= now_ms:
            row = after(row, fire(row, plan, row.state.due_at_ms))
        row = _done(row, plan, act, now_ms)
        case = row.state
        assert now_ms < case.due_at_ms < FAR_FUTURE_MS or act == "again"
        assert (case.state == "owned") == bool(case.owner_id)
        assert case.state == "owned" or not (case.handed_to_id or case.parked_until_ms)


def _done(row: Row[Case], plan: Plan, act: str, now_ms: int) -> Row[Case]:
    me = row.state.owner_id or "olav"
    if act == "again":
        return after(row, Change(silent_again(row, plan, now_ms, Event("silent_again"))))
    if act == "heard":
        return after(row, Change((heard_again(row, now_ms, {}),)))
    tries = {
        "take": lambda: take(row, plan, "nina", "Nina", now_ms),
        "work": lambda: work(row, plan, now_ms, Event("noted")),
        "ask": lambda: hand_over(row, plan, me, "oda", "Oda", now_ms),
        "accept": lambda: accept(row, plan, "oda", "Oda", now_ms),
        "decline": lambda: decline(row, plan, "oda", "", now_ms),
        "withdraw": lambda: withdraw(row, plan, me, now_ms),
        "park": lambda: park(row, plan, me, now_ms + 600_000, "", now_ms),
        "unpark": lambda: unpark(row, plan, me, now_ms),
        "step": lambda: settle_step(row, plan, 1, "done", "", now_ms),
    }
    try:
        change = tries[act]()
    except NotAllowed:
        return row
    return after(row, change) if change.writes else row


def test_a_case_stays_below_a_kilobyte() -> None:
    row, _ = owned()
    case = msgspec.structs.replace(
        row.state,
        done=(1, 2, 3, 4, 5),
        skipped=(6, 7, 8, 9),
        handed_to_id="0123456789ab",
        handed_to_name="Et langt navn med mange deler, Nordmann",
        handed_until_ms=NOW_MS,
        parked_until_ms=NOW_MS,
        text="x" * 160,
    )
    assert len(msgspec.json.encode(case)) < 1024
