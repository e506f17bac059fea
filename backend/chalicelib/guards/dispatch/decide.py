"""Every decision about a dispatch, pure. The dispatch's own row is the first write of each change.

A case that wants a guard is never silently without one: whatever ends an offer or a turn-out before somebody has been
there makes the dispatch look for the next, and where nobody suits, or nobody is there in time, the case alerts anew.
"""

from collections.abc import Mapping

import msgspec

from chalicelib.engine import customer
from chalicelib.engine.case import owned_until
from chalicelib.engine.cases import Case, Plan, alert_anew
from chalicelib.engine.messages import compose
from chalicelib.engine.reports import Report
from chalicelib.guards.dispatch import rules
from chalicelib.guards.dispatch.moves import Holder, asked_guard, asked_subcontractor, goes, let_go, said
from chalicelib.guards.dispatch.states import UNDER_WAY, Assignee, Called, Dispatch, Tried, Why
from chalicelib.guards.states import Duty
from chalicelib.platform.problems import conflict
from chalicelib.platform.time import SECOND_MS
from chalicelib.records.change import NOTHING, Change, Event, Write, create, update
from chalicelib.records.rows import FAR_FUTURE_MS, Row

MOST = 9
"""So many guards may be wanted for one case at once."""
_ORDER = ("wanting", "offered", *UNDER_WAY, "done")


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """A dispatch with its case, and whoever is asked or has it."""

    row: Row[Dispatch]
    case: Row[Case]
    plan: Plan
    holder: Holder = Holder()

    @property
    def dispatch(self) -> Dispatch:
        """As it was read."""
        return self.row.state


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Who is to be asked next; nobody, and then why not, by guard."""

    who: Assignee | None = None
    duty: Row[Duty] | None = None
    called: Row[Called] | None = None
    """What a technician was called to before, and is at work on."""
    reasons: Mapping[str, str] = msgspec.field(default_factory=dict)


# -- wanting somebody, and asking ------------------------------------------------------------------------------------


def want(
    wanted: Dispatch, case: Row[Case], plan: Plan, found: Found, now_ms: int, *, alerts: Event | None = None
) -> Change:
    """A guard is wanted: the nearest who suits is asked in the same commit. ``result`` is the dispatch's id.

    By an operator, who sees the answer; or by somebody else, and then ``alerts`` is what the case alerts anew about.
    """
    if case.state.state == "resolved":
        raise conflict("case.resolved")
    if len(case.state.dispatched) >= MOST:
        raise conflict("dispatch.many", most=MOST)
    told = Event("dispatch_wanted", {"dispatch": wanted.id, "number": wanted.number, "response_s": wanted.response_s})
    after, event, writes = _ask(wanted, found, now_ms)
    change = Change((create(after, told, event), *writes), wanted.id)
    if alerts is not None:
        row = msgspec.structs.replace(case, state=_with(case.state, after))
        return change + Change(alert_anew(row, plan, now_ms, alerts))
    return change + Change((_in_case(case, plan, after, now_ms, worked=True),))


def _ask(dispatch: Dispatch, found: Found, now_ms: int) -> tuple[Dispatch, Event, tuple[Write, ...]]:
    if found.who is None:
        reasons = dict(found.reasons)
        after = msgspec.structs.replace(
            dispatch,
            state="wanting",
            who=None,
            next_ms=now_ms + rules.LOOK_AGAIN_MS,
            nobody_at_ms=now_ms,
            reasons=reasons,
        )
        return after, Event("dispatch_nobody", {"dispatch": dispatch.id, "reasons": reasons}), ()
    who = found.who
    until_ms = now_ms + dispatch.offer_s * SECOND_MS
    after = msgspec.structs.replace(
        dispatch, state="offered", who=who, next_ms=until_ms, nobody_at_ms=None, reasons=dict(found.reasons)
    )
    data = {"dispatch": dispatch.id, "guard": who.id, "until_ms": until_ms}
    event = Event("dispatch_offered", data, {"name": who.name})
    holder = asked_guard(found.duty, after) if found.duty else asked_subcontractor(who.id, after, found.called)
    slot = f"offer/{len(dispatch.tried):03d}/{now_ms}"
    template = "order_offer" if dispatch.order else "dispatch_hold" if dispatch.hold else "dispatch_offer"
    text = _text(after, who, slot, template, now_ms)
    words = (_words(after, who, now_ms),) if dispatch.order and dispatch.text else ()
    return after, event, (*holder.writes, text, *words)


def _words(dispatch: Dispatch, who: Assignee, now_ms: int) -> Write:
    """What is wrong, in the operator's words: a text of its own, for a technician has no app to read it in."""
    return compose(
        dispatch.key.pk,
        f"dispatch/{dispatch.id}/words/{now_ms}",
        who.recipient(),
        "operator_message",
        {"text": dispatch.text},
        now_ms,
        customer_id=dispatch.customer_id,
        site=dispatch.site,
        urgent=True,
    )


