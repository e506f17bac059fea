"""What surrounds the decisions about missions: reading the facts, trying again, answering a repeated command."""

from collections.abc import Callable

import msgspec

from chalicelib.engine import alarm
from chalicelib.engine.acting import execute_on
from chalicelib.engine.cases import Case, Plan, case_key, plan_key
from chalicelib.engine.messages import Hush, hush_key
from chalicelib.engine.people import person_of, recipient, watch_of
from chalicelib.engine.reports import Report, check_position, check_time
from chalicelib.engine.watch import OnWatch, on_watch_key
from chalicelib.engine.watching import LastWords
from chalicelib.missions import calls, changing
from chalicelib.missions import mission as decide
from chalicelib.missions.around import Out, told_of
from chalicelib.missions.calls import Outcome
from chalicelib.missions.changing import ChangeMission
from chalicelib.missions.ground import kind_of, party_of, people_to_tell
from chalicelib.missions.states import Details, Mission, details_key, mission_key, untold
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import conflict, not_found
from chalicelib.records.change import NOTHING, Actor, Change
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row


def find_mission(engine: Engine, mission_id: str) -> Row[Mission]:
    """A mission by id. Raises ``not_found``."""
    row = engine.get(mission_key(mission_id), Mission)
    if row is None:
        raise not_found()
    return row


def around(engine: Engine, row: Row[Mission], *, case_id: str = "", other_id: str = "", people: bool = False) -> Out:
    """Everything around a mission, read strongly; ``people`` also those whom a ladder may reach."""
    mission = row.state
    members = (mission.worker_id, *mission.party)
    keys = [details_key(mission.id), hush_key(mission.key.pk), *(on_watch_key(one) for one in members)]
    last_words = mission.dying.case_id if mission.dying else ""
    own = (mission.case_id, mission.start_case_id, mission.call_case_id, mission.end_case_id, last_words)
    also = [case_key(one) for one in own if one and one != case_id]
    keys += also
    keys += [key for one in (case_id, other_id) if one for key in (case_key(one), plan_key(one))]
    facts = engine.read(keys)
    details = facts.find(details_key(mission.id), Details) or Row(untold(mission))
    pointers = {row.state.person_id: row for row in facts.all(OnWatch)}
    plans = {row.state.case_id: row.state for row in facts.all(Plan)}
    kind = kind_of(engine, mission.customer_id, mission.kind_id)
    worker = recipient(person_of(engine, mission.worker_id), "worker")
    return Out(
        row=row,
        rules=kind,
        kind=kind,
        worker=worker,
        told=told_of(worker, mission),
        details=details,
        party=party_of(engine, mission.party),
        people=people_to_tell(engine, mission, details.state) if people else (),
        pointers=pointers,
        pointer=pointers.get(mission.worker_id),
        hush=facts.find(hush_key(mission.key.pk), Hush),
        case=facts.find(case_key(case_id), Case) if case_id else None,
        plan=plans.get(case_id),
        also=tuple(row for row in (facts.find(key, Case) for key in also) if row and row.state.state != "resolved"),
        other=facts.find(case_key(other_id), Case) if other_id else None,
        other_plan=plans.get(other_id),
    )


def other_case_of(mission: Mission) -> str:
    """The open case that is none of a silence: of a start, of a call, or of an end."""
    return mission.start_case_id or mission.call_case_id or mission.end_case_id


# -- commands --------------------------------------------------------------------------------------------------------


def start(engine: Engine, actor: Actor, command_id: str, mission_id: str, report: Report, now_ms: int) -> Row[Mission]:
    """A mission begins. Who is out on another has to end that first; under duress it only looks ended."""

    def judge(row: Row[Mission]) -> Change:
        out = around(engine, row, other_id=row.state.start_case_id)
        standing = out.pointer
        if standing is None or standing.state.subject == row.state.key.pk:
            return decide.start(out, report, now_ms)
        return decide.come_back(out, feigned(engine, standing), decide.start(out, report, now_ms), now_ms)

    return act(engine, actor, command_id, mission_id, judge, report, now_ms)


