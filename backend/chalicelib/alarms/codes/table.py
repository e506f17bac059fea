"""The tables of codes, which are data: one line for each in ``contact_id.tsv`` and ``sia.tsv`` beside this file."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from chalicelib.register.categories import Category

_FILES = {"ADM-CID": "contact_id.tsv", "SIA-DCS": "sia.tsv"}


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """One code, where an account says nothing else."""

    code: str
    category: Category
    about: Category | None = None
    """Of a restore, a fault, a test or a cancellation: of what."""
    address: str
    """What the number beside the code is: a *zone*, a *user*, an *area*, a *door*, something *other*, or *none*."""
    nb: str
    en: str


def code_of(protocol: str, code: str) -> Code | None:
    """``code_of("SIA-DCS", "FA")`` is a fire alarm; None for a protocol or a code that no table has."""
    return all_codes(protocol).get(code.upper())


@lru_cache(maxsize=len(_FILES) + 1)
def all_codes(protocol: str) -> Mapping[str, Code]:
    """The whole table of a protocol, read once; empty if there is none."""
    if protocol not in _FILES:
        return {}
    head, *lines = Path(__file__).with_name(_FILES[protocol]).read_text(encoding="utf-8").splitlines()
    names = head.split("\t")
    rows = [dict(zip(names, line.split("\t"), strict=True)) for line in lines]
    codes = [msgspec.convert({**row, "about": row["about"] or None}, Code) for row in rows]
    return {one.code: one for one in codes}
