"""The built pages: the field app at ``/``, the desk at ``/desk``, the administrators' page at ``/admin``, the
house style at ``/style``.

In AWS a bucket behind a content network does this.
"""

import asyncio
import hashlib
import mimetypes
import re
from pathlib import Path

from chalicelib.platform.problems import Problem, not_found
from chalicelib.platform.texts import Text, add_texts
from host.web import Answer, Request

CLOCK = Path(__file__).with_name("clock.js")
"""How the host's own pages write a time: each of them serves it beside its script."""
APPS = ("desk", "admin", "fitter", "style")
"""Pages beside the field app. A path below one of them without a file of its own is that page's to understand."""

_HASHED = re.compile(r"assets/.+[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+")
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


MAP_TILES = "https://cache.kartverket.no"
"""Whence the pictures of the map come: ``frontend/shared/map/tiles.ts`` names the same host."""


def security_headers(authority: str) -> dict[str, str]:
    """What every page is served with: nothing from elsewhere but the map's pictures; the position for the page itself.

    The address of the socket is named, since not every browser counts it as ``self``.
    """
    sources = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": f"'self' data: {MAP_TILES}",
        "font-src": "'self'",
        "media-src": "'self'",
        "connect-src": f"'self' ws://{authority} wss://{authority}",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    ours = ("geolocation", "screen-wake-lock", "publickey-credentials-get", "publickey-credentials-create", "autoplay")
    nobodys = ("camera", "microphone", "payment", "usb", "serial", "midi", "display-capture")
    return {
        "content-security-policy": "; ".join(f"{name} {value}" for name, value in sources.items()),
        "permissions-policy": ", ".join([*(f"{name}=(self)" for name in ours), *(f"{name}=()" for name in nobodys)]),
        "cross-origin-opener-policy": "same-origin",
    }


class Pages:
    """The files below one folder, and nothing outside it."""

    def __init__(self, folder: Path, authority: str) -> None:
        self._folder = folder.resolve()
        self._headers = security_headers(authority)

    async def __call__(self, request: Request) -> Answer:
        """The file or page that is asked for. Raises Problem."""
        if request.method not in ("GET", "HEAD"):
            raise Problem(405, "method", "only_get", headers={"Allow": "GET, HEAD"})
        return await asyncio.to_thread(self._answer, request)

    def _answer(self, request: Request) -> Answer:
        if not (self._folder / "index.html").is_file():
            raise Problem(503, "not_built", "not_built")
        file = self.find(request.path)
        if file is None:
            raise not_found("no_such_page")
        body = file.read_bytes()
        tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
        hashed = _HASHED.fullmatch(file.relative_to(self._folder).as_posix()) is not None
        headers: dict[str, str | list[str]] = {
            **self._headers,
            "content-type": _content_type(file),
            "vary": "accept-encoding",
            "cache-control": "public, max-age=31536000, immutable" if hashed else "no-cache",
            "etag": tag,
        }
        if tag in request.headers.get("if-none-match", ""):
            return Answer(304, b"", headers)
        return Answer(200, body, headers)

    def find(self, path: str) -> Path | None:
        """The file for a decoded path, or the page that understands it, or None."""
        parts = [part for part in path.split("/") if part]
        if any(part.startswith(".") or "\\" in part or "\0" in part for part in parts):
            return None
        exact = self._inside(parts)
        if exact is not None:
            return exact
        if parts and "." in parts[-1]:
            return None
        app = [parts[0]] if parts and parts[0] in APPS else []
        return self._inside([*app, "index.html"])

    def _inside(self, parts: list[str]) -> Path | None:
        try:
            found = self._folder.joinpath(*parts).resolve()
            return found if found.is_relative_to(self._folder) and found.is_file() else None
        except OSError:
            # A name too long for any file system.
            return None


def _content_type(file: Path) -> str:
    return _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


add_texts(
    {
        "title.method": Text("Kan bare leses", "Read only"),
        "only_get": Text("Denne adressen kan bare leses.", "This address can only be read."),
        "no_such_page": Text("Siden finnes ikke.", "There is no such page."),
        "title.not_built": Text("Sidene er ikke bygget", "The pages are not built"),
        "not_built": Text(
            "Bygg dem med «make web» og last siden på nytt.", "Build them with `make web` and load this page again."
        ),
    }
)
