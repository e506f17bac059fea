"""What the register knows of a key: a tag that says nothing, the site that only the register knows, and who has it."""

import re
from typing import ClassVar, Literal

from chalicelib.register.states import Kept

Whereabouts = Literal["in", "out", "lost"]
_TAG = re.compile(r"([A-ZÆØÅ]{1,3})-?([0-9]{3,6})")


class SiteKey(Kept, frozen=True, kw_only=True):
    """A key to a site. Its name is its tag: whoever finds it learns nothing of what it opens."""

    KIND: ClassVar[str] = "key"

    site_id: str
    cabinet: str = ""
    hook: str = ""
    note: str = ""
    state: Whereabouts = "in"
    holder_id: str = ""
    """Who has it, or had it when it was lost."""
    since_ms: int | None = None
    """When it was last taken out, handed on or lost; None: it has hung there since it came."""
    kept: str = ""
    """Why its holder went off duty with it."""
    case_id: str = ""
    """The case that its loss became."""

    @property
    def lookup(self) -> tuple[str, str]:
        """Found by customer and site, then by tag."""
        return "kind/key", f"{self.customer_id}/{self.site_id}/{self.name.casefold()}"


def read_tag(written: str) -> str | None:
    """``n 0147`` as it stands on the tag, N-0147; None for what can be no tag: words could tell what it opens."""
    found = _TAG.fullmatch("".join(written.split()).upper())
    return f"{found[1]}-{found[2]}" if found else None
