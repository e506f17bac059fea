"""Where Varde can run: the thin host on this machine, and the production template in an emulator of AWS.

Both are reached the way people and machines reach them: by HTTP, by WebSocket, by looking into the tables.
"""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

from chalicelib.platform.config import Config, config
from chalicelib.platform.store import Store
from chalicelib.records.commit import Engine
from infra import establish
from infra.vendor import ROOT
from tests.support.emulator import CREDENTIALS, STACK, an_emulator
from tests.support.sms import Does
from tests.support.supplier import AS_WEBHOOK, WEBHOOK_SECRET, a_supplier
from tests.support.wait import until

ADMINISTRATOR = "Silje Strand"


class Place(NamedTuple):
    """One Varde that runs."""

    name: str
    api: str
    """What comes before ``/api/v1``."""
    socket: str
    engine: Engine
    """Into the same tables."""
    config: Config
    arrived: Callable[[str], list[str]]
    """The texts that a telephone has got."""
    receiver: Callable[[], AbstractContextManager[int]]
    """Has panels call: at which port."""
    link: Callable[[], str]
    """A new link by which somebody who runs the system makes a passkey."""

    def send(
        self, method: str, path: str, body: Any = None, token: str = "", headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """One request as a page makes it."""
        sent = {"Idempotency-Key": secrets.token_hex(12), **(headers or {})}
        if token:
            sent["Authorization"] = f"Bearer {token}"
        return httpx.request(method, f"{self.api}/api/v1/{path}", json=body, headers=sent, timeout=60)


@contextmanager
def the_host(folder: Path) -> Iterator[Place]:
    """``python -m host`` on a folder of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "backend")}
    command = [sys.executable, "-m", "host", "--port", "0", "--receiver-port", "0", "--data", str(folder)]
    with (folder / "host.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    announced = folder / "running.json"
    try:
        until(lambda: process.poll() is not None or announced.exists(), within_s=90)
        assert process.poll() is None, (folder / "host.log").read_text()
        running = json.loads(announced.read_text())
        with _settings(running["environment"]) as settled:
            url = running["url"]
            engine = Engine(Store(settled), settled.shards)

            def link() -> str:
                enrol = [sys.executable, "-m", "host", "--data", str(folder), "enrol", ADMINISTRATOR]
                said = subprocess.run(enrol, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
                return said.stdout

            socket = url.replace("http", "ws", 1) + "/ws"

            def receiver() -> AbstractContextManager[int]:
                return nullcontext(int(httpx.get(f"{url}/healthz", timeout=30).json()["receiver"]["port"]))

            yield Place("host", url, socket, engine, settled, lambda phone: _shown(url, phone), receiver, link)
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def the_cloud() -> Iterator[Place]:
    """The stack in the emulator, with a supplier of SMS behind its webhook."""
    with an_emulator() as emulator, a_supplier() as supplier:
        supplier.answer = AS_WEBHOOK[Does.ACCEPT]
        options = {"url": supplier.url, "secret": WEBHOOK_SECRET, "sender": "Varde"}
        settings = {
            "VARDE_SECRET": secrets.token_hex(32),
            "VARDE_SMS_PROVIDER": "webhook",
            "VARDE_SMS_OPTIONS": json.dumps(options),
            "VARDE_VOICE_PROVIDER": "webhook",
            "VARDE_VOICE_OPTIONS": json.dumps({"url": supplier.url, "secret": WEBHOOK_SECRET}),
        }
        emulator.deploy(settings)
        emulator.keep_secret(settings["VARDE_SECRET"])
        tables = {**CREDENTIALS, "VARDE_DYNAMODB_ENDPOINT": emulator.endpoint, "VARDE_TABLE_PREFIX": f"{STACK}-"}
        more = {"VARDE_SHARDS": "8", "VARDE_PUBLIC_URL": "https://varde.example.no", "VARDE_RP_ID": "varde.example.no"}
        with _settings({**settings, **tables, **more}) as settled:
            engine = Engine(Store(settled), settled.shards)

            def arrived(phone: str) -> list[str]:
                return [str(request.sms["text"]) for request in supplier.got if request.sms["to"] == phone]

            def link() -> str:
                return establish.link(
                    emulator.session, STACK, "Vakt AS", ADMINISTRATOR, "+4790000000", emulator.endpoint
                )

            def receiver() -> AbstractContextManager[int]:
                return emulator.receiver({**tables, "VARDE_SECRET": settings["VARDE_SECRET"]})

            yield Place("cloud", emulator.api, emulator.socket, engine, settled, arrived, receiver, link)


def _shown(url: str, phone: str) -> list[str]:
    answer = httpx.get(f"{url}/sms/messages", params={"to": phone}, timeout=30)
    return [str(message["text"]) for message in answer.json()["messages"]]


@contextmanager
def _settings(environment: dict[str, str]) -> Iterator[Config]:
    """The configuration that an environment makes, which the tables' client needs while it is in use."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        config.cache_clear()
        yield config()
    config.cache_clear()
