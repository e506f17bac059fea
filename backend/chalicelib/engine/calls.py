"""What becomes of a call: it rings, somebody takes it or not, and only a pressed key says that they have it. Pure."""

import msgspec

from chalicelib.channels.voice import Outcome
from chalicelib.engine.messages import Message
from chalicelib.platform.time import MINUTE_MS, SECOND_MS
from chalicelib.records.change import Change, Event, update
from chalicelib.records.rows import Row

REPORT_MS = 2 * MINUTE_MS
"""So long is a report awaited before the call counts as not acknowledged."""
ATTEMPTS = 3
"""So often is one call tried; its rung rings again by itself."""
PAUSE_MS = 20 * SECOND_MS


def ringing(row: Row[Message], provider_id: str, now_ms: int) -> Change:
    """The supplier has it; now it rings."""
    message = msgspec.structs.replace(row.state, state="accepted", provider_id=provider_id, next_ms=now_ms + REPORT_MS)
    return Change((update(row, message, Event("call_placed", {"attempt": message.attempt})),))


def reported(row: Row[Message], outcome: Outcome, now_ms: int) -> Change:
    """What the supplier says of it; ``result`` is ``acknowledged`` when somebody has it."""
    message = row.state
    is_late = not message.open or message.state == "waiting"
    # A report may be late, or come twice: a pressed key counts all the same, and once.
    if is_late and (outcome != Outcome.ACKNOWLEDGED or message.state == "delivered"):
        return Change()
    if outcome == Outcome.ACKNOWLEDGED:
        done = msgspec.structs.replace(message, state="delivered", reason="")
        return Change((update(row, done, Event("call_acknowledged", {"person": message.person_id})),), "acknowledged")
    if outcome == Outcome.ANSWERED:
        if message.reason == outcome.value:
            return Change()
        heard = msgspec.structs.replace(message, reason=outcome.value)
        return Change((update(row, heard, Event("call_answered", {"person": message.person_id})),))
    return not_reached(row, outcome.value, now_ms)


def not_reached(row: Row[Message], reason: str, now_ms: int) -> Change:
    """Nobody has acknowledged it: again in a while, or left to the ladder, which rings on."""
    message = row.state
    event = Event("call_not_reached", {"reason": reason, "attempt": message.attempt, "person": message.person_id})
    if message.attempt >= ATTEMPTS:
        failed = msgspec.structs.replace(message, state="failed", reason=reason)
        return Change((update(row, failed, event),))
    again = msgspec.structs.replace(message, state="waiting", reason=reason, next_ms=now_ms + PAUSE_MS)
    return Change((update(row, again, event),))
