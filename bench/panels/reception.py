"""How many frames a second are answered, beside a receiver that stores nothing; and a storm, beside its own store."""

import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

import msgspec

from bench import ground
from bench.panels.callers import Answered, call, frames
from bench.panels.receivers import accounts, ours, register, theirs
from bench.results import Result
from chalicelib.alarms.signal import Signal, account_pk, window_of, window_sk
from chalicelib.platform.config import config
from chalicelib.platform.ids import new_id
from chalicelib.platform.operations import Item
from chalicelib.platform.store import Store
from chalicelib.platform.time import now_ms
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row, from_item, to_item
from receiver.conversation import WORKERS
from tests.support.receiving import HERE

GOAL, STORM_GOAL = 1.0, 0.8
PREFIX = "bench-panels-"
_WARM = 2


class Amounts(msgspec.Struct, frozen=True):
    """How much is sent."""

    lines: int = 200
    frames: int = 200
    at_once: int = 1_000
    frames_at_once: int = 20
    storm: int = 5_000
    rounds: int = 3
    warm: int = 10


def measure(amounts: Amounts) -> Iterator[Result]:
    """In one run, on the tables of a database that runs."""
    with ground.environment({"VARDE_TABLE_PREFIX": PREFIX}):
        engine = Engine(Store(config()), config().shards)
        engine.store.create_tables()
        register(engine, max(amounts.lines, amounts.at_once))
        with ours() as port:  # the store's own code is compiled as it is used
            _all(call(port, [frames(one, amounts.warm, 1.0) for one in accounts(amounts.lines)]))
        yield from _beside(amounts)
        yield from _storm(engine, amounts)


def _beside(amounts: Amounts) -> Iterator[Result]:
    """Ours and theirs by turns: what disturbs the machine disturbs both."""
    steady: list[tuple[float, float]] = []
    crowded: list[tuple[float, float]] = []
    known = accounts(amounts.at_once)
    for _ in range(amounts.rounds):
        rates = [_rates(opened, amounts) for opened in (lambda: theirs(known), ours)]
        steady.append((rates[1][0], rates[0][0]))
        crowded.append((rates[1][1], rates[0][1]))
    for about, found, goal in (
        (f"99 % NULL and 1 % events over {amounts.lines} connections", steady, GOAL),
        (f"the same, {amounts.at_once} connections opened at once", crowded, None),
    ):
        shares = [one / other for one, other in found]
        yield Result(f"{about}: beside pysiaalarm", statistics.median(shares), "times", goal, more_is_better=True)
        yield Result(f"{about}: frames answered", statistics.median(one for one, _ in found), "per s")


def _rates(opened: Callable[[], AbstractContextManager[int]], amounts: Amounts) -> tuple[float, float]:
    some, many = accounts(amounts.lines), accounts(amounts.at_once)
    with opened() as port:
        _all(call(port, [frames(one, _WARM) for one in some]))
        steady = _all(call(port, [frames(one, amounts.frames) for one in some]))
        crowd = _all(call(port, [frames(one, amounts.frames_at_once) for one in many], at_once=True))
        return steady.per_s, crowd.per_s


def _all(answered: Answered) -> Answered:
    assert answered.acknowledged == answered.sent, f"{answered.sent - answered.acknowledged} were not acknowledged"
    return answered


def _storm(engine: Engine, amounts: Amounts) -> Iterator[Result]:
    """Every panel of a town says that something happened: it is all kept, and how near that is to the store's best."""
    rounds = [_one_storm(engine, amounts) for _ in range(amounts.rounds)]
    sent, kept, shares, raw = zip(*rounds, strict=True)
    about = f"a storm of {sent[0]} events"
    yield Result(f"{about}: kept of what was acknowledged", min(kept), "of 1", 1, more_is_better=True)
    yield Result(f"{about}: share of the raw rate", statistics.median(shares), "of 1", STORM_GOAL, more_is_better=True)
    yield Result(f"{about}: raw rate of the same items", statistics.median(raw), "per s")


def _one_storm(engine: Engine, amounts: Amounts) -> tuple[int, float, float, float]:
    """How many were sent, the share of them that is kept; the share of the raw rate, and that."""
    some = accounts(amounts.lines)
    each = max(1, amounts.storm // amounts.lines)
    before = _kept(engine, some)
    with ours() as port:
        _all(call(port, [frames(one, _WARM, 0.0) for one in some]))
        stormed = _all(call(port, [frames(one, each, 1.0) for one in some]))
    kept = _kept(engine, some)
    new = [kept[key] for key in kept.keys() - before.keys()]
    raw_per_s = _put_again(engine, new)
    return stormed.sent, len(new) / stormed.acknowledged, stormed.per_s / raw_per_s, raw_per_s


def _kept(engine: Engine, known: list[str]) -> dict[tuple[str, str], Item]:
    window = window_of(now_ms())
    found: dict[tuple[str, str], Item] = {}
    for one in known:
        pk = account_pk(one, HERE)
        for item in engine.store.waiting("live", pk, window_sk(window - 1), window_sk(window + 1) + "z"):
            found[item["pk"], item["sk"]] = item
    return found


def _put_again(engine: Engine, items: list[Item]) -> float:
    """The same items under other names, with nothing but the store's client: how many a second."""
    rows: list[Row[Signal]] = [from_item(item) for item in items]
    named = [msgspec.structs.replace(row.state, digest=new_id()) for row in rows]
    again = [to_item(Row(state, 1), engine.shards) for state in named]
    with ThreadPoolExecutor(sum(WORKERS.values())) as threads:
        started = time.perf_counter()
        list(threads.map(lambda item: engine.store.put_new("live", item), again))
        return len(again) / (time.perf_counter() - started)
