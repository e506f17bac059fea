"""What codes mean in general, where an account says nothing else: the whole tables of Contact ID and SIA."""

import msgspec

from chalicelib.alarms.codes import code_of
from chalicelib.register.categories import Category

_CLASSES: dict[str, Category] = {
    "10": "medical",
    "11": "fire",
    "12": "hold_up",
    "13": "burglary",
    "14": "burglary",
    "15": "technical",
    "16": "technical",
}
"""What an alarm of Contact ID is about by its first two figures, for codes that no table has."""
_VERIFIED = frozenset({"129", "139", "BV"})


class Meaning(msgspec.Struct, frozen=True, kw_only=True):
    """What a code says happened."""

    category: Category
    of: Category | None = None
    """Of a restore: what is over."""
    verified: bool = False
    """The panel itself has seen it confirmed."""


def meaning_of(protocol: str, code: str) -> Meaning | None:
    """The general meaning of a code in a protocol; None when there is none."""
    found = code_of(protocol, code)
    if found is None:
        of_class = _CLASSES.get(code[:2]) if protocol == "ADM-CID" and len(code) == 3 and code.isdecimal() else None
        return Meaning(category=of_class) if of_class else None
    of = found.about if found.category == "restore" else None
    return Meaning(category=found.category, of=of, verified=found.code in _VERIFIED)
