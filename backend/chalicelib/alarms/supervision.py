"""What is awaited of a panel and did not come: a sign of life, a lift's test, that it is armed. ``decide`` is pure.

A panel is watched from its first word on. Of one that was registered and never called nothing is awaited: the office
sees which those are, and its operators are not called to a panel that nobody has fitted yet.
"""

import msgspec

from chalicelib.alarms.living import due_after, supervised
from chalicelib.alarms.plans import plan_of
from chalicelib.alarms.receivers import RECEIVERS_KEY, Receivers, absent
from chalicelib.alarms.service import people_of, told_of
from chalicelib.alarms.site import Active, SiteAlarms, site_alarms_key
from chalicelib.alarms.watched import Armed, PanelWatch
from chalicelib.engine.cases import Case, Opening, open_case
from chalicelib.engine.messages import Recipient
from chalicelib.platform.access import SELF
from chalicelib.platform.ids import id_from
from chalicelib.records.change import NOTHING, Change, Event, Write, create, update
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register import repository
from chalicelib.register.panel import Panel
from chalicelib.register.repository import everything

URGENT_S = 180
"""A panel whose silence is to be noticed within so long is one that somebody may have cut off."""


class AroundWatch(msgspec.Struct, frozen=True, kw_only=True):
    """Everything around one panel's supervision."""

    row: Row[PanelWatch]
    panel: Panel | None
    receivers: Row[Receivers] | None
    site: Row[SiteAlarms] | None = None
    told: dict[str, object] = {}
    people: tuple[Recipient, ...] = ()


def decide(around: AroundWatch, now_ms: int) -> Change:
    """Whatever of it is due."""
    if around.panel is None:
        return Change((update(around.row, msgspec.structs.replace(around.row.state, gone_at_ms=now_ms)),))
    watch = supervised(around.panel, now_ms, around.row.state)
    events: list[Event] = []
    cases: tuple[Write, ...] = ()
    if watch.silence_due_ms <= now_ms:
        watch, cases = _silent(around, watch, now_ms, events)
    if watch.lift_due_ms is not None and watch.lift_due_ms <= now_ms:
        watch, more = _untested(around, watch, now_ms, events)
        cases += more
    watch, more = _open_too_long(around, around.panel, watch, now_ms, events)
    return Change((update(around.row, watch, *events), *cases, *more))


def _silent(
    around: AroundWatch, watch: PanelWatch, now_ms: int, events: list[Event]
) -> tuple[PanelWatch, tuple[Write, ...]]:
    """Too long without a sign of life, if it was not we who did not listen: then its silence counts from now."""
    receivers = around.receivers
    if receivers is None:
        case_id = id_from("receiver_absent", "never")
        row = Receivers(customer_id=SELF, case_id=case_id)
        writes = (create(row), *absent(case_id, 0, around.people, now_ms))
        return msgspec.structs.replace(watch, since_ms=now_ms), writes
    if not receivers.state.is_up(now_ms):
        return msgspec.structs.replace(watch, since_ms=now_ms), ()
    if receivers.state.up_since_ms > watch.since_ms:
        watch = msgspec.structs.replace(watch, since_ms=receivers.state.up_since_ms)
        if watch.silence_due_ms > now_ms:
            return watch, ()
    case_id = id_from("panel_silent", watch.panel_id, str(around.row.version))
    events.append(Event("panel_silent", {"heard_at_ms": watch.heard_at_ms, "noticed_s": watch.noticed_s}))
    priority = 2 if watch.noticed_s <= URGENT_S else 3
    opened = _case(around, case_id, "panel_silent", priority, now_ms, {"since_ms": watch.heard_at_ms or watch.since_ms})
    return msgspec.structs.replace(watch, silent_case_id=case_id), opened


def _untested(
    around: AroundWatch, watch: PanelWatch, now_ms: int, events: list[Event]
) -> tuple[PanelWatch, tuple[Write, ...]]:
    """The lift's test call did not come. Until it does, that is said again each time one should have come."""
    assert watch.lift_every_ms is not None
    again = msgspec.structs.replace(watch, lift_due_ms=now_ms + watch.lift_every_ms)
    events.append(Event("lift_untested", {"test_at_ms": watch.lift_test_ms}))
    if watch.lift_case_id:
        return again, ()
    case_id = id_from("lift_untested", watch.panel_id, str(around.row.version))
    since_ms = watch.lift_test_ms or now_ms - watch.lift_every_ms
    opened = _case(around, case_id, "lift_untested", 3, now_ms, {"since_ms": since_ms})
    return msgspec.structs.replace(again, lift_case_id=case_id), opened


