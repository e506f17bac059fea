"""``python -m bench``: measure everything that the project promises, print a table, write ``build/bench.json``."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench import burst, due_query, ground, imports, lateness, watches
from bench.results import Result, line, write

BUILD = Path(__file__).resolve().parents[1] / "build"


class Size(msgspec.Struct, frozen=True):
    """How much is measured."""

    few: int = 10_000
    many: int = 100_000
    deadlines: int = 200
    over_s: float = 60
    crowd: int = 2_000
    rounds: int = 3
    repeats: int = 41
    watched: int = 5_000
    cases: int = 500
    events: int = 120
    mutated: int = 1_000_000


QUICK = Size(
    few=150,
    many=300,
    deadlines=6,
    over_s=2,
    crowd=12,
    rounds=1,
    repeats=3,
    watched=40,
    cases=12,
    events=4,
    mutated=2_000,
)
"""Tries every measurement; says nothing about speed."""


def results(size: Size) -> Iterator[Result]:
    """One after another, in one run on one database."""
    many = ground.engine_with(size.many, watches.open_duties(size.many))
    few = ground.engine_with(size.few, watches.open_duties(size.few))
    ground.put(few, watches.register(max(size.crowd, size.deadlines)))
    yield from due_query.measure(few, size.few, many, size.many, size.repeats)
    yield from _check_ins(size)
    yield from imports.measure(min(size.repeats, 11))
    yield from lateness.measure(few, size.deadlines, size.over_s)
    yield from burst.measure(few, size.deadlines, size.rounds)
    yield from burst.measure(few, size.crowd, 1)
    yield from burst.measure(few, size.deadlines, 1, reminded=True)


def _check_ins(size: Size) -> Iterator[Result]:
    with ground.environment({"VARDE_TABLE_PREFIX": ground.prefix(size.few)}):
        from bench import check_in  # brings the app, which reads its configuration once

        yield from check_in.measure(size.repeats)


def desk(size: Size, folder: Path) -> Iterator[Result]:
    """The operator's board in a real browser."""
    from bench.crowd import paint, stage  # they drive a browser, which the rest does not need
    from tests.support.desk import chromium

    with stage.crowd(folder / f"crowd-{size.watched}", size.watched, size.cases) as centre, chromium() as browser:
        yield from paint.measure(centre, browser, size.watched, size.cases, size.events)


def panels(size: Size, folder: Path) -> Iterator[Result]:
    """The receiver, by itself and with a page that waits for what comes."""
    from bench.panels import mutated, painted, reception

    amounts = reception.Amounts()
    if size.rounds == 1:
        amounts = reception.Amounts(lines=10, frames=20, at_once=20, frames_at_once=3, storm=40, rounds=1)
    with ground.database(folder / "panels"):
        yield from reception.measure(amounts)
    yield from painted.measure(folder / "panels-page", size.events)
    yield from mutated.measure(size.mutated)


PARTS = ("engine", "desk", "pages", "panels")


def main() -> int:
    """Exit code 1 when a goal was missed, unless it was only tried."""
    options = argparse.ArgumentParser(prog="bench", description=__doc__)
    options.add_argument("--quick", action="store_true", help="small numbers: tries every measurement, says nothing")
    options.add_argument("--folder", type=Path, default=BUILD / "bench", help="where the database is kept")
    options.add_argument("--out", type=Path, default=BUILD / "bench.json", help="where the list is written")
    options.add_argument("--part", choices=PARTS, action="append", help="only this, which may be said more than once")
    chosen = options.parse_args()
    size, parts = QUICK if chosen.quick else Size(), chosen.part or PARTS
    found: list[Result] = []
    print(f"load of this machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
    for one in _measured(parts, size, chosen.folder):
        found.append(one)
        print(line(one), flush=True)
    print(f"load of this machine after: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    write(found, chosen.out)
    return 0 if chosen.quick or all(one.met is not False for one in found) else 1


def _measured(parts: Sequence[str], size: Size, folder: Path) -> Iterator[Result]:
    if "engine" in parts:
        with ground.database(folder):
            yield from results(size)
    if "desk" in parts:
        yield from desk(size, folder)
    if "panels" in parts:
        yield from panels(size, folder)
    if "pages" in parts:
        from bench import pages  # drives a browser and Node

        yield from pages.measure(folder / "pages", min(size.rounds, 3))


if __name__ == "__main__":
    sys.exit(main())
