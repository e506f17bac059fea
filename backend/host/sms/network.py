"""How the network treats a message: well, unless somebody at the page wants to see what happens otherwise."""

from typing import Annotated, Literal

import msgspec

Kind = Literal[
    "normal", "delay", "refuse_temporarily", "refuse_for_good", "never_deliver", "undeliverable", "lose_answer"
]
State = Literal[
    "accepted",
    "delivered",
    "failed",
    "refused_for_now",
    "refused",
    "sent",
    "taken",
    "not_taken",
    "ringing",
    "answered",
    "acknowledged",
    "voicemail",
    "no_answer",
    "busy",
]
"""Of a message to a telephone: accepted … refused. Of one from a telephone: sent, then taken by the centre or not.
Of a call: ringing, then what was done with it.
"""

EVERYBODY = ""
RECEIPT_MS = 200
_FAILURE_MS = 500
RINGS_MS = 25_000
"""So long does a telephone ring before the network gives up."""
Done = Literal["answered", "acknowledged", "voicemail", "no_answer", "busy"]
"""What one can do with a telephone that rings."""

Number = Annotated[str, msgspec.Meta(pattern=r"^\+[1-9][0-9]{6,14}$")]


class Behaviour(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody has asked the network to do, for one number or for everybody (``to`` null)."""

    to: Number | None = None
    behaviour: Kind
    delay_s: Annotated[float, msgspec.Meta(ge=0, le=86_400)] = 10.0
    once: bool = False
    """For the next message only."""


class Fate(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of one message to a telephone."""

    status: int = 200
    reason: str = ""
    state: State = "delivered"
    outcome: State | None = "delivered"
    """What the receipt will say; None: there never is one."""
    outcome_in_ms: int = RECEIPT_MS
    answer_lost: bool = False


def fate(behaviour: Behaviour | None) -> Fate:
    """The fate of a message under a behaviour; without one it arrives at once and its receipt a moment later."""
    match behaviour.behaviour if behaviour else "normal":
        case "delay":
            assert behaviour is not None
            return Fate(state="accepted", outcome_in_ms=int(behaviour.delay_s * 1000))
        case "refuse_temporarily":
            return Fate(status=503, reason="the network is busy", state="refused_for_now", outcome=None)
        case "refuse_for_good":
            return Fate(status=422, reason="no such subscriber", state="refused", outcome=None)
        case "never_deliver":
            return Fate(state="accepted", outcome=None)
        case "undeliverable":
            return Fate(
                state="accepted", outcome="failed", outcome_in_ms=_FAILURE_MS, reason="the phone is switched off"
            )
        case "lose_answer":
            return Fate(answer_lost=True)
    return Fate()


def call_fate(behaviour: Behaviour | None) -> Fate:
    """The fate of a call: it rings until somebody does something with it; a bad network treats it as it does an SMS."""
    treated = fate(behaviour)
    if treated.status >= 300:
        return treated
    outcome: State = "failed" if treated.outcome == "failed" else "no_answer"
    return Fate(state="ringing", outcome=outcome, outcome_in_ms=RINGS_MS, answer_lost=treated.answer_lost)
