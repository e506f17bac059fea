"""A push service at the edge: a real HTTP server that opens what it is sent, and misbehaves where it is told to.

It reads as strictly as the real ones: a word that is not signed by us for this service, or cannot be opened with the
browser's keys, is refused.
"""

import json
import secrets
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from types import MappingProxyType
from typing import Any, NamedTuple

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwt
from joserfc.jwk import ECKey

from chalicelib.channels.push import from_text, to_text


class Browser:
    """One subscription: its keys, and its address at the service."""

    def __init__(self, origin: str) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.auth = secrets.token_bytes(16)
        self.path = f"/push/{secrets.token_urlsafe(24)}"
        self.endpoint = origin + self.path

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def subscription(self) -> dict[str, str]:
        """As the page tells the centre."""
        return {"endpoint": self.endpoint, "p256dh": to_text(self.public), "auth": to_text(self.auth)}

    def open(self, body: bytes) -> bytes:
        """Decrypt a message (RFC 8188, RFC 8291)."""
        salt, (record, length) = body[:16], struct.unpack("!IB", body[16:21])
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= record
        shared = self.private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
        secret = _hkdf(self.auth, shared, b"WebPush: info\x00" + self.public + sender, 32)
        key = _hkdf(salt, secret, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = _hkdf(salt, secret, b"Content-Encoding: nonce\x00", 12)
        padded = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x00")
        assert padded[-1] == 2
        return padded[:-1]


class Delivered(NamedTuple):
    """What a browser would get."""

    browser: Browser
    words: dict[str, Any]
    headers: dict[str, str]
    size: int


class Answer(NamedTuple):
    """What the service says instead of taking it; a ``status`` of -1 says nothing until the server closes."""

    status: int
    headers: Mapping[str, str] = MappingProxyType({})


class PushService:
    """One server and the browsers that are subscribed there."""

    def __init__(self) -> None:
        self.delivered: list[Delivered] = []
        self.tries: list[str] = []
        """The address of every request, taken or not."""
        self.answers: dict[str, list[Answer]] = {}
        """What is said first to the requests for an address; afterwards they are taken."""
        self._browsers: dict[str, Browser] = {}
        self._closing = Event()
        self._lock = Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def browser(self) -> Browser:
        """A new subscription."""
        made = Browser(self.origin)
        self._browsers[made.path] = made
        return made

    def adopt(self, path: str, browser: Browser) -> None:
        """A subscription whose keys were made elsewhere."""
        self._browsers[path] = browser

    def words_to(self, browser: Browser) -> list[dict[str, Any]]:
        """What a browser got, in order."""
        return [one.words for one in self.delivered if one.browser is browser]

    def close(self) -> None:
        self._closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def take(self, path: str, headers: dict[str, str], body: bytes) -> Answer:
        """One request, judged."""
        with self._lock:
            self.tries.append(path)
            said = self.answers.get(path, [])
            if said:
                return said.pop(0)
        browser = self._browsers.get(path)
        if browser is None:
            return Answer(404)
        if not self._is_signed(headers.get("authorization", "")) or headers.get("content-encoding") != "aes128gcm":
            return Answer(403)
        if not 0 < int(headers["ttl"]) <= 15 * 60 or len(body) > 4096 + 86:
            return Answer(400)
        words = json.loads(browser.open(body))
        with self._lock:
            self.delivered.append(Delivered(browser, words, headers, len(body)))
        return Answer(201)

    def _is_signed(self, authorization: str) -> bool:
        scheme, _, rest = authorization.partition(" ")
        parts = dict(part.strip().split("=", 1) for part in rest.split(","))
        point = from_text(parts["k"])
        key = ECKey.import_key({"kty": "EC", "crv": "P-256", "x": to_text(point[1:33]), "y": to_text(point[33:65])})
        claims = jwt.decode(parts["t"], key, algorithms=["ES256"]).claims
        return scheme == "vapid" and claims["aud"] == self.origin and bool(claims["sub"])

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                answer = service.take(self.path, headers, body)
                self.close_connection = True
                if answer.status < 0:
                    service._closing.wait()
                    return
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        return Handler


@contextmanager
def a_push_service() -> Iterator[PushService]:
    """A service for one test."""
    service = PushService()
    try:
        yield service
    finally:
        service.close()


def _hkdf(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
