"""Any Norwegian supplier, behind a small adapter that speaks the form of ``sms_http.py``.

``VARDE_SMS_OPTIONS``: ``url`` (https), ``secret`` (at least 32 characters, shared with the adapter), and if wanted
``sender`` and ``timeout_s``.
"""

from urllib.parse import urlsplit

from chalicelib.channels.sms import Options
from chalicelib.channels.sms_http import TIMEOUT_S, HttpSms, is_loopback
from chalicelib.platform.config import Config, Misconfigured


class WebhookSms(HttpSms):
    """The supplier at ``url``."""

    def __init__(self, config: Config) -> None:
        options = Options(config, {"url", "secret", "sender", "timeout_s"})
        url, secret = options.text("url"), options.text("secret")
        if urlsplit(url).scheme != "https" and not (urlsplit(url).scheme == "http" and is_loopback(url)):
            raise Misconfigured('"url" in VARDE_SMS_OPTIONS must begin with https://, or be on this machine')
        if len(secret) < 32:
            raise Misconfigured('"secret" in VARDE_SMS_OPTIONS must have at least 32 characters')
        super().__init__(
            url=url,
            secret=secret,
            sender=options.text("sender", ""),
            timeout_s=options.seconds("timeout_s", TIMEOUT_S),
        )
