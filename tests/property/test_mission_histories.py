"""The same random histories with two field workers out in them: one may be called, both may change their minds.

After every step: nobody who is watched or waited for is without a deadline or an open case, and nobody is called silent
who was heard within the interval and its grace.
"""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from chalicelib.engine.cases import Case
from chalicelib.engine.reports import LIVE_MS
from chalicelib.missions.calls import Outcome
from chalicelib.missions.states import TOLD_WITHIN_MS, Mission
from chalicelib.platform.config import Config
from chalicelib.platform.store import Store
from chalicelib.records import journal
from chalicelib.records.rows import Row
from tests.property.test_histories import HISTORIES, LONGEST_STEP_MS, Histories, OnTheRealStore, tell
from tests.support.missions import Field
from tests.support.world import World

INTERVAL_MS, GRACE_MS = 30 * 60_000, 5 * 60_000
"""At sea."""
LONGEST_WAIT_MS = 600_000
"""So long a dying phone's case waits for the operators before the duty manager hears of it."""

workers = st.sampled_from(["frida", "finn"])
contacts = st.sampled_from(["own", "centre_calls"])
outcomes: st.SearchStrategy[Outcome | None] = st.sampled_from([None, "reached", "no_answer", "wrong_number"])
"""None: only dialled, and no word of how it went."""


