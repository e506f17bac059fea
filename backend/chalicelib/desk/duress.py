"""Duress heard on the telephone: the case that it becomes, whatever the person is at just now.

It is raised as a duress PIN is: everybody at once, nothing on that phone. The case that the operator already had open
about the same person falls silent in the same change.
"""

import msgspec

from chalicelib.desk.raising import duress_on_watch
from chalicelib.engine.alarm import sos_without_watch
from chalicelib.engine.cases import Case
from chalicelib.engine.people import on_call
from chalicelib.records.change import NOTHING, Change, Event, Write, update
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register.states import Contact, Person


def raised(engine: Engine, whose: Person | Contact, case_id: str, now_ms: int) -> tuple[str, Change]:
    """The case of duress and the change that opens it, or alerts everybody anew in the one that is open."""
    if isinstance(whose, Person):
        found = duress_on_watch(engine, whose.id, case_id, now_ms)
        if found is not None:
            return found
    told = {"name": whose.name, "phone": whose.phone}
    change = sos_without_watch(
        case_id,
        whose.customer_id,
        whose.id if isinstance(whose, Person) else "",
        tuple(on_call(engine)),
        told,
        told,
        now_ms,
        unverified=False,
        kind="duress",
        site=whose.site_id if isinstance(whose, Contact) else None,
        text="" if isinstance(whose, Person) else whose.name,
    )
    return case_id, change


def hushed(row: Row[Case] | None, whose: Person | Contact, event: Event, alarm: Change = NOTHING) -> Change:
    """``alarm``, and ``event`` in the story of the case that was being worked on, which falls silent by duress."""
    if row is None:
        return alarm
    own = next((write for write in alarm.writes if write.key == row.state.key), None)
    if own is not None:
        others = tuple(write for write in alarm.writes if write is not own)
        return msgspec.structs.replace(alarm, writes=(_also(own, event), *others))
    case: Case = row.state
    if alarm.writes and _about(case, whose):
        case = msgspec.structs.replace(case, silent=True)
    return alarm + Change((update(row, case, event),))


def _also(write: Write, event: Event) -> Write:
    return msgspec.structs.replace(write, events=(event, *write.events))


def _about(case: Case, whose: Person | Contact) -> bool:
    """A contact speaks for the whole site: whoever forces one there hears every telephone."""
    if isinstance(whose, Person):
        return case.person_id == whose.id
    return case.customer_id == whose.customer_id and whose.site_id in (None, case.site)
