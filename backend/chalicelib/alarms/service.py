"""What surrounds the judging of signals: whose they are, what is read around them, and trying again."""

import threading
from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.alarms import judging, strays
from chalicelib.alarms.around import AroundSite
from chalicelib.alarms.classes import Matter, is_alarm
from chalicelib.alarms.lift import LiftAlarm, lift_key
from chalicelib.alarms.meaning import understand
from chalicelib.alarms.plans import plan_for, wanted_of
from chalicelib.alarms.signal import Signal, twins, window_of, window_sk
from chalicelib.alarms.site import SiteAlarms, site_alarms_key
from chalicelib.alarms.strays import AroundStrays, Sort, Strays, strays_key
from chalicelib.alarms.testing import PanelTest, panel_test_key
from chalicelib.alarms.treating import is_believed
from chalicelib.alarms.watched import PanelWatch, panel_watch_key
from chalicelib.engine.cases import Case, Plan, case_key, plan_key
from chalicelib.engine.messages import Recipient
from chalicelib.engine.people import contacts_of, each_once, on_call
from chalicelib.platform.operations import Key
from chalicelib.records.change import CLOCK, NOTHING, Change
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row, from_item
from chalicelib.register import repository
from chalicelib.register.accounts import find_panel
from chalicelib.register.panel import Panel
from chalicelib.register.repository import everything
from chalicelib.register.states import Site

MOST_AT_ONCE = 24
"""Signals in one change: each is two of the hundred writes that a transaction holds."""
_LOCKS = [threading.Lock() for _ in range(64)]
"""Within one process those who judge the same account wait for each other; between processes the commit decides."""
_STRAY_LOCK = threading.Lock()

_Load = AroundSite | AroundStrays | None


def settle_signal(engine: Engine, row: Row[Signal], now_ms: int) -> None:
    """Judge a signal, and all others of its site that wait. Whoever comes second finds nothing left to do."""
    with _LOCKS[hash(row.state.key.pk) % len(_LOCKS)]:
        current = engine.get(row.state.key, Signal)
        if current is None or current.state.lane is None:
            return
        panel = _panel_of(engine, current.state)
        if panel is not None:
            _settle(engine, current, panel, now_ms)
            return
    with _STRAY_LOCK:
        _settle(engine, row, None, now_ms)


def _settle(engine: Engine, row: Row[Signal], panel: Panel | None, now_ms: int) -> None:
    def load() -> _Load:
        current = engine.get(row.state.key, Signal)
        if current is None or current.state.lane is None:
            return None
        return around_site(engine, current, panel) if panel else around_strays(engine, current, now_ms)

    def decide(around: _Load) -> Change:
        if around is None or not around.signals:
            return NOTHING
        if isinstance(around, AroundSite):
            return judging.decide(around, now_ms)
        return strays.decide(around, now_ms)

    engine.execute(load, decide, actor=CLOCK, at_ms=now_ms)


def around_site(engine: Engine, row: Row[Signal], panel: Panel) -> AroundSite:
    """Everything around a signal of a panel that the register knows."""
    site = engine.get(site_alarms_key(panel.site_id), SiteAlarms)
    waiting = _waiting(engine, row, site.state.accounts if site else ())
    found = {panel.id: panel}
    whose: dict[Key, str] = {}
    here: list[Row[Signal]] = []
    for one in waiting:
        owner = panel if one.state.key.pk == row.state.key.pk and _alike(one, row) else _panel_of(engine, one.state)
        if owner is not None and owner.site_id == panel.site_id:
            found[owner.id] = owner
            whose[one.state.key] = owner.id
            here.append(one)
    keys = [key for one in here for key in twins(one.state)]
    keys += [key for one in found for key in (panel_watch_key(one), panel_test_key(one))]
    facts = engine.read(keys)
    watches = {one.state.panel_id: one for one in facts.all(PanelWatch)}
    ids = {one.case_id for one in site.state.active} | {site.state.case_id} if site else set()
    cases, plans = _cases(engine, ids | {one.state.silent_case_id for one in watches.values()} | _lifts(watches))
    lifts = engine.read([lift_key(case_id, one) for case_id in sorted(ids - {""}) for one in found]).all(LiftAlarm)
    return read_site(
        engine,
        panel.customer_id,
        panel.site_id,
        _matters(here, found, whose),
        row.state.received_at_ms,
        site=site,
        panels=found,
        signals=tuple(here),
        whose=whose,
        twins={one.state.key: one for one in facts.all(Signal)},
        cases=cases,
        case_plans=plans,
        lifts={one.state.key: one for one in lifts},
        tests={one.state.panel_id: one for one in facts.all(PanelTest)},
        watches=watches,
    )


