"""The doors of alarm reception: signals over HTTPS and by hand, a panel's state, its test, its key for signing."""

from typing import Annotated

import msgspec

from chalicelib.alarms.intake import Received, take_in
from chalicelib.alarms.meaning import is_urgent, same_number
from chalicelib.alarms.on_test import put_on_test, take_off_test
from chalicelib.alarms.service import settle_signal
from chalicelib.alarms.signal import Signal, Told
from chalicelib.alarms.signed import key_of, signer
from chalicelib.alarms.site import Active, SiteAlarms, site_alarms_key
from chalicelib.alarms.testing import PanelTest, panel_test_key
from chalicelib.alarms.watched import Armed, PanelWatch, panel_watch_key
from chalicelib.identity.code_checks import OnBehalf, identified
from chalicelib.platform.access import DESK, PROVIDER, REGISTRARS
from chalicelib.platform.decoding import json_body
from chalicelib.platform.problems import invalid, not_found, unauthenticated
from chalicelib.platform.route import Request, Route
from chalicelib.records.change import Actor
from chalicelib.records.commit import Engine
from chalicelib.register import repository
from chalicelib.register.categories import Category
from chalicelib.register.keeping import By, change_thing
from chalicelib.register.panel import Panel
from chalicelib.register.states import Contact

Line = Annotated[str, msgspec.Meta(max_length=200)]
Number = Annotated[str, msgspec.Meta(max_length=20)]


class StatedEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One event that says itself what it is about."""

    category: Category
    restored: bool = False
    """It is over; of arming: closed."""
    zone: Number = ""
    partition: Number = ""
    text: Line = ""


class SignedSignal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a panel or camera sends over HTTPS."""

    sequence: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    """The same for a repeat, another for anything new."""
    events: Annotated[tuple[StatedEvent, ...], msgspec.Meta(min_length=1, max_length=20)]


