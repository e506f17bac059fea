"""The frames that others have collected, from the file that ``VARDE_DC09_VECTORS`` names; none without it."""

import json
import os
from pathlib import Path
from typing import Any

from receiver.dc09 import Rules, read_key

SETTING = "VARDE_DC09_VECTORS"
_FILE = os.environ.get(SETTING)
MISSING = "" if _FILE else f"{SETTING} names no file of collected frames"
VECTORS: list[dict[str, Any]] = (
    [json.loads(line) for line in Path(_FILE).read_text().splitlines() if line.strip()] if _FILE else []
)
FRAMES = [one for one in VECTORS if one["kind"] not in {"stream", "other_protocol"} and one["id"] != "ps-oh"]
"""Those of them that are one frame of DC-09."""


def rules_of(vector: dict[str, Any]) -> Rules:
    """The rules of an account that sends it: its key, if it has one."""
    if "key" not in vector:
        return Rules()
    return Rules(key=read_key(("ascii:" if vector["key_format"] == "ascii" else "") + vector["key"]))
