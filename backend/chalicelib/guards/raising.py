"""Raising an SOS, whoever it is from and however little of it can be read."""

from typing import TypeVar

import msgspec

from chalicelib.engine.cases import Case, case_key
from chalicelib.engine.messages import Recipient
from chalicelib.guards import service, sos
from chalicelib.guards.duty import LIVE_MS, Report
from chalicelib.guards.place import recipient
from chalicelib.guards.states import Duty, Position
from chalicelib.platform.access import SELF
from chalicelib.platform.ids import id_from
from chalicelib.records.change import Actor, Change
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register import repository

T = TypeVar("T")


def sos_of(
    engine: Engine, command_id: str, person_id: str, verified: bool, report: Report, now_ms: int, text: str = ""
) -> tuple[str, bool]:
    """Raise an SOS for a person (who may be nobody we know): the case's id, and whether the phone must stay silent."""
    case_id = id_from("sos", command_id)
    known = engine.get(case_key(case_id), Case)
    if known:
        return case_id, known.state.silent
    actor = Actor("person", person_id) if person_id else Actor("system", "unknown caller")
    row = service.duty_of(engine, person_id) if person_id and verified else None
    if row is not None:
        return _sos_on_duty(engine, actor, command_id, case_id, row, report, now_ms)
    person = repository.get_person(engine, repository.everything, person_id) if person_id else None
    people = everyone(engine)
    private: dict[str, object] = {**report.private, **({"text": text} if text else {})}
    params: dict[str, object] = {}
    if person:
        params = {"name": person.state.name, "phone": person.state.phone}
        private |= params
    change = sos.sos_without_duty(
        case_id,
        person.state.customer_id if person else SELF,
        person_id,
        people,
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


def _sos_on_duty(
    engine: Engine, actor: Actor, command_id: str, case_id: str, first: Row[Duty], report: Report, now_ms: int
) -> tuple[str, bool]:
    found: dict[str, object] = {"id": case_id, "silent": True}

    def judge(row: Row[Duty]) -> Change:
        around = service.watched(engine, row, case_id=row.state.sos_id, people=True)
        joined = around.case is not None and around.case.state.state != "resolved"
        found["id"] = row.state.sos_id if joined else case_id
        found["silent"] = not row.state.loud
        return sos.raise_sos(around, case_id, report, now_ms)

    engine.execute(
        lambda: service.find_duty(engine, first.state.id), judge, actor=actor, command_id=command_id, at_ms=now_ms
    )
    return str(found["id"]), bool(found["silent"])


def everyone(engine: Engine) -> tuple[Recipient, ...]:
    """Whom an SOS reaches that is of no assignment: all operators and duty managers."""
    found: list[Recipient] = []
    everything = repository.everything
    found += [recipient(row.state, "operators") for row in repository.people_with_role(engine, everything, "operator")]
    managers = repository.people_with_role(engine, everything, "duty_manager")
    return (*found, *(recipient(row.state, "duty_manager") for row in managers))


def duress_on_duty(engine: Engine, person_id: str, case_id: str, now_ms: int) -> tuple[str, Change] | None:
    """What a word of duress on the telephone sets in motion for a guard on duty: the case's id and the change."""
    row = service.duty_of(engine, person_id)
    if row is None:
        return None
    around = service.watched(engine, row, case_id=row.state.sos_id, people=True)
    joined = around.case is not None and around.case.state.state != "resolved"
    report = Report(happened_at_ms=now_ms)
    change = sos.raise_sos(around, case_id, report, now_ms, kind="duress")
    return (row.state.sos_id if joined else case_id), change


def tolerant_report(raw: bytes, now_ms: int) -> Report:
    """The report in an SOS, field by field: whatever in it cannot be read is left out, and the rest still counts."""
    try:
        told = msgspec.json.decode(raw or b"{}", type=dict[str, object])
    except msgspec.MsgspecError:
        told = {}
    happened = _readable(told.get("happened_at_ms"), int)
    battery = _readable(told.get("battery_percent"), int)
    return Report(
        happened_at_ms=min(happened if happened is not None else now_ms, now_ms + LIVE_MS),
        position=_readable(told.get("position"), Position),
        battery_percent=battery if battery in range(101) else None,
    )


def _readable(told: object, kind: type[T]) -> T | None:
    try:
        return msgspec.convert(told, kind)
    except msgspec.ValidationError:
        return None
