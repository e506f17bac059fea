"""How an SMS leaves: what every supplier is asked, and what it may answer.

A supplier that is slow, down or refuses is an everyday answer (``Refused``), not an exception: the engine decides when
to try again and when to tell an operator. Numbers and texts are never logged, here or below.
"""

from collections.abc import Mapping
from typing import Literal, Protocol

import msgspec

from chalicelib.channels.receipts import InboundSms, Receipt
from chalicelib.platform.config import Config, Misconfigured


class OutgoingSms(msgspec.Struct, frozen=True, kw_only=True):
    """One message to one number. ``reference`` travels with it and comes back in its receipt."""

    to: str
    text: str
    reference: str
    sender: str = ""
    """Who it says it is from; empty: what the supplier's options say."""

    def __repr__(self) -> str:
        """Without number and text: what stands in a traceback stands in a log."""
        return f"OutgoingSms(reference={self.reference!r})"


class Accepted(msgspec.Struct, frozen=True):
    """The supplier has it and will try. ``provider_id`` is its own name for it; empty if its answer had none."""

    provider_id: str


class Refused(msgspec.Struct, frozen=True):
    """The supplier does not have it, or we do not know that it has.

    ``permanent``: the same message to the same number will always be refused. ``reason`` is for an operator, and holds
    neither number nor text. After ``no answer`` the message may be on its way all the same.
    """

    reason: str
    permanent: bool


NO_ANSWER = "no answer"
NO_CONNECTION = "no connection"


class SmsProvider(Protocol):
    """A supplier of SMS."""

    def send(self, sms: OutgoingSms) -> Accepted | Refused:
        """Hand one message over. Comes back within seconds; raises only for a mistake in our own code."""

    def receipts(self, headers: Mapping[str, str], body: bytes, now_ms: int) -> list[Receipt]:
        """The receipts in a request to our door. Raises Untrusted or Unreadable."""

    def inbound(self, headers: Mapping[str, str], body: bytes, now_ms: int) -> list[InboundSms]:
        """The messages in a request to our door. Raises Untrusted or Unreadable."""


def provider(config: Config) -> SmsProvider:
    """The supplier that the configuration names: ``local``, ``aws`` or ``webhook``.

    Each is imported only if it is used. Raises Misconfigured, naming the setting.
    """
    match config.sms_provider:
        case "local":
            from chalicelib.channels.sms_local import LocalSms

            return LocalSms(config)
        case "webhook":
            from chalicelib.channels.sms_webhook import WebhookSms

            return WebhookSms(config)
        case "aws":
            from chalicelib.channels.sms_aws import AwsSms

            return AwsSms(config)
    raise Misconfigured(f"VARDE_SMS_PROVIDER is {config.sms_provider!r}; it must be local, aws or webhook")


class Options:
    """A supplier's settings (``VARDE_SMS_OPTIONS``), each asked for by name. One that nobody knows is an error."""

    def __init__(self, config: Config, known: set[str], channel: Literal["sms", "voice"] = "sms") -> None:
        self._values = config.sms_options if channel == "sms" else config.voice_options
        name = config.sms_provider if channel == "sms" else config.voice_provider
        self._provider = f"{'SMS' if channel == 'sms' else 'voice'} provider {name}"
        self._setting = f"VARDE_{channel.upper()}_OPTIONS"
        unknown = self._values.keys() - known
        if unknown:
            found, allowed = ", ".join(sorted(unknown)), ", ".join(sorted(known))
            raise Misconfigured(f"{self._setting} has {found}; the {self._provider} knows {allowed}")

    def text(self, name: str, default: str | None = None) -> str:
        """A setting; Misconfigured if it is missing and has no default."""
        value = self._values.get(name) or default
        if value is None:
            raise Misconfigured(f'{self._setting} lacks "{name}", which the {self._provider} needs')
        return value

    def seconds(self, name: str, default: float) -> float:
        """A setting that is a positive number."""
        try:
            value = float(self._values.get(name) or default)
        except ValueError:
            value = 0
        if not 0 < value < 1_000_000:
            raise Misconfigured(f'"{name}" in {self._setting} must be a positive number of seconds')
        return value
