"""What is decided about any watch: reminders, silence, the end that was not told, a dying phone. All pure.

A subject puts what it read into an ``Around`` and may add to the change what follows for itself. The watch's own row is
the first write of each change here.
"""

from collections.abc import Mapping
from typing import Generic

import msgspec

from chalicelib.engine.cases import Case, Opening, Plan, heard_again, open_case, silent_again, told
from chalicelib.engine.messages import Hush, Recipient, compose
from chalicelib.engine.reports import Position, Report
from chalicelib.engine.watch import LATE_MS, Dying, OnWatch, W, case_over, heard, is_live
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import invalid
from chalicelib.platform.time import SECOND_MS
from chalicelib.records.change import NOTHING, Change, Event, Write, remove, update
from chalicelib.records.journal import ROUTINE_MS
from chalicelib.records.rows import Row
from chalicelib.register.policy import Rules, Rung


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What a service calls its own: the texts to its workers, and its kinds of case."""

    reminder: str
    end_reminder: str
    silence: str
    """The sort of silence, as the texts tell it; the case's kind is *silence*."""
    not_ended: str
    dying_ladder: tuple[Rung, ...] = (
        Rung(after_s=0, to="operators", channels=("board",)),
        Rung(after_s=600, to="duty_manager", channels=("sms",), repeat_s=600),
    )


class Around(msgspec.Struct, Generic[W], frozen=True, kw_only=True):
    """Everything around one watch that a decision may need."""

    row: Row[W]
    rules: Rules
    worker: Recipient
    told: Mapping[str, object]
    """What every text about it may say: name, number, site, town …"""
    words: Words
    people: tuple[Recipient, ...] = ()
    case: Row[Case] | None = None
    plan: Plan | None = None
    pointer: Row[OnWatch] | None = None
    also: tuple[Row[Case], ...] = ()
    """The other open cases of its silences: not heard, not ended."""
    hush: Row[Hush] | None = None

    @property
    def watch(self) -> W:
        """The watch as it was read."""
        return self.row.state

    @property
    def open_case(self) -> Row[Case] | None:
        """The case that was read, if it is not resolved."""
        return self.case if self.case and self.case.state.state != "resolved" else None

    @property
    def open_cases(self) -> tuple[Row[Case], ...]:
        """Every open case that was read."""
        return (*((self.open_case,) if self.open_case else ()), *self.also)


def check_in(row: Row[W], cases: tuple[Row[Case], ...], report: Report, now_ms: int) -> Change:
    """I am all right. Live, it restarts the watch and is evidence on the open ``cases``; it closes nothing."""
    after, live = heard(row.state, report, now_ms), is_live(report, now_ms)
    data = {**report.public, "live": live, "next_ms": after.next_ms}
    routine = live and not cases and now_ms < row.state.started_at_ms + ROUTINE_MS
    writes: tuple[Write, ...] = (update(row, after, Event("check_in", data, report.private, routine)),)
    if live:
        writes += tuple(heard_again(one, now_ms, report.private) for one in cases if one.state.state != "resolved")
    return Change(writes, "heard")


def heard_on_all(around: Around[W], report: Report, now_ms: int) -> Change:
    """Who says when it ends is well now: evidence on every open silence of this watch."""
    return Change(tuple(heard_again(case, now_ms, report.private) for case in around.open_cases))


def fall_due(around: Around[W], now_ms: int) -> Change:
    """Whatever of this watch is due first: a reminder, the end of the grace, the planned end."""
    watch = around.watch
    if watch.check_in_due_ms <= watch.end_due_ms:
        return remind(around, now_ms) if watch.stage == "ok" else run_out(around, now_ms)
    return remind_of_end(around, now_ms) if watch.end_stage == "ok" else not_ended(around, now_ms)


def remind(around: Around[W], now_ms: int) -> Change:
    """Soon a check-in is wanted."""
    watch = around.watch
    after = msgspec.structs.replace(watch, stage="reminded")
    text = text_to(around, f"reminder/{watch.next_ms}", around.words.reminder, {"deadline_ms": watch.next_ms}, now_ms)
    return Change((update(around.row, after, Event("reminded", {"next_ms": watch.next_ms})), *text))


