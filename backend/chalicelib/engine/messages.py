"""Messages are rows: an outbox that survives everything. How one is written; ``sending`` tells what becomes of it."""

from collections.abc import Mapping
from typing import ClassVar, Literal

import msgspec

from chalicelib.channels.push_words import Words, words_for
from chalicelib.channels.templates import parameters, render
from chalicelib.platform.operations import Key
from chalicelib.platform.time import DAY_MS
from chalicelib.records.change import Change, Event, Write, create, update
from chalicelib.records.rows import Lane, Row, State

FAN_OUT_ABOVE = 10
"""More recipients than this are written by the clock, from one row."""
_EXPAND_AT_ONCE = 20
_HEARD_OF_MS = 5 * DAY_MS
"""So long may a text lie in the network before the phone has it, and its receipt come."""

Progress = Literal["waiting", "sending", "accepted", "delivered", "unconfirmed", "failed", "hushed"]
Channel = Literal["sms", "call"]
Group = Literal["worker", "colleagues", "operators", "duty_manager", "contacts", "partner", "companions", "next_of_kin"]
"""The last two are rung by an operator, and texted by no ladder."""


class Recipient(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody who can be told, as the register knew them when it was decided."""

    id: str
    name: str
    phone: str
    language: str = "nb"
    group: Group = "worker"


class Hush(State, frozen=True, kw_only=True):
    """While this row stands nothing is sent to that phone: somebody may be holding it against its owner's will."""

    KIND: ClassVar[str] = "hush"

    subject: str

    @property
    def key(self) -> Key:
        """Beside the subject whose phone it is."""
        return hush_key(self.subject)


def hush_key(subject: str) -> Key:
    """Where the hush of a subject (``duty/…``) stands."""
    return Key(subject, "hush")


class Message(State, frozen=True, kw_only=True):
    """One text to one person. Its key says what it is for, so that it can be written only once."""

    KIND: ClassVar[str] = "message"

    subject: str
    slot: str
    person_id: str = ""
    to: str
    to_name: str = ""
    text: str
    template: str
    site: str | None = None
    state: Progress = "waiting"
    attempt: int = 0
    next_ms: int
    created_at_ms: int
    provider_id: str = ""
    reason: str = ""
    unless: str = ""
    """A subject whose hush forbids the message, asked again in the moment of sending."""
    counted: bool = False
    """Whether somebody was told that it did not arrive: they are to be told if it does."""
    secret: bool = False
    """The text is told to nobody else: neither in the journal nor on a case."""
    urgent: bool = False
    channel: Channel = "sms"
    language: str = "nb"
    push: Words | None = None
    """What goes by push beside it, to those of the recipient's devices that want to be told."""

    @property
    def key(self) -> Key:
        """Beside what it is about."""
        return Key(self.subject, f"message/{self.slot}")

    @property
    def open(self) -> bool:
        """Whether anything can still become of it."""
        return self.state in ("waiting", "sending", "accepted")

    @property
    def lane(self) -> Lane | None:
        """An alarm's texts go before the daily ones."""
        if not self.open:
            return None
        return Lane.CASE if self.urgent and self.state != "accepted" else Lane.MESSAGE

    @property
    def due_at_ms(self) -> int:
        """The next attempt, or the end of the wait for a receipt."""
        return self.next_ms

    @property
    def expires_at_ms(self) -> int:
        """A day after it was written; what did not arrive may yet be heard of."""
        return self.created_at_ms + (_HEARD_OF_MS if self.counted else DAY_MS)

    @property
    def site_id(self) -> str | None:
        """The site it concerns."""
        return self.site


class FanOut(State, frozen=True, kw_only=True):
    """One text to many: expanded by the clock into one message for each, as often as it takes."""

    KIND: ClassVar[str] = "fan_out"

    subject: str
    slot: str
    channel: Channel = "sms"
    recipients: tuple[Recipient, ...]
    template: str
    params: dict[str, object]
    site: str | None = None
    at_ms: int
    done: int = 0

    @property
    def key(self) -> Key:
        """Beside what it is about."""
        return Key(self.subject, f"fan-out/{self.slot}" if self.channel == "sms" else f"fan-out/{self.slot}/call")

    @property
    def lane(self) -> Lane | None:
        """With the cases, until everybody has a message."""
        return Lane.CASE if self.done < len(self.recipients) else None

    @property
    def due_at_ms(self) -> int:
        """At once."""
        return self.at_ms

    @property
    def expires_at_ms(self) -> int:
        """A day later."""
        return self.at_ms + DAY_MS


def compose(
    subject: str,
    slot: str,
    to: Recipient,
    template: str,
    params: Mapping[str, object],
    now_ms: int,
    *,
    customer_id: str,
    site: str | None = None,
    unless: str = "",
    secret: bool = False,
    urgent: bool = False,
    channel: Channel = "sms",
) -> Write:
    """The write that puts one text in the outbox, to be sent or read aloud.

    ``params`` that the template does not name are left out.
    """
    declared = parameters(template)
    known = {name: value for name, value in params.items() if name in declared}
    text = render(template, to.language, now_ms=now_ms, **known)
    message = Message(
        customer_id=customer_id,
        subject=subject,
        slot=f"{slot}/{channel}/{to.id}",
        person_id=to.id,
        to=to.phone,
        to_name=to.name,
        text=text,
        template=template,
        site=site,
        next_ms=now_ms,
        created_at_ms=now_ms,
        unless=unless,
        secret=secret,
        urgent=urgent,
        channel=channel,
        language=to.language,
        push=words_for(template, to.language, known, now_ms) if channel == "sms" else None,
    )
    private: dict[str, object] = {"to": to.phone, "name": to.name}
    if not secret:
        private["text"] = text
    return create(message, Event(f"{channel}_queued", {"template": template, "person": to.id}, private))


def compose_all(
    subject: str,
    slot: str,
    recipients: tuple[Recipient, ...],
    template: str,
    params: Mapping[str, object],
    now_ms: int,
    *,
    customer_id: str,
    site: str | None = None,
    unless: str = "",
    at_once: int = FAN_OUT_ABOVE,
    channel: Channel = "sms",
) -> tuple[Write, ...]:
    """One text to several, in one change: a message each, or one fan-out when they are more than ``at_once``."""
    unique = tuple({one.phone: one for one in recipients}.values())
    if len(unique) <= at_once:
        return tuple(
            compose(
                subject,
                slot,
                one,
                template,
                params,
                now_ms,
                customer_id=customer_id,
                site=site,
                unless=unless if one.group == "worker" else "",
                urgent=True,
                channel=channel,
            )
            for one in unique
        )
    fan_out = FanOut(
        customer_id=customer_id,
        subject=subject,
        slot=slot,
        channel=channel,
        recipients=unique,
        template=template,
        params=dict(params),
        site=site,
        at_ms=now_ms,
    )
    return (create(fan_out, Event("fan_out_queued", {"template": template, "recipients": len(unique)})),)


def expand(row: Row[FanOut], now_ms: int) -> Change:
    """The next messages of a fan-out."""
    fan_out = row.state
    batch = fan_out.recipients[fan_out.done : fan_out.done + _EXPAND_AT_ONCE]
    messages = tuple(
        compose(
            fan_out.subject,
            fan_out.slot,
            one,
            fan_out.template,
            fan_out.params,
            now_ms,
            customer_id=fan_out.customer_id,
            site=fan_out.site,
            urgent=True,
            channel=fan_out.channel,
        )
        for one in batch
    )
    return Change((update(row, msgspec.structs.replace(fan_out, done=fan_out.done + len(batch))), *messages))
