"""What somebody wrote, in one form: for everything that reads free text."""

import unicodedata

_LOOKALIKES = str.maketrans({"−": "-", "º": "°", "˚": "°"})
"""What NFKC would take for something else."""


def plain(text: str) -> str:
    """Lower case, one form for each letter (Å is also written A and a ring), nothing invisible, single spaces."""
    visible = "".join(char for char in text if unicodedata.category(char) not in {"Cf", "Cs"})
    return " ".join(unicodedata.normalize("NFKC", visible.translate(_LOOKALIKES)).lower().split())
