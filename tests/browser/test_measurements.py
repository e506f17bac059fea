"""Every measurement is tried with small numbers, as a developer starts it. How fast it is, is no test's business."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from tests.support.bench import Line

ROOT = Path(__file__).resolve().parents[2]
GOALS: dict[str, list[float]] = {
    "engine": [0.1, 0.7, 0.7, 0.9, 1, 1.5, 2, 2, 8, 8, 1024],
    "desk": [100],
    "pages": [100, 100, 100, 30],
    "panels": [0.8, 1, 1, 1, 500],
}


@pytest.mark.timeout(900)
def test_every_measurement_comes_to_a_result_in_one_run(tmp_path: Path) -> None:
    out = tmp_path / "bench.json"
    command = [sys.executable, "-m", "bench", "--quick", "--folder", str(tmp_path / "data"), "--out", str(out)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "backend")}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = msgspec.json.decode(out.read_bytes(), type=list[Line])
    assert all(line.value > 0 for line in lines)
    assert all((line.met is None) == (line.goal is None) for line in lines)
    told = [line.goal for line in lines if line.goal is not None]
    assert sorted(told) == sorted(goal for goals in GOALS.values() for goal in goals)
    assert all(line.name in done.stdout for line in lines)