def _open_too_long(
    around: AroundWatch, panel: Panel, watch: PanelWatch, now_ms: int, events: list[Event]
) -> tuple[PanelWatch, tuple[Write, ...]]:
    """Partitions whose hours are over and which have not been armed since they were opened."""
    partitions: list[Armed] = []
    late: list[Armed] = []
    for one in watch.partitions:
        if one.due_ms is not None and one.due_ms <= now_ms:
            late += [one] if one.armed is False else []
            one = msgspec.structs.replace(one, due_ms=due_after(panel, one.number, now_ms))
        partitions.append(one)
    watch = msgspec.structs.replace(watch, partitions=tuple(partitions))
    if not late:
        return watch, ()
    case_id = id_from("not_armed", watch.panel_id, str(around.row.version))
    events.append(Event("not_armed", {"partitions": [one.number for one in late]}))
    names = {one.number: one.name for one in panel.partitions}
    text = ", ".join(f"{one.number} {names.get(one.number, '')}".strip() for one in late)
    opened = _case(around, case_id, "alarm_not_armed", 3, now_ms, {"since_ms": late[0].since_ms}, text)
    before = around.site.state if around.site else SiteAlarms(customer_id=panel.customer_id, site=panel.site_id)
    active = [
        Active(
            panel_id=panel.id,
            matter="not_armed",
            code="",
            partition=one.number,
            case_id=case_id,
            since_ms=now_ms,
            last_ms=now_ms,
        )
        for one in late
    ]
    after = msgspec.structs.replace(before, active=(*before.active, *active))
    return watch, (update(around.site, after) if around.site else create(after), *opened)


def _case(
    around: AroundWatch,
    case_id: str,
    kind: str,
    priority: int,
    now_ms: int,
    params: dict[str, object],
    text: str = "",
) -> tuple[Write, ...]:
    assert around.panel is not None
    plan = plan_of(kind, priority)
    opening = Opening(
        id=case_id,
        kind=kind,
        customer_id=around.panel.customer_id,
        site=around.panel.site_id,
        subject=f"panel/{around.panel.id}",
        priority=priority,
        text=text or around.panel.name,
        ladder=plan.ladder,
        broadcast_s=plan.broadcast_s,
        take_timeout_s=plan.take_timeout_s,
        steps={kind: plan.steps},
        people=around.people,
        params={**around.told, **params},
        private={"site": around.told.get("site", "")},
    )
    return open_case(opening, now_ms)


# -- what the clock asks ---------------------------------------------------------------------------------------------


def judge_watch(engine: Engine, row: Row[PanelWatch], now_ms: int) -> Change:
    """A panel's deadline."""
    found, facts = repository.find_together(
        engine,
        everything,
        [(Panel, row.state.panel_id)],
        [RECEIVERS_KEY, site_alarms_key(row.state.site)],
    )
    panel = found[0].state if found[0] else None
    site = repository.get_site(engine, everything, panel.site_id) if panel else None
    around = AroundWatch(
        row=row,
        panel=panel,
        receivers=facts.find(RECEIVERS_KEY, Receivers),
        site=facts.find(site_alarms_key(row.state.site), SiteAlarms),
        told=told_of(site.state if site else None),
        people=people_of(engine, panel.customer_id, panel.site_id) if panel else (),
    )
    return decide(around, now_ms)


def case_over(row: Row[PanelWatch], case: Case, now_ms: int) -> Change:
    """What was said of a panel's silence or test is resolved: if it lasts, it is said again in its time."""
    watch = row.state
    if case.id == watch.silent_case_id:
        watch = msgspec.structs.replace(watch, silent_case_id="", since_ms=now_ms)
    if case.id == watch.lift_case_id:
        watch = msgspec.structs.replace(watch, lift_case_id="")
    return Change((update(row, watch),)) if watch != row.state else NOTHING
