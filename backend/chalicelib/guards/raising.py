"""Raising an SOS, whoever it is from and however little of it can be read."""

from typing import Annotated, Any

import msgspec

from chalicelib.engine.cases import Case, case_key
from chalicelib.engine.messages import Recipient
from chalicelib.guards import service, sos
from chalicelib.guards.duty import Report, Watched
from chalicelib.guards.place import recipient
from chalicelib.guards.states import Duty, Position
from chalicelib.platform.access import SELF
from chalicelib.platform.ids import id_from
from chalicelib.platform.store import Key
from chalicelib.records.change import Actor, Change
from chalicelib.records.commit import Engine
from chalicelib.records.rows import FAR_FUTURE_MS, Row
from chalicelib.register import repository


def sos_of(
    engine: Engine, command_id: str, person_id: str, verified: bool, report: Report, now_ms: int, text: str = ""
) -> tuple[str, bool]:
    """Raise an SOS for a person (who may be nobody we know): the case's id, and whether the phone must stay silent."""
    case_id = id_from("sos", command_id)
    known = engine.get(case_key(case_id), Case)
    if known:
        return case_id, _silent_on_the_phone(engine, known.state)
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
    """The case that it opens or joins remembers the command, so that the same press is never two alarms."""

    def load() -> Watched:
        row = service.find_duty(engine, first.state.id)
        return service.watched(engine, row, case_id=row.state.sos_id, people=True)

    done = engine.execute(
        load,
        lambda around: sos.raise_sos(around, case_id, report, now_ms),
        actor=actor,
        command_id=command_id,
        about=lambda around: around.case,
        at_ms=now_ms,
    )
    case: Case = done.rows[0].state
    return case.id, _silent_on_the_phone(engine, case)


def _silent_on_the_phone(engine: Engine, case: Case) -> bool:
    """What the phone is answered: how the assignment has it. A duress since then is nowhere in it."""
    duty = engine.get(Key(case.subject), Duty) if case.subject else None
    return not duty.state.loud if duty else True


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


_LONGEST = 64 * 1024
_Instant = Annotated[int, msgspec.Meta(ge=0, le=FAR_FUTURE_MS)]
_Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]
_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


def tolerant_report(raw: bytes, now_ms: int) -> Report:
    """The report in an SOS. Each part stands for itself: what cannot be read is left out, and nothing else.

    A phone whose clock is ahead measured its position now, not tomorrow.
    """
    parts = _read(raw, dict[str, msgspec.Raw]) if len(raw) <= _LONGEST else None
    happened = _part(parts, "happened_at_ms", _Instant)
    position: Position | None = _part(parts, "position", Position)
    if position:
        measured_ms = min(max(position.measured_at_ms, 0), now_ms)
        position = msgspec.structs.replace(position, measured_at_ms=measured_ms)
    return Report(
        happened_at_ms=now_ms if happened is None else min(happened, now_ms),
        position=position,
        battery_percent=_part(parts, "battery_percent", _Percent),
    )


def _part(parts: dict[str, msgspec.Raw] | None, name: str, kind: Any) -> Any:
    return _read(parts[name], kind) if parts and name in parts else None


def _read(raw: bytes | msgspec.Raw, kind: Any) -> Any:
    try:
        return msgspec.json.decode(raw, type=kind)
    except _UNREADABLE:
        return None
