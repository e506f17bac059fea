"""What a signal is taken for: by the account's own words, by its code, or as what may be forged."""

import pytest

from tests.support.panels import Panels
from tests.support.world import World


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
