"""Agreed calls: the centre rings at each interval, and a call that it does not make is its own failure. All pure.

due            + 60 s                    dialled         + 3 min
 |---------------|- - - the centre's      |----------------|- - - the centre's
 due             |      failure           dialled                 failure

reached: the watch goes on.   no answer: again soon, and after the last try it is a silence.
"""

from typing import Literal

import msgspec

from chalicelib.engine.cases import heard_again, open_case, silent_again, told
from chalicelib.engine.reports import Report
from chalicelib.engine.watch import heard
from chalicelib.engine.watching import fall_silent, opening_of
from chalicelib.missions.around import Out
from chalicelib.missions.states import Mission, without_calls
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import conflict, invalid
from chalicelib.platform.time import MINUTE_MS, SECOND_MS
from chalicelib.records.change import NOTHING, Change, Event, Write, update
from chalicelib.register.policy import Rung

Outcome = Literal["reached", "no_answer", "voicemail", "busy", "wrong_number"]

FAILURE = (
    Rung(after_s=0, to="operators", channels=("board",)),
    Rung(after_s=30, to="operators", channels=("sms",), repeat_s=60),
    Rung(after_s=60, to="duty_manager", channels=("call", "sms"), repeat_s=60),
)
"""On all desks at once, then by SMS to everybody who can ring, then the duty manager is rung."""


def fall_due(out: Out, now_ms: int) -> Change:
    """A call falls due; or nobody has dialled it; or nobody has told how it went."""
    mission = out.watch
    if mission.call_stage == "coming":
        due = msgspec.structs.replace(mission, call_stage="due")
        data = {"due_ms": mission.next_ms, "attempt": mission.call_attempt + 1}
        return Change((update(out.row, due, Event("call_due", data)),), "due")
    return _centre_failed(out, now_ms)


def _centre_failed(out: Out, now_ms: int) -> Change:
    """A case of its own kind, and of the centre's own making: nothing is known of the worker."""
    mission = out.watch
    assert mission.next_ms is not None
    failed = msgspec.structs.replace(mission, call_stage="failed")
    data = {"due_ms": mission.next_ms, "dialled": mission.call_stage == "dialled", "by": mission.dialled_by}
    event = Event("call_missed", data)
    if out.open_other and out.other_plan and out.open_other.state.id == mission.call_case_id:
        again = silent_again(out.open_other, out.other_plan, now_ms, event)
        return Change((update(out.row, failed, event), *again), "failed")
    case_id = id_from("call_missed", mission.id, str(out.row.version))
    params = {"deadline_ms": mission.next_ms, "since_ms": mission.next_ms}
    opening = opening_of(out, case_id, "call_missed", params)
    opening = msgspec.structs.replace(opening, desk="all", ladder=FAILURE, people=_centre_and_worker(out))
    failed = msgspec.structs.replace(failed, call_case_id=case_id)
    return Change((update(out.row, failed, event), *open_case(opening, now_ms)), "failed")


def _centre_and_worker(out: Out) -> tuple[object, ...]:
    """The worker is on the case to be rung; no contact and no companion is alarmed by what the centre forgot."""
    return tuple(one for one in out.people if one.group in ("operators", "duty_manager", "worker", "companions"))


def move(out: Out, to_ms: int, now_ms: int) -> Change:
    """An agreed call comes earlier, so that one person can make all of them. Never later, and never one that is due."""
    mission = out.watch
    if not mission.called or mission.call_stage != "coming" or mission.next_ms is None or mission.stage == "silent":
        return NOTHING
    if not now_ms < to_ms < mission.next_ms:
        return NOTHING
    event = Event("call_moved", {"from_ms": mission.next_ms, "next_ms": to_ms})
    return Change((update(out.row, msgspec.structs.replace(mission, next_ms=to_ms), event),), "moved")


def dialled(out: Out, operator_id: str, now_ms: int) -> Change:
    """Somebody is dialling now: how it went must be told within three minutes."""
    mission = _called(out)
    if mission.call_stage == "dialled" and mission.dialled_by == operator_id:
        return Change((update(out.row, mission),), "dialled")
    after = msgspec.structs.replace(mission, call_stage="dialled", dialled_at_ms=now_ms, dialled_by=operator_id)
    event = Event("call_dialled", {"due_ms": mission.next_ms, "by": operator_id})
    return Change((update(out.row, after, event), *_told_of_call(out, event)), "dialled")


def told_how(out: Out, outcome: Outcome, again_min: int | None, note: str, report: Report, now_ms: int) -> Change:
    """How a call went. Answered by a machine is not reached, and a wrong number will not answer better next time."""
    mission = _called(out)
    if again_min is not None and again_min * 60 > max(out.kind.call_again_s, 60):
        raise invalid("again_min", "mission.again", minutes=max(1, out.kind.call_again_s // 60))
    if outcome != "reached" and mission.call_stage == "coming":
        raise conflict("mission.call_told")  # two told of one call: it is counted once
    attempt = mission.call_attempt + 1
    private = {**report.private, **({"note": note} if note else {})}
    data: dict[str, object] = {"outcome": outcome, "due_ms": mission.next_ms, "attempt": attempt}
    if outcome == "reached":
        return _reached(out, report, data, private, now_ms)
    silent = outcome == "wrong_number" or attempt >= out.kind.call_tries
    event = Event("called", data, private)
    if silent:
        out = msgspec.structs.replace(out, row=msgspec.structs.replace(out.row, state=without_calls(mission)))
        assert mission.next_ms is not None
        return fall_silent(out, "call_unanswered", mission.next_ms, event, now_ms) + Change(_told_of_call(out, event))
    again_ms = now_ms + (out.kind.call_again_s * SECOND_MS if again_min is None else again_min * MINUTE_MS)
    after = msgspec.structs.replace(without_calls(mission), next_ms=again_ms, call_attempt=attempt)
    return Change((update(out.row, after, event), *_told_of_call(out, event)), "again")


def _reached(out: Out, report: Report, data: dict[str, object], private: dict[str, object], now_ms: int) -> Change:
    mission = out.watch
    after = without_calls(heard(mission, report, now_ms))
    after = msgspec.structs.replace(after, next_ms=_next_call_ms(mission, now_ms), stage="ok", late=False)
    event = Event("called", {**data, "next_ms": after.next_ms}, private)
    writes: tuple[Write, ...] = (update(out.row, after, event),)
    cases = {case.state.id: case for case in (out.open_case, out.open_other) if case}
    writes += tuple(heard_again(case, now_ms, private) for case in cases.values())
    return Change(writes, "reached")


def _next_call_ms(mission: Mission, now_ms: int) -> int:
    """Counted from when the call was agreed, so that each half hour stays each half hour; never longer than that."""
    interval_ms, agreed_ms = mission.interval_s * SECOND_MS, mission.next_ms
    late = agreed_ms is not None and agreed_ms <= now_ms <= agreed_ms + interval_ms // 2
    begin_ms = agreed_ms if late and agreed_ms is not None and mission.call_attempt == 0 else now_ms
    return begin_ms + interval_ms


def _called(out: Out) -> Mission:
    mission = out.watch
    if not mission.on:
        raise conflict("mission.not_under_way")
    if mission.contact != "centre_calls":
        raise conflict("mission.no_calls")
    if mission.hushed:
        raise conflict("mission.do_not_call")
    return mission


def _told_of_call(out: Out, event: Event) -> tuple[Write, ...]:
    """What is done about a call belongs in the story of the case that it was missed in."""
    if out.open_other and out.open_other.state.id == out.watch.call_case_id:
        return (told(out.open_other, event),)
    return ()