def run_out(around: Around[W], now_ms: int) -> Change:
    """The grace is over. Found late, the silence was ours as much: the worker is asked first."""
    watch = around.watch
    deadline_ms = watch.next_ms
    assert deadline_ms is not None
    if now_ms - watch.check_in_due_ms > LATE_MS and not watch.late:
        after = msgspec.structs.replace(watch, late=True, next_ms=now_ms)
        text = text_to(around, f"late/{deadline_ms}", "after_outage", {"since_ms": deadline_ms}, now_ms)
        event = Event("late_detected", {"deadline_ms": deadline_ms, "late_ms": now_ms - watch.check_in_due_ms})
        return Change((update(around.row, after, event), *text))
    event = Event("missed", {"deadline_ms": deadline_ms, "late_detected": watch.late})
    return fall_silent(around, around.words.silence, deadline_ms, event, now_ms)


def fall_silent(around: Around[W], sort: str, deadline_ms: int, event: Event, now_ms: int) -> Change:
    """A silence is a case; one more before the first was resolved alerts anew in the same case."""
    watch = around.watch
    if around.open_case and around.plan and around.open_case.state.id == watch.case_id:
        after = msgspec.structs.replace(watch, stage="silent", late=False)
        again = silent_again(around.open_case, around.plan, now_ms, event)
        return Change((update(around.row, after, event), *again), "silent")
    case_id = id_from("silence", watch.id, str(around.row.version))
    after = msgspec.structs.replace(watch, stage="silent", late=False, case_id=case_id)
    params = {"deadline_ms": deadline_ms, "since_ms": watch.heard_at_ms, "kind_text": sort}
    opening = opening_of(around, case_id, "silence", {**params, **where(watch.position)})
    return Change((update(around.row, after, event), *open_case(opening, now_ms)), "silent")


def remind_of_end(around: Around[W], now_ms: int) -> Change:
    """Soon it should be over. Said only after the end, the grace is counted from now."""
    watch = around.watch
    asked_ms = now_ms if now_ms > watch.planned_end_ms else None
    after = msgspec.structs.replace(watch, end_stage="reminded", end_asked_ms=asked_ms)
    params: dict[str, object] = {"planned_end_ms": watch.planned_end_ms}
    text = text_to(around, f"end/{watch.planned_end_ms}", around.words.end_reminder, params, now_ms)
    return Change((update(around.row, after, Event("reminded_of_end", params)), *text))


def not_ended(around: Around[W], now_ms: int) -> Change:
    """Nobody said that it is over: a case. Found late, it may have been said in vain: then it is asked once more."""
    watch = around.watch
    late_ms = now_ms - watch.end_due_ms
    if late_ms > LATE_MS and watch.end_asked_ms is None:
        asked = msgspec.structs.replace(watch, end_asked_ms=now_ms)
        found: dict[str, object] = {"planned_end_ms": watch.planned_end_ms}
        text = text_to(around, f"end-again/{watch.planned_end_ms}", around.words.end_reminder, found, now_ms)
        return Change((update(around.row, asked, Event("late_detected", {**found, "late_ms": late_ms})), *text))
    case_id = id_from(around.words.not_ended, watch.id, str(around.row.version))
    after = msgspec.structs.replace(watch, end_stage="overdue", end_case_id=case_id)
    params: dict[str, object] = {"planned_end_ms": watch.planned_end_ms}
    opening = opening_of(around, case_id, around.words.not_ended, {**params, "since_ms": watch.planned_end_ms})
    event = Event("end_missed", {**params, "late_detected": watch.end_asked_ms is not None})
    return Change((update(around.row, after, event), *open_case(opening, now_ms)))


def case_ended(around: Around[W], case_id: str, now_ms: int) -> Change:
    """An operator has resolved a case of this watch: if it lasts, it goes on from now."""
    watch = around.watch
    after = case_over(watch, case_id, now_ms)
    if after == watch:
        return NOTHING
    event = Event("watch_goes_on" if watch.on else "case_ended", {"case": case_id, "next_ms": after.next_ms})
    hush = (remove(around.hush),) if around.hush and not after.hushed else ()
    return Change((update(around.row, after, event), *hush))


# -- a phone that is dying -------------------------------------------------------------------------------------------


class LastWords(msgspec.Struct, frozen=True, kw_only=True):
    """What is said with the battery's last."""

    going_to: str = ""
    next_contact_ms: int | None = None
    companion_phone: str = ""


