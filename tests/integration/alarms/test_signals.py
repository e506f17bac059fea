"""What a panel sends becomes a case, joins one, or is written down; and nothing is lost or applied twice."""

from base64 import b64encode

import pytest

from chalicelib.alarms.signal import REPEAT_MS, Told
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


class TestOneCase:
    def test_an_alarm_opens_a_case_with_the_zones_name(self, world: World, panels: Panels) -> None:
        panel = panels.add()
        taken = panels.send("1001", "130 01")
        case = panels.case().state
        assert (case.kind, case.priority, case.desk, case.silent) == ("alarm_burglary", 2, "alarm", False)
        assert (case.text, case.subject, case.site) == ("01 Døren", f"panel/{panel.id}", world.id("site"))
        assert panels.signal(taken).case_id == case.id
        assert panels.plan(panels.case()).steps[0].what == "ring_contact"

    def test_restore_cancel_and_more_of_the_same_join_it(self, world: World, panels: Panels) -> None:
        panels.add()
        panels.send("1001", "110 03")
        panels.send("1001", "3110 03")
        panels.send("1001", "406 00")
        panels.send("1001", "110 03")
        case = panels.case()
        assert case.state.kind == "alarm_fire"
        story = panels.told(case)
        assert [one for one in story if one.startswith("alarm_") or one == "all_restored"] == [
            "alarm_signal",
            "alarm_restored",
            "all_restored",
            "alarm_cancelled",
            "alarm_again",
        ]

    def test_a_second_zone_confirms_a_burglary_and_it_is_alerted_anew(self, world: World, panels: Panels) -> None:
        panels.add()
        panels.send("1001", "130 01")
        world.take(panels.case())
        panels.send("1001", "130 02")
        case = panels.case().state
        assert (case.priority, case.state, case.round) == (1, "open", 1)
        assert "burglary_confirmed" in panels.told(panels.case())
        assert panels.plan(panels.case()).ladder[1].after_s == 30

    def test_the_same_zone_again_confirms_nothing(self, panels: Panels) -> None:
        panels.add()
        for _ in range(3):
            panels.send("1001", "130 01")
        assert panels.case().state.priority == 2

    def test_what_the_panel_has_verified_is_confirmed(self, panels: Panels) -> None:
        panels.add()
        panels.put("1001", (Told(code="BV", zone="1"),), protocol="SIA-DCS")
        panels.world.settle()
        assert panels.case().state.priority == 1

    @pytest.mark.parametrize("what", ["owned", "parked"])
    def test_a_higher_class_moves_it_up_whoever_has_it(self, world: World, panels: Panels, what: str) -> None:
        from chalicelib.engine.handing import park

        panels.add()
        panels.send("1001", "301 00")
        case = panels.case()
        assert (case.state.kind, case.state.priority) == ("alarm_trouble", 4)
        world.take(case)
        if what == "parked":
            until_ms = world.now_ms + 3_600_000
            world._on(case, lambda row, plan: park(row, plan, world.id("olav"), until_ms, "Elektriker", world.now_ms))
        panels.send("1001", "110 03")
        after = panels.case().state
        assert after.id == case.state.id
        assert (after.kind, after.priority, after.state, after.parked_until_ms) == ("alarm_fire", 1, "open", None)
        assert after.text == "03 Kjøkkenet"
        whats = [step.what for step in panels.plan(panels.case()).steps]
        assert "ring_110" in whats
        assert whats[:2] == ["find_out", "ring_contact"]
        assert panels.plan(panels.case()).params["kind_text"] == "alarm_fire"

    def test_a_lower_class_joins_and_lowers_nothing(self, world: World, panels: Panels) -> None:
        panels.add()
        panels.send("1001", "110 03")
        world.take(panels.case())
        panels.send("1001", "301 00")
        case = panels.case().state
        assert (case.kind, case.priority, case.state) == ("alarm_fire", 1, "owned")

    def test_another_class_of_the_same_weight_alerts_anew(self, world: World, panels: Panels) -> None:
        panels.add()
        panels.send("1001", "110 03")
        world.take(panels.case())
        panels.send("1001", "151 09")
        case = panels.case().state
        assert (case.kind, case.priority, case.state) == ("alarm_fire", 1, "open")

    def test_several_panels_of_a_site_share_it_and_different_customers_never(
        self, world: World, panels: Panels
    ) -> None:
        panels.add("1001")
        panels.add("1002")
        panels.add_site("nabo", "annen")
        panels.add("2001", site="nabo", customer="annen")
        for account in ("1001", "1002", "2001"):
            panels.send(account, "130 01")
        cases = world.open_cases("alarm_burglary")
        assert sorted(case.state.customer_id for case in cases) == sorted([world.id("annen"), world.id("customer")])
        assert len({case.state.site for case in cases}) == 2
        assert {case.state.priority for case in cases} == {1, 2}, "two panels of one site are two zones"

    def test_after_its_window_another_case_opens(self, world: World, panels: Panels) -> None:
        panels.add()
        panels.send("1001", "301 00")
        world.take(panels.case())
        world.now_ms += 31 * 60_000
        panels.send("1001", "130 01")
        assert [case.state.kind for case in world.open_cases("alarm_burglary")] == ["alarm_burglary"]
        assert (
            len({row.state.id for kind in ("alarm_trouble", "alarm_burglary") for row in world.open_cases(kind)}) == 2
        )

    def test_and_what_is_known_joins_where_it_was_first_told(self, world: World, panels: Panels) -> None:
        panels.add()
        panels.send("1001", "301 00")
        first = panels.case().state.id
        world.now_ms += 31 * 60_000
        panels.send("1001", "301 00")
        panels.send("1001", "3301 00")
        case = world.the_case("alarm_trouble")
        assert case.state.id == first
        assert "all_restored" in panels.told(case)

    def test_after_it_is_resolved_another_opens(self, world: World, panels: Panels) -> None:
        panels.add()
        panels.send("1001", "130 01")
        first = panels.case()
        world.take(first)
        world.now_ms += 10_000
        world.resolve(first)
        panels.send("1001", "130 01")
        assert panels.case().state.id != first.state.id

    def test_all_that_waits_at_a_site_is_one_change(self, world: World, panels: Panels) -> None:
        panels.add()
        for code in ("301 00", "130 01", "110 03", "3301 00"):
            panels.send("1001", code, judge=False)
        world.settle()
        case = panels.case()
        assert (case.state.kind, case.state.priority, case.version) == ("alarm_fire", 1, 1)
        assert panels.alarms().signals == 4


