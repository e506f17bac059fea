"""The built pages are served with the right headers, and no path leads out of their folder."""

import contextlib
import http.client
from collections.abc import Iterator

import pytest

from host.pages import MAP_TILES
from tests.integration.host.conftest import Tiny

SECRET = "what lies outside"


@pytest.fixture(autouse=True)
def _built(tiny: Tiny) -> Iterator[None]:
    dist = tiny.folder / "dist"
    files = {
        "index.html": "<title>field</title>",
        "desk/index.html": "<title>desk</title>",
        "sw.js": "// worker",
        "manifest.webmanifest": "{}",
        "assets/main-Ab3_x9Zq.js": "// main",
        "assets/plain.js": "// no hash",
    }
    for name, content in files.items():
        (dist / name).parent.mkdir(exist_ok=True)
        (dist / name).write_text(content)
    (tiny.folder / "secret.txt").write_text(SECRET)
    (dist / "leak.txt").symlink_to(tiny.folder / "secret.txt")
    (dist / ".hidden").write_text(SECRET)
    yield
    (dist / "leak.txt").unlink()


def sent_as_it_stands(
    tiny: Tiny, target: str, headers: dict[str, str] | None = None
) -> tuple[http.client.HTTPResponse, str]:
    """An answer to a target that no client library has put in order first."""
    with contextlib.closing(http.client.HTTPConnection("localhost", tiny.port, timeout=10)) as connection:
        connection.request("GET", target, headers=headers or {})
        answer = connection.getresponse()
        return answer, answer.read().decode()


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/", "field"),
        ("/index.html", "field"),
        ("/shift/today", "field"),
        ("/desk", "desk"),
        ("/desk/", "desk"),
        ("/desk/cases/abc?x=1", "desk"),
    ],
)
def test_a_page_and_what_lies_below_it_is_that_page(tiny: Tiny, path: str, title: str) -> None:
    answer = tiny.client.get(path)
    assert f"<title>{title}</title>" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/nothing.js", "/desk/nothing.css", "/admin", "/admin/people"])
def test_what_is_not_there_is_not_found(tiny: Tiny, path: str) -> None:
    assert tiny.client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "kind", "caching"),
    [
        ("/sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("/assets/main-Ab3_x9Zq.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/assets/plain.js", "text/javascript; charset=utf-8", "no-cache"),
    ],
)
def test_only_what_is_named_by_its_content_is_kept(tiny: Tiny, path: str, kind: str, caching: str) -> None:
    answer = tiny.client.get(path)
    assert answer.headers["content-type"] == kind
    assert answer.headers["cache-control"] == caching
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_unchanged_page_is_not_sent_twice(tiny: Tiny) -> None:
    first = tiny.client.get("/")
    again = tiny.client.get("/", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    (tiny.folder / "dist" / "index.html").write_text("<title>new</title>")
    assert "new" in tiny.client.get("/", headers={"If-None-Match": first.headers["etag"]}).text


def test_a_page_may_use_the_position_and_nothing_from_elsewhere(tiny: Tiny) -> None:
    headers = tiny.client.get("/").headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["img-src"] == f"'self' data: {MAP_TILES}"
    assert not [name for name, sources in policy.items() if name != "img-src" and "https:" in sources]
    assert f"ws://localhost:{tiny.port}" in policy["connect-src"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "geolocation=(self)" in headers["permissions-policy"]
    assert "camera=()" in headers["permissions-policy"]


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/assets/..%5c..%5csecret.txt",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/%00/secret.txt",
        "/index.html%00.js",
        "/leak.txt",
        "/.hidden",
        "/assets/./%2e./secret.txt",
        "/" + "a" * 5000 + ".txt",
    ],
)
def test_no_path_leads_out_of_the_folder(tiny: Tiny, target: str) -> None:
    answer, body = sent_as_it_stands(tiny, target)
    # What looks like an address within the field app gets the field app's page, and nothing else.
    assert answer.status == 404 or body == "<title>field</title>"
    assert SECRET not in body
    assert "root:" not in body


def test_what_is_large_is_packed_for_who_can_unpack_it(tiny: Tiny) -> None:
    source = "const beacon = 1;\n" * 400
    (tiny.folder / "dist" / "assets" / "large-Ab3_x9Zq.js").write_text(source)
    target = "/assets/large-Ab3_x9Zq.js"
    packed = tiny.client.get(target)
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < 500
    assert packed.text == source
    plain = tiny.client.get(target, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == source
    assert plain.headers["etag"] != packed.headers["etag"]
    assert plain.headers["vary"] == "accept-encoding"
    known = tiny.client.get(target, headers={"if-none-match": packed.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")
    refusing = tiny.client.get(target, headers={"accept-encoding": "gzip;q=0, identity"})
    assert "content-encoding" not in refusing.headers


def test_a_page_can_only_be_read(tiny: Tiny) -> None:
    assert tiny.client.post("/").status_code == 405
    head = tiny.client.head("/")
    assert (head.status_code, head.content, int(head.headers["content-length"])) == (200, b"", 20)


def test_the_page_is_opened_by_the_name_that_passkeys_need(tiny: Tiny) -> None:
    asked = {"Host": f"127.0.0.1:{tiny.port}", "Accept": "text/html"}
    answer = tiny.client.get("/desk?x=1", headers=asked)
    assert answer.status_code == 307
    assert answer.headers["location"] == f"http://localhost:{tiny.port}/desk?x=1"
    away, _ = sent_as_it_stands(tiny, "//evil.example/", asked)
    assert away.getheader("location") == f"http://localhost:{tiny.port}/evil.example/"
    assert tiny.client.get("/healthz", headers=asked).status_code == 200


def test_until_the_pages_are_built_it_says_how_to_build_them(fresh: Tiny) -> None:
    answer = fresh.client.get("/", headers={"Accept-Language": "en"})
    assert answer.status_code == 503
    assert "make web" in answer.json()["detail"]
