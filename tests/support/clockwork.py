"""The machinery of a centre in a test: the real engine, a clock that the test moves, and a bad supplier of SMS."""

from typing import Any

from chalicelib.alarms.on_test import judge_test
from chalicelib.alarms.receivers import Receivers, judge_receivers
from chalicelib.alarms.service import settle_signal
from chalicelib.alarms.signal import Signal
from chalicelib.alarms.supervision import judge_watch
from chalicelib.alarms.testing import PanelTest
from chalicelib.alarms.watched import PanelWatch
from chalicelib.channels.push import WebPush
from chalicelib.channels.sms import OutgoingSms
from chalicelib.desk.attendance import judge_beat, judge_cover
from chalicelib.desk.call_lists import judge_call_list
from chalicelib.desk.inbound import settle_inbound
from chalicelib.desk.shift_end import judge_note
from chalicelib.engine.attendance import Beat, Cover
from chalicelib.engine.call_list import CallList
from chalicelib.engine.cases import Case, case_key
from chalicelib.engine.clock import Clock
from chalicelib.engine.forgetting import settle_forget
from chalicelib.engine.inbox import Inbound
from chalicelib.engine.messages import FanOut, Message
from chalicelib.engine.pushes import Push, Pusher
from chalicelib.engine.settle import Sender, Settle, judge_case, judge_fan_out, judged
from chalicelib.engine.shift_notes import ShiftNote
from chalicelib.guards.dispatch.service import judge_dispatch
from chalicelib.guards.dispatch.states import Dispatch
from chalicelib.guards.service import judge_duty, judge_presence, judge_shift
from chalicelib.guards.states import Duty, Presence, Shift
from chalicelib.identity.devices import device_of, devices_of
from chalicelib.missions.service import judge_mission
from chalicelib.missions.states import Mission
from chalicelib.platform.config import Config
from chalicelib.platform.operations import Key
from chalicelib.platform.store import Store
from chalicelib.records import journal
from chalicelib.records.commit import Engine
from chalicelib.records.forgetting import Forget
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
        return {
            Case.KIND: judged(judge_case),
            Duty.KIND: judged(judge_duty),
            Presence.KIND: judged(judge_presence),
            Shift.KIND: judged(judge_shift),
            Mission.KIND: judged(judge_mission),
            Dispatch.KIND: judged(judge_dispatch),
            CallList.KIND: judged(judge_call_list),
            FanOut.KIND: judged(judge_fan_out),
            Beat.KIND: judged(judge_beat),
            Cover.KIND: judged(judge_cover),
            ShiftNote.KIND: judged(judge_note),
            Message.KIND: self.sender.settle,
            Push.KIND: self.pusher.settle,
            Inbound.KIND: settle_inbound,
            Signal.KIND: settle_signal,
            PanelWatch.KIND: judged(judge_watch),
            PanelTest.KIND: judged(judge_test),
            Receivers.KIND: judged(judge_receivers),
            Forget.KIND: settle_forget,
        }

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
