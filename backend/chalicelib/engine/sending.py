"""What becomes of a message: pure decisions.

A send first claims its row (attempt + 1, due again after a lease), then calls the supplier, then records what it said:

        outbox row     sender            supplier
        waiting  <---- claim
        sending        |---- send ------->|
                       |<--- accepted ----|
        accepted <---- record

At least once: killed between the supplier's acceptance and our record, the lease runs out and it is sent again.
"""

import msgspec

from chalicelib.engine.messages import Message, hush_key
from chalicelib.platform.time import MINUTE_MS, SECOND_MS
from chalicelib.records.change import Change, Event, absent, update
from chalicelib.records.rows import Row

LEASE_MS = 15 * SECOND_MS
"""So long may a supplier take before somebody else tries."""
RECEIPT_MS = 10 * MINUTE_MS
"""So long is a receipt awaited before the message counts as not confirmed."""
BACK_OFF_S = (2, 5, 10, 20, 40, 60, 120, 240)
"""Pauses between attempts; after the last the message has failed."""


def claim(row: Row[Message], now_ms: int) -> Change:
    """Take the next attempt, unless the phone was hushed meanwhile: the condition holds in the same transaction."""
    message = row.state
    claimed = msgspec.structs.replace(message, state="sending", attempt=message.attempt + 1, next_ms=now_ms + LEASE_MS)
    checks = (absent(hush_key(message.unless)),) if message.unless else ()
    return Change((update(row, claimed),), checks=checks)


def hushed(row: Row[Message]) -> Change:
    """Close a message that must not reach that phone any more."""
    return Change((update(row, msgspec.structs.replace(row.state, state="hushed"), Event("sms_hushed")),))


def accepted(row: Row[Message], provider_id: str, now_ms: int) -> Change:
    """The supplier has it; now its receipt is awaited."""
    message = msgspec.structs.replace(
        row.state, state="accepted", provider_id=provider_id, next_ms=now_ms + RECEIPT_MS, reason=""
    )
    return Change((update(row, message, Event("sms_accepted", {"attempt": message.attempt})),))


def refused(row: Row[Message], reason: str, permanent: bool, now_ms: int) -> Change:
    """Try again later, or give up; ``result`` is ``failed`` when it is over."""
    message = row.state
    if permanent or message.attempt > len(BACK_OFF_S):
        failed = msgspec.structs.replace(message, state="failed", reason=reason)
        return Change((update(row, failed, Event(f"{message.channel}_failed", {"reason": reason})),), "failed")
    pause_ms = BACK_OFF_S[max(message.attempt, 1) - 1] * SECOND_MS
    waiting = msgspec.structs.replace(message, state="waiting", reason=reason, next_ms=now_ms + pause_ms)
    return Change(
        (update(row, waiting, Event(f"{message.channel}_refused", {"reason": reason, "attempt": message.attempt})),)
    )


def delivered(row: Row[Message]) -> Change:
    """The receipt says that the phone has it."""
    if row.state.state == "delivered":
        return Change()
    has_it = msgspec.structs.replace(row.state, state="delivered", reason="", counted=False)
    return Change((update(row, has_it, Event("sms_delivered")),))


def unconfirmed(row: Row[Message]) -> Change:
    """No receipt came: nobody knows whether the phone has it, and an operator is to see that."""
    message = msgspec.structs.replace(row.state, state="unconfirmed", reason="no receipt")
    return Change((update(row, message, Event("sms_unconfirmed")),), "failed")
