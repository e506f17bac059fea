"""A case as it becomes while a site's signals are judged: in the end one opening, one alert anew, or one line more."""

from typing import Any

import msgspec

from chalicelib.alarms.around import AroundSite
from chalicelib.alarms.classes import CLASSES, CONFIRMED, Matter, matter_of, weight
from chalicelib.alarms.lift import LiftAlarm, alarmed, ended_itself, lift_key
from chalicelib.alarms.plans import AlarmPlan, at_priority
from chalicelib.engine import cases, customer
from chalicelib.engine.cases import Opening, open_case
from chalicelib.engine.joining import alert_anew, join, merge_steps
from chalicelib.engine.messages import Recipient
from chalicelib.engine.wishing import at_once, of_each_step
from chalicelib.records.change import Event, Write, create, update
from chalicelib.records.rows import Row
from chalicelib.register.panel import Panel
from chalicelib.register.steps import PlanStep


class Draft:
    """Gathers what one case is told; ``writes`` makes it one change, however many signals there were."""

    def __init__(self, around: AroundSite, case_id: str, matters: set[Matter]) -> None:
        self.case_id = case_id
        self._around = around
        self._row: Row[Any] | None = around.open_case(case_id)
        self._matters = set(matters)
        self._before = frozenset(matters)
        self._events: list[Event] = []
        self._priority = self._row.state.priority if self._row else 9
        self._called = matter_of(self._row.state.kind) if self._row else None
        self._added: list[Matter] = []
        self._anew = False
        self._wakes = False
        self._stuck_again = False
        self._text = ""
        self._panel_id = ""
        self._lifts: dict[str, LiftAlarm] = {}

    @property
    def is_new(self) -> bool:
        """Whether there was no such case."""
        return self._row is None

    def alarm(self, matter: Matter, panel_id: str, text: str, event: Event) -> None:
        """Something that was not told of before: what is graver than all so far alerts anew."""
        self._events.append(event)
        self._wakes = True
        priority = CLASSES[matter].priority
        graver = priority < self._priority or (priority == self._priority and matter not in self._matters)
        if graver:
            self._raise(matter, priority, panel_id, text)
        if graver or (self.is_new and matter not in self._matters):
            self._added.append(matter)
        self._matters.add(matter)

    def confirm(self, event: Event) -> None:
        """A burglary that a second zone has confirmed."""
        if self._priority > CONFIRMED:
            self._events.append(event)
            self._priority = CONFIRMED
            self._anew = True

    def tell(self, *events: Event) -> None:
        """Something that belongs to the story."""
        self._events.extend(events)

    def stuck(self, panel: Panel, now_ms: int) -> None:
        """Somebody may be stuck in the lift behind that panel, or is again: then whoever has the case begins anew."""
        known = self._lift(panel)
        self._lifts[panel.id] = alarmed(panel, self.case_id, known, now_ms)
        if known is not None and known.ended_ms is not None:
            self.tell(Event("lift_stuck_again", {"panel": panel.id}))
            self._stuck_again = True

    def free(self, panel: Panel, now_ms: int) -> None:
        """The lift says that its alarm is over."""
        known = self._lift(panel)
        if known is not None:
            self._lifts[panel.id] = after = ended_itself(known, now_ms)
            if after != known:
                self.tell(Event("lift_ended", {"panel": panel.id, "by": "lift"}))

    def _lift(self, panel: Panel) -> LiftAlarm | None:
        row = self._around.lifts.get(lift_key(self.case_id, panel.id))
        return self._lifts.get(panel.id) or (row.state if row else None)

    def _lift_writes(self) -> tuple[Write, ...]:
        rows = [(self._around.lifts.get(one.key), one) for one in self._lifts.values()]
        return tuple(update(row, one) if row else create(one) for row, one in rows if row is None or row.state != one)

    def _raise(self, matter: Matter, priority: int, panel_id: str, text: str) -> None:
        self._priority = min(priority, self._priority)
        self._anew = True
        if self._called is None or weight(matter) < weight(self._called):
            self._called, self._text, self._panel_id = matter, text, panel_id

    def writes(self, now_ms: int) -> tuple[Write, ...]:
        """What becomes of the case, and of whoever may be stuck."""
        return (*self._case_writes(now_ms), *self._lift_writes())

    def _case_writes(self, now_ms: int) -> tuple[Write, ...]:
        if self._row is None:
            return self._opened(now_ms)
        plan = self._around.case_plans[self.case_id]
        if self._anew:
            opening = self._opening()
            raised = alert_anew(self._row, plan, opening, self._priority, now_ms, *self._events)
            return (*raised, *self._wished(raised[0], now_ms))
        if self._stuck_again and self._row.state.state != "open":
            return cases.alert_anew(self._row, plan.state, now_ms, *self._events)
        return (join(self._row, plan.state, now_ms, *self._events, wakes=self._wakes),) if self._events else ()

    def _opened(self, now_ms: int) -> tuple[Write, ...]:
        case, *others = open_case(self._opening(), now_ms)
        opened, *rungs = case.events
        assert case.after is not None
        return (create(case.after, opened, *self._events, *rungs), *others, *self._wished(case, now_ms))

    def _wished(self, case: Write, now_ms: int) -> tuple[Write, ...]:
        """Whom the customer wishes told, once for each class that is new; the gravest of a new case has the list."""
        writes: tuple[Write, ...] = ()
        for place, matter in enumerate(sorted(set(self._added) - self._before, key=weight)):
            wanted = self._around.plans[matter].wanted
            if wanted is not None:
                writes += at_once(wanted, self.case_id, now_ms, has_list=self._row is None and place == 0)
                state: Any = case.after
                writes += customer.tell(state, of_each_step(wanted), "received", wanted.site.name, now_ms, matter)
        return writes

    def _plan(self) -> AlarmPlan:
        """The steps of all that is new, the gravest first, at the pace of the gravest; a confirmation is in haste."""
        added: list[Matter] = self._added or ["burglary"]
        matters = sorted(added, key=weight)
        first = self._around.plans[matters[0]]
        steps: tuple[PlanStep, ...] = ()
        for matter in matters:
            steps = merge_steps(steps, self._around.plans[matter].steps)
        if self._priority < CLASSES[matters[0]].priority:
            return at_priority(steps, self._priority)
        return msgspec.structs.replace(first, steps=steps)

    def _opening(self) -> Opening:
        around = self._around
        assert self._called is not None
        one, row, plan = CLASSES[self._called], self._row, self._plan()
        silent = one.silent or any(CLASSES[matter].silent for matter in self._added)
        wished = [who for matter in self._added for who in _people_of(around.plans[matter])]
        reached = tuple(who for who in around.people if not silent or who.group != "contacts")
        people = tuple({who.id: who for who in (*reached, *wished)}.values())
        return Opening(
            id=self.case_id,
            kind=one.kind,
            customer_id=around.customer_id,
            site=around.site_id,
            subject=f"panel/{self._panel_id}" if self._panel_id else row.state.subject if row else "",
            priority=self._priority,
            silent=silent,
            text=self._text or (row.state.text if row else ""),
            ladder=plan.ladder,
            broadcast_s=plan.broadcast_s,
            take_timeout_s=plan.take_timeout_s,
            steps={one.kind: plan.steps},
            people=people,
            informed=tuple(one for matter in self._added for one in _informed_of(around.plans[matter])),
            params=dict(around.told),
            private={"site": around.told.get("site", "")},
        )


def _informed_of(plan: AlarmPlan) -> tuple[Recipient, ...]:
    return plan.wanted.each_step if plan.wanted else ()


def _people_of(plan: AlarmPlan) -> tuple[Recipient, ...]:
    """Whom its steps name: at a hold-up none of them belongs to the site."""
    return plan.wanted.people if plan.wanted else ()