def feigned(engine: Engine, pointer: Row[OnWatch]) -> Out:
    """The mission that was ended under duress. Raises ``conflict`` when what stands in the way is simply going on."""
    kind, _, mission_id = pointer.state.subject.partition("/")
    row = engine.get(mission_key(mission_id), Mission) if kind == Mission.KIND else None
    if row is None:
        raise conflict("mission.on_duty")
    if not row.state.feigned or row.state.worker_id != pointer.state.person_id:
        raise conflict("mission.another")
    return around(engine, row, case_id=row.state.sos_id)


def check_in(
    engine: Engine, actor: Actor, command_id: str, first: Row[Mission], report: Report, now_ms: int, *, duress: bool
) -> Row[Mission]:
    """One check-in; under duress it looks like one."""

    def judge(row: Row[Mission]) -> Change:
        mission = row.state
        if duress:  # no evidence that somebody is well
            change = decide.check_in(around(engine, row), report, actor.id, now_ms, forced=True)
            looked = _alarmed_by(around(engine, row, case_id=mission.sos_id, people=True), actor.id)
            return alarm.with_duress(looked, change, command_id, report, now_ms, by=actor.id)
        out = around(engine, row, case_id=mission.case_id, other_id=mission.call_case_id)
        return decide.check_in(out, report, actor.id, now_ms)

    return act(engine, actor, command_id, first.state.id, judge, report, now_ms)


def extend(
    engine: Engine, actor: Actor, command_id: str, mission_id: str, minutes: int, report: Report, now_ms: int
) -> Row[Mission]:
    """The mission lasts longer."""

    def judge(row: Row[Mission]) -> Change:
        return decide.extend(around(engine, row), minutes, report, now_ms)

    return act(engine, actor, command_id, mission_id, judge, report, now_ms)


def change(
    engine: Engine, actor: Actor, command_id: str, mission_id: str, body: ChangeMission, report: Report, now_ms: int
) -> Row[Mission]:
    """The mission is planned otherwise."""

    def judge(row: Row[Mission]) -> Change:
        return changing.change(around(engine, row), body, report, now_ms)

    return act(engine, actor, command_id, mission_id, judge, report, now_ms)


def end(
    engine: Engine, actor: Actor, command_id: str, mission_id: str, report: Report, now_ms: int, *, duress: bool
) -> Row[Mission]:
    """The mission is over. Under duress it looks so on the phone, and the watch goes on here."""

    def judge(row: Row[Mission]) -> Change:
        mission = row.state
        if duress and mission.on:
            out = around(engine, row, case_id=mission.sos_id, people=True)
            raised = alarm.raise_sos(out, id_from("duress", command_id), report, now_ms, kind="duress")
            looked = alarm.feign(out, raised, "end_feigned")
            return looked + Change(decide.party_over(out, mission, report, now_ms))
        out = around(engine, row, case_id=mission.case_id, other_id=other_case_of(mission))
        return decide.end(out, report, now_ms)

    return act(engine, actor, command_id, mission_id, judge, report, now_ms)


def cancel(
    engine: Engine, actor: Actor, command_id: str, mission_id: str, reason: str, report: Report, now_ms: int
) -> Row[Mission]:
    """The mission will not be."""

    def judge(row: Row[Mission]) -> Change:
        return decide.cancel(around(engine, row, other_id=row.state.start_case_id), reason, report, now_ms)

    return act(engine, actor, command_id, mission_id, judge, report, now_ms)


def phone_dying(
    engine: Engine, actor: Actor, command_id: str, mission_id: str, said: LastWords, report: Report, now_ms: int
) -> Row[Mission]:
    """The worker's phone is dying: what it says last."""

    def judge(row: Row[Mission]) -> Change:
        out = around(engine, row, case_id=row.state.case_id, other_id=row.state.call_case_id, people=True)
        return decide.phone_dying(out, said, report, now_ms)

    return act(engine, actor, command_id, mission_id, judge, report, now_ms)


def move_call(
    engine: Engine, actor: Actor, command_id: str, mission_id: str, from_ms: int, to_ms: int, now_ms: int
) -> bool:
    """An agreed call comes earlier, unless it was agreed anew meanwhile. Whether this command moved it."""

    def judge(row: Row[Mission]) -> Change:
        return calls.move(around(engine, row), to_ms, now_ms) if row.state.next_ms == from_ms else NOTHING

    after = act(engine, actor, command_id, mission_id, judge, Report(happened_at_ms=now_ms), now_ms)
    return after.result_of(command_id) == "moved"


