"""Pushes are rows too, written with the first attempt at the SMS they go beside, and never without it.

        SMS row        push row        sender         pusher
        waiting
        sending <-----------------------| claim: the phone is not hushed
                       waiting <--------| (the same transaction)
                       sending <----------------------- | claim: the phone is still not hushed
                       taken   <----------------------- | the push service has it

Nobody waits for a push and nobody is told that one failed: the SMS is on its way. One that is old says nothing true.
"""

from collections.abc import Callable
from typing import ClassVar, Literal

import msgspec

from chalicelib.channels.push import Address, Gone, Later, Outcome, PushService, Refused, Taken
from chalicelib.channels.push_words import Words
from chalicelib.engine.messages import Hush, Message, hush_key
from chalicelib.platform.operations import ConditionFailed, Key
from chalicelib.platform.time import DAY_MS, MINUTE_MS, SECOND_MS
from chalicelib.records.change import SENDER, Change, Event, Write, absent, create, remove, update
from chalicelib.records.commit import DECISIONS, Engine, TooContended
from chalicelib.records.rows import Lane, Row, State

WORTH_MS = 15 * MINUTE_MS
"""So long does a push say something true; the services forget it then, too."""
LEASE_MS = 15 * SECOND_MS
BACK_OFF_S = (5, 30, 120)
"""Pauses between attempts; after the last it is left at the SMS."""


class Device(State, frozen=True, kw_only=True):
    """A browser that wants to be told: beside the session it belongs to, and dead with it."""

    KIND: ClassVar[str] = "device"

    session_id: str
    endpoint: str
    p256dh: str
    auth: str
    since_ms: int
    until_ms: int

    @property
    def key(self) -> Key:
        """Beside its session."""
        return device_key(self.session_id)

    @property
    def expires_at_ms(self) -> int:
        """With its session, at the latest."""
        return self.until_ms

    @property
    def address(self) -> Address:
        """Where it is reached."""
        return Address(self.endpoint, self.p256dh, self.auth)


def device_key(session_id: str) -> Key:
    """Where the device of a session stands."""
    return Key(f"session/{session_id}", "device")


class Push(State, frozen=True, kw_only=True):
    """One word to one device."""

    KIND: ClassVar[str] = "push"

    subject: str
    slot: str
    session_id: str
    words: Words
    unless: str = ""
    """A subject whose hush forbids it, asked again in the moment of sending."""
    state: Literal["waiting", "sending", "taken", "given_up", "gone", "hushed"] = "waiting"
    attempt: int = 0
    reason: str = ""
    created_at_ms: int
    next_ms: int

    @property
    def key(self) -> Key:
        """Beside the SMS it goes with."""
        return Key(self.subject, f"push/{self.slot}/{self.session_id}")

    @property
    def lane(self) -> Lane | None:
        """With the daily texts: what waits for it has an SMS already."""
        return Lane.MESSAGE if self.state in ("waiting", "sending") else None

    @property
    def due_at_ms(self) -> int:
        """The next attempt, or the end of the lease."""
        return self.next_ms

    @property
    def expires_at_ms(self) -> int:
        """A day after it was written."""
        return self.created_at_ms + DAY_MS


DevicesOf = Callable[[Engine, str, int], list[Device]]
"""The devices that a person wants to be told on, as of now."""
DeviceOf = Callable[[Engine, str, int], "Row[Device] | None"]
"""The device of a session, if it still stands."""


def beside(message: Message, devices: list[Device], now_ms: int) -> tuple[Write, ...]:
    """The pushes that go with an SMS, one for each of its recipient's devices."""
    words = message.push
    if words is None:
        return ()
    return tuple(
        create(
            Push(
                customer_id=message.customer_id,
                subject=message.subject,
                slot=message.slot,
                session_id=device.session_id,
                words=words,
                unless=message.unless,
                created_at_ms=now_ms,
                next_ms=now_ms,
            )
        )
        for device in devices
    )


def became(row: Row[Push], outcome: Outcome, device: Row[Device], now_ms: int) -> Change:
    """What is written of an attempt. A device that the browser has let go of is forgotten."""
    push = row.state
    match outcome:
        case Taken():
            return _closed(row, "taken")
        case Gone():
            return _closed(row, "gone", "the browser has let go of it") + Change((remove(device),))
        case Refused(reason):
            return _closed(row, "given_up", reason)
        case Later(reason, after_s):
            pause_ms = max(after_s or 0, BACK_OFF_S[min(push.attempt, len(BACK_OFF_S)) - 1]) * SECOND_MS
            if push.attempt > len(BACK_OFF_S) or now_ms + pause_ms > push.created_at_ms + WORTH_MS:
                return _closed(row, "given_up", reason)
            waits = msgspec.structs.replace(push, state="waiting", reason=reason, next_ms=now_ms + pause_ms)
            return Change((update(row, waits),))


def _closed(row: Row[Push], state: Literal["taken", "given_up", "gone", "hushed"], reason: str = "") -> Change:
    closed = msgspec.structs.replace(row.state, state=state, reason=reason)
    data = {"template": row.state.words.kind, "session": row.state.session_id, "reason": reason}
    return Change((update(row, closed, Event(f"push_{state}", data)),))


class Pusher:
    """Sends the pushes that are due."""

    def __init__(self, service: PushService, device_of: DeviceOf) -> None:
        self._service = service
        self._device_of = device_of

    def settle(self, engine: Engine, row: Row[Push], now_ms: int) -> None:
        """One attempt at one push."""
        current: Row[Push] | None = row
        for _ in range(DECISIONS):
            if current is None or current.state.lane is None or current.state.due_at_ms > now_ms:
                return
            try:
                self._attempt(engine, current, now_ms)
                return
            except ConditionFailed:
                current = engine.get(row.state.key, Push)
        raise TooContended(str(row.state.key))

    def _attempt(self, engine: Engine, row: Row[Push], now_ms: int) -> None:
        push = row.state
        device = self._device_of(engine, push.session_id, now_ms)
        if push.unless and engine.get(hush_key(push.unless), Hush):
            change = _closed(row, "hushed")
        elif device is None:
            change = _closed(row, "gone", "signed out")
        elif now_ms > push.created_at_ms + WORTH_MS or push.attempt > len(BACK_OFF_S):
            change = _closed(row, "given_up", push.reason or "too old")
        else:
            self._send(engine, row, device, now_ms)
            return
        engine.commit(change, actor=SENDER, at_ms=now_ms)

    def _send(self, engine: Engine, row: Row[Push], device: Row[Device], now_ms: int) -> None:
        push = row.state
        taken = msgspec.structs.replace(push, state="sending", attempt=push.attempt + 1, next_ms=now_ms + LEASE_MS)
        checks = (absent(hush_key(push.unless)),) if push.unless else ()
        (claimed,) = engine.commit(Change((update(row, taken),), checks=checks), actor=SENDER, at_ms=now_ms)
        left_s = max((push.created_at_ms + WORTH_MS - now_ms) // SECOND_MS, 1)
        word = msgspec.json.encode(push.words)
        outcome = self._service.send(device.state.address, word, ttl_s=left_s, topic=push.words.kind)
        try:
            engine.commit(became(claimed, outcome, device, now_ms), actor=SENDER, at_ms=now_ms)
        except ConditionFailed:
            if not isinstance(outcome, Gone):
                raise
            # The device was registered anew meanwhile: that one is not gone.
            engine.commit(_closed(claimed, "gone", "registered anew"), actor=SENDER, at_ms=now_ms)
