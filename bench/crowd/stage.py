"""A centre in a process of its own, its board filled, with two operators: one looks, one acts."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from bench import ground
from bench.crowd import rows
from bench.crowd.host import WITNESS, Committed
from chalicelib.platform.config import config
from chalicelib.platform.ids import new_id
from chalicelib.platform.operations import Item, Key
from chalicelib.platform.store import Store
from chalicelib.platform.time import now_ms
from chalicelib.records.commit import Engine
from chalicelib.records.rows import FAR_FUTURE_MS, SWEPT, Lane
from tests.support.centre import Centre

LOOKS, ACTS = "Silje Strand", "Henrik Vik"
_MADE = Key("bench", "crowd")


class Crowd(Centre):
    """The centre, started with the witness."""

    witness: Path

    def _command(self) -> list[str]:
        return [sys.executable, "-m", "bench.crowd.host", "--data", str(self.data)]

    def committed_ms(self, row: str, after_ms: int) -> int:
        """When that row was last committed; it was, after that instant."""
        lines = self.witness.read_bytes().splitlines()
        told = [msgspec.json.decode(line, type=Committed) for line in reversed(lines)]
        return next(one.at_ms for one in told if row in one.rows and one.at_ms >= after_ms)


@contextmanager
def crowd(folder: Path, watched: int, cases: int) -> Iterator[Crowd]:
    """Filled and running. The register is kept from one run to the next; who is on duty is made anew."""
    folder.mkdir(parents=True, exist_ok=True)
    witness = folder / "witness.jsonl"
    witness.unlink(missing_ok=True)
    with Crowd.start(folder, environment={WITNESS: str(witness)}) as centre:
        centre.witness = witness
        with ground.environment(centre.environment):
            _fill(watched, cases)
        yield centre


def _fill(watched: int, cases: int) -> None:
    engine, now = Engine(Store(config()), config().shards), now_ms()
    if _MADE not in engine.store.get("register", [_MADE]):
        ground.put(engine, rows.people(watched))
        marker = {"pk": _MADE.pk, "sk": _MADE.sk, "kind": "bench", "customer_id": "self", "version": 1}
        engine.store.put_new("register", {**marker, "schema": 1, "doc": "{}"})
    # Anew, with ids of their own: the journal of a run before knows what became of the others.
    tag = new_id()
    left = [Key(item["pk"], item["sk"]) for lane in SWEPT for item in _open(engine, lane) if _is_ours(item)]
    ground.erase(engine, "live", left)
    ground.put(engine, rows.watched(watched, now, tag))
    ground.put(engine, rows.cases(cases, now, tag))


def _open(engine: Engine, lane: Lane) -> Iterator[Item]:
    for shard in range(engine.shards):
        yield from engine.store.due(f"{lane}#{shard}", FAR_FUTURE_MS)


def _is_ours(item: Item) -> bool:
    return bool(item["customer_id"] == rows.CUSTOMER)
