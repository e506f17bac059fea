"""A supplier of calls that is spoken to in Varde's own form: JSON over HTTP, signed both ways (``signing.py``).

::

    we send        {"to", "text", "language", "reference"}        it answers 2xx {"id"}, else {"reason"}
    a report       {"reference", "id", "state", "at_ms"?}, or a list of them

``state`` is one of acknowledged (1 was pressed), answered, voicemail, no_answer, busy, failed.
``VARDE_VOICE_OPTIONS`` for a webhook: ``url`` (https), ``secret`` (at least 32 characters), and if wanted ``timeout_s``
and ``keys`` (``no`` if who is called cannot press any).
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

import msgspec
import urllib3

from chalicelib.channels.signing import signature_headers, verify
from chalicelib.channels.sms import NO_ANSWER, NO_CONNECTION, Accepted, Options, Refused
from chalicelib.channels.sms_http import TIMEOUT_S, is_loopback, meaning, one_or_more
from chalicelib.channels.sms_local import local_secret
from chalicelib.channels.voice import CallReport, Outcome, OutgoingCall
from chalicelib.platform.config import Config, Misconfigured
from chalicelib.platform.time import now_ms as clock_ms

PATH = "/sms/calls/outgoing"


class _Report(msgspec.Struct):
    reference: str
    state: Outcome
    id: str = ""
    at_ms: int | None = None


class HttpVoice:
    """Implements ``VoiceProvider`` towards one address."""

    def __init__(self, *, url: str, secret: str, timeout_s: float = TIMEOUT_S, takes_keys: bool = True) -> None:
        self.takes_keys = takes_keys
        self._url = url
        self._secret = secret
        timeout = urllib3.Timeout(connect=min(3.0, timeout_s), read=timeout_s)
        self._pool = urllib3.PoolManager(timeout=timeout, retries=False, maxsize=8)

    def call(self, call: OutgoingCall) -> Accepted | Refused:
        """See ``VoiceProvider``."""
        body = msgspec.json.encode(call)
        headers = {"Content-Type": "application/json", **signature_headers(self._secret, body, clock_ms())}
        try:
            answer = self._pool.request("POST", self._url, body=body, headers=headers, redirect=False)
        except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError):
            return Refused(NO_CONNECTION, permanent=False)
        except urllib3.exceptions.HTTPError:
            return Refused(NO_ANSWER, permanent=False)
        return meaning(answer.status, answer.data)

    def reports(self, headers: Mapping[str, str], body: bytes, now_ms: int) -> list[CallReport]:
        """See ``VoiceProvider``."""
        verify(self._secret, headers, body, now_ms)
        return [
            CallReport(
                reference=found.reference,
                provider_id=found.id,
                outcome=found.state,
                at_ms=now_ms if found.at_ms is None else found.at_ms,
            )
            for found in one_or_more(body, _Report)
        ]


def local_voice(config: Config) -> HttpVoice:
    """The telephones behind the thin host, which also ring. Exists on one machine only."""
    if not config.one_machine:
        raise Misconfigured("VARDE_VOICE_PROVIDER is local, which rings nobody: in the cloud it must be aws or webhook")
    options = Options(config, {"url", "timeout_s"}, "voice")
    url = options.text("url", f"http://127.0.0.1:{urlsplit(config.public_url).port or 8000}{PATH}")
    if not is_loopback(url):
        raise Misconfigured('"url" in VARDE_VOICE_OPTIONS must be on this machine while VARDE_VOICE_PROVIDER is local')
    return HttpVoice(url=url, secret=local_secret(config), timeout_s=options.seconds("timeout_s", TIMEOUT_S))


def webhook_voice(config: Config) -> HttpVoice:
    """The supplier at ``url``."""
    options = Options(config, {"url", "secret", "timeout_s", "keys"}, "voice")
    url, secret = options.text("url"), options.text("secret")
    if urlsplit(url).scheme != "https" and not (urlsplit(url).scheme == "http" and is_loopback(url)):
        raise Misconfigured('"url" in VARDE_VOICE_OPTIONS must begin with https://, or be on this machine')
    if len(secret) < 32:
        raise Misconfigured('"secret" in VARDE_VOICE_OPTIONS must have at least 32 characters')
    timeout_s, keys = options.seconds("timeout_s", TIMEOUT_S), options.text("keys", "yes") != "no"
    return HttpVoice(url=url, secret=secret, timeout_s=timeout_s, takes_keys=keys)
