"""The form that a webhook's adapter speaks, and the page of all SMS on one machine: signed both ways."""

import json

import pytest

from chalicelib.channels.receipts import Delivery, InboundSms, Receipt, Unreadable, Untrusted
from chalicelib.channels.signing import signature_headers, verify
from chalicelib.channels.sms import NO_ANSWER, NO_CONNECTION, Accepted, OutgoingSms, Refused, SmsProvider, provider
from chalicelib.channels.sms_local import local_secret
from chalicelib.platform.time import now_ms
from tests.support.sms import SECRET, Does, UnreliableSms
from tests.support.supplier import AS_WEBHOOK, WEBHOOK_SECRET, Answer, Supplier, a_config

SMS = OutgoingSms(to="+4790000001", text="Meld deg innen 22:00. Svar OK på «æøå»", reference="Y2FzZS8x.c2lnbmVk")
NOW = 1_769_979_600_000


@pytest.mark.parametrize("name", ["webhook", "local"])
def test_the_message_travels_whole_signed_and_with_its_reference(name: str, server: Supplier) -> None:
    config = a_config(name, server.url)
    server.answer = AS_WEBHOOK[Does.ACCEPT]
    provider(config).send(SMS)
    (got,) = server.got
    assert got.sms == {"to": SMS.to, "text": SMS.text, "reference": SMS.reference, "sender": "Varde"}
    verify(WEBHOOK_SECRET if name == "webhook" else local_secret(config), got.headers, got.body, now_ms())


def test_a_sender_of_its_own_goes_before_the_settings(server: Supplier) -> None:
    server.answer = AS_WEBHOOK[Does.ACCEPT]
    sms = OutgoingSms(to=SMS.to, text=SMS.text, reference=SMS.reference, sender="Sentralen")
    provider(a_config("webhook", server.url)).send(sms)
    assert server.got[0].sms["sender"] == "Sentralen"


@pytest.mark.parametrize("body", [b"", b"OK", b"\xff", b"[]", b'{"id":7}', b'{"message":"queued"}'])
def test_an_acceptance_that_cannot_be_read_is_an_acceptance(body: bytes, server: Supplier) -> None:
    server.answer = Answer(200, body)
    assert provider(a_config("webhook", server.url)).send(SMS) == Accepted("")


def test_a_redirect_is_not_followed(server: Supplier) -> None:
    server.answer = Answer(307, b"")
    assert provider(a_config("webhook", server.url)).send(SMS) == Refused("status 307", permanent=False)
    assert len(server.got) == 1


def test_a_certificate_that_is_not_accepted_is_told(server: Supplier) -> None:
    answer = provider(a_config("webhook", server.url.replace("http:", "https:"))).send(SMS)
    assert isinstance(answer, Refused)
    assert answer.reason.startswith((NO_CONNECTION, NO_ANSWER))
    assert not answer.permanent


def signed(body: object, secret: str = WEBHOOK_SECRET) -> tuple[dict[str, str], bytes]:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return signature_headers(secret, raw, NOW), raw


@pytest.fixture
def webhook() -> SmsProvider:
    return provider(a_config("webhook", "https://sms.example"))


def test_receipts_come_one_by_one_or_many_together(webhook: SmsProvider) -> None:
    one = {"reference": "r1", "id": "s1", "state": "delivered", "at_ms": NOW - 5, "operator": "unknown to us"}
    two = {"reference": "r2", "state": "failed", "reason": "no such\nnumber 4790000001"}
    delivered = Receipt(reference="r1", provider_id="s1", delivery=Delivery.DELIVERED, at_ms=NOW - 5)
    assert webhook.receipts(*signed(one), NOW) == [delivered]
    first, second = webhook.receipts(*signed([one, two]), NOW)
    assert first == delivered
    assert second.reason == "no such number (number)"
    assert second.at_ms == NOW


def test_answers_come_one_by_one_or_many_together(webhook: SmsProvider) -> None:
    one = {"id": "i1", "from": "0047 900 00 001", "to": "26000", "text": "PÅ", "received_at_ms": NOW - 5}
    got = InboundSms(provider_id="i1", from_="+4790000001", to="26000", text="PÅ", received_at_ms=NOW - 5)
    assert webhook.inbound(*signed(one), NOW) == [got]
    assert webhook.inbound(*signed([one, {**one, "id": "i2"}]), NOW)[1].provider_id == "i2"
    assert webhook.inbound(*signed({**one, "from": "DNB"}), NOW)[0].from_ == "DNB"
    assert "900" not in repr(got)
    assert "PÅ" not in repr(got)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"{",
        {},
        {"reference": "r", "state": "fine"},
        {"reference": 7, "state": "delivered"},
        {"reference": "r" * 1_001, "state": "delivered"},
        {"reference": "r", "state": "delivered", "at_ms": -1},
        {"reference": "r", "state": "delivered", "at_ms": "now"},
        [{"reference": "r", "state": "delivered"}, 7],
    ],
)
def test_a_receipt_that_cannot_be_read_names_what_is_wrong(webhook: SmsProvider, body: object) -> None:
    with pytest.raises(Unreadable, match=r"\w"):
        webhook.receipts(*signed(body), NOW)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"id": "", "from": "+47", "to": "1", "text": "ok"},
        {"id": "1", "from": "", "to": "1", "text": "ok"},
        {"id": "1", "from": "+4790000001", "to": "1"},
        {"id": "1", "from": "+4790000001", "to": "1", "text": "x" * 2_001},
    ],
)
def test_an_answer_that_cannot_be_read_names_what_is_wrong(webhook: SmsProvider, body: object) -> None:
    with pytest.raises(Unreadable, match=r"\w"):
        webhook.inbound(*signed(body), NOW)


@pytest.mark.parametrize("door", ["receipts", "inbound"])
def test_nobody_else_comes_in(webhook: SmsProvider, door: str) -> None:
    for headers in ({}, signed([], secret="another")[0], {**signed([])[0], "Varde-Timestamp": "0"}):
        with pytest.raises(Untrusted):
            getattr(webhook, door)(headers, b"[]", NOW)
    with pytest.raises(Untrusted):
        getattr(webhook, door)(*signed([]), NOW + 301_000)


def test_the_unreliable_supplier_speaks_the_webhooks_form() -> None:
    unreliable = UnreliableSms()
    unreliable.send(SMS)
    reports = unreliable.reports(NOW, copies=2)
    headers, body = unreliable.request(*reports, now_ms=NOW)
    assert unreliable.receipts(headers, body, NOW) == reports
    answer = InboundSms(provider_id="i", from_=SMS.to, to="26000", text="OK", received_at_ms=NOW)
    assert unreliable.inbound(*unreliable.request(answer, now_ms=NOW), NOW) == [answer]
    with pytest.raises(Untrusted):
        unreliable.inbound(*signed([], secret=SECRET + "!"), NOW)
