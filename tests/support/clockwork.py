"""The machinery of a centre in a test: the real engine, a clock that the test moves, and a bad supplier of SMS."""

from typing import Any

from chalicelib.channels.push import WebPush
from chalicelib.channels.sms import OutgoingSms
from chalicelib.desk.deadlines import decisions
from chalicelib.engine.cases import Case, case_key
from chalicelib.engine.clock import Clock
from chalicelib.engine.messages import Message
from chalicelib.engine.pushes import Pusher
from chalicelib.engine.settle import Sender, Settle
from chalicelib.identity.devices import device_of, devices_of
from chalicelib.platform.config import Config
from chalicelib.platform.operations import Key
from chalicelib.platform.store import Store
from chalicelib.records import journal
from chalicelib.records.commit import Engine
from chalicelib.records.rows import SWEPT, Row, from_item
from tests.support.sms import UnreliableSms
from tests.support.voice import Telephone

BEAT_MS = 50_000


class Clockwork:
    """An engine with everything that it settles, at a time of the test's own."""

    def __init__(self, config: Config, now_ms: int, store: Store | None = None) -> None:
        self.config = config
        self.now_ms = now_ms
        self.engine = Engine(store or Store(config))
        self.engine.store.create_tables()
        self.sms = UnreliableSms()
        self.voice = Telephone()
        self.sender = Sender(config, self.sms, devices_of, self.voice)
        self.pusher = Pusher(WebPush(config), device_of)
        self.clock = self.new_clock()
        self.receipts_come = True

    # -- time ----------------------------------------------------------------------------------------------------

    def new_clock(self, **options: Any) -> Clock:
        """A sweeper that reads this world's time."""
        return Clock(self.engine, self.settles(), now_ms=lambda: self.now_ms, **options)

    def settles(self) -> dict[str, Settle]:
        return decisions(self.sender, self.pusher)

    def next_due_ms(self) -> int:
        """When the next row of any lane is due."""
        firsts = (next(self.engine.store.due(f"{lane}#0", 2**53, 1), None) for lane in SWEPT)
        return min((int(item["due_at_ms"]) for item in firsts if item), default=2**53)

    def settle(self) -> None:
        """Everything that is due now."""
        while self.clock.once():
            for receipt in self.sms.reports(self.now_ms) if self.receipts_come else ():
                self.sender.receipt(self.engine, receipt, self.now_ms)

    def advance(self, seconds: float) -> None:
        """Let time pass, stopping at every deadline on the way as the clock does."""
        until_ms = self.now_ms + int(seconds * 1000)
        self.settle()
        while self.now_ms < until_ms:
            next_ms = min(max(self.now_ms + 1, self.next_due_ms()), until_ms)
            while self.now_ms + BEAT_MS < next_ms:
                # A clock that is silent for a minute was out of order: it beats on the way, as the real one does.
                self.now_ms += BEAT_MS
                self.clock.beat()
            self.now_ms = next_ms
            self.settle()

    # -- what one can see ----------------------------------------------------------------------------------------

    def case(self, case_id: str) -> Row[Case]:
        row = self.engine.get(case_key(case_id), Case)
        assert row is not None
        return row

    def open_cases(self, kind: str = "") -> list[Row[Case]]:
        """The open cases of this world, the oldest first."""
        found = []
        for lane in ("life", "case"):
            for item in self.engine.store.due(f"{lane}#0", 2**53):
                if item["kind"] == Case.KIND and kind in ("", from_item(item).state.kind):
                    found.append(from_item(item))
        return sorted(found, key=lambda row: row.state.opened_at_ms)

    def the_case(self, kind: str) -> Row[Case]:
        """The one open case of that kind."""
        (found,) = self.open_cases(kind)
        return found

    def sent(self) -> list[OutgoingSms]:
        return [sent.sms for sent in self.sms.sent]

    def told(self, pk: str) -> list[str]:
        """The kinds of everything that the journal tells of a subject, in order."""
        entries = sorted(
            (journal.read(item) for item in self.engine.store.partition("journal", pk)), key=lambda one: one.at_ms
        )
        return [event.kind for entry in entries for event in entry.events]

    def broken(self, *pks: str) -> list[journal.Broken]:
        """What the journal of those subjects cannot prove."""
        return [one for pk in pks for one in journal.verify(self.engine.store.partition("journal", pk))]

    def message(self, pk: str, sk: str) -> Message:
        row = self.engine.get(Key(pk, sk), Message)
        assert row is not None
        return row.state
