"""The clock: finds what falls due, fires each row at its moment, and looks again every second for what is new.

It looks ahead, so that a row that was written in time is fired in time. Several may run; one holds a shard's lease,
the others stand by and take over when it is not renewed. Correctness never rests on the lease: each firing is a
conditional commit.
"""

import heapq
import itertools
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, ClassVar

from chalicelib.engine.cases import Opening, open_case
from chalicelib.engine.settle import Settle
from chalicelib.platform import observability
from chalicelib.platform.access import SELF
from chalicelib.platform.ids import id_from, new_id
from chalicelib.platform.operations import AnswerLost, ConditionFailed, Item, Key, TryAgain
from chalicelib.platform.time import MINUTE_MS, SECOND_MS
from chalicelib.platform.time import now_ms as wall_ms
from chalicelib.records.change import CLOCK, Change, Write, create, update
from chalicelib.records.commit import Engine, Facts
from chalicelib.records.rows import SWEPT, Row, State, from_item

LOOK_S = 1.0
"""So often it looks for rows that are new."""
HORIZON_MS = 5 * SECOND_MS
"""So far ahead it reads: several looks, so that one slow look makes nothing late."""
LEASE_MS = 5 * SECOND_MS
RENEW_MS = 1500
SKEW_MS = 2 * SECOND_MS
"""A clock that differs from the store's by more must not judge anybody's silence."""
OUTAGE_MS = MINUTE_MS
_DECIDERS = 8
_SENDERS = 8
_PUSHERS = 4
_BATCH = 500
_HURT_MS = 30 * SECOND_MS


class Lease(State, frozen=True, kw_only=True):
    """Who sweeps a shard, and the heartbeat that the board shows."""

    KIND: ClassVar[str] = "lease"

    shard: int
    holder: str
    until_ms: int
    beat_ms: int

    @property
    def key(self) -> Key:
        """One for each shard."""
        return lease_key(self.shard)


def lease_key(shard: int) -> Key:
    """Where a shard's lease stands."""
    return Key("clock", f"lease/{shard}")


def heartbeat_ms(engine: Engine) -> int | None:
    """The oldest of the shards' last beats; None when a shard was never swept."""
    return beat_among(engine.read(beat_keys(engine.shards)), engine.shards)


def beat_keys(shards: int) -> list[Key]:
    """Where the beats stand, for who reads them together with something else."""
    return [lease_key(shard) for shard in range(shards)]


def beat_among(facts: Facts, shards: int) -> int | None:
    """The heartbeat, from what was read."""
    leases = facts.all(Lease)
    return min(row.state.beat_ms for row in leases) if len(leases) == shards else None