def look(around: Around, found: Found, now_ms: int) -> Change:
    """Somebody is looked for, or looked for again. Found to be nobody, the case alerts anew, and again each while."""
    dispatch = around.dispatch
    after, event, writes = _ask(dispatch, found, now_ms)
    if found.who is not None:
        return Change((update(around.row, after, event), *writes, _in_case(around.case, around.plan, after, now_ms)))
    since_ms = dispatch.nobody_at_ms
    if since_ms is not None and now_ms - since_ms < rules.NOBODY_AGAIN_MS:
        return Change((update(around.row, msgspec.structs.replace(after, nobody_at_ms=since_ms)),))
    return Change((update(around.row, after, event), *_alert(around, after, now_ms)))


def fall_due(around: Around, found: Found, now_ms: int) -> Change:
    """What the clock finds: no answer in time, nobody asked yet, nobody there in time, somebody there too long."""
    dispatch = around.dispatch
    if dispatch.state == "offered" and dispatch.next_ms <= now_ms:
        return _next(around, "timed_out", now_ms)
    if dispatch.state == "wanting" and dispatch.next_ms <= now_ms:
        return look(around, found, now_ms)
    if dispatch.state == "on_scene":
        after = msgspec.structs.replace(dispatch, alert_ms=now_ms + rules.UNFINISHED_MS)
        event = Event("dispatch_unfinished", {"dispatch": dispatch.id, "since_ms": dispatch.on_scene_at_ms})
        return Change((update(around.row, after, event), *_alert(around, after, now_ms)))
    after = msgspec.structs.replace(
        dispatch, alert_ms=now_ms + rules.LATE_AGAIN_MS, breached_at_ms=dispatch.breached_at_ms or now_ms
    )
    event = Event("response_breached", {"dispatch": dispatch.id, "agreed_s": dispatch.response_s})
    return Change((update(around.row, after, event), *_alert(around, after, now_ms)))


# -- what who is asked answers ---------------------------------------------------------------------------------------


def accept(around: Around, report: Report, now_ms: int) -> Change:
    """Yes. Who has said so already is answered as then."""
    dispatch = around.dispatch
    if dispatch.under_way:
        return _late(around, "accept", report)
    if dispatch.state != "offered" or dispatch.who is None:
        raise conflict("dispatch.over")
    after = msgspec.structs.replace(dispatch, state="accepted", accepted_at_ms=now_ms, next_ms=FAR_FUTURE_MS)
    event = Event("dispatch_accepted", _data(dispatch, report), report.private)
    informed = customer.tell(around.case.state, after.informed, "guard_sent", after.target.name, now_ms, after.id)
    change = Change((update(around.row, after, event), *informed), "accepted")
    return change + goes(around.holder, after, report, now_ms) + _case(around, after, now_ms)


def step(around: Around, to: str, report: Report, now_ms: int) -> Change:
    """On the way, or there. Who says so without having said yes has said it now."""
    dispatch = around.dispatch
    if not dispatch.open or dispatch.who is None:
        raise conflict("dispatch.over")
    if _ORDER.index(dispatch.state) >= _ORDER.index(to):
        return _late(around, to, report)
    at_ms = max(min(report.happened_at_ms, now_ms), dispatch.wanted_at_ms)
    changes: dict[str, object] = {"state": to, f"{to}_at_ms": at_ms, "next_ms": FAR_FUTURE_MS}
    if dispatch.accepted_at_ms is None:
        changes["accepted_at_ms"] = at_ms
    if to == "on_scene":
        changes["alert_ms"] = now_ms + rules.UNFINISHED_MS
    after = msgspec.structs.replace(dispatch, **changes)
    event = Event(f"dispatch_{to}", _data(dispatch, report), report.private)
    told: customer.Step | None = "guard_sent" if dispatch.state == "offered" else None
    if to == "on_scene":
        told = "on_scene"
    informed = customer.tell(around.case.state, after.informed, told, after.target.name, now_ms, after.id)
    change = Change((update(around.row, after, event), *informed), to)
    moved = goes if dispatch.state == "offered" else _goes_on
    return change + moved(around.holder, after, report, now_ms) + _case(around, after, now_ms)