def phone_dying(around: Around[W], said: LastWords, report: Report, now_ms: int) -> Change:
    """The worker is well and will soon not be heard: an operator is told at once.

    What is agreed as the next contact holds for at most two intervals: a dead phone must not switch a watch off. Words
    that waited for a network tell an operator as much, and are no evidence. A contact that is past is none that is
    agreed: nothing of it may refuse what a phone says last.
    """
    watch, live = around.watch, is_live(report, now_ms)
    at_ms = now_ms if live else report.happened_at_ms
    latest_ms = at_ms + 2 * watch.interval_s * SECOND_MS
    if said.next_contact_ms is not None and said.next_contact_ms > latest_ms:
        raise invalid("next_contact_ms", "watch.next_contact", minutes=2 * watch.interval_s // 60)
    case_id = id_from("phone_dying", watch.id, str(around.row.version))
    known = watch.dying.case_id if watch.dying else ""
    standing = any(case.state.id == known for case in around.also)
    dying = Dying(
        at_ms=at_ms,
        case_id=known if standing or around.open_case else case_id,
        going_to=said.going_to,
        next_contact_ms=said.next_contact_ms,
        companion_phone=said.companion_phone,
    )
    after = msgspec.structs.replace(heard(watch, report, now_ms), dying=dying)
    agreed = said.next_contact_ms is not None and said.next_contact_ms > now_ms
    if agreed and after.reporting and after.stage != "silent":
        # Of a contact that stays as it was somebody may be reminded already.
        stage = watch.stage if said.next_contact_ms == watch.next_ms else "ok"
        after = msgspec.structs.replace(after, next_ms=said.next_contact_ms, stage=stage)
    private: dict[str, object] = {**report.private, "going_to": said.going_to, "companion_phone": said.companion_phone}
    event = Event("phone_dying", {**report.public, "next_ms": after.next_ms}, private)
    change = Change((update(around.row, after, event),), "dying")
    cases = [case for case in around.open_cases if case.state.id in (watch.case_id, dying.case_id)]
    if cases:  # said in what is open already: that of a silence, or of what was said before
        return change + Change(
            tuple(heard_again(case, now_ms, private) if live else told(case, event) for case in cases)
        )
    opening = opening_of(around, case_id, "phone_dying", {"since_ms": at_ms, "next_ms": after.next_ms})
    opening = msgspec.structs.replace(
        opening, ladder=around.words.dying_ladder, private={**opening.private, **private}, text=said.going_to
    )
    return change + Change(open_case(opening, now_ms))


# -- shared ----------------------------------------------------------------------------------------------------------


def text_to(
    around: Around[W], slot: str, template: str, params: Mapping[str, object], now_ms: int
) -> tuple[Write, ...]:
    """A text to the worker, unless that phone must stay silent. One for each version: a deadline may come again."""
    watch = around.watch
    if watch.hushed:
        return ()
    told = {**around.told, **params}
    return (message(watch, f"{slot}/{around.row.version}", around.worker, template, told, now_ms),)


def message(
    watch: W,
    slot: str,
    to: Recipient,
    template: str,
    params: Mapping[str, object],
    now_ms: int,
    *,
    hushable: bool = True,
) -> Write:
    """A text about a watch to somebody who is in it; ``hushable``: not sent once the watch must be silent."""
    return compose(
        watch.key.pk,
        slot,
        to,
        template,
        params,
        now_ms,
        customer_id=watch.customer_id,
        site=watch.site_id,
        unless=watch.key.pk if hushable else "",
        urgent=True,
    )


def opening_of(around: Around[W], case_id: str, kind: str, params: Mapping[str, object]) -> Opening:
    """What a case of this watch opens with."""
    watch, rules, worker = around.watch, around.rules, around.worker
    private: dict[str, object] = {"name": worker.name, "phone": worker.phone, "site": around.told.get("site", "")}
    if watch.position:
        private["position"] = msgspec.to_builtins(watch.position)
    return Opening(
        id=case_id,
        kind=kind,
        customer_id=watch.customer_id,
        site=watch.site_id,
        subject=watch.key.pk,
        person_id=watch.who,
        ladder=rules.ladder,
        steps=rules.steps,
        silent=watch.hushed,
        broadcast_s=rules.broadcast_s,
        take_timeout_s=rules.take_timeout_s,
        people=tuple(one for one in around.people if not watch.hushed or one.group != "contacts"),
        params={**around.told, **params},
        private=private,
    )


def where(position: Position | None) -> dict[str, object]:
    """A position as the texts are told it."""
    return msgspec.to_builtins(position) if position else {}
