"""Code words are checked as they are set, and only their hashes go on from here."""

from typing import Any, Protocol

from msgspec import UNSET, UnsetType

from chalicelib.platform.texts import Text, add_texts
from chalicelib.register.code_words import LONGEST, SHORTEST, as_heard, hash_word, matches
from chalicelib.register.form import Form
from chalicelib.register.states import Contact, Person


class Worded(Protocol):
    """Whatever words are sent in."""

    @property
    def code_word(self) -> str | UnsetType | None:
        """None takes it away; left out it stays."""

    @property
    def duress_word(self) -> str | UnsetType | None:
        """As the other."""


def words(
    form: Form,
    sent: Worded,
    before: Person | Contact | None,
    secret: str,
    hashed: dict[tuple[str, str], str],
) -> dict[str, Any]:
    """The hashes. A word whose opposite was set earlier is compared with that one's hash.

    ``hashed`` remembers what was made of each word, so that the same form, read again, makes the same of it.
    """
    found: dict[str, Any] = {}
    for field, other in (("code_word", "duress_word"), ("duress_word", "code_word")):
        given, kept = getattr(sent, field), _kept(before, field)
        if isinstance(given, UnsetType):
            found[f"{field}_hash"] = kept
            continue
        word = form.optional(field, given, LONGEST)
        if word and len(as_heard(word)) < SHORTEST:
            form.wrong(field, "register.word_short", least=SHORTEST)
        elif word and _confused(field, word, getattr(sent, other), _kept(before, other), secret):
            form.wrong("duress_word", "register.words_alike")
        elif word:
            kept = _hash(field, word, kept, secret, hashed)
        found[f"{field}_hash"] = kept if word else None
    if found["duress_word_hash"] and not found["code_word_hash"]:
        form.wrong("code_word", "register.duress_alone")
    return found


def _hash(field: str, word: str, kept: str | None, secret: str, hashed: dict[tuple[str, str], str]) -> str:
    """What stands, if it was made of this word already."""
    if (field, word) not in hashed:
        same = kept is not None and matches(word, kept, secret)
        hashed[field, word] = kept if same and kept else hash_word(word, secret)
    return hashed[field, word]


def _kept(before: Person | Contact | None, field: str) -> str | None:
    return getattr(before, f"{field}_hash") if before else None


def _confused(field: str, word: str, other: Any, other_kept: str | None, secret: str) -> bool:
    """One that is heard within the other would be taken for it on a bad line. Of a hash only equality is known."""
    if other is UNSET:
        return other_kept is not None and matches(word, other_kept, secret)
    if field == "code_word":
        return False  # both were sent: said once, of the other
    heard, against = as_heard(word), as_heard(other or "")
    return bool(against) and (heard in against or against in heard)


add_texts(
    {
        "register.word_short": Text(
            "Ordet må ha minst {least} bokstaver eller sifre.", "The word must have at least {least} letters or digits."
        ),
        "register.words_alike": Text(
            "Kan forveksles med det vanlige ordet når det sies. Velg et helt annet.",
            "Can be taken for the ordinary word when it is said. Choose quite another.",
        ),
    }
)
