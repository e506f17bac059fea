"""Many deadlines at one instant: how much of what the store can do at all is left when we decide in between.

The clock fires them, and every transaction it sends is noted. Then the rows are put back and the very same
transactions are sent again, by as many threads, with nothing but the client: that is the raw rate.
"""

import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bench.ground import clear, erase, put
from bench.results import Result
from bench.sweeping import Fired, sweeping
from bench.watches import falling_due
from bench.wire import Call, tapped
from chalicelib.guards.states import Duty
from chalicelib.platform.ids import new_id
from chalicelib.platform.operations import Key
from chalicelib.platform.tables import MODELS
from chalicelib.platform.time import SECOND_MS, now_ms
from chalicelib.records.commit import Engine

THREADS = 8
_AHEAD_MS = 4 * SECOND_MS
_AHEAD_PER_ROW_MS = 2
"""Writing the rows takes some of the time before they fall due."""


def measure(engine: Engine, deadlines: int, rounds: int, *, reminded: bool = False) -> Iterator[Result]:
    """Our share of the raw rate, and what it means; the median of several rounds."""
    done = [_round(engine, deadlines, reminded) for _ in range(rounds)]
    shares, took_s, raw = zip(*done, strict=True)
    about = f"{deadlines} {'silences' if reminded else 'reminders'} at one instant"
    goal = None if reminded else 0.7
    yield Result(f"{about}: share of the raw rate", statistics.median(shares), "of 1", goal, more_is_better=True)
    yield Result(f"{about}: until the last was acted on", statistics.median(took_s), "s")
    yield Result(f"{about}: raw rate of the same transactions", statistics.median(raw), "per s")


def _round(engine: Engine, deadlines: int, reminded: bool) -> tuple[float, float, float]:
    instant_ms = now_ms() + _AHEAD_MS + deadlines * _AHEAD_PER_ROW_MS
    duties = falling_due([instant_ms] * deadlines, reminded=reminded)
    put(engine, duties)
    fired = Fired(deadlines)
    instant_s = time.monotonic() + (instant_ms - now_ms()) / 1000
    with tapped(engine.store.client) as calls, sweeping(engine, fired):
        fired.wait(instant_s - time.monotonic())
    sent = [call for call in calls if call.touched and not _is_lease(call)]
    within = [call for call in sent if call.at_s <= fired.last_s]
    took_s = fired.last_s - instant_s
    _put_back(engine, sent, duties)
    raw_s = _send_again(engine.store.client, within)
    _put_back(engine, sent, ())
    clear(engine)
    return raw_s / took_s, took_s, len(within) / raw_s


def _is_lease(call: Call) -> bool:
    return any(pk == "clock" for _, pk, _ in call.touched)


def _put_back(engine: Engine, calls: Sequence[Call], duties: Sequence[Duty]) -> None:
    for table in MODELS:
        keys = [Key(pk, sk) for call in calls for name, pk, sk in call.touched if name == engine.store.table(table)]
        erase(engine, table, keys)
    put(engine, duties)


def _send_again(client: Any, calls: Sequence[Call]) -> float:
    """Seconds for all of them. Those that build upon one another are sent one after the other."""
    with ThreadPoolExecutor(THREADS) as threads:
        started = time.monotonic()
        for level in _levels(calls):
            for answer in [threads.submit(_send, client, call) for call in level]:
                answer.result()
        return time.monotonic() - started


def _send(client: Any, call: Call) -> None:
    client.transact_write_items(TransactItems=call.parameters["TransactItems"], ClientRequestToken=new_id())


def _levels(calls: Sequence[Call]) -> list[list[Call]]:
    """Each transaction after the last one before it that touched one of its rows."""
    depth: dict[tuple[str, str, str], int] = {}
    levels: list[list[Call]] = []
    for call in calls:
        level = max((depth.get(key, 0) for key in call.touched), default=0)
        depth |= dict.fromkeys(call.touched, level + 1)
        if level == len(levels):
            levels.append([])
        levels[level].append(call)
    return levels
