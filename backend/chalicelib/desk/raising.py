"""Raising an SOS, whoever it is from and whatever they are watched in; and taking it back."""

from collections.abc import Callable
from typing import Any

import msgspec

from chalicelib.engine import alarm
from chalicelib.engine.cases import Case, Plan, case_key, plan_key
from chalicelib.engine.people import on_call, watch_of
from chalicelib.engine.reports import Report
from chalicelib.engine.watch import Watch
from chalicelib.engine.watching import Around
from chalicelib.guards import service as guards
from chalicelib.guards.states import Duty
from chalicelib.missions import service as missions
from chalicelib.missions.states import Mission
from chalicelib.platform.access import SELF
from chalicelib.platform.ids import id_from
from chalicelib.platform.operations import Key
from chalicelib.platform.problems import not_found
from chalicelib.records.change import Actor, Change
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register import repository

_RAISE: dict[str, Callable[[Engine, Row[Any], str, str, Report, int], Change]] = {
    Duty.KIND: guards.raise_sos,
    Mission.KIND: missions.raise_sos,
}
_DURESS: dict[str, Callable[[Engine, str, str, int], tuple[str, Change] | None]] = {
    Duty.KIND: guards.duress_on_duty,
    Mission.KIND: missions.duress_on_mission,
}
_AROUND: dict[str, Callable[[Engine, Row[Any]], Around[Any]]] = {
    Duty.KIND: guards.watched,
    Mission.KIND: missions.around,
}


def sos_of(
    engine: Engine, command_id: str, person_id: str, verified: bool, report: Report, now_ms: int, text: str = ""
) -> tuple[str, bool]:
    """Raise an SOS for a person (who may be nobody we know): the case's id, and whether the phone must stay silent."""
    case_id = id_from("sos", command_id)
    known = engine.get(case_key(case_id), Case)
    if known:
        return case_id, _silent_on_the_phone(engine, known.state)
    actor = Actor("person", person_id) if person_id else Actor("system", "unknown caller")
    row = watch_of(engine, person_id) if person_id and verified else None
    if row is not None and row.state.on:
        return _sos_on_watch(engine, actor, command_id, case_id, row, report, now_ms)
    person = repository.get_person(engine, repository.everything, person_id) if person_id else None
    private: dict[str, object] = {**report.private, **({"text": text} if text else {})}
    params: dict[str, object] = {}
    if person:
        params = {"name": person.state.name, "phone": person.state.phone}
        private |= params
    change = alarm.sos_without_watch(
        case_id,
        person.state.customer_id if person else SELF,
        person_id,
        tuple(on_call(engine)),
        params,
        private,
        now_ms,
        unverified=not verified,
    )
    engine.execute(
        lambda: engine.get(case_key(case_id), Case),
        lambda _: change,
        actor=actor,
        command_id=command_id,
        about=lambda row: row,
        at_ms=now_ms,
    )
    return case_id, True


def _sos_on_watch(
    engine: Engine, actor: Actor, command_id: str, case_id: str, first: Row[Any], report: Report, now_ms: int
) -> tuple[str, bool]:
    """The case that it opens or joins remembers the command, so that the same press is never two alarms."""

    def load() -> tuple[Row[Any], Row[Case] | None]:
        row = engine.get(first.state.key, Watch)
        if row is None:
            raise not_found()
        return row, engine.get(case_key(row.state.sos_id), Case) if row.state.sos_id else None

    def judge(found: tuple[Row[Any], Row[Case] | None]) -> Change:
        row, _ = found
        change = _RAISE[row.state.KIND](engine, row, case_id, actor.id, report, now_ms)
        of_the_alarm = {case_key(case_id), case_key(row.state.sos_id)}
        writes = sorted(change.writes, key=lambda write: write.key not in of_the_alarm)
        return msgspec.structs.replace(change, writes=tuple(writes))

    done = engine.execute(load, judge, actor=actor, command_id=command_id, about=lambda found: found[1], at_ms=now_ms)
    case: Case = done.rows[0].state
    return case.id, _silent_on_the_phone(engine, case)


def _silent_on_the_phone(engine: Engine, case: Case) -> bool:
    """What the phone is answered: how the watch has it. A duress since then is nowhere in it."""
    watch = engine.get(Key(case.subject), Watch) if case.subject else None
    return not watch.state.loud if watch else True


def duress_on_watch(engine: Engine, person_id: str, case_id: str, now_ms: int) -> tuple[str, Change] | None:
    """What a word or a PIN of duress sets in motion for whoever is watched: the case's id and the change."""
    watch = watch_of(engine, person_id)
    return _DURESS[watch.state.KIND](engine, person_id, case_id, now_ms) if watch else None


def regret(
    engine: Engine, actor: Actor, command_id: str, case_id: str, person_id: str, now_ms: int, *, under_duress: bool
) -> None:
    """An SOS taken back by the one who raised it. Raises ``not_found`` for anybody else's."""

    def load() -> Row[Case]:
        row = engine.get(case_key(case_id), Case)
        if row is None or row.state.person_id != person_id or row.state.kind not in ("sos", "duress"):
            raise not_found()
        return row

    def judge(row: Row[Case]) -> Change:
        plan = engine.get(plan_key(case_id), Plan)
        if plan is None:
            raise not_found()
        subject = row.state.subject
        watch = engine.get(Key(subject), Watch) if under_duress and subject else None
        around = _AROUND[watch.state.KIND](engine, watch) if watch else None
        return alarm.regret(row, plan.state, around, now_ms, under_duress=under_duress)

    engine.execute(load, judge, actor=actor, command_id=command_id, about=lambda row: row, at_ms=now_ms)