def _goes_on(holder: Holder, _dispatch: Dispatch, report: Report, now_ms: int) -> Change:
    return said(holder, report, now_ms)


def write_report(around: Around, text: str, photo: Mapping[str, object] | None, report: Report, now_ms: int) -> Change:
    """What he found, in words or as a picture; also after the end, as long as it is remembered."""
    dispatch = around.dispatch
    if dispatch.accepted_at_ms is None:
        raise conflict("dispatch.not_accepted")
    after = msgspec.structs.replace(dispatch, reported_at_ms=now_ms)
    if photo:
        after = msgspec.structs.replace(after, photos=(*dispatch.photos, str(photo["photo"])))
        event = Event("dispatch_photo", _data(dispatch, report), {**report.private, **photo})
    else:
        event = Event("dispatch_report", _data(dispatch, report), {**report.private, "text": text})
    change = Change((update(around.row, after, event),), "reported")
    change += said(around.holder, report, now_ms) if dispatch.under_way else NOTHING
    return change + (_case(around, after, now_ms) if around.case.state.state != "resolved" else NOTHING)


def finish(around: Around, report: Report, now_ms: int) -> Change:
    """Done: back to the usual, and the customer hears that it is over."""
    dispatch = around.dispatch
    if dispatch.state == "done":
        return _late(around, "done", report)
    if not dispatch.under_way:
        raise conflict("dispatch.over" if not dispatch.open else "dispatch.not_accepted")
    after = msgspec.structs.replace(dispatch, state="done", ended_at_ms=now_ms)
    event = Event("dispatch_done", _data(dispatch, report), report.private)
    informed = customer.tell(around.case.state, after.informed, "concluded", after.target.name, now_ms, after.id)
    change = Change((update(around.row, after, event), *informed), "done")
    return change + let_go(around.holder, dispatch, now_ms, report) + _case(around, after, now_ms)


def give_up(around: Around, why: Why, report: Report, now_ms: int) -> Change:
    """No, or not after all: the next is asked. Of one who was under way the case alerts anew."""
    dispatch = around.dispatch
    if not dispatch.open or dispatch.who is None:
        raise conflict("dispatch.over")
    return _next(around, why, now_ms, report)


def _next(around: Around, why: Why, now_ms: int, report: Report | None = None) -> Change:
    dispatch, who = around.dispatch, around.dispatch.who
    assert who is not None
    after = msgspec.structs.replace(
        dispatch,
        state="wanting",
        who=None,
        next_ms=now_ms,
        tried=(*dispatch.tried, Tried(who.id, why, now_ms)),
        accepted_at_ms=None,
        en_route_at_ms=None,
        on_scene_at_ms=None,
    )
    data: dict[str, object] = {"dispatch": dispatch.id, "guard": who.id, "why": why}
    private = {"name": who.name, **(report.private if report else {})}
    change = Change((update(around.row, after, Event("dispatch_not_taken", data, private)),), why)
    if why == "timed_out":
        template = "order_lapsed" if dispatch.order else "dispatch_passed_on"
        change += Change((_text(dispatch, who, f"passed-on/{now_ms}", template, now_ms),))
    change += let_go(around.holder, dispatch, now_ms, report)
    alerts = dispatch.under_way
    return change + (Change(_alert(around, after, now_ms)) if alerts else _case(around, after, now_ms))


def without(around: Around, now_ms: int) -> Change:
    """He who was asked or had it goes off duty: what becomes of the dispatch. His duty is written by who ends it."""
    return _next(msgspec.structs.replace(around, holder=Holder()), "left", now_ms)


