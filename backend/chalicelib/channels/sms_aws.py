"""AWS End User Messaging. What it reports comes by SNS, whose topics only our own functions are subscribed to.

``VARDE_SMS_OPTIONS``: ``origination`` (a number, sender or pool), and if wanted ``configuration_set``, ``ttl_s``,
``timeout_s`` and ``endpoint``.

Set the number's opt-outs to *self-managed*: by default AWS takes the whole messages HELP, STOP and END for itself,
answers HELP in our name, and lets no more SMS through to whoever wrote END.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from chalicelib.channels.aws import REFERENCE, TIMEOUT_S, Event, asked, client
from chalicelib.channels.receipts import Delivery, InboundSms, Receipt, Unreadable, Untrusted
from chalicelib.channels.sms import Accepted, Options, OutgoingSms, Refused
from chalicelib.platform.config import Config

if TYPE_CHECKING:
    from types_boto3_pinpoint_sms_voice_v2 import PinpointSMSVoiceV2Client

TTL_S = 4 * 3600
"""A reminder that arrives the next morning says what is no longer true."""

_EVENTS = {
    "TEXT_DELIVERED": Delivery.DELIVERED,
    "TEXT_BLOCKED": Delivery.FAILED,
    "TEXT_CARRIER_BLOCKED": Delivery.FAILED,
    "TEXT_PROTECT_BLOCKED": Delivery.FAILED,
    "TEXT_SPAM": Delivery.FAILED,
    "TEXT_INVALID": Delivery.FAILED,
    "TEXT_INVALID_MESSAGE": Delivery.FAILED,
    "TEXT_TTL_EXPIRED": Delivery.FAILED,
    "TEXT_UNREACHABLE": Delivery.FAILED_FOR_NOW,
    "TEXT_CARRIER_UNREACHABLE": Delivery.FAILED_FOR_NOW,
    # The carrier has it; whether the phone has is not said.
    "TEXT_SUCCESSFUL": Delivery.UNKNOWN,
    "TEXT_UNKNOWN": Delivery.UNKNOWN,
}
_ON_ITS_WAY = {"TEXT_QUEUED", "TEXT_PENDING", "TEXT_SENT"}


class _Inbound(msgspec.Struct, rename="camel"):
    inbound_message_id: Annotated[str, msgspec.Meta(min_length=1)]
    origination_number: Annotated[str, msgspec.Meta(min_length=1)]
    destination_number: str
    message_body: str


class AwsSms:
    """Implements ``SmsProvider``; its client is made at the first message, since that takes a quarter of a second."""

    def __init__(self, config: Config) -> None:
        options = Options(config, {"origination", "configuration_set", "ttl_s", "timeout_s", "endpoint"})
        self._region = config.region
        self._origination = options.text("origination")
        self._configuration_set = options.text("configuration_set", "")
        self._ttl_s = int(options.seconds("ttl_s", TTL_S))
        self._timeout_s = options.seconds("timeout_s", TIMEOUT_S)
        self._endpoint = options.text("endpoint", "") or None

    @cached_property
    def _client(self) -> "PinpointSMSVoiceV2Client":
        return client(self._region, self._endpoint, self._timeout_s)

    def send(self, sms: OutgoingSms) -> Accepted | Refused:
        """See ``SmsProvider``."""
        optional: Any = {"ConfigurationSetName": self._configuration_set} if self._configuration_set else {}
        return asked(
            lambda: self._client.send_text_message(
                DestinationPhoneNumber=sms.to,
                OriginationIdentity=sms.sender or self._origination,
                MessageBody=sms.text,
                MessageType="TRANSACTIONAL",
                TimeToLive=self._ttl_s,
                Context={REFERENCE: sms.reference},
                **optional,
            )
        )

    def receipts(self, headers: Mapping[str, str], body: bytes, now_ms: int) -> list[Receipt]:
        """Nothing of AWS comes by HTTP; who tries is not AWS."""
        raise Untrusted("receipts of AWS come by SNS")

    def inbound(self, headers: Mapping[str, str], body: bytes, now_ms: int) -> list[InboundSms]:
        """Nothing of AWS comes by HTTP; who tries is not AWS."""
        raise Untrusted("messages of AWS come by SNS")


def parse_event(message: str, now_ms: int) -> Receipt | InboundSms | None:
    """What an SNS notification says; None for a message that is merely on its way. Raises Unreadable."""
    try:
        found = msgspec.json.decode(message, type=dict[str, msgspec.Raw])
        if "eventType" in found:
            return _receipt(msgspec.json.decode(message, type=Event), now_ms)
        inbound = msgspec.json.decode(message, type=_Inbound)
    except msgspec.DecodeError as error:
        raise Unreadable(str(error)) from error
    return InboundSms(
        provider_id=inbound.inbound_message_id,
        from_=inbound.origination_number,
        to=inbound.destination_number,
        text=inbound.message_body,
        received_at_ms=now_ms,
    )


def _receipt(event: Event, now_ms: int) -> Receipt | None:
    if event.event_type in _ON_ITS_WAY:
        return None
    return Receipt(
        reference=event.reference,
        provider_id=event.message_id,
        delivery=_EVENTS.get(event.event_type, Delivery.UNKNOWN),
        reason=event.event_type,
        at_ms=event.at_ms(now_ms),
    )
