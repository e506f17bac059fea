"""A person sets the code word and the word of duress on the own phone; nobody else has to hear them."""

from typing import Annotated

import msgspec

from chalicelib.desk import duress
from chalicelib.engine.cases import Case, case_key
from chalicelib.identity import limits
from chalicelib.identity.limits import Limit
from chalicelib.platform.access import SIGNED_IN
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import invalid, not_found
from chalicelib.platform.route import Request, Route
from chalicelib.platform.time import HOUR_MS
from chalicelib.records.change import Actor
from chalicelib.register import repository
from chalicelib.register.build_words import words
from chalicelib.register.form import Form
from chalicelib.register.keeping import By, change_thing
from chalicelib.register.pins import judge_pin
from chalicelib.register.repository import everything
from chalicelib.register.states import Person

OWN_WORDS = Limit("own-words", 10, HOUR_MS)

Word = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


class OwnWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Both words; without one of duress there is none any more. The PIN, where the person has one."""

    code_word: Word
    duress_word: Word | None = None
    pin: Annotated[str, msgspec.Meta(pattern="^[0-9]{4,8}$")] | None = None


class OwnWordsView(msgspec.Struct, frozen=True, kw_only=True):
    """Which words there are, and none of them."""

    has_code_word: bool
    has_duress_word: bool
    pin_wanted: bool


def show(request: Request) -> OwnWordsView:
    """Whether there are words, and whether the PIN is asked for."""
    return _shown(_oneself(request))


def change(request: Request[OwnWords]) -> OwnWordsView:
    """Set them. With the duress PIN it looks so: nothing is set, and the alarm goes."""
    person, body, now = _oneself(request), request.body, request.now_ms
    limits.take(request.engine, request.config, OWN_WORDS, person.id, now)
    hashed: dict[tuple[str, str], str] = {}

    def build(before: Person | None) -> Person:
        form = Form()
        found = words(form, body, before, request.config.secret, hashed)
        form.close()
        return msgspec.structs.replace(before or person, **found)

    after = build(person)
    if _forced(request, person):
        _raise(request, person)
        return _shown(after)
    by = By(Actor("person", person.id), request.command_id, now)
    return _shown(change_thing(request.engine, everything, Person, person.id, None, build, by).state)


def _oneself(request: Request) -> Person:
    row = repository.get_person(request.engine, everything, request.who.person_id)
    if row is None:
        raise not_found()
    return row.state


def _forced(request: Request[OwnWords], person: Person) -> bool:
    if not person.pin_hash:
        return False
    if request.body.pin is None:
        raise invalid("pin", "pin.wanted")
    verdict = judge_pin(person, request.body.pin, request.config.secret)
    if verdict == "wrong":
        raise invalid("pin", "pin.wrong")
    return verdict == "duress"


def _raise(request: Request[OwnWords], person: Person) -> None:
    engine, now, case_id = request.engine, request.now_ms, id_from("duress", request.command_id)
    engine.execute(
        lambda: engine.get(case_key(case_id), Case),
        lambda _: duress.raised(engine, person, case_id, now)[1],
        actor=Actor("person", person.id),
        command_id=request.command_id,
        about=lambda row: row,
        at_ms=now,
    )


def _shown(person: Person) -> OwnWordsView:
    return OwnWordsView(
        has_code_word=person.code_word_hash is not None,
        has_duress_word=person.duress_word_hash is not None,
        pin_wanted=person.pin_hash is not None,
    )


ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="me/code-words",
        handler=show,
        audience=SIGNED_IN,
        answer=OwnWordsView,
        summary="Whether the caller has a code word and a word of duress",
    ),
    Route(
        method="PUT",
        path="me/code-words",
        handler=change,
        audience=SIGNED_IN,
        body=OwnWords,
        answer=OwnWordsView,
        summary="Set one's own code word and word of duress",
    ),
)
