"""A page in every look and language, as its settings keep them, and told what is not so."""

from typing import Any

from playwright.sync_api import Page

THEMES = ("day", "dusk", "night")
LANGUAGES = ("nb", "en")
LATER_MS = 60_000

_ADDRESS = "route => { location.hash = route; }"
# What is fetched apart comes after its address: until then the page says that it loads.
_COME = """() => {
    const title = document.querySelector('h1');
    return title && !['Henter …', 'Loading …'].includes(title.textContent);
}"""


def put_on(page: Page, theme: str, language: str, large: str = "no", *, of: str = "field") -> None:
    """Choose a look and a language, and open the page anew."""
    chosen = {f"varde-theme-{of}": theme, "varde-language": language, "varde-field-large": large}
    page.evaluate(
        "chosen => { location.hash = ''; for (const [key, value] of Object.entries(chosen))"
        " localStorage.setItem(key, value); }",
        chosen,
    )
    page.reload()
    page.wait_for_function("language => document.documentElement.lang === language", arg=language, timeout=LATER_MS)
    assert page.evaluate("document.documentElement.dataset.theme") == theme


def open_screen(page: Page, route: str) -> None:
    """A screen by its address, when it is there."""
    page.evaluate(_ADDRESS, route)
    page.wait_for_function(_COME, timeout=LATER_MS)


def tell(page: Page, what: str) -> dict[str, Any]:
    """What the centre is to answer of the duty or the mission besides what is so: stages, and times from now."""
    shown: dict[str, Any] = {}

    def answer(route: Any) -> None:
        real = route.fetch().json()
        if real[what]:
            times = {name: real["server_now_ms"] + ms for name, ms in shown.items() if name.endswith("_ms")}
            real[what] |= {**shown, **times}
        route.fulfill(json=real)

    page.route(f"**/api/v1/me/{what}", answer)
    return shown


def wait_for_colour(page: Page, colour: str | None) -> None:
    """Until the screen calls, or does not: the colour that fills it."""
    page.wait_for_function(
        "colour => (document.documentElement.dataset.calling ?? null) === colour", arg=colour, timeout=LATER_MS
    )


def fits(page: Page) -> bool:
    """Whether nothing runs out of the screen sideways, however large the letters are."""
    found: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return found
