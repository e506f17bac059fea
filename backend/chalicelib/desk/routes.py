"""The doors of the desk."""

from collections.abc import Callable
from typing import Annotated, Literal

import msgspec

from chalicelib.alarms.lifts import acknowledge
from chalicelib.desk import board, casework
from chalicelib.desk.board import Board, BoardRows, Standing
from chalicelib.desk.case_view import CaseView
from chalicelib.engine import cases
from chalicelib.engine.cases import CallOutcome, Disposition, Opening
from chalicelib.platform.access import DESK
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import invalid
from chalicelib.platform.route import Request, Route
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.change import Actor, Event
from chalicelib.register import repository

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
SmsWords = Annotated[str, msgspec.Meta(min_length=1, max_length=160)]
Number = Annotated[str, msgspec.Meta(pattern=r"^\+[1-9][0-9]{6,14}$")]
_MOST_ROWS = 100


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An empty object."""


class Note(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something to remember."""

    text: Words


class Call(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A call that was made, and how it went. Answered is not acknowledged."""

    number: Number
    outcome: CallOutcome
    person_id: str | None = None
    note: Annotated[str, msgspec.Meta(max_length=2000)] = ""


class TextTo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An SMS in the operator's own words."""

    to: Number
    text: SmsWords
    person_id: str | None = None


class Resolution(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How it ended."""

    disposition: Disposition
    note: Annotated[str, msgspec.Meta(max_length=2000)] = ""


class NewCase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A case by hand."""

    kind: Literal["message", "assistance"]
    customer_id: str
    text: Words
    site_id: str | None = None


class RowsQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which rows: ``case/…,duty/…``. None at all: only the clock's heartbeat."""

    ids: str = ""


def show_board(request: Request) -> Board:
    """Everything that is open."""
    return board.whole(request.engine, request.now_ms)


def show_standing(request: Request) -> Standing:
    """What is open, and in which version."""
    return board.standing(request.engine, request.now_ms)


def show_rows(request: Request) -> BoardRows:
    """Some rows, strongly read."""
    ids = [one for one in dict.fromkeys(request.query.ids.split(",")) if one]
    if len(ids) > _MOST_ROWS:
        raise invalid("ids", "board.too_many", most=_MOST_ROWS)
    if any(one.partition("/")[0] not in ("case", "duty", "shift", "mission", "operator") for one in ids):
        raise invalid("ids", "board.ids")
    return board.some(request.engine, ids, request.now_ms)


def show_case(request: Request) -> CaseView:
    """One case."""
    return casework.show(request.engine, request.params["case_id"], request.now_ms)


def take(request: Request[Nothing]) -> CaseView:
    """Mine."""
    who, now = request.who, request.now_ms
    engine, case_id = request.engine, request.params["case_id"]
    return casework.act(
        request,
        lambda found: (
            cases.take(found.row, found.plan, who.person_id, who.name, now) + acknowledge(engine, case_id, now)
        ),
    )


def release(request: Request[Nothing]) -> CaseView:
    """Somebody else's, at once."""
    who, now = request.who, request.now_ms
    return casework.act(request, lambda found: cases.release(found.row, found.plan, who.person_id, now))


def note(request: Request[Note]) -> CaseView:
    """Something to remember."""
    event = Event("noted", {}, {"text": request.body.text})
    return casework.act(request, lambda found: cases.work(found.row, found.plan, request.now_ms, event))


def log_call(request: Request[Call]) -> CaseView:
    """A call and its outcome."""
    body = request.body
    private = {"number": body.number, **({"note": body.note} if body.note else {})}
    event = Event("called", {"outcome": body.outcome, "person": body.person_id or ""}, private)
    return casework.act(request, lambda found: cases.work(found.row, found.plan, request.now_ms, event))


def text_to(request: Request[TextTo]) -> CaseView:
    """An SMS from the case."""
    return casework.text_to(request, request.body.person_id, request.body.to, request.body.text)


def confirm(request: Request[Nothing]) -> CaseView:
    """The evidence is good: safe."""
    return casework.confirm_evidence(request)


def resolve(request: Request[Resolution]) -> CaseView:
    """The end."""
    return casework.resolve(request, request.body.disposition, request.body.note)


def open_case(request: Request[NewCase]) -> CaseView:
    """A case by hand."""
    engine, body, who = request.engine, request.body, request.who
    if repository.get_customer(engine, who.may_see, body.customer_id) is None:
        raise invalid("customer_id", "case.customer")
    site = repository.get_site(engine, who.may_see, body.site_id) if body.site_id else None
    if body.site_id and (site is None or site.state.customer_id != body.customer_id):
        raise invalid("site_id", "case.site")
    opening = Opening(
        id=id_from("case", request.command_id),
        kind=body.kind,
        customer_id=body.customer_id,
        site=body.site_id,
        desk="mediation",
        text=body.text,
        params={"since_ms": request.now_ms},
        private={"text": body.text},
    )
    actor = Actor("person", who.person_id)
    case_id = casework.open_by_hand(engine, actor, request.command_id, opening, request.now_ms)
    return casework.show(engine, case_id, request.now_ms)


def case_route(path: str, handler: Callable[[Request], CaseView], body: type[msgspec.Struct], summary: str) -> Route:
    """A door by which something is done with a case, answered with what became of it."""
    return Route(
        method="POST",
        path=f"cases/{{case_id}}/{path}",
        handler=handler,
        audience=DESK,
        body=body,
        answer=CaseView,
        summary=summary,
    )


ROUTES: tuple[Route, ...] = (
    Route(method="GET", path="board", handler=show_board, audience=DESK, answer=Board, summary="All that is open"),
    Route(
        method="GET",
        path="board/versions",
        handler=show_standing,
        audience=DESK,
        answer=Standing,
        summary="All that is open, by name and version alone",
    ),
    Route(
        method="GET",
        path="board/rows",
        handler=show_rows,
        audience=DESK,
        query=RowsQuery,
        answer=BoardRows,
        summary="Some rows of the board, strongly read",
    ),
    Route(
        method="POST",
        path="cases",
        handler=open_case,
        audience=DESK,
        body=NewCase,
        answer=CaseView,
        status=201,
        summary="Open a case by hand",
    ),
    Route(method="GET", path="cases/{case_id}", handler=show_case, audience=DESK, answer=CaseView, summary="One case"),
    case_route("take", take, Nothing, "Take it"),
    case_route("release", release, Nothing, "Give it back"),
    case_route("notes", note, Note, "Note something"),
    case_route("calls", log_call, Call, "Log a call"),
    case_route("messages", text_to, TextTo, "Send an SMS"),
    case_route("evidence", confirm, Nothing, "Confirm that the silent one was heard"),
    case_route("resolve", resolve, Resolution, "Resolve it"),
)

add_texts(
    {
        "board.too_many": Text("Be om høyst {most} rader om gangen.", "Ask for at most {most} rows at a time."),
        "board.ids": Text(
            "Radene heter case/…, duty/…, mission/…, shift/… eller operator/….",
            "Rows are named case/…, duty/…, mission/…, shift/… or operator/….",
        ),
        "case.resolved": Text("Saken er alt avsluttet.", "The case is resolved already."),
        "case.own_alarm": Text("Ingen kan ta sin egen alarm.", "Nobody can take his own alarm."),
        "case.owned": Text("{owner} har tatt saken. Be om å få den overlatt.", "{owner} has the case. Ask for it."),
        "case.not_yours": Text("Ta saken først.", "Take the case first."),
        "case.note_wanted": Text("Skriv et notat om hvordan saken endte.", "Note how the case ended."),
        "case.no_evidence": Text(
            "Vekteren har ikke meldt seg etter at saken ble åpnet.",
            "The guard has not been heard since the case was opened.",
        ),
        "case.silent": Text("Ingenting må nå den telefonen nå.", "Nothing must reach that phone now."),
        "case.customer": Text(
            "Kunden finnes ikke. Velg en kunde fra registeret.",
            "There is no such customer. Choose one from the register.",
        ),
        "case.site": Text(
            "Stedet hører ikke til kunden. Velg et av kundens steder.",
            "The site is not the customer's. Choose one of its sites.",
        ),
    }
)
