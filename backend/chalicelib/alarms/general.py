"""What codes mean in general, where an account says nothing else: those that are met most."""

import msgspec

from chalicelib.register.categories import Category


class Meaning(msgspec.Struct, frozen=True, kw_only=True):
    """What a code says happened."""

    category: Category
    of: Category | None = None
    """Of a restore: what is over."""
    verified: bool = False
    """The panel itself has seen it confirmed."""


def _ranges(*wanted: tuple[int, int, Category]) -> dict[str, Meaning]:
    return {f"{code:03d}": Meaning(category=category) for a, b, category in wanted for code in range(a, b + 1)}


_CONTACT_ID: dict[str, Meaning] = {
    **_ranges(
        (100, 109, "medical"),
        (110, 118, "fire"),
        (120, 126, "hold_up"),
        (130, 146, "burglary"),
        (150, 150, "technical"),
        (151, 151, "gas"),
        (152, 153, "technical"),
        (154, 154, "water"),
        (155, 161, "technical"),
        (162, 162, "gas"),
        (163, 163, "technical"),
        (200, 206, "technical"),
        (300, 393, "trouble"),
        (400, 405, "open_close"),
        (406, 406, "cancel"),
        (407, 459, "open_close"),
        (461, 466, "open_close"),
        (501, 591, "trouble"),
        (601, 616, "test"),
    ),
    "139": Meaning(category="burglary", verified=True),
}

_ALARMS: dict[str, Category] = {
    "F": "fire",
    "K": "fire",
    "B": "burglary",
    "P": "hold_up",
    "H": "hold_up",
    "M": "medical",
    "Q": "medical",
    "W": "water",
    "G": "gas",
    "S": "water",
    "Z": "technical",
    "U": "technical",
    "T": "burglary",
}
"""What an alarm is about, by the first letter of its SIA code."""

_SIA: dict[str, Meaning] = {
    **{f"{first}A": Meaning(category=category) for first, category in _ALARMS.items()},
    **{f"{first}{last}": Meaning(category="restore", of=of) for first, of in _ALARMS.items() for last in "RH"},
    **{f"{first}{last}": Meaning(category="trouble") for first in _ALARMS for last in "TSB"},
    **{f"{first}J": Meaning(category="restore", of="trouble") for first in _ALARMS},
    **{f"{first}X": Meaning(category="test") for first in "FGHMPWBT"},
    "BV": Meaning(category="burglary", verified=True),
    "BC": Meaning(category="cancel"),
    "HA": Meaning(category="hold_up"),
    "KH": Meaning(category="restore", of="fire"),
    **{
        code: Meaning(category="trouble") for code in ("AT", "YT", "YC", "YM", "YP", "YS", "LT", "ET", "XT", "RT", "VT")
    },
    **{
        code: Meaning(category="restore", of="trouble")
        for code in ("AR", "YR", "YK", "YQ", "LR", "ER", "XR", "VR", "YN")
    },
    **{code: Meaning(category="test") for code in ("RP", "RX", "RY", "TX", "TE", "TS")},
    **{
        code: Meaning(category="open_close")
        for code in ("OP", "OA", "OG", "OR", "OK", "OJ", "CL", "CA", "CG", "CF", "CK", "CJ", "CI", "CP", "OC")
    },
}


def meaning_of(protocol: str, code: str) -> Meaning | None:
    """The general meaning of a code in a protocol; None when there is none."""
    if protocol == "ADM-CID":
        return _CONTACT_ID.get(code)
    if protocol == "SIA-DCS":
        return _SIA.get(code.upper())
    return None
