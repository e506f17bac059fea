"""Which answer a frame gets, and whether it is believed: strict where it protects, lenient where a panel would wait."""

from enum import StrEnum

import msgspec

from receiver.dc09.frame import ANSWERS, Frame
from receiver.dc09.oddities import WITHOUT_LEAVE, Fault, Oddity, Wrong


class Reply(StrEnum):
    """What a receiver says. Silence is an answer too: a panel that heard nothing sends again."""

    ACK = "ACK"
    NAK = "NAK"
    DUH = "DUH"
    NONE = "none"


class NakForm(StrEnum):
    """The two ways in which a NAK is written."""

    OF_2013 = "2013"
    OF_2026 = "2026"


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What an account may do: everybody the same, until somebody gives one panel leave for more."""

    key: bytes | None = None
    allowed: frozenset[Oddity] = WITHOUT_LEAVE
    ahead_s: int = 20
    behind_s: int = 40
    """How far the clock of an encrypted frame may be from ours."""
    nak: NakForm = NakForm.OF_2013


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What to answer, whether to act on it as the panel's own word, and why not."""

    reply: Reply
    genuine: bool
    """False: kept, shown, answered, and not acted on. A plain frame for an account that has a key is one."""
    faults: tuple[Fault, ...] = ()
    clock_off_ms: int | None = None
    """How far the panel's clock is ahead of ours; behind is negative."""
    oddities: tuple[Oddity, ...] = ()


_USUAL = Rules()


def judge(frame: Frame, now_ms: int, rules: Rules) -> Verdict:
    """Judge a frame that was read with ``rules.key``."""
    faults = [*frame.faults, *_not_allowed(frame, rules)]
    off_ms = None if frame.timestamp_ms is None else frame.timestamp_ms - now_ms
    # Only an encrypted frame is refused for its clock: a plain one would block the panel's queue for ever.
    outside = off_ms is not None and not -rules.behind_s * 1000 <= off_ms <= rules.ahead_s * 1000
    if frame.encrypted and not frame.faults and (off_ms is None or outside):
        faults.append(Fault(Wrong.CLOCK if outside else Wrong.NO_TIMESTAMP, frame.envelope.body_at))
    plain = rules.key is not None and not frame.encrypted
    odd = off_ms is not None and not -_USUAL.behind_s * 1000 <= off_ms <= _USUAL.ahead_s * 1000
    return Verdict(
        reply=_reply(frame, {fault.what for fault in faults}),
        genuine=not faults and not plain,
        faults=(*faults, Fault(Wrong.PLAIN, frame.envelope.body_at)) if plain else tuple(faults),
        clock_off_ms=off_ms,
        oddities=(*frame.oddities, Oddity.CLOCK_OFF) if odd else frame.oddities,
    )


def _not_allowed(frame: Frame, rules: Rules) -> list[Fault]:
    return [Fault(Wrong.NOT_ALLOWED, _where(odd, frame), odd) for odd in frame.oddities if odd not in rules.allowed]


def _where(odd: Oddity, frame: Frame) -> int:
    """Where an oddity of the envelope stands; others are told at the body."""
    body_at = frame.envelope.body_at
    if odd.startswith("crc"):
        return body_at - 4 - (2 if Oddity.CRC_RAW_BYTES in frame.oddities else 4)
    return body_at - 4 if odd.startswith("length") else body_at


def _reply(frame: Frame, faults: set[Wrong]) -> Reply:
    if frame.id in ANSWERS or Wrong.NOT_ALLOWED in faults:
        return Reply.NONE
    if faults & {Wrong.NO_KEY, Wrong.CIPHER, Wrong.KEY}:
        return Reply.DUH
    return Reply.NAK if faults else Reply.ACK
