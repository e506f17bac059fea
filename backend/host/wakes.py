"""The queue that wakes the sender, in memory: on one machine what SQS is in AWS.

It only makes things quicker. What it carries is in the tables, where the clock finds it too; so nothing is kept on
disk, and a full queue drops rather than holds up a guard's check-in.
"""

import logging
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from host.functions import Functions, queue_event

GATHER_S = 0.004
"""What one decision after another writes comes together; somebody at a desk waits for the first of it."""
MOST_WAITING = 10_000
WORKERS = 4
TRIES = 3

log = logging.getLogger("host.wakes")


class Wakes:
    """Gathers what was put within a moment and hands it to the function that listens to the queue."""

    def __init__(self, functions: Functions) -> None:
        found = functions.queues()
        if len(found) != 1:
            raise ValueError(f"the host knows one queue, the app listens to {len(found)}")
        self._functions = functions
        self._name = found[0].name
        self._queue_name = found[0].queue or self._name
        self._most = found[0].batch_size or 10
        self._waiting: queue.Queue[str] = queue.Queue(MOST_WAITING)
        self._workers = ThreadPoolExecutor(WORKERS, "varde-waker")
        self._free = threading.Semaphore(WORKERS)
        self.dropped = 0

    def put(self, body: str) -> None:
        """Wake with one message. Never waits, never fails."""
        try:
            self._waiting.put_nowait(body)
        except queue.Full:
            self.dropped += 1
            if self.dropped % 1000 == 1:
                log.error("the queue is full; %d wake-ups dropped so far, the clock finds what they said", self.dropped)

    def start(self) -> None:
        """Start to deliver."""
        threading.Thread(target=self._gather, name="varde-wakes", daemon=True).start()

    def close(self) -> None:
        """Deliver nothing more; what is on its way may end by itself."""
        self._workers.shutdown(wait=False, cancel_futures=True)

    def _gather(self) -> None:
        while not self._functions.stopping.is_set():
            self._free.acquire()
            batch = self._batch()
            if batch:
                self._workers.submit(self._deliver, batch)
            else:
                self._free.release()

    def _batch(self) -> list[str]:
        """What comes within a moment of the first, up to the most that the function takes; empty after a second."""
        try:
            batch = [self._waiting.get(timeout=1)]
        except queue.Empty:
            return []
        until = time.monotonic() + GATHER_S
        while len(batch) < self._most:
            try:
                batch.append(self._waiting.get(timeout=max(0.0, until - time.monotonic())))
            except queue.Empty:
                break
        return batch

    def _deliver(self, batch: list[str]) -> None:
        try:
            for attempt in range(1, TRIES + 1):
                try:
                    self._functions.call(self._name, queue_event(self._queue_name, batch))
                    return
                except Exception:
                    log.exception("%s failed (try %d of %d)", self._name, attempt, TRIES)
        finally:
            self._free.release()
