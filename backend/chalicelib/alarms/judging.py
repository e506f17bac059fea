"""Judging all that came from one site: which case it makes, joins, raises, or none. Pure.

Nothing here waits, and nothing is lost: each signal leaves as a row that is judged, with an entry in the journal.
"""

from typing import Any

import msgspec

from chalicelib.alarms.around import AroundSite
from chalicelib.alarms.classes import Matter, is_alarm
from chalicelib.alarms.draft import Draft
from chalicelib.alarms.hours import is_within
from chalicelib.alarms.living import lived
from chalicelib.alarms.meaning import Understood, same_number, understand
from chalicelib.alarms.signal import REPEAT_MS, Signal, Told, twins
from chalicelib.alarms.site import JOIN_MS, MOST_ACTIVE, Active, SiteAlarms, is_told
from chalicelib.alarms.testing import PanelTest
from chalicelib.engine.cases import heard_again
from chalicelib.platform.ids import id_from
from chalicelib.records.change import Change, Event, Write, create, update
from chalicelib.records.rows import Row
from chalicelib.register.panel import Panel


def decide(around: AroundSite, now_ms: int) -> Change:
    """All the unjudged signals that were read, in the order in which they came, as one change."""
    judgement = Judgement(around, now_ms)
    for row in sorted(around.signals, key=lambda one: (one.state.received_at_ms, one.state.key)):
        judgement.judge(row)
    return judgement.change()


def first_of(signal: Signal, known: dict[Any, Row[Signal]]) -> int | None:
    """Of a signal that is the same as one just across an edge of its five minutes: when the first of them came.

    4:58 |edge| 5:01      put twice, for the edge lies between them
      first      repeat   applied once: whichever is judged later finds the other

    """
    for key in twins(signal):
        twin = known.get(key)
        if twin is None:
            continue
        came_ms = twin.state.first_ms or twin.state.received_at_ms
        earlier = twin.state.judged_at_ms is not None or came_ms < signal.received_at_ms
        if earlier and abs(signal.received_at_ms - came_ms) <= REPEAT_MS:
            return came_ms
    return None


