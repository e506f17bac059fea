"""No two threads may meet in a Struct that is read for the first time: that takes the whole process down."""

import subprocess
import sys

import msgspec
import pytest

from chalicelib.platform.shapes import know_all
from infra.vendor import ROOT

_MANY_AT_ONCE = """
import sys, threading
import msgspec
import app, host.run, receiver.__main__
from chalicelib.platform.shapes import know_all
from chalicelib.records.rows import KINDS

{first}
sys.setswitchinterval(1e-6)
routes = app.all_routes()
for kind in [*KINDS.values(), *(route.body for route in routes if route.body), *(r.query for r in routes if r.query)]:
    together = threading.Barrier(6)

    def read():
        together.wait()
        try:
            msgspec.json.decode(b'{{"version": 1, "x": [1]}}', type=kind)
        except msgspec.ValidationError:
            pass

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
print("all read")
"""


def read_by_many(first: str) -> subprocess.CompletedProcess[str]:
    settings = {"VARDE_SECRET": "x" * 32, "VARDE_ONE_MACHINE": "true", "AWS_DEFAULT_REGION": "eu-north-1"}
    return subprocess.run(
        [sys.executable, "-c", _MANY_AT_ONCE.format(first=first)],
        cwd=ROOT / "backend",
        env={"PYTHONPATH": str(ROOT / "backend"), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_kind_of_row_and_body_is_first_read_by_many_threads_at_once_and_nobody_falls() -> None:
    done = read_by_many("know_all()")
    assert (done.returncode, done.stdout.strip()) == (0, "all read"), done.stderr


def test_they_are_all_known_by_then() -> None:
    class Inner(msgspec.Struct):
        count: int

    class Outer(msgspec.Struct):
        inner: Inner

    before = know_all()
    assert know_all() == before > 0
    assert msgspec.json.decode(b'{"inner": {"count": 1}}', type=Outer) == Outer(Inner(1))


@pytest.mark.parametrize("module", ["host.run", "receiver.__main__", "app"])
def test_whoever_starts_threads_looks_first(module: str) -> None:
    source = (ROOT / "backend" / f"{module.replace('.', '/')}.py").read_text()
    assert "know_all()" in source
