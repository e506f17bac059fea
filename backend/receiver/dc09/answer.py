"""The bytes that go back: routing echoed as it came, nothing else told, no key and no secret ever."""

from receiver.dc09.cipher import encipher
from receiver.dc09.crc import crc16
from receiver.dc09.frame import Frame
from receiver.dc09.judging import NakForm, Reply, Rules, Verdict
from receiver.dc09.moments import write_moment

_NAK = {NakForm.OF_2013: b'"NAK"0000R0L0A0[]_', NakForm.OF_2026: b'"NAK"0000L0#000[]_'}


def answer(frame: Frame, verdict: Verdict, now_ms: int, rules: Rules, pad: bytes | None = None) -> bytes | None:
    """What to send, or None for silence. An acknowledgement is encrypted if the frame was."""
    if verdict.reply is Reply.NONE:
        return None
    if verdict.reply is Reply.NAK:
        return enframe(_NAK[rules.nak] + write_moment(now_ms).encode())
    routing = echo(frame)
    if verdict.reply is Reply.ACK and frame.encrypted and rules.key is not None:
        return enframe(b'"*ACK"' + routing + b"[" + encipher(b"]_" + write_moment(now_ms).encode(), rules.key, pad))
    return enframe(f'"{verdict.reply}"'.encode() + routing + b"[]")


def echo(frame: Frame) -> bytes:
    """Sequence, receiver, line and account of the header, with what came and without what did not."""
    parts = (("", frame.seq), ("R", frame.receiver), ("L", frame.line), ("#", frame.header_account))
    return "".join(mark + value for mark, value in parts if value is not None).encode("latin-1")


def enframe(body: bytes) -> bytes:
    """``body`` with line feed, checksum, length and carriage return around it."""
    return b"\n%04X%04X%s\r" % (crc16(body), len(body), body)
