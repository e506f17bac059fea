"""What would happen now, or another time: who would be told, what would be done at once, and by an operator."""

from typing import Annotated, Literal

import msgspec

from chalicelib.alarms.classes import is_alarm
from chalicelib.alarms.plans import is_only_logged, plan_for
from chalicelib.engine.call_list import Line
from chalicelib.engine.wishing import Wanted, wanted_at
from chalicelib.platform.access import REGISTRARS, only
from chalicelib.platform.problems import invalid, not_found
from chalicelib.platform.route import Request, Route
from chalicelib.register.build import Setting
from chalicelib.register.categories import Category
from chalicelib.register.instruction import Action, By, CustomerInstruction
from chalicelib.register.instruction_inputs import InstructionInput
from chalicelib.register.repository import find
from chalicelib.register.states import Site
from chalicelib.register.steps import PlanStep, What, WhatWished
from chalicelib.register.subjects import subject
from chalicelib.register.times import Day, moment_of

READERS = only("operator", *REGISTRARS.roles)
_LAST_MS = 4_102_444_800_000  # the year 2100


class WishQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where, of what, and when; left out: now."""

    site_id: str
    category: Category
    at_ms: Annotated[int, msgspec.Meta(ge=0, le=_LAST_MS)] | None = None


class TriedWish(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An instruction as somebody has written it and not saved it yet; ``id`` is that of the one it would change."""

    site_id: str
    category: Category
    at_ms: Annotated[int, msgspec.Meta(ge=0, le=_LAST_MS)] | None = None
    id: str = ""
    instruction: InstructionInput


class WouldTell(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who would be told, and in which words."""

    name: str
    by: By
    text: str


class WouldDo(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the operator's plan. ``within_s``: so long after the alarm."""

    what: What | WhatWished
    text: str
    contact_name: str
    compulsory: bool
    within_s: int | None


class WishView(msgspec.Struct, frozen=True, kw_only=True):
    """What would happen."""

    at_ms: int
    day: Day
    """The kind of day it is then: a holiday is one of its own."""
    source: Literal["site", "customer", "system"]
    instruction_id: str
    instruction_name: str
    action: Action
    at_once: list[WouldTell]
    in_turn: list[WouldTell]
    each_step: list[str]
    """Who would be told of each step besides."""
    steps: list[WouldDo]
    opens_case: bool
    """An operator gets a case; else it is only logged."""
    quiet: bool
    """Nothing rings at the site."""
    nobody: bool
    """Somebody is to be told, and there is nobody."""


def show(request: Request[None]) -> WishView:
    """Ask as an alarm would."""
    query: WishQuery = request.query
    row = find(request.engine, request.who.may_see, Site, query.site_id)
    if row is None:
        raise not_found()
    at_ms = query.at_ms if query.at_ms is not None else request.now_ms
    return _view(wanted_at(request.engine, row.state, query.category, at_ms), at_ms)


def try_out(request: Request[TriedWish]) -> WishView:
    """Ask as an alarm would if what was written were saved. Raises what saving it would."""
    body = request.body
    site = find(request.engine, request.who.may_see, Site, body.site_id)
    before = find(request.engine, request.who.may_see, CustomerInstruction, body.id) if body.id else None
    if site is None or (body.id and before is None):
        raise not_found()
    if body.instruction.customer_id != site.state.customer_id:
        raise invalid("customer_id", "register.unknown")
    at_ms = body.at_ms if body.at_ms is not None else request.now_ms
    setting = Setting(id=body.id or "draft", now_ms=request.now_ms, secret=request.config.secret)
    draft = subject("instructions").builder(body.instruction, setting)(before.state if before else None)
    return _view(wanted_at(request.engine, site.state, body.category, at_ms, draft), at_ms)


def _view(found: Wanted, at_ms: int) -> WishView:
    instruction = found.wish.instruction
    category = found.wish.category
    plan = plan_for(found if found.wish.source != "system" else None, category) if is_alarm(category) else None
    names = {one.id: one.name for one in found.people}
    return WishView(
        at_ms=at_ms,
        day=moment_of(at_ms)[0],
        source=found.wish.source,
        instruction_id=instruction.id,
        instruction_name=instruction.name,
        action=instruction.action,
        at_once=[_tell(one) for one in found.first],
        in_turn=[_tell(one) for one in found.in_turn],
        each_step=[one.name for one in found.each_step],
        steps=[_do(one, names) for one in (plan.steps if plan else ())],
        opens_case=is_alarm(category) and not is_only_logged(found, category),
        quiet=found.wish.quiet,
        nobody=instruction.tells and not found.first and not found.in_turn,
    )


def _tell(line: Line) -> WouldTell:
    return WouldTell(name=line.to.name, by=line.by, text=line.text)


def _do(step: PlanStep, names: dict[str, str]) -> WouldDo:
    return WouldDo(
        what=step.what,
        text=step.text,
        contact_name=names.get(step.contact_id, ""),
        compulsory=step.compulsory,
        within_s=step.within_s,
    )


ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="wishes",
        handler=show,
        audience=READERS,
        query=WishQuery,
        answer=WishView,
        summary="What would happen at a site if an event of some category came now, or at another time",
    ),
    Route(
        method="POST",
        path="wishes",
        handler=try_out,
        audience=REGISTRARS,
        body=TriedWish,
        answer=WishView,
        keyless=True,
        summary="The same, if an instruction that is not saved yet were",
    ),
)
