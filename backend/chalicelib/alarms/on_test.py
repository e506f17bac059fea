"""Putting a panel on test and ending it. What is not restored when the test ends becomes a case. Decisions are pure."""

from collections.abc import Callable, Mapping

import msgspec

from chalicelib.alarms.classes import CLASSES, weight
from chalicelib.alarms.meaning import zone_of
from chalicelib.alarms.plans import plan_of
from chalicelib.alarms.service import people_of, told_of
from chalicelib.alarms.site import Active, SiteAlarms, site_alarms_key
from chalicelib.alarms.testing import PanelTest, panel_test_key
from chalicelib.engine.cases import Opening, open_case
from chalicelib.engine.messages import Recipient, compose
from chalicelib.platform.access import Caller
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import conflict, invalid
from chalicelib.platform.texts import Text, add_texts
from chalicelib.platform.time import HOUR_MS, MINUTE_MS
from chalicelib.records.change import NOTHING, Actor, Change, Event, Write, create, update
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register import repository
from chalicelib.register.keeping import By
from chalicelib.register.panel import Panel
from chalicelib.register.repository import everything

SHORTEST_MS = 5 * MINUTE_MS
LONGEST_MS = 72 * HOUR_MS
_Decide = Callable[[Row[PanelTest] | None], Change]


class AroundTest(msgspec.Struct, frozen=True, kw_only=True):
    """What is read around the end of a test."""

    row: Row[PanelTest]
    site: Row[SiteAlarms] | None
    told: dict[str, object] = {}
    people: tuple[Recipient, ...] = ()


