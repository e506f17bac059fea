"""A runaway, a stranger and a scanner are one case each, and counted to the last signal."""

from tests.support.panels import Panels
from tests.support.world import World


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
