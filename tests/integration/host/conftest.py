"""The tiny app behind the real host, as a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import httpx
import pytest

from host.dynamodb import ROOT


class Tiny:
    """The process, and a client that talks to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        (folder / "dist" / "assets").mkdir(parents=True, exist_ok=True)

    def start(self) -> Self:
        with (self.folder / "errors").open("a") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.tiny_centre", str(self.folder), str(self.port)],
                cwd=ROOT,
                env={"PYTHONPATH": f"{ROOT / 'backend'}:{ROOT}", "PATH": "/usr/bin:/bin"},
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline().removeprefix("ready "))
        self.client = httpx.Client(base_url=self.url, timeout=20)
        return self

    def stop(self) -> str:
        """Stop it in order; what it printed since it was ready."""
        self.client.close()
        self.process.terminate()
        printed, _ = self.process.communicate(timeout=20)
        return printed

    def kill(self) -> None:
        self.client.close()
        self.process.kill()
        self.process.communicate(timeout=20)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def errors(self) -> str:
        return (self.folder / "errors").read_text()

    def log(self, kind: str) -> list[list[Any]]:
        """What the app noted of that kind."""
        return [entry[1:] for entry in self.client.get("/api/v1/log").json() if entry[0] == kind]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tiny]:
    """One for the whole file, for tests that leave it as it was."""
    yield from _started(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Tiny]:
    """One for this test alone, to be stopped, killed or blocked."""
    yield from _started(tmp_path)


def _started(folder: Path) -> Iterator[Tiny]:
    started = Tiny(folder).start()
    try:
        yield started
    finally:
        if started.process.poll() is None:
            started.stop()
