"""Everything that is read around the signals of one site before anything is decided about them."""

from collections.abc import Mapping

import msgspec

from chalicelib.alarms.classes import Matter
from chalicelib.alarms.lift import LiftAlarm
from chalicelib.alarms.plans import AlarmPlan
from chalicelib.alarms.signal import Signal
from chalicelib.alarms.site import SiteAlarms
from chalicelib.alarms.testing import PanelTest
from chalicelib.alarms.watched import PanelWatch
from chalicelib.engine.cases import Case, Plan
from chalicelib.engine.messages import Recipient
from chalicelib.platform.operations import Key
from chalicelib.records.rows import Row
from chalicelib.register.panel import Panel


class AroundSite(msgspec.Struct, frozen=True, kw_only=True):
    """One site, what came from its panels, and what is open there."""

    customer_id: str
    site_id: str
    told: Mapping[str, object]
    """What the texts say of it: its name and town."""
    site: Row[SiteAlarms] | None = None
    panels: Mapping[str, Panel] = {}
    """By id."""
    signals: tuple[Row[Signal], ...] = ()
    whose: Mapping[Key, str] = {}
    """Which panel a signal is from."""
    twins: Mapping[Key, Row[Signal]] = {}
    """The same signals across an edge of their five minutes."""
    cases: Mapping[str, Row[Case]] = {}
    case_plans: Mapping[str, Row[Plan]] = {}
    lifts: Mapping[Key, Row[LiftAlarm]] = {}
    tests: Mapping[str, Row[PanelTest]] = {}
    watches: Mapping[str, Row[PanelWatch]] = {}
    people: tuple[Recipient, ...] = ()
    plans: Mapping[Matter, AlarmPlan] = {}
    """What each class of alarm begins with here and now: ``plan_for``, asked beforehand."""

    def open_case(self, case_id: str) -> Row[Case] | None:
        """The case of that id, unless it is resolved."""
        row = self.cases.get(case_id)
        return row if row is not None and row.state.state != "resolved" else None
