"""Policies are data: how often a lone guard reports, how long silence may last, and who is told in what order.

A case copies its ladder when it opens, so that a changed policy concerns the next case and never one that is running.
"""

from typing import ClassVar, Literal

import msgspec

from chalicelib.platform.operations import Key
from chalicelib.platform.tables import TableName
from chalicelib.records.rows import State
from chalicelib.register.steps import PlanStep

Risk = Literal["high", "standard", "low"]
Audience = Literal["worker", "colleagues", "operators", "duty_manager", "contacts", "partner", "everyone"]
Channel = Literal["board", "sms", "call"]


class Rung(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a ladder: it adds people and channels, and those of earlier rungs keep ringing."""

    after_s: int
    """Counted from when the case opened, or came back from an owner who did nothing."""
    to: Audience
    channels: tuple[Channel, ...]
    repeat_s: int | None = None
    """How often it is said again until the case is taken; None: once."""
    until: Literal["taken"] = "taken"
    until_s: int | None = None
    """So long after the case opened it is said no more, though nobody took it; None: until somebody does."""


class Rules(State, frozen=True, kw_only=True):
    """What a watch is kept by, and what its cases copy when they open. Durations in seconds."""

    TABLE: ClassVar[TableName] = "register"

    id: str
    name: str
    interval_s: int
    """Between two contacts with somebody who is alone."""
    reminder_s: int
    """So long before the deadline the worker is reminded."""
    grace_s: int
    """So long after the deadline a check-in still makes no case."""
    end_reminder_s: int
    """So long before the planned end the worker is asked to end or extend."""
    end_grace_s: int
    """So long after the planned end a watch that was not ended becomes a case."""
    start_grace_s: int
    """So long after a planned start one that nobody began becomes a case."""
    take_timeout_s: int
    """An owner who has done nothing for so long loses the case, and the ladder starts again."""
    ladder: tuple[Rung, ...]
    sos_ladder: tuple[Rung, ...]
    steps: dict[str, tuple[PlanStep, ...]] = msgspec.field(default_factory=dict)
    """Action plans by kind of case, where this policy wants others than the default ones."""
    broadcast_s: int
    """So long after the last rung everyone is told, and again as often until somebody takes the case."""

    @property
    def key(self) -> Key:
        """Where they are kept."""
        return Key(f"{self.KIND}/{self.id}")

    @property
    def lookup(self) -> tuple[str, str]:
        """Found among their customer's, by name."""
        return f"kind/{self.KIND}", f"{self.customer_id}/{self.name.casefold()}"


class Policy(Rules, frozen=True, kw_only=True):
    """What one risk level means for one customer."""

    KIND: ClassVar[str] = "policy"

    risk: Risk


_MIN = 60


def _silence(colleagues_s: int, duty_manager_s: int, contacts_s: int, repeat_s: int) -> tuple[Rung, ...]:
    return (
        Rung(after_s=0, to="operators", channels=("board",)),
        Rung(after_s=0, to="worker", channels=("sms",), repeat_s=repeat_s),
        Rung(after_s=60, to="operators", channels=("sms",), repeat_s=repeat_s),
        Rung(after_s=colleagues_s, to="colleagues", channels=("sms",), repeat_s=repeat_s),
        Rung(after_s=duty_manager_s, to="duty_manager", channels=("sms",), repeat_s=repeat_s),
        Rung(after_s=contacts_s, to="contacts", channels=("sms",)),
    )


SOS_LADDER = (
    Rung(after_s=0, to="operators", channels=("board", "sms"), repeat_s=30),
    Rung(after_s=0, to="colleagues", channels=("sms",), repeat_s=60),
    Rung(after_s=0, to="duty_manager", channels=("sms",), repeat_s=60),
    Rung(after_s=60, to="everyone", channels=("board", "sms"), repeat_s=60),
)
"""SOS rings everyone at once. The site's own contacts are not among them: a robber may be standing beside the phone."""

DEFAULTS: dict[Risk, Policy] = {
    "high": Policy(
        id="system-high",
        customer_id="system",
        name="Høy risiko",
        risk="high",
        interval_s=20 * _MIN,
        reminder_s=2 * _MIN,
        grace_s=1 * _MIN,
        end_reminder_s=10 * _MIN,
        end_grace_s=5 * _MIN,
        start_grace_s=5 * _MIN,
        take_timeout_s=90,
        ladder=_silence(120, 180, 300, 60),
        sos_ladder=SOS_LADDER,
        broadcast_s=2 * _MIN,
    ),
    "standard": Policy(
        id="system-standard",
        customer_id="system",
        name="Vanlig risiko",
        risk="standard",
        interval_s=45 * _MIN,
        reminder_s=3 * _MIN,
        grace_s=3 * _MIN,
        end_reminder_s=10 * _MIN,
        end_grace_s=10 * _MIN,
        start_grace_s=10 * _MIN,
        take_timeout_s=2 * _MIN,
        ladder=_silence(180, 300, 600, 120),
        sos_ladder=SOS_LADDER,
        broadcast_s=3 * _MIN,
    ),
    "low": Policy(
        id="system-low",
        customer_id="system",
        name="Lav risiko",
        risk="low",
        interval_s=90 * _MIN,
        reminder_s=5 * _MIN,
        grace_s=5 * _MIN,
        end_reminder_s=10 * _MIN,
        end_grace_s=15 * _MIN,
        start_grace_s=15 * _MIN,
        take_timeout_s=3 * _MIN,
        ladder=_silence(300, 600, 900, 180),
        sos_ladder=SOS_LADDER,
        broadcast_s=5 * _MIN,
    ),
}
"""What holds where neither the assignment nor its customer says otherwise."""
