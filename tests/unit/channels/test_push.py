"""Web push: sealed as the standard says, and sent only where a browser may be."""

import time
from email.utils import formatdate

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.channels.push import (
    Address,
    Gone,
    Later,
    Refused,
    Taken,
    WebPush,
    from_text,
    is_known_service,
    public_key,
    to_text,
)
from chalicelib.channels.push_encryption import LENGTH, encrypt
from chalicelib.channels.push_words import ENGLISH, NORWEGIAN, words_for
from chalicelib.channels.templates import TEMPLATES
from chalicelib.platform.config import Config
from tests.support.push import Answer, Browser, PushService, a_push_service

CONFIG = Config(secret="s" * 32)
NOW = 1_798_000_000_000


def test_the_example_of_the_standard_comes_out_byte_for_byte() -> None:
    own = ec.derive_private_key(
        int.from_bytes(from_text("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big"), ec.SECP256R1()
    )
    word = b"When I grow up, I want to be a watermelon"
    sealed = encrypt(
        from_text("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        from_text("BTBZMqHH6r4Tts7J_aSIgg"),
        word,
        length=len(word),
        salt=from_text("DGv6ra1nlYgDCS1FRnbzlw"),
        own=own,
    )
    assert to_text(sealed) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
        "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_every_word_is_as_long_as_every_other_on_its_way() -> None:
    browser = Browser("https://push.example")
    short, long = (encrypt(browser.public, browser.auth, word) for word in (b"a", b"a" * LENGTH))
    assert len(short) == len(long)
    assert browser.open(short) == b"a"
    with pytest.raises(ValueError, match="too long"):
        encrypt(browser.public, browser.auth, b"a" * (LENGTH + 1))


def test_the_key_follows_from_the_secret_and_from_nothing_else() -> None:
    assert public_key(CONFIG) == public_key(msgspec.structs.replace(CONFIG, region="eu-west-1"))
    assert public_key(CONFIG) != public_key(Config(secret="t" * 32))
    assert len(from_text(public_key(CONFIG))) == 65


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/abc",
        "https://db5p.notify.windows.com/w/?token=abc",
    ],
)
def test_the_push_services_of_the_browsers_are_known(endpoint: str) -> None:
    assert is_known_service(CONFIG, endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/abc",
        "https://fcm.googleapis.com:8443/fcm/send/abc",
        "https://fcm.googleapis.com.example.com/abc",
        "https://evil-push.apple.com.example/abc",
        "https://push.apple.com.evil.example/",
        "https://someone@fcm.googleapis.com/abc",
        "https://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:8000/api/v1/sos",
        "https://[::1]/",
        "https://fcm.googleapis.com:port/",
        "file:///etc/passwd",
        "",
        "https://fcm.googleapis.com/" + "a" * 1000,
    ],
)
def test_nobody_has_us_call_another_machine(endpoint: str) -> None:
    assert not is_known_service(CONFIG, endpoint)


def send(service: PushService, browser: Browser, timeout_s: float = 5) -> object:
    config = msgspec.structs.replace(CONFIG, push_services=service.origin)
    address = Address(**browser.subscription)
    return WebPush(config, timeout_s).send(address, b'{"title":"Meld deg"}', ttl_s=60, topic="reminder")


def test_a_browser_gets_what_was_said() -> None:
    with a_push_service() as service:
        browser = service.browser()
        assert send(service, browser) == Taken()
        (got,) = service.delivered
        assert got.words == {"title": "Meld deg"}
        assert (got.headers["ttl"], got.headers["topic"], got.headers["urgency"]) == ("60", "reminder", "high")


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer(404), Gone()),
        (Answer(410), Gone()),
        (Answer(429, {"Retry-After": "7"}), Later("status 429", 7)),
        (Answer(429, {"Retry-After": "soon"}), Later("status 429", None)),
        (Answer(503), Later("status 503", None)),
        (Answer(307, {"Location": "http://127.0.0.1:1/"}), Refused("status 307")),
        (Answer(413), Refused("status 413")),
    ],
)
def test_what_a_service_says_is_taken_at_its_word(answer: Answer, outcome: object) -> None:
    with a_push_service() as service:
        browser = service.browser()
        service.answers[browser.path] = [answer]
        assert send(service, browser) == outcome


def test_a_date_to_come_back_at_is_so_many_seconds() -> None:
    with a_push_service() as service:
        browser = service.browser()
        service.answers[browser.path] = [Answer(503, {"Retry-After": formatdate(time.time() + 600, usegmt=True)})]
        outcome = send(service, browser)
        assert isinstance(outcome, Later)
        assert outcome.after_s is not None
        assert 500 < outcome.after_s <= 601


def test_a_service_that_says_nothing_is_left_for_later() -> None:
    with a_push_service() as service:
        browser = service.browser()
        service.answers[browser.path] = [Answer(-1)]
        assert isinstance(send(service, browser, timeout_s=0.3), Later)
    assert isinstance(send(service, browser), Later)


def test_keys_that_are_none_are_as_good_as_gone() -> None:
    config = msgspec.structs.replace(CONFIG, push_services="http://127.0.0.1:9")
    address = Address("http://127.0.0.1:9/push", to_text(b"\x04" + b"\x01" * 64), to_text(b"a" * 16))
    assert WebPush(config).send(address, b"{}", ttl_s=1, topic="reminder") == Gone()


def test_no_address_stands_in_a_traceback() -> None:
    assert "secret-path" not in repr(Address("https://fcm.googleapis.com/secret-path", "p", "a"))


def test_both_languages_push_the_same_and_only_what_is_sent_by_sms_too() -> None:
    assert NORWEGIAN.keys() == ENGLISH.keys()
    assert NORWEGIAN.keys() - {"trial"} <= TEMPLATES.keys()


@pytest.mark.parametrize("template", [name for name in NORWEGIAN if name != "trial"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_locked_screen_tells_no_name_and_no_place(template: str, language: str) -> None:
    params = {name.rstrip("?"): "HEMMELIG" for name in TEMPLATES[template].split()}
    told = {name: NOW + 60_000 if name.endswith("_ms") else value for name, value in params.items()}
    words = words_for(template, language, told, NOW)
    assert words is not None
    assert "HEMMELIG" not in words.title + words.body
    assert "{" not in words.title + words.body


def test_a_text_without_a_push_or_without_its_time_has_none() -> None:
    assert words_for("sign_in_code", "nb", {"code": "123456"}, NOW) is None
    assert words_for("reminder", "nb", {"site": "Lager 4"}, NOW) is None