class HandSignal(StatedEvent, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an operator enters for a caller: somebody in a lift, a neighbour."""


class TakenIn(msgspec.Struct, frozen=True, kw_only=True):
    """That it is kept, and whether it was there before."""

    new: bool


class Entered(msgspec.Struct, frozen=True, kw_only=True):
    """What became of it."""

    verdict: str
    case_id: str


class BeginTest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A panel, or some of its zones, is to be on test until then: what it tells of meanwhile alarms nobody."""

    until_ms: int
    zones: Annotated[tuple[Number, ...], msgspec.Meta(max_length=100)] = ()
    why: Line = ""
    contact_id: str | None = None
    """Which of the customer's contacts asks for it; None: the centre itself, and then it says why."""
    on_behalf: OnBehalf | None = None
    """How that contact was identified."""


class TestView(msgspec.Struct, frozen=True, kw_only=True):
    """A panel's test."""

    on: bool
    zones: list[str]
    started_at_ms: int
    until_ms: int
    reminded: bool
    by_name: str
    why: str
    signals: int
    open: list[Active]
    tried: int
    """So many of the register's zones on test have told of something."""
    fitter_name: str
    """Who follows it by a link; empty: nobody."""


class PanelState(msgspec.Struct, frozen=True, kw_only=True):
    """A panel as it stands: when it was heard, what it has told of, whether it is on test."""

    panel_id: str
    heard_at_ms: int | None
    silent_case_id: str
    lift_test_ms: int | None
    lift_due_ms: int | None
    partitions: list[Armed]
    active: list[Active]
    test: TestView | None
    server_now_ms: int


class SigningKey(msgspec.Struct, frozen=True, kw_only=True):
    """The key by which this panel signs from now on. It is told here, and nowhere again."""

    key: str


def receive_signed(request: Request[bytes]) -> TakenIn:
    """A signal that its panel has signed. Answered when it is durable."""
    panel = signer(request.engine, request.config, request.headers, request.body, request.now_ms)
    if panel is None:
        raise unauthenticated("signature_wrong")
    said: SignedSignal = json_body(request.body, SignedSignal)
    events = tuple(_told(one) for one in said.events)
    taken = take_in(request.engine, _received(request, panel, "HTTP", said.sequence, request.body, events))
    return TakenIn(new=taken.new)


def enter_by_hand(request: Request[HandSignal]) -> Entered:
    """An operator enters what a caller says, and it is judged at once."""
    panel = _panel(request)
    told = msgspec.structs.replace(_told(request.body), user=request.who.name)
    body = msgspec.json.encode(request.body)
    taken = take_in(request.engine, _received(request, panel, "HAND", request.command_id, body, (told,)))
    row = request.engine.get(taken.key, Signal)
    if row is not None:
        settle_signal(request.engine, row, request.now_ms)
    judged = request.engine.get(taken.key, Signal)
    if judged is None:
        raise not_found()
    return Entered(verdict=judged.state.verdict, case_id=judged.state.case_id)


def show_state(request: Request[None]) -> PanelState:
    """A panel as it stands now."""
    return _state(request.engine, _panel(request), request.now_ms)


def begin_test(request: Request[BeginTest]) -> PanelState:
    """On test, or longer."""
    panel, body = _panel(request), request.body
    engine, now = request.engine, request.now_ms
    asked = _asked_by(request, panel)
    put_on_test(engine, panel, body.zones, body.until_ms, body.why, asked, request.who, request.command_id, now)
    return _state(engine, panel, now)


def _asked_by(request: Request[BeginTest], panel: Panel) -> dict[str, object]:
    """Who asks that alarms be disregarded, as the journal keeps it. Raises Problem, naming the field."""
    body = request.body
    if body.contact_id is None:
        if not body.why.strip():
            raise invalid("why", "panel_test.why")
        return {}
    row = repository.find(request.engine, request.who.may_see, Contact, body.contact_id)
    if row is None or row.state.customer_id != panel.customer_id:
        raise invalid("contact_id", "panel_test.contact")
    if body.on_behalf is None:
        raise invalid("on_behalf", "on_behalf.wanted")
    who, now = request.who.person_id, request.now_ms
    how = identified(request.engine, body.on_behalf, row.state.id, who, now, of="contact")
    return {"contact": row.state.id, "name": row.state.name, "on_behalf": how}


def end_test(request: Request[None]) -> PanelState:
    """The test is over."""
    panel = _panel(request)
    take_off_test(request.engine, panel, request.who, request.command_id, request.now_ms)
    return _state(request.engine, panel, request.now_ms)


def make_key(request: Request[None]) -> SigningKey:
    """A new key for signing; the one before holds no more."""

    def next_round(before: Panel | None) -> Panel:
        assert before is not None
        return msgspec.structs.replace(before, signing_round=before.signing_round + 1)

    by = By(Actor("person", request.who.person_id), request.command_id, request.now_ms)
    panel_id = request.params["panel_id"]
    row = change_thing(request.engine, request.who.may_see, Panel, panel_id, None, next_round, by)
    return SigningKey(key=key_of(request.config, row.state.id, row.state.signing_round))


def _panel(request: Request) -> Panel:
    row = repository.find(request.engine, request.who.may_see, Panel, request.params["panel_id"])
    if row is None:
        raise not_found()
    return row.state


def _told(one: StatedEvent) -> Told:
    return Told(
        code=one.category,
        qualifier="3" if one.restored else "1",
        zone=one.zone,
        partition=one.partition,
        text=one.text,
    )


def _received(
    request: Request, panel: Panel, protocol: str, sequence: str, body: bytes, events: tuple[Told, ...]
) -> Received:
    return Received(
        protocol=protocol,
        panel_id=panel.id,
        account=panel.account,
        sequence=sequence,
        body=body,
        raw=body,
        events=events,
        transport="https",
        peer=request.client_address,
        received_at_ms=request.now_ms,
        encrypted=True,
        urgent=is_urgent(protocol, events),
    )


def _state(engine: Engine, panel: Panel, now_ms: int) -> PanelState:
    keys = [panel_watch_key(panel.id), panel_test_key(panel.id), site_alarms_key(panel.site_id)]
    facts = engine.read(keys)
    watch = facts.find(keys[0], PanelWatch)
    test = facts.find(keys[1], PanelTest)
    site = facts.find(keys[2], SiteAlarms)
    return PanelState(
        panel_id=panel.id,
        heard_at_ms=(watch.state.heard_at_ms or None) if watch else None,
        silent_case_id=watch.state.silent_case_id if watch else "",
        lift_test_ms=(watch.state.lift_test_ms or None) if watch else None,
        lift_due_ms=watch.state.lift_due_ms if watch else None,
        partitions=list(watch.state.partitions) if watch else [],
        active=[one for one in site.state.active if one.panel_id == panel.id] if site else [],
        test=_test(panel, test.state) if test else None,
        server_now_ms=now_ms,
    )


def _test(panel: Panel, test: PanelTest) -> TestView:
    wanted = [one for one in panel.zones if test.is_wanted(one.number)]
    heard = {one.zone for one in test.tested if one.came_ms}
    return TestView(
        on=test.ended_at_ms is None,
        zones=list(test.zones),
        started_at_ms=test.started_at_ms,
        until_ms=test.until_ms,
        reminded=test.reminded,
        by_name=test.by_name,
        why=test.why,
        signals=test.signals,
        open=list(test.open),
        tried=sum(any(same_number(one.number, zone) for zone in heard) for one in wanted),
        fitter_name=test.fitter_name,
    )


ROUTES: tuple[Route, ...] = (
    Route(
        method="POST",
        path="signals",
        handler=receive_signed,
        audience=PROVIDER,
        body=bytes,
        answer=TakenIn,
        keyless=True,
        summary="A signal over HTTPS, signed by its panel's key over timestamp and body",
    ),
    Route(
        method="POST",
        path="panels/{panel_id}/signals",
        handler=enter_by_hand,
        audience=DESK,
        body=HandSignal,
        answer=Entered,
        summary="Enter by hand what somebody tells of: a caller in a lift, a neighbour",
    ),
    Route(
        method="GET",
        path="panels/{panel_id}/state",
        handler=show_state,
        audience=DESK,
        answer=PanelState,
        summary="A panel as it stands: when it was heard, what it has told of, whether it is on test",
    ),
    Route(
        method="POST",
        path="panels/{panel_id}/test",
        handler=begin_test,
        audience=DESK,
        body=BeginTest,
        answer=PanelState,
        summary="Put a panel or some of its zones on test until then, or let the test last longer",
    ),
    Route(
        method="POST",
        path="panels/{panel_id}/test/end",
        handler=end_test,
        audience=DESK,
        answer=PanelState,
        summary="End a panel's test: what is not restored becomes a case",
    ),
    Route(
        method="POST",
        path="panels/{panel_id}/signing-key",
        handler=make_key,
        audience=REGISTRARS,
        answer=SigningKey,
        summary="Make the panel a new key for signals over HTTPS; it is told once, and ends the one before",
    ),
)
