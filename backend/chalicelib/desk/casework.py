"""What an operator does with a case. Each is one commit; a repeated request is answered as the first was."""

from collections.abc import Callable

import msgspec

from chalicelib.desk import timeline
from chalicelib.desk.aftermath import after_case
from chalicelib.desk.board_rows import case_rows, watch_rows
from chalicelib.desk.case_view import CaseView, MessageView, PlannedRung, PlanView, TimelineEntry, people_to_reach
from chalicelib.desk.steps import step_views
from chalicelib.engine import cases, customer
from chalicelib.engine.cases import Case, Disposition, NotAllowed, Opening, Plan, case_key, plan_key
from chalicelib.engine.handing import longest_park_ms
from chalicelib.engine.messages import Message, Recipient, compose
from chalicelib.guards.dispatch.facts import dispatches_of
from chalicelib.guards.states import Duty
from chalicelib.missions.states import Mission
from chalicelib.missions.views import mission_view
from chalicelib.platform.ids import id_from
from chalicelib.platform.operations import Key
from chalicelib.platform.problems import conflict, not_found
from chalicelib.platform.route import Request
from chalicelib.records.change import Actor, Change, Event, Write
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row, from_item


class CaseAndPlan(msgspec.Struct, frozen=True):
    """A case as it stands, and what was copied into it."""

    row: Row[Case]
    plan: Plan


def load(engine: Engine, case_id: str) -> CaseAndPlan:
    """A case by id. Raises ``not_found``."""
    facts = engine.read([case_key(case_id), plan_key(case_id)])
    row, plan = facts.find(case_key(case_id), Case), facts.find(plan_key(case_id), Plan)
    if row is None or plan is None:
        raise not_found()
    return CaseAndPlan(row, plan.state)


def act(request: Request, decide: Callable[[CaseAndPlan], Change]) -> CaseView:
    """Decide on the request's case and show what became of it. A case that does not allow it answers with 409."""
    engine, case_id = request.engine, request.params["case_id"]

    def judge(found: CaseAndPlan) -> Change:
        try:
            return decide(found)
        except NotAllowed as refusal:
            raise conflict(refusal.reason, owner=found.row.state.owner_name, **refusal.params) from refusal

    engine.execute(
        lambda: load(engine, case_id),
        judge,
        actor=Actor("person", request.who.person_id),
        command_id=request.command_id,
        about=lambda found: found.row,
        at_ms=request.now_ms,
    )
    return show(engine, case_id, request.now_ms)


def show(engine: Engine, case_id: str, now_ms: int) -> CaseView:
    """One case, whole: as it stands, its plan, who it is about, what happened, and what was sent."""
    found = load(engine, case_id)
    case = found.row.state
    subject = Key(case.subject)
    duty = engine.get(subject, Duty) if case.subject.startswith("duty/") else None
    mission = engine.get(subject, Mission) if case.subject.startswith("mission/") else None
    subjects = [case.key.pk]
    story = timeline.of_subject(engine, *subjects, now_ms=now_ms)
    return CaseView(
        case=case_rows(engine, [found.row], now_ms)[0],
        plan=_plan(found, story),
        watch=watch_rows(engine, [duty], now_ms)[0] if duty else None,
        mission=mission_view(engine, mission, now_ms) if mission else None,
        timeline=story,
        messages=_messages(engine, case.key.pk),
        server_now_ms=now_ms,
    )


def _plan(found: CaseAndPlan, story: list[TimelineEntry]) -> PlanView:
    plan = found.plan
    return PlanView(
        rungs=[
            PlannedRung(
                after_s=rung.after_s,
                to=rung.to,
                channels=list(rung.channels),
                repeat_s=rung.repeat_s,
                until_s=rung.until_s,
            )
            for rung in plan.ladder
        ],
        broadcast_s=plan.broadcast_s,
        take_timeout_s=plan.take_timeout_s,
        people=people_to_reach(found.row.state, plan),
        steps=step_views(found.row.state, plan, story),
        longest_park_ms=longest_park_ms(found.row.state),
    )


