"""The page of all SMS: one HTML file, a small script and a style, with the words put in from the catalogue."""

import html as markup
import re
from pathlib import Path

import msgspec

from chalicelib.platform.texts import Language, all_texts, language_of, say
from host.pages import CLOCK, security_headers
from host.sms.page import words
from host.web import Answer, Request

_FOLDER = Path(__file__).parent
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_WORD = re.compile(r"\{\{([a-z_.]+)\}\}")


def html(request: Request) -> Answer:
    """The page in the reader's language, or in the one that the query asks for."""
    language = language_of(request.query("language") or request.headers.get("accept-language"))
    template = (_FOLDER / "page.html").read_text()
    text = _WORD.sub(lambda found: markup.escape(_value(found[1], language)), template)
    headers: dict[str, str | list[str]] = {
        **security_headers(request.headers.get("host", "localhost")),
        "content-type": "text/html; charset=utf-8",
        "content-language": language,
        "cache-control": "no-cache",
    }
    return Answer(200, text.encode(), headers)


def asset(name: str) -> Answer:
    """The script, the style, or the clock that the host's pages have together."""
    file = CLOCK if name == CLOCK.name else _FOLDER / name
    return Answer(200, file.read_bytes(), {"content-type": _TYPES[file.suffix], "cache-control": "no-cache"})


def _value(name: str, language: Language) -> str:
    if name == "language":
        return language
    if name == "words":
        prefix = words.FOR_THE_SCRIPT
        mine = {key.removeprefix(prefix): text for key, text in all_texts().items() if key.startswith(prefix)}
        return msgspec.json.encode({key: getattr(text, language) for key, text in mine.items()}).decode()
    return say(words.PREFIX + name, language, {})
