"""The corpus of frames (``dc09_frames.json``): one for each oddity, with what is to be read and answered."""

from pathlib import Path
from typing import Any

import msgspec

from receiver.dc09 import (
    Fault,
    Frame,
    NakForm,
    Noise,
    Oddity,
    Piece,
    Rules,
    Verdict,
    answer,
    judge,
    links_of,
    place_of,
    read_frame,
    read_moment,
)
from receiver.dc09.cipher import decipher
from receiver.dc09.framing import split
from receiver.dc09.header import Header, read_header

NOW = "12:00:00,11-25-2026"
"""The receiver's clock, for every frame of the corpus."""
NOW_MS = read_moment(NOW) or 0


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: what it is about, the bytes, and what each piece of them says."""

    name: str
    oddity: str
    readable: str
    hex: str
    read: list[dict[str, Any]]
    answer: list[str | dict[str, str] | None]
    """The body of the answer; of an encrypted one its beginning and what it says; None for silence."""
    key: str | None = None
    allow: list[Oddity] = []
    nak: NakForm = NakForm.OF_2013
    behind_s: int = 40
    wrong: list[str] = []

    @property
    def raw(self) -> bytes:
        """What comes in."""
        return bytes.fromhex(self.hex)

    @property
    def rules(self) -> Rules:
        """The account's."""
        key = None if self.key is None else bytes.fromhex(self.key)
        return Rules(key=key, nak=self.nak, behind_s=self.behind_s, allowed=Rules().allowed | set(self.allow))


CORPUS = msgspec.json.decode(Path(__file__).with_name("dc09_frames.json").read_bytes(), type=list[Entry])


def told(piece: Piece, rules: Rules) -> tuple[dict[str, Any], bytes | None]:
    """What a piece says, in the corpus's words, and what is answered."""
    if isinstance(piece, Noise):
        return {"kind": piece.kind, "wrong": piece.wrong}, None
    frame = read_frame(piece, rules.key)
    if isinstance(frame, Fault):
        return {"wrong": frame.what}, None
    verdict = judge(frame, NOW_MS, rules)
    return _said(frame, verdict), answer(frame, verdict, NOW_MS, rules)


def _said(frame: Frame, verdict: Verdict) -> dict[str, Any]:
    place = place_of(frame.extended)
    return {
        "id": frame.id,
        "encrypted": frame.encrypted,
        "seq": frame.seq,
        "receiver": frame.receiver,
        "line": frame.line,
        "account": frame.account,
        "data": frame.data,
        "timestamp": frame.timestamp,
        "events": [
            {
                "qualifier": event.qualifier,
                "code": event.code,
                "partition": event.partition,
                "zone": event.zone,
                "text": event.text,
            }
            for event in frame.events
        ],
        "modifiers": [[one.name, one.value, one.text] for event in frame.events[:1] for one in event.modifiers],
        "rest": [event.rest for event in frame.events],
        "old": [event.old for event in frame.events],
        "extended": [[field.id, field.value] for field in frame.extended],
        "place": place and [round(place.latitude, 8), round(place.longitude, 8), place.altitude_m],
        "links": list(links_of(frame.extended)),
        "unread": list(frame.unread),
        "oddities": list(verdict.oddities),
        "genuine": verdict.genuine,
        "wrong": [fault.what for fault in verdict.faults],
    }


def same_answer(sent: bytes | None, wanted: str | dict[str, str] | None, rules: Rules) -> bool:
    """Whether an answer is the one that the corpus wants, its checksum and length included."""
    if sent is None or wanted is None:
        return sent is None and wanted is None
    (piece,) = split(sent)
    header = None if isinstance(piece, Noise) else read_header(piece)
    if isinstance(piece, Noise) or not isinstance(header, Header) or piece.oddities:
        return False
    if isinstance(wanted, str):
        return piece.body == wanted.encode()
    at = header.content_at or 0
    clear = decipher(piece.raw[at:-1], rules.key or b"")
    head = piece.raw[piece.body_at : at].decode("latin-1")
    return head == wanted["head"] and clear is not None and clear.content.decode() == wanted["clear"]
