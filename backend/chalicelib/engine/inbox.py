"""What comes in by SMS is a row before it is anything else: stored, then answered to the supplier, then judged.

Judged by the clock, at once; killed in between, it is still there and due.
"""

from collections.abc import Mapping
from typing import ClassVar, Literal

import msgspec

from chalicelib.channels.receipts import InboundSms
from chalicelib.platform.access import SELF
from chalicelib.platform.ids import id_from
from chalicelib.platform.operations import Key
from chalicelib.platform.time import DAY_MS
from chalicelib.records.change import Event, Write, create, update
from chalicelib.records.rows import Lane, Row, State


class Inbound(State, frozen=True, kw_only=True):
    """One text that somebody sent to the centre."""

    KIND: ClassVar[str] = "inbound"

    id: str
    sender: str
    text: str
    received_at_ms: int
    state: Literal["new", "done"] = "new"

    @property
    def key(self) -> Key:
        """By what names it once and for all with its supplier."""
        return Key(f"sms/{self.id}")

    @property
    def lane(self) -> Lane | None:
        """It may be somebody's last word."""
        return Lane.LIFE if self.state == "new" else None

    @property
    def due_at_ms(self) -> int:
        """At once."""
        return self.received_at_ms

    @property
    def expires_at_ms(self) -> int:
        """A day later."""
        return self.received_at_ms + DAY_MS


class Answer(msgspec.Struct, frozen=True):
    """What a text led to: a word for the journal, the reply's template with what it is told, and writes of its own."""

    what: str
    template: str = ""
    params: Mapping[str, object] = {}
    writes: tuple[Write, ...] = ()


class Refused(Exception):
    """What a text asks for cannot be done: an operator reads it. ``reason`` is a word for the journal."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def received(sms: InboundSms) -> Write:
    """The row of a text. The same text brought twice is the same row."""
    inbound = Inbound(
        customer_id=SELF,
        id=id_from("sms", sms.provider_id),
        sender=sms.from_,
        text=sms.text[:1000],
        received_at_ms=sms.received_at_ms,
    )
    return create(inbound, Event("sms_received", {}, {"from": sms.from_, "text": sms.text}))


def judged(row: Row[Inbound], as_what: str) -> Write:
    """It has been understood, and what it asked for was done."""
    return update(row, msgspec.structs.replace(row.state, state="done", text=""), Event("sms_judged", {"as": as_what}))
