"""What a panel sends becomes a case of its site or joins one, and a silent one stays silent."""

import pytest

from chalicelib.alarms.signal import Told
from tests.support.panels import Panels
from tests.support.world import World

MINUTE_S = 60


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
