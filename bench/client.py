"""A running centre as its clients see it: REST, one-time links, and the telephones outside. Nothing else is used."""

import re
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any, TypeVar

import httpx

from host.dynamodb import ROOT
from tests.support.device import Device
from tests.support.passkey import SoftAuthenticator

T = TypeVar("T")
JSON = dict[str, Any]


class NotAsTold(Exception):
    """What the demonstration says did not happen."""


class NotYet(NotAsTold):
    """The centre says that this does not go now."""


def until(look: Callable[[], T], what: str, within_s: float) -> T:
    """The first truthy answer of ``look``. Raises NotAsTold when the time is up."""
    end = time.monotonic() + within_s
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            raise NotAsTold(f"{what} ({within_s:.0f} s)")
        time.sleep(0.1)


class Client:
    """One address, and who speaks to it."""

    def __init__(self, url: str, token: str = "") -> None:
        self.url = url
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(base_url=url, headers=headers, timeout=30)

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def get(self, path: str, **query: Any) -> JSON:
        """The answer to a GET under the API."""
        return self._read(self._http.get(f"/api/v1/{path}", params=query))

    def send(self, method: str, path: str, body: JSON | None = None) -> JSON:
        """The answer to a request that changes something."""
        headers = {"Idempotency-Key": secrets.token_hex(16)}
        return self._read(self._http.request(method, f"/api/v1/{path}", json=body or {}, headers=headers))

    def post(self, path: str, body: JSON | None = None) -> JSON:
        """The answer to a POST."""
        return self.send("POST", path, body)

    def texts(self, phone: str) -> list[JSON]:
        """What a telephone outside has received, the newest first."""
        listed = self._read(self._http.get("/sms/messages", params={"to": phone}))["messages"]
        return [one for one in listed if one["direction"] == "to"]

    def newest(self, phone: str) -> int:
        """The number of the last message there."""
        return max((int(one["id"]) for one in self.texts(phone)), default=0)

    def wait_for_text(self, phone: str, pattern: str, after: int, within_s: float) -> JSON:
        """The message after ``after`` that says ``pattern``."""

        def look() -> JSON | None:
            new = (one for one in self.texts(phone) if one["id"] > after)
            return next((one for one in new if re.search(pattern, one["text"])), None)

        found = until(look, f"SMS {phone} /{pattern}/", within_s)
        assert found is not None
        return found

    def answer_sms(self, phone: str, text: str) -> None:
        """Write to the centre from a telephone."""
        self._read(self._http.post("/sms/answers", json={"from": phone, "text": text}))

    def network(self, phone: str, behaviour: str) -> None:
        """How the network treats what is sent to a telephone."""
        self._read(self._http.put("/sms/behaviour", json={"to": phone, "behaviour": behaviour}))

    def panel_port(self) -> int | None:
        """Where alarm panels call; None: nowhere."""
        receiver = self._read(self._http.get("/healthz"))["receiver"]
        return receiver and int(receiver["port"])

    def by_code(self, phone: str) -> "Client":
        """Sign in as a guard does."""
        seen = self.newest(phone)
        self.post("sign-in/codes", {"phone": phone})
        text = self.wait_for_text(phone, r"\b\d{6}\b", seen, 20)["text"]
        code = re.search(r"\b\d{6}\b", text)
        assert code is not None
        body = {"phone": phone, "code": code[0], "device_key": Device().public_key, "device_name": "Demo"}
        return Client(self.url, self.post("sign-in/sessions", body)["access_token"])

    def by_passkey(self, person: str) -> "Client":
        """Enrol a passkey through a one-time link, and sign in with it."""
        made = subprocess.run(
            [sys.executable, "-m", "host", "enrol", person], cwd=ROOT, capture_output=True, text=True, check=False
        )
        link = re.search(r"^http\S*#enrol=(\S+)", made.stdout, re.MULTILINE)
        if link is None:
            raise NotAsTold(f"host enrol {person}: {made.stderr or made.stdout}")
        key = SoftAuthenticator(self.url)
        options = self.post("passkeys/registration/options", {"enrolment": link[1]})
        credential = key.create(options.get("options", options))
        self.post("passkeys/registration", {"enrolment": link[1], "credential": credential, "device_name": "Demo"})
        asked = self.post("passkeys/authentication/options")
        asked_options = asked["options"]
        answer = key.get(asked_options.get("publicKey", asked_options))
        session = self.post("passkeys/authentication", {"challenge_id": asked["challenge_id"], "credential": answer})
        return Client(self.url, session["access_token"])

    @staticmethod
    def _read(answer: httpx.Response) -> JSON:
        if not answer.is_success:
            refused = NotYet if answer.status_code == 409 else NotAsTold
            raise refused(f"{answer.request.method} {answer.request.url.path}: {answer.status_code} {answer.text}")
        found: JSON = answer.json() if answer.content else {}
        return found
