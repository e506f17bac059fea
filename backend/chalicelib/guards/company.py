"""Alone or together: derived from who is on duty, never set by hand.

A guard is together while another guard, on whom one may count, is on duty at the same assignment. Alone and on duty
means a watch at the assignment's interval. Company lapses at the colleague's planned end, and with trouble of his own.
"""

from collections.abc import Iterable

import msgspec

from chalicelib.guards.states import Duty, Member, Presence, presence_key
from chalicelib.platform.operations import Key
from chalicelib.platform.time import SECOND_MS
from chalicelib.records.change import Event, Write, create, remove, update
from chalicelib.records.commit import Facts
from chalicelib.records.rows import Row

MOST_AT_ONCE = 40
"""So many may be on duty at one assignment."""
MOST_IN_ONE = 5
"""So many of them change in one transaction when all lose or gain their company in the same instant."""


class Company(msgspec.Struct, frozen=True):
    """The presence at an assignment and the duties of those who are there, as they were read."""

    presence: Row[Presence] | None = None
    duties: tuple[Row[Duty], ...] = ()

    def others(self, duty_id: str) -> list[Row[Duty]]:
        """The duties of the others."""
        return [row for row in self.duties if row.state.id != duty_id]


def keys_of(presence: Row[Presence] | None) -> list[Key]:
    """The duties to be read when the presence is known."""
    return [Key(f"duty/{one.duty_id}") for one in presence.state.members] if presence else []


def company_of(facts: Facts, assignment_id: str) -> Company:
    """The company from rows that were read."""
    return Company(facts.find(presence_key(assignment_id), Presence), tuple(facts.all(Duty)))


def is_alone(duty_id: str, members: Iterable[Member], now_ms: int) -> bool:
    """Whether nobody else is there to count on."""
    return not any(one.duty_id != duty_id and one.ok and one.until_ms > now_ms for one in members)


class Shifted(msgspec.Struct, frozen=True):
    """Somebody whose company changed: the next state of the duty, and which way it went."""

    row: Row[Duty]
    state: Duty
    left_alone: bool


def members_after(company: Company, *changed: Duty) -> tuple[Member, ...]:
    """Who is there once ``changed`` duties are as they say; those that ended, or went to an alarm, are not."""
    members = {one.duty_id: one for one in (company.presence.state.members if company.presence else ())}
    for duty in changed:
        members.pop(duty.id, None)
        if duty.on and not duty.away:
            members[duty.id] = Member(duty.id, duty.guard_id, duty.planned_end_ms, duty.good_company)
    return tuple(members.values())


def presence_write(
    company: Company, customer_id: str, assignment_id: str, members: tuple[Member, ...], now_ms: int, but: str
) -> tuple[Write, ...]:
    """The presence with these members; gone when nobody is left. ``but`` is the one who is written anyway."""
    before = company.presence
    if not members:
        return (remove(before),) if before else ()
    after = Presence(
        customer_id=customer_id,
        assignment_id=assignment_id,
        members=members,
        looked_ms=now_ms,
        unsettled=len(shifted(company, members, now_ms, but)) > MOST_IN_ONE,
    )
    return (update(before, after) if before else create(after),)


def with_company(duty: Duty, members: Iterable[Member], now_ms: int) -> Duty:
    """The duty as its company has it: the watch starts at once when alone, and rests when not."""
    alone = duty.away or is_alone(duty.id, members, now_ms)
    if alone == duty.alone:
        return duty
    if alone:
        next_ms = now_ms + duty.interval_s * SECOND_MS
        return msgspec.structs.replace(duty, alone=True, next_ms=next_ms, stage="ok", late=False)
    return msgspec.structs.replace(duty, alone=False, next_ms=None, stage="ok", late=False)


def shifted(company: Company, members: tuple[Member, ...], now_ms: int, but: str) -> list[Shifted]:
    """Those whose company changes when these are the members; ``but`` is the one who is written anyway."""
    found = []
    for row in company.others(but):
        if not row.state.on:
            continue
        state = with_company(row.state, members, now_ms)
        if state != row.state:
            found.append(Shifted(row, state, state.alone))
    return found


def shift_event(one: Shifted) -> Event:
    """What the journal tells of it."""
    return Event("left_alone" if one.left_alone else "joined", {"next_ms": one.state.next_ms})
