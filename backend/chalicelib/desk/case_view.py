"""One case as it is read: its plan, what is done about it, its story, and the messages that it sent."""

from typing import Any

import msgspec

from chalicelib.desk.board_rows import CaseRow, WatchRow
from chalicelib.engine.case import Case, Plan
from chalicelib.engine.messages import Progress
from chalicelib.engine.plan_steps import Outcome
from chalicelib.guards.views import Who
from chalicelib.missions.views import MissionView
from chalicelib.register.steps import What, WhatWished


class PlannedRung(msgspec.Struct, frozen=True, kw_only=True):
    """One rung of a case's ladder."""

    after_s: int
    to: str
    channels: list[str]
    repeat_s: int | None
    until_s: int | None


class PersonToReach(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody on a case's ladder."""

    id: str
    name: str
    role: str
    phone: str
    wrong: bool
    each_step: bool
    """Told of each step, as the customer's instruction wishes."""


def people_to_reach(case: Case, plan: Plan) -> list[PersonToReach]:
    """Everybody on a case's ladder."""
    return [
        PersonToReach(
            id=one.id,
            name=one.name,
            role=one.group,
            phone=one.phone,
            wrong=one.id in case.wrong,
            each_step=one in plan.informed,
        )
        for one in plan.people
    ]


class StepView(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the action plan, and what has become of it."""

    number: int
    what: What | WhatWished
    text: str
    """In the policy's own words; empty: the page has the words for ``what``."""
    compulsory: bool
    contact_id: str
    """Whom it is about, among the plan's people; empty: nobody in particular."""
    contact_name: str
    due_at_ms: int | None
    """Until when it is to be done."""
    outcome: Outcome
    by: Who | None
    at_ms: int | None
    reason: str


class PlanView(msgspec.Struct, frozen=True, kw_only=True):
    """What was copied into the case when it opened."""

    rungs: list[PlannedRung]
    broadcast_s: int
    take_timeout_s: int
    people: list[PersonToReach]
    steps: list[StepView]
    longest_park_ms: int


class TimelineActor(msgspec.Struct, frozen=True, kw_only=True):
    """Who did something."""

    kind: str
    id: str
    name: str


class TimelineEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened, as the journal has it."""

    at_ms: int
    stream: str
    version: int
    actor: TimelineActor
    kind: str
    data: dict[str, Any]
    private: dict[str, Any]
    verified: bool


class MessageView(msgspec.Struct, frozen=True, kw_only=True):
    """A text that was sent about the case, and what became of it."""

    id: str
    to_name: str
    to: str
    channel: str
    text: str
    state: Progress
    attempts: int
    at_ms: int
    reason: str


class CaseView(msgspec.Struct, frozen=True, kw_only=True):
    """One case, whole."""

    case: CaseRow
    plan: PlanView
    watch: WatchRow | None
    mission: MissionView | None
    timeline: list[TimelineEntry]
    messages: list[MessageView]
    server_now_ms: int


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """What happened at a site."""

    entries: list[TimelineEntry]
