"""A case between two operators: asked for and taken over, parked and brought back. It has an owner all the while.

owner            case                another
|-- ask -------->|  until + 60 s      |
|                |<------- accept ----|   the other owns it
|                |  60 s without an answer: the owner is told, and has it still
"""

import msgspec

from chalicelib.engine.case import Case, NotAllowed, Plan, owned_until
from chalicelib.engine.walking import tell_alarmed
from chalicelib.platform.time import HOUR_MS, MINUTE_MS, SECOND_MS
from chalicelib.records.change import Change, Event, update
from chalicelib.records.rows import Row

ANSWER_MS = 60 * SECOND_MS
"""So long does a colleague have to answer; then the owner is told that nobody did."""
SHORTEST_PARK_MS = 10 * SECOND_MS
_LONGEST_PARK_MS = {1: 10 * MINUTE_MS, 2: HOUR_MS}
_LONGEST_ELSE_MS = 12 * HOUR_MS


def longest_park_ms(case: Case) -> int:
    """The more is at stake, the sooner it comes back."""
    return _LONGEST_PARK_MS.get(case.priority, _LONGEST_ELSE_MS)


def hand_over(row: Row[Case], plan: Plan, person_id: str, to_id: str, to_name: str, now_ms: int) -> Change:
    """The owner asks somebody by name. Asking another one replaces the question."""
    case = _owned_by(row.state, person_id)
    if to_id == person_id:
        raise NotAllowed("case.handed_to_self")
    if case.person_id and case.person_id == to_id:
        raise NotAllowed("case.own_alarm")
    asked = msgspec.structs.replace(
        case, handed_to_id=to_id, handed_to_name=to_name, handed_until_ms=now_ms + ANSWER_MS
    )
    event = Event("hand_over_asked", {"owner": person_id, "to": to_id}, {"name": to_name})
    return _kept(row, asked, plan, event, now_ms, "asked")


def accept(row: Row[Case], plan: Plan, person_id: str, name: str, now_ms: int) -> Change:
    """The one who was asked owns it from now on; those who were alarmed are told who has it."""
    case = _asked(row.state, person_id)
    owned = msgspec.structs.replace(unasked(case), owner_id=person_id, owner_name=name)
    event = Event("hand_over_accepted", {"from": case.owner_id, "owner": person_id})
    slot = f"{case.round:03d}/over/{row.version:06d}"
    told = tell_alarmed(case, plan, slot, "taken", {"operator": name}, now_ms, person_id)
    kept = _kept(row, owned, plan, event, now_ms, "accepted")
    return Change((*kept.writes, *told), kept.result)


def decline(row: Row[Case], plan: Plan, person_id: str, reason: str, now_ms: int) -> Change:
    """The one who was asked cannot: the owner has it still, and is told."""
    case = _asked(row.state, person_id)
    event = Event("hand_over_declined", {"by": person_id}, {"reason": reason} if reason.strip() else {})
    return _kept(row, unasked(case), plan, event, now_ms, "declined")


def withdraw(row: Row[Case], plan: Plan, person_id: str, now_ms: int) -> Change:
    """The owner keeps it after all."""
    case = _owned_by(row.state, person_id)
    if not case.handed_to_id:
        raise NotAllowed("case.not_handed")
    event = Event("hand_over_withdrawn", {"to": case.handed_to_id})
    return _kept(row, unasked(case), plan, event, now_ms, "withdrawn")


def park(row: Row[Case], plan: Plan, person_id: str, until_ms: int, reason: str, now_ms: int) -> Change:
    """Nothing to do before then. It comes back by itself, to its owner first."""
    case = _owned_by(row.state, person_id)
    if not now_ms + SHORTEST_PARK_MS <= until_ms <= now_ms + longest_park_ms(case):
        raise NotAllowed("case.park_until")
    parked = msgspec.structs.replace(case, parked_until_ms=until_ms)
    event = Event("case_parked", {"until_ms": until_ms}, {"reason": reason})
    return _kept(row, parked, plan, event, now_ms, "parked")


def unpark(row: Row[Case], plan: Plan, person_id: str, now_ms: int) -> Change:
    """The owner works on it again."""
    case = _owned_by(row.state, person_id)
    if case.parked_until_ms is None:
        raise NotAllowed("case.not_parked")
    woken = msgspec.structs.replace(case, parked_until_ms=None)
    return _kept(row, woken, plan, Event("case_unparked", {"by": person_id}), now_ms, "unparked")


def fall_due(row: Row[Case], plan: Plan, now_ms: int) -> Change | None:
    """A question nobody answered, or a parking that is over: the owner's time begins anew. None: it is the owner's."""
    case, events = row.state, []
    if case.handed_until_ms is not None and case.handed_until_ms <= now_ms:
        events.append(Event("hand_over_timed_out", {"to": case.handed_to_id}))
        case = unasked(case)
    if case.parked_until_ms is not None and case.parked_until_ms <= now_ms:
        events.append(Event("parking_over", {"owner": case.owner_id}))
        case = msgspec.structs.replace(case, parked_until_ms=None)
    if not events:
        return None
    case = msgspec.structs.replace(case, next_ms=owned_until(case, plan, now_ms))
    return Change((update(row, case, *events),))


def unasked(case: Case) -> Case:
    """The case without the question to a colleague."""
    return msgspec.structs.replace(case, handed_to_id="", handed_to_name="", handed_until_ms=None)


def _kept(row: Row[Case], case: Case, plan: Plan, event: Event, now_ms: int, result: str) -> Change:
    timed = msgspec.structs.replace(case, next_ms=owned_until(case, plan, now_ms))
    return Change((update(row, timed, event),), result)


def _owned_by(case: Case, person_id: str) -> Case:
    if case.state == "resolved":
        raise NotAllowed("case.resolved")
    if case.state != "owned" or case.owner_id != person_id:
        raise NotAllowed("case.not_yours")
    return case


def _asked(case: Case, person_id: str) -> Case:
    if case.state == "resolved":
        raise NotAllowed("case.resolved")
    if case.state != "owned" or case.handed_to_id != person_id:
        raise NotAllowed("case.not_asked")
    return case