def dialled(engine: Engine, actor: Actor, command_id: str, mission_id: str, now_ms: int) -> Row[Mission]:
    """An operator dials the agreed call."""

    def judge(row: Row[Mission]) -> Change:
        return calls.dialled(around(engine, row, other_id=row.state.call_case_id), actor.id, now_ms)

    return act(engine, actor, command_id, mission_id, judge, Report(happened_at_ms=now_ms), now_ms)


def told_how(
    engine: Engine,
    actor: Actor,
    command_id: str,
    mission_id: str,
    outcome: Outcome,
    again_min: int | None,
    note: str,
    report: Report,
    now_ms: int,
) -> Row[Mission]:
    """How an agreed call went."""

    def judge(row: Row[Mission]) -> Change:
        mission = row.state
        out = around(engine, row, case_id=mission.case_id, other_id=mission.call_case_id, people=True)
        return calls.told_how(out, outcome, again_min, note, report, now_ms)

    return act(engine, actor, command_id, mission_id, judge, report, now_ms)


def act(
    engine: Engine,
    actor: Actor,
    command_id: str,
    mission_id: str,
    judge: Callable[[Row[Mission]], Change],
    report: Report,
    now_ms: int,
) -> Row[Mission]:
    """Decide on one mission until it stands, and answer what became of it."""
    check_time(report.happened_at_ms, now_ms)
    check_position(report.position, now_ms)
    return execute_on(engine, lambda: find_mission(engine, mission_id), judge, actor, command_id, now_ms)


def raise_sos(engine: Engine, row: Row[Mission], case_id: str, person_id: str, report: Report, now_ms: int) -> Change:
    """An SOS from somebody on a mission: the worker, or one of the party."""
    out = _alarmed_by(around(engine, row, case_id=row.state.sos_id, people=True), person_id)
    return alarm.raise_sos(out, case_id, report, now_ms, by=person_id)


def _alarmed_by(out: Out, person_id: str) -> Out:
    """The same, where the texts name who of the party it is."""
    companion = next((one for one in out.party if one.id == person_id), None)
    if companion is None:
        return out
    told = {**out.told, "name": companion.name, "number": companion.phone, "phone": companion.phone}
    return msgspec.structs.replace(out, told=told)


def duress_on_mission(engine: Engine, person_id: str, case_id: str, now_ms: int) -> tuple[str, Change] | None:
    """What a word or a PIN of duress sets in motion for somebody on a mission: the case's id and the change."""
    row = watch_of(engine, person_id)
    if row is None or not isinstance(row.state, Mission):
        return None
    out = _alarmed_by(around(engine, row, case_id=row.state.sos_id, people=True), person_id)
    raised = alarm.raise_sos(out, case_id, Report(happened_at_ms=now_ms), now_ms, kind="duress", by=person_id)
    return (row.state.sos_id if out.open_case else case_id), raised


# -- what the clock asks, and what follows a case --------------------------------------------------------------------


def judge_mission(engine: Engine, row: Row[Mission], now_ms: int) -> Change:
    """A deadline of a mission."""
    mission = row.state
    out = around(engine, row, case_id=mission.case_id, other_id=mission.call_case_id, people=_may_alarm(mission))
    return decide.fall_due(out, now_ms)


def _may_alarm(mission: Mission) -> bool:
    """Whether what falls due next can be a case: only then is everybody read whom it would tell."""
    if mission.planned:
        return mission.start_stage != "ok"
    calling = mission.contact == "centre_calls" and mission.call_stage != "coming"
    return calling or "reminded" in (mission.stage, mission.end_stage)


def after_case(engine: Engine, case: Case, now_ms: int) -> Change:
    """What a resolved case means for the mission it was about."""
    row = engine.get(mission_key(case.subject.partition("/")[2]), Mission)
    return decide.case_ended(around(engine, row), case.id, now_ms) if row else NOTHING