def begin(
    row: Row[PanelTest] | None,
    panel: Panel,
    zones: tuple[str, ...],
    until_ms: int,
    why: str,
    asked: Mapping[str, object],
    who: Caller,
    now_ms: int,
) -> Change:
    """A test begins, or lasts longer. Raises Problem for an end that cannot be and for zones that are not there."""
    if not now_ms + SHORTEST_MS <= until_ms <= now_ms + LONGEST_MS:
        raise invalid("until_ms", "panel_test.until", least=SHORTEST_MS // MINUTE_MS, most=LONGEST_MS // HOUR_MS)
    for at, zone in enumerate(zones):
        if panel.zones and zone_of(panel, zone) is None:
            raise invalid(f"zones[{at}]", "panel_test.zone")
    before = row.state if row else None
    goes_on = before is not None and before.ended_at_ms is None
    test = PanelTest(
        customer_id=panel.customer_id,
        panel_id=panel.id,
        site=panel.site_id,
        zones=zones,
        started_at_ms=before.started_at_ms if before and goes_on else now_ms,
        until_ms=until_ms,
        by_id=who.person_id,
        by_name=who.name,
        why=why,
        open=before.open if before and goes_on else (),
        signals=before.signals if before and goes_on else 0,
        tested=before.tested if before and goes_on else (),
        fitter_name=before.fitter_name if before and goes_on else "",
        fitter_phone=before.fitter_phone if before and goes_on else "",
    )
    kind = "test_extended" if goes_on else "test_begun"
    event = Event(kind, {"until_ms": until_ms, "zones": list(zones)}, {**asked, **({"reason": why} if why else {})})
    return Change((update(row, test, event) if row else create(test, event),), "begun")


def fall_due(around: AroundTest, now_ms: int) -> Change:
    """Soon it ends, which the fitter is told who follows it; or it has."""
    test = around.row.state
    if now_ms < test.until_ms and not test.reminded:
        reminded = msgspec.structs.replace(test, reminded=True)
        event = Event("test_reminded", {"until_ms": test.until_ms})
        return Change((update(around.row, reminded, event), *_to_fitter(around, "panel_test_ends", now_ms)))
    return end(around, "test_ran_out", now_ms)


def _to_fitter(around: AroundTest, template: str, now_ms: int, **more: object) -> tuple[Write, ...]:
    test = around.row.state
    if not test.fitter_phone:
        return ()
    to = Recipient(id=id_from("fitter", test.fitter_phone), name=test.fitter_name, phone=test.fitter_phone)
    params = {"until_ms": test.until_ms, "site": around.told.get("site"), **more}
    slot = f"{template}/{around.row.version}"
    text = compose(
        test.key.pk, slot, to, template, params, now_ms, customer_id=test.customer_id, site=test.site, urgent=True
    )
    return (text,)


def tell_fitter(around: AroundTest, name: str, phone: str, link: str, now_ms: int) -> Change:
    """Who stands at the panel gets the link to the test, and is reminded of its end."""
    test = around.row.state
    if test.ended_at_ms is not None:
        raise conflict("panel_test.none")
    followed = msgspec.structs.replace(test, fitter_name=name, fitter_phone=phone)
    event = Event("test_link_sent", {}, {"name": name, "to": phone})
    sent = msgspec.structs.replace(around, row=msgspec.structs.replace(around.row, state=followed))
    return Change(
        (update(around.row, followed, event), *_to_fitter(sent, "panel_test_link", now_ms, link=link)), "sent"
    )


def end(around: AroundTest, kind: str, now_ms: int) -> Change:
    """The test is over: what is not restored is a case, as grave as the gravest of it."""
    test = around.row.state
    if test.ended_at_ms is not None:
        return NOTHING
    ended = msgspec.structs.replace(test, ended_at_ms=now_ms, open=())
    event = Event(kind, {"signals": test.signals, "open": len(test.open)})
    return Change((update(around.row, ended, event), *_left_open(around, now_ms)), "ended")


def _left_open(around: AroundTest, now_ms: int) -> tuple[Write, ...]:
    test = around.row.state
    if not test.open:
        return ()
    case_id = id_from("test_unrestored", test.panel_id, str(around.row.version))
    gravest = min(test.open, key=lambda one: weight(one.matter))
    one = CLASSES[gravest.matter]
    plan = plan_of("test_unrestored", one.priority)
    opening = Opening(
        id=case_id,
        kind="test_unrestored",
        customer_id=test.customer_id,
        site=test.site,
        subject=f"panel/{test.panel_id}",
        priority=one.priority,
        silent=one.silent,
        text=", ".join(dict.fromkeys(open.zone or open.code for open in test.open)),
        ladder=plan.ladder,
        broadcast_s=plan.broadcast_s,
        take_timeout_s=plan.take_timeout_s,
        steps={"test_unrestored": plan.steps},
        people=tuple(who for who in around.people if not one.silent or who.group != "contacts"),
        params={**around.told, "since_ms": min(open.since_ms for open in test.open)},
        private={"site": around.told.get("site", "")},
    )
    before = around.site.state if around.site else SiteAlarms(customer_id=test.customer_id, site=test.site)
    active = (*before.active, *(_known(open, case_id) for open in test.open))
    after = msgspec.structs.replace(before, active=active)
    return (update(around.site, after) if around.site else create(after), *open_case(opening, now_ms))


def _known(one: Active, case_id: str) -> Active:
    return msgspec.structs.replace(one, case_id=case_id)


def around_test(engine: Engine, row: Row[PanelTest], *, fitted: bool = False) -> AroundTest:
    """What the end of a test needs to know; ``fitted``: that a fitter is to be told."""
    test = row.state
    wanted = test.open or test.fitter_phone or fitted
    site = repository.get_site(engine, everything, test.site) if wanted else None
    return AroundTest(
        row=row,
        site=engine.get(site_alarms_key(test.site), SiteAlarms),
        told=told_of(site.state if site else None),
        people=people_of(engine, test.customer_id, test.site) if test.open else (),
    )


def judge_test(engine: Engine, row: Row[PanelTest], now_ms: int) -> Change:
    """A deadline of a test."""
    return fall_due(around_test(engine, row), now_ms)


def put_on_test(
    engine: Engine,
    panel: Panel,
    zones: tuple[str, ...],
    until_ms: int,
    why: str,
    asked: Mapping[str, object],
    who: Caller,
    command_id: str,
    now_ms: int,
) -> PanelTest:
    """An operator puts a panel on test; the same request again changes nothing."""

    def decide(row: Row[PanelTest] | None) -> Change:
        return begin(row, panel, zones, until_ms, why, asked, who, now_ms)

    _execute(engine, panel, decide, who, command_id, now_ms)
    row = engine.get(panel_test_key(panel.id), PanelTest)
    assert row is not None
    return row.state


def take_off_test(engine: Engine, panel: Panel, who: Caller, command_id: str, now_ms: int) -> PanelTest:
    """An operator ends the test. Raises Problem when there is none."""

    def decide(row: Row[PanelTest] | None) -> Change:
        if row is None or row.state.ended_at_ms is not None:
            raise conflict("panel_test.none")
        return end(around_test(engine, row), "test_ended", now_ms)

    _execute(engine, panel, decide, who, command_id, now_ms)
    row = engine.get(panel_test_key(panel.id), PanelTest)
    assert row is not None
    return row.state


def send_link(
    engine: Engine, panel: Panel, name: str, phone: str, link: Callable[[PanelTest], str], by: By
) -> PanelTest:
    """An operator sends the link to the running test to who stands at the panel. Raises Problem when there is none."""

    def decide(row: Row[PanelTest] | None) -> Change:
        if row is None:
            raise conflict("panel_test.none")
        return tell_fitter(around_test(engine, row, fitted=True), name, phone, link(row.state), by.at_ms)

    engine.execute(
        lambda: engine.get(panel_test_key(panel.id), PanelTest),
        decide,
        actor=by.actor,
        command_id=by.command_id,
        about=lambda row: row,
        at_ms=by.at_ms,
    )
    row = engine.get(panel_test_key(panel.id), PanelTest)
    assert row is not None
    return row.state


def _execute(engine: Engine, panel: Panel, decide: _Decide, who: Caller, command_id: str, now_ms: int) -> None:
    engine.execute(
        lambda: engine.get(panel_test_key(panel.id), PanelTest),
        decide,
        actor=Actor("person", who.person_id),
        command_id=command_id,
        about=lambda row: row,
        at_ms=now_ms,
    )


add_texts(
    {
        "panel_test.until": Text(
            "En test må ha en slutt, fra {least} minutter til {most} timer fram.",
            "A test must have an end, from {least} minutes to {most} hours ahead.",
        ),
        "panel_test.zone": Text(
            "Panelet har ingen slik sone. Velg en som finnes, eller la listen stå tom for hele panelet.",
            "The panel has no such zone. Choose one that exists, or leave the list empty for the whole panel.",
        ),
        "panel_test.why": Text(
            "Skriv hvorfor anlegget settes i test, eller velg hvem hos kunden som ber om det.",
            "Write why the panel is put on test, or choose who at the customer asks for it.",
        ),
        "panel_test.contact": Text(
            "Kunden har ingen slik kontakt. Velg en av kundens egne.",
            "The customer has no such contact. Choose one of the customer's own.",
        ),
        "panel_test.none": Text(
            "Panelet er ikke i test. Last siden på nytt.", "The panel is not on test. Load the page again."
        ),
    }
)
