"""Keeps DynamoDB Local running for as long as the host does."""

import logging
import threading
import time
from pathlib import Path

from host.dynamodb import DynamoDBLocal, Unavailable
from host.words import beside

_LOOK_S = 0.2
_LONGEST_PAUSE_S = 10.0

log = logging.getLogger("host.database")


class Database:
    """DynamoDB Local on a data folder; one that dies is started again, on the same port, and the log says so.

    A thread of its own starts it, since it ends together with the thread that started it.
    """

    def __init__(self, data: Path) -> None:
        self.dynamodb = DynamoDBLocal(data)
        self.restarts = 0
        self._stopping = threading.Event()
        self._settled = threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._keep, name="varde-database", daemon=True)

    @property
    def running(self) -> bool:
        """Whether it is up as far as we know."""
        return self._settled.is_set() and self._failure is None and self.dynamodb.ended() is None

    def start(self) -> None:
        """Start it and wait until it answers. Raises Unavailable."""
        self._thread.start()
        self._settled.wait()
        if self._failure is not None:
            raise self._failure

    def stop(self) -> None:
        """Stop it and wait until its files are closed."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _keep(self) -> None:
        try:
            self.dynamodb.start()
        except BaseException as error:
            self._failure = error
            return
        finally:
            self._settled.set()
        try:
            while not self._stopping.wait(_LOOK_S):
                code = self.dynamodb.ended()
                if code is not None:
                    log.error("%s (%d)", beside("database_died"), code)
                    self._start_again()
        finally:
            self.dynamodb.stop()

    def _start_again(self) -> None:
        pause = 0.5
        began = time.monotonic()
        while not self._stopping.is_set():
            try:
                self.dynamodb.start_again()
            except Unavailable as error:
                log.error("DynamoDB Local does not start: %s", error)
                self._stopping.wait(pause)
                pause = min(2 * pause, _LONGEST_PAUSE_S)
            else:
                self.restarts += 1
                log.warning("%s (%.1f s)", beside("database_back"), time.monotonic() - began)
                return
