"""Calls by AWS End User Messaging: read aloud, one way. Who is called can press nothing and is asked to ring.

``VARDE_VOICE_OPTIONS``, if wanted: ``origination`` (a number that may call; else that of the SMS),
``configuration_set``, ``timeout_s`` and ``endpoint``. What it reports comes by SNS, on the topic of the SMS.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from chalicelib.channels.aws import REFERENCE, TIMEOUT_S, Event, asked, client
from chalicelib.channels.receipts import Unreadable, Untrusted
from chalicelib.channels.sms import Accepted, Options, Refused
from chalicelib.channels.voice import CallReport, Outcome, OutgoingCall
from chalicelib.platform.config import Config

if TYPE_CHECKING:
    from types_boto3_pinpoint_sms_voice_v2 import PinpointSMSVoiceV2Client

TTL_S = 300
"""A call that cannot be placed within five minutes speaks of what is long past."""
_VOICES = {"nb": "LIV", "en": "AMY"}
_EVENTS = {
    "VOICE_ANSWERED": Outcome.ANSWERED,
    "VOICE_COMPLETED": Outcome.ANSWERED,
    "VOICE_NO_ANSWER": Outcome.NO_ANSWER,
    "VOICE_BUSY": Outcome.BUSY,
    "VOICE_FAILED": Outcome.FAILED,
    "VOICE_TTL_EXPIRED": Outcome.FAILED,
}


class AwsVoice:
    """Implements ``VoiceProvider``; its client is made at the first call."""

    takes_keys = False

    def __init__(self, config: Config) -> None:
        options = Options(config, {"origination", "configuration_set", "timeout_s", "endpoint"}, "voice")
        self._region = config.region
        self._origination = options.text("origination", config.sms_options.get("origination"))
        self._configuration_set = options.text("configuration_set", "")
        self._timeout_s = options.seconds("timeout_s", TIMEOUT_S)
        self._endpoint = options.text("endpoint", "") or None

    @cached_property
    def _client(self) -> "PinpointSMSVoiceV2Client":
        return client(self._region, self._endpoint, self._timeout_s)

    def call(self, call: OutgoingCall) -> Accepted | Refused:
        """See ``VoiceProvider``."""
        optional: Any = {"ConfigurationSetName": self._configuration_set} if self._configuration_set else {}
        voice: Any = _VOICES.get(call.language, _VOICES["nb"])
        return asked(
            lambda: self._client.send_voice_message(
                DestinationPhoneNumber=call.to,
                OriginationIdentity=self._origination,
                MessageBody=call.text,
                MessageBodyTextType="TEXT",
                VoiceId=voice,
                TimeToLive=TTL_S,
                Context={REFERENCE: call.reference},
                **optional,
            )
        )

    def reports(self, headers: Mapping[str, str], body: bytes, now_ms: int) -> list[CallReport]:
        """Nothing of AWS comes by HTTP; who tries is not AWS."""
        raise Untrusted("reports of AWS come by SNS")


def parse_call_event(message: str, now_ms: int) -> CallReport | None:
    """What an SNS notification says of a call; None for what is no call's end. Raises Unreadable."""
    try:
        event = msgspec.json.decode(message, type=Event)
    except msgspec.ValidationError:
        return None
    except msgspec.DecodeError as error:
        raise Unreadable(str(error)) from error
    outcome = _EVENTS.get(event.event_type)
    if outcome is None:
        return None
    return CallReport(
        reference=event.reference,
        provider_id=event.message_id,
        outcome=outcome,
        at_ms=event.at_ms(now_ms),
    )
