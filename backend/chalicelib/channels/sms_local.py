"""The supplier on one machine: the thin host's own page of every SMS, where one also answers as the recipient.

It speaks the form of ``sms_http.py`` over loopback, with a secret that follows from the installation's, so it is tried
in the same ways as a real supplier. ``VARDE_SMS_OPTIONS``, if wanted: ``url`` (else ``/sms/outgoing`` at the port of
``VARDE_PUBLIC_URL``) and ``timeout_s``.
"""

import hmac
from urllib.parse import urlsplit

from chalicelib.channels.sms import Options
from chalicelib.channels.sms_http import TIMEOUT_S, HttpSms, is_loopback
from chalicelib.platform.config import Config, Misconfigured

SENDER = "Varde"
PATH = "/sms/outgoing"


def local_secret(config: Config) -> str:
    """What signs between the engine and the page: the host signs receipts and answers with the same."""
    return hmac.new(config.secret.encode(), b"sms on one machine", "sha256").hexdigest()


class LocalSms(HttpSms):
    """The page of all SMS behind the thin host. Exists on one machine only."""

    def __init__(self, config: Config) -> None:
        if not config.one_machine:
            raise Misconfigured(
                "VARDE_SMS_PROVIDER is local, which sends nothing: in the cloud it must be aws or webhook"
            )
        options = Options(config, {"url", "timeout_s"})
        url = options.text("url", f"http://127.0.0.1:{urlsplit(config.public_url).port or 8000}{PATH}")
        if not is_loopback(url):
            raise Misconfigured('"url" in VARDE_SMS_OPTIONS must be on this machine while VARDE_SMS_PROVIDER is local')
        super().__init__(
            url=url, secret=local_secret(config), sender=SENDER, timeout_s=options.seconds("timeout_s", TIMEOUT_S)
        )
