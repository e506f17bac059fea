"""How a call leaves: read aloud to somebody, who presses 1 to say that they have it. Answered is not acknowledged.

As with SMS a supplier that is slow, down or refuses is an everyday answer (``Refused``), and numbers and texts are
never logged.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

import msgspec

from chalicelib.channels.sms import Accepted, Refused
from chalicelib.platform.config import Config, Misconfigured

_FRAMES = {
    "nb": (
        "Dette er operasjonssentralen. {text} Jeg gjentar. {text}",
        "Trykk 1 for å bekrefte at du tar saken. Trykker du ikke, ringer vi igjen.",
        "Ring operasjonssentralen nå for å bekrefte at du tar saken. Ellers ringer vi igjen.",
    ),
    "en": (
        "This is the operations centre. {text} I repeat. {text}",
        "Press 1 to confirm that you have the case. If you do not, we call again.",
        "Ring the operations centre now to confirm that you have the case. Otherwise we call again.",
    ),
}


class Outcome(StrEnum):
    """What became of a call that a supplier had accepted."""

    ACKNOWLEDGED = "acknowledged"
    """Somebody pressed 1."""
    ANSWERED = "answered"
    """Somebody, or something, took the call: it proves nothing."""
    VOICEMAIL = "voicemail"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    FAILED = "failed"


class OutgoingCall(msgspec.Struct, frozen=True, kw_only=True):
    """One call to one number. ``reference`` travels with it and comes back in its reports."""

    to: str
    text: str
    language: str
    reference: str

    def __repr__(self) -> str:
        """Without number and text: what stands in a traceback stands in a log."""
        return f"OutgoingCall(reference={self.reference!r})"


class CallReport(msgspec.Struct, frozen=True, kw_only=True):
    """One report on one call. There may be several, and they may come twice or late."""

    reference: str
    provider_id: str
    outcome: Outcome
    at_ms: int


class VoiceProvider(Protocol):
    """A supplier of calls."""

    takes_keys: bool
    """Whether who is called can press a key; else they are asked to ring."""

    def call(self, call: OutgoingCall) -> Accepted | Refused:
        """Hand one call over. Comes back within seconds; raises only for a mistake in our own code."""

    def reports(self, headers: Mapping[str, str], body: bytes, now_ms: int) -> list[CallReport]:
        """The reports in a request to our door. Raises Untrusted or Unreadable."""


def read_aloud(text: str, language: str, *, takes_keys: bool) -> str:
    """The text as it is spoken: who is calling, what it is, twice, and what to do."""
    frame, keys, no_keys = _FRAMES.get(language, _FRAMES["nb"])
    return f"{frame.format(text=text)} {keys if takes_keys else no_keys}"


def voice_provider(config: Config) -> VoiceProvider:
    """The supplier that the configuration names: ``local``, ``aws`` or ``webhook``. Raises Misconfigured."""
    match config.voice_provider:
        case "local":
            from chalicelib.channels.voice_http import local_voice

            return local_voice(config)
        case "webhook":
            from chalicelib.channels.voice_http import webhook_voice

            return webhook_voice(config)
        case "aws":
            from chalicelib.channels.voice_aws import AwsVoice

            return AwsVoice(config)
    raise Misconfigured(f"VARDE_VOICE_PROVIDER is {config.voice_provider!r}; it must be local, aws or webhook")
