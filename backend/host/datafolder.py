"""The folder that holds an installation's data on one machine: its key, and who may use it."""

import contextlib
import fcntl
import os
import re
import secrets
import signal
import subprocess
import time
from pathlib import Path
from typing import IO, Self

import msgspec

_STOP_S = 15.0


class Unusable(Exception):
    """The data folder cannot be used; the message says why and what to do."""


class Credentials(msgspec.Struct, frozen=True):
    """The key under which DynamoDB Local keeps this installation's tables. Letters and digits only: it insists."""

    access_key_id: str
    secret_access_key: str

    @classmethod
    def random(cls) -> Self:
        return cls(secrets.token_hex(10).upper(), secrets.token_hex(20))


def kept_credentials(path: Path) -> Credentials:
    """The installation's key, made on the first call and readable by its owner alone."""
    if path.exists():
        try:
            return msgspec.json.decode(path.read_bytes(), type=Credentials)
        except msgspec.MsgspecError as error:
            raise Unusable(f"{path} cannot be read, and without it the data beside it not found: {error}") from error
    made = Credentials.random()
    write_private(path, msgspec.json.encode(made))
    return made


def write_private(path: Path, content: bytes) -> None:
    """Write a file that its owner alone may read: whole, or not at all."""
    draft = path.with_name(path.name + ".new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def lock(data: Path) -> list[IO[str]]:
    """Two locks, since two engines on the same files would ruin them.

    The first is ours alone, the second is shared with the engine. If the first is free and the second is not, the host
    was killed and its engine lives on: it is stopped. Closed files release what was locked.
    """
    locks: list[IO[str]] = [(data / name).open("a") for name in ("host.lock", "dynamodb.lock")]
    try:
        if not _take(locks[0]):
            raise Unusable(f"Varde already runs on {data}. Stop it first, or use another data folder.")
        if not _take(locks[1]):
            _stop_orphan(data)
            _wait_for(locks[1], data)
    except BaseException:
        for held in locks:
            held.close()
        raise
    return locks


def _take(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _stop_orphan(data: Path) -> None:
    recorded = data / "dynamodb.pid"
    text = recorded.read_text().strip() if recorded.exists() else ""
    if re.fullmatch(r"[0-9]+", text) and _is_engine_of(int(text), data):
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(text), signal.SIGTERM)


def _is_engine_of(pid: int, data: Path) -> bool:
    # A process number is used again after a while: never signal one that is not what we started.
    listed = Path(f"/proc/{pid}/cmdline")
    if listed.parent.parent.joinpath("self").exists():
        shown = listed.read_bytes().replace(b"\0", b" ").decode(errors="replace") if listed.exists() else ""
    else:
        command = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
        shown = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return "DynamoDBLocal.jar" in shown and str(data) in shown


def _wait_for(lock: IO[str], data: Path) -> None:
    until = time.monotonic() + _STOP_S
    while not _take(lock):
        if time.monotonic() > until:
            raise Unusable(f"Another process holds {data / 'dynamodb.lock'}: find it with `fuser` and stop it.")
        time.sleep(0.05)
