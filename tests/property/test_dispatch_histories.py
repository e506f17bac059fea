"""Random histories of guards who are sent: nobody in two turn-outs, and no case silently without the one it wants.

After every step: what the case, the dispatch and the duty say of one another agrees; everything open falls due soon;
who is away is watched, and is nobody's company. Told on a store in memory; ``test_memory.py`` holds it to the real one.
"""

import contextlib
import secrets
from collections import Counter
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from chalicelib.engine.cases import NotAllowed
from chalicelib.guards.dispatch.rules import LATE_AGAIN_MS, NOBODY_AGAIN_MS, UNFINISHED_MS
from chalicelib.guards.dispatch.states import Dispatch, reference
from chalicelib.guards.states import Presence, presence_key
from chalicelib.platform.config import Config, config
from chalicelib.platform.problems import Problem
from tests.support.dispatching import FAR, HARBOUR, NEAR, Dispatching
from tests.support.memory import MemoryStore

HISTORIES, STEPS = 300, 20
GUARDS = ("alice", "bob", "carol")
SAID = ("accept", "decline", "busy", "en_route", "on_scene", "Alt i orden.", "done")

guards = st.sampled_from(GUARDS)


class Histories(RuleBasedStateMachine):
    """What may happen, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.world = self.new_world(msgspec.structs.replace(config(), table_prefix=f"p{secrets.token_hex(4)}-"))
        self.world.clock.beat()
        self.world.hire("tore", role="contractor")
        self.world.place()
        self.on: dict[str, str] = {}
        self.cases: list[str] = []

    def new_world(self, settings: Config) -> Dispatching:
        return Dispatching(settings, store=MemoryStore(settings))

    # -- people --------------------------------------------------------------------------------------------------

    @rule(name=guards, place=st.sampled_from(["round", "gate"]), at=st.sampled_from([NEAR, FAR, HARBOUR]))
    def comes(self, name: str, place: str, at: tuple[float, float]) -> None:
        if name not in self.on:
            self.on[name] = self.world.on_duty(name, place)
            self.world.seen(self.on[name], at)

    @precondition(lambda self: self.on)
    @rule(data=st.data(), duress=st.sampled_from([False] * 5 + [True]))
    def goes(self, data: st.DataObject, duress: bool) -> None:
        name = data.draw(st.sampled_from(sorted(self.on)))
        if self.world.duty(self.on[name]).on:
            self.world.off_duty(self.on[name], duress=duress)
        if not duress:
            del self.on[name]

    @precondition(lambda self: self.on)
    @rule(data=st.data())
    def checks_in(self, data: st.DataObject) -> None:
        duty_id = self.on[data.draw(st.sampled_from(sorted(self.on)))]
        self.world.check_in(duty_id)

    # -- cases and turn-outs -------------------------------------------------------------------------------------

    @rule(silent=st.booleans(), priority=st.sampled_from([1, 2, 3]))
    def alarm(self, silent: bool, priority: int) -> None:
        if len(self.cases) < 3:
            self.cases.append(self.world.alarm(silent=silent, priority=priority))

    @precondition(lambda self: self.cases)
    @rule(data=st.data(), name=st.sampled_from(["", "", *GUARDS, "tore"]), back_up=st.booleans())
    def sends(self, data: st.DataObject, name: str, back_up: bool) -> None:
        self._may(lambda: self.world.send(data.draw(st.sampled_from(self.cases)), name, back_up=back_up))

    @precondition(lambda self: self.dispatches())
    @rule(data=st.data(), what=st.sampled_from(SAID), late=st.booleans())
    def says(self, data: st.DataObject, what: str, late: bool) -> None:
        dispatch = data.draw(st.sampled_from(self.dispatches()))
        name = self.world.name_of(dispatch).lower() or "alice"
        self._may(lambda: self.world.does(name, dispatch, what, ago_s=90 if late else 0))

    @rule(word=st.sampled_from(["JA", "NEI", "FREMME", "FERDIG"]), name=st.sampled_from(["tore", *GUARDS]))
    def texts(self, word: str, name: str) -> None:
        self.world.text(name, word)

    @precondition(lambda self: self.dispatches())
    @rule(data=st.data())
    def recalls(self, data: st.DataObject) -> None:
        self._may(lambda: self.world.recall(data.draw(st.sampled_from(self.dispatches()))))

    @precondition(lambda self: self.cases)
    @rule(data=st.data())
    def resolves(self, data: st.DataObject) -> None:
        case_id = data.draw(st.sampled_from(self.cases))
        wanted = self.world.case(case_id).state.dispatched
        if self.world.case(case_id).state.state == "resolved":
            return
        refused = ""
        try:
            self.world.end(case_id)
        except NotAllowed as refusal:
            refused = refusal.reason
        assert (refused == "case.dispatched") == bool(wanted)

    @rule(seconds=st.sampled_from([1, 10, 61, 130, 400, 1300]))
    def time_passes(self, seconds: int) -> None:
        self.world.advance(seconds)

    # -- what always holds ---------------------------------------------------------------------------------------

    def dispatches(self) -> list[Dispatch]:
        return [one for case_id in self.cases for one in self.world.dispatches(case_id)]

    def _may(self, act: Callable[[], object]) -> None:
        """What the state of things may refuse."""
        with contextlib.suppress(Problem):
            act()

    @invariant()
    def nobody_is_in_two_turn_outs(self) -> None:
        held = Counter(one.who.id for one in self.dispatches() if one.open and one.who)
        assert [one for one, count in held.items() if count > 1] == []

    @invariant()
    def case_dispatch_and_duty_agree(self) -> None:
        for case_id in self.cases:
            wanted = {one.id: one.state for one in self.world.dispatches(case_id) if one.open}
            assert self.world.case(case_id).state.dispatched == wanted
        named = {reference(one): one for one in self.dispatches() if one.open and one.who}
        for duty_id in self.on.values():
            duty = self.world.duty(duty_id)
            if duty.dispatch:
                who = named[duty.dispatch].who
                assert who is not None
                assert who.duty_id == duty_id
            assert duty.away == bool(duty.dispatch and named[duty.dispatch].under_way)
        for one in named.values():
            if one.who and one.who.duty_id:
                assert self.world.duty(one.who.duty_id).dispatch == reference(one)

    @invariant()
    def what_is_wanted_falls_due_soon(self) -> None:
        longest = max(NOBODY_AGAIN_MS, LATE_AGAIN_MS, UNFINISHED_MS)
        for one in self.dispatches():
            assert (one.lane is not None) == one.open
            if one.open:
                assert one.due_at_ms <= self.world.now_ms + longest
                assert (one.state == "wanting") == (one.who is None)

    @invariant()
    def who_is_away_is_watched_and_nobodys_company(self) -> None:
        members: set[str] = set()
        for place in ("round", "gate"):
            row = self.world.engine.get(presence_key(self.world.id(place)), Presence)
            members |= {one.duty_id for one in row.state.members} if row else set()
        for duty_id in self.on.values():
            duty = self.world.duty(duty_id)
            if duty.away:
                assert duty.alone
                assert duty.next_ms is not None
                assert duty_id not in members

    def teardown(self) -> None:
        for case_id in self.cases:
            assert self.world.broken(f"case/{case_id}") == []


@pytest.mark.usefixtures("dynamodb")
def test_no_history_leaves_a_case_silently_without_the_guard_it_wants() -> None:
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        ),
    )
