"""A running test as the fitter at the panel follows it, without signing in; and which panels are on test.

Who has the link sees that panel's zones and what those on test have sent since it began. Of the centre's work, its
customers and its people there is nothing in it.
"""

from typing import Annotated

import msgspec

from chalicelib.alarms.classes import Matter
from chalicelib.alarms.fitter_link import HEADER, Followed, is_open, link_of, read_token
from chalicelib.alarms.meaning import same_number, zone_of
from chalicelib.alarms.on_test import send_link
from chalicelib.alarms.signal import Signal, account_pk
from chalicelib.alarms.testing import PanelTest, ZoneHeard, panel_test_key
from chalicelib.alarms.treating import matter_of, understood_of
from chalicelib.alarms.watched import PanelWatch, panel_watch_key
from chalicelib.platform.access import ANYONE, DESK
from chalicelib.platform.problems import not_found
from chalicelib.platform.route import Request, Route
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.change import Actor
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Lane, Row, from_item
from chalicelib.register import repository
from chalicelib.register.categories import Category
from chalicelib.register.form import Form
from chalicelib.register.keeping import By
from chalicelib.register.panel import Panel
from chalicelib.register.repository import everything
from chalicelib.register.states import Site

MOST_SIGNALS = 200
"""So many of the last signals are shown; the zones have them all."""


class Fitter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who stands at the panel, and where the link is sent."""

    name: Annotated[str, msgspec.Meta(max_length=60)]
    phone: Annotated[str, msgspec.Meta(max_length=40)]


class FitterZone(msgspec.Struct, frozen=True, kw_only=True):
    """A zone, and how it stands in the test."""

    number: str
    name: str
    known: bool
    """Whether the centre's register has it: what it does not know has no name and no kind of its own."""
    on_test: bool
    heard: ZoneHeard | None


class FitterSignal(msgspec.Struct, frozen=True, kw_only=True):
    """One event, as it was sent and as it is understood here."""

    received_at_ms: int
    zone: str
    zone_name: str
    code: str
    text: str
    matter: Matter
    """What it is treated as."""
    of: Category | None
    """Of a restore: what is over."""


class FitterView(msgspec.Struct, frozen=True, kw_only=True):
    """The test, as its fitter follows it."""

    site: str
    panel: str
    account: str
    started_at_ms: int
    until_ms: int
    ended_at_ms: int | None
    heard_at_ms: int | None
    """The panel's last sign of life that was written down, of whatever kind."""
    zones: list[FitterZone]
    signals: list[FitterSignal]
    count: int
    """All of the test's signals, also those that are shown no more."""
    centre_phone: str
    server_now_ms: int


class OnTest(msgspec.Struct, frozen=True, kw_only=True):
    """A panel that is on test, as the desk lists it."""

    panel_id: str
    panel: str
    site_id: str
    site: str
    town: str
    zones: list[str]
    until_ms: int
    by_name: str
    why: str
    signals: int
    open: int
    fitter_name: str


class TestsNow(msgspec.Struct, frozen=True, kw_only=True):
    """All of them, the first to end first."""

    tests: list[OnTest]
    server_now_ms: int


class LinkSent(msgspec.Struct, frozen=True, kw_only=True):
    """To whom the link went. The link itself is in the SMS alone."""

    to: str


def show_tests(request: Request[None]) -> TestsNow:
    """Every panel that is on test."""
    engine = request.engine
    tests = [row.state for row in engine.open_rows(PanelTest, Lane.WATCH)]
    panels = repository.find_all(engine, everything, Panel, {one.panel_id for one in tests})
    sites = repository.find_all(engine, everything, Site, {one.site for one in tests})
    found = [_listed(one, panels.get(one.panel_id), sites.get(one.site)) for one in tests]
    return TestsNow(tests=sorted(found, key=lambda one: one.until_ms), server_now_ms=request.now_ms)


def send(request: Request[Fitter]) -> LinkSent:
    """The link goes to the fitter by SMS."""
    row = repository.find(request.engine, request.who.may_see, Panel, request.params["panel_id"])
    if row is None:
        raise not_found()
    form = Form()
    name, phone = form.line("name", request.body.name, 60), form.phone("phone", request.body.phone)
    form.close()
    by = By(Actor("person", request.who.person_id), request.command_id, request.now_ms)
    config = request.config
    send_link(request.engine, row.state, name, phone, lambda test: link_of(config, test), by)
    return LinkSent(to=phone)


