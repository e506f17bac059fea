"""The network and the telephones outside: the engine's supplier meets them over the wire, people through the page."""

import html
import json
import re
import threading
from typing import Any

import pytest

from chalicelib.channels.signing import signature_headers
from chalicelib.channels.sms import NO_ANSWER, Accepted, OutgoingSms, Refused
from chalicelib.channels.sms_http import HttpSms
from chalicelib.platform.time import now_ms
from host.sms.page.words import TEXTS
from tests.integration.host.conftest import Tiny
from tests.support.tiny_centre import SMS_SECRET
from tests.support.wait import until


def supplier(tiny: Tiny) -> HttpSms:
    """The engine's own way to send, towards the telephones."""
    return HttpSms(url=f"{tiny.url}/sms/outgoing", secret=SMS_SECRET, sender="Varde", timeout_s=5)


def sent(tiny: Tiny, to: str, text: str = "Meld deg nå. Svar OK.") -> Accepted | Refused:
    return supplier(tiny).send(OutgoingSms(to=to, text=text, reference=f"ref-{to}"))


def messages(tiny: Tiny, to: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tiny.client.get("/sms/messages", params={"to": to}).json()["messages"]
    return found


def receipts(tiny: Tiny, to: str) -> list[dict[str, Any]]:
    return [
        body
        for path, body, signed in tiny.log("outside")
        if path.endswith("receipts") and body["reference"] == f"ref-{to}" and signed
    ]


def behave(tiny: Tiny, to: str | None, behaviour: str, **more: Any) -> None:
    assert tiny.client.put("/sms/behaviour", json={"to": to, "behaviour": behaviour, **more}).status_code == 200


def test_a_message_arrives_and_its_receipt_comes_back(tiny: Tiny) -> None:
    accepted = sent(tiny, "+4790000001")
    assert isinstance(accepted, Accepted)
    (shown,) = messages(tiny, "+4790000001")
    assert (shown["text"], shown["state"], shown["sender"]) == ("Meld deg nå. Svar OK.", "delivered", "Varde")
    assert shown["name"] == "Nina Nordmann"
    (receipt,) = until(lambda: receipts(tiny, "+4790000001"))
    assert (receipt["id"], receipt["state"]) == (accepted.provider_id, "delivered")


def test_a_number_that_refuses_is_refused_the_way_a_supplier_refuses(tiny: Tiny) -> None:
    behave(tiny, "+4790000002", "refuse_temporarily", once=True)
    assert sent(tiny, "+4790000002") == Refused("status 503: the network is busy", permanent=False)
    behave(tiny, "+4790000002", "refuse_for_good", once=True)
    assert sent(tiny, "+4790000002") == Refused("status 422: no such subscriber", permanent=True)
    assert isinstance(sent(tiny, "+4790000002"), Accepted)
    assert [one["state"] for one in messages(tiny, "+4790000002")] == ["delivered", "refused", "refused_for_now"]


def test_an_answer_can_be_lost_though_the_message_arrived(tiny: Tiny) -> None:
    behave(tiny, "+4790000003", "lose_answer", once=True)
    assert sent(tiny, "+4790000003") == Refused(NO_ANSWER, permanent=False)
    assert [one["state"] for one in messages(tiny, "+4790000003")] == ["delivered"]
    until(lambda: receipts(tiny, "+4790000003"))


def test_a_delayed_message_arrives_when_its_time_has_come(tiny: Tiny) -> None:
    behave(tiny, "+4790000004", "delay", delay_s=0.6)
    sent(tiny, "+4790000004")
    assert [one["state"] for one in messages(tiny, "+4790000004")] == ["accepted"]
    assert receipts(tiny, "+4790000004") == []
    (receipt,) = until(lambda: receipts(tiny, "+4790000004"))
    (shown,) = messages(tiny, "+4790000004")
    assert shown["state"] == receipt["state"] == "delivered"
    assert shown["state_at_ms"] - shown["at_ms"] >= 600


def test_a_phone_that_is_switched_off_is_reported(tiny: Tiny) -> None:
    behave(tiny, "+4790000005", "undeliverable")
    sent(tiny, "+4790000005")
    (receipt,) = until(lambda: receipts(tiny, "+4790000005"))
    assert (receipt["state"], receipt["reason"]) == ("failed", "the phone is switched off")


def test_a_message_can_be_accepted_and_never_heard_of_again(tiny: Tiny) -> None:
    behave(tiny, "+4790000006", "never_deliver")
    assert isinstance(sent(tiny, "+4790000006"), Accepted)
    sent(tiny, "+4790000007")
    until(lambda: receipts(tiny, "+4790000007"))
    assert [one["state"] for one in messages(tiny, "+4790000006")] == ["accepted"]
    assert receipts(tiny, "+4790000006") == []


def test_an_answer_from_a_telephone_reaches_the_centre_signed(tiny: Tiny) -> None:
    written = tiny.client.post("/sms/answers", json={"from": "+4790000008", "text": "POS 59,91 10,75 æøå"})
    assert written.status_code == 202
    until(lambda: [one["state"] for one in messages(tiny, "+4790000008")] == ["taken"])
    (body,) = [body for path, body, signed in tiny.log("outside") if path.endswith("inbound") and signed]
    assert (body["from"], body["text"]) == ("+4790000008", "POS 59,91 10,75 æøå")
    assert body["id"] == f"local-{written.json()['id']}"


def test_only_the_engine_hands_messages_to_the_network(tiny: Tiny) -> None:
    body = json.dumps({"to": "+4790000009", "text": "x", "reference": "r"}).encode()
    assert tiny.client.post("/sms/outgoing", content=body).status_code == 401
    forged = signature_headers("another secret", body, now_ms())
    assert tiny.client.post("/sms/outgoing", content=body, headers=forged).status_code == 401
    assert messages(tiny, "+4790000009") == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"from": "90000001", "text": "OK"}, 422),
        ({"from": "+4790000001", "text": ""}, 422),
        ({"from": "+4790000001", "text": "OK", "more": 1}, 422),
        ({"text": "OK"}, 422),
        ([], 422),
    ],
)
def test_an_impossible_answer_is_refused_with_a_reason(tiny: Tiny, body: Any, status: int) -> None:
    answer = tiny.client.post("/sms/answers", json=body)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_another_sites_page_cannot_answer_for_somebody(tiny: Tiny) -> None:
    body = b'{"from": "+4790000001", "text": "SLUTT"}'
    as_form = tiny.client.post("/sms/answers", content=body, headers={"Content-Type": "text/plain"})
    assert as_form.status_code == 415
    headers = {"Content-Type": "application/json", "Origin": "http://evil.example"}
    assert tiny.client.post("/sms/answers", content=body, headers=headers).status_code == 403


