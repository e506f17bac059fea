"""How late deadlines are acted on when they fall due one after another among many that do not."""

import random
import statistics
import time
from collections.abc import Iterator

from bench.ground import clear, put
from bench.results import Result
from bench.sweeping import PATIENCE_S, Fired, Stuck, asking, sweeping
from bench.watches import falling_due
from chalicelib.platform.time import SECOND_MS, now_ms
from chalicelib.records.commit import Engine

_AHEAD_MS = 3 * SECOND_MS
_EVERY_S = 2.0


def measure(engine: Engine, deadlines: int, over_s: float) -> Iterator[Result]:
    """Our clock, and for comparison a loop that asks every two seconds, on the same deadlines."""
    about = f"{deadlines} deadlines over {over_s:g} s"
    offsets_ms = sorted(random.Random(1).sample(range(int(over_s * SECOND_MS)), deadlines))

    ours = _prepared(engine, offsets_ms)
    with sweeping(engine, ours):
        ours.wait(over_s)
    clear(engine)
    yield Result(f"{about}: mean lateness", statistics.fmean(ours.late_s), "s", 0.1)
    yield Result(f"{about}: longest lateness", max(ours.late_s), "s", 1.0)

    theirs = _prepared(engine, offsets_ms)
    give_up_s = time.monotonic() + over_s + PATIENCE_S
    asking(engine, theirs, _EVERY_S, lambda: theirs.complete or time.monotonic() > give_up_s)
    clear(engine)
    if not theirs.complete:
        raise Stuck("the loop that asks did not come to its end")
    yield Result(f"{about}: mean lateness, asking every 2 s", statistics.fmean(theirs.late_s), "s")
    yield Result(f"{about}: longest lateness, asking every 2 s", max(theirs.late_s), "s")


def _prepared(engine: Engine, offsets_ms: list[int]) -> Fired:
    start_ms = now_ms() + _AHEAD_MS
    put(engine, falling_due([start_ms + offset for offset in offsets_ms]))
    return Fired(len(offsets_ms))
