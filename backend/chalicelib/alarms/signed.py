"""Signals over HTTPS, signed by a key of the panel's own: for cloud panels and cameras.

The key follows from the installation's secret and the panel's round of keys: nothing is kept of it, it is shown once
when it is made, and a new one ends the old. Time and body are signed, so that an old request says nothing again.
"""

import hmac
from collections.abc import Mapping

from chalicelib.platform.config import Config
from chalicelib.platform.time import MINUTE_MS
from chalicelib.records.commit import Engine
from chalicelib.register import repository
from chalicelib.register.panel import Panel
from chalicelib.register.repository import everything

PANEL = "x-varde-panel"
TIMESTAMP = "x-varde-timestamp"
SIGNATURE = "x-varde-signature"
AHEAD_MS = MINUTE_MS
BEHIND_MS = 4 * MINUTE_MS
"""Shorter than what a repeat is known by: whoever sends a request again while it is valid sends a repeat."""


def key_of(config: Config, panel_id: str, number: int) -> str:
    """The panel's key of that round, as its maker is told it."""
    return hmac.digest(config.secret.encode(), f"signals\x00{panel_id}\x00{number}".encode(), "sha256").hex()


def sign(key: str, timestamp: str, body: bytes) -> str:
    """What a panel puts into the header of its signature."""
    return hmac.digest(key.encode(), timestamp.encode() + b"." + body, "sha256").hex()


def signer(engine: Engine, config: Config, headers: Mapping[str, str], body: bytes, now_ms: int) -> Panel | None:
    """The panel that has signed this; None when no panel has. Never raises, whatever the headers."""
    panel_id, timestamp, signature = (headers.get(name, "") for name in (PANEL, TIMESTAMP, SIGNATURE))
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 16 and signature.isascii()):
        return None
    if not -BEHIND_MS <= int(timestamp) - now_ms <= AHEAD_MS:
        return None
    row = repository.find(engine, everything, Panel, panel_id) if panel_id.isalnum() else None
    if row is None or row.state.signing_round == 0:
        return None
    wanted = sign(key_of(config, row.state.id, row.state.signing_round), timestamp, body)
    return row.state if hmac.compare_digest(wanted, signature.casefold()) else None
