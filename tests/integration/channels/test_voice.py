"""Every supplier of calls keeps the same promises: accepted or refused, never an exception, no number in a reason."""

import json

import msgspec
import pytest

from chalicelib.channels.receipts import Unreadable, Untrusted
from chalicelib.channels.signing import signature_headers
from chalicelib.channels.sms import NO_ANSWER, NO_CONNECTION, Accepted, Refused
from chalicelib.channels.voice import Outcome, OutgoingCall, VoiceProvider, read_aloud, voice_provider
from chalicelib.channels.voice_aws import parse_call_event
from chalicelib.platform.config import Config, Misconfigured
from chalicelib.platform.time import now_ms
from tests.support.sms import Does
from tests.support.supplier import AS_AWS, AS_WEBHOOK, WEBHOOK_SECRET, Supplier

CALL = OutgoingCall(to="+4790000001", text="Ingen svarer i sentralen.", language="nb", reference="Y2FzZS8x.c2lnbmVk")


def a_config(name: str, url: str, **options: str) -> Config:
    needed = {
        "aws": {"endpoint": url, "origination": "+4790000099"},
        "webhook": {"url": url, "secret": WEBHOOK_SECRET},
        "local": {"url": url},
    }[name]
    return Config(
        secret="s" * 32,
        voice_provider=name,
        one_machine=True,
        voice_options={**needed, "timeout_s": "0.5", **options},
    )


@pytest.fixture(params=["aws", "webhook", "local"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def voice(name: str, server: Supplier) -> VoiceProvider:
    return voice_provider(a_config(name, server.url))


def will(name: str, server: Supplier, does: Does) -> None:
    server.answer = (AS_AWS if name == "aws" else AS_WEBHOOK)[does]


def test_what_is_accepted_has_the_suppliers_own_name(name: str, voice: VoiceProvider, server: Supplier) -> None:
    will(name, server, Does.ACCEPT)
    assert voice.call(CALL) == Accepted("supplier-1")
    sent = server.got[0].sms
    assert CALL.text in str(sent)
    assert CALL.reference in str(sent)


def test_a_lost_answer_is_no_acceptance(name: str, voice: VoiceProvider, server: Supplier) -> None:
    will(name, server, Does.ACCEPT_AND_LOSE_THE_ANSWER)
    assert voice.call(CALL) == Refused(NO_ANSWER, permanent=False)
    assert len(server.got) == 1


def test_a_busy_supplier_is_asked_again_and_a_refusal_is_for_good(
    name: str, voice: VoiceProvider, server: Supplier
) -> None:
    will(name, server, Does.THROTTLE)
    busy = voice.call(CALL)
    assert isinstance(busy, Refused)
    assert not busy.permanent
    will(name, server, Does.REFUSE)
    never = voice.call(CALL)
    assert isinstance(never, Refused)
    assert never.permanent
    assert "0000" not in never.reason.replace(" ", "")


def test_a_supplier_that_is_away_is_no_connection(voice: VoiceProvider, server: Supplier) -> None:
    server.close()
    assert voice.call(CALL) == Refused(NO_CONNECTION, permanent=False)


def test_reports_are_signed_and_read(server: Supplier) -> None:
    webhook = voice_provider(a_config("webhook", server.url))
    body = json.dumps([{"reference": "r", "state": "acknowledged", "id": "1"}]).encode()
    headers = {key.lower(): value for key, value in signature_headers(WEBHOOK_SECRET, body, now_ms()).items()}
    (report,) = webhook.reports(headers, body, now_ms())
    assert (report.reference, report.outcome) == ("r", Outcome.ACKNOWLEDGED)
    with pytest.raises(Untrusted):
        webhook.reports({}, body, now_ms())
    broken = b'{"reference": "r", "state": "sung to"}'
    signed = {key.lower(): value for key, value in signature_headers(WEBHOOK_SECRET, broken, now_ms()).items()}
    with pytest.raises(Unreadable):
        webhook.reports(signed, broken, now_ms())


def test_nothing_of_aws_comes_by_http(server: Supplier) -> None:
    with pytest.raises(Untrusted):
        voice_provider(a_config("aws", server.url)).reports({}, b"{}", now_ms())


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("VOICE_ANSWERED", Outcome.ANSWERED),
        ("VOICE_COMPLETED", Outcome.ANSWERED),
        ("VOICE_NO_ANSWER", Outcome.NO_ANSWER),
        ("VOICE_BUSY", Outcome.BUSY),
        ("VOICE_TTL_EXPIRED", Outcome.FAILED),
        ("VOICE_RINGING", None),
        ("TEXT_DELIVERED", None),
    ],
)
def test_what_aws_says_of_a_call(kind: str, outcome: Outcome | None) -> None:
    message = json.dumps({"eventType": kind, "messageId": "m", "eventTimestamp": 5, "context": {"reference": "r"}})
    report = parse_call_event(message, 9)
    assert (report.outcome if report else None) == outcome
    assert report is None or (report.reference, report.at_ms) == ("r", 5)


def test_an_inbound_text_is_no_report_of_a_call() -> None:
    assert parse_call_event('{"inboundMessageId": "1"}', 9) is None
    with pytest.raises(Unreadable):
        parse_call_event("{", 9)


def test_a_call_says_who_calls_what_it_is_twice_and_what_to_do() -> None:
    text = read_aloud("Ingen svarer.", "nb", takes_keys=True)
    assert text.count("Ingen svarer.") == 2
    assert "Trykk 1" in text
    assert "Press 1" in read_aloud("Nobody answers.", "en", takes_keys=True)
    assert "Trykk" not in read_aloud("Ingen svarer.", "nb", takes_keys=False)


@pytest.mark.parametrize(
    ("name_", "options", "said"),
    [
        ("carrier pigeon", {}, "VARDE_VOICE_PROVIDER"),
        ("webhook", {"url": "http://example.no", "secret": "s" * 32}, "https://"),
        ("webhook", {"url": "https://example.no", "secret": "short"}, "32"),
        ("webhook", {"url": "https://example.no"}, "VARDE_VOICE_OPTIONS lacks"),
        ("local", {"url": "https://example.no"}, "on this machine"),
        ("aws", {}, "origination"),
    ],
)
def test_a_setting_that_cannot_be_is_named(name_: str, options: dict[str, str], said: str) -> None:
    settings = Config(secret="s" * 32, one_machine=True, voice_provider=name_, voice_options=options)
    with pytest.raises(Misconfigured, match=said):
        voice_provider(settings)


def test_in_the_cloud_there_are_no_local_telephones() -> None:
    settings = Config(secret="s" * 32, voice_provider="local")
    with pytest.raises(Misconfigured, match="local"):
        voice_provider(msgspec.structs.replace(settings, one_machine=False))
