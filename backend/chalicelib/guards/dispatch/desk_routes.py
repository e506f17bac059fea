"""The doors of dispatch at the desk: whom to send, sending, calling back, clearing; in a case of any service."""

from typing import Annotated

import msgspec

from chalicelib.guards.dispatch import decide, rules, service
from chalicelib.guards.dispatch.candidates import Candidate
from chalicelib.guards.dispatch.facts import case_of, dispatches_of, everybody, target_of
from chalicelib.guards.dispatch.service import Wish
from chalicelib.guards.dispatch.states import Assignee, Called, called_key
from chalicelib.guards.dispatch.views import CandidateList, DispatchView, candidate_view, dispatch_views
from chalicelib.guards.keys.views import keys_with
from chalicelib.platform.access import DESK
from chalicelib.platform.decoding import Nothing
from chalicelib.platform.route import Request, Route
from chalicelib.records.change import Actor
from chalicelib.register import repository
from chalicelib.register.repository import everything

_Skill = Annotated[str, msgspec.Meta(min_length=1, max_length=30)]


class Send(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is to be sent: somebody, or the nearest who suits. Seconds where nothing else was agreed."""

    person_id: str | None = None
    back_up: bool = False
    text: Annotated[str, msgspec.Meta(max_length=300)] = ""
    skills: Annotated[list[_Skill], msgspec.Meta(max_length=6)] = []
    response_s: Annotated[int, msgspec.Meta(ge=60, le=7 * 86_400)] | None = None
    offer_s: Annotated[int, msgspec.Meta(ge=15, le=7_200)] | None = None
    inform: Annotated[list[str], msgspec.Meta(max_length=10)] = []
    order: bool = False
    """An order to the subcontractor who is named, to mend something within ``response_s``."""


class Recall(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why nobody is wanted any more."""

    reason: Annotated[str, msgspec.Meta(max_length=300)] = ""


class CandidatesQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What whoever is sent has to be able to do: ``dog,first aid``."""

    skills: str = ""


class DispatchList(msgspec.Struct, frozen=True, kw_only=True):
    """The guards that a case wants or wanted."""

    dispatches: list[DispatchView]
    server_now_ms: int


def list_candidates(request: Request) -> CandidateList:
    """Everybody who could be sent, and why the others cannot."""
    engine, now = request.engine, request.now_ms
    of = case_of(engine, request.params["case_id"])
    skills = tuple(one.strip().casefold() for one in request.query.skills.split(",") if one.strip())
    target = target_of(engine, of.row.state, of.plan)
    found, _ = everybody(engine, target, skills, (), of.row.state.person_id, now)
    keys = keys_with(engine, of.row.state.site)
    return CandidateList(
        candidates=[candidate_view(one, keys.get(one.who.id, [])) for one in (*found, *_contractors(request))],
        response_s=rules.response_s(of.row.state.priority, of.plan.steps),
        target=target,
        server_now_ms=now,
    )


def _contractors(request: Request) -> list[Candidate]:
    engine = request.engine
    people = [row.state for row in repository.people_with_role(engine, everything, "contractor")]
    busy = engine.read(called_key(one.id) for one in people).all(Called) if people else []
    asked = {row.state.person_id for row in busy}
    return [
        Candidate(
            who=Assignee(id=one.id, name=one.name, phone=one.phone, language=one.language),
            number=one.number,
            why_not="dispatched" if one.id in asked else "",
        )
        for one in people
    ]


def show_dispatches(request: Request) -> DispatchList:
    """Those of a case."""
    case_of(request.engine, request.params["case_id"])
    return _listed(request)


def send(request: Request[Send]) -> DispatchList:
    """Somebody is to go."""
    body = request.body
    wish = Wish(
        person_id=body.person_id or "",
        back_up=body.back_up,
        text=body.text.strip(),
        skills=tuple(one.casefold() for one in body.skills),
        response_s=body.response_s,
        offer_s=body.offer_s,
        inform=tuple(body.inform),
        order=body.order,
    )
    actor, case_id = Actor("person", request.who.person_id), request.params["case_id"]
    service.send(request.engine, actor, request.command_id, case_id, wish, request.now_ms)
    return _listed(request)


def recall(request: Request[Recall]) -> DispatchList:
    """Nobody is to go any more."""
    return _act(request, lambda around: decide.recall(around, request.body.reason.strip(), request.now_ms))


def clear(request: Request[Nothing]) -> DispatchList:
    """Whoever waits at a distance may go up."""
    return _act(request, lambda around: decide.clear(around, request.now_ms))


def _act(request: Request, judge: service.Judge) -> DispatchList:
    actor, params = Actor("person", request.who.person_id), request.params
    service.act(
        request.engine,
        actor,
        request.command_id,
        params["case_id"],
        params["dispatch_id"],
        judge,
        request.now_ms,
    )
    return _listed(request)


def _listed(request: Request) -> DispatchList:
    rows = dispatches_of(request.engine, request.params["case_id"])
    views = dispatch_views(request.engine, rows, request.now_ms)
    return DispatchList(dispatches=views, server_now_ms=request.now_ms)


ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="cases/{case_id}/candidates",
        handler=list_candidates,
        audience=DESK,
        query=CandidatesQuery,
        answer=CandidateList,
        summary="Whom to send: everybody on duty, the nearest who suits first",
    ),
    Route(
        method="GET",
        path="cases/{case_id}/dispatches",
        handler=show_dispatches,
        audience=DESK,
        answer=DispatchList,
        summary="The guards that a case wants",
    ),
    Route(
        method="POST",
        path="cases/{case_id}/dispatches",
        handler=send,
        audience=DESK,
        body=Send,
        answer=DispatchList,
        status=201,
        summary="Send a guard, or one more as back-up",
    ),
    Route(
        method="POST",
        path="cases/{case_id}/dispatches/{dispatch_id}/recall",
        handler=recall,
        audience=DESK,
        body=Recall,
        answer=DispatchList,
        summary="Call a guard back",
    ),
    Route(
        method="POST",
        path="cases/{case_id}/dispatches/{dispatch_id}/clear",
        handler=clear,
        audience=DESK,
        answer=DispatchList,
        summary="Say that it is clear",
    ),
)
