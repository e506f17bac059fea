"""What a panel sends is kept once and applied once, and acknowledged only when it is kept."""

from base64 import b64encode

import pytest

from chalicelib.alarms.service import settle_signal
from chalicelib.alarms.signal import REPEAT_MS, Signal
from chalicelib.platform.operations import AnswerLost, TryAgain
from tests.support.panels import Panels
from tests.support.world import World

MINUTE_S = 60


class TestIntake:
    def test_the_same_signal_again_is_taken_and_applied_once(self, world: World, panels: Panels) -> None:
        panels.add()
        first = panels.send("1001", "130 01", sequence="0001")
        again = panels.send("1001", "130 01", sequence="0001")
        assert (first.new, again.new, first.key) == (True, False, again.key)
        assert panels.alarms().signals == 1

    def test_a_sequence_is_text(self, panels: Panels) -> None:
        panels.add()
        assert panels.send("1001", "130 01", sequence="0001").new
        assert panels.send("1001", "130 01", sequence="1").new
        assert panels.alarms().active[0].count == 2

    @pytest.mark.parametrize("judged_between", [True, False])
    def test_the_edge_of_the_five_minutes_doubles_nothing(
        self, world: World, panels: Panels, judged_between: bool
    ) -> None:
        panels.add()
        edge_ms = (world.now_ms // REPEAT_MS + 1) * REPEAT_MS
        world.now_ms = edge_ms + 2_000
        first = panels.send("1001", "130 01", sequence="0001", received_at_ms=edge_ms - 2_000, judge=judged_between)
        again = panels.send("1001", "130 01", sequence="0001", received_at_ms=edge_ms + 1_000)
        assert first.new
        assert again.new
        assert [panels.signal(one).verdict for one in (first, again)] == ["case", "repeat"]
        assert panels.alarms().active[0].count == 1

    def test_what_crosses_the_edge_the_other_way_round_is_one_too(self, world: World, panels: Panels) -> None:
        panels.add()
        edge_ms = (world.now_ms // REPEAT_MS + 1) * REPEAT_MS
        world.now_ms = edge_ms + 2_000
        later = panels.send("1001", "130 01", sequence="0001", received_at_ms=edge_ms + 1_000)
        late = panels.send("1001", "130 01", sequence="0001", received_at_ms=edge_ms - 2_000)
        assert [panels.signal(one).verdict for one in (later, late)] == ["case", "repeat"]

    @pytest.mark.parametrize("account", ["1001", "9999"])
    def test_the_later_judged_while_the_earlier_waits_leaves_one_of_them_applied(
        self, world: World, panels: Panels, account: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        panels.add()
        edge_ms = (world.now_ms // REPEAT_MS + 1) * REPEAT_MS
        world.now_ms = edge_ms + 2_000
        came_ms = (edge_ms - 2_000, edge_ms + 1_000)
        first, again = (
            panels.send(account, "130 01", sequence="0001", received_at_ms=at_ms, judge=False) for at_ms in came_ms
        )
        monkeypatch.setattr("chalicelib.alarms.service.MOST_AT_ONCE", 1)  # a crowd leaves no room for the earlier
        row = world.engine.get(again.key, Signal)
        assert row is not None
        settle_signal(world.engine, row, world.now_ms)
        assert panels.signal(again).case_id == panels.case().state.id
        world.settle()
        assert [panels.signal(one).verdict == "repeat" for one in (first, again)] == [True, False]

    def test_six_minutes_later_it_is_another(self, world: World, panels: Panels) -> None:
        panels.add()
        panels.send("1001", "130 01", sequence="0001")
        world.advance(6 * MINUTE_S)
        assert panels.signal(panels.send("1001", "130 01", sequence="0001")).verdict == "case"

    def test_a_repeat_that_goes_on_is_in_the_end_applied_again(self, world: World, panels: Panels) -> None:
        panels.add()
        verdicts = []
        for _ in range(4):
            verdicts.append(panels.signal(panels.send("1001", "130 01", sequence="0001")).verdict)
            world.advance(4 * MINUTE_S)
        assert verdicts.count("case") >= 2
        assert verdicts[0] == "case"

    def test_a_lost_answer_is_asked_again_and_the_signal_is_there_once(
        self, world: World, panels: Panels, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        panels.add()
        put, tries = world.engine.store.put_new, []

        def lossy(table, item):  # type: ignore[no-untyped-def]
            tries.append(1)
            put(table, item)
            if len(tries) == 1:
                raise AnswerLost("lost")

        monkeypatch.setattr(world.engine.store, "put_new", lossy)
        assert panels.send("1001", "130 01").new
        assert panels.alarms().signals == 1

    def test_what_cannot_be_kept_is_not_acknowledged(
        self, world: World, panels: Panels, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(*_):  # type: ignore[no-untyped-def]
            raise TryAgain("full")

        monkeypatch.setattr(world.engine.store, "put_new", refused)
        with pytest.raises(TryAgain):
            panels.put("1001", ())

    def test_the_journal_keeps_the_bytes_and_the_live_row_does_not(self, world: World, panels: Panels) -> None:
        from chalicelib.records import journal

        panels.add("7311")
        taken = panels.send("7311", "130 01", body=b"#7311|1130 01 001")
        assert panels.signal(taken).raw == ""
        (entry,) = [journal.read(item) for item in world.engine.store.partition("journal", taken.key.pk)]
        assert entry.events[0].private["raw"] == b64encode(b"\n#7311|1130 01 001\r").decode()
        assert entry.events[0].private["account"] == "7311"
        assert "account" not in entry.events[0].data
        told = journal.of_site(world.engine.store, world.id("site"), 0, world.now_ms)
        assert "signal" in [one.kind for item in told for one in journal.read(item).events]
        assert world.broken(taken.key.pk, panels.case().state.key.pk) == []
