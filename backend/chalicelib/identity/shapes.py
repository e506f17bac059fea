"""What the doors of signing in are told and answer."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from chalicelib.platform.access import Role
from chalicelib.platform.texts import Language

Phone = Annotated[str, Meta(min_length=1, max_length=40)]
DeviceName = Annotated[str, Meta(max_length=80)]
Coordinate = Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{43}$")]
Token = Annotated[str, Meta(min_length=1, max_length=200)]


class _Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body reads what it names and nothing else."""


class DeviceKey(_Body, frozen=True, kw_only=True):
    """The public key that the device made, as a browser exports it (JWK)."""

    kty: Literal["EC"]
    crv: Literal["P-256"]
    x: Coordinate
    y: Coordinate
    ext: bool | None = None
    key_ops: list[Literal["verify"]] | None = None
    alg: Literal["ES256"] | None = None
    use: Literal["sig"] | None = None

    @property
    def point(self) -> dict[str, str]:
        """What is kept of it."""
        return {"x": self.x, "y": self.y}


class AskForCode(_Body, frozen=True, kw_only=True):
    """POST sign-in/codes."""

    phone: Phone


class SignInByCode(_Body, frozen=True, kw_only=True):
    """POST sign-in/sessions."""

    phone: Phone
    code: Annotated[str, Meta(pattern="^[0-9]{6}$")]
    device_key: DeviceKey
    device_name: DeviceName = ""


class Refresh(_Body, frozen=True, kw_only=True):
    """POST sessions/refresh."""

    refresh_token: Token


class AskForRegistration(_Body, frozen=True, kw_only=True):
    """POST passkeys/registration/options."""

    enrolment: Token


class Register(_Body, frozen=True, kw_only=True):
    """POST passkeys/registration."""

    enrolment: Token
    credential: dict[str, Any]
    device_name: DeviceName = ""


class SignInByPasskey(_Body, frozen=True, kw_only=True):
    """POST passkeys/authentication."""

    challenge_id: Token
    credential: dict[str, Any]
    device_name: DeviceName = ""


class Enrol(_Body, frozen=True, kw_only=True):
    """POST people/{person_id}/enrolments."""

    valid_minutes: Annotated[int, Meta(ge=30, le=1440)] = 120


class Me(msgspec.Struct, frozen=True, kw_only=True):
    """The person who is signed in."""

    id: str
    name: str
    roles: list[Role]
    language: Language
    customer_id: str


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """A session, and the two tokens that speak for it."""

    session_id: str
    access_token: str
    access_expires_at_ms: int
    refresh_token: str
    person: Me
    server_now_ms: int


class MeNow(msgspec.Struct, frozen=True, kw_only=True):
    """GET me."""

    person: Me
    server_now_ms: int


class SessionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One session in a list."""

    id: str
    device_name: str
    way: Literal["code", "read_aloud", "passkey"]
    created_at_ms: int
    refreshed_at_ms: int
    expires_at_ms: int
    current: bool


class SessionList(msgspec.Struct, frozen=True):
    """The sessions of one person that still stand."""

    sessions: list[SessionRow]


class PasskeyRow(msgspec.Struct, frozen=True, kw_only=True):
    """One passkey in a list."""

    id: str
    name: str
    created_at_ms: int
    used_at_ms: int


class PasskeyList(msgspec.Struct, frozen=True):
    """The passkeys of one person."""

    passkeys: list[PasskeyRow]


class AuthenticationOptions(msgspec.Struct, frozen=True):
    """What the browser is to answer with a passkey."""

    challenge_id: str
    options: dict[str, Any]


class EnrolmentLink(msgspec.Struct, frozen=True):
    """The link to hand over."""

    url: str
    expires_at_ms: int


class CodeToRead(msgspec.Struct, frozen=True):
    """The code to read aloud to somebody who was recognised on the telephone."""

    code: str
    expires_at_ms: int


class SocketTicket(msgspec.Struct, frozen=True):
    """What opens the WebSocket, and where: ``{url}?ticket={ticket}``."""

    ticket: str
    url: str
