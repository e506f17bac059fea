"""``/training`` at the centre itself: the way to the installation for exercises beside it, or how one is started."""

import html as markup
from collections.abc import Callable
from pathlib import Path

from chalicelib.platform.problems import not_found
from chalicelib.platform.texts import Text, add_texts, language_of, say
from host.installation import Installation
from host.pages import security_headers
from host.web import Answer, Request

PATH = "/training"
_FOLDER = Path(__file__).parent / "page"


def folder_beside(centre: Path) -> Path:
    """Where the exercise keeps what it keeps, for the centre with that folder."""
    return centre.with_name(f"{centre.name}-training")


def exercise_beside(centre: Path) -> str | None:
    """Where the exercise beside that centre is to be found; None while it does not run."""
    folder = folder_beside(centre.resolve())
    if not folder.is_dir():
        return None
    running = Installation(folder, training=True).running()
    return running.url + PATH if running else None


class Towards:
    """The one page."""

    def __init__(self, exercise_at: Callable[[], str | None]) -> None:
        self._exercise_at = exercise_at

    async def __call__(self, request: Request) -> Answer:
        """Answer what is asked under ``/training``. Raises Problem."""
        if request.method not in ("GET", "HEAD") or request.path.rstrip("/") not in (PATH, f"{PATH}/page.css"):
            raise not_found()
        if request.path.endswith(".css"):
            style = (_FOLDER / "page.css").read_bytes()
            return Answer(200, style, {"content-type": "text/css; charset=utf-8", "cache-control": "no-cache"})
        at = self._exercise_at()
        if at is not None:
            return Answer(307, b"", {"location": at, "cache-control": "no-store"})
        return _how(request)


def _how(request: Request) -> Answer:
    language = language_of(request.query("language") or request.headers.get("accept-language"))

    def text(key: str) -> str:
        return markup.escape(say(f"training.towards.{key}", language, {}))

    page = f"""<!doctype html>
<html lang="{language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="dark light">
    <title>{text("title")}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/training/page.css">
  </head>
  <body>
    <main>
      <h1>{text("title")}</h1>
      <p>{text("what")}</p>
      <p>{text("how")}</p>
      <pre><code>make training</code></pre>
      <p><a href="{PATH}">{text("again")}</a> · <a href="/desk">{text("back")}</a></p>
    </main>
  </body>
</html>
"""
    headers: dict[str, str | list[str]] = {
        **security_headers(request.headers.get("host", "localhost")),
        "content-type": "text/html; charset=utf-8",
        "content-language": language,
        "cache-control": "no-store",
    }
    return Answer(200, page.encode(), headers)


add_texts(
    {
        "training.towards.title": Text("Øvelsen er ikke startet", "The exercise is not running"),
        "training.towards.what": Text(
            "Øvelsen er en egen installasjon ved siden av sentralen. Den har sitt eget register og sine egne telefoner,"
            " og kan ikke nå noen.",
            "The exercise is an installation of its own beside the centre. It has a register and telephones of its own"
            " and can reach nobody.",
        ),
        "training.towards.how": Text(
            "Start den på sentralens maskin, og åpne denne siden på nytt:",
            "Start it on the centre's machine, and open this page again:",
        ),
        "training.towards.again": Text("Prøv igjen", "Try again"),
        "training.towards.back": Text("Tilbake til desken", "Back to the desk"),
    }
)
