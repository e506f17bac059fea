"""Which decision each kind of row leads to when it falls due: the one list, for the clock, the waker and the tests."""

from chalicelib.alarms.lift import LiftAlarm
from chalicelib.alarms.lifts import judge_lift
from chalicelib.alarms.on_test import judge_test
from chalicelib.alarms.receivers import Receivers, judge_receivers
from chalicelib.alarms.service import settle_signal
from chalicelib.alarms.signal import Signal
from chalicelib.alarms.supervision import judge_watch
from chalicelib.alarms.testing import PanelTest
from chalicelib.alarms.watched import PanelWatch
from chalicelib.desk import sockets
from chalicelib.desk.attendance import judge_beat, judge_cover
from chalicelib.desk.call_lists import judge_call_list
from chalicelib.desk.inbound import settle_inbound
from chalicelib.desk.shift_end import judge_note
from chalicelib.engine.attendance import Beat, Cover
from chalicelib.engine.call_list import CallList
from chalicelib.engine.cases import Case
from chalicelib.engine.forgetting import settle_forget
from chalicelib.engine.inbox import Inbound
from chalicelib.engine.messages import FanOut, Message
from chalicelib.engine.pushes import Push, Pusher
from chalicelib.engine.settle import Sender, Settle, judge_case, judge_fan_out, judged
from chalicelib.engine.shift_notes import ShiftNote
from chalicelib.guards.deadlines import judge_duty, judge_presence, judge_shift
from chalicelib.guards.dispatch.service import judge_dispatch
from chalicelib.guards.dispatch.states import Dispatch
from chalicelib.guards.states import Duty, Presence, Shift
from chalicelib.missions.service import judge_mission
from chalicelib.missions.states import Mission
from chalicelib.records.forgetting import Forget


def decisions(sender: Sender, pusher: Pusher) -> dict[str, Settle]:
    """What settles a due row, by its kind."""
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
        Message.KIND: sender.settle,
        Push.KIND: pusher.settle,
        Inbound.KIND: settle_inbound,
        Signal.KIND: settle_signal,
        PanelWatch.KIND: judged(judge_watch),
        PanelTest.KIND: judged(judge_test),
        LiftAlarm.KIND: judged(judge_lift),
        Receivers.KIND: judged(judge_receivers),
        Forget.KIND: settle_forget,
        sockets.Socket.KIND: sockets.settle_socket,
    }
