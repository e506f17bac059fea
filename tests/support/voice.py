"""Telephones that ring in the tests, in place of a supplier of calls."""

from collections.abc import Mapping

from chalicelib.channels.receipts import Untrusted
from chalicelib.channels.sms import Accepted, Refused
from chalicelib.channels.voice import CallReport, OutgoingCall


class Telephone:
    """Implements ``VoiceProvider``: keeps every call, and refuses the next ones with ``refusal`` while there is one."""

    takes_keys = True

    def __init__(self) -> None:
        self.calls: list[OutgoingCall] = []
        self.refusal: Refused | None = None

    def call(self, call: OutgoingCall) -> Accepted | Refused:
        """See ``VoiceProvider``."""
        if self.refusal:
            return self.refusal
        self.calls.append(call)
        return Accepted(f"call-{len(self.calls)}")

    def reports(self, headers: Mapping[str, str], body: bytes, now_ms: int) -> list[CallReport]:
        """Nothing comes by HTTP here."""
        raise Untrusted("reports of the tests come by themselves")
