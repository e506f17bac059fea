"""What AWS reports by SNS becomes a receipt or an answer like any other supplier's."""

import json
from typing import Any

import pytest

from chalicelib.channels.receipts import Delivery, InboundSms, Receipt, Unreadable
from chalicelib.channels.sms_aws import parse_event

NOW = 1_769_979_600_000


def event(kind: str, **changed: Any) -> str:
    """An event in the form that the service documents."""
    return json.dumps(
        {
            "eventType": kind,
            "eventVersion": "1.0",
            "eventTimestamp": NOW - 700,
            "isFinal": True,
            "originationPhoneNumber": "VARDE",
            "destinationPhoneNumber": "+4790000001",
            "isoCountryCode": "NO",
            "messageId": "aws-1",
            "messageStatus": kind.removeprefix("TEXT_"),
            "messageStatusDescription": "in words",
            "context": {"reference": "r.s"},
            "totalMessageParts": 1,
            **changed,
        }
    )


@pytest.mark.parametrize(
    ("kind", "delivery"),
    [
        ("TEXT_DELIVERED", Delivery.DELIVERED),
        ("TEXT_SUCCESSFUL", Delivery.UNKNOWN),
        ("TEXT_UNKNOWN", Delivery.UNKNOWN),
        ("TEXT_UNREACHABLE", Delivery.FAILED_FOR_NOW),
        ("TEXT_CARRIER_UNREACHABLE", Delivery.FAILED_FOR_NOW),
        ("TEXT_INVALID", Delivery.FAILED),
        ("TEXT_BLOCKED", Delivery.FAILED),
        ("TEXT_TTL_EXPIRED", Delivery.FAILED),
        ("TEXT_SOMETHING_NEW", Delivery.UNKNOWN),
    ],
)
def test_a_final_event_is_a_receipt(kind: str, delivery: Delivery) -> None:
    expected = Receipt(reference="r.s", provider_id="aws-1", delivery=delivery, reason=kind, at_ms=NOW - 700)
    assert parse_event(event(kind), NOW) == expected


@pytest.mark.parametrize("kind", ["TEXT_QUEUED", "TEXT_PENDING", "TEXT_SENT"])
def test_a_message_on_its_way_is_no_news(kind: str) -> None:
    assert parse_event(event(kind), NOW) is None


def test_an_event_without_our_reference_names_no_message() -> None:
    for context in ({}, None, {"account": "other"}):
        found = parse_event(event("TEXT_DELIVERED", context=context, eventTimestamp=None), NOW)
        assert isinstance(found, Receipt)
        assert found.reference == ""
        assert found.at_ms == NOW


def test_what_somebody_answers_comes_as_it_was_written() -> None:
    message = {
        "originationNumber": "+4790000001",
        "destinationNumber": "+4759440000",
        "messageKeyword": "KEYWORD_1",
        "messageBody": "Hjelp, på taket",
        "inboundMessageId": "in-1",
        "previousPublishedMessageId": "aws-1",
    }
    assert parse_event(json.dumps(message), NOW) == InboundSms(
        provider_id="in-1", from_="+4790000001", to="+4759440000", text="Hjelp, på taket", received_at_ms=NOW
    )


@pytest.mark.parametrize(
    "message", ["", "Successfully validated SNS topic", "[]", "{}", '{"eventType": 7}', '{"originationNumber": "+47"}']
)
def test_what_cannot_be_read_is_told(message: str) -> None:
    with pytest.raises(Unreadable):
        parse_event(message, NOW)
