"""A whole centre as one finds it after ``make run``: a process of its own, a fresh data folder, free ports.

::

    with Centre.start(tmp_path) as centre:
        code = centre.code_for("+4749000011")
        centre.kill()       # kill -9 of everything
        centre.restart()    # onto the same data, at the same address
"""

import contextlib
import json
import os
import re
import secrets
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import httpx

from host.dynamodb import ROOT
from tests.support.device import Device
from tests.support.passkey import SoftAuthenticator
from tests.support.wait import until

_UP_S = 90.0


def authorised(session: dict[str, Any] | None) -> dict[str, str]:
    """The header that a session's requests carry."""
    return {"Authorization": f"Bearer {session['access_token']}"} if session else {}


class Centre:
    """The process and what a test wants of it."""

    def __init__(self, folder: Path, seed: bool, environment: Mapping[str, str]) -> None:
        self.data = folder / "data"
        self._output = folder / "output"
        self._seed = seed
        self._environment = dict(environment)
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0
        self.receives = False
        self.client = httpx.Client()

    @classmethod
    def start(
        cls,
        folder: Path,
        *,
        seed: bool = True,
        port: int = 0,
        environment: Mapping[str, str] | None = None,
        receives: bool = False,
    ) -> Self:
        """Launch it and wait until it is healthy. ``seed`` False: an empty register; ``receives``: panels call."""
        centre = cls(folder, seed, environment or {})
        centre.port, centre.receives = port, receives
        return centre.restart()

    def restart(self) -> Self:
        """Launch it again onto the same data, at the same address."""
        flags = [*([] if self._seed else ["--no-seed"]), *([] if self.receives else ["--no-receiver"])]
        with self._output.open("ab") as output:
            self._process = subprocess.Popen(
                [*self._command(), "--port", str(self.port), *flags],
                cwd=ROOT,
                env=self._env(),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            until(self._answers, _UP_S, 0.05)
        except AssertionError:
            self.stop()
            raise AssertionError(f"the centre did not come up:\n{self.output}") from None
        return self

    def stop(self) -> int:
        """Stop it in order; its exit code."""
        self.client.close()
        if self._process is None:
            return 0
        self._process.send_signal(signal.SIGTERM)
        code = self._process.wait(60)
        self._process = None
        return code

    def kill(self) -> None:
        """``kill -9`` of everything: the host and its database."""
        assert self._process is not None
        self.client.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.database_pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait(30)
        self._process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # ------------------------------------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """What a browser is pointed at."""
        return f"http://localhost:{self.port}"

    @property
    def up(self) -> bool:
        """Whether its process runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """The host's process."""
        assert self._process is not None
        return self._process.pid

    @property
    def panel_port(self) -> int:
        """Where alarm panels call."""
        return int(self.client.get("/healthz").json()["receiver"]["port"])

    @property
    def database_pid(self) -> int:
        """The process of its database."""
        return int((self.data / "dynamodb.pid").read_text())

    @property
    def output(self) -> str:
        """All that it printed, over every restart."""
        return self._output.read_text()

    @property
    def environment(self) -> dict[str, str]:
        """The settings by which code in the test reaches the centre's tables."""
        found: dict[str, str] = self._running()["environment"]
        return found

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of the host's other commands on the centre's data: ``enrol``, ``verify``."""
        command = [*self._command(), *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self._env(), capture_output=True, text=True, timeout=120, check=False
        )

    def enrolment_link(self, person: str) -> str:
        """A new one-time link for somebody, by name or id."""
        answer = self.command("enrol", person)
        assert answer.returncode == 0, answer.stderr
        return next(line for line in answer.stdout.splitlines() if line.startswith("http"))

    def received(self, phone: str, after: int = 0) -> list[dict[str, Any]]:
        """The messages after number ``after`` that have reached a telephone, the newest first."""
        listed = self.client.get("/sms/messages", params={"to": phone}).json()["messages"]
        arrived = [one for one in listed if one["direction"] == "to" and one["state"] == "delivered"]
        return [one for one in arrived if one["id"] > after]

    def sms_to(self, phone: str) -> list[str]:
        """The texts that have reached a telephone, the newest first."""
        return [str(one["text"]) for one in self.received(phone)]

    def wait_for_sms(self, phone: str, pattern: str, after: int = 0, within_s: float = 20.0) -> str:
        """The newest text at a telephone, after message ``after``, in which ``pattern`` is found."""

        def look() -> str:
            texts = (str(one["text"]) for one in self.received(phone, after))
            return next((text for text in texts if re.search(pattern, text)), "")

        return until(look, within_s)

    def code_for(self, phone: str) -> str:
        """Ask for a sign-in code, and read it on the telephone that it is sent to."""
        seen = max((int(one["id"]) for one in self.received(phone)), default=0)
        headers = {"Idempotency-Key": secrets.token_hex(16)}
        answer = self.client.post("/api/v1/sign-in/codes", json={"phone": phone}, headers=headers)
        assert answer.status_code == 202, answer.text
        found = re.search(r"\b\d{6}\b", self.wait_for_sms(phone, r"\b\d{6}\b", seen))
        assert found
        return found[0]

    def sign_in_by_code(self, phone: str, device: Device | None = None) -> dict[str, Any]:
        """A session, as a guard's phone gets one."""
        body = {
            "phone": phone,
            "code": self.code_for(phone),
            "device_key": (device or Device()).public_key,
            "device_name": "Telefon",
        }
        return self.posted("sign-in/sessions", body)

    def sign_in_by_passkey(self, person: str) -> dict[str, Any]:
        """A session, as an operator's browser gets one from a new link."""
        enrolment = self.enrolment_link(person).partition("#enrol=")[2]
        options = self.posted("passkeys/registration/options", {"enrolment": enrolment})
        credential = SoftAuthenticator(self.url).create(options.get("options", options))
        return self.posted("passkeys/registration", {"enrolment": enrolment, "credential": credential})

    def posted(self, path: str, body: dict[str, Any], session: dict[str, Any] | None = None) -> dict[str, Any]:
        """The answer to a POST under ``/api/v1/`` that must succeed."""
        headers = {"Idempotency-Key": secrets.token_hex(16), **authorised(session)}
        answer = self.client.post(f"/api/v1/{path}", json=body, headers=headers)
        assert answer.is_success, f"{path}: {answer.status_code} {answer.text}"
        found: dict[str, Any] = answer.json()
        return found

    def got(self, path: str, session: dict[str, Any]) -> dict[str, Any]:
        """The answer to a GET under ``/api/v1/`` that must succeed."""
        answer = self.client.get(f"/api/v1/{path}", headers=authorised(session))
        assert answer.is_success, f"{path}: {answer.status_code} {answer.text}"
        found: dict[str, Any] = answer.json()
        return found

    def answer_sms(self, phone: str, text: str) -> None:
        """Answer from a telephone."""
        assert self.client.post("/sms/answers", json={"from": phone, "text": text}).status_code == 202

    def network(self, phone: str | None, behaviour: str, **more: Any) -> None:
        """How the network treats what is sent to a telephone, or (None) to all: see ``host/sms/network.py``."""
        answer = self.client.put("/sms/behaviour", json={"to": phone, "behaviour": behaviour, **more})
        assert answer.status_code == 200, answer.text

    # ------------------------------------------------------------------------------------------------------------

    def _command(self) -> list[str]:
        return [sys.executable, "-m", "host", "--data", str(self.data)]

    def _env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("VARDE_", "AWS_"))}
        # A page that a test has closed is no absent centre, unless the test is about that.
        patient = {"VARDE_ABSENT_AFTER_S": "86400"}
        return {**kept, "PYTHONPATH": str(ROOT / "backend"), **patient, **self._environment}

    def _running(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.data / "running.json").read_bytes())
        return found

    def _answers(self) -> bool:
        assert self._process is not None
        if self._process.poll() is not None:
            raise AssertionError("it ended")
        try:
            running = self._running()
        except (FileNotFoundError, ValueError):
            return False
        if running["pid"] != self._process.pid:
            return False
        self.port = int(running["url"].rpartition(":")[2])
        self.client.close()
        self.client = httpx.Client(base_url=self.url, timeout=30)
        return self.client.get("/healthz").status_code == 200
