"""Strict reading of bodies and queries: what does not fit becomes a problem that names the field and the remedy."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args, get_origin

import msgspec

from chalicelib.platform.problems import FieldError, Problem, invalid_all, malformed
from chalicelib.platform.texts import Text, add_texts

MAX_BODY_BYTES = 64 * 1024


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body or query of a route that wants none."""


def json_body(raw: bytes, kind: type) -> Any:
    """The body as a value of ``kind``. No body at all reads as ``{}``."""
    try:
        return msgspec.json.decode(raw or b"{}", type=kind)
    except msgspec.ValidationError as error:
        raise invalid_all([explain(str(error), kind)]) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise malformed() from error


def text_body(raw: bytes) -> str:
    """The body as text."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise malformed("not_utf8") from error


def query(values: Mapping[str, Sequence[str]], kind: type) -> Any:
    """The query as a value of ``kind``; a number is read from its digits."""
    repeated = [name for name, found in values.items() if len(found) > 1]
    if repeated:
        raise invalid_all([FieldError(name or "query", "field_repeated") for name in repeated])
    try:
        return msgspec.convert({name: found[0] for name, found in values.items()}, kind, strict=False)
    except msgspec.ValidationError as error:
        raise invalid_all([explain(str(error), kind)]) from error


_AT = re.compile(r" - at `\$(?P<path>.*)`$", re.DOTALL)
_Explain = Callable[[re.Match[str], Any], tuple[str, dict[str, Any]]]

_TYPES = {
    "str": "tekst|text",
    "int": "heltall|whole number",
    "float": "tall|number",
    "bool": "true/false|true/false",
    "array": "liste|list",
    "object": "objekt|object",
    "null": "null|null",
}


def _types(found: str) -> dict[str, Any]:
    names = [_TYPES.get(name, f"{name}|{name}").split("|") for name in found.split(" | ")]
    return {"wanted_nb": " eller ".join(nb for nb, _ in names), "wanted_en": " or ".join(en for _, en in names)}


def _wrong_type(match: re.Match[str], _: Any) -> tuple[str, dict[str, Any]]:
    return "field_type", _types(match["wanted"])


def _length(match: re.Match[str], _: Any) -> tuple[str, dict[str, Any]]:
    least = match["sign"] == ">="
    return ("field_too_short" if least else "field_too_long"), {"limit": match["limit"]}


def _bound(match: re.Match[str], _: Any) -> tuple[str, dict[str, Any]]:
    limit = match["limit"].removesuffix(".0")
    return {">=": "field_at_least", "<=": "field_at_most", ">": "field_above", "<": "field_below"}[match["sign"]], {
        "limit": limit
    }


def _choice(_match: re.Match[str], options: Any) -> tuple[str, dict[str, Any]]:
    choices = ", ".join(str(option) for option in options) if options else ""
    return ("field_choice", {"choices": choices}) if choices else ("field_form", {})


_EXPLAIN: tuple[tuple[re.Pattern[str], _Explain], ...] = (
    (re.compile(r"Object missing required field"), lambda *_: ("field_missing", {})),
    (re.compile(r"Object contains unknown field"), lambda *_: ("field_unknown", {})),
    (re.compile(r"Expected `(?P<wanted>[^`]+)`, got "), _wrong_type),
    (re.compile(r"Expected `\w+` of length (?P<sign><=|>=) (?P<limit>\d+)"), _length),
    (re.compile(r"Expected `\w+` (?P<sign><=|>=|<|>) (?P<limit>[-\d.e+]+)"), _bound),
    (re.compile(r"Invalid enum value"), _choice),
    (re.compile(r"Number out of range"), lambda *_: ("field_range", {})),
)
_NAMED = re.compile(r"^Object (?:missing required|contains unknown) field `(?P<name>.*?)`", re.DOTALL)


def explain(error: str, kind: Any) -> FieldError:
    """What msgspec found wrong, as the field's path and a message from the catalogue."""
    at = _AT.search(error)
    path = (at["path"] if at else "").lstrip(".")
    for pattern, reason in _EXPLAIN:
        match = pattern.match(error)
        if match:
            named = _NAMED.match(error)
            where = ".".join(part for part in (path, (named["name"] or '""') if named else "") if part)
            message_id, params = reason(match, _options(kind, path))
            return FieldError(where[:200] or "body", message_id, params)
    return FieldError(path[:200] or "body", "field_form")


def _options(kind: Any, path: str) -> tuple[Any, ...]:
    """The values that a ``Literal`` at ``path`` allows."""
    for name in re.findall(r"[^.\[\]]+", path):
        kind = next((inner for inner in _alternatives(kind) if _is_struct(inner) or get_args(inner)), kind)
        if _is_struct(kind):
            kind = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}.get(name)
        else:
            kind = get_args(kind)[-1] if get_args(kind) else None
    found = [value for inner in _alternatives(kind) for value in get_args(inner)]
    return tuple(value for value in found if isinstance(value, str | int))


def _alternatives(kind: Any) -> list[Any]:
    """A union's members, ``Annotated`` peeled off; a type alone is its own only member."""
    if hasattr(kind, "__metadata__"):
        kind = get_args(kind)[0]
    is_union = str(get_origin(kind)) in ("typing.Union", "<class 'types.UnionType'>")
    return [inner for inner in get_args(kind) if inner is not type(None)] if is_union else [kind]


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def too_large(limit: int) -> Problem:
    """413: the body is longer than the route takes."""
    return Problem(413, "too_large", "body_too_large", params={"limit": limit})


def wrong_content_type(expected: str) -> Problem:
    """415: the body is of another kind than the route reads."""
    return Problem(415, "unsupported", "content_type", params={"expected": expected})


add_texts(
    {
        "field_missing": Text("Mangler; må fylles ut.", "Missing; fill it in."),
        "field_unknown": Text("Ukjent felt; ta det bort.", "Unknown field; remove it."),
        "field_repeated": Text("Oppgitt flere ganger; oppgi det én gang.", "Given several times; give it once."),
        "field_type": Text("Skal være {wanted_nb}.", "Must be {wanted_en}."),
        "field_too_short": Text("For kort: minst {limit}.", "Too short: at least {limit}."),
        "field_too_long": Text("For langt: høyst {limit}.", "Too long: at most {limit}."),
        "field_at_least": Text("Skal være minst {limit}.", "Must be at least {limit}."),
        "field_at_most": Text("Skal være høyst {limit}.", "Must be at most {limit}."),
        "field_above": Text("Skal være over {limit}.", "Must be above {limit}."),
        "field_below": Text("Skal være under {limit}.", "Must be below {limit}."),
        "field_choice": Text("Velg én av: {choices}.", "Choose one of: {choices}."),
        "field_range": Text("Tallet er utenfor det mulige.", "The number is out of range."),
        "field_form": Text("Har ikke riktig form.", "Does not have the right form."),
    }
)
