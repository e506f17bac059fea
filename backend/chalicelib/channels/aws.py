"""The wire to AWS End User Messaging, for texts and for calls: one attempt, and what its refusals mean."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from chalicelib.channels.sms import NO_ANSWER, NO_CONNECTION, Accepted, Refused

if TYPE_CHECKING:
    from types_boto3_pinpoint_sms_voice_v2 import PinpointSMSVoiceV2Client

TIMEOUT_S = 8.0
REFERENCE = "reference"
"""Under this name our reference travels with a message, and comes back with what is said of it."""
_PERMANENT = {"ValidationException", "ConflictException"}
"""It is the message or the number. Throttles, quotas, faults and missing rights pass, or are mended."""


class Event(msgspec.Struct, rename="camel"):
    """What AWS says of a text or a call that it took."""

    event_type: str
    message_id: str = ""
    event_timestamp: int | None = None
    context: dict[str, str] | None = None

    @property
    def reference(self) -> str:
        """Ours; empty if it came back without."""
        return (self.context or {}).get(REFERENCE, "")

    def at_ms(self, now_ms: int) -> int:
        """When it happened; when we heard of it, if that is not said."""
        return now_ms if self.event_timestamp is None else self.event_timestamp


def client(region: str, endpoint: str | None, timeout_s: float) -> "PinpointSMSVoiceV2Client":
    """A client of its own. To make one takes a quarter of a second."""
    import boto3
    from botocore.config import Config as Wire

    wire = Wire(
        connect_timeout=min(3.0, timeout_s),
        read_timeout=timeout_s,
        # To send again is the engine's decision: it knows how often, and that the message may have gone.
        retries={"total_max_attempts": 1},
    )
    session = boto3.session.Session(region_name=region)
    return session.client("pinpoint-sms-voice-v2", endpoint_url=endpoint, config=wire)


def asked(ask: Callable[[], Mapping[str, Any]]) -> Accepted | Refused:
    """What became of one request, in the engine's words. It raises nothing that a supplier or a network can do."""
    from botocore.exceptions import (
        BotoCoreError,
        ClientError,
        ConnectTimeoutError,
        EndpointConnectionError,
        HTTPClientError,
        ParamValidationError,
    )

    try:
        answer = ask()
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


def refusal(answer: Mapping[str, Any]) -> Refused:
    """AWS names the kind and often the reason; its sentence is left out, since it may hold the number."""
    error = answer.get("Error")
    kind = str(error.get("Code", "")) if isinstance(error, Mapping) else ""
    detail = answer.get("Reason")
    return Refused(f"{kind}: {detail}" if detail else kind or "refused", permanent=kind in _PERMANENT)
