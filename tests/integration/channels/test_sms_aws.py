"""AWS End User Messaging: what it is sent, and what its refusals mean."""

import pytest

from chalicelib.channels.receipts import Untrusted
from chalicelib.channels.sms import Accepted, OutgoingSms, Refused, provider
from tests.support.sms import Does
from tests.support.supplier import AS_AWS, Answer, Supplier, a_config

SMS = OutgoingSms(to="+4790000001", text="Meld deg innen 22:00. Svar OK på «æøå»", reference="Y2FzZS8x.c2lnbmVk")


def test_aws_gets_the_reference_as_context_and_a_time_to_live(server: Supplier) -> None:
    server.answer = AS_AWS[Does.ACCEPT]
    assert provider(a_config("aws", server.url)).send(SMS) == Accepted("supplier-1")
    assert server.got[0].sms == {
        "DestinationPhoneNumber": SMS.to,
        "OriginationIdentity": "VARDE",
        "MessageBody": SMS.text,
        "MessageType": "TRANSACTIONAL",
        "ConfigurationSetName": "varde",
        "TimeToLive": 14_400,
        "Context": {"reference": SMS.reference},
    }


@pytest.mark.parametrize(
    ("kind", "permanent"),
    [
        ("ThrottlingException", False),
        ("InternalServerException", False),
        ("ServiceQuotaExceededException", False),
        ("AccessDeniedException", False),
        ("ResourceNotFoundException", False),
        ("ValidationException", True),
        ("ConflictException", True),
    ],
)
def test_each_refusal_of_aws_is_permanent_or_passes(kind: str, permanent: bool, server: Supplier) -> None:
    server.answer = Answer(400, {"__type": kind, "Message": "+4790000001 said no"})
    assert provider(a_config("aws", server.url)).send(SMS) == Refused(kind, permanent=permanent)


def test_without_an_aws_account_the_message_waits(
    server: Supplier, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path_factory.mktemp("none") / "credentials"))
    answer = provider(a_config("aws", server.url)).send(SMS)
    assert answer == Refused("NoCredentialsError", permanent=False)
    assert server.got == []


def test_a_message_that_aws_cannot_take_is_refused_for_ever(server: Supplier) -> None:
    empty = OutgoingSms(to="", text="", reference=SMS.reference)
    answer = provider(a_config("aws", server.url)).send(empty)
    assert isinstance(answer, Refused)
    assert answer.permanent
    assert server.got == []


def test_nothing_of_aws_comes_by_http() -> None:
    aws = provider(a_config("aws", "http://127.0.0.1:9"))
    for door in (aws.receipts, aws.inbound):
        with pytest.raises(Untrusted, match="SNS"):
            door({}, b"[]", 0)
