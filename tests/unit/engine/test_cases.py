"""Cases, decided: no silent end, one owner, and nobody judges his own alarm."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.engine.cases import (
    Case,
    NotAllowed,
    Opening,
    Plan,
    fire,
    open_case,
    release,
    resolve,
    take,
    work,
)
from chalicelib.engine.messages import FAN_OUT_ABOVE, FanOut, Message, Recipient
from chalicelib.engine.plan_steps import settle_step
from chalicelib.records.change import Event, Write
from chalicelib.records.rows import FAR_FUTURE_MS, Row
from chalicelib.register.policy import Rung

NOW_MS = 1_798_000_000_000


def people(count: int) -> tuple[Recipient, ...]:
    return tuple(
        Recipient(id=f"p{number}", name=f"Person {number}", phone=f"+4790000{number:03d}", group="operators")
        for number in range(count)
    )


def opened(count: int = 2, **more: Any) -> tuple[Row[Case], Plan, tuple[Write, ...]]:
    opening = Opening(
        id="0123456789ab",
        kind=more.pop("kind", "sos"),
        customer_id="c",
        person_id="worker",
        ladder=(Rung(after_s=0, to="operators", channels=("board", "sms"), repeat_s=30),),
        people=people(count),
        params={"since_ms": NOW_MS, "at_ms": NOW_MS},
        **more,
    )
    writes = open_case(opening, NOW_MS)
    case, plan = writes[0].after, writes[1].after
    assert isinstance(case, Case)
    assert isinstance(plan, Plan)
    return Row(case, 1), plan, writes


def after(row: Row[Case], change: Any) -> Row[Case]:
    return msgspec.structs.replace(row, state=change.writes[0].after, version=row.version + 1)


def test_what_rings_at_once_is_in_the_transaction_that_opens_the_case() -> None:
    _, _, writes = opened()
    assert sum(isinstance(write.after, Message) for write in writes) == 2


def test_more_than_ten_are_written_by_the_clock_from_one_row() -> None:
    _, _, writes = opened(FAN_OUT_ABOVE + 1)
    assert sum(isinstance(write.after, FanOut) for write in writes) == 1
    assert not any(isinstance(write.after, Message) for write in writes)


def test_the_first_acknowledgement_owns_it() -> None:
    row, plan, _ = opened()
    owned = after(row, take(row, plan, "p0", "Olav", NOW_MS))
    assert owned.state.owner_id == "p0"
    with pytest.raises(NotAllowed, match=r"case\.owned"):
        take(owned, plan, "p1", "Oda", NOW_MS)


def test_only_its_owner_can_end_it_and_says_how() -> None:
    row, plan, _ = opened()
    with pytest.raises(NotAllowed, match=r"case\.not_yours"):
        resolve(row, plan, "p0", "Olav", "safe", "", NOW_MS)
    owned = after(row, take(row, plan, "p0", "Olav", NOW_MS))
    with pytest.raises(NotAllowed, match=r"case\.note_wanted"):
        resolve(owned, plan, "p0", "Olav", "other", "  ", NOW_MS)
    with pytest.raises(NotAllowed, match=r"case\.steps_left"):
        resolve(owned, plan, "p0", "Olav", "safe", "", NOW_MS)
    owned = after(owned, settle_step(owned, plan, 1, "done", "", NOW_MS))
    ended = after(owned, resolve(owned, plan, "p0", "Olav", "safe", "", NOW_MS))
    assert ended.state.lane is None
    with pytest.raises(NotAllowed, match=r"case\.resolved"):
        take(ended, plan, "p1", "Oda", NOW_MS)


def test_working_keeps_it_and_idleness_gives_it_back() -> None:
    row, plan, _ = opened()
    owned = after(row, take(row, plan, "p0", "Olav", NOW_MS))
    worked = after(owned, work(owned, plan, NOW_MS + 60_000, Event("noted")))
    assert worked.state.due_at_ms == NOW_MS + 60_000 + plan.take_timeout_s * 1000
    back = after(worked, fire(worked, plan, worked.state.due_at_ms))
    assert back.state.state == "open"
    assert back.state.round == 1


def test_a_case_given_back_rings_again_at_once() -> None:
    row, plan, _ = opened()
    owned = after(row, take(row, plan, "p0", "Olav", NOW_MS))
    change = release(owned, plan, "p0", NOW_MS + 1000)
    assert any(isinstance(write.after, Message) for write in change.writes)


@given(st.lists(st.sampled_from(["fire", "take", "work", "release"]), max_size=20), st.integers(0, 600))
def test_a_case_that_is_not_resolved_always_has_a_next_step(acts: list[str], pause_s: int) -> None:
    row, plan, _ = opened()
    now_ms = NOW_MS
    for act in acts:
        now_ms += pause_s * 1000
        if act == "fire":
            now_ms = max(now_ms, row.state.due_at_ms)
            row = after(row, fire(row, plan, now_ms))
        elif act == "take" and row.state.state == "open":
            row = after(row, take(row, plan, "p0", "Olav", now_ms))
        elif act == "work":
            row = after(row, work(row, plan, now_ms, Event("noted")))
        elif act == "release" and row.state.state == "owned":
            row = after(row, release(row, plan, "p0", now_ms))
        assert row.state.lane is not None
        assert row.state.due_at_ms < FAR_FUTURE_MS
        assert len({write.key for write in fire(row, plan, row.state.due_at_ms).writes}) == len(
            fire(row, plan, row.state.due_at_ms).writes
        )


def test_a_silent_case_never_texts_the_worker() -> None:
    ladder = (Rung(after_s=0, to="worker", channels=("sms",)),)
    opening = Opening(
        id="0123456789ab",
        kind="silence",
        customer_id="c",
        silent=True,
        ladder=ladder,
        people=(Recipient(id="w", name="W", phone="+4790000001", group="worker"),),
        params={"since_ms": NOW_MS, "deadline_ms": NOW_MS, "site": "Lager"},
    )
    assert not any(isinstance(write.after, Message) for write in open_case(opening, NOW_MS))
