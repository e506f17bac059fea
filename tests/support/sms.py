"""A supplier of SMS as bad as a real one: it loses answers, throttles, refuses, and reports twice, late, out of order.

It does what it is told, in that order, and keeps all that it was given. Safe for the threads of several sweepers.
"""

from collections import deque
from collections.abc import Mapping
from enum import StrEnum
from random import Random
from threading import Lock
from typing import NamedTuple

import msgspec

from chalicelib.channels.receipts import Delivery, InboundSms, Receipt
from chalicelib.channels.signing import signature_headers
from chalicelib.channels.sms import NO_ANSWER, NO_CONNECTION, Accepted, OutgoingSms, Refused
from chalicelib.channels.sms_http import HttpSms

SECRET = "the secret that the supplier in the tests shares with us"


class Does(StrEnum):
    """What the supplier does with one message."""

    ACCEPT = "accept"
    ACCEPT_AND_LOSE_THE_ANSWER = "accept_and_lose_the_answer"
    BE_AWAY = "be_away"
    THROTTLE = "throttle"
    REFUSE = "refuse"
    SEE_US_KILLED_BEFORE = "see_us_killed_before"
    """Our process ends before the message reaches the supplier."""
    SEE_US_KILLED_AFTER = "see_us_killed_after"
    """Our process ends between the supplier's acceptance and our record of it."""


TROUBLES = (Does.ACCEPT_AND_LOSE_THE_ANSWER, Does.BE_AWAY, Does.THROTTLE)
"""What passes if one tries again."""


class Killed(BaseException):
    """Stands for ``kill -9``: no handler of ours may catch it."""


class Sent(NamedTuple):
    """One message that the supplier has, and will bring to the phone."""

    sms: OutgoingSms
    provider_id: str


class UnreliableSms:
    """Implements ``SmsProvider``. First it does ``plan``, one thing a message, then always ``then``.

    >>> supplier = UnreliableSms(Does.THROTTLE)
    >>> supplier.send(OutgoingSms(to="+4790000001", text="Hei", reference="r"))
    Refused(reason='status 429', permanent=False)
    """

    def __init__(self, *plan: Does, then: Does = Does.ACCEPT) -> None:
        self.then = then
        self.attempts: list[OutgoingSms] = []
        """Everything that we tried to hand over."""
        self.sent: list[Sent] = []
        """Everything that it took, whether or not we know."""
        self._plan = deque(plan)
        self._plans_for: dict[str, deque[Does]] = {}
        self._reported: set[str] = set()
        self._lock = Lock()
        self._form = HttpSms(url="http://127.0.0.1:9", secret=SECRET)

    # -- what the tests ask for ----------------------------------------------------------------------------------

    def next(self, *plan: Does, to: str | None = None) -> None:
        """Plan what happens to the next messages, all or those to one number."""
        with self._lock:
            (self._plan if to is None else self._plans_for.setdefault(to, deque())).extend(plan)

    def texts(self, to: str) -> list[str]:
        """What stands on a phone."""
        return [sent.sms.text for sent in self.sent if sent.sms.to == to]

    def reports(
        self,
        at_ms: int,
        delivery: Delivery = Delivery.DELIVERED,
        *,
        to: str | None = None,
        copies: int = 1,
        shuffled: Random | None = None,
    ) -> list[Receipt]:
        """The receipts that are outstanding: for all or one number, each so many times, in any order."""
        with self._lock:
            due = [sent for sent in self.sent if sent.provider_id not in self._reported and to in (None, sent.sms.to)]
            self._reported |= {sent.provider_id for sent in due}
        receipts = [receipt_for(sent, delivery, at_ms) for sent in due for _ in range(copies)]
        if shuffled:
            shuffled.shuffle(receipts)
        return receipts

    @staticmethod
    def request(*found: Receipt | InboundSms, now_ms: int) -> tuple[dict[str, str], bytes]:
        """The signed request (headers, body) in which receipts or answers come to our door."""
        body = msgspec.json.encode([_outside(one) for one in found])
        return signature_headers(SECRET, body, now_ms), body

    # -- SmsProvider ---------------------------------------------------------------------------------------------

    def send(self, sms: OutgoingSms) -> Accepted | Refused:
        with self._lock:
            self.attempts.append(sms)
            own = self._plans_for.get(sms.to)
            does = own.popleft() if own else self._plan.popleft() if self._plan else self.then
            if does is Does.SEE_US_KILLED_BEFORE:
                raise Killed
            if does in _REFUSALS:
                return _REFUSALS[does]
            accepted = Accepted(f"unreliable-{len(self.sent) + 1}")
            self.sent.append(Sent(sms, accepted.provider_id))
        if does is Does.SEE_US_KILLED_AFTER:
            raise Killed
        return Refused(NO_ANSWER, permanent=False) if does is Does.ACCEPT_AND_LOSE_THE_ANSWER else accepted

    def receipts(self, headers: Mapping[str, str], body: bytes, now_ms: int) -> list[Receipt]:
        return self._form.receipts(headers, body, now_ms)

    def inbound(self, headers: Mapping[str, str], body: bytes, now_ms: int) -> list[InboundSms]:
        return self._form.inbound(headers, body, now_ms)


_REFUSALS = {
    Does.BE_AWAY: Refused(NO_CONNECTION, permanent=False),
    Does.THROTTLE: Refused("status 429", permanent=False),
    Does.REFUSE: Refused("status 422: no such number", permanent=True),
}


def receipt_for(sent: Sent, delivery: Delivery, at_ms: int) -> Receipt:
    """The report on one message."""
    return Receipt(
        reference=sent.sms.reference,
        provider_id=sent.provider_id,
        delivery=delivery,
        reason="" if delivery is Delivery.DELIVERED else delivery,
        at_ms=at_ms,
    )


def _outside(found: Receipt | InboundSms) -> dict[str, object]:
    if isinstance(found, Receipt):
        return {
            "reference": found.reference,
            "id": found.provider_id,
            "state": found.delivery,
            "reason": found.reason,
            "at_ms": found.at_ms,
        }
    return {
        "id": found.provider_id,
        "from": found.from_,
        "to": found.to,
        "text": found.text,
        "received_at_ms": found.received_at_ms,
    }
