"""What the clock does with one row that fell due: judge it, commit, and judge again if somebody was faster.

The row comes from the index and may be old. That is safe: the commit holds only on the version that was read.
"""

from collections.abc import Callable
from typing import Any

from chalicelib.channels.receipts import Delivery, Receipt
from chalicelib.channels.references import open_reference, reference
from chalicelib.channels.sms import OutgoingSms, Refused, SmsProvider
from chalicelib.engine.cases import Case, Opening, Plan, case_key, fire, open_case, plan_key, undelivered
from chalicelib.engine.messages import (
    FanOut,
    Hush,
    Message,
    accepted,
    claim,
    delivered,
    expand,
    hush_key,
    hushed,
    refused,
    unconfirmed,
)
from chalicelib.engine.pushes import DevicesOf, beside
from chalicelib.platform.config import Config
from chalicelib.platform.ids import id_from
from chalicelib.platform.store import ConditionFailed
from chalicelib.records.change import CLOCK, NOTHING, SENDER, Change, Event
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

    def __init__(self, config: Config, provider: SmsProvider, devices_of: DevicesOf = _nobody) -> None:
        self._config = config
        self._provider = provider
        self._devices_of = devices_of

    def settle(self, engine: Engine, row: Row[Message], now_ms: int) -> None:
        """One attempt at one message; or the end of the wait for its receipt."""
        current: Row[Message] | None = row
        for _ in range(DECISIONS):
            if current is None or not current.state.open or current.state.due_at_ms > now_ms:
                return
            try:
                self._attempt(engine, current, now_ms)
                return
            except ConditionFailed:
                current = engine.get(row.state.key, Message)
        raise TooContended(f"{row.state.key}")

    def _attempt(self, engine: Engine, row: Row[Message], now_ms: int) -> None:
        message = row.state
        if message.state == "accepted":
            _give_up(engine, row, unconfirmed(row), now_ms)
            return
        if message.unless and engine.get(hush_key(message.unless), Hush):
            engine.commit(hushed(row), actor=SENDER, at_ms=now_ms)
            return
        if message.state == "sending" and message.attempt > 8:
            _give_up(engine, row, refused(row, "no answer from the supplier", True, now_ms), now_ms)
            return
        change = claim(row, now_ms)
        if message.push and message.person_id and message.attempt == 0:
            change += Change(beside(message, self._devices_of(engine, message.person_id, now_ms), now_ms))
        claimed, *_ = engine.commit(change, actor=SENDER, at_ms=now_ms)
        sms = OutgoingSms(to=message.to, text=message.text, reference=reference(self._config, message.key))
        answer = self._provider.send(sms)
        self._record(engine, claimed, answer, now_ms)

    def _record(self, engine: Engine, claimed: Row[Message], answer: Any, now_ms: int) -> None:
        """What the supplier said, unless a receipt was faster: then that is the newer truth."""
        change = (
            refused(claimed, answer.reason, answer.permanent, now_ms)
            if isinstance(answer, Refused)
            else accepted(claimed, answer.provider_id, now_ms)
        )
        try:
            if change.result == "failed":
                _give_up(engine, claimed, change, now_ms)
            else:
                engine.commit(change, actor=SENDER, at_ms=now_ms)
        except ConditionFailed:
            current = engine.get(claimed.state.key, Message)
            if current and current.state.state == "sending" and current.state.attempt == claimed.state.attempt:
                self._record(engine, current, answer, now_ms)

    def receipt(self, engine: Engine, receipt: Receipt, now_ms: int) -> bool:
        """A receipt from the supplier; False when it names no message of ours. It may come twice, late or early."""
        key = open_reference(self._config, receipt.reference)
        if key is None:
            return False
        for _ in range(DECISIONS):
            row = engine.get(key, Message)
            if row is None:
                return False
            try:
                _apply(engine, row, receipt, now_ms)
                return True
            except ConditionFailed:
                continue
        raise TooContended(str(key))


def _apply(engine: Engine, row: Row[Message], receipt: Receipt, now_ms: int) -> None:
    if receipt.delivery == Delivery.DELIVERED:
        engine.commit(delivered(row), actor=SENDER, at_ms=now_ms)
    elif not row.state.open or receipt.delivery == Delivery.UNKNOWN:
        return
    else:
        permanent = receipt.delivery == Delivery.FAILED
        change = refused(row, receipt.reason or receipt.delivery.value, permanent, now_ms)
        if change.result == "failed":
            _give_up(engine, row, change, now_ms)
        else:
            engine.commit(change, actor=SENDER, at_ms=now_ms)


def _give_up(engine: Engine, row: Row[Message], change: Change, now_ms: int) -> None:
    """A message that did not arrive is an operator's business: on its case, else as a case of its own."""
    message = row.state
    event = Event("undelivered", {"template": message.template, "person": message.person_id})
    case_id = message.subject.removeprefix("case/") if message.subject.startswith("case/") else ""
    case = engine.get(case_key(case_id), Case) if case_id else None
    more = NOTHING
    if case is not None and case.state.state != "resolved":
        more = Change((undelivered(case, event),))
    elif not case_id and not message.secret:
        opening = Opening(
            id=id_from("undeliverable", *message.key),
            kind="undeliverable",
            customer_id=message.customer_id,
            site=message.site,
            subject=message.subject,
            person_id=message.person_id,
            params={"name": message.to_name, "number": message.to, "since_ms": now_ms},
            private={"to": message.to, "name": message.to_name, "text": message.text},
        )
        more = Change(open_case(opening, now_ms))
    engine.commit(change + more, actor=SENDER, at_ms=now_ms)