class TestSilence:
    def test_a_hold_up_reaches_nobody_at_the_site(self, world: World, panels: Panels) -> None:
        panels.add()
        panels.send("1001", "120 04")
        case = panels.case()
        assert (case.state.kind, case.state.priority, case.state.silent) == ("alarm_hold_up", 1, True)
        assert not [one for one in panels.plan(case).people if one.group == "contacts"]
        world.advance(20 * MINUTE_S)
        assert world.texts_to("kari") == []
        assert world.texts_to("kjell") == []
        assert any("OVERFALLSALARM" in text for text in world.texts_to("olav"))
        assert [step.what for step in panels.plan(case).steps][:2] == ["ring_112", "keep_silent"]

    def test_it_turns_an_open_case_silent(self, panels: Panels) -> None:
        panels.add()
        panels.send("1001", "110 03")
        panels.send("1001", "120 04")
        case = panels.case().state
        assert (case.kind, case.silent, case.priority) == ("alarm_hold_up", True, 1)

    def test_and_a_fire_does_not_make_it_loud_again(self, panels: Panels) -> None:
        panels.add()
        panels.send("1001", "120 04")
        panels.send("1001", "110 03")
        case = panels.case().state
        assert (case.kind, case.silent, case.state) == ("alarm_hold_up", True, "open")
        assert "ring_110" in [step.what for step in panels.plan(panels.case()).steps]