# -- what an operator does -------------------------------------------------------------------------------------------


def recall(around: Around, reason: str, now_ms: int) -> Change:
    """Nobody is wanted any more: whoever was asked or has it is told so."""
    dispatch, who = around.dispatch, around.dispatch.who
    if dispatch.state == "recalled":
        return Change((), "recalled")
    if not dispatch.open:
        raise conflict("dispatch.over")
    after = msgspec.structs.replace(dispatch, state="recalled", ended_at_ms=now_ms)
    data = {"dispatch": dispatch.id, "guard": who.id if who else ""}
    event = Event("dispatch_recalled", data, {"reason": reason} if reason else {})
    change = Change((update(around.row, after, event),), "recalled")
    if who is not None:
        template = "order_recalled" if dispatch.order else "dispatch_recalled"
        change += Change((_text(dispatch, who, f"recalled/{now_ms}", template, now_ms),))
    return change + let_go(around.holder, dispatch, now_ms) + _case(around, after, now_ms, worked=True)


def clear(around: Around, now_ms: int) -> Change:
    """It is clear: whoever waits at a distance may go up."""
    dispatch = around.dispatch
    if not dispatch.open:
        raise conflict("dispatch.over")
    if not dispatch.hold:
        return Change((), "clear")
    after = msgspec.structs.replace(dispatch, hold=False)
    change = Change((update(around.row, after, Event("dispatch_clear", {"dispatch": dispatch.id})),), "clear")
    if dispatch.who is not None:
        change += Change((_text(after, dispatch.who, f"clear/{now_ms}", "dispatch_clear", now_ms),))
    return change + _case(around, after, now_ms, worked=True)


# -- shared ----------------------------------------------------------------------------------------------------------


def _late(around: Around, what: str, report: Report) -> Change:
    """Said of something that is behind him already: kept, and nothing else."""
    data = {**_data(around.dispatch, report), "what": what}
    return Change((update(around.row, around.dispatch, Event("dispatch_said_late", data, report.private)),), what)


def _data(dispatch: Dispatch, report: Report) -> dict[str, object]:
    return {**report.public, "dispatch": dispatch.id, "guard": dispatch.who.id if dispatch.who else ""}


def _text(dispatch: Dispatch, who: Assignee, slot: str, template: str, now_ms: int) -> Write:
    """A text to who is asked; nothing reaches a phone that must stay silent."""
    target = dispatch.target
    params = {
        "kind_text": dispatch.what,
        "site": target.name or None,
        "address": target.address or None,
        "town": target.town or None,
        "deadline_ms": dispatch.next_ms,
        "due_ms": dispatch.wanted_at_ms + dispatch.response_s * SECOND_MS,
    }
    return compose(
        dispatch.key.pk,
        f"dispatch/{dispatch.id}/{slot}",
        who.recipient(),
        template,
        params,
        now_ms,
        customer_id=dispatch.customer_id,
        site=dispatch.site,
        unless=f"duty/{who.duty_id}" if who.duty_id else "",
        urgent=True,
    )


def _with(case: Case, dispatch: Dispatch) -> Case:
    """The case with how its dispatch stands; without those that are over."""
    others = {one: state for one, state in case.dispatched.items() if one != dispatch.id}
    known = {**others, dispatch.id: dispatch.state} if dispatch.open else others
    return msgspec.structs.replace(case, dispatched=known)


def _in_case(case: Row[Case], plan: Plan, dispatch: Dispatch, now_ms: int, *, worked: bool = False) -> Write:
    """The case as it now stands; what an operator does restarts the time that the owner may leave it alone."""
    state = _with(case.state, dispatch)
    if worked and state.state == "owned":
        state = msgspec.structs.replace(state, next_ms=owned_until(state, plan, now_ms))
    return update(case, state)


def _case(around: Around, after: Dispatch, now_ms: int, *, worked: bool = False) -> Change:
    return Change((_in_case(around.case, around.plan, after, now_ms, worked=worked),))


def _alert(around: Around, after: Dispatch, now_ms: int) -> tuple[Write, ...]:
    row = msgspec.structs.replace(around.case, state=_with(around.case.state, after))
    return alert_anew(row, around.plan, now_ms)
