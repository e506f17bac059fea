"""Random histories of three guards, two operators, a clock that is lost and doubled, and a store on a bad day.

After every step: no silent end, no missed deadline, one case per silence, company as a naive model has it, no decision
and no text twice; and at the end every chain of the journal verifies.

Most are told on a store in memory, which ``test_memory.py`` holds to the real one; a few on the real one itself.
``VARDE_HISTORIES`` is how many: ``make histories`` tells more, new ones each time. Without it they are two
thousand, and the same ones, so that a red test is about the change at hand and is told at once, not shrunk.
``VARDE_HISTORY_STEPS`` is how long each may be.
"""

import os
import secrets
from collections import Counter, defaultdict
from collections.abc import Callable
from random import Random

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from chalicelib.desk.raising import sos_of
from chalicelib.engine.cases import Case, NotAllowed, Plan, plan_key, release
from chalicelib.engine.clock import LEASE_MS, OUTAGE_MS
from chalicelib.engine.reports import LIVE_MS, Report
from chalicelib.engine.sending import LEASE_MS as SEND_LEASE_MS
from chalicelib.guards.states import Duty
from chalicelib.platform.config import Config, config
from chalicelib.platform.ids import new_id
from chalicelib.platform.operations import Item
from chalicelib.platform.store import Store
from chalicelib.records import journal
from chalicelib.records.rows import SWEPT, Row, from_item
from tests.support.faults import Faults, Trouble
from tests.support.memory import MemoryFaults, MemoryStore
from tests.support.sms import Killed
from tests.support.world import TESTER, World

NIGHTLY = "VARDE_HISTORIES" in os.environ
HISTORIES = int(os.environ.get("VARDE_HISTORIES", "2000"))
ON_THE_REAL_STORE = 3
STEPS = int(os.environ.get("VARDE_HISTORY_STEPS", "15"))
LONGEST_STEP_MS = 300_000
"""No ladder of this world, and no owner's time, waits longer before something happens again."""
INTERVAL_MS, GRACE_MS, END_GRACE_MS = 20 * 60_000, 60_000, 5 * 60_000
BAD_DAY = {Trouble.CONFLICT: 0.06, Trouble.THROTTLE: 0.03, Trouble.LOST_BEFORE: 0.03, Trouble.LOST_AFTER: 0.06}
ALARMS = ("silence", "sos", "duress")

guards = st.sampled_from(["alice", "bob", "carol"])
operators = st.sampled_from(["olav", "oda"])