def follow(request: Request[None]) -> FitterView:
    """The test that the link opens. Whatever is wrong with a link, the answer is the same."""
    engine, now = request.engine, request.now_ms
    followed = read_token(request.config, request.headers.get(HEADER, ""))
    found = _followed(engine, followed, now) if followed else None
    if found is None:
        raise not_found("panel_test.link")
    panel, test, watch, site = found
    return FitterView(
        site=site.name,
        panel=panel.name,
        account=panel.account,
        started_at_ms=test.started_at_ms,
        until_ms=test.until_ms,
        ended_at_ms=test.ended_at_ms,
        heard_at_ms=(watch.heard_at_ms or None) if watch else None,
        zones=zones_of(panel, test),
        signals=_signals(engine, panel, test),
        count=test.signals,
        centre_phone=request.config.centre_phone,
        server_now_ms=now,
    )


def zones_of(panel: Panel, test: PanelTest) -> list[FitterZone]:
    """The panel's zones in their order, then what was heard of and is none of them."""

    def zone(number: str, name: str, heard: ZoneHeard | None, *, known: bool) -> FitterZone:
        return FitterZone(number=number, name=name, known=known, on_test=test.is_wanted(number), heard=heard)

    left = list(test.tested)
    found = []
    for one in panel.zones:
        # Two that differ in their zeros alone are two zones: each is asked whose the number is.
        heard = next((told for told in left if told.zone and zone_of(panel, told.zone) is one), None)
        if heard is not None:
            left.remove(heard)
        found.append(zone(one.number, one.name, heard, known=True))
    # 000 is no zone but the panel itself, which the register need not list.
    return found + [
        zone(told.zone, told.name, told, known=not panel.zones or same_number(told.zone, "0")) for told in left
    ]


def _followed(
    engine: Engine, followed: Followed, now_ms: int
) -> tuple[Panel, PanelTest, PanelWatch | None, Site] | None:
    keys = [panel_test_key(followed.panel_id), panel_watch_key(followed.panel_id)]
    facts = engine.read(keys)
    test, watch = facts.find(keys[0], PanelTest), facts.find(keys[1], PanelWatch)
    if test is None or not is_open(test.state, followed, now_ms):
        return None
    panel = repository.find(engine, everything, Panel, followed.panel_id)
    site = repository.get_site(engine, everything, test.state.site)
    if panel is None or site is None:
        return None
    return panel.state, test.state, watch.state if watch else None, site.state


def _signals(engine: Engine, panel: Panel, test: PanelTest) -> list[FitterSignal]:
    items = engine.store.partition("live", account_pk(panel.account), "signal/")
    rows: list[Row[Signal]] = [from_item(item) for item in items]
    until_ms = test.until_ms if test.ended_at_ms is None else test.ended_at_ms
    ours = [one.state for one in rows if one.state.panel_id == panel.id and one.state.first_ms is None]
    shown = [one for one in ours if test.started_at_ms <= one.received_at_ms < until_ms]
    shown.sort(key=lambda one: one.received_at_ms, reverse=True)
    return [event for signal in shown for event in _events(panel, test, signal)][:MOST_SIGNALS]


def _events(panel: Panel, test: PanelTest, signal: Signal) -> list[FitterSignal]:
    return [
        FitterSignal(
            received_at_ms=signal.received_at_ms,
            zone=event.zone,
            zone_name=event.zone_name,
            code=event.told.code,
            text=event.told.text,
            matter=matter_of(panel, signal, event),
            of=event.of,
        )
        for event in understood_of(panel, signal)
        # A silent alarm from a zone that is not on test must show on no phone there.
        if test.is_wanted(event.zone)
    ]


def _listed(test: PanelTest, panel: Row[Panel] | None, site: Row[Site] | None) -> OnTest:
    return OnTest(
        panel_id=test.panel_id,
        panel=panel.state.name if panel else "",
        site_id=test.site,
        site=site.state.name if site else "",
        town=site.state.town if site else "",
        zones=list(test.zones),
        until_ms=test.until_ms,
        by_name=test.by_name,
        why=test.why,
        signals=test.signals,
        open=len(test.open),
        fitter_name=test.fitter_name,
    )


ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="panel-tests",
        handler=show_tests,
        audience=DESK,
        answer=TestsNow,
        summary="Every panel that is on test, the first to end first",
    ),
    Route(
        method="POST",
        path="panels/{panel_id}/test/link",
        handler=send,
        audience=DESK,
        body=Fitter,
        answer=LinkSent,
        summary="Send the fitter at the panel a link by which the running test is followed; it opens nothing else",
    ),
    Route(
        method="GET",
        path="fitter",
        handler=follow,
        audience=ANYONE,
        answer=FitterView,
        summary="A panel's running test, for whoever has its signed link in the header Varde-Link",
    ),
)

add_texts(
    {
        "panel_test.link": Text(
            "Lenken gjelder ikke lenger, eller er ikke hel. Ring sentralen for å få en ny.",
            "The link is no longer valid, or is not whole. Call the centre to get a new one.",
        ),
    }
)
