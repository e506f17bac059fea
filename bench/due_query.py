"""Asking what is due must not take longer because more is open."""

import statistics
import time
from collections.abc import Iterator

from bench.ground import PROBE_MS
from bench.results import Result
from bench.watches import PROBES
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Lane

_UNTIL_MS = PROBE_MS + PROBES


class Miscounted(Exception):
    """The tables do not hold what they should: delete the folder of the database, and it is filled anew."""


def measure(few: Engine, few_rows: int, many: Engine, many_rows: int, rounds: int) -> Iterator[Result]:
    """The same number of due rows found among few and among many, by turns."""
    pairs = [(_ask_s(few), _ask_s(many)) for _ in range(rounds)]
    among_few, among_many = (statistics.median(column) for column in zip(*pairs, strict=True))
    yield Result(f"{PROBES} due among {few_rows} open: the query", among_few * 1000, "ms")
    yield Result(f"{PROBES} due among {many_rows} open: the query", among_many * 1000, "ms")
    yield Result(f"the due query among {many_rows}, as a multiple of {few_rows}", among_many / among_few, "times", 1.5)


def _ask_s(engine: Engine) -> float:
    started = time.perf_counter()
    found = sum(1 for _ in engine.store.due(f"{Lane.WATCH}#0", _UNTIL_MS))
    took_s = time.perf_counter() - started
    if found != PROBES:
        raise Miscounted(f"{found} rows are due where {PROBES} should be: delete build/bench and measure again")
    return took_s
