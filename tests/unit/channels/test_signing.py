"""Only who knows the secret can bring receipts and answers, and only while they are fresh."""

import subprocess

import pytest

from chalicelib.channels.receipts import Untrusted
from chalicelib.channels.signing import WINDOW_MS, signature_headers, verify

NOW = 1_769_979_600_000
SECRET = "a secret that two know"
BODY = '{"text":"på"}'.encode()


@pytest.mark.parametrize("apart_ms", [0, WINDOW_MS, -WINDOW_MS])
def test_a_signed_request_is_believed_for_five_minutes(apart_ms: int) -> None:
    verify(SECRET, signature_headers(SECRET, BODY, NOW), BODY, NOW + apart_ms)


@pytest.mark.parametrize("apart_ms", [WINDOW_MS + 1, -WINDOW_MS - 1])
def test_a_request_that_was_overheard_is_not_believed_later(apart_ms: int) -> None:
    with pytest.raises(Untrusted, match="five minutes"):
        verify(SECRET, signature_headers(SECRET, BODY, NOW), BODY, NOW + apart_ms)


@pytest.mark.parametrize(
    "changed",
    [
        {"Varde-Signature": "0" * 64},
        {"Varde-Signature": ""},
        {"Varde-Signature": "på"},
        {"Varde-Timestamp": str(NOW + 1)},
        {"Varde-Timestamp": "now"},
        {"Varde-Timestamp": ""},
    ],
)
def test_a_changed_header_is_not_believed(changed: dict[str, str]) -> None:
    with pytest.raises(Untrusted):
        verify(SECRET, {**signature_headers(SECRET, BODY, NOW), **changed}, BODY, NOW)


def test_missing_headers_another_body_and_another_secret_are_not_believed() -> None:
    headers = signature_headers(SECRET, BODY, NOW)
    for secret, sent, body in ((SECRET, {}, BODY), (SECRET, headers, BODY + b" "), ("another", headers, BODY)):
        with pytest.raises(Untrusted):
            verify(secret, sent, body, NOW)


def test_a_signed_timestamp_that_is_no_number_is_not_believed() -> None:
    headers = signature_headers(SECRET, BODY, NOW)
    forged = signature_headers(SECRET, b"." + BODY, NOW)
    with pytest.raises(Untrusted):
        verify(
            SECRET, {**headers, "Varde-Signature": forged["Varde-Signature"], "Varde-Timestamp": f"{NOW}."}, BODY, NOW
        )


def test_headers_are_found_in_any_case() -> None:
    headers = signature_headers(SECRET, BODY, NOW)
    verify(SECRET, {name.lower(): value for name, value in headers.items()}, BODY, NOW)
    verify(SECRET, {name.upper(): value for name, value in headers.items()}, BODY, NOW)


def test_a_supplier_can_make_the_signature_with_openssl_as_documented() -> None:
    signed = subprocess.run(
        ["openssl", "dgst", "-sha256", "-hmac", SECRET],
        input=f"{NOW}.".encode() + BODY,
        capture_output=True,
        check=True,
    ).stdout.decode()
    verify(SECRET, {"Varde-Timestamp": str(NOW), "Varde-Signature": signed.split()[-1]}, BODY, NOW)
