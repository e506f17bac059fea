"""Measures a package: how large it is, and how long each function takes to import."""

import os
import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

ROUNDS = 3
_IMPORT = """
import sys, time
started = time.perf_counter()
module, _, name = sys.argv[1].rpartition(".")
handler = getattr(__import__(module), name)
assert callable(handler), handler
print(time.perf_counter() - started)
"""


class Measured(NamedTuple):
    """One function. Its times are those of a first start: the package carries no bytecode, as in Lambda."""

    function: str
    handler: str
    zipped: int
    unzipped: int
    import_s: float


def measure(
    template: dict[str, Any], archive: Path, here: Path, environment: dict[str, str], rounds: int = ROUNDS
) -> list[Measured]:
    """One line for each function in ``template``, whose code is ``archive``.

    ``here`` is the same package made for this machine: that one can be imported.
    """
    with zipfile.ZipFile(archive) as package:
        unzipped = sum(entry.file_size for entry in package.infolist())
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(here) as package:
            package.extractall(folder)
        return [
            Measured(name, handler, archive.stat().st_size, unzipped, _import_s(handler, folder, environment, rounds))
            for name, handler in handlers(template)
        ]


def handlers(template: dict[str, Any]) -> list[tuple[str, str]]:
    """The functions of a template and what each one calls."""
    return [
        (name, resource["Properties"]["Handler"])
        for name, resource in template["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
    ]


def table(lines: list[Measured]) -> str:
    """The measurements for people."""
    rows: list[tuple[str, ...]] = [("function", "handler", "zipped", "unzipped", "import")]
    for line in lines:
        sizes = (f"{size / 1e6:.1f} MB" for size in (line.zipped, line.unzipped))
        rows.append((line.function, line.handler, *sizes, f"{line.import_s * 1000:.0f} ms"))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def _import_s(handler: str, folder: str, environment: dict[str, str], rounds: int) -> float:
    settings = {**os.environ, **environment, "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", _IMPORT, handler]
    answers = [
        subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=True).stdout
        for _ in range(rounds)
    ]
    return statistics.median(float(answer) for answer in answers)