class MissionHistories(Histories):
    """What may happen out there beside it."""

    def new_world(self, settings: Config) -> World:
        world = super().new_world(settings)
        self.field = Field(world)
        self.out: dict[str, str] = {}
        """Worker to the mission that is planned or under way."""
        self.missions: list[str] = []
        return world

    # -- field workers -----------------------------------------------------------------------------------------------

    @rule(
        name=workers,
        contact=contacts,
        in_s=st.sampled_from([0, 0, 600]),
        hours=st.sampled_from([0.4, 1, 8]),
        party=st.booleans(),
    )
    def sets_out(self, name: str, contact: str, in_s: int, hours: float, party: bool) -> None:
        known = self._mission(name)
        if known is not None and not (known.feigned and in_s == 0):
            return
        together = ("filip",) if party else ()
        self.out[name] = self.field.register(name, in_s=in_s, hours=hours, contact=contact, party=together)
        self.missions.append(self.out[name])

    @precondition(lambda self: self.out)
    @rule(data=st.data(), ago_s=st.sampled_from([0, 0, 121, 900]))
    def begins_or_checks_in(self, data: st.DataObject, ago_s: int) -> None:
        name, mission = self._some(data)
        if mission.on:
            self.field.check_in(mission.id, by=name, ago_s=ago_s)
        elif self.world.now_ms + 10_000 <= mission.planned_end_ms:
            self.field.start(mission.id, by=name, ago_s=ago_s)

    @precondition(lambda self: self.out)
    @rule(data=st.data(), minutes=st.sampled_from([15, 60]))
    def stays_longer(self, data: st.DataObject, minutes: int) -> None:
        name, mission = self._some(data)
        if mission.on:
            self.field.extend(mission.id, minutes, by=name)

    @precondition(lambda self: self.out)
    @rule(data=st.data(), contact=contacts, interval_s=st.sampled_from([None, 1800]))
    def agrees_otherwise(self, data: st.DataObject, contact: str, interval_s: int | None) -> None:
        name, mission = self._some(data)
        self.field.change(mission.id, by=name, contact=contact, interval_s=interval_s)

    @precondition(lambda self: self.out)
    @rule(data=st.data(), duress=st.sampled_from([False, False, True]))
    def comes_home(self, data: st.DataObject, duress: bool) -> None:
        name, mission = self._some(data)
        if mission.on:
            self.field.end(mission.id, by=name, duress=duress)
            if duress:
                return
        else:
            self.field.cancel(mission.id, by=name)
        del self.out[name]

    @precondition(lambda self: self.out)
    @rule(data=st.data())
    def says_that_the_phone_is_dying(self, data: st.DataObject) -> None:
        name, mission = self._some(data)
        if mission.on:
            self.field.dying(mission.id, by=name, next_contact_ms=mission.next_ms)

    @rule(name=st.sampled_from(["frida", "filip", "finn"]))
    def cries_out_there(self, name: str) -> None:
        self.field.sos(name)

    @precondition(lambda self: self.out)
    @rule(data=st.data(), outcome=outcomes)
    def is_called(self, data: st.DataObject, outcome: Outcome | None) -> None:
        _, mission = self._some(data)
        if not mission.called:
            return
        self.field.dial(mission.id)
        if outcome is not None:
            self.field.log(mission.id, outcome)

    # -- what must hold ------------------------------------------------------------------------------------------------

    def no_silent_end(self, cases: list[Row[Case]]) -> None:
        for row in cases:
            wait_ms = LONGEST_WAIT_MS if row.state.kind == "phone_dying" else LONGEST_STEP_MS
            assert self.world.now_ms < row.state.due_at_ms <= self.world.now_ms + wait_ms, row.state
            assert (row.state.state == "owned") == bool(row.state.owner_id)
        self.nobody_out_there_is_forgotten({row.state.id for row in cases})

    def nobody_out_there_is_forgotten(self, cases: set[str]) -> None:
        now_ms = self.world.now_ms
        for mission_id in self.out.values():
            mission = self.field.mission(mission_id)
            if mission.planned:
                missed = mission.start_stage == "missed"
                assert mission.start_case_id in cases if missed else now_ms < mission.start_due_ms, mission
                continue
            assert mission.on
            if mission.stage == "silent":
                assert mission.case_id in cases, mission
            elif mission.contact == "centre_calls" and mission.hushed:
                assert mission.sos_id in cases, mission
            elif mission.contact == "centre_calls" and mission.call_stage == "failed":
                assert mission.call_case_id in cases, mission
            else:
                assert mission.next_ms is not None
                assert mission.next_ms <= now_ms + INTERVAL_MS, mission
                last_ms = max(mission.next_ms + GRACE_MS, (mission.dialled_at_ms or 0) + TOLD_WITHIN_MS)
                assert now_ms < mission.check_in_due_ms <= last_ms, mission
            over = mission.end_stage == "overdue"
            assert mission.end_case_id in cases if over else now_ms < mission.end_due_ms, mission
        for mission_id in self.missions:
            self.nobody_was_called_silent_before_time(mission_id)

    def nobody_was_called_silent_before_time(self, mission_id: str) -> None:
        items = self.world.engine.store.partition("journal", f"mission/{mission_id}", "state@")
        heard_ms = 0
        for entry in map(journal.read, items):
            for event in entry.events:
                if event.kind == "missed":
                    assert entry.at_ms >= heard_ms + INTERVAL_MS + GRACE_MS, entry
                if _was_heard(event.kind, event.data, entry.at_ms):
                    heard_ms = entry.at_ms

    # -- seeing --------------------------------------------------------------------------------------------------------

    def _mission(self, name: str) -> Mission | None:
        return self.field.mission(self.out[name]) if name in self.out else None

    def _some(self, data: st.DataObject) -> tuple[str, Mission]:
        name = data.draw(st.sampled_from(sorted(self.out)))
        return name, self.field.mission(self.out[name])


def _was_heard(kind: str, data: dict[str, object], at_ms: int) -> bool:
    if kind in ("check_in", "mission_started"):
        return at_ms - int(str(data["happened_at_ms"])) <= LIVE_MS
    return kind == "called" and data["outcome"] == "reached"


class MissionsOnTheRealStore(MissionHistories, OnTheRealStore):
    """The same on DynamoDB Local."""

    def new_world(self, settings: Config) -> World:
        world = World(settings, store=Store(settings))
        self.field, self.out, self.missions = Field(world), {}, []
        return world


@pytest.mark.timeout(max(600, HISTORIES * 10))
def test_whatever_happens_nobody_out_there_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.records.commit.time.sleep", lambda _: None)  # one thread: nobody is waited for
    tell(MissionHistories, max(1, HISTORIES // 10))


@pytest.mark.timeout(600)
@pytest.mark.usefixtures("dynamodb")
def test_and_on_the_real_store_neither() -> None:
    tell(MissionsOnTheRealStore, 2)
