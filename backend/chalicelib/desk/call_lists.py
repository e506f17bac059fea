"""What becomes of a case's call list: the clock's turns, what an operator heard, and what somebody answered by SMS."""

from typing import Literal

import msgspec

from chalicelib.engine.call_list import CallList, call_list_key, confirmed, fire, not_confirmed
from chalicelib.engine.cases import CallOutcome, Case, case_key
from chalicelib.platform.access import DESK
from chalicelib.platform.problems import conflict, invalid, not_found
from chalicelib.platform.route import Request, Route
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.change import Actor, Change, Write
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Lane, Row
from chalicelib.register.instruction import By


def judge_call_list(engine: Engine, row: Row[CallList], now_ms: int) -> Change:
    """The next one's turn, unless the case is over."""
    case = engine.get(case_key(row.state.case_id), Case)
    is_over = case is None or case.state.state == "resolved"
    return fire(row, case.state.wrong if case else (), is_over, now_ms)


def confirmations(engine: Engine, phone: str) -> tuple[Write, ...]:
    """What a JA from that number confirms: every list that is waiting and has told that number something."""
    writes: tuple[Write, ...] = ()
    for key in engine.open_keys(CallList, Lane.CASE):
        row = engine.get(key, CallList)
        line = next((one for one in row.state.lines[: row.state.turn] if one.to.phone == phone), None) if row else None
        if row is not None and line is not None:
            writes += confirmed(row, line.to.id, "sms").writes
    return writes


class CallListLine(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody on the list."""

    contact_id: str
    name: str
    phone: str
    by: By


class CallListView(msgspec.Struct, frozen=True, kw_only=True):
    """A case's call list. ``tried`` counts the turns there have been; ``next_ms`` is when the next one comes."""

    lines: list[CallListLine]
    state: Literal["waiting", "confirmed", "over"]
    tried: int
    confirmed_by: str
    next_ms: int


class Tried(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How it went with one of them. *reached* is not enough: ``confirmed`` says that they have understood it."""

    contact_id: str
    outcome: CallOutcome | Literal["confirmed"]


def show(request: Request[None]) -> CallListView:
    """Whose turn it is."""
    return _view(_found(request.engine, request.params["case_id"]).state)


def tell(request: Request[Tried]) -> CallListView:
    """What an operator heard."""
    engine, case_id, body, now = request.engine, request.params["case_id"], request.body, request.now_ms

    def decide(row: Row[CallList]) -> Change:
        if all(line.to.id != body.contact_id for line in row.state.lines):
            raise invalid("contact_id", "call_list.not_on_it")
        if row.state.state != "waiting":
            raise conflict("call_list.over")
        if body.outcome == "confirmed":
            return confirmed(row, body.contact_id, "call")
        return not_confirmed(row, body.contact_id, body.outcome, now)

    engine.execute(
        lambda: _found(engine, case_id),
        decide,
        actor=Actor("person", request.who.person_id),
        command_id=request.command_id,
        about=lambda row: row,
        at_ms=now,
    )
    return _view(_found(engine, case_id).state)


def _found(engine: Engine, case_id: str) -> Row[CallList]:
    row = engine.get(call_list_key(case_id), CallList)
    if row is None:
        raise not_found()
    return row


def _view(found: CallList) -> CallListView:
    lines = [CallListLine(contact_id=one.to.id, name=one.to.name, phone=one.to.phone, by=one.by) for one in found.lines]
    return CallListView(
        lines=lines, state=found.state, tried=found.turn, confirmed_by=found.confirmed_by, next_ms=found.next_ms
    )


ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="cases/{case_id}/call-list",
        handler=show,
        audience=DESK,
        answer=CallListView,
        summary="Who at the customer is told in turn, and whose turn it is",
    ),
    Route(
        method="POST",
        path="cases/{case_id}/call-list",
        handler=tell,
        audience=DESK,
        body=Tried,
        answer=CallListView,
        summary="Say how it went with somebody on the call list",
    ),
)

add_texts(
    {
        "call_list.not_on_it": Text(
            "Står ikke på ringelisten til denne saken. Velg en som gjør det.",
            "Is not on this case's call list. Choose somebody who is.",
        ),
        "call_list.over": Text(
            "Listen er ferdig: noen har bekreftet, eller saken er avsluttet. Du trenger ikke ringe flere.",
            "The list is done: somebody has confirmed, or the case is over. You need not call anybody else.",
        ),
    }
)
