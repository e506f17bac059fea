"""Who sits at the desks, decided: a heartbeat changes next to nothing, and no desk is given up on nobody's word."""

from typing import Any

import msgspec
import pytest

from chalicelib.engine.attendance import (
    OPEN_MS,
    WRITING_MS,
    AtDesk,
    Attendance,
    Beat,
    Cover,
    Sign,
    fall_silent,
    leave,
    show,
)
from chalicelib.engine.case import NotAllowed
from chalicelib.records.change import Change
from chalicelib.records.rows import Row

NOW_MS = 1_798_000_000_000
NOBODY = Attendance(at_desk=None, beat=None, covers={})
OLAV = Sign(person_id="olav", name="Olav")


def after(found: Attendance, change: Change) -> Attendance:
    rows: dict[str, Any] = {"covers": dict(found.covers)}
    for write in change.writes:
        row: Row[Any] = Row(write.after, write.version + 1)
        match write.after:
            case AtDesk():
                rows["at_desk"] = row
            case Beat():
                rows["beat"] = row
            case Cover():
                rows["covers"][write.after.desk] = row
    return msgspec.structs.replace(found, **rows)


def at(found: Attendance, now_ms: int, sign: Sign = OLAV, *others: AtDesk) -> Attendance:
    return after(found, show(found, sign, others, 60, now_ms))


def kinds(change: Change) -> list[str]:
    return [type(write.after).__name__ for write in change.writes]


def seen(found: Attendance) -> AtDesk:
    assert found.at_desk is not None
    return found.at_desk.state


def other(**more: Any) -> AtDesk:
    return AtDesk(customer_id="self", person_id="oda", name="Oda", since_ms=NOW_MS, **more)


def test_whoever_comes_covers_both_desks_until_they_choose() -> None:
    found = at(NOBODY, NOW_MS)
    assert seen(found).desks == ("alarm", "mediation")
    assert set(found.covers) == {"alarm", "mediation"}
    chosen = at(found, NOW_MS + 1, msgspec.structs.replace(OLAV, desks=("alarm",)), other())
    assert seen(chosen).desks == ("alarm",)
    assert seen(at(chosen, NOW_MS + 2)).desks == ("alarm",)


def test_a_heartbeat_changes_no_row_that_others_are_told_of() -> None:
    found = at(NOBODY, NOW_MS)
    assert kinds(show(found, OLAV, (), 60, NOW_MS + 5_000)) == ["Beat"]
    assert kinds(show(found, OLAV, (), 60, NOW_MS + 15_000)) == ["Beat", "Cover", "Cover"]


def test_a_desk_that_nobody_else_covers_is_not_given_up() -> None:
    found = at(NOBODY, NOW_MS)
    alone = msgspec.structs.replace(OLAV, desks=("alarm",))
    for others in ((), (other(away=True),), (other(left=True),), (other(desks=("alarm",)),), (seen(found),)):
        with pytest.raises(NotAllowed, match=r"desk\.uncovered") as refused:
            show(found, alone, others, 60, NOW_MS)
        assert refused.value.params == {"desk": "mediation"}


def test_of_two_who_give_up_a_desk_in_one_instant_one_loses_since_both_write_it() -> None:
    found = at(NOBODY, NOW_MS)
    change = show(found, msgspec.structs.replace(OLAV, desks=("alarm",)), (other(),), 60, NOW_MS + 1)
    assert [write.after.desk for write in change.writes if isinstance(write.after, Cover)] == ["mediation"]


def test_the_case_before_somebody_is_seen_and_forgotten_by_itself() -> None:
    open_ = msgspec.structs.replace(OLAV, case_id="0123456789ab")
    found = at(NOBODY, NOW_MS, open_)
    assert (seen(found).case_id, seen(found).case_until_ms) == ("0123456789ab", NOW_MS + OPEN_MS)
    assert seen(at(found, NOW_MS + 15_000, open_)).case_until_ms == NOW_MS + OPEN_MS
    assert seen(at(found, NOW_MS + 45_000, open_)).case_until_ms == NOW_MS + 45_000 + OPEN_MS
    assert seen(at(found, NOW_MS + 15_000)).case_id == "0123456789ab"
    assert seen(at(found, NOW_MS + 15_000, msgspec.structs.replace(OLAV, case_id=None))).case_id == ""


def test_writing_is_seen_while_it_lasts() -> None:
    writing = msgspec.structs.replace(OLAV, writing=True)
    found = at(NOBODY, NOW_MS, writing)
    assert seen(found).writing_until_ms == NOW_MS + WRITING_MS
    assert seen(at(found, NOW_MS + 1_000, writing)).writing_until_ms == NOW_MS + WRITING_MS
    assert seen(at(found, NOW_MS + 2_000)).writing_until_ms == NOW_MS + 2_000


def test_whoever_is_not_seen_is_away_and_back_with_the_next_sign() -> None:
    found = at(NOBODY, NOW_MS)
    assert found.beat is not None
    assert found.beat.state.due_at_ms == NOW_MS + 60_000
    away = after(found, fall_silent(found.beat, found.at_desk))
    assert seen(away).away
    assert away.beat is not None
    assert away.beat.state.lane is None
    assert seen(at(away, NOW_MS + 90_000)).here


def test_a_shift_ends_and_another_begins_in_the_same_row() -> None:
    found = at(NOBODY, NOW_MS)
    gone = after(found, leave(found))
    assert gone.at_desk is not None
    assert (gone.at_desk.state.lane, leave(gone).writes) == (None, ())
    assert seen(at(gone, NOW_MS + 1_000)).since_ms == NOW_MS + 1_000