class Clock:
    """One sweep of one shard. ``settles`` says what to do with each kind of row; the engine imports no subject."""

    def __init__(
        self,
        engine: Engine,
        settles: Mapping[str, Settle],
        shard: int = 0,
        *,
        now_ms: Callable[[], int] = wall_ms,
        holder: str | None = None,
        on_fired: Callable[[Row[Any], int], None] | None = None,
    ) -> None:
        self._engine = engine
        self._settles = settles
        self._shard = shard
        self._now_ms = now_ms
        self._holder = holder or new_id()
        self._on_fired = on_fired
        self._lease: Row[Lease] | None = None
        self._renew_at_ms = 0
        self._heap: list[tuple[int, int, int, Item]] = []
        self._order = itertools.count()
        self._known: set[tuple[str, str, int]] = set()
        self._hurt: dict[tuple[str, str, int], int] = {}
        self._lock = threading.Lock()
        self._awake = threading.Event()
        self._wanted = False
        self._stopped = False
        self._skewed = False

    def wake(self) -> None:
        """Something new may be due at once: look now."""
        self._wanted = True
        self._awake.set()

    def stop(self) -> None:
        """End ``run`` after what is under way."""
        self._stopped = True
        self._awake.set()

    def run(self, until_ms: int | None = None) -> None:
        """Sweep until then, or for ever. Several may run on the same shard.

        It looks in a thread of its own: however slow a look is, what is known is fired at its moment.
        """
        sizes = (_DECIDERS, _SENDERS, _PUSHERS, 1)
        deciders, senders, pushers, looker = (ThreadPoolExecutor(size) for size in sizes)
        with deciders, senders, pushers, looker:
            look_at_ms = 0
            looking: Future[None] | None = None
            while not self._stopped and (until_ms is None or self._now_ms() < until_ms):
                self._awake.clear()
                now = self._now_ms()
                if looking is not None and looking.done():
                    looking.result()  # what a look cannot handle ends the sweep
                    looking = None
                if looking is None and (self._wanted or now >= look_at_ms):
                    self._wanted = False
                    look_at_ms = now + int(LOOK_S * SECOND_MS)
                    looking = looker.submit(self._guarded_look, now)
                    looking.add_done_callback(lambda _: self._awake.set())
                self._fire_due(deciders, {"message": senders, "push": pushers})
                # While a look is under way its end wakes us.
                self._awake.wait(self._pause_s(now + SECOND_MS if looking else look_at_ms))

    def once(self) -> int:
        """Take the lease, look, and settle all that is due, one after the other. How many were settled."""
        if not self._hold(self._now_ms()):
            return 0
        self._look(self._now_ms())
        count = 0
        while (item := self._pop_due()) is not None:
            self._settle(item)
            count += 1
        return count

    def beat(self) -> bool:
        """Renew the lease when it is time, and look at nothing. Whether this one sweeps."""
        return self._hold(self._now_ms())

    # -- the lease -----------------------------------------------------------------------------------------------

    def _hold(self, now: int) -> bool:
        """Whether this one sweeps: renew or take over the lease when it is time."""
        if self._lease and now < self._renew_at_ms:
            return True
        row = self._engine.get(lease_key(self._shard), Lease)
        if row and row.state.holder != self._holder and now < row.state.until_ms:
            self._lease = None
            self._forget()
            return False
        lease = Lease(customer_id=SELF, shard=self._shard, holder=self._holder, until_ms=now + LEASE_MS, beat_ms=now)
        outage_ms = now - row.state.beat_ms if row else 0
        writes: tuple[Write, ...] = (update(row, lease) if row else create(lease),)
        if row and outage_ms > OUTAGE_MS:
            writes += open_case(_outage(row.state, self._shard), now)
        try:
            self._lease = self._engine.commit(Change(writes), actor=CLOCK, at_ms=now)[0]
        except ConditionFailed:
            self._lease = None
            return False
        self._renew_at_ms = now + RENEW_MS
        return True

    def _trusted(self) -> bool:
        """Whether this machine's clock agrees with the store's; if not, say so once, in a case."""
        skew_ms = self._engine.store.clock_skew_ms
        if abs(skew_ms) <= SKEW_MS:
            self._skewed = False
            return True
        if not self._skewed:
            self._skewed = True
            observability.warn("the clock differs from the store's", ms=skew_ms)
            opening = Opening(
                id=id_from("skew", self._holder, str(self._now_ms() // (10 * MINUTE_MS))),
                kind="system",
                customer_id=SELF,
                text="clock_skew",
                private={"skew_ms": skew_ms},
            )
            self._try_open(opening)
        return False

    def _try_open(self, opening: Opening) -> None:
        now = self._now_ms()
        try:
            self._engine.commit(Change(open_case(opening, now)), actor=CLOCK, at_ms=now)
        except ConditionFailed:
            return  # it is open already

    # -- looking -------------------------------------------------------------------------------------------------

    def _guarded_look(self, now: int) -> None:
        try:
            if self._hold(now) and self._trusted():
                self._look(now)
        except (TryAgain, AnswerLost) as error:
            observability.failed(error, "a look at the index failed", shard=self._shard)

    def _look(self, now: int) -> None:
        for rank, lane in enumerate(SWEPT):
            for item in self._engine.store.due(f"{lane}#{self._shard}", now + HORIZON_MS, _BATCH):
                mark = (item["pk"], item["sk"], int(item["version"]))
                with self._lock:
                    if mark in self._known or self._hurt.get(mark, 0) > now:
                        continue
                    self._known.add(mark)
                    heapq.heappush(self._heap, (int(item["due_at_ms"]), rank, next(self._order), item))

    def _forget(self) -> None:
        with self._lock:
            self._heap.clear()
            self._known.clear()

    def _pause_s(self, look_at_ms: int) -> float:
        """Until the next row or the next look; never longer than a second, so that a corrected clock is noticed."""
        with self._lock:
            next_ms = min(look_at_ms, self._heap[0][0]) if self._heap else look_at_ms
        return min(max((next_ms - self._now_ms()) / 1000, 0), 1.0)

    # -- firing --------------------------------------------------------------------------------------------------

    def _pop_due(self) -> Item | None:
        with self._lock:
            if self._heap and self._heap[0][0] <= self._now_ms():
                return heapq.heappop(self._heap)[3]
        return None

    def _fire_due(self, deciders: ThreadPoolExecutor, others: Mapping[str, ThreadPoolExecutor]) -> None:
        """Everything due, by lane first: after an outage lives come before texts. Senders never hold up deciders."""
        due: list[tuple[int, int, int, Item]] = []
        now = self._now_ms()
        with self._lock:
            while self._heap and self._heap[0][0] <= now:
                due.append(heapq.heappop(self._heap))
        for _, _, _, item in sorted(due, key=lambda entry: (entry[1], entry[0], entry[2])):
            others.get(item["kind"], deciders).submit(self._settle, item)

    def _settle(self, item: Item) -> None:
        """One row. Whatever goes wrong with it stays with it."""
        mark = (item["pk"], item["sk"], int(item["version"]))
        now = self._now_ms()
        try:
            row = from_item(item)
            self._settles[item["kind"]](self._engine, row, now)
            if self._on_fired:
                self._on_fired(row, self._now_ms())
        except (TryAgain, AnswerLost) as error:
            observability.failed(error, "the store is out of reach", kind=item["kind"])
            self._hurt[mark] = now + SECOND_MS
        except Exception as error:
            observability.failed(error, "a row could not be judged", kind=item["kind"])
            self._hurt[mark] = now + _HURT_MS
            self._unjudged(item, error)
        finally:
            with self._lock:
                self._known.discard(mark)

    def _unjudged(self, item: Item, error: Exception) -> None:
        """A row that cannot be judged is somebody's to look at."""
        opening = Opening(
            id=id_from("unjudged", item["pk"], item["sk"], str(item["version"])),
            kind="system",
            customer_id=item["customer_id"],
            subject=item["pk"],
            text=f"unjudged {item['kind']}",
            private={"pk": item["pk"], "sk": item["sk"], "error": type(error).__name__},
        )
        try:
            self._try_open(opening)
        except (TryAgain, AnswerLost) as unavailable:
            observability.failed(unavailable, "the store is out of reach", kind="case")


def _outage(last: Lease, shard: int) -> Opening:
    return Opening(
        id=id_from("outage", str(shard), str(last.beat_ms)),
        kind="system",
        customer_id=SELF,
        text="outage",
        params={"since_ms": last.beat_ms},
        private={"since_ms": last.beat_ms},
    )
