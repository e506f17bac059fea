"""The blind code word: the operator types what is heard, and is told right, wrong or duress; never the word."""

from typing import Annotated, Literal

import msgspec

from chalicelib.desk import duress
from chalicelib.engine.cases import Case, case_key
from chalicelib.identity import code_checks
from chalicelib.identity.code_checks import CodeCheck, Outcome, Unsaid, check_key
from chalicelib.platform.access import DESK
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import conflict, invalid, not_found
from chalicelib.platform.route import Request, Route
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.change import NOTHING, Actor, Change, Event
from chalicelib.records.rows import Row
from chalicelib.register import repository
from chalicelib.register.states import Contact, Person

Heard = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


class CodeWordAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose word was asked for, and what was heard; or why nothing was."""

    of: Literal["person", "contact"]
    id: str
    heard: Heard | None = None
    unsaid: Unsaid | None = None
    case_id: str | None = None
    """The case that is being worked on: it tells how the word was answered, and falls silent with duress."""


class CodeWordAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """How it was answered. ``case_id`` is the case of duress, if it was the word of duress."""

    check_id: str
    outcome: Outcome
    tries_left: int
    case_id: str


class _Around(msgspec.Struct, frozen=True):
    check: Row[CodeCheck] | None
    case: Row[Case] | None


def check(request: Request[CodeWordAsked]) -> CodeWordAnswer:
    """Judge what was heard, and note it; a word of duress raises its case in the same change."""
    body, engine, now = request.body, request.engine, request.now_ms
    if (body.heard is None) == (body.unsaid is None):
        raise invalid("heard", "code_word.one_of")
    check_id = id_from("code-check", request.command_id)
    known = engine.get(check_key(check_id), CodeCheck)
    if known is not None:
        return _shown(known.state)
    whose = _whose(request)
    mark = f"{body.of}/{body.id}"
    if body.unsaid is not None:
        outcome: Outcome = body.unsaid
    else:
        if whose.code_word_hash is None:
            raise conflict("code_word.none")
        operator = request.who.person_id
        outcome = code_checks.judge(engine, request.config, whose, mark, operator, body.heard or "", now)
    left = code_checks.tries_left(engine, request.config, mark, now)
    return _shown(_noted(request, whose, check_id, outcome, left))


def _whose(request: Request[CodeWordAsked]) -> Person | Contact:
    kind: type[Person] | type[Contact] = Person if request.body.of == "person" else Contact
    row = repository.find(request.engine, request.who.may_see, kind, request.body.id)
    if row is None:
        raise not_found()
    return row.state


def _noted(
    request: Request[CodeWordAsked], whose: Person | Contact, check_id: str, outcome: Outcome, left: int
) -> CodeCheck:
    body, engine, now = request.body, request.engine, request.now_ms

    def load() -> _Around:
        facts = engine.read([check_key(check_id), *([case_key(body.case_id)] if body.case_id else [])])
        case = facts.find(case_key(body.case_id), Case) if body.case_id else None
        if body.case_id and case is None:
            raise not_found()
        return _Around(facts.find(check_key(check_id), CodeCheck), case if case and case.state.lane else None)

    def noted(around: _Around) -> Change:
        case_id, alarm = "", NOTHING
        if outcome == "duress":
            case_id, alarm = duress.raised(engine, whose, id_from("duress", request.command_id), now)
        kept = CodeCheck(
            customer_id=whose.customer_id,
            id=check_id,
            of=body.of,
            whose_id=whose.id,
            asked_by=request.who.person_id,
            outcome=outcome,
            at_ms=now,
            case_id=case_id,
            tries_left=left,
        )
        data = {"outcome": outcome, "of": body.of, "whose": whose.id, "duress_case": case_id}
        story = duress.hushed(around.case, whose, Event("code_word_answered", data, {"name": whose.name}), alarm)
        return Change((code_checks.answered(kept),), outcome) + story

    engine.execute(
        load,
        noted,
        actor=Actor("person", request.who.person_id),
        command_id=request.command_id,
        about=lambda around: around.check,
        at_ms=now,
    )
    row = engine.get(check_key(check_id), CodeCheck)
    if row is None:
        raise not_found()
    return row.state


def _shown(check: CodeCheck) -> CodeWordAnswer:
    return CodeWordAnswer(check_id=check.id, outcome=check.outcome, tries_left=check.tries_left, case_id=check.case_id)


ROUTES: tuple[Route, ...] = (
    Route(
        method="POST",
        path="code-words/checks",
        handler=check,
        audience=DESK,
        body=CodeWordAsked,
        answer=CodeWordAnswer,
        summary="Judge what was heard when somebody was asked for the code word",
    ),
)

add_texts(
    {
        "code_word.one_of": Text(
            "Skriv det som ble sagt, eller velg hvorfor ingenting ble sagt.",
            "Type what was said, or choose why nothing was.",
        ),
        "code_word.none": Text(
            "Personen har ikke noe kodeord. Ring tilbake på nummeret i registeret.",
            "This person has no code word. Call back on the number in the register.",
        ),
    }
)