class TestMeaning:
    def test_a_lift_is_known_by_the_accounts_own_mapping(self, panels: Panels) -> None:
        panels.add(codes=[{"code": "150", "category": "lift"}], zones=[])
        panels.send("1001", "150 01")
        assert panels.case().state.kind == "alarm_lift"
        panels.send("1001", "3150 01")
        assert "all_restored" in panels.told(panels.case())

    def test_a_zones_kind_goes_before_the_codes_meaning(self, panels: Panels) -> None:
        panels.add()
        panels.send("1001", "130 5")
        assert panels.case().state.kind == "alarm_water"
        panels.send("1001", "3130 005")
        assert "all_restored" in panels.told(panels.case())

    def test_a_zones_fault_stays_a_fault(self, panels: Panels) -> None:
        panels.add()
        panels.send("1001", "381 03")
        assert panels.case().state.kind == "alarm_trouble"

    def test_an_unknown_code_is_an_operators_case_and_one_only(self, panels: Panels) -> None:
        panels.add()
        for _ in range(30):
            panels.send("1001", "999 09", judge=False)
        panels.world.settle()
        case = panels.case()
        assert case.state.kind == "alarm_unknown"
        assert panels.alarms().active[0].count == 30
        assert len([one for one in panels.told(case) if one == "alarm_again"]) < 6

    @pytest.mark.parametrize("code", ["602 00", "1401 01", "3401 01", "406 00", "3130 01"])
    def test_tests_arming_and_what_is_over_make_no_case(self, world: World, panels: Panels, code: str) -> None:
        panels.add()
        taken = panels.send("1001", code)
        assert world.open_cases() == []
        assert panels.signal(taken).verdict == "logged"
        assert "signal" in world.told(taken.key.pk)

    def test_what_cannot_be_read_is_a_case_of_that_panel(self, panels: Panels) -> None:
        panels.add()
        for at in range(5):
            panels.put("1001", (), fault="data not closed", body=bytes([at]))
        panels.world.settle()
        case = panels.case().state
        assert (case.kind, panels.alarms().active[0].count) == ("alarm_unreadable", 5)


class TestForgery:
    KEY = "00112233445566778899AABBCCDDEEFF"

    def test_a_plain_frame_for_an_account_with_a_key_is_not_acted_on(self, panels: Panels) -> None:
        panels.add(key=self.KEY)
        for zone in ("03", "01", "02"):
            panels.send("1001", f"110 {zone}")
        case = panels.case().state
        assert (case.kind, case.priority) == ("alarm_forged", 2)
        assert panels.alarms().active[0].count == 3

    def test_it_restores_nothing(self, panels: Panels) -> None:
        panels.add(key=self.KEY)
        panels.send("1001", "130 01", encrypted=True)
        panels.send("1001", "3130 01")
        assert "alarm_restored" not in panels.told(panels.case())

    def test_leave_is_the_accounts_own(self, panels: Panels) -> None:
        panels.add(key=self.KEY, plain_accepted=True)
        panels.send("1001", "130 01", genuine=False)
        assert panels.case().state.kind == "alarm_burglary"


class TestDamping:
    def test_a_runaway_is_one_case_and_counted_to_the_last(self, world: World, panels: Panels) -> None:
        panels.add()
        for _ in range(60):
            panels.send("1001", "130 01", judge=False)
            panels.send("1001", "3130 01", judge=False)
        world.settle()
        case = panels.case()
        assert panels.alarms().active[0].count == 60
        assert panels.alarms().signals == 120
        assert case.state.priority == 2

    def test_nobodys_account_is_one_case_and_counted(self, world: World, panels: Panels) -> None:
        for at in range(40):
            panels.send(f"98{at % 4}", "130 01", judge=False)
        world.settle()
        case = panels.case()
        assert (case.state.kind, case.state.customer_id) == ("unknown_account", "self")
        from chalicelib.alarms.strays import Strays, strays_key

        row = world.engine.get(strays_key("unknown_account"), Strays)
        assert row is not None
        assert (row.state.signals, row.state.in_case, len(row.state.sources)) == (40, 40, 4)
        assert 4 <= panels.told(case).count("stray_signal") < 12

    def test_a_scanner_is_one_case_and_stays_quiet_after_it_was_looked_at(self, world: World, panels: Panels) -> None:
        for at in range(10):
            panels.put("", (), fault="no frame", body=bytes([at]))
        world.settle()
        case = panels.case()
        assert case.state.kind == "unreadable_signal"
        world.take(case)
        world.resolve(case)
        panels.put("", (), fault="no frame", body=b"more")
        world.settle()
        assert world.open_cases() == []

    def test_but_a_new_stranger_is_told(self, world: World, panels: Panels) -> None:
        panels.send("9801", "130 01")
        case = panels.case()
        world.take(case)
        world.resolve(case)
        panels.send("9801", "130 01")
        assert world.open_cases() == []
        panels.send("9802", "130 01")
        assert panels.case().state.text == "9802"
