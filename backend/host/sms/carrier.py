"""Carries what happens outside to the centre: receipts and answers, posted and signed as a real supplier does."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import urllib3

from chalicelib.channels.signing import signature_headers
from chalicelib.platform.time import now_ms
from host.sms.network import State
from host.sms.telephones import Message, Telephones

CENTRE_NUMBER = "+4700000000"
"""What one answers to. An impossible number, so that it can be nobody's."""
_WORKERS = 4
_TRIES = 30
_AGAIN_MS = 2_000
_TIMEOUT_S = 10.0
_LONGEST_SLEEP_S = 60.0

log = logging.getLogger("host.sms")


class Carrier:
    """Looks after the telephones' due messages in a thread of its own."""

    def __init__(self, telephones: Telephones, url: str, secret: str) -> None:
        self._telephones = telephones
        self._url = url
        self._secret = secret
        self._pool = urllib3.PoolManager(timeout=_TIMEOUT_S, retries=False, maxsize=_WORKERS)
        self._workers = ThreadPoolExecutor(_WORKERS, "varde-carrier")
        self._nudge = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._carry, name="varde-carrier", daemon=True)

    def start(self) -> None:
        """Start to carry, with what an earlier run left."""
        self._thread.start()

    def nudge(self) -> None:
        """Something may have become due."""
        self._nudge.set()

    def stop(self) -> None:
        """Carry nothing more; the rest is carried after the next start."""
        self._stopping.set()
        self._nudge.set()
        if self._thread.is_alive():
            self._thread.join()
        self._workers.shutdown(wait=True, cancel_futures=True)

    def _carry(self) -> None:
        while not self._stopping.is_set():
            self._nudge.clear()
            for message in self._telephones.take_due(now_ms()):
                self._workers.submit(self._tell, message)
            due = self._telephones.next_due_ms()
            sleep_s = _LONGEST_SLEEP_S if due is None else max(0.0, (due - now_ms()) / 1000)
            self._nudge.wait(min(sleep_s, _LONGEST_SLEEP_S))

    def _tell(self, message: Message) -> None:
        try:
            self._tell_of(message)
        except Exception:
            log.exception("the network could not carry message %d", message.id)

    def _tell_of(self, message: Message) -> None:
        assert message.outcome is not None
        at_ms = now_ms()
        if message.direction in ("to", "call"):
            self._telephones.move(message.id, message.outcome, at_ms)
        status = self._post(message, at_ms)
        if _worth_another_try(status) and message.tries < _TRIES:
            self._telephones.postpone(message.id, at_ms + _AGAIN_MS)
            self.nudge()
            return
        if message.direction == "from":
            taken: State = "taken" if 200 <= status < 300 else "not_taken"
            self._telephones.move(message.id, taken, now_ms())
        if not 200 <= status < 300:
            log.error("the centre does not take the network's message %d (status %d)", message.id, status)
        self._telephones.settle(message.id)

    def _post(self, message: Message, at_ms: int) -> int:
        path, document = _told(message, at_ms)
        body = msgspec.json.encode(document)
        headers = {"Content-Type": "application/json", **signature_headers(self._secret, body, now_ms())}
        try:
            answer = self._pool.request("POST", self._url + path, body=body, headers=headers, redirect=False)
        except urllib3.exceptions.HTTPError:
            return 0
        return int(answer.status)


def _worth_another_try(status: int) -> bool:
    return status == 0 or status == 429 or status >= 500


def _told(message: Message, at_ms: int) -> tuple[str, dict[str, Any]]:
    if message.direction == "from":
        return "/api/v1/sms/inbound", {
            "id": message.provider_id,
            "from": message.number,
            "to": CENTRE_NUMBER,
            "text": message.text,
            "received_at_ms": message.at_ms,
        }
    if message.direction == "call":
        return "/api/v1/voice/reports", {
            "id": message.provider_id,
            "reference": message.reference,
            "state": message.outcome,
            "at_ms": at_ms,
        }
    return "/api/v1/sms/receipts", {
        "id": message.provider_id,
        "reference": message.reference,
        "state": message.outcome,
        "reason": message.reason,
        "at_ms": at_ms,
    }
