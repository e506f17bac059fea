"""What was read, what is odd, what is wrong and what would be answered: as one object, for people and programs."""

from typing import Any

from receiver.dc09 import Event, Fault, Frame, Noise, Piece, Rules, Wrong, answer, judge, links_of, place_of, read_frame
from receiver.sentences import sentence


def report(piece: Piece, now_ms: int, rules: Rules, language: str) -> dict[str, Any]:
    """The report of a frame; or of bytes that are none."""
    if isinstance(piece, Noise):
        return unread(piece.wrong, 0, piece.kind, language) | {"kind": piece.kind, "raw": piece.raw.hex()}
    frame = read_frame(piece, rules.key)
    if isinstance(frame, Fault):
        return unread(frame.what, frame.where, frame.detail, language) | {"raw": piece.raw.hex()}
    verdict = judge(frame, now_ms, rules)
    reply = answer(frame, verdict, now_ms, rules)
    off = verdict.clock_off_ms
    wrong = [_wrong(fault, off, language) for fault in verdict.faults]
    return {
        **_read(frame),
        "clock_off_s": None if off is None else off // 1000,
        "oddities": list(verdict.oddities),
        "genuine": verdict.genuine,
        "reply": verdict.reply,
        "answer": None if reply is None else reply.hex(),
        "wrong": wrong,
    }


def unread(what: str, where: int, detail: str, language: str) -> dict[str, Any]:
    """What is said of something that could not be read at all."""
    return {
        "reply": "none",
        "answer": None,
        "wrong": [{"what": what, "where": where, "sentence": sentence(what, detail, language)}],
    }


def _read(frame: Frame) -> dict[str, Any]:
    envelope = frame.envelope
    place = place_of(frame.extended)
    return {
        "id": frame.id,
        "encrypted": frame.encrypted,
        "seq": frame.seq,
        "receiver": frame.receiver,
        "line": frame.line,
        "account": frame.account,
        "events": [_event(event) for event in frame.events],
        "extended": [[field.id, field.value] for field in frame.extended],
        "timestamp": frame.timestamp,
        "crc": {"sent": envelope.crc, "computed": envelope.crc_computed, "right": envelope.crc_right},
        "length": {"sent": envelope.length, "computed": envelope.length_computed, "right": envelope.length_right},
        "data": frame.data,
        "unread": list(frame.unread),
        "place": None if place is None else {"latitude": place.latitude, "longitude": place.longitude},
        "links": list(links_of(frame.extended)),
    }


def _event(event: Event) -> dict[str, Any]:
    told: dict[str, Any] = {
        "qualifier": event.qualifier,
        "code": event.code,
        "partition": event.partition,
        "zone": event.zone,
        "text": event.text,
    }
    if event.modifiers:
        told["modifiers"] = [[one.name, one.value, one.text] for one in event.modifiers]
    if event.old:
        told["old"] = True
    if event.rest:
        told["rest"] = event.rest
    return told


def _wrong(fault: Fault, off_ms: int | None, language: str) -> dict[str, Any]:
    detail = _span(abs(off_ms)) if fault.what is Wrong.CLOCK and off_ms is not None else fault.detail
    return {
        "what": fault.what,
        "where": fault.where,
        "detail": detail,
        "sentence": sentence(fault.what, detail, language),
    }


def _span(length_ms: int) -> str:
    """A time in its largest unit that is whole enough: ``2 min``, ``3 h``, ``2 d``."""
    seconds = length_ms // 1000
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