def _messages(engine: Engine, subject: str) -> list[MessageView]:
    rows: list[Row[Message]] = [from_item(item) for item in engine.store.partition("live", subject, "message/")]
    return [
        MessageView(
            id=row.state.slot,
            to_name=row.state.to_name,
            to=row.state.to,
            channel=row.state.channel,
            text="" if row.state.secret else row.state.text,
            state=row.state.state,
            attempts=row.state.attempt,
            at_ms=row.state.created_at_ms,
            reason=row.state.reason,
        )
        for row in sorted(rows, key=lambda row: row.state.created_at_ms)
    ]


def resolve(request: Request, disposition: Disposition, note: str) -> CaseView:
    """The end, and what it means for the duty, shift or mission, in one commit."""
    engine, who, now = request.engine, request.who, request.now_ms

    def judge(found: CaseAndPlan) -> Change:
        ended = cases.resolve(found.row, found.plan, who.person_id, who.name, disposition, note, now)
        told = () if disposition == "duplicate" else _over(engine, found, now)
        return ended + after_case(engine, found.row.state, now) + Change(told)

    return act(request, judge)


def _over(engine: Engine, found: CaseAndPlan, now_ms: int) -> tuple[Write, ...]:
    """Those who followed each step hear of the end, unless they heard it when the guard was done."""
    case, plan = found.row.state, found.plan
    if not plan.informed or any(row.state.state == "done" for row in dispatches_of(engine, case.id)):
        return ()
    return customer.tell(case, plan.informed, "over", str(plan.params.get("site") or ""), now_ms)


def confirm_evidence(request: Request) -> CaseView:
    """One key: the silent one was heard, live. Takes the case if nobody has, and ends it as safe."""
    engine, who, now = request.engine, request.who, request.now_ms

    def judge(found: CaseAndPlan) -> Change:
        row, counted = found.row, cases.response(found.row.state, now)
        if row.state.evidence_at_ms is None:
            raise NotAllowed("case.no_evidence")
        if row.state.state == "open":
            taken = cases.take(row, found.plan, who.person_id, who.name, now).writes[0].after
            row = msgspec.structs.replace(row, state=taken)
        ended = cases.resolve(row, found.plan, who.person_id, who.name, "safe", "", now)
        return ended + after_case(engine, found.row.state, now) + Change(counted)

    return act(request, judge)


def text_to(request: Request, person_id: str | None, to: str, text: str) -> CaseView:
    """An operator's own words to somebody on the case. Never to a phone that must stay silent."""
    who, now = request.who, request.now_ms

    def judge(found: CaseAndPlan) -> Change:
        case = found.row.state
        known = next((one for one in found.plan.people if one.id == person_id), None)
        name, number = (known.name, known.phone) if known else ("", to)
        to_the_worker = _is_the_worker(found, person_id, number)
        if case.silent and to_the_worker:
            raise NotAllowed("case.silent")
        person = Recipient(id=person_id or id_from("number", number), name=name, phone=number)
        slot = f"operator/{id_from(request.command_id)}"
        own = case.subject if to_the_worker else ""
        message = compose(
            case.key.pk,
            slot,
            person,
            "operator_message",
            {"text": text},
            now,
            customer_id=case.customer_id,
            site=case.site,
            unless=own,
            urgent=True,
        )
        event = Event("operator_texted", {"person": person_id or ""}, {"to": number, "text": text})
        return cases.work(found.row, found.plan, now, event) + Change((message,))

    del who
    return act(request, judge)


def _is_the_worker(found: CaseAndPlan, person_id: str | None, number: str) -> bool:
    """Whether that is the phone of the one whom the case is about, by name or by number."""
    case, plan = found.row.state, found.plan
    phones = {one.phone for one in plan.people if one.group == "worker"} | {plan.params.get("phone")}
    return bool(case.person_id) and (person_id == case.person_id or number in phones)


def open_by_hand(engine: Engine, actor: Actor, command_id: str, opening: Opening, now_ms: int) -> str:
    """A case that an operator opens, for a caller or a neighbour."""
    engine.execute(
        lambda: engine.get(case_key(opening.id), Case),
        lambda _: Change(cases.open_case(opening, now_ms), "opened"),
        actor=actor,
        command_id=command_id,
        about=lambda row: row,
        at_ms=now_ms,
    )
    return opening.id