class Judgement:
    """What the signals of one site come to, as it is worked out one after the other."""

    def __init__(self, around: AroundSite, now_ms: int) -> None:
        self._around = around
        self._now_ms = now_ms
        before = around.site.state if around.site else None
        self._site = before or SiteAlarms(customer_id=around.customer_id, site=around.site_id)
        self._active = list(self._site.active)
        self._drafts: dict[str, Draft] = {}
        self._signals: list[Write] = []
        self._known: dict[Any, Row[Signal]] = {**around.twins, **{row.state.key: row for row in around.signals}}
        self._tests = {panel_id: row.state for panel_id, row in around.tests.items()}
        self._heard: dict[str, list[tuple[Signal, tuple[Understood, ...]]]] = {}
        self._verdicts: list[tuple[str, str]] = []

    def judge(self, row: Row[Signal]) -> None:
        """One signal."""
        signal = row.state
        panel = self._around.panels[self._around.whose[signal.key]]
        first_ms = first_of(signal, self._known)
        if first_ms is not None:
            self._close(row, panel, "repeat", "", (), first_ms)
            return
        self._verdicts = []
        understood = _understood(panel, signal)
        for event in understood:
            self._apply(panel, signal, event)
        self._heard.setdefault(panel.id, []).append((signal, understood))
        verdict, case_id = max(self._verdicts, key=lambda one: _RANK[one[0]], default=("logged", ""))
        self._close(row, panel, verdict, case_id, understood, None)
        self._site = msgspec.structs.replace(self._site, signals=self._site.signals + 1)

    def change(self) -> Change:
        """All of it. The site's row is always written: whoever judges the same site at once loses, and judges again."""
        around, now_ms = self._around, self._now_ms
        pks = {row.state.key.pk for row in around.signals}
        site = msgspec.structs.replace(
            self._site,
            customer_id=around.customer_id,
            accounts=tuple(sorted({*self._site.accounts, *pks})),
            active=_kept(self._active, around, self._drafts),
        )
        cases = [write for draft in self._drafts.values() for write in draft.writes(now_ms)]
        lives, heard_cases = self._lives({write.key for write in cases})
        tests = [
            update(row, self._tests[panel_id])
            for panel_id, row in around.tests.items()
            if self._tests[panel_id] != row.state
        ]
        own = update(around.site, site) if around.site else create(site)
        return Change((own, *cases, *heard_cases, *lives, *tests, *self._signals), "judged")

    # -- one event -----------------------------------------------------------------------------------------------

    def _apply(self, panel: Panel, signal: Signal, event: Understood) -> None:
        matter = _matter(panel, signal, event)
        test = self._tests.get(panel.id)
        if test is not None and test.covers(event.zone, signal.received_at_ms):
            self._on_test(panel, signal, event, matter, test)
        elif matter == "restore":
            self._restored(panel, signal, event)
        elif matter == "cancel":
            self._cancelled(panel, signal, event)
        elif is_alarm(matter):
            self._alarmed(panel, signal, event, matter)
        else:
            if matter == "open_close" and not event.opens:
                self._restored(panel, signal, event, "opened", "not_armed")
            self._verdicts.append(("logged", ""))

    def _alarmed(self, panel: Panel, signal: Signal, event: Understood, matter: Matter) -> None:
        known = self._find(panel, event, matter)
        draft = self._draft_for(known, signal, panel)
        if known is not None and known.case_id == draft.case_id:
            self._again(draft, known, signal, event)
        else:
            if known is not None:
                self._active.remove(known)
            draft.alarm(matter, panel.id, _words(event), _event("alarm_signal", panel, signal, event, matter))
            self._active.append(_active(panel, signal, event, matter, draft.case_id))
            self._confirm(draft, panel, event, matter)
        came_ms = max(self._site.signalled_ms, signal.received_at_ms)
        self._site = msgspec.structs.replace(self._site, case_id=draft.case_id, signalled_ms=came_ms)
        self._verdicts.append(("case", draft.case_id))

    def _again(self, draft: Draft, known: Active, signal: Signal, event: Understood) -> None:
        """One more of what is known: counted, and told ever more seldom, so that a runaway is one case."""
        if event.still and known.restored_ms is None:
            return
        after = msgspec.structs.replace(
            known, count=known.count + 1, last_ms=max(known.last_ms, signal.received_at_ms), restored_ms=None
        )
        self._active[self._active.index(known)] = after
        if is_told(after.count):
            data = {"category": after.matter, "code": after.code, "zone": after.zone, "count": after.count}
            draft.tell(Event("alarm_again", {**data, "panel": known.panel_id}))

    def _confirm(self, draft: Draft, panel: Panel, event: Understood, matter: Matter) -> None:
        """A second zone, or the panel itself, confirms a burglary."""
        if matter != "burglary":
            return
        zones = {
            (one.panel_id, one.zone.lstrip("0"), one.partition.lstrip("0") if not one.zone else "")
            for one in self._active
            if one.matter == "burglary" and one.case_id == draft.case_id
        }
        if event.verified or len(zones) > 1:
            draft.confirm(Event("burglary_confirmed", {"panel": panel.id, "zones": len(zones)}))

    def _restored(self, panel: Panel, signal: Signal, event: Understood, *matters: Matter) -> None:
        """What is over is told in the case that it is in; it ends none."""
        found = [
            one
            for one in self._active
            if one.panel_id == panel.id and one.restored_ms is None and _restores(event, one, matters)
        ]
        for one in found:
            self._active[self._active.index(one)] = msgspec.structs.replace(one, restored_ms=signal.received_at_ms)
            draft = self._open_draft(one.case_id)
            if draft is not None:
                draft.tell(_event("alarm_restored", panel, signal, event, one.matter))
                self._verdicts.append(("joined", one.case_id))
                if all(other.restored_ms is not None for other in self._active if other.case_id == one.case_id):
                    draft.tell(Event("all_restored"))
        self._verdicts.append(("logged", ""))

    def _cancelled(self, panel: Panel, signal: Signal, event: Understood) -> None:
        """Somebody at the panel says that it was nothing: an operator's to judge, told in each case it is about."""
        for case_id in dict.fromkeys(one.case_id for one in self._active if one.panel_id == panel.id):
            draft = self._open_draft(case_id)
            if draft is not None:
                draft.tell(_event("alarm_cancelled", panel, signal, event, "cancel"))
                self._verdicts.append(("joined", case_id))
        self._verdicts.append(("logged", ""))

    def _on_test(self, panel: Panel, signal: Signal, event: Understood, matter: Matter, test: PanelTest) -> None:
        """Shown, counted, and remembered while it is not restored; nobody is alarmed."""
        opened = list(test.open)
        if matter == "restore":
            opened = [one for one in opened if not _restores(event, one, ())]
        elif is_alarm(matter) and not any(_same(one, panel, event, matter) for one in opened):
            opened = [*opened, _active(panel, signal, event, matter, "")][:MOST_ACTIVE]
        self._tests[panel.id] = msgspec.structs.replace(test, open=tuple(opened), signals=test.signals + 1)
        self._verdicts.append(("test", ""))

    # -- which case ----------------------------------------------------------------------------------------------

    def _find(self, panel: Panel, event: Understood, matter: Matter) -> Active | None:
        return next((one for one in self._active if _same(one, panel, event, matter)), None)

    def _draft_for(self, known: Active | None, signal: Signal, panel: Panel) -> Draft:
        """The case that it is in already; else the site's, within its window; else a new one."""
        draft = self._open_draft(known.case_id) if known else None
        if draft is None and signal.received_at_ms - self._site.signalled_ms <= JOIN_MS:
            draft = self._open_draft(self._site.case_id)
        if draft is None:
            case_id = id_from("alarm", self._around.site_id, *signal.key)
            draft = self._drafts.setdefault(case_id, Draft(self._around, case_id, set()))
        return draft

    def _open_draft(self, case_id: str) -> Draft | None:
        if case_id in self._drafts:
            return self._drafts[case_id]
        if not case_id or self._around.open_case(case_id) is None:
            return None
        matters = {one.matter for one in self._active if one.case_id == case_id}
        return self._drafts.setdefault(case_id, Draft(self._around, case_id, matters))

    # -- what is left --------------------------------------------------------------------------------------------

    def _close(
        self,
        row: Row[Signal],
        panel: Panel,
        verdict: str,
        case_id: str,
        understood: tuple[Understood, ...],
        first_ms: int | None,
    ) -> None:
        after = msgspec.structs.replace(
            row.state,
            customer_id=panel.customer_id,
            site=self._around.site_id,
            panel_id=panel.id,
            case_id=case_id,
            verdict=verdict,
            first_ms=first_ms,
            judged_at_ms=self._now_ms,
            raw="",
        )
        self._known[after.key] = msgspec.structs.replace(row, state=after)
        self._signals.append(update(row, after, signal_event(after, row.state.raw, understood)))

    def _lives(self, written: set[Any]) -> tuple[list[Write], list[Write]]:
        """That these panels are alive: what was silent is heard again, a lift was tested, a partition is armed."""
        lives: list[Write] = []
        cases: list[Write] = []
        for panel_id, heard in self._heard.items():
            panel = self._around.panels[panel_id]
            genuine = [(signal, understood) for signal, understood in heard if is_believed(panel, signal)]
            before = self._around.watches.get(panel_id)
            after, cleared = lived(panel, before, genuine, self._now_ms)
            if after is not None:
                lives.append(update(before, after) if before else create(after))
            for case_id, kind in cleared:
                case = self._around.open_case(case_id)
                if case is not None and case.state.key not in written:
                    cases.append(heard_again(case, self._now_ms, {}, kind))
                    written.add(case.state.key)
        return lives, cases


