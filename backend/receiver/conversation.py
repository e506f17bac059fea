"""One panel's line: what comes on it is answered in the order in which it came, and only when it is kept."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Literal, Protocol

from chalicelib.platform import observability
from chalicelib.platform.operations import AnswerLost, TryAgain
from chalicelib.platform.time import now_ms
from chalicelib.records.commit import TooContended
from receiver.dc09 import Piece
from receiver.limits import Limits
from receiver.reception import Assessed, Peer, Reception

Lane = Literal["urgent", "everyday"]
WORKERS: dict[Lane, int] = {"urgent": 4, "everyday": 8}
_PASSING = (TryAgain, AnswerLost, TooContended)


class Desk:
    """What all conversations share: what they are judged by, the threads that wait for the store, and what is counted.

    A fire never waits for a thread behind a town without mains, nor behind everybody's link tests after a restart: what
    is urgent has threads of its own, for asking whose it is and for being kept.
    """

    def __init__(self, reception: Reception, limits: Limits) -> None:
        self.reception = reception
        self.limits = limits
        self.counts: Counter[str] = Counter()
        """By name: strangers that were turned away, answers that came in, what had to wait or was let go."""
        self.at_work = 0
        """How many pieces are with the store."""
        self._pools = {lane: ThreadPoolExecutor(count, f"varde-{lane}") for lane, count in WORKERS.items()}

    def submit(self, lane: Lane, work: Callable[[], None], then: Callable[[bool], None]) -> None:
        """Do it in a thread, then say in the loop's whether it succeeded."""
        self.at_work += 1
        future = asyncio.get_running_loop().run_in_executor(self._pools[lane], work)
        future.add_done_callback(lambda ended: self._done(ended, then))

    def _done(self, ended: "asyncio.Future[None]", then: Callable[[bool], None]) -> None:
        self.at_work -= 1
        if ended.cancelled():
            return
        error = ended.exception()
        if error is not None:
            self.counts["not kept"] += 1
            # The panel has no answer and sends again.
            if isinstance(error, _PASSING):
                observability.warn("a frame was not kept and not answered", error=type(error).__name__)
            else:
                observability.failed(error, "a frame was not kept and not answered")
        then(error is None)

    def close(self) -> None:
        """Take nothing more; what is with the store may end by itself."""
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)


class Wire(Protocol):
    """Where the answers go."""

    def answer(self, reply: bytes) -> None:
        """Send it."""

    def hang_up(self) -> None:
        """Close without a word, if there is anything to close."""

    def settled(self) -> None:
        """Everything that came has been dealt with."""


class Conversation:
    """The pieces of one connection or one datagram. Nothing of it blocks; one piece is at work at a time."""

    def __init__(self, desk: Desk, peer: Peer, wire: Wire, *, patient: bool) -> None:
        self._desk = desk
        self._peer = peer
        self._wire = wire
        self._patient = patient
        """Whether what is too fast waits for its turn; otherwise it is let go, unanswered, and comes again."""
        self._pieces: deque[Piece] = deque()
        self._busy = False
        self._over = False

    @property
    def waiting(self) -> int:
        """How many pieces have not been dealt with."""
        return len(self._pieces) + self._busy

    def take(self, pieces: list[Piece]) -> None:
        """More has come."""
        self._pieces += pieces
        if not self._busy:
            self._go_on()

    def end(self) -> None:
        """Nobody is there to be answered any more. What came is kept all the same."""
        self._over = True

    def _go_on(self) -> None:
        while self._pieces and not self._busy:
            self._next(self._pieces.popleft(), asked=False)
        if not self._busy:
            self._wire.settled()

    def _next(self, piece: Piece, *, asked: bool) -> None:
        at_ms = now_ms()
        desk = self._desk
        assessed = desk.reception.assess(piece, self._peer, at_ms, asked=asked)
        if assessed is None:
            self._busy = True
            lane: Lane = "urgent" if desk.reception.is_pressing(piece) else "everyday"
            desk.submit(lane, lambda: desk.reception.look_up(piece, at_ms), lambda ok: self._looked_up(piece, ok))
        elif assessed.received is None:
            self._done(assessed)
        else:
            self._busy = True
            self._keep_in_turn(assessed)

    def _looked_up(self, piece: Piece, ok: bool) -> None:
        self._busy = False
        if ok:
            self._next(piece, asked=True)
        if not self._busy:
            self._go_on()

    def _keep_in_turn(self, assessed: Assessed) -> None:
        sort: Literal["panel", "stranger"] = "panel" if assessed.panel_id else "stranger"
        loop = asyncio.get_running_loop()
        wait_s = self._desk.limits.wait_s(sort, assessed.panel_id or self._peer.address, loop.time())
        if not wait_s:
            self._keep(assessed)
        elif self._patient:
            self._desk.counts["slowed down"] += 1
            loop.call_later(wait_s, self._keep_in_turn, assessed)
        else:
            self._desk.counts["let go"] += 1
            self._busy = False

    def _keep(self, assessed: Assessed) -> None:
        received = assessed.received
        lane: Lane = "urgent" if received is not None and received.urgent else "everyday"
        self._desk.submit(lane, lambda: self._desk.reception.keep(assessed), lambda ok: self._kept(assessed, ok))

    def _kept(self, assessed: Assessed, ok: bool) -> None:
        self._busy = False
        if ok:
            self._done(assessed)
        self._go_on()

    def _done(self, assessed: Assessed) -> None:
        desk = self._desk
        if assessed.counted:
            desk.counts[assessed.counted] += 1
        if assessed.closes:
            self._pieces.clear()
            self._wire.hang_up()
            return
        if assessed.reply is not None and not self._over:
            self._wire.answer(assessed.reply)
        if (alive := assessed.alive) is not None:
            at_ms = now_ms()
            desk.submit("everyday", lambda: desk.reception.write_alive(alive, at_ms), lambda _: None)