class Histories(RuleBasedStateMachine):
    """What may happen, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.world = self.new_world(msgspec.structs.replace(config(), table_prefix=f"h{secrets.token_hex(4)}-"))
        self.world.clock.beat()
        self.faults = self.new_faults(Random(0), {})
        self.faults.__enter__()
        self.on: dict[str, str] = {}
        """Guard to duty."""
        self.duties: list[str] = []
        self.heard_ms: dict[str, int] = {}
        """Duty to the last instant from which its watch may count."""
        self.least_ms: dict[str, int] = {}
        """Duty to the instant before which its watch cannot count; neither an SOS nor company moves it."""
        self.alone: dict[str, bool] = {}
        self.missed: dict[str, int] = {}
        """Duty to how often it was called silent."""
        self.outage_ms = 0
        self.ends = 0

    def new_world(self, settings: Config) -> World:
        return World(settings, store=MemoryStore(settings))

    def new_faults(self, random: Random, chances: dict[Trouble, float]) -> Faults | MemoryFaults:
        store = self.world.engine.store
        assert isinstance(store, MemoryStore)
        return MemoryFaults(store, random, chances)

    def teardown(self) -> None:
        self.faults.__exit__()
        self.every_chain_verifies()

    @initialize(seed=st.integers(0, 2**16), bad=st.booleans())
    def weather(self, seed: int, bad: bool) -> None:
        self.faults = self._other_faults(Random(seed), BAD_DAY if bad else {})

    def _other_faults(self, random: Random, chances: dict[Trouble, float]) -> Faults | MemoryFaults:
        self.faults.__exit__()
        return self.new_faults(random, chances).__enter__()

    # -- people --------------------------------------------------------------------------------------------------

    @rule(name=guards, place=st.sampled_from(["round", "gate"]), hours=st.sampled_from([0.4, 1, 8]))
    def comes(self, name: str, place: str, hours: float) -> None:
        if name in self.on:
            return
        self.on[name] = self.world.on_duty(name, place, hours)
        self.duties.append(self.on[name])
        self.heard_ms[self.on[name]] = self.least_ms[self.on[name]] = self.world.now_ms

    @precondition(lambda self: self.on)
    @rule(
        data=st.data(),
        ago_s=st.sampled_from([0, 0, 0, 119, 121, 900, 3600]),
        duress=st.sampled_from([False] * 5 + [True]),
    )
    def checks_in(self, data: st.DataObject, ago_s: int, duress: bool) -> None:
        duty_id = self.on[data.draw(st.sampled_from(sorted(self.on)))]
        self.world.check_in(duty_id, ago_s=ago_s, duress=duress)
        live = ago_s * 1000 <= LIVE_MS
        heard_ms = self.world.now_ms - (0 if live else ago_s * 1000)
        self.heard_ms[duty_id] = max(self.heard_ms[duty_id], heard_ms)
        self.least_ms[duty_id] = max(self.least_ms[duty_id], heard_ms)

    @precondition(lambda self: self.on)
    @rule(data=st.data())
    def sends_the_same_check_in_twice(self, data: st.DataObject) -> None:
        duty_id = self.on[data.draw(st.sampled_from(sorted(self.on)))]
        command = f"twice/{new_id()}"
        before = self._told(duty_id)["check_in"]
        self.world.check_in(duty_id, command=command)
        self.world.check_in(duty_id, command=command)
        assert self._told(duty_id)["check_in"] == before + 1
        self.heard_ms[duty_id] = self.least_ms[duty_id] = self.world.now_ms

    @precondition(lambda self: self.on)
    @rule(data=st.data(), duress=st.sampled_from([False] * 4 + [True]))
    def goes(self, data: st.DataObject, duress: bool) -> None:
        name = data.draw(st.sampled_from(sorted(self.on)))
        self.world.off_duty(self.on[name], duress=duress)
        if not duress:
            del self.on[name]

    @precondition(lambda self: self.on)
    @rule(data=st.data())
    def cries_for_help(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.on)))
        report = Report(happened_at_ms=self.world.now_ms)
        sos_of(self.world.engine, new_id(), self.world.id(name), True, report, self.world.now_ms)

    @precondition(lambda self: self.world.open_cases())
    @rule(data=st.data(), name=operators, what=st.sampled_from(["take", "release", "resolve", "resolve"]))
    def works_on_a_case(self, data: st.DataObject, name: str, what: str) -> None:
        case = self.world.case(data.draw(st.sampled_from([row.state.id for row in self.world.open_cases()])))
        mine, free = case.state.owner_id == self.world.id(name), case.state.state == "open"
        if what == "take" or (what == "resolve" and free):
            self._allowed(mine or free, lambda: self.world.take(case, name))
        if what == "release":
            self._allowed(mine, lambda: self._release(case, name))
        if what == "resolve":
            self._allowed(mine or free, lambda: self.world.resolve(case, name))
            ended = {one: self.world.now_ms for one in self.duties if case.state.subject == f"duty/{one}"}
            self.heard_ms |= ended
            self.least_ms |= ended if case.state.kind == "silence" else {}

    def _allowed(self, allowed: bool, act: Callable[[], None]) -> None:
        if allowed:
            act()
        else:
            with pytest.raises(NotAllowed):
                act()

    def _release(self, case: Row[Case], name: str) -> None:
        plan = self.world.engine.get(plan_key(case.state.id), Plan)
        assert plan is not None
        row = self.world.case(case.state.id)
        change = release(row, plan.state, self.world.id(name), self.world.now_ms)
        self.world.engine.commit(change, actor=TESTER, at_ms=self.world.now_ms)

    # -- time ----------------------------------------------------------------------------------------------------

    @rule(seconds=st.sampled_from([1, 59, 60, 180, 600, 1079, 1080, 1199, 1200, 1260, 1500]))
    def time_passes(self, seconds: int) -> None:
        self._advance(seconds)

    def _advance(self, seconds: int) -> None:
        """A ladder that rings all night is the same step many times: time goes slower while a case is open."""
        self.world.advance(min(seconds, LONGEST_STEP_MS // 1000) if self.world.open_cases() else seconds)

    @rule(seconds=st.sampled_from([20, 59, 61, 600, 1260, 3600, 4 * 3600]))
    def the_clock_is_lost_for_a_while(self, seconds: int) -> None:
        self.world.now_ms += seconds * 1000
        if seconds * 1000 >= OUTAGE_MS:
            self.outage_ms = self.world.now_ms

    @rule(seconds=st.sampled_from([1, 60, 1080, 1260]))
    def everything_is_woken_twice(self, seconds: int) -> None:
        stale = list(self._open())
        self._advance(seconds)
        for item in stale + list(self._open()):
            self.world.settles()[item["kind"]](self.world.engine, from_item(item), self.world.now_ms)

    @rule(seconds=st.sampled_from([1, 60, 180, 1080, 1260]), write=st.integers(0, 8), after=st.booleans())
    def the_process_is_killed(self, seconds: int, write: int, after: bool) -> None:
        self.faults.kill(write, after=after)
        try:
            self._advance(seconds)
        except Killed:
            self.ends += 1
        self.faults.spare()
        self.world.clock = self.world.new_clock()
        self.world.now_ms += LEASE_MS + 1
        self.world.settle()
        self.world.now_ms += SEND_LEASE_MS + 1

    # -- what must hold ------------------------------------------------------------------------------------------

    @invariant()
    def it_holds(self) -> None:
        self.world.settle()
        cases = self.world.open_cases()
        self.nothing_is_overdue()
        self.no_silent_end(cases)
        self.one_case_per_silence(cases)
        for name, duty_id in self.on.items():
            duty = self.world.duty(duty_id)
            assert duty.on, name
            self.nobody_is_called_silent_before_time(duty)
            self.no_end_is_missed(duty)
            self.company_is_as_the_naive_model_has_it(duty, cases)
            self.no_deadline_is_missed(duty, cases)
        self.no_text_is_sent_twice()

    def nothing_is_overdue(self) -> None:
        assert self.world.next_due_ms() > self.world.now_ms

    def no_silent_end(self, cases: list[Row[Case]]) -> None:
        for row in cases:
            assert self.world.now_ms < row.state.due_at_ms <= self.world.now_ms + LONGEST_STEP_MS, row.state
            assert (row.state.state == "owned") == bool(row.state.owner_id)

    def one_case_per_silence(self, cases: list[Row[Case]]) -> None:
        silences = Counter(row.state.subject for row in cases if row.state.kind == "silence")
        assert set(silences.values()) <= {1}
        for duty_id in self.duties:
            told = self._events(duty_id)
            for kind, of in (("missed", "deadline_ms"), ("reminded", "next_ms"), ("end_missed", "planned_end_ms")):
                assert set(Counter(data[of] for known, data in told if known == kind).values()) <= {1}, (kind, told)

    def company_is_as_the_naive_model_has_it(self, duty: Duty, cases: list[Row[Case]]) -> None:
        troubled = {row.state.subject for row in cases if row.state.kind in ALARMS}
        others = [self.world.duty(one) for one in self.on.values() if one != duty.id]
        there = [one for one in others if one.assignment_id == duty.assignment_id]
        good = [one for one in there if one.planned_end_ms > self.world.now_ms and one.key.pk not in troubled]
        assert duty.alone == (not good)
        if duty.alone != self.alone.get(duty.id):
            self.heard_ms[duty.id] = self.world.now_ms
        self.alone[duty.id] = duty.alone

    def no_deadline_is_missed(self, duty: Duty, cases: list[Row[Case]]) -> None:
        if not duty.alone:
            assert duty.next_ms is None
            return
        now_ms = self.world.now_ms
        silence = [row for row in cases if row.state.kind == "silence" and row.state.subject == duty.key.pk]
        if duty.stage == "silent":
            assert silence
            return
        assert duty.next_ms is not None
        assert duty.next_ms <= now_ms + INTERVAL_MS
        assert now_ms < duty.check_in_due_ms
        if not silence:
            last_ms = max(self.heard_ms[duty.id] + INTERVAL_MS, self.outage_ms)
            assert now_ms < last_ms + GRACE_MS, (duty, last_ms)

    def nobody_is_called_silent_before_time(self, duty: Duty) -> None:
        """What was last heard before this step is the least that the deadline is counted from."""
        missed = self._told(duty.id)["missed"]
        if missed > self.missed.get(duty.id, 0):
            assert self.world.now_ms >= self.least_ms[duty.id] + INTERVAL_MS + GRACE_MS
        self.missed[duty.id] = missed

    def no_end_is_missed(self, duty: Duty) -> None:
        if self.world.now_ms >= max(duty.planned_end_ms, self.outage_ms) + END_GRACE_MS:
            assert duty.end_stage == "overdue"

    def no_text_is_sent_twice(self) -> None:
        counts = Counter(sms.reference for sms in self.world.sent())
        assert sum(count - 1 for count in counts.values()) <= self.ends

    def every_chain_verifies(self) -> None:
        store: Store = self.world.engine.store
        partitions = defaultdict(list)
        for page in store.segment("journal", 0, 1):
            for item in page:
                partitions[item["pk"]].append(item)
        for items in partitions.values():
            assert list(journal.verify(sorted(items, key=lambda item: str(item["sk"])))) == []
        heads = {item["hash"] for items in partitions.values() for item in items}
        for page in store.segment("live", 0, 1):
            assert all(item["head"] in heads for item in page if item.get("head"))

    # -- seeing --------------------------------------------------------------------------------------------------

    def _open(self) -> list[Item]:
        return [item for lane in SWEPT for item in self.world.engine.store.due(f"{lane}#0", 2**53)]

    def _events(self, duty_id: str) -> list[tuple[str, dict[str, object]]]:
        entries = [journal.read(item) for item in self.world.engine.store.partition("journal", f"duty/{duty_id}")]
        return [(event.kind, event.data) for entry in entries for event in entry.events]

    def _told(self, duty_id: str) -> Counter[str]:
        return Counter(kind for kind, _ in self._events(duty_id))


class OnTheRealStore(Histories):
    """The same on DynamoDB Local, with the troubles on the wire."""

    def new_world(self, settings: Config) -> World:
        return World(settings)

    def new_faults(self, random: Random, chances: dict[Trouble, float]) -> Faults:
        return Faults(self.world.engine.store, random, chances)


def tell(histories: type[Histories], most: int) -> None:
    run_state_machine_as_test(
        histories,
        settings=settings(
            max_examples=most,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=not NIGHTLY,
            phases=tuple(Phase) if NIGHTLY else (Phase.generate,),
            print_blob=True,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.timeout(max(600, HISTORIES * 10))
def test_whatever_happens_nobody_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.records.commit.time.sleep", lambda _: None)  # one thread: nobody is waited for
    tell(Histories, HISTORIES)


@pytest.mark.timeout(600)
@pytest.mark.usefixtures("dynamodb")
def test_and_on_the_real_store_neither() -> None:
    tell(OnTheRealStore, ON_THE_REAL_STORE)
