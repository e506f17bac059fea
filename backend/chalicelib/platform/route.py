"""Routes as values: what a door of the system is told, whom it is for and what it answers.

A handler is ``def handler(request: Request[Body]) -> Struct | None``. Before it runs, the wrapper in ``http`` has found
the caller, checked the audience, and read body and query strictly; after it, the answer or the problem is encoded.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, Literal

import msgspec
from typing_extensions import TypeVar

from chalicelib.platform.access import ANYONE, PROVIDER, Audience, Caller
from chalicelib.platform.config import Config
from chalicelib.platform.decoding import MAX_BODY_BYTES, Nothing
from chalicelib.platform.operations import Key
from chalicelib.platform.problems import not_found
from chalicelib.platform.texts import Language

if TYPE_CHECKING:  # the engine stands above the platform; a request only carries it to the handler
    from chalicelib.records.commit import Engine, Facts
    from chalicelib.records.rows import Row, State

JSON = "application/json"

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
Proof = Literal["none", "expired", "never_refused"]
Params = Mapping[str, str]

B = TypeVar("B", default=Any)
S = TypeVar("S", bound="State")


class Request(msgspec.Struct, Generic[B], frozen=True, kw_only=True):
    """What a handler gets."""

    engine: "Engine"
    config: Config
    caller: Caller | None
    """None only where the audience is ``ANYONE`` or ``PROVIDER``; see ``who``."""
    body: B
    params: Params
    query: Any
    command_id: str
    """The ``Idempotency-Key``, made apart for each person; empty where nothing is changed."""
    now_ms: int
    language: Language
    client_address: str
    headers: Mapping[str, str]
    """By lower-case name."""
    prefetched: "Facts"
    """The rows that ``Route.prefetch`` asked for, read together with the session."""
    correlation_id: str = ""

    @property
    def who(self) -> Caller:
        """The caller of a route that is not for anyone."""
        if self.caller is None:
            raise TypeError("this route's audience lets in callers who are nobody: ask request.caller")
        return self.caller

    def subject(self, key: Key, kind: type[S]) -> "Row[S]":
        """The row that the path names, as it was read together with the session. Raises not_found."""
        row = self.prefetched.find(key, kind)
        if row is None:
            raise not_found()
        return row


def _no_rows(_params: Params) -> list[Key]:
    return []


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """One door. Its audience has no default: a route that states none cannot be made."""

    method: Method
    path: str
    """Below ``/api/v1/``, as in the contract: ``duties/{duty_id}/check-ins``."""
    handler: Callable[[Request[Any]], Any]
    audience: Audience
    summary: str
    body: Any = None
    """A Struct that forbids unknown fields; ``str`` for text, ``bytes`` for the body as it came; None for none."""
    answer: Any = None
    status: int = 200
    query: Any = None
    consumes: str = JSON
    max_body_bytes: int = MAX_BODY_BYTES
    proof: Proof = "none"
    """Whether a device's signature can stand in for a session that has run out. ``never_refused`` is for an SOS alone:
    its handler takes ``bytes`` and makes the best of them."""
    prefetch: Callable[[Params], list[Key]] = _no_rows
    """Rows of ``live`` to be read in the same round trip as the session."""
    keyless: bool = False
    """True for webhooks, whose senders know nothing of our ``Idempotency-Key``."""

    def __post_init__(self) -> None:
        for name, kind in (("body", self.body), ("query", self.query)):
            is_struct = isinstance(kind, type) and issubclass(kind, msgspec.Struct)
            if is_struct and not kind.__struct_config__.forbid_unknown_fields:
                raise TypeError(f"{self.method} {self.path}: its {name} must forbid unknown fields")
        if self.method == "GET" and self.body is not None:
            raise TypeError(f"GET {self.path} cannot have a body")
        if self.path.startswith("/"):
            raise TypeError(f"{self.path}: paths are written without the leading stroke")
        stated: object = self.audience
        if not isinstance(stated, Audience):
            raise TypeError(f"{self.method} {self.path}: states no audience")
        if not self.audience.roles and self.audience not in (ANYONE, PROVIDER):
            raise TypeError(f"{self.method} {self.path}: its audience lets nobody in")

    @property
    def mutating(self) -> bool:
        """Whether the route may change anything."""
        return self.method != "GET"

    @property
    def forgiving(self) -> bool:
        """Whether nothing that only we care about (a key, a content type, a query) may stand in the way: an SOS."""
        return self.proof == "never_refused"

    @property
    def wanted_body(self) -> Any:
        """What the body is read as."""
        return Nothing if self.body is None else self.body
