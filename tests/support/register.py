"""What the tests send to the register: one good thing of each kind, to be spoiled field by field."""

from typing import Any

from chalicelib.register.place_kind import DEFAULT_KINDS
from chalicelib.register.policy import DEFAULTS

NOW_MS = 1_798_000_000_000
SECRET = "a secret of at least thirty-two characters"

RUNG = {"after_s": 0, "to": "operators", "channels": ["board", "sms"], "repeat_s": 30}
GOOD: dict[str, dict[str, Any]] = {
    "customers": {"name": "Havnekontoret"},
    "sites": {
        "customer_id": "harbour",
        "name": "Kai 4",
        "address": "Havnegata 4",
        "postal_code": "0150",
        "town": "Oslo",
        "municipality": "Oslo",
        "latitude": 59.91,
        "longitude": 10.75,
    },
    "contacts": {"customer_id": "harbour", "name": "Kari", "phone": "49000201"},
    "people": {"name": "Alice", "phone": "49000001", "roles": ["guard"]},
    "assignments": {
        "customer_id": "harbour",
        "site_id": "quay",
        "name": "Natt",
        "risk": "high",
        "risk_assessment": {"text": "Alene ved kaikanten.", "assessed_by": "Dina", "assessed_at_ms": NOW_MS},
        "instruction": "Gå runden.",
    },
    "policies": {
        "customer_id": "harbour",
        "name": "Natt",
        "risk": "high",
        **{name: getattr(DEFAULTS["high"], name) for name in DEFAULTS["high"].__struct_fields__ if name.endswith("_s")},
        "ladder": [RUNG],
        "sos_ladder": [RUNG],
    },
}


GOOD["panels"] = {
    "customer_id": "harbour",
    "site_id": "quay",
    "name": "Innbruddssentralen",
    "account": "0123",
    "zones": [{"number": "01", "name": "Porten", "category": "burglary"}],
}

GOOD["keys"] = {
    "customer_id": "harbour",
    "site_id": "quay",
    "name": "N-0147",
    "cabinet": "A",
    "hook": "12",
    "note": "Sidedøren.",
}


FOREST = DEFAULT_KINDS["system-forest"]
GOOD["place-kinds"] = {
    "customer_id": "harbour",
    "name": "Kyst",
    "terrain": "sea",
    "call_tries": 3,
    **{name: getattr(FOREST, name) for name in FOREST.__struct_fields__ if name.endswith("_s")},
    "ladder": [RUNG],
    "sos_ladder": [RUNG],
}
GOOD["instructions"] = {
    "customer_id": "harbour",
    "name": "Brann",
    "categories": ["fire"],
    "action": "notify",
}


def good(plural: str, **fields: Any) -> dict[str, Any]:
    """A good thing of that kind, with other values for some fields."""
    return {**GOOD[plural], **fields}


def as_sent(plural: str, answered: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """What a form would send back after reading."""
    kept = {name: value for name, value in answered.items() if name not in ("id", "wrong_at_ms") and "has_" not in name}
    if plural == "keys":
        kept = {name: value for name, value in kept.items() if name in GOOD["keys"] or name == "version"}
    if plural == "assignments":
        kept["instruction"] = answered["instruction"]["text"]
    return {**kept, **fields}
