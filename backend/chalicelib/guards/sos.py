"""SOS and duress: everyone at once, and nothing on that phone that could betray it."""

from collections.abc import Mapping

import msgspec

from chalicelib.engine.cases import (
    Case,
    Opening,
    Plan,
    fallen_silent,
    heard_again,
    open_case,
    silent_again,
    told,
    turned_silent,
)
from chalicelib.engine.messages import Hush, Recipient
from chalicelib.guards.duty import Report, Watched, changed, told_of
from chalicelib.guards.states import Duty, Position
from chalicelib.records.change import NOTHING, Change, Event, Write, create, update
from chalicelib.records.rows import Row
from chalicelib.register.policy import DEFAULTS


def raise_sos(watched: Watched, case_id: str, report: Report, now_ms: int, *, kind: str = "sos") -> Change:
    """An SOS from a guard on duty. One more while the first is open joins it, and alerts everybody anew."""
    duty, place = watched.row.state, watched.place
    silent = kind == "duress" or not duty.loud
    event = Event(f"{kind}_raised", {**report.public, "silent": silent}, report.private)
    seen = _seen(duty, report, now_ms)
    if watched.case and watched.plan and watched.case.state.state != "resolved" and duty.sos_id:
        return _joined(watched, seen, watched.case, watched.plan, event, silent, now_ms)
    position = seen.position
    after = msgspec.structs.replace(seen, sos_id=case_id, hushed=duty.hushed or silent)
    opening = Opening(
        id=case_id,
        kind=kind,
        customer_id=duty.customer_id,
        site=duty.site,
        subject=duty.key.pk,
        person_id=duty.guard_id,
        silent=silent,
        ladder=place.policy.sos_ladder,
        steps=place.policy.steps,
        broadcast_s=place.policy.broadcast_s,
        take_timeout_s=place.policy.take_timeout_s,
        people=tuple(one for one in watched.people if one.group != "contacts"),
        params={**told_of(watched.guard, place), "at_ms": now_ms, "since_ms": now_ms, **_where(position)},
        private={"name": watched.guard.name, "phone": watched.guard.phone, "site": place.site.name, **report.private},
    )
    change = Change(open_case(opening, now_ms), "raised") + changed(watched, after, event, now_ms, "")
    if not silent:
        return change
    hushed = () if watched.hush else (create(Hush(customer_id=duty.customer_id, subject=duty.key.pk)),)
    return change + Change((*hushed, *hush_silence(watched)))


def _seen(duty: Duty, report: Report, now_ms: int) -> Duty:
    """The duty with where and when its guard was last heard."""
    position = duty.position
    if report.position and (position is None or report.position.measured_at_ms >= position.measured_at_ms):
        position = report.position
    heard_at_ms = max(duty.heard_at_ms, min(report.happened_at_ms, now_ms))
    return msgspec.structs.replace(duty, position=position, heard_at_ms=heard_at_ms)


def _joined(
    watched: Watched, seen: Duty, case: Row[Case], plan: Plan, event: Event, silent: bool, now_ms: int
) -> Change:
    """Alert anew in the open case. From the first duress on, the case and the phone are silent."""
    if silent and not case.state.silent:
        case = turned_silent(case)
    alerted = Change(silent_again(case, plan, now_ms, event), "joined")
    if silent:
        return alerted + Change((*hush(watched, seen), *hush_silence(watched)))
    return alerted + (Change((update(watched.row, seen),)) if seen != watched.row.state else NOTHING)


def hush(watched: Watched, seen: Duty | None = None) -> tuple[Write, ...]:
    """From now on nothing rings, shows or arrives on that phone. ``seen`` is the duty with what is new of it."""
    before, duty = watched.row.state, seen or watched.row.state
    row = () if watched.hush else (create(Hush(customer_id=duty.customer_id, subject=duty.key.pk)),)
    if before.hushed and duty == before:
        return row
    events = () if before.hushed else (Event("hushed"),)
    return (update(watched.row, msgspec.structs.replace(duty, hushed=True), *events), *row)


def hush_silence(watched: Watched) -> tuple[Write, ...]:
    """Open silences of the same guard go on without the site's own numbers: a robber may stand beside them."""
    return tuple(
        update(case, fallen_silent(case.state), Event("case_fell_silent"))
        for case in watched.also
        if not case.state.silent
    )


def feign(row: Row[Duty], alarm: Change) -> Change:
    """What an off duty under duress adds to its alarm: on the phone the duty is over."""
    own = next((write for write in alarm.writes if write.key == row.state.key), None)
    state = own.after if own and isinstance(own.after, Duty) else row.state
    events = (own.events if own else ()) + (Event("off_duty_feigned"),)
    feigned = update(row, msgspec.structs.replace(state, feigned=True, shown_at=""), *events)
    others = tuple(write for write in alarm.writes if write is not own)
    return msgspec.structs.replace(alarm, writes=(feigned, *others))


def sos_without_duty(
    case_id: str,
    customer_id: str,
    person_id: str,
    people: tuple[Recipient, ...],
    params: Mapping[str, object],
    private: Mapping[str, object],
    now_ms: int,
    *,
    unverified: bool,
    kind: str = "sos",
    site: str | None = None,
    text: str = "",
) -> Change:
    """An SOS from somebody who is not on duty, or whom nobody vouches for: a case all the same, and marked."""
    policy = DEFAULTS["high"]
    opening = Opening(
        id=case_id,
        kind=kind,
        customer_id=customer_id,
        site=site,
        person_id=person_id,
        text=text,
        silent=True,
        unverified=unverified,
        ladder=policy.sos_ladder,
        broadcast_s=policy.broadcast_s,
        take_timeout_s=policy.take_timeout_s,
        people=people,
        params={"at_ms": now_ms, "since_ms": now_ms, **params},
        private=private,
    )
    return Change(open_case(opening, now_ms), "raised")


def regret(case: Row[Case], plan: Plan, watched: Watched | None, now_ms: int, *, under_duress: bool) -> Change:
    """The one who raised it takes it back. An operator verifies: nothing is closed by this.

    With the duress PIN it looks the same on the phone, and here it is the opposite: everybody is alerted anew, and told
    not to ring.
    """
    if case.state.state == "resolved":
        return Change((told(case, Event("regretted_under_duress" if under_duress else "regretted")),), "regretted")
    if under_duress:
        alerted = silent_again(turned_silent(case), plan, now_ms, Event("regretted_under_duress"))
        return Change((*alerted, *((*hush(watched), *hush_silence(watched)) if watched else ())), "regretted")
    return Change((heard_again(case, now_ms, {}, "regretted"),), "regretted")


def _where(position: Position | None) -> dict[str, object]:
    if position is None:
        return {}
    return {
        "latitude": position.latitude,
        "longitude": position.longitude,
        "accuracy_m": position.accuracy_m,
        "measured_at_ms": position.measured_at_ms,
    }
