"""Who else speaks on the port: scanners, other protocols, and padding between frames."""

import re

_GREETINGS: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("sip", re.compile(rb"(?:OPTIONS|INVITE|REGISTER|SUBSCRIBE|NOTIFY|ACK|BYE|CANCEL) sips?:|SIP/2\.0")),
    ("rtsp", re.compile(rb"[A-Z]{3,10} rtsps?:|RTSP/1\.0")),
    (
        "http",
        re.compile(rb"(?:GET|POST|PUT|HEAD|OPTIONS|CONNECT|DELETE|PATCH|TRACE|PROPFIND) [/*hH]|HTTP/\d|PRI \* HTTP"),
    ),
    ("tls", re.compile(rb"\x16\x03[\x00-\x04]")),
    ("ssh", re.compile(rb"SSH-\d")),
    ("rdp", re.compile(rb"\x03\x00\x00")),
    ("socks", re.compile(rb"\x05[\x01-\x03]\x00|\x04\x01")),
    ("smb", re.compile(rb"\x00\x00..[\xff\xfe]SMB", re.DOTALL)),
    ("mail", re.compile(rb"(?:EHLO|HELO|USER|QUIT)[ \r\n]", re.IGNORECASE)),
    ("redis", re.compile(rb"\*\d+\r\n\$")),
    ("osborne-hoffman", re.compile(rb"\n?SR\d{4}L\d{4}.{0,40}\[ID[0-9A-Fa-f]{8}\]\r?$", re.DOTALL)),
    ("sur-gard", re.compile(rb"[0-9A-Za-z @]{6,60}\x14")),
)
SCANNERS = frozenset({"sip", "rtsp", "http", "tls", "ssh", "rdp", "socks", "smb", "mail", "redis"})
"""Those who look for anything but an alarm receiver; panels that speak a protocol that we lack are not among them."""
_PADDING = frozenset(b"\x00\r\n \t")


def kind_of(raw: bytes) -> str:
    """The name of whoever sent ``raw``: ``kind_of(b"GET / HTTP/1.1\\r\\n") == "http"``."""
    if _PADDING.issuperset(raw):
        return "padding"
    return greeting(raw.lstrip(b"\r\n")) or ("text" if _readable(raw) else "binary")


def greeting(start: bytes) -> str | None:
    """Who introduces itself by the first bytes of a connection, if that is known."""
    return next((name for name, pattern in _GREETINGS if pattern.match(start)), None)


def _readable(raw: bytes) -> bool:
    return all(32 <= byte < 127 or byte in _PADDING for byte in raw)