def read_site(
    engine: Engine, customer_id: str, site_id: str, matters: Iterable[Matter], at_ms: int, **known: Any
) -> AroundSite:
    """A site as its alarms are told, and what is to be done about them: people are read only if they may be told."""
    wanted = {one for one in matters if is_alarm(one)}
    row = repository.get_site(engine, everything, site_id) if wanted else None
    site = row.state if row else None
    return AroundSite(
        customer_id=customer_id,
        site_id=site_id,
        told=told_of(site),
        people=people_of(engine, customer_id, site_id) if wanted else (),
        plans={one: plan_for(wanted_of(engine, site, one, at_ms), one) for one in wanted},
        **known,
    )


def told_of(site: Site | None) -> dict[str, object]:
    """What the texts say of a site."""
    return {"site": site.name, "town": site.town} if site else {}


def people_of(engine: Engine, customer_id: str, site_id: str) -> tuple[Recipient, ...]:
    """Everybody whom a ladder may reach, and whom an operator may ring."""
    return each_once([*on_call(engine), *contacts_of(engine, customer_id, site_id)], None)


def around_strays(engine: Engine, row: Row[Signal], now_ms: int) -> AroundStrays:
    """Everything around a signal of nobody's."""
    sort: Sort = "unknown_account" if row.state.account and not row.state.fault else "unreadable_signal"
    waiting = [one for one in _waiting(engine, row, ()) if bool(one.state.fault) == bool(row.state.fault)]
    keys = [strays_key(sort), *(key for one in waiting for key in twins(one.state))]
    facts = engine.read(keys)
    standing = facts.find(strays_key(sort), Strays)
    case_id = standing.state.case_id if standing else ""
    return AroundStrays(
        sort=sort,
        row=standing,
        signals=tuple(waiting),
        twins={one.state.key: one for one in facts.all(Signal)},
        case=engine.get(case_key(case_id), Case) if case_id else None,
        people=tuple(on_call(engine)),
        plan=plan_for(None, "unknown" if sort == "unknown_account" else "unreadable"),
    )


def _waiting(engine: Engine, row: Row[Signal], accounts: Iterable[str]) -> list[Row[Signal]]:
    """That signal, and what else waits in those partitions since shortly before: the most urgent first."""
    window = window_of(row.state.received_at_ms)
    found: dict[Key, Row[Signal]] = {row.state.key: row}
    for pk in {row.state.key.pk, *accounts}:
        for item in engine.store.waiting("live", pk, window_sk(window - 1), window_sk(window + 2)):
            one = from_item(item)
            found[one.state.key] = one
    own = found.pop(row.state.key)
    others = sorted(found.values(), key=lambda one: (not one.state.urgent, one.state.received_at_ms))
    return [own, *others[: MOST_AT_ONCE - 1]]


def _alike(one: Row[Signal], other: Row[Signal]) -> bool:
    return (one.state.receiver, one.state.line) == (other.state.receiver, other.state.line)


def _panel_of(engine: Engine, signal: Signal) -> Panel | None:
    if signal.panel_id:
        row = repository.find(engine, everything, Panel, signal.panel_id)
        return row.state if row else None
    return find_panel(engine, signal.account, signal.receiver, signal.line) if signal.account else None


def _lifts(watches: Mapping[str, Row[PanelWatch]]) -> set[str]:
    return {one.state.lift_case_id for one in watches.values()}


def _cases(engine: Engine, ids: set[str]) -> tuple[dict[str, Row[Case]], dict[str, Row[Plan]]]:
    """Those cases and their plans."""
    facts = engine.read([key for one in sorted(ids - {""}) for key in (case_key(one), plan_key(one))])
    return (
        {one.state.id: one for one in facts.all(Case)},
        {one.state.case_id: one for one in facts.all(Plan)},
    )


def _matters(signals: list[Row[Signal]], panels: Mapping[str, Panel], whose: Mapping[Key, str]) -> set[Matter]:
    """Whatever these signals may come to."""
    matters: set[Matter] = set()
    for row in signals:
        panel = panels[whose[row.state.key]]
        for told in row.state.events:
            matters.add(understand(panel, row.state.protocol, told).matter)
        if row.state.fault or not row.state.events:
            matters.add("unreadable")
        if not is_believed(panel, row.state):
            matters.add("forged")
        if "open_close" in matters:
            matters.add("opened")
    return matters
