"""Configuration: environment variables, read once into one frozen value. Secrets come from here and nowhere else."""

import os
from functools import cache

import msgspec


class Misconfigured(Exception):
    """A setting is missing or impossible; the message names it and says what to do."""


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """What one installation is told from outside."""

    region: str = "eu-north-1"
    dynamodb_endpoint: str | None = None
    table_prefix: str = "varde-"
    shards: int = 1
    secret: str
    """Signs tokens, journal anchors and message references; at least 32 characters."""
    public_url: str = "http://localhost:8000"
    centre_phone: str = ""
    """The number that people ring the centre at; the phone's page has a button for it. Empty: no button."""
    rp_id: str = "localhost"
    sms_provider: str = "local"
    sms_options: dict[str, str] = {}
    push_services: str = (
        "fcm.googleapis.com *.push.services.mozilla.com *.push.apple.com web.push.apple.com *.notify.windows.com"
    )
    """The push services that a browser may name, with spaces between: hosts, or whole origins for one's own."""
    voice_provider: str = "local"
    voice_options: dict[str, str] = {}
    wake_queue_url: str | None = None
    websocket_endpoint: str | None = None
    files: str = ""
    """Where pictures are kept: a folder's path, or ``s3://<bucket>``. Empty: nowhere, and none are taken."""
    one_machine: bool = False
    """True behind the thin host: the page of all SMS exists, and only there."""
    absent_after_s: int = 60
    """So long may nobody show himself at a desk that is manned before its cases go outside."""
    training: bool = False
    """An installation for exercises: tables of its own, every page marked, and no supplier that could reach anybody."""
    retention_days: int = 30
    forwarded_hops: int = 0
    """How many proxies of ours stand before the API: a client's address is that far from the end of X-Forwarded-For."""


@cache
def config() -> Config:
    """The configuration of this process, from ``VARDE_*`` variables.

    Raises Misconfigured, naming the variable, when one is missing or malformed.
    """
    raw: dict[str, object] = {
        name[6:].lower(): value for name, value in os.environ.items() if name.startswith("VARDE_") and value
    }
    for name in ("sms_options", "voice_options"):
        if name in raw:
            raw[name] = _json_setting(f"VARDE_{name.upper()}", str(raw[name]))
    known = {field.name for field in msgspec.structs.fields(Config)}
    try:
        found = msgspec.convert({k: v for k, v in raw.items() if k in known}, Config, strict=False)
    except msgspec.ValidationError as error:
        raise Misconfigured(f"{error}; settings are environment variables named VARDE_<SETTING>") from error
    if len(found.secret) < 32:
        raise Misconfigured("VARDE_SECRET must have at least 32 characters; make one with: openssl rand -hex 32")
    return found


def _json_setting(name: str, text: str) -> dict[str, str]:
    try:
        return msgspec.json.decode(text.encode(), type=dict[str, str])
    except msgspec.DecodeError as error:
        raise Misconfigured(f"{name} must be a JSON object of strings") from error
