"""What the clock does with one row that fell due: judge it, commit, and judge again if somebody was faster.

The row comes from the index and may be old. That is safe: the commit holds only on the version that was read.
"""

from collections.abc import Callable
from typing import Any

from chalicelib.channels.receipts import Receipt
from chalicelib.channels.references import open_reference, reference
from chalicelib.channels.sms import Accepted, OutgoingSms, Refused, SmsProvider
from chalicelib.channels.voice import CallReport, OutgoingCall, VoiceProvider, read_aloud
from chalicelib.engine.calls import not_reached, reported, ringing
from chalicelib.engine.cases import Case, NotAllowed, Plan, case_key, fire, plan_key, take
from chalicelib.engine.deliveries import apply, give_up
from chalicelib.engine.messages import FanOut, Hush, Message, expand, hush_key
from chalicelib.engine.pushes import DevicesOf, beside
from chalicelib.engine.sending import BACK_OFF_S, accepted, claim, hushed, refused, unconfirmed
from chalicelib.platform.config import Config
from chalicelib.platform.operations import ConditionFailed
from chalicelib.records.change import CLOCK, NOTHING, SENDER, Change
from chalicelib.records.commit import DECISIONS, Engine, TooContended
from chalicelib.records.rows import Row

Decide = Callable[[Engine, Row[Any], int], Change]
"""Judge a row that is due: may read more facts, must change nothing."""
Settle = Callable[[Engine, Row[Any], int], None]


def judged(decide: Decide) -> Settle:
    """The settling of rows whose judgement is a pure change."""

    def settle(engine: Engine, row: Row[Any], now_ms: int) -> None:
        current: Row[Any] | None = row
        for _ in range(DECISIONS):
            if current is None or current.state.lane is None or current.state.due_at_ms > now_ms:
                return
            try:
                engine.commit(decide(engine, current, now_ms), actor=CLOCK, at_ms=now_ms)
                return
            except ConditionFailed:
                current = engine.get(row.state.key, type(row.state))
        raise TooContended(f"{row.state.key}")

    return settle


def judge_case(engine: Engine, row: Row[Case], now_ms: int) -> Change:
    """A case's ladder."""
    plan = engine.get(plan_key(row.state.id), Plan)
    if plan is None:
        raise LookupError(f"{row.state.key.pk} has no plan")
    return fire(row, plan.state, now_ms)


def judge_fan_out(_engine: Engine, row: Row[FanOut], now_ms: int) -> Change:
    """The next messages of a fan-out."""
    return expand(row, now_ms)


def _nobody(_engine: Engine, _person_id: str, _now_ms: int) -> list[Any]:
    return []


