"""Calls by AWS End User Messaging: read aloud, one way. Who is called can press nothing and is asked to ring.

``VARDE_VOICE_OPTIONS``, if wanted: ``origination`` (a number that may call; else that of the SMS),
``configuration_set``, ``timeout_s`` and ``endpoint``. What it reports comes by SNS, on the topic of the SMS.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from chalicelib.channels.receipts import Unreadable, Untrusted
from chalicelib.channels.sms import NO_ANSWER, NO_CONNECTION, Accepted, Options, Refused
from chalicelib.channels.sms_aws import TIMEOUT_S, refusal
from chalicelib.channels.voice import CallReport, Outcome, OutgoingCall
from chalicelib.platform.config import Config

if TYPE_CHECKING:
    from types_boto3_pinpoint_sms_voice_v2 import PinpointSMSVoiceV2Client

TTL_S = 300
"""A call that cannot be placed within five minutes speaks of what is long past."""
_REFERENCE = "reference"
_VOICES = {"nb": "LIV", "en": "AMY"}
_EVENTS = {
    "VOICE_ANSWERED": Outcome.ANSWERED,
    "VOICE_COMPLETED": Outcome.ANSWERED,
    "VOICE_NO_ANSWER": Outcome.NO_ANSWER,
    "VOICE_BUSY": Outcome.BUSY,
    "VOICE_FAILED": Outcome.FAILED,
    "VOICE_TTL_EXPIRED": Outcome.FAILED,
}


class _Event(msgspec.Struct, rename="camel"):
    event_type: str
    message_id: str = ""
    event_timestamp: int | None = None
    context: dict[str, str] | None = None


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
        import boto3
        from botocore.config import Config as Wire

        wire = Wire(
            connect_timeout=min(3.0, self._timeout_s), read_timeout=self._timeout_s, retries={"total_max_attempts": 1}
        )
        session = boto3.session.Session(region_name=self._region)
        return session.client("pinpoint-sms-voice-v2", endpoint_url=self._endpoint, config=wire)

    def call(self, call: OutgoingCall) -> Accepted | Refused:
        """See ``VoiceProvider``."""
        from botocore.exceptions import (
            BotoCoreError,
            ClientError,
            ConnectTimeoutError,
            EndpointConnectionError,
            HTTPClientError,
            ParamValidationError,
        )

        optional: Any = {"ConfigurationSetName": self._configuration_set} if self._configuration_set else {}
        voice: Any = _VOICES.get(call.language, _VOICES["nb"])
        try:
            answer = self._client.send_voice_message(
                DestinationPhoneNumber=call.to,
                OriginationIdentity=self._origination,
                MessageBody=call.text,
                MessageBodyTextType="TEXT",
                VoiceId=voice,
                TimeToLive=TTL_S,
                Context={_REFERENCE: call.reference},
                **optional,
            )
        except ClientError as error:
            return refusal(error.response)
        except ParamValidationError:
            return Refused("the number or the text is malformed", permanent=True)
        except (EndpointConnectionError, ConnectTimeoutError):
            return Refused(NO_CONNECTION, permanent=False)
        except HTTPClientError:
            return Refused(NO_ANSWER, permanent=False)
        except BotoCoreError as error:
            return Refused(type(error).__name__, permanent=False)
        return Accepted(answer.get("MessageId", ""))

    def reports(self, headers: Mapping[str, str], body: bytes, now_ms: int) -> list[CallReport]:
        """Nothing of AWS comes by HTTP; who tries is not AWS."""
        raise Untrusted("reports of AWS come by SNS")


def parse_call_event(message: str, now_ms: int) -> CallReport | None:
    """What an SNS notification says of a call; None for what is no call's end. Raises Unreadable."""
    try:
        event = msgspec.json.decode(message, type=_Event)
    except msgspec.ValidationError:
        return None
    except msgspec.DecodeError as error:
        raise Unreadable(str(error)) from error
    outcome = _EVENTS.get(event.event_type)
    if outcome is None:
        return None
    return CallReport(
        reference=(event.context or {}).get(_REFERENCE, ""),
        provider_id=event.message_id,
        outcome=outcome,
        at_ms=now_ms if event.event_timestamp is None else event.event_timestamp,
    )
