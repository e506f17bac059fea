"""A mission, decided: registered, begun, heard from, changed, ended; and what the clock does with it. All pure.

What a mission has in common with every watch stands in ``engine/watching.py``, the agreed calls in ``calls.py``.
"""

import msgspec

from chalicelib.engine import watching
from chalicelib.engine.alarm import written
from chalicelib.engine.cases import heard_again, open_case, told
from chalicelib.engine.messages import Hush
from chalicelib.engine.reports import Report
from chalicelib.engine.watch import EXTENSION_AFTER_CASE_MS, LATE_MS, ended, is_live, noted, prolonged
from chalicelib.engine.watching import LastWords
from chalicelib.missions import calls, party
from chalicelib.missions.around import Out
from chalicelib.missions.states import Mission, without_calls
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import conflict, invalid
from chalicelib.platform.time import DAY_MS, MINUTE_MS, SECOND_MS
from chalicelib.records.change import Change, Event, Write, create, remove, update

LONGEST_MS = 14 * DAY_MS
SHORTEST_MS = 10 * SECOND_MS


def register(out: Out, report: Report, now_ms: int, *, start_now: bool) -> Change:
    """A mission is registered: from now on its start is a deadline, and it may begin at once."""
    mission, details = out.watch, out.details.state
    data = {
        "worker": mission.worker_id,
        "kind": mission.kind_id,
        "contact": mission.contact,
        "interval_s": mission.interval_s,
        "start_ms": mission.start_ms,
        "planned_end_ms": mission.planned_end_ms,
        "companions": len(details.companions),
    }
    private = {**report.private, "name": out.worker.name, **_told(out)}
    events = [Event("mission_registered", data, private)]
    if start_now:
        mission = _begun(mission, report, now_ms)
        events.append(_started(mission, report))
    params: dict[str, object] = {**out.told, "start_ms": mission.start_ms}
    return Change(
        (
            create(mission, *events),
            create(details),
            *party.found_by(mission, None, out.pointers),
            *party.told(out.row, mission, out.party, "mission_party", params, report, now_ms),
        ),
        "registered",
    )


def start(out: Out, report: Report, now_ms: int) -> Change:
    """It has begun: the watch runs from now, or from when it happened if that is told late."""
    mission = out.watch
    if not mission.planned:
        raise conflict("mission.begun" if mission.on else "mission.over")
    if mission.planned_end_ms < now_ms + SHORTEST_MS:
        raise conflict("mission.end_passed")
    after = _begun(mission, report, now_ms)
    heard = (heard_again(out.open_other, now_ms, report.private),) if out.open_other else ()
    return Change(
        (
            update(out.row, after, _started(after, report)),
            *party.found_by(after, None, out.pointers),
            *heard,
        ),
        "started",
    )


def _begun(mission: Mission, report: Report, now_ms: int) -> Mission:
    begun_ms = now_ms if is_live(report, now_ms) else min(report.happened_at_ms, now_ms)
    after = noted(mission, report, now_ms)
    return msgspec.structs.replace(
        after,
        on=True,
        started_at_ms=begun_ms,
        heard_at_ms=begun_ms,
        next_ms=begun_ms + mission.interval_s * SECOND_MS,
        stage="ok",
        start_stage="ok",
        start_again_ms=None,
    )


def _started(mission: Mission, report: Report) -> Event:
    return Event("mission_started", {**report.public, "next_ms": mission.next_ms}, report.private)


def check_in(out: Out, report: Report, by: str, now_ms: int, *, forced: bool = False) -> Change:
    """All is well: the worker says so, or somebody of the party. A live one stands for the agreed call too.

    A ``forced`` one looks so, and is no evidence to any case.
    """
    mission = under_way(out)
    unheard = () if forced else mission.unheard_cases
    cases = tuple(one for one in out.open_cases if one.state.id in unheard)
    change = watching.check_in(out.row, cases, report, now_ms)
    own = written(change, out.row)
    assert own is not None
    assert isinstance(own.after, Mission)
    events = own.events if by == mission.worker_id else (*own.events, Event("told_by", {"person": by}))
    if not is_live(report, now_ms):
        return _with_own(change, own, own.after, events)
    other = (heard_again(out.open_other, now_ms, report.private),) if out.open_other else ()
    return _with_own(change, own, without_calls(own.after), events) + Change(other)


def _with_own(change: Change, own: Write, after: Mission, events: tuple[Event, ...]) -> Change:
    """The change with the mission's own row written otherwise."""
    others = tuple(one for one in change.writes if one is not own)
    own = msgspec.structs.replace(own, after=after, events=events)
    return msgspec.structs.replace(change, writes=(own, *others))


