"""Problems: errors that say what was wrong and what to do, rendered as ``application/problem+json`` (RFC 9457)."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from chalicelib.platform.texts import Language, Text, add_texts, known, say

TYPE_PREFIX = "urn:varde:problem:"


class FieldError(NamedTuple):
    """What is wrong with one field: ``position.latitude``, and the message that says so."""

    field: str
    message_id: str
    params: Mapping[str, Any] = {}


class Problem(Exception):
    """A refusal with a reason. Raised anywhere below a route; the route's wrapper renders it."""

    def __init__(
        self,
        status: int,
        slug: str,
        message_id: str,
        *,
        params: Mapping[str, Any] | None = None,
        errors: Iterable[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, Any] | None = None,
    ) -> None:
        self.status = status
        self.slug = slug
        self.message_id = message_id
        self.params = dict(params or {})
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.members = dict(members or {})
        for wanted in (f"title.{slug}", message_id, *(error.message_id for error in self.errors)):
            if not known(wanted):
                raise LookupError(f"the catalogue has no message {wanted!r}")
        super().__init__(f"{status} {slug}: {message_id}")


def render(problem: Problem, language: Language, correlation_id: str) -> bytes:
    """The problem as JSON in the reader's language."""
    document: dict[str, Any] = {
        **problem.members,
        "type": TYPE_PREFIX + problem.slug,
        "title": say(f"title.{problem.slug}", language, {}),
        "status": problem.status,
        "detail": say(problem.message_id, language, problem.params),
        "correlation_id": correlation_id,
    }
    if problem.errors:
        document["errors"] = [
            {"field": error.field, "message": say(error.message_id, language, error.params)} for error in problem.errors
        ]
    return msgspec.json.encode(document)


def invalid(field: str, message_id: str, **params: Any) -> Problem:
    """422: one field is wrong."""
    return invalid_all([FieldError(field, message_id, params)])


def invalid_all(errors: Iterable[FieldError]) -> Problem:
    """422: several fields are wrong."""
    return Problem(422, "invalid", "invalid", errors=errors)


def malformed(message_id: str = "malformed", **params: Any) -> Problem:
    """400: the request itself cannot be read."""
    return Problem(400, "malformed", message_id, params=params)


def unauthenticated(message_id: str = "sign_in_needed", **params: Any) -> Problem:
    """401: nobody vouches for the caller."""
    return Problem(401, "unauthenticated", message_id, params=params, headers={"WWW-Authenticate": "Bearer"})


def forbidden(message_id: str = "forbidden", **params: Any) -> Problem:
    """403: we know the caller, and it is not for them."""
    return Problem(403, "forbidden", message_id, params=params)


def not_found(message_id: str = "not_found", **params: Any) -> Problem:
    """404: it does not exist, or not for this caller."""
    return Problem(404, "not_found", message_id, params=params)


def conflict(message_id: str, **params: Any) -> Problem:
    """409: the state of things does not allow it now."""
    return Problem(409, "conflict", message_id, params=params)


def stale(version: int) -> Problem:
    """409: somebody else changed it first; ``version`` is what now stands."""
    return Problem(409, "stale", "stale", params={"version": version}, members={"version": version})


def too_many(retry_after_s: int, message_id: str = "too_many") -> Problem:
    """429: wait so many seconds."""
    headers = {"Retry-After": str(retry_after_s)}
    return Problem(429, "too_many", message_id, params={"seconds": retry_after_s}, headers=headers)


def unavailable() -> Problem:
    """503: nothing was lost; the same request with the same key may be sent again."""
    return Problem(503, "unavailable", "unavailable", headers={"Retry-After": "1"})


def internal(correlation_id: str) -> Problem:
    """500: a defect of ours."""
    return Problem(500, "internal", "internal", params={"correlation_id": correlation_id})


add_texts(
    {
        "title.invalid": Text("Noe i forespørselen er ugyldig", "Something in the request is invalid"),
        "title.malformed": Text("Forespørselen kan ikke leses", "The request cannot be read"),
        "title.unauthenticated": Text("Ikke logget inn", "Not signed in"),
        "title.forbidden": Text("Ikke tillatt", "Not allowed"),
        "title.not_found": Text("Finnes ikke", "Not found"),
        "title.conflict": Text("Går ikke nå", "Not possible now"),
        "title.stale": Text("Endret av en annen", "Changed by somebody else"),
        "title.too_many": Text("For mange forsøk", "Too many attempts"),
        "title.too_large": Text("For stor forespørsel", "Request too large"),
        "title.unsupported": Text("Feil innholdstype", "Wrong content type"),
        "title.unavailable": Text("Prøv igjen straks", "Try again shortly"),
        "title.internal": Text("Feil hos oss", "A fault of ours"),
        "invalid": Text(
            "Rett feltene som er nevnt, og send på nytt.", "Correct the fields that are named and send again."
        ),
        "malformed": Text("Innholdet er ikke gyldig JSON. Rett det og send på nytt.", "The body is not valid JSON."),
        "sign_in_needed": Text("Logg inn på nytt.", "Sign in again."),
        "signature_wrong": Text(
            "Signaturen stemmer ikke. Bruk hemmeligheten som er avtalt.",
            "The signature does not match. Use the secret that was agreed.",
        ),
        "forbidden": Text("Du har ikke rollen som trengs for dette.", "You do not have the role that this needs."),
        "not_found": Text("Det finnes ikke, eller det er ikke ditt.", "It does not exist, or it is not yours."),
        "stale": Text(
            "En annen endret dette først. Hent det på nytt (nå versjon {version}) og gjør endringen igjen.",
            "Somebody else changed this first. Fetch it again (now version {version}) and redo the change.",
        ),
        "too_many": Text("Vent {seconds} sekunder og prøv igjen.", "Wait {seconds} seconds and try again."),
        "unavailable": Text(
            "Ingenting er endret eller tapt. Send det samme på nytt med samme Idempotency-Key.",
            "Nothing was lost. Send the same again with the same Idempotency-Key.",
        ),
        "internal": Text(
            "Feilen er registrert hos oss under {correlation_id}. Prøv igjen, eller ring sentralen.",
            "The fault is recorded with us as {correlation_id}. Try again, or ring the centre.",
        ),
        "body_too_large": Text("Innholdet kan være høyst {limit} byte.", "The body may have at most {limit} bytes."),
        "content_type": Text("Innholdet må sendes som {expected}.", "Send the body as {expected}."),
        "not_utf8": Text("Innholdet må være tekst i UTF-8.", "The body must be text in UTF-8."),
        "key_missing": Text(
            "Send et Idempotency-Key-felt i toppen: 16 til 64 tegn av A-Z, a-z, 0-9, _ og -.",
            "Send an Idempotency-Key header: 16 to 64 characters of A-Z, a-z, 0-9, _ and -.",
        ),
    }
)
