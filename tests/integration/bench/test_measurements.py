"""Every measurement is tried with small numbers, as a developer starts it. How fast it is, is no test's business."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from bench.results import Result, write

ROOT = Path(__file__).resolve().parents[3]


class Line(msgspec.Struct, forbid_unknown_fields=True):
    """One entry of the list, as whoever reads it expects it."""

    name: str
    value: float
    unit: str
    goal: float | None
    met: bool | None


@pytest.mark.timeout(300)
def test_every_measurement_comes_to_a_result(tmp_path: Path) -> None:
    out = tmp_path / "bench.json"
    command = [
        sys.executable,
        "-m",
        "bench",
        "--quick",
        "--part",
        "engine",
        "--folder",
        str(tmp_path / "data"),
        "--out",
        str(out),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "backend")}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = msgspec.json.decode(out.read_bytes(), type=list[Line])
    assert all(line.value > 0 for line in lines)
    assert all((line.met is None) == (line.goal is None) for line in lines)
    goals = [line.goal for line in lines if line.goal is not None]
    assert sorted(goals) == [0.1, 0.7, 0.7, 0.9, 1, 1.5, 2, 2, 8, 8, 1024]
    assert all(line.name in done.stdout for line in lines)


def test_a_goal_is_met_at_it_and_on_its_good_side() -> None:
    assert Result("late", 0.1, "s", 0.1).met is True
    assert Result("late", 0.11, "s", 0.1).met is False
    assert Result("share", 0.7, "of 1", 0.7, more_is_better=True).met is True
    assert Result("share", 0.69, "of 1", 0.7, more_is_better=True).met is False
    assert Result("told", 5, "ms").met is None


def test_the_list_is_written_where_nothing_was(tmp_path: Path) -> None:
    path = tmp_path / "build" / "bench.json"
    write([Result("share", 0.5, "of 1", 0.7, more_is_better=True)], path)
    (line,) = msgspec.json.decode(path.read_bytes(), type=list[Line])
    assert line == Line("share", 0.5, "of 1", 0.7, False)
