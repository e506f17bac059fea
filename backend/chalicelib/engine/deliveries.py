"""Whether a text arrived: what a receipt changes, who is told if it did not, and what is taken back if it did.

A receipt may come twice, late or out of order. That it was delivered is always believed, and remains; that it was not
is believed of the attempt that it speaks of, and only until something is known for certain.

        supplier           message             case
        |-- failed -------->| failed            | undelivered 1
        |-- delivered ----->| delivered         | undelivered 0, "arrived after all"
        |-- failed -------->| (delivered)       |
"""

import msgspec

from chalicelib.channels.receipts import Delivery, Receipt
from chalicelib.engine.cases import Case, Opening, arrived_after_all, case_key, open_case, undelivered
from chalicelib.engine.messages import Message
from chalicelib.engine.sending import delivered, refused
from chalicelib.platform.ids import id_from
from chalicelib.records.change import NOTHING, SENDER, Change, Event, Write
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row


def apply(engine: Engine, row: Row[Message], receipt: Receipt, now_ms: int) -> None:
    """One receipt on one text. Raises ConditionFailed when somebody else was faster."""
    if receipt.delivery == Delivery.DELIVERED:
        engine.commit(delivered(row) + _taken_back(engine, row.state, now_ms), actor=SENDER, at_ms=now_ms)
        return
    if not row.state.open or receipt.delivery == Delivery.UNKNOWN or _is_known(row.state, receipt):
        return
    permanent = receipt.delivery == Delivery.FAILED
    change = refused(row, receipt.reason or receipt.delivery.value, permanent, now_ms)
    if change.result == "failed":
        give_up(engine, row, change, now_ms)
    else:
        engine.commit(change, actor=SENDER, at_ms=now_ms)


def give_up(engine: Engine, row: Row[Message], change: Change, now_ms: int) -> None:
    """A message that did not arrive is an operator's business: on its case, else as a case of its own."""
    message = row.state
    case = _case_of(engine, message)
    more = NOTHING
    if case is not None and case.state.state != "resolved":
        more = Change((undelivered(case, _event("undelivered", message)),))
    elif not _case_id(message) and not message.secret:
        opening = Opening(
            id=_own_case(message),
            kind="undeliverable",
            customer_id=message.customer_id,
            site=message.site,
            subject=message.subject,
            person_id=message.person_id,
            params={"name": message.to_name, "number": message.to, "since_ms": now_ms},
            private={"to": message.to, "name": message.to_name, "text": message.text},
        )
        more = Change(open_case(opening, now_ms))
    counted = tuple(_counted(write) for write in change.writes) if more.writes else change.writes
    engine.commit(msgspec.structs.replace(change, writes=counted) + more, actor=SENDER, at_ms=now_ms)


def _counted(write: Write) -> Write:
    if not isinstance(write.after, Message):
        return write
    return msgspec.structs.replace(write, after=msgspec.structs.replace(write.after, counted=True))


def _taken_back(engine: Engine, message: Message, now_ms: int) -> Change:
    """Where it stands that the text did not arrive, it is to stand that it did."""
    if not message.counted:
        return NOTHING
    row = _case_of(engine, message) if _case_id(message) else engine.get(case_key(_own_case(message)), Case)
    return Change((arrived_after_all(row, _event("arrived_after_all", message), now_ms),)) if row else NOTHING


def _is_known(message: Message, receipt: Receipt) -> bool:
    """Whether the failure is of an attempt that was given up already."""
    if message.state == "waiting":
        return receipt.delivery != Delivery.FAILED
    if not message.provider_id or not receipt.provider_id:
        return False
    same = receipt.provider_id == message.provider_id
    # The id is learned when the supplier has accepted: while an attempt is under way it is still the earlier one's.
    return same if message.state == "sending" else not same


def _case_id(message: Message) -> str:
    return message.subject.removeprefix("case/") if message.subject.startswith("case/") else ""


def _case_of(engine: Engine, message: Message) -> Row[Case] | None:
    case_id = _case_id(message)
    return engine.get(case_key(case_id), Case) if case_id else None


def _own_case(message: Message) -> str:
    return id_from("undeliverable", *message.key)


def _event(kind: str, message: Message) -> Event:
    return Event(kind, {"template": message.template, "person": message.person_id})
