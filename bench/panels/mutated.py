"""A million frames of the corpus, changed at random: the codec does not fail, and acknowledges only what is whole."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from bench.results import Result
from tests.support.dc09_mutations import mutate

_PART = 5_000
_SEED = 20261127


def measure(count: int) -> Iterator[Result]:
    """On all cores. A failure of the codec ends the measurement, and names itself."""
    parts = max(1, count // _PART)
    each = count // parts
    began_s = time.perf_counter()
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        runs = list(pool.map(mutate, [each] * parts, range(_SEED, _SEED + parts)))
    took_s = time.perf_counter() - began_s
    frames = sum(run.frames for run in runs)
    wrong = sum(len(run.wrong) for run in runs)
    about = f"{frames} mutated frames"
    yield Result(f"{about}: acknowledged only if whole", 1 - wrong / frames, "of 1", 1, more_is_better=True)
    yield Result(f"{about}: acknowledged", sum(run.acknowledged for run in runs), "frames")
    yield Result(f"{about}: read", frames / took_s, "per s")
