"""The catalogue of what a person may read in an answer, in Norwegian and English, by message id."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

Language = Literal["nb", "en"]
_NORWEGIAN = {"nb", "no", "nn", "da", "sv"}


class Text(NamedTuple):
    """One sentence in both languages; ``{name}`` stands for a parameter."""

    nb: str
    en: str


_TEXTS: dict[str, Text] = {}


def add_texts(texts: Mapping[str, Text]) -> None:
    """Add a module's own messages when it is imported. Raises ValueError when an id is taken by other words."""
    for message_id, text in texts.items():
        if _TEXTS.setdefault(message_id, text) != text:
            raise ValueError(f"the message id {message_id!r} is already taken")


def known(message_id: str) -> bool:
    """Whether the catalogue has it."""
    return message_id in _TEXTS


def all_texts() -> Mapping[str, Text]:
    """The whole catalogue, for the tests."""
    return dict(_TEXTS)


def say(message_id: str, language: Language, params: Mapping[str, Any]) -> str:
    """The sentence in that language. Raises KeyError for an unknown id or a missing parameter."""
    return str(getattr(_TEXTS[message_id], language)).format(**params)


def language_of(accept_language: str | None) -> Language:
    """What an ``Accept-Language`` header prefers; Norwegian unless English comes before every Scandinavian tongue."""
    best: tuple[float, Language] = (0.0, "nb")
    for part in (accept_language or "").split(",")[:20]:
        tag, _, weight = part.strip().partition(";")
        primary = tag.strip().lower().partition("-")[0]
        quality = _quality(weight)
        if primary == "en" and quality > best[0]:
            best = (quality, "en")
        elif primary in _NORWEGIAN and quality > best[0]:
            best = (quality, "nb")
    return best[1]


def _quality(weight: str) -> float:
    if not weight.strip():
        return 1.0
    try:
        return float(weight.strip().removeprefix("q="))
    except ValueError:
        return 0.0
