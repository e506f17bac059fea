"""The link by which a fitter follows a test on a phone: signed, and good for that test alone.

Nothing is kept of it. It names the panel and when the test began, and is signed with the installation's secret: it
opens the test that began then, while that lasts and for an hour after, and nothing else.
"""

import base64
import hmac

import msgspec

from chalicelib.alarms.testing import PanelTest
from chalicelib.platform.config import Config
from chalicelib.platform.time import HOUR_MS

HEADER = "varde-link"
"""In which a page shows its link: an address is written down by servers on the way."""
OPEN_AFTER_MS = HOUR_MS
_MAC_BYTES = 16


class Followed(msgspec.Struct, frozen=True):
    """Which test a link is about."""

    panel_id: str
    started_at_ms: int


def token_of(config: Config, test: PanelTest) -> str:
    """What the link ends in: ``panel.began.signature``, all of it in letters that an SMS and an address take."""
    return _signed(config, test.panel_id, f"{test.started_at_ms:x}")


def link_of(config: Config, test: PanelTest) -> str:
    """The whole address. The token stands behind the stroke, so that no server is told it with the page."""
    return f"{config.public_url.rstrip('/')}/fitter#{token_of(config, test)}"


def read_token(config: Config, token: str) -> Followed | None:
    """The test that a token names, if it is ours. Never raises, whatever is in it."""
    panel_id, _, rest = token.partition(".")
    began = rest.partition(".")[0]
    # Its form is checked first: what is compared must be ASCII, and of a number there is one way to write it.
    if not (token.isascii() and panel_id.isalnum() and began.isalnum() and len(token) < 80):
        return None
    if not hmac.compare_digest(_signed(config, panel_id, began), token):
        return None
    return Followed(panel_id, int(began, 16))


def is_open(test: PanelTest, followed: Followed, now_ms: int) -> bool:
    """Whether the link still opens that test."""
    over_ms = test.until_ms if test.ended_at_ms is None else test.ended_at_ms
    return test.started_at_ms == followed.started_at_ms and now_ms < over_ms + OPEN_AFTER_MS


def _signed(config: Config, panel_id: str, began: str) -> str:
    said = f"fitter\x00{panel_id}\x00{began}".encode()
    mac = hmac.digest(config.secret.encode(), said, "sha256")[:_MAC_BYTES]
    return f"{panel_id}.{began}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"