def extend(out: Out, minutes: int, report: Report, now_ms: int) -> Change:
    """It lasts longer than planned."""
    mission = under_way(out)
    planned_end_ms = max(mission.planned_end_ms, now_ms) + minutes * MINUTE_MS
    if planned_end_ms > mission.started_at_ms + LONGEST_MS:
        raise invalid("minutes", "mission.longest", days=LONGEST_MS // DAY_MS)
    after = prolonged(mission, planned_end_ms, now_ms)
    event = Event("extended", {"minutes": minutes, "planned_end_ms": planned_end_ms}, report.private)
    return Change((update(out.row, after, event),), "extended")


def end(out: Out, report: Report, now_ms: int) -> Change:
    """It is over, and told so: the watch ends, and the last position is forgotten."""
    mission = under_way(out)
    after = without_calls(ended(noted(mission, report, now_ms), now_ms))
    cases = {case.state.id: case for case in (*out.open_cases, out.open_other) if case}
    return Change(
        (
            update(out.row, after, Event("mission_ended", report.public, report.private)),
            update(out.details, msgspec.structs.replace(out.details.state, closed_at_ms=now_ms)),
            *party.found_by(after, mission, out.pointers),
            *party_over(out, after, report, now_ms),
            *(heard_again(case, now_ms, report.private) for case in cases.values()),
        ),
        "ended",
    )


def party_over(out: Out, mission: Mission, report: Report, now_ms: int) -> tuple[Write, ...]:
    """What those who came along are told when it is over, or is made to look so."""
    return party.told(out.row, mission, out.party, "mission_party_over", {**out.told, "at_ms": now_ms}, report, now_ms)


def cancel(out: Out, reason: str, report: Report, now_ms: int) -> Change:
    """It will not be: only by somebody who says so, and only before it has begun."""
    mission = out.watch
    if not mission.planned:
        raise conflict("mission.begun" if mission.on else "mission.over")
    after = msgspec.structs.replace(mission, ended_at_ms=now_ms)
    private = {**report.private, **({"reason": reason} if reason else {})}
    event = Event("mission_cancelled", {}, private)
    cases = (told(out.open_other, event),) if out.open_other else ()
    return Change(
        (
            update(out.row, after, event),
            update(out.details, msgspec.structs.replace(out.details.state, closed_at_ms=now_ms)),
            *party_over(out, after, report, now_ms),
            *cases,
        ),
        "cancelled",
    )


def come_back(out: Out, feigned: Out, begun: Change, now_ms: int) -> Change:
    """Another mission ``begun`` after an end that was feigned: ordinary on the phone, and the same alarm here.

    The alarm goes on with the new mission: its open case, and the silence of that phone.
    """
    before = feigned.watch
    own = written(begun, out.row)
    assert own is not None
    assert isinstance(own.after, Mission)
    after = msgspec.structs.replace(own.after, sos_id=before.sos_id, hushed=True)
    over = msgspec.structs.replace(without_calls(ended(before, now_ms)), sos_id="", hushed=False)
    hush = () if feigned.hush is None else (remove(feigned.hush),)
    moved: tuple[Write, ...] = (create(Hush(customer_id=after.customer_id, subject=after.key.pk)),)
    moved += party.moved(after, over, before, feigned.pointers)
    if feigned.open_case:
        case = msgspec.structs.replace(feigned.open_case.state, subject=after.key.pk)
        moved += (update(feigned.open_case, case, Event("goes_on_with", {"subject": after.key.pk})),)
    replaced = _with_own(begun, own, after, (*own.events, Event("begun_under_duress", {"after": before.id})))
    return replaced + Change(
        (
            update(feigned.row, over, Event("mission_ended", {"under_duress": True})),
            update(feigned.details, msgspec.structs.replace(feigned.details.state, closed_at_ms=now_ms)),
            *hush,
            *moved,
        )
    )


def phone_dying(out: Out, said: LastWords, report: Report, now_ms: int) -> Change:
    """The phone is dying: what is agreed then takes the place of a call that was due."""
    under_way(out)
    change = watching.phone_dying(out, said, report, now_ms)
    own = written(change, out.row)
    assert own is not None
    assert isinstance(own.after, Mission)
    if not is_live(report, now_ms):
        return change
    cases = (heard_again(out.open_other, now_ms, report.private),) if out.open_other else ()
    return _with_own(change, own, without_calls(own.after), own.events) + Change(cases)


# -- what the clock does, and what follows a case --------------------------------------------------------------------


def fall_due(out: Out, now_ms: int) -> Change:
    """Whatever of this mission is due first."""
    mission = out.watch
    if mission.planned:
        return _remind_of_start(out, now_ms) if mission.start_stage == "ok" else _not_begun(out, now_ms)
    if mission.contact == "centre_calls" and mission.check_in_due_ms <= mission.end_due_ms:
        return calls.fall_due(out, now_ms)
    return watching.fall_due(out, now_ms)


def _remind_of_start(out: Out, now_ms: int) -> Change:
    """It should have begun. Found late, the grace is counted from now: the worker is asked before anybody acts."""
    mission = out.watch
    after = msgspec.structs.replace(mission, start_stage="reminded")
    if now_ms - mission.start_due_ms > LATE_MS:
        after = msgspec.structs.replace(after, start_again_ms=now_ms)
    params: dict[str, object] = {"start_ms": mission.start_ms}
    text = watching.text_to(out, f"start/{mission.start_due_ms}", "mission_start_reminder", params, now_ms)
    return Change((update(out.row, after, Event("reminded_of_start", params)), *text))


def _not_begun(out: Out, now_ms: int) -> Change:
    """Nobody said that it has begun: a case. It is never presumed cancelled.

    Found late, it may have been said in vain: the worker is asked again, once, and has the grace from now.
    """
    mission = out.watch
    late_ms = now_ms - mission.start_due_ms
    if late_ms > LATE_MS and mission.start_again_ms is None:
        asked = msgspec.structs.replace(mission, start_again_ms=now_ms)
        found: dict[str, object] = {"start_ms": mission.start_ms}
        text = watching.text_to(out, f"start-again/{mission.start_ms}", "mission_start_reminder", found, now_ms)
        return Change((update(out.row, asked, Event("late_detected", {**found, "late_ms": late_ms})), *text))
    case_id = id_from("mission_not_started", mission.id, str(out.row.version))
    after = msgspec.structs.replace(mission, start_stage="missed", start_case_id=case_id)
    params = {"start_ms": mission.start_ms, "since_ms": mission.start_ms}
    opening = watching.opening_of(out, case_id, "mission_not_started", params)
    opening = msgspec.structs.replace(opening, desk="mediation")
    event = Event("start_missed", {"start_ms": mission.start_ms})
    return Change((update(out.row, after, event), *open_case(opening, now_ms)))


def case_ended(out: Out, case_id: str, now_ms: int) -> Change:
    """An operator has resolved a case of this mission: it goes on from now, and so does what is waited for."""
    mission = out.watch
    change = watching.case_ended(out, case_id, now_ms)
    own = written(change, out.row)
    after = own.after if own and isinstance(own.after, Mission) else mission
    if mission.start_case_id == case_id:
        after = msgspec.structs.replace(after, start_case_id="")
        if mission.planned:
            # Still neither begun nor cancelled: it is waited for anew.
            again_ms = now_ms + EXTENSION_AFTER_CASE_MS
            after = msgspec.structs.replace(after, start_stage="ok", start_again_ms=again_ms)
    if mission.call_case_id == case_id:
        after = msgspec.structs.replace(after, call_case_id="")
        if mission.on and mission.call_stage == "failed":
            # The call is still to be made, and falls due anew.
            after = msgspec.structs.replace(without_calls(after), next_ms=now_ms, call_attempt=mission.call_attempt)
    elif mission.contact == "centre_calls" and mission.on and case_id in (mission.case_id, mission.sos_id):
        after = msgspec.structs.replace(without_calls(after), next_ms=now_ms + mission.interval_s * SECOND_MS)
    if after == mission:
        return change
    if own is None:
        event = Event("watch_goes_on" if after.on else "case_ended", {"case": case_id, "next_ms": after.next_ms})
        return Change((update(out.row, after, event),)) + change
    events = tuple(
        msgspec.structs.replace(one, data={**one.data, "next_ms": after.next_ms}) if "next_ms" in one.data else one
        for one in own.events
    )
    return _with_own(change, own, after, events)


# -- shared ----------------------------------------------------------------------------------------------------------


def under_way(out: Out) -> Mission:
    """The mission, if it is under way. Raises Problem."""
    mission = out.watch
    if not mission.on:
        raise conflict("mission.not_begun" if mission.planned else "mission.over")
    return mission


def _told(out: Out) -> dict[str, object]:
    """What was told of it, as the journal's private part keeps it."""
    details = msgspec.to_builtins(out.details.state)
    kept = {name: value for name, value in details.items() if name not in ("customer_id", "mission_id")}
    return {"place": msgspec.to_builtins(out.watch.place), **kept}
