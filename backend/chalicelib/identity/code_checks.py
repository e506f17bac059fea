"""What was heard on the telephone, judged: right, wrong, duress; or why there was no word to be judged.

The operator types and is told; the word itself is in no answer and no row. Duress is never refused for having been
tried too often.
"""

from typing import Annotated, ClassVar, Literal

import msgspec

from chalicelib.identity import limits
from chalicelib.identity.limits import Limit
from chalicelib.platform.config import Config
from chalicelib.platform.operations import Key
from chalicelib.platform.problems import Problem, invalid
from chalicelib.platform.texts import Text, add_texts
from chalicelib.platform.time import DAY_MS, MINUTE_MS
from chalicelib.records.change import Event, Write, create
from chalicelib.records.commit import Engine
from chalicelib.records.rows import State
from chalicelib.register.code_words import LONGEST, Worded, judge_word

Unsaid = Literal["forgotten", "not_answered", "no_language"]
Outcome = Literal["right", "wrong", "duress", "forgotten", "not_answered", "no_language"]

WORDS_PER_PERSON = Limit("code-words-per-person", 5, 10 * MINUTE_MS)
WORDS_PER_OPERATOR = Limit("code-words-per-operator", 40, 10 * MINUTE_MS)
GOOD_MS = 15 * MINUTE_MS
"""So long after a right word is the caller still who he said he was: one conversation."""


class CodeCheck(State, frozen=True, kw_only=True):
    """That somebody was asked for the code word, by whom, and how it was answered."""

    KIND: ClassVar[str] = "code_check"

    id: str
    of: Literal["person", "contact"]
    whose_id: str
    asked_by: str
    outcome: Outcome
    at_ms: int
    case_id: str = ""
    """The case of duress that it became."""
    tries_left: int = 0

    @property
    def key(self) -> Key:
        """By the request that asked."""
        return check_key(self.id)

    @property
    def expires_at_ms(self) -> int:
        """A day later; the journal keeps how it was answered."""
        return self.at_ms + DAY_MS


class OnBehalf(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the caller on the telephone was identified, and what the operator wants to note."""

    identified_by: Literal["code_word", "callback", "known_voice"]
    check_id: Annotated[str, msgspec.Meta(max_length=40)] = ""
    """The check of the code word that was answered right; wanted with ``code_word``."""
    note: Annotated[str, msgspec.Meta(max_length=500)] = ""


def check_key(check_id: str) -> Key:
    """Where a check stands."""
    return Key(f"code-check/{check_id}")


def judge(
    engine: Engine, config: Config, whose: Worded, mark: str, operator_id: str, heard: str, now_ms: int
) -> Outcome:
    """What was heard. Raises too_many after too many tries, whatever was said, unless it was the word of duress."""
    verdict = judge_word(whose, heard[: 2 * LONGEST], config.secret)
    try:
        limits.take(engine, config, WORDS_PER_PERSON, mark, now_ms)
        limits.take(engine, config, WORDS_PER_OPERATOR, operator_id, now_ms)
    except Problem:
        if verdict != "duress":
            raise
    return verdict


def tries_left(engine: Engine, config: Config, mark: str, now_ms: int) -> int:
    """How many words may still be tried for somebody within the limit."""
    return limits.left(engine, config, WORDS_PER_PERSON, mark, now_ms)


def answered(check: CodeCheck) -> Write:
    """The check as it is kept, with its own line in the journal."""
    data = {"outcome": check.outcome, "of": check.of, "whose": check.whose_id, "by": check.asked_by}
    return create(check, Event("code_word_answered", data))


def identified(
    engine: Engine,
    behalf: OnBehalf,
    person_id: str,
    operator_id: str,
    now_ms: int,
    *,
    of: Literal["person", "contact"] = "person",
) -> dict[str, str]:
    """What the journal keeps of how a caller was identified. A code word counts only if it was judged right, just now.

    Raises Problem, naming the field, when it was not: also after duress, whose words must end nothing.
    """
    if behalf.identified_by == "code_word":
        if not behalf.check_id:
            raise invalid("on_behalf.check_id", "on_behalf.check_wanted")
        row = engine.get(check_key(behalf.check_id), CodeCheck)
        check = row.state if row else None
        if check is None or (check.of, check.whose_id, check.asked_by) != (of, person_id, operator_id):
            raise invalid("on_behalf.check_id", "on_behalf.check_unknown")
        if check.outcome == "duress":
            raise invalid("on_behalf.check_id", "on_behalf.duress")
        if check.outcome != "right":
            raise invalid("on_behalf.check_id", "on_behalf.not_right")
        if not 0 <= now_ms - check.at_ms <= GOOD_MS:
            raise invalid("on_behalf.check_id", "on_behalf.check_old", minutes=GOOD_MS // MINUTE_MS)
    return {name: value for name, value in msgspec.to_builtins(behalf).items() if value or name == "note"}


add_texts(
    {
        "on_behalf.wanted": Text("Oppgi hvordan innringeren ble identifisert.", "Say how the caller was identified."),
        "on_behalf.check_wanted": Text(
            "Spør om kodeordet og skriv det du hører, eller velg en annen måte.",
            "Ask for the code word and type what you hear, or choose another way.",
        ),
        "on_behalf.check_unknown": Text(
            "Kodeordet er ikke kontrollert for denne personen av deg. Spør på nytt.",
            "You have not checked the code word of this person. Ask again.",
        ),
        "on_behalf.not_right": Text(
            "Kodeordet var ikke riktig. Ring tilbake på nummeret i registeret.",
            "The code word was not right. Call back on the number in the register.",
        ),
        "on_behalf.duress": Text(
            "Tvangsordet ble sagt. Ikke registrer noe; følg tvangssaken.",
            "The word of duress was said. Register nothing; follow the case of duress.",
        ),
        "on_behalf.check_old": Text(
            "Kodeordet ble kontrollert for mer enn {minutes} minutter siden. Spør på nytt.",
            "The code word was checked more than {minutes} minutes ago. Ask again.",
        ),
    }
)