def test_the_list_waits_for_what_is_new(tiny: Tiny) -> None:
    version = tiny.client.get("/sms/messages").json()["version"]
    found: list[dict[str, Any]] = []
    asking = threading.Event()

    def ask() -> None:
        asking.set()
        found.append(tiny.client.get("/sms/messages", params={"after": version, "wait_s": 15}).json())

    waiting = threading.Thread(target=ask)
    waiting.start()
    asking.wait(5)
    sent(tiny, "+4790000010")
    waiting.join(10)
    assert found[0]["version"] > version
    assert found[0]["messages"][0]["number"] == "+4790000010"


def test_the_list_answers_without_news_when_the_wait_is_over(tiny: Tiny) -> None:
    until(lambda: not any(one["state"] in ("sent", "accepted") for one in messages(tiny, "+4790000010")))
    far = now_ms() + 10_000_000
    answer = tiny.client.get("/sms/messages", params={"after": far, "wait_s": 0.2})
    assert answer.status_code == 200


@pytest.mark.parametrize(("asked", "language", "word"), [("nb", "nb", "Meldinger"), ("en-GB", "en", "Messages")])
def test_the_page_comes_in_the_readers_language(tiny: Tiny, asked: str, language: str, word: str) -> None:
    page = tiny.client.get("/sms", headers={"Accept-Language": asked})
    assert re.search(rf'<html\b[^>]* lang="{language}"', page.text)
    assert word in page.text
    assert "{{" not in page.text
    words = json.loads(html.unescape(re.findall(r'data-words="([^"]*)"', page.text)[0]))
    assert words["delivered"] == getattr(TEXTS["script.delivered"], language)


def test_every_word_that_the_script_uses_is_in_the_catalogue(tiny: Tiny) -> None:
    script = tiny.client.get("/sms/page.js").text
    used = set(re.findall(r"words\.([a-z_]+)", script))
    assert used
    assert {f"script.{name}" for name in used} <= TEXTS.keys()


def test_what_was_due_is_carried_after_kill_9(fresh: Tiny) -> None:
    behave(fresh, "+4790000011", "delay", delay_s=1.5)
    sent(fresh, "+4790000011")
    fresh.kill()
    fresh.start()
    assert [one["text"] for one in messages(fresh, "+4790000011")] == ["Meld deg nå. Svar OK."]
    assert [one["state"] for one in until(lambda: receipts(fresh, "+4790000011"))] == ["delivered"]