_RANK = {"logged": 0, "test": 1, "joined": 2, "case": 3}


def signal_event(signal: Signal, raw: str, understood: tuple[Understood, ...] = ()) -> Event:
    """What the journal keeps of a signal: what it meant in the open, what it said and its bytes as long as it may."""
    data = {
        "verdict": signal.verdict,
        "panel": signal.panel_id,
        "protocol": signal.protocol,
        "transport": signal.transport,
        "encrypted": signal.encrypted,
        "genuine": signal.genuine,
        "received_at_ms": signal.received_at_ms,
        "case": signal.case_id,
        "events": [
            {"category": one.matter, "code": one.told.code, "qualifier": one.told.qualifier, "zone": one.zone}
            for one in understood
        ],
    }
    private = {
        "account": signal.account,
        "sequence": signal.sequence,
        "peer": signal.peer,
        "fault": signal.fault,
        "raw": raw,
        "events": [msgspec.to_builtins(one) for one in signal.events],
    }
    return Event("signal", data, private)


def _understood(panel: Panel, signal: Signal) -> tuple[Understood, ...]:
    if signal.fault or not signal.events:
        return (Understood(matter="unreadable", told=Told(code="", text=signal.fault)),)
    return tuple(understand(panel, signal.protocol, told) for told in signal.events)


