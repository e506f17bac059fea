"""Judging all that came from one site: which case it makes, joins, raises, or none. Pure.

Nothing here waits, and nothing is lost: each signal leaves as a row that is judged, with an entry in the journal.
"""

from typing import Any

import msgspec

from chalicelib.alarms.around import AroundSite
from chalicelib.alarms.classes import Matter, is_alarm
from chalicelib.alarms.draft import Draft
from chalicelib.alarms.living import lived
from chalicelib.alarms.meaning import Understood
from chalicelib.alarms.plans import is_only_logged
from chalicelib.alarms.signal import REPEAT_MS, Signal, twins
from chalicelib.alarms.site import JOIN_MS, MOST_ACTIVE, Active, SiteAlarms, is_told
from chalicelib.alarms.telling import alarm_event, signal_event, words_of
from chalicelib.alarms.testing import PanelTest, heard_of
from chalicelib.alarms.treating import active_of, is_believed, is_same, matter_of, restores, understood_of
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

    Only one that is judged makes a repeat: if one that waits did, each could be taken for a repeat of the other.
    """
    for key in twins(signal):
        twin = known.get(key)
        if twin is None or twin.state.judged_at_ms is None:
            continue
        came_ms = twin.state.first_ms or twin.state.received_at_ms
        if abs(signal.received_at_ms - came_ms) <= REPEAT_MS:
            return came_ms
    return None


_RANK = {"logged": 0, "test": 1, "joined": 2, "case": 3}


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
        understood = understood_of(panel, signal)
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
        matter = matter_of(panel, signal, event)
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
        if self._is_only_logged(known, signal, matter):
            self._verdicts.append(("logged", ""))
            return
        draft = self._draft_for(known, signal, panel)
        if known is not None and known.case_id == draft.case_id:
            self._again(draft, known, signal, event)
        else:
            if known is not None:
                self._active.remove(known)
            draft.alarm(matter, panel.id, words_of(event), alarm_event("alarm_signal", panel, signal, event, matter))
            self._active.append(active_of(panel, signal, event, matter, draft.case_id))
            self._confirm(draft, panel, event, matter)
        if matter == "lift":
            draft.stuck(panel, self._now_ms)
        came_ms = max(self._site.signalled_ms, signal.received_at_ms)
        self._site = msgspec.structs.replace(self._site, case_id=draft.case_id, signalled_ms=came_ms)
        self._verdicts.append(("case", draft.case_id))

    def _is_only_logged(self, known: Active | None, signal: Signal, matter: Matter) -> bool:
        """Whether nobody is to act on it. What somebody works on is told there, and a caller is always heard."""
        if signal.protocol == "HAND" or (known is not None and self._around.open_case(known.case_id) is not None):
            return False
        plan = self._around.plans.get(matter)
        return plan is not None and is_only_logged(plan.wanted, matter)

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
            if one.panel_id == panel.id and one.restored_ms is None and restores(event, one, matters)
        ]
        for one in found:
            self._active[self._active.index(one)] = msgspec.structs.replace(one, restored_ms=signal.received_at_ms)
            draft = self._open_draft(one.case_id)
            if draft is not None:
                draft.tell(alarm_event("alarm_restored", panel, signal, event, one.matter))
                if one.matter == "lift" and not self._is_stuck(panel, one.case_id):
                    draft.free(panel, self._now_ms)
                self._verdicts.append(("joined", one.case_id))
                if all(other.restored_ms is not None for other in self._active if other.case_id == one.case_id):
                    draft.tell(Event("all_restored"))
        self._verdicts.append(("logged", ""))

    def _is_stuck(self, panel: Panel, case_id: str) -> bool:
        """Whether an alarm of that lift stands, from this panel and in this case."""
        return any(
            one.matter == "lift" and one.restored_ms is None and (one.panel_id, one.case_id) == (panel.id, case_id)
            for one in self._active
        )

    def _cancelled(self, panel: Panel, signal: Signal, event: Understood) -> None:
        """Somebody at the panel says that it was nothing: an operator's to judge, told in each case it is about."""
        for case_id in dict.fromkeys(one.case_id for one in self._active if one.panel_id == panel.id):
            draft = self._open_draft(case_id)
            if draft is not None:
                draft.tell(alarm_event("alarm_cancelled", panel, signal, event, "cancel"))
                self._verdicts.append(("joined", case_id))
        self._verdicts.append(("logged", ""))

    def _on_test(self, panel: Panel, signal: Signal, event: Understood, matter: Matter, test: PanelTest) -> None:
        """Shown, counted, and remembered while it is not restored; nobody is alarmed."""
        opened = list(test.open)
        if matter == "restore":
            opened = [one for one in opened if not restores(event, one, ())]
        elif is_alarm(matter) and not any(is_same(one, panel, event, matter) for one in opened):
            opened = [*opened, active_of(panel, signal, event, matter, "")][:MOST_ACTIVE]
        over = matter == "restore"
        about = event.of or "unknown" if over else matter
        tested = heard_of(
            test.tested, event.zone, event.told.code, event.zone_name, about, signal.received_at_ms, over=over
        )
        after = msgspec.structs.replace(test, open=tuple(opened), tested=tested, signals=test.signals + 1)
        self._tests[panel.id] = after
        self._verdicts.append(("test", ""))

    # -- which case ----------------------------------------------------------------------------------------------

    def _find(self, panel: Panel, event: Understood, matter: Matter) -> Active | None:
        return next((one for one in self._active if is_same(one, panel, event, matter)), None)

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


def _kept(active: list[Active], around: AroundSite, drafts: dict[str, Draft]) -> tuple[Active, ...]:
    """What still matters: alarms of open cases, the newest when there are too many."""
    mattering = [one for one in active if one.case_id in drafts or around.open_case(one.case_id) is not None]
    return tuple(sorted(mattering, key=lambda one: one.last_ms)[-MOST_ACTIVE:])
