"""What a resolved case means for whatever it was about."""

from collections.abc import Callable

from chalicelib.alarms.aftermath import after_case as after_alarm
from chalicelib.engine.cases import Case
from chalicelib.guards import deadlines as guards
from chalicelib.guards.states import Duty, Shift
from chalicelib.missions import service as missions
from chalicelib.missions.states import Mission
from chalicelib.records.change import NOTHING, Change
from chalicelib.records.commit import Engine

_AFTER: dict[str, Callable[[Engine, Case, int], Change]] = {
    Duty.KIND: guards.after_case,
    Shift.KIND: guards.after_case,
    Mission.KIND: missions.after_case,
    "panel": after_alarm,
}


def after_case(engine: Engine, case: Case, now_ms: int) -> Change:
    """The duty, the shift, the mission or the supervision goes on, or is over."""
    after = _AFTER.get(case.subject.partition("/")[0])
    return after(engine, case, now_ms) if after else NOTHING