def _matter(panel: Panel, signal: Signal, event: Understood) -> Matter:
    """What an event is treated as: what may be forged is acted on as that, and an opening at night as an alarm."""
    if event.matter != "unreadable" and not is_believed(panel, signal):
        return "forged"
    if event.matter != "open_close" or not event.opens:
        return event.matter
    number = event.told.partition
    partition = next((one for one in panel.partitions if one.hours and same_number(one.number, number)), None)
    if partition is None or is_within(partition, signal.received_at_ms, panel.close_grace_s):
        return event.matter
    return "opened"


def is_believed(panel: Panel, signal: Signal) -> bool:
    """Whether it is the panel's own word: in the clear only where the account has no key, or leave to do without."""
    if signal.encrypted or signal.protocol in ("HTTP", "HAND"):
        return signal.genuine
    return panel.key_sealed is None or panel.plain_accepted


def _same(one: Active, panel: Panel, event: Understood, matter: Matter) -> bool:
    return one.is_the_same(panel.id, matter, event.zone, event.told.partition, event.told.code)


def _restores(event: Understood, one: Active, matters: tuple[Matter, ...]) -> bool:
    """Whether that is what is over. Where the account gives the zone a meaning of its own, the zone decides."""
    if matters:
        return one.matter in matters and same_number(one.partition, event.told.partition)
    if not same_number(one.zone, event.zone) or not same_number(one.partition, event.told.partition):
        return False
    return event.of in (None, one.matter) or bool(event.zone and event.mapped)


def _active(panel: Panel, signal: Signal, event: Understood, matter: Matter, case_id: str) -> Active:
    return Active(
        panel_id=panel.id,
        matter=matter,
        code=event.told.code,
        zone=event.zone,
        partition=event.told.partition,
        case_id=case_id,
        since_ms=signal.received_at_ms,
        last_ms=signal.received_at_ms,
    )


def _event(kind: str, panel: Panel, signal: Signal, event: Understood, matter: Matter) -> Event:
    told = event.told
    data: dict[str, Any] = {
        "category": matter,
        "code": told.code,
        "qualifier": told.qualifier,
        "zone": told.zone,
        "partition": told.partition,
        "panel": panel.id,
        "received_at_ms": signal.received_at_ms,
    }
    words = {"zone_name": event.zone_name, "text": told.text, "user": told.user, "panel_name": panel.name}
    return Event(kind, data, {name: word for name, word in words.items() if word})


def _words(event: Understood) -> str:
    """What stands on the case: the zone as the customer calls it, or what the panel said itself."""
    named = " ".join(part for part in (event.zone, event.zone_name) if part)
    return " · ".join(part for part in (named, event.told.text) if part) or event.told.code


def _kept(active: list[Active], around: AroundSite, drafts: dict[str, Draft]) -> tuple[Active, ...]:
    """What still matters: alarms of open cases, the newest when there are too many."""
    mattering = [one for one in active if one.case_id in drafts or around.open_case(one.case_id) is not None]
    return tuple(sorted(mattering, key=lambda one: one.last_ms)[-MOST_ACTIVE:])
