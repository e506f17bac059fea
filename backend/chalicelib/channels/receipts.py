"""What comes back from a supplier, in one form whoever the supplier is: receipts, and what people answer."""

from enum import StrEnum

import msgspec


class Delivery(StrEnum):
    """What became of a message that a supplier had accepted."""

    DELIVERED = "delivered"
    FAILED = "failed"
    """It will never arrive: no such number, blocked, expired."""
    FAILED_FOR_NOW = "failed_for_now"
    """The phone or the network could not be reached; the same message may arrive if it is sent again."""
    UNKNOWN = "unknown"
    """The supplier cannot say. It proves nothing, in either direction."""


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """One report on one message. It may come twice, late, or before the answer to the sending itself.

    ``reference`` is what the supplier says that we gave it; ``references.open_reference`` tells whether we did, and
    makes it a message's key.
    """

    reference: str
    provider_id: str
    delivery: Delivery
    reason: str = ""
    at_ms: int


class InboundSms(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody sent to us. ``provider_id`` names it once and for all: the same one may be brought again."""

    provider_id: str
    from_: str
    to: str
    text: str
    received_at_ms: int

    def __repr__(self) -> str:
        """Without numbers and text: what stands in a traceback stands in a log."""
        return f"InboundSms(provider_id={self.provider_id!r})"


class Untrusted(Exception):
    """What came in does not prove to be from the supplier, or is too old to be believed."""


class Unreadable(Exception):
    """It is from the supplier, but not in the form agreed on; the message names what is wrong."""
