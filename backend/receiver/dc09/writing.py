"""A frame as a panel writes it: for the demonstration, for trials of a line, and to test the reading."""

import msgspec

from receiver.dc09.answer import enframe
from receiver.dc09.cipher import encipher
from receiver.dc09.extended import Extended
from receiver.dc09.moments import write_moment


class Outgoing(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be sent."""

    id: str
    seq: str = "0001"
    receiver: str | None = None
    line: str | None = "0"
    account: str | None = None
    data: str = ""
    extended: tuple[Extended, ...] = ()
    at_ms: int | None = None
    """The panel's clock; without it no timestamp is sent."""


def write_frame(frame: Outgoing, key: bytes | None = None, pad: bytes | None = None) -> bytes:
    """The bytes: encrypted if there is a key, in UTF-8, by the standard in every respect."""
    fields = "".join(f"[{field.id}{field.value}]" for field in frame.extended)
    stamp = "" if frame.at_ms is None else "_" + write_moment(frame.at_ms)
    content = f"{frame.data}]{fields}{stamp}".encode()
    parts = (("", frame.seq), ("R", frame.receiver), ("L", frame.line), ("#", frame.account))
    routing = "".join(mark + value for mark, value in parts if value is not None)
    if key is None:
        return enframe(f'"{frame.id}"{routing}['.encode() + content)
    return enframe(f'"*{frame.id}"{routing}['.encode() + encipher(content, key, pad))
