"""SOS and duress: everyone at once, and nothing on that phone that could betray it. All pure.

The watch's own row is the first write of each change that changes it.
"""

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
from chalicelib.engine.reports import Report
from chalicelib.engine.watch import W, Watch, noted
from chalicelib.engine.watching import Around, opening_of, where
from chalicelib.platform.ids import id_from
from chalicelib.records.change import NOTHING, Change, Event, Write, create, update
from chalicelib.records.rows import Row
from chalicelib.register.policy import DEFAULTS


def raise_sos(
    around: Around[W], case_id: str, report: Report, now_ms: int, *, kind: str = "sos", by: str = ""
) -> Change:
    """An SOS from somebody who is watched, or ``by`` another who is in the same watch.

    One more while the first is open joins it, and alerts everybody anew.
    """
    watch = around.watch
    silent = kind == "duress" or not watch.loud
    event = Event(f"{kind}_raised", {**report.public, "silent": silent}, report.private)
    seen = noted(watch, report, now_ms)
    if around.open_case and around.plan and around.open_case.state.id == watch.sos_id:
        return _joined(around, seen, around.open_case, around.plan, event, silent, now_ms)
    after = msgspec.structs.replace(seen, sos_id=case_id, hushed=watch.hushed or silent)
    params = {"at_ms": now_ms, "since_ms": now_ms, **where(seen.position)}
    opening = msgspec.structs.replace(
        opening_of(around, case_id, kind, params),
        silent=silent,
        person_id=by or watch.who,
        ladder=around.rules.sos_ladder,
        people=tuple(one for one in around.people if one.group != "contacts"),
    )
    opening = msgspec.structs.replace(opening, private={**opening.private, **report.private})
    change = Change((update(around.row, after, event), *open_case(opening, now_ms)), "raised")
    if not silent:
        return change
    hushed = () if around.hush else (create(Hush(customer_id=watch.customer_id, subject=watch.key.pk)),)
    return change + Change((*hushed, *hush_silence(around)))


def _joined(around: Around[W], seen: W, case: Row[Case], plan: Plan, event: Event, silent: bool, now_ms: int) -> Change:
    """Alert anew in the open case. From the first duress on, the case and the phone are silent."""
    if silent and not case.state.silent:
        case = turned_silent(case)
    alerted = Change(silent_again(case, plan, now_ms, event), "joined")
    if silent:
        return alerted + Change((*hush(around, seen), *hush_silence(around)))
    return alerted + (Change((update(around.row, seen),)) if seen != around.watch else NOTHING)


def hush(around: Around[W], seen: W | None = None) -> tuple[Write, ...]:
    """From now on nothing rings, shows or arrives on that phone. ``seen`` is the watch with what is new of it."""
    before, watch = around.watch, seen or around.watch
    row = () if around.hush else (create(Hush(customer_id=watch.customer_id, subject=watch.key.pk)),)
    if before.hushed and watch == before:
        return row
    events = () if before.hushed else (Event("hushed"),)
    return (update(around.row, msgspec.structs.replace(watch, hushed=True), *events), *row)


def hush_silence(around: Around[W]) -> tuple[Write, ...]:
    """Open silences of the same worker go on without the site's own numbers: a robber may stand beside them."""
    return tuple(
        update(case, fallen_silent(case.state), Event("case_fell_silent"))
        for case in around.also
        if not case.state.silent
    )


def with_duress(
    around: Around[W], change: Change, command_id: str, report: Report, now_ms: int, *, by: str = ""
) -> Change:
    """A report as it looks, and the alarm that it is: one change, in which the watch is written once."""
    seen = written(change, around.row)
    assert seen is not None
    assert isinstance(seen.after, Watch)
    looked = msgspec.structs.replace(around, row=msgspec.structs.replace(around.row, state=seen.after))
    alarm = raise_sos(looked, id_from("duress", command_id), report, now_ms, kind="duress", by=by)
    own = written(alarm, around.row)
    both = msgspec.structs.replace(own, events=seen.events + own.events) if own else seen
    others = [write for write in alarm.writes if write is not own]
    others += [write for write in change.writes if write is not seen]
    return Change((both, *others), change.result)


def feign(around: Around[W], alarm: Change, what: str) -> Change:
    """What an end under duress adds to its alarm: on the phone it is over."""
    own = written(alarm, around.row)
    state = own.after if own and isinstance(own.after, Watch) else around.watch
    events = (own.events if own else ()) + (Event(what),)
    feigned = update(around.row, msgspec.structs.replace(state, feigned=True), *events)
    others = tuple(write for write in alarm.writes if write is not own)
    return msgspec.structs.replace(alarm, writes=(feigned, *others))


def written(change: Change, row: Row[W]) -> Write | None:
    """How a change writes that row, if it does."""
    return next((write for write in change.writes if write.key == row.state.key), None)


def sos_without_watch(
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
    """An SOS from somebody who is not watched, or whom nobody vouches for: a case all the same, and marked."""
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


def regret(case: Row[Case], plan: Plan, around: Around[W] | None, now_ms: int, *, under_duress: bool) -> Change:
    """The one who raised it takes it back. An operator verifies: nothing is closed by this.

    With the duress PIN it looks the same on the phone, and here it is the opposite: everybody is alerted anew, and told
    not to ring.
    """
    if case.state.state == "resolved":
        return Change((told(case, Event("regretted_under_duress" if under_duress else "regretted")),), "regretted")
    if under_duress:
        alerted = silent_again(turned_silent(case), plan, now_ms, Event("regretted_under_duress"))
        return Change((*alerted, *((*hush(around), *hush_silence(around)) if around else ())), "regretted")
    return Change((heard_again(case, now_ms, {}, "regretted"),), "regretted")