class Sender:
    """Sends what the outbox holds, and records what the supplier says."""

    def __init__(
        self, config: Config, provider: SmsProvider, devices_of: DevicesOf = _nobody, voice: VoiceProvider | None = None
    ) -> None:
        self._config = config
        self._provider = provider
        self._devices_of = devices_of
        self._voice = voice

    def settle(self, engine: Engine, row: Row[Message], now_ms: int) -> None:
        """One attempt at one message; or the end of the wait for its receipt."""
        current: Row[Message] | None = row
        for tried in range(DECISIONS):
            if current is None or not current.state.open or current.state.due_at_ms > now_ms:
                return
            try:
                self._attempt(engine, current, now_ms, refused_before=tried > 0)
                return
            except ConditionFailed:
                current = engine.get(row.state.key, Message)
        raise TooContended(f"{row.state.key}")

    def _attempt(self, engine: Engine, row: Row[Message], now_ms: int, *, refused_before: bool) -> None:
        message = row.state
        is_last = message.state == "sending" and message.attempt > len(BACK_OFF_S)
        if message.state == "accepted" and message.channel == "call":
            engine.commit(not_reached(row, message.reason or "no report", now_ms), actor=SENDER, at_ms=now_ms)
            return
        if message.state == "accepted":
            give_up(engine, row, unconfirmed(row), now_ms)
            return
        # The claim holds only if that phone is not hushed: whether it is, is asked when a claim did not hold.
        if (refused_before or is_last) and message.unless and engine.get(hush_key(message.unless), Hush):
            engine.commit(hushed(row), actor=SENDER, at_ms=now_ms)
            return
        if is_last:
            give_up(engine, row, refused(row, "no answer from the supplier", True, now_ms), now_ms)
            return
        change = claim(row, now_ms)
        if message.push and message.person_id and message.attempt == 0:
            change += Change(beside(message, self._devices_of(engine, message.person_id, now_ms), now_ms))
        claimed, *_ = engine.commit(change, actor=SENDER, at_ms=now_ms)
        self._record(engine, claimed, self._hand_over(message), now_ms)

    def _hand_over(self, message: Message) -> Accepted | Refused:
        """To the supplier of its channel."""
        named = reference(self._config, message.key)
        if message.channel == "sms":
            return self._provider.send(OutgoingSms(to=message.to, text=message.text, reference=named))
        if self._voice is None:
            return Refused("no supplier of calls", permanent=True)
        text = read_aloud(message.text, message.language, takes_keys=self._voice.takes_keys)
        return self._voice.call(OutgoingCall(to=message.to, text=text, language=message.language, reference=named))

    def _record(self, engine: Engine, claimed: Row[Message], answer: Any, now_ms: int) -> None:
        """What the supplier said, unless a receipt was faster: then that is the newer truth."""
        change = (
            refused(claimed, answer.reason, answer.permanent, now_ms)
            if isinstance(answer, Refused)
            else (ringing if claimed.state.channel == "call" else accepted)(claimed, answer.provider_id, now_ms)
        )
        try:
            if change.result == "failed":
                give_up(engine, claimed, change, now_ms)
            else:
                engine.commit(change, actor=SENDER, at_ms=now_ms)
        except ConditionFailed:
            current = engine.get(claimed.state.key, Message)
            if current and current.state.state == "sending" and current.state.attempt == claimed.state.attempt:
                self._record(engine, current, answer, now_ms)

    def report(self, engine: Engine, report: CallReport, now_ms: int) -> bool:
        """A report on a call; False when it names none of ours. A pressed key takes the case, if it can be taken."""
        key = open_reference(self._config, report.reference)
        for _ in range(DECISIONS if key else 0):
            row = engine.get(key, Message) if key else None
            if row is None or row.state.channel != "call":
                return False
            change = reported(row, report.outcome, now_ms)
            if change.result == "acknowledged":
                change += _taken(engine, row.state, now_ms)
            try:
                engine.commit(change, actor=SENDER, at_ms=now_ms)
                return True
            except ConditionFailed:
                continue
        return False

    def receipt(self, engine: Engine, receipt: Receipt, now_ms: int) -> bool:
        """A receipt from the supplier; False when it names no message of ours. It may come twice, late or early."""
        key = open_reference(self._config, receipt.reference)
        if key is None:
            return False
        for _ in range(DECISIONS):
            row = engine.get(key, Message)
            if row is None or row.state.channel != "sms":
                return False
            try:
                apply(engine, row, receipt, now_ms)
                return True
            except ConditionFailed:
                continue
        raise TooContended(str(key))


def _taken(engine: Engine, message: Message, now_ms: int) -> Change:
    """Whoever pressed the key has the case, unless somebody has it already."""
    case_id = message.subject.removeprefix("case/") if message.subject.startswith("case/") else ""
    facts = engine.read([case_key(case_id), plan_key(case_id)]) if case_id else None
    row = facts.find(case_key(case_id), Case) if facts else None
    plan = facts.find(plan_key(case_id), Plan) if facts else None
    if row is None or plan is None or row.state.state != "open":
        return NOTHING
    try:
        return take(row, plan.state, message.person_id, message.to_name, now_ms)
    except NotAllowed:
        return NOTHING
