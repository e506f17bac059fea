"""Tolerance is never silent: whatever was odd about a signal has words at the desk, in both languages."""

import re

import pytest

from infra.vendor import ROOT
from receiver.dc09 import Oddity, Wrong


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_oddity_and_every_fault_has_words(language: str) -> None:
    text = (ROOT / "frontend" / "shared" / "i18n" / language / "deskSignals.ts").read_text()
    for part, names in (("oddities", Oddity), ("faults", Wrong)):
        block = text.partition(f"  {part}: {{")[2].partition("\n  }")[0]
        words = dict(re.findall(r'^    "?([a-z0-9 ]+)"?: "(.+)",$', block, re.MULTILINE))
        assert set(words) == {one.value for one in names}
        assert len(set(words.values())) == len(words)
