"""What is awaited of a panel and does not come is a case; unless it is we who do not listen."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.alarms.heard import SignsOfLife, note
from chalicelib.alarms.receivers import BEAT_MS, LOST_MS, beat
from chalicelib.alarms.watched import PanelWatch, panel_watch_key
from chalicelib.engine.cases import NotAllowed
from chalicelib.platform.operations import TryAgain
from chalicelib.platform.time import HOUR_MS, NORWAY, local
from chalicelib.register.panel import Panel
from tests.support.panels import Panels
from tests.support.world import World

MINUTE_S = 60


def pass_time(world: World, seconds: int) -> None:
    """Time passes while a receiver beats."""
    until_ms = world.now_ms + seconds * 1000
    while world.now_ms < until_ms:
        beat(world.engine, "one", world.now_ms)
        world.advance(min(25, (until_ms - world.now_ms) / 1000))
    beat(world.engine, "one", world.now_ms)


def watch(world: World, panel: Panel) -> PanelWatch:
    row = world.engine.get(panel_watch_key(panel.id), PanelWatch)
    assert row is not None
    return row.state


class TestSilence:
    def test_a_silent_panel_is_a_case_and_is_heard_again(self, world: World, panels: Panels) -> None:
        panel = panels.add(transmission="SP4")
        beat(world.engine, "one", world.now_ms)
        note(world.engine, panel, world.now_ms)
        pass_time(world, 170)
        assert world.open_cases() == []
        pass_time(world, 15)
        case = world.the_case("panel_silent")
        assert (case.state.priority, case.state.subject) == (2, f"panel/{panel.id}")
        note(world.engine, panel, world.now_ms)
        assert world.the_case("panel_silent").state.evidence_at_ms == world.now_ms
        assert watch(world, panel).silent_case_id == ""

    def test_a_signal_is_a_sign_of_life(self, world: World, panels: Panels) -> None:
        panel = panels.add(supervision_s=600)
        beat(world.engine, "one", world.now_ms)
        note(world.engine, panel, world.now_ms)
        pass_time(world, 500)
        panels.send("1001", "602 00")
        pass_time(world, 500)
        assert world.open_cases() == []
        pass_time(world, 120)
        assert world.the_case("panel_silent").state.priority == 3
        panels.send("1001", "602 00")
        assert world.the_case("panel_silent").state.evidence_at_ms is not None

    def test_a_forged_signal_is_none(self, world: World, panels: Panels) -> None:
        panel = panels.add(supervision_s=600, key="00112233445566778899AABBCCDDEEFF")
        note(world.engine, panel, world.now_ms)
        before = watch(world, panel).heard_at_ms
        world.now_ms += 500_000
        panels.send("1001", "602 00")
        assert watch(world, panel).heard_at_ms == before

    def test_resolved_and_still_silent_it_is_said_again(self, world: World, panels: Panels) -> None:
        panel = panels.add(supervision_s=300)
        beat(world.engine, "one", world.now_ms)
        note(world.engine, panel, world.now_ms)
        pass_time(world, 310)
        first = world.the_case("panel_silent")
        world.take(first)
        world.resolve(first)
        pass_time(world, 200)
        assert world.open_cases() == []
        pass_time(world, 120)
        assert world.the_case("panel_silent").state.id != first.state.id

    def test_of_a_panel_that_never_called_nothing_is_awaited(self, world: World, panels: Panels) -> None:
        panels.add(supervision_s=300, lift={"number": "7", "test_hours": 1})
        pass_time(world, 3 * 3600)
        assert world.open_cases() == []

    def test_its_first_word_is_the_beginning(self, world: World, panels: Panels) -> None:
        panel = panels.add(supervision_s=300)
        pass_time(world, 1_000)
        panels.send("1001", "602 00")
        pass_time(world, 290)
        assert world.open_cases() == []
        pass_time(world, 20)
        assert world.the_case("panel_silent").state.subject == f"panel/{panel.id}"

    def test_a_panel_that_is_gone_is_missed_no_more(self, world: World, panels: Panels) -> None:
        from chalicelib.records.change import Change, remove
        from tests.support.world import TESTER

        panel = panels.add(supervision_s=300)
        beat(world.engine, "one", world.now_ms)
        note(world.engine, panel, world.now_ms)
        row = world.engine.get(panel.key, Panel)
        assert row is not None
        world.engine.commit(Change((remove(row),)), actor=TESTER)
        pass_time(world, 320)
        assert world.open_cases() == []
        assert watch(world, panel).lane is None


class TestSignsOfLife:
    def test_they_cost_a_few_writes_in_the_panels_time(
        self, world: World, panels: Panels, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        panels.add(transmission="SP4")
        signs, writes = SignsOfLife(world.engine), []
        commit = world.engine.commit

        def counted(*some: Any, **more: Any) -> Any:
            writes.append(1)
            return commit(*some, **more)

        monkeypatch.setattr(world.engine, "commit", counted)
        for _ in range(180):
            known = signs.ask("1001", None, None, world.now_ms)
            if signs.is_due(known, world.now_ms):
                signs.write(known, world.now_ms)
            world.now_ms += 1_000
        assert len(writes) == 4

    def test_nobodys_account_is_remembered_as_nobodys_and_never_written_of(self, world: World) -> None:
        signs = SignsOfLife(world.engine)
        assert signs.remembered("9999", None, None) is None
        known = signs.ask("9999", None, None, world.now_ms)
        assert (known.panel, signs.remembered("9999", None, None)) == (None, known)
        assert not signs.is_due(known, world.now_ms)

    def test_what_nobody_has_is_forgotten_before_it_fills_the_memory(
        self, world: World, panels: Panels, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        panels.add()
        signs = SignsOfLife(world.engine)
        monkeypatch.setattr("chalicelib.alarms.heard.MOST_UNKNOWN", 3)
        signs.ask("1001", None, None, world.now_ms)
        for account in range(9_000, 9_005):
            signs.ask(str(account), None, None, world.now_ms)
        remembered = [one for one in range(9_000, 9_005) if signs.remembered(str(one), None, None)]
        assert remembered == [9_002, 9_003, 9_004]
        assert signs.remembered("1001", None, None) is not None

    def test_an_account_that_somebody_gets_is_his_when_it_is_asked_about_again(
        self, world: World, panels: Panels
    ) -> None:
        signs = SignsOfLife(world.engine)
        assert signs.ask("1001", None, None, world.now_ms).panel is None
        panel = panels.add()
        assert signs.ask("1001", None, None, world.now_ms).panel == panel

    def test_a_write_that_fails_is_tried_at_the_next_word(
        self, world: World, panels: Panels, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        panels.add()
        signs = SignsOfLife(world.engine)
        known = signs.ask("1001", None, None, world.now_ms)
        assert signs.is_due(known, world.now_ms)

        def fails(*_: Any, **__: Any) -> None:
            raise TryAgain

        with monkeypatch.context() as broken:
            broken.setattr(world.engine, "execute", fails)
            with pytest.raises(TryAgain):
                signs.write(known, world.now_ms)
        assert signs.is_due(known, world.now_ms)

    def test_a_new_receiver_writes_nothing_that_is_fresh(self, world: World, panels: Panels) -> None:
        panel = panels.add(transmission="SP2")
        note(world.engine, panel, world.now_ms)
        world.now_ms += 60_000
        signs = SignsOfLife(world.engine)
        signs.write(signs.ask("1001", None, None, world.now_ms), world.now_ms)
        row = world.engine.get(panel_watch_key(panel.id), PanelWatch)
        assert row is not None
        assert row.version == 1


class TestWeDoNotListen:
    def test_without_a_receiver_there_is_one_case_for_all(self, world: World, panels: Panels) -> None:
        beat(world.engine, "one", world.now_ms)
        for at in range(5):
            note(world.engine, panels.add(f"100{at}", supervision_s=60), world.now_ms)
        world.advance(10 * MINUTE_S)
        assert [case.state.kind for case in world.open_cases()] == ["receiver_absent"]
        case = world.the_case("receiver_absent").state
        assert (case.desk, case.priority) == ("all", 1)

    def test_and_when_it_is_back_silence_counts_from_then(self, world: World, panels: Panels) -> None:
        beat(world.engine, "one", world.now_ms)
        note(world.engine, panels.add(supervision_s=300), world.now_ms)
        world.advance(20 * MINUTE_S)
        beat(world.engine, "one", world.now_ms)
        assert world.the_case("receiver_absent").state.evidence_at_ms == world.now_ms
        pass_time(world, 250)
        assert len(world.open_cases()) == 1
        pass_time(world, 400)
        assert world.the_case("panel_silent").state.state == "open"

    def test_where_there_never_was_one_that_is_the_case(self, world: World, panels: Panels) -> None:
        for at in range(3):
            note(world.engine, panels.add(f"100{at}", supervision_s=60), world.now_ms)
        world.advance(5 * MINUTE_S)
        assert [case.state.kind for case in world.open_cases()] == ["receiver_absent"]

    def test_one_of_two_is_enough(self, world: World) -> None:
        for at in range(20):
            beat(world.engine, f"receiver {at % 2 if at < 10 else 0}", world.now_ms)
            world.advance(BEAT_MS / 1000)
        assert world.open_cases() == []
        world.advance(LOST_MS / 1000 + 1)
        assert world.the_case("receiver_absent").state.state == "open"


class TestLiftTests:
    LIFT = {"number": "NO-1", "test_hours": 72}  # noqa: RUF012

    def test_a_test_that_does_not_come_is_a_case_until_it_comes(self, world: World, panels: Panels) -> None:
        panel = panels.add(lift=self.LIFT, supervision_s=30 * 86_400)
        panels.send("1001", "602 00")
        world.now_ms += 71 * HOUR_MS
        world.settle()
        assert world.open_cases("lift_untested") == []
        world.now_ms += 2 * HOUR_MS
        world.settle()
        assert world.the_case("lift_untested").state.subject == f"panel/{panel.id}"
        world.now_ms += 73 * HOUR_MS
        world.settle()
        assert world.the_case("lift_untested").state.state == "open", "and there is one case, however long it lasts"
        panels.send("1001", "602 00")
        assert world.the_case("lift_untested").state.evidence_at_ms == world.now_ms
        assert watch(world, panel).lift_due_ms == world.now_ms + 72 * HOUR_MS


HOURS = [{"days": [0, 1, 2, 3, 4, 5, 6], "opens": "09:00", "closes": "17:00"}]


class TestOpenAndClosed:
    def shop(self, panels: Panels) -> Panel:
        partitions = [{"number": "1", "name": "Butikken", "hours": HOURS}]
        return panels.add(partitions=partitions, supervision_s=30 * 86_400)

    def at(self, world: World, clock: str) -> None:
        hour, minute = map(int, clock.split(":"))
        now = local(world.now_ms)
        then = datetime(now.year, now.month, now.day, hour, minute, tzinfo=NORWAY)
        if then <= now:
            then += timedelta(days=1)
        world.now_ms = int(then.timestamp() * 1000)
        world.settle()

    def test_opened_out_of_hours_is_a_case_and_closing_restores_it(self, world: World, panels: Panels) -> None:
        self.shop(panels)
        self.at(world, "23:00")
        panels.send("1001", "1401 07 1")
        case = world.the_case("alarm_opened")
        panels.send("1001", "3401 07 1")
        assert "all_restored" in panels.told(case)

    @pytest.mark.parametrize("clock", ["08:45", "12:00", "17:10"])
    def test_in_its_hours_it_is_written_down(self, world: World, panels: Panels, clock: str) -> None:
        self.shop(panels)
        self.at(world, clock)
        panels.send("1001", "1401 07 1")
        assert world.open_cases("alarm_opened") == []

    def test_on_a_public_holiday_it_is_closed_unless_the_holiday_has_hours(self, world: World, panels: Panels) -> None:
        self.shop(panels)
        world.now_ms = int(datetime(2026, 12, 25, 12, tzinfo=NORWAY).timestamp() * 1000)
        panels.send("1001", "1401 07 1")
        assert len(world.open_cases("alarm_opened")) == 1

    def test_a_holiday_with_hours_of_its_own_is_open_in_them_alone(self, world: World, panels: Panels) -> None:
        holiday = {"days": [7], "opens": "12:00", "closes": "15:00"}
        panels.add(partitions=[{"number": "1", "hours": [*HOURS, holiday]}], supervision_s=30 * 86_400)
        for hour, cases in ((13, 0), (16, 1)):
            world.now_ms = int(datetime(2026, 12, 25, hour, tzinfo=NORWAY).timestamp() * 1000)
            panels.send("1001", "1401 07 1")
            assert len(world.open_cases("alarm_opened")) == cases

    def test_not_armed_in_time_is_a_case_and_arming_restores_it(self, world: World, panels: Panels) -> None:
        self.shop(panels)
        self.at(world, "09:00")
        panels.send("1001", "1401 07 1")
        self.at(world, "17:10")
        assert world.open_cases("alarm_not_armed") == []
        self.at(world, "17:16")
        case = world.the_case("alarm_not_armed")
        assert case.state.text == "1 Butikken"
        panels.send("1001", "3401 07 1")
        assert "all_restored" in panels.told(case)

    def test_armed_in_time_is_none(self, world: World, panels: Panels) -> None:
        self.shop(panels)
        self.at(world, "09:00")
        panels.send("1001", "1401 07 1")
        self.at(world, "16:50")
        panels.send("1001", "3401 07 1")
        self.at(world, "18:00")
        assert world.open_cases("alarm_not_armed") == []


def test_a_case_that_a_signal_has_just_joined_does_not_end_unseen(world: World, panels: Panels) -> None:
    panels.add()
    panels.send("1001", "130 01")
    case = panels.case()
    world.take(case)
    world.now_ms += 10_000
    panels.send("1001", "381 01")
    with pytest.raises(NotAllowed, match="just_came"):
        world.resolve(case)
    world.now_ms += 4_000
    world.resolve(case)
    assert world.open_cases() == []
