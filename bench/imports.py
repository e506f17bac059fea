"""How long the function that answers a check-in takes to be there, against the least that any function must import.

Both start from bytecode that an earlier start has left, wherever their sources lie: compiling is not what is compared.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from bench.results import Result

_OURS = """
import sys, time
started = time.perf_counter()
import app
took_s = time.perf_counter() - started
import gc
client = sys.modules.get("botocore.client")
made = client and sum(isinstance(one, client.BaseClient) for one in gc.get_objects())
assert not made, "the import made a client"
assert app.app.routes, "no routes"
print(took_s)
"""
_LEAST = """
import time
started = time.perf_counter()
import boto3
boto3.client("dynamodb", region_name="eu-north-1")
print(time.perf_counter() - started)
"""


_AS_IN_AWS = {
    "VARDE_SMS_PROVIDER": "aws",
    "VARDE_SMS_OPTIONS": '{"origination": "Varde"}',
    "VARDE_VOICE_PROVIDER": "aws",
    "VARDE_VOICE_OPTIONS": '{"origination": "+4721000000"}',
}


def measure(rounds: int) -> Iterator[Result]:
    """Fresh processes, by turns; medians."""
    with tempfile.TemporaryDirectory() as bytecode:
        yield from _measured(rounds, bytecode)


def _measured(rounds: int, bytecode: str) -> Iterator[Result]:
    for code in (_OURS, _LEAST):
        _import_s(code, bytecode)
    pairs = [(_import_s(_OURS, bytecode), _import_s(_LEAST, bytecode)) for _ in range(rounds)]
    ours_s, least_s = (statistics.median(column) for column in zip(*pairs, strict=True))
    yield Result("import of the check-in function, no client made", ours_s * 1000, "ms")
    yield Result("import of boto3 and one client", least_s * 1000, "ms")
    yield Result("import of the check-in function, as a multiple of that", ours_s / least_s, "times", 0.9)


def _import_s(code: str, bytecode: str) -> float:
    environment = {**os.environ, **_AS_IN_AWS, "PYTHONPYCACHEPREFIX": bytecode}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    answer = subprocess.run([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, check=True)
    return float(answer.stdout)
