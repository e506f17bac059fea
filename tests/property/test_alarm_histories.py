"""Random histories of signals: none is lost, none applied twice, one case for one event, and no priority ever falls."""

from typing import Any

import msgspec
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from chalicelib.alarms.around import AroundSite
from chalicelib.alarms.classes import CLASSES
from chalicelib.alarms.intake import Received, signal_of
from chalicelib.alarms.judging import decide
from chalicelib.alarms.plans import plan_for
from chalicelib.alarms.signal import Signal, twins, window_of
from chalicelib.alarms.site import SiteAlarms
from chalicelib.engine.cases import Case, Plan, resolve, take
from chalicelib.platform.operations import Key
from chalicelib.records.change import Change
from chalicelib.records.rows import Row, State
from chalicelib.register.panel import Panel, Zone
from tests.support.panels import event

START_MS = 1_798_000_000_000
PANELS = {
    name: Panel(
        customer_id="harbour",
        id=name,
        name=name,
        site_id="quay",
        account=name,
        zones=(Zone(number="3", category="fire"), Zone(number="4", category="hold_up")),
    )
    for name in ("one", "two")
}
CODES = ("130 1", "130 2", "3130 1", "110 3", "3110 3", "120 4", "301 0", "3301 0", "406 0", "602 0", "999 9", "1401 1")

sent = st.tuples(
    st.just("send"),
    st.sampled_from(sorted(PANELS)),
    st.sampled_from(CODES),
    st.integers(min_value=1, max_value=3),
    st.sampled_from((0, 1, 250, 299, 301)),
)
steps = st.lists(
    st.one_of(
        sent,
        sent,
        sent,
        st.tuples(st.just("wait"), st.sampled_from((1, 60, 2_000))),
        st.tuples(st.just("judge"), st.integers(min_value=1, max_value=5)),
        st.just(("take",)),
        st.just(("resolve",)),
    ),
    max_size=40,
)


class Site:
    """The rows of one site, kept as the store keeps them: each change whole, on the versions it was decided on."""

    def __init__(self) -> None:
        self.now_ms = START_MS
        self.rows: dict[Key, Row[Any]] = {}
        self.put: list[Key] = []
        self.applied: dict[tuple[str, str], list[int]] = {}

    def send(self, panel: str, code: str, sequence: int, ago_s: int) -> None:
        received = Received(
            protocol="ADM-CID",
            account=panel,
            sequence=f"{sequence:04d}",
            body=code.encode(),
            raw=code.encode(),
            events=(event(code),),
            received_at_ms=self.now_ms - ago_s * 1000,
        )
        signal = signal_of(received)
        if signal.key not in self.rows:
            self.rows[signal.key] = Row(signal, 1)
            self.put.append(signal.key)

    def all(self, kind: type[State]) -> list[Row[Any]]:
        return [row for row in self.rows.values() if isinstance(row.state, kind)]

    def waiting(self) -> list[Row[Signal]]:
        return [row for row in self.all(Signal) if row.state.judged_at_ms is None]

    def judge(self, most: int) -> None:
        signals = tuple(self.waiting()[:most])
        if not signals:
            return
        keys = {key for row in signals for key in twins(row.state)}
        site = self.rows.get(Key("site/quay", "alarms"))
        around = AroundSite(
            customer_id="harbour",
            site_id="quay",
            told={"site": "Kai 4", "town": "Oslo"},
            site=site,
            panels=PANELS,
            signals=signals,
            whose={row.state.key: row.state.account for row in signals},
            twins={key: self.rows[key] for key in keys if key in self.rows},
            cases={row.state.id: row for row in self.all(Case)},
            case_plans={row.state.case_id: row for row in self.all(Plan)},
            watches={row.state.panel_id: row for row in self.rows.values() if row.state.KIND == "panel_watch"},
            plans={matter: plan_for(None, matter) for matter in CLASSES},
        )
        before = {row.state.id: row.state for row in self.all(Case)}
        self.commit(decide(around, self.now_ms))
        for row in self.all(Case):
            old = before.get(row.state.id)
            if old is not None:
                assert row.state.priority <= old.priority
                assert row.state.silent or not old.silent
                assert old.state != "resolved" or row.state == old

    def commit(self, change: Change) -> None:
        assert len({write.key for write in change.writes}) == len(change.writes), "one row, one write"
        assert len(change.writes) * 2 < 100
        for write in change.writes:
            standing = self.rows.get(write.key)
            assert (standing.version if standing else 0) == write.version
            assert write.after is not None
            self.rows[write.key] = Row(write.after, write.version + 1)

    def the_open(self) -> Row[Case] | None:
        return next((row for row in self.all(Case) if row.state.state != "resolved"), None)

    def act(self, what: str) -> None:
        row = self.the_open()
        if row is None:
            return
        plan = self.rows[Key(row.state.key.pk, "plan")].state
        if what == "take" and row.state.state == "open":
            self.commit(take(row, plan, "olav", "Olav", self.now_ms))
        if what == "resolve" and row.state.state == "owned":
            done = msgspec.structs.replace(row.state, done=tuple(range(1, len(plan.steps) + 1)))
            owned = msgspec.structs.replace(row, state=done)
            self.commit(resolve(owned, plan, "olav", "Olav", "safe", "", self.now_ms))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
@example([("send", "one", "130 1", 1, 0), ("send", "one", "130 1", 1, 250), ("judge", 1)])
def test_whatever_panels_send_nothing_is_lost_or_doubled_and_no_priority_falls(history: list[tuple[Any, ...]]) -> None:
    site = Site()
    for what, *how in history:
        if what == "send":
            site.send(*how)
        elif what == "wait":
            site.now_ms += how[0] * 1000
        elif what == "judge":
            site.judge(how[0])
        else:
            site.act(what)
    while site.waiting():
        site.judge(5)
    signals = [site.rows[key].state for key in site.put]
    assert all(one.judged_at_ms is not None and one.verdict for one in signals)
    assert all(one.case_id and Key(f"case/{one.case_id}") in site.rows for one in signals if one.verdict == "case")
    for one in signals:  # what counts as a repeat has one that was applied, within five minutes of it
        if one.verdict == "repeat":
            first = [
                other
                for other in signals
                if other.digest == one.digest and other.verdict != "repeat" and other.received_at_ms == one.first_ms
            ]
            assert len(first) == 1
            assert abs(window_of(first[0].received_at_ms) - window_of(one.received_at_ms)) == 1
    alarms = site.rows.get(Key("site/quay", "alarms"))
    applied = [one for one in signals if one.verdict != "repeat"]
    assert (alarms.state.signals if alarms else 0) == len(applied)
    assert alarms is None or isinstance(alarms.state, SiteAlarms)
    active = [(one.panel_id, one.matter, one.zone) for one in alarms.state.active] if alarms else []
    assert len(active) == len(set(active)), "the same thing is known once"
