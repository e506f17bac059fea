"""Somebody may be stuck in a lift: from the alarm to its end, as EN 81-28 wants it. All pure.

    alarm ──> acknowledged ──> voice contact ──> rescue dispatched ──> end of alarm
                │ called back each ten minutes; not in time: the case alerts anew

It ends by the lift's own word, by a named fitter on site, or by a named person with a reason. Never by itself.
"""

from typing import ClassVar, Literal

import msgspec

from chalicelib.engine.case import Case, Plan
from chalicelib.engine.cases import alert_anew, told
from chalicelib.platform.operations import Key
from chalicelib.platform.time import DAY_MS, MINUTE_MS
from chalicelib.records.change import Change, Event, Write, update
from chalicelib.records.rows import Lane, Row, State
from chalicelib.register.panel import Panel

CALL_EVERY_MS = 10 * MINUTE_MS
"""So often are those who are stuck called back."""
CALL_AGAIN_MS = 2 * MINUTE_MS
"""So soon when nobody answered: a silent lift is no empty lift."""
GRACE_MS = MINUTE_MS
"""From when a call is due until it counts as missed."""

Stage = Literal["alarm", "acknowledged", "voice_contact", "rescue_dispatched", "ended"]
Told = Literal["voice_contact", "no_answer", "rescue_dispatched"]
EndedBy = Literal["lift", "fitter", "person", "case"]


class LiftAlarm(State, frozen=True, kw_only=True):
    """One lift's alarm, beside the case that it is in."""

    KIND: ClassVar[str] = "lift_alarm"

    case_id: str
    panel_id: str
    name: str = ""
    voice_phone: str = ""
    ends_itself: bool = True
    """Whether the lift's own end-of-alarm signal is believed; for older lifts a named fitter says so."""
    site: str | None = None
    alarm_ms: int
    acknowledged_ms: int | None = None
    voice_ms: int | None = None
    rescue_ms: int | None = None
    ended_ms: int | None = None
    ended_by: EndedBy | None = None
    call_ms: int
    """When those inside are called the next time."""
    is_due: bool = False
    """The call's time has come and nobody has made it."""
    missed: int = 0

    @property
    def key(self) -> Key:
        """Beside its case."""
        return lift_key(self.case_id, self.panel_id)

    @property
    def lane(self) -> Lane | None:
        """Where life is at stake, for as long as somebody may be stuck."""
        return Lane.LIFE if self.ended_ms is None else None

    @property
    def due_at_ms(self) -> int:
        """The next call; once it is due, when it counts as missed."""
        return self.call_ms + GRACE_MS if self.is_due else self.call_ms

    @property
    def expires_at_ms(self) -> int | None:
        """A day after its end."""
        return self.ended_ms + DAY_MS if self.ended_ms is not None else None

    @property
    def site_id(self) -> str | None:
        """The site it concerns."""
        return self.site

    @property
    def stage(self) -> Stage:
        """How far it has come. Help may be sent before anybody has answered."""
        if self.ended_ms is not None:
            return "ended"
        if self.rescue_ms is not None:
            return "rescue_dispatched"
        if self.voice_ms is not None:
            return "voice_contact"
        return "alarm" if self.acknowledged_ms is None else "acknowledged"


def lift_key(case_id: str, panel_id: str) -> Key:
    """Where a lift's alarm stands: two lifts of one house are two, in one case."""
    return Key(f"case/{case_id}", f"lift/{panel_id}")


def alarmed(panel: Panel, case_id: str, known: LiftAlarm | None, now_ms: int) -> LiftAlarm:
    """A lift's alarm, or one more press in it: who was free may be stuck again."""
    if known is not None and known.ended_ms is None:
        return known
    lift = panel.lift
    return LiftAlarm(
        customer_id=panel.customer_id,
        case_id=case_id,
        panel_id=panel.id,
        name=lift.number if lift else panel.name,
        voice_phone=(lift.voice_phone or "") if lift else "",
        ends_itself=lift is None or lift.ended_by == "lift",
        site=panel.site_id,
        alarm_ms=now_ms,
        call_ms=now_ms + CALL_EVERY_MS,
    )


def ended_itself(known: LiftAlarm, now_ms: int) -> LiftAlarm:
    """The lift's own signal says that it is over, if this lift's word is enough."""
    if not known.ends_itself or known.ended_ms is not None:
        return known
    return msgspec.structs.replace(known, ended_ms=now_ms, ended_by="lift", is_due=False)


def acknowledged(row: Row[LiftAlarm], now_ms: int) -> tuple[Write, ...]:
    """Somebody took the case."""
    if row.state.acknowledged_ms is not None or row.state.ended_ms is not None:
        return ()
    return (update(row, msgspec.structs.replace(row.state, acknowledged_ms=now_ms)),)


def advanced(known: LiftAlarm, what: Told, now_ms: int) -> LiftAlarm:
    """What an operator did: called, with or without an answer, or sent the fitter. A call begins the wait anew."""
    known = msgspec.structs.replace(known, acknowledged_ms=known.acknowledged_ms or now_ms)
    if what == "rescue_dispatched":
        return msgspec.structs.replace(known, rescue_ms=known.rescue_ms or now_ms)
    if what == "no_answer":
        return msgspec.structs.replace(known, call_ms=now_ms + CALL_AGAIN_MS, is_due=False)
    voice_ms = known.voice_ms or now_ms
    return msgspec.structs.replace(known, voice_ms=voice_ms, call_ms=now_ms + CALL_EVERY_MS, is_due=False)


def ended(known: LiftAlarm, by: EndedBy, now_ms: int) -> LiftAlarm:
    """A named person says that nobody is stuck."""
    acknowledged_ms = known.acknowledged_ms or now_ms
    return msgspec.structs.replace(known, acknowledged_ms=acknowledged_ms, ended_ms=now_ms, ended_by=by, is_due=False)


def fire(row: Row[LiftAlarm], case: Row[Case] | None, plan: Plan | None, now_ms: int) -> Change:
    """A call falls due; or nobody has made it: then whoever has the case loses it, and everybody is alerted anew."""
    known = row.state
    if case is None or plan is None or case.state.state == "resolved":
        return Change((update(row, ended(known, "case", now_ms)),), "over")
    data = {"panel": known.panel_id, "due_ms": known.call_ms}
    if not known.is_due:
        due = msgspec.structs.replace(known, is_due=True)
        return Change((update(row, due), told(case, Event("lift_call_due", data))), "due")
    missed = msgspec.structs.replace(known, call_ms=now_ms + CALL_AGAIN_MS, is_due=False, missed=known.missed + 1)
    event = Event("lift_call_missed", data)
    if case.state.state == "open":
        return Change((update(row, missed), told(case, event)), "missed")
    return Change((update(row, missed), *alert_anew(case, plan, now_ms, event)), "missed")
