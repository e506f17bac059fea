"""The host as it is, with a witness at its queue: which row was committed when. Told on a file, one line for each."""

import os
import sys
from pathlib import Path

import msgspec

from chalicelib.platform.time import now_ms
from host.__main__ import main
from host.wakes import Wakes

WITNESS = "VARDE_BENCH_WITNESS"
"""The environment names the file."""


class Committed(msgspec.Struct, frozen=True):
    """One word to the queue: the rows of one transaction, right after it."""

    at_ms: int
    rows: list[str]


def _watch(path: Path) -> None:
    put = Wakes.put

    def witnessed(self: Wakes, body: str) -> None:
        rows = [str(pk) for _, pk, *_ in msgspec.json.decode(body)]
        with path.open("ab") as out:
            out.write(msgspec.json.encode(Committed(now_ms(), rows)) + b"\n")
        put(self, body)

    Wakes.put = witnessed  # type: ignore[method-assign]


if __name__ == "__main__":
    _watch(Path(os.environ[WITNESS]))
    sys.exit(main(sys.argv[1:]))
