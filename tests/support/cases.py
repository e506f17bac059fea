"""A case as it is opened, owned and changed where there is no table: rows as decisions see them."""

from collections.abc import Mapping

from chalicelib.engine.cases import Case, Opening, Plan, open_case, take
from chalicelib.engine.messages import Recipient
from chalicelib.records.change import Change
from chalicelib.records.rows import Row
from chalicelib.register.policy import Rung
from chalicelib.register.steps import PlanStep

NOW_MS = 1_798_000_000_000
PEOPLE = tuple(
    Recipient(id=name, name=name.capitalize(), phone=f"+479000000{at}", group="operators")
    for at, name in enumerate(("olav", "oda", "nina"))
)
_AS_ALWAYS: Mapping[str, tuple[PlanStep, ...]] = {}


def opened(kind: str = "silence", *, steps: Mapping[str, tuple[PlanStep, ...]] = _AS_ALWAYS) -> tuple[Row[Case], Plan]:
    opening = Opening(
        id="0123456789ab",
        kind=kind,
        customer_id="c",
        person_id="alice",
        ladder=(Rung(after_s=0, to="operators", channels=("board", "sms")),),
        people=PEOPLE,
        params={"since_ms": NOW_MS, "at_ms": NOW_MS, "start_ms": NOW_MS},
        steps=steps,
    )
    writes = open_case(opening, NOW_MS)
    case, plan = writes[0].after, writes[1].after
    assert isinstance(case, Case)
    assert isinstance(plan, Plan)
    return Row(case, 1), plan


def owned(kind: str = "silence") -> tuple[Row[Case], Plan]:
    row, plan = opened(kind)
    return after(row, take(row, plan, "olav", "Olav", NOW_MS)), plan


def after(row: Row[Case], change: Change) -> Row[Case]:
    (case,) = [write.after for write in change.writes if isinstance(write.after, Case)]
    return Row(case, row.version + 1)


def told(change: Change) -> list[str]:
    return [event.kind for write in change.writes if isinstance(write.after, Case) for event in write.events]
