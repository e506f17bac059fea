"""One installation on one machine: its data folder, its secret, and what its code is told from outside."""

import contextlib
import fcntl
import os
import secrets
from pathlib import Path
from typing import Self

import msgspec

from chalicelib.channels.sms_local import PATH as SMS_PATH
from chalicelib.channels.voice_http import PATH as CALLS_PATH
from host.datafolder import write_private
from host.dynamodb import DATA, DynamoDBLocal

TRAINING_MARK = "training"
"""A file in the data folder of a training installation: it is never started as the centre, nor the other way round."""


class Running(msgspec.Struct, frozen=True):
    """What a running host tells other commands on the same machine. Holds a key: for its owner only."""

    pid: int
    url: str
    environment: dict[str, str]


class Installation:
    """A data folder and what the host keeps in it beside the tables."""

    def __init__(self, data: Path = DATA, *, training: bool = False) -> None:
        self.training = training
        self.data = data.resolve()
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._running = self.data / "running.json"

    @classmethod
    def as_it_began(cls, data: Path) -> Self:
        """The installation that has this folder: the centre, or an exercise."""
        return cls(data, training=(data / TRAINING_MARK).exists())

    @property
    def outside(self) -> Path:
        """Where the world outside is kept: the telephones that SMS arrive on."""
        return self.data / "outside.sqlite"

    def secret(self) -> str:
        """What signs tokens and references, made on the first start and readable by its owner alone."""
        path = self.data / "secret"
        with contextlib.suppress(FileNotFoundError):
            return path.read_text().strip()
        write_private(path, secrets.token_hex(32).encode())
        return path.read_text().strip()

    def environment(self, dynamodb: DynamoDBLocal, url: str) -> dict[str, str]:
        """The settings of everything that runs on this installation, which browsers find at ``url``."""
        here = url.replace("localhost", "127.0.0.1")
        return {
            **dynamodb.environment(),
            "VARDE_SECRET": self.secret(),
            "VARDE_ONE_MACHINE": "true",
            "VARDE_PUBLIC_URL": url,
            "VARDE_CENTRE_PHONE": os.environ.get("VARDE_CENTRE_PHONE", "+4749000000"),
            **{
                name: os.environ[name]
                for name in ("VARDE_PUSH_SERVICES", "VARDE_ABSENT_AFTER_S")
                if os.environ.get(name)
            },
            "VARDE_RP_ID": "localhost",
            "VARDE_SMS_PROVIDER": "local",
            "VARDE_SMS_OPTIONS": msgspec.json.encode({"url": here + SMS_PATH}).decode(),
            "VARDE_VOICE_PROVIDER": "local",
            "VARDE_VOICE_OPTIONS": msgspec.json.encode({"url": here + CALLS_PATH}).decode(),
            "VARDE_WEBSOCKET_ENDPOINT": here,
            "VARDE_FILES": str(self.data / "files"),
            # Nothing here may reach a real account, whatever the person who starts it has configured.
            "AWS_EC2_METADATA_DISABLED": "true",
            **(self._for_exercises() if self.training else {}),
        }

    def _for_exercises(self) -> dict[str, str]:
        """Tables of its own in a folder of its own, nowhere to push to, and the mark on every page."""
        self._stay_what_it_is()
        return {"VARDE_TRAINING": "true", "VARDE_TABLE_PREFIX": "training-", "VARDE_PUSH_SERVICES": ""}

    def _stay_what_it_is(self) -> None:
        (self.data / TRAINING_MARK).touch()

    def announce(self, url: str, environment: dict[str, str]) -> None:
        """Tell other commands that the host runs, and how to reach its data."""
        write_private(self._running, msgspec.json.encode(Running(os.getpid(), url, environment)))
        write_private(self.data / "url", url.encode())

    def url(self) -> str:
        """Where the host was last to be found, for a link that is made while it does not run."""
        try:
            return (self.data / "url").read_text().strip()
        except FileNotFoundError:
            return "http://localhost:8000"

    def withdraw(self) -> None:
        """The host does not answer yet, whatever one that was killed said."""
        self._running.unlink(missing_ok=True)

    def withdraw_own(self) -> None:
        """The host stops. What another one says, on whose data it never started, stays."""
        if (found := self._announced()) and found.pid == os.getpid():
            self.withdraw()

    def running(self) -> Running | None:
        """The host that runs on this data, or None. A file left by a killed one does not count."""
        found = self._announced()
        return found if found and self._locked() else None

    def _announced(self) -> Running | None:
        try:
            return msgspec.json.decode(self._running.read_bytes(), type=Running)
        except (FileNotFoundError, msgspec.MsgspecError):
            return None

    def _locked(self) -> bool:
        with (self.data / "host.lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False
