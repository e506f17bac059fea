"""The doors of dispatch on the phone: yes or no, on the way, there, report, done; or by an operator for him."""

from typing import Annotated, Literal

import msgspec

from chalicelib.engine.reports import Position, Report
from chalicelib.guards.dispatch import decide, service
from chalicelib.guards.dispatch.decide import Around
from chalicelib.guards.dispatch.facts import around_of
from chalicelib.guards.dispatch.service import Judge, Wish
from chalicelib.guards.dispatch.states import Dispatch, dispatch_key
from chalicelib.guards.dispatch.views import GuardDispatchView, guard_view
from chalicelib.guards.states import Duty, duty_key
from chalicelib.identity.code_checks import OnBehalf
from chalicelib.identity.doors import Battery, actor_of, is_own, report_of
from chalicelib.platform.access import ON_BEHALF
from chalicelib.platform.operations import Key
from chalicelib.platform.problems import conflict, not_found
from chalicelib.platform.route import Params, Request, Route
from chalicelib.records.change import Change

_Words = Annotated[str, msgspec.Meta(min_length=1, max_length=4000)]


class Said(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was done, when and where."""

    happened_at_ms: int
    position: Position | None = None
    battery_percent: Battery | None = None
    on_behalf: OnBehalf | None = None


class NotMe(Said, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """No, and why."""

    why: Literal["declined", "busy"] = "declined"


class Found(Said, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was found."""

    text: _Words


def keys_of(params: Params) -> list[Key]:
    """The dispatch that a path names."""
    return [dispatch_key(params["case_id"], params["dispatch_id"])]


def whose(request: Request) -> str:
    """Whose dispatch it is; raises unless it is the caller's, or was, or the caller sits at the desk."""
    key = keys_of(request.params)[0]
    dispatch = request.subject(key, Dispatch).state
    caller = request.who.person_id
    had = {one.person_id for one in dispatch.tried} | ({dispatch.who.id} if dispatch.who else set())
    person_id = caller if caller in had else dispatch.who.id if dispatch.who else ""
    if not person_id:
        if not request.who.has("operator", "duty_manager"):
            raise not_found()
        raise conflict("dispatch.nobody")
    is_own(request.who, person_id)
    return person_id


def spoken(request: Request) -> tuple[str, Report]:
    """Who speaks, and what is reported with it. A phone on which the duty is over, by force or not, says no more."""
    person_id = whose(request)
    own = person_id == request.who.person_id
    return person_id, service.checked(report_of(request, own, person_id), request.now_ms)


def act(request: Request, person_id: str, judge: Judge) -> GuardDispatchView:
    """Decide on the dispatch for who has it, and answer how it stands."""
    engine, params, own = request.engine, request.params, person_id == request.who.person_id

    def his(around: Around) -> Change:
        who = around.dispatch.who
        if who is None or who.id != person_id:
            raise conflict("dispatch.passed_on")
        watched = around.holder.watched
        if own and watched is not None and watched.row.state.feigned:
            raise conflict("duty.over")
        return judge(around)

    actor = actor_of(request.who)
    row = service.act(engine, actor, request.command_id, params["case_id"], params["dispatch_id"], his, request.now_ms)
    return guard_view(engine, row, person_id, request.now_ms)


def accept(request: Request[Said]) -> GuardDispatchView:
    """I go."""
    person_id, report = spoken(request)
    return act(request, person_id, lambda around: decide.accept(around, report, request.now_ms))


def decline(request: Request[NotMe]) -> GuardDispatchView:
    """I cannot, or not after all."""
    person_id, report = spoken(request)
    return act(request, person_id, lambda around: decide.give_up(around, request.body.why, report, request.now_ms))


def en_route(request: Request[Said]) -> GuardDispatchView:
    """On the way."""
    person_id, report = spoken(request)
    return act(request, person_id, lambda around: decide.step(around, "en_route", report, request.now_ms))


def on_scene(request: Request[Said]) -> GuardDispatchView:
    """There."""
    person_id, report = spoken(request)
    return act(request, person_id, lambda around: decide.step(around, "on_scene", report, request.now_ms))


def tell(request: Request[Found]) -> GuardDispatchView:
    """What was found."""
    person_id, report = spoken(request)
    text = request.body.text.strip()
    return act(request, person_id, lambda around: decide.write_report(around, text, None, report, request.now_ms))


def finish(request: Request[Said]) -> GuardDispatchView:
    """Done."""
    person_id, report = spoken(request)
    return act(request, person_id, lambda around: decide.finish(around, report, request.now_ms))


def back_up(request: Request[Said]) -> GuardDispatchView:
    """I want somebody beside me: one more is sent, and the case alerts anew."""
    person_id, _ = spoken(request)
    engine, params, now = request.engine, request.params, request.now_ms
    around = around_of(engine, params["case_id"], params["dispatch_id"])
    if not around.dispatch.under_way or around.dispatch.who is None or around.dispatch.who.id != person_id:
        raise conflict("dispatch.over")
    wish = Wish(back_up=True, skills=around.dispatch.skills)
    actor = actor_of(request.who)
    service.send(engine, actor, request.command_id, params["case_id"], wish, now, by_guard=person_id)
    return guard_view(engine, around.row, person_id, now)


def show(request: Request) -> GuardDispatchView:
    """How it stands."""
    person_id = whose(request)
    row = request.subject(keys_of(request.params)[0], Dispatch)
    who, engine = row.state.who, request.engine
    if who is not None and who.duty_id and person_id == request.who.person_id:
        duty = engine.get(duty_key(who.duty_id), Duty)
        if duty is not None and duty.state.feigned:
            raise not_found()
    return guard_view(engine, row, person_id, request.now_ms)


def _route(path: str, handler: object, body: type[msgspec.Struct], summary: str) -> Route:
    return Route(
        method="POST",
        path=f"cases/{{case_id}}/dispatches/{{dispatch_id}}/{path}",
        handler=handler,  # type: ignore[arg-type]  # each takes its own body
        audience=ON_BEHALF,
        body=body,
        answer=GuardDispatchView,
        prefetch=keys_of,
        summary=summary,
    )


ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="cases/{case_id}/dispatches/{dispatch_id}",
        handler=show,
        audience=ON_BEHALF,
        answer=GuardDispatchView,
        prefetch=keys_of,
        summary="One dispatch, for who has it",
    ),
    _route("accept", accept, Said, "Take the turn-out"),
    _route("decline", decline, NotMe, "Not take it, or not after all: the next is asked"),
    _route("en-route", en_route, Said, "On the way"),
    _route("on-scene", on_scene, Said, "There"),
    _route("reports", tell, Found, "Report in words"),
    _route("done", finish, Said, "Done there"),
    _route("back-up", back_up, Said, "Ask for back-up"),
)
