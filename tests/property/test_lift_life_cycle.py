"""Whatever is done about a lift, and in whatever order: somebody who may be stuck is never forgotten."""

from hypothesis import given
from hypothesis import strategies as some

from chalicelib.alarms.lift import CALL_EVERY_MS, GRACE_MS, LiftAlarm, acknowledged, advanced, ended, ended_itself, fire
from chalicelib.engine.cases import Case, Opening, Plan, open_case
from chalicelib.records.rows import Row

START_MS = 1_800_000_000_000
STEPS = some.lists(
    some.tuples(
        some.sampled_from(
            ["take", "voice_contact", "no_answer", "rescue_dispatched", "clock", "lift", "fitter", "person"]
        ),
        some.integers(0, 2 * CALL_EVERY_MS),
    ),
    max_size=30,
)


def a_case() -> tuple[Row[Case], Plan]:
    case, plan, *_ = open_case(Opening(id="case", kind="alarm_lift", customer_id="hotel"), START_MS)
    assert isinstance(case.after, Case)
    assert isinstance(plan.after, Plan)
    return Row(case.after, 1), plan.after


def done(known: LiftAlarm, what: str, now_ms: int) -> LiftAlarm:
    """The lift after that step."""
    if what == "clock":
        case, plan = a_case()
        after = fire(Row(known, 1), case, plan, now_ms).writes[0].after if known.due_at_ms <= now_ms else known
        assert isinstance(after, LiftAlarm)
        return after
    if what == "take":
        writes = acknowledged(Row(known, 1), now_ms)
        after = writes[0].after if writes else known
        assert isinstance(after, LiftAlarm)
        return after
    match what:
        case "lift":
            return ended_itself(known, now_ms)
        case "fitter":
            return ended(known, "fitter", now_ms)
        case "person":
            return ended(known, "person", now_ms)
        case "voice_contact":
            return advanced(known, "voice_contact", now_ms)
        case "no_answer":
            return advanced(known, "no_answer", now_ms)
        case _:
            return advanced(known, "rescue_dispatched", now_ms)


@given(STEPS, some.booleans())
def test_nobody_who_may_be_stuck_is_forgotten(steps: list[tuple[str, int]], ends_itself: bool) -> None:
    now_ms = START_MS
    lift = LiftAlarm(
        customer_id="hotel",
        case_id="case",
        panel_id="panel",
        ends_itself=ends_itself,
        alarm_ms=now_ms,
        call_ms=now_ms + CALL_EVERY_MS,
    )
    for what, wait_ms in steps:
        now_ms += wait_ms
        before, lift = lift, done(lift, what, now_ms)
        may_end = what in ("fitter", "person") or (what == "lift" and ends_itself)
        assert (lift.ended_ms is not None) == may_end, "it ends by a word that is enough, and by nothing else"
        assert lift.due_at_ms <= now_ms + CALL_EVERY_MS + GRACE_MS
        assert lift.lane is None if may_end else lift.lane is not None
        for stamp in ("acknowledged_ms", "voice_ms", "rescue_ms"):
            assert getattr(before, stamp) is None or getattr(lift, stamp) == getattr(before, stamp)
        if may_end:
            return
