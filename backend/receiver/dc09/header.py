"""What stands before the data: identifier, sequence, receiver, line and account, as text that is echoed unchanged."""

import re

import msgspec

from receiver.dc09.oddities import Fault, Oddity, Wrong
from receiver.dc09.pieces import Envelope

_IDENTIFIER = re.compile(rb'"(\*?)([^"\[\]\r\n]{1,32})"')
_REST = re.compile(rb"(\d{4})(?:R([^RL#]*))?(?:(L)([^L#]*))?(?:(#)(.*))?", re.DOTALL)
_LOOSE = re.compile(rb"([0-9A-Za-z]{0,8}?)(?:R([^RL#]*))?(?:(L)([^L#]*))?(?:(#)(.*))?", re.DOTALL)
_HEX = re.compile(r"[0-9A-Fa-f]+")


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The routing part of a frame. What was not sent is None; what was sent empty is empty."""

    id: str
    encrypted: bool
    seq: str
    receiver: str | None
    line: str | None
    account: str | None
    content_at: int | None
    """Where the data starts in the envelope's bytes, after its bracket; None if there is no bracket."""
    oddities: tuple[Oddity, ...]


def read_header(envelope: Envelope) -> Header | Fault:
    """Read it, or say what is wrong and where."""
    raw, body_at, end = envelope.raw, envelope.body_at, envelope.body_at + envelope.length_computed
    found = _IDENTIFIER.match(raw, body_at, end)
    if found is None:
        return Fault(Wrong.NO_ID, body_at)
    bracket = raw.find(b"[", found.end(), end)
    header_end = end if bracket < 0 else bracket
    oddities = [] if bracket >= 0 else [Oddity.DATA_MISSING]
    rest = _REST.fullmatch(raw, found.end(), header_end)
    if rest is None:
        rest = _LOOSE.fullmatch(raw, found.end(), header_end)
        oddities.append(Oddity.SEQUENCE)
    if rest is None:
        return Fault(Wrong.NO_HEADER, found.end())
    identifier = found[2].decode("latin-1")
    line, account = _text(rest[4]), _text(rest[6])
    if identifier == "NAK" and account is None and line is not None and line.endswith("A0"):
        # A NAK of 2013 names no account: it stands as L0A0.
        line, account = line[:-2], "A0"
    return Header(
        id=identifier,
        encrypted=found[1] == b"*",
        seq=rest[1].decode("latin-1"),
        receiver=_text(rest[2]),
        line=line,
        account=account,
        content_at=None if bracket < 0 else bracket + 1,
        oddities=(*oddities, *_oddities(line, account)),
    )


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("latin-1")


def _oddities(line: str | None, account: str | None) -> list[Oddity]:
    found = []
    if line is None:
        found.append(Oddity.LINE_MISSING)
    elif not line:
        found.append(Oddity.LINE_EMPTY)
    if not account:
        found.append(Oddity.ACCOUNT_MISSING)
    elif not _HEX.fullmatch(account):
        found.append(Oddity.ACCOUNT_NOT_HEX)
    return found
