"""What the register knows around a duty: the assignment, its site, its policy, and the people to be told."""

from collections.abc import Iterable

import msgspec

from chalicelib.engine.messages import Recipient
from chalicelib.engine.people import contacts_of, each_once, on_call, recipient
from chalicelib.guards.states import Duty
from chalicelib.platform.operations import Key
from chalicelib.platform.problems import not_found
from chalicelib.records.commit import Engine, Facts
from chalicelib.records.rows import Lane, Row, from_item
from chalicelib.register import repository
from chalicelib.register.policy import Policy
from chalicelib.register.repository import MaySee, everything
from chalicelib.register.states import Assignment, Customer, Person, Site

_COLLEAGUES = 10
_LOOKED_AT = 200


class Place(msgspec.Struct, frozen=True):
    """An assignment with everything that decisions need of it."""

    assignment: Assignment
    site: Site
    policy: Policy


def place_of(engine: Engine, assignment_id: str, may_see: MaySee = everything) -> Place:
    """The assignment's place. Raises ``not_found`` for what does not exist or is not the caller's."""
    assignment = repository.get_assignment(engine, may_see, assignment_id)
    if assignment is None:
        raise not_found()
    where = (Site, assignment.state.site_id), (Customer, assignment.state.customer_id)
    (site, customer), _ = repository.find_together(engine, may_see, where)
    return _place(engine, assignment, site, customer)


def around_duty(engine: Engine, duty: Duty, live: Iterable[Key]) -> tuple[Place, Person, Facts]:
    """A duty's place, its guard, who must exist, and the ``live`` rows at those keys: in one round trip."""
    wanted = (
        (Person, duty.guard_id),
        (Assignment, duty.assignment_id),
        (Site, duty.site),
        (Customer, duty.customer_id),
    )
    (person, assignment, site, customer), facts = repository.find_together(engine, everything, wanted, live)
    if person is None:
        raise not_found()
    moved = assignment and (assignment.state.site_id, assignment.state.customer_id) != (duty.site, duty.customer_id)
    place = place_of(engine, duty.assignment_id) if moved else _place(engine, assignment, site, customer)
    return place, person.state, facts


def _place(
    engine: Engine, assignment: Row[Assignment] | None, site: Row[Site] | None, customer: Row[Customer] | None
) -> Place:
    if assignment is None or site is None:
        raise not_found()
    policy = repository.policy_for(engine, assignment.state, customer.state if customer else None)
    return Place(assignment.state, site.state, policy)


def people_to_tell(
    engine: Engine, place: Place, worker: Person | None, *, contacts: bool = True
) -> tuple[Recipient, ...]:
    """Everybody whom a ladder of this place may reach, copied as they are now. The worker is among them last."""
    found = on_call(engine)
    found += [recipient(person, "colleagues") for person in _colleagues(engine, place, worker)]
    if contacts:
        found += contacts_of(engine, place.site.customer_id, place.site.id)
    return each_once(found, worker)


def _colleagues(engine: Engine, place: Place, worker: Person | None) -> list[Person]:
    """Other guards on duty now, those at the same site first; nobody who is in trouble himself."""
    duties: list[Duty] = []
    for shard in range(engine.shards):
        for item in engine.store.due(f"{Lane.WATCH}#{shard}", 2**53, _LOOKED_AT):
            state = from_item(item).state if item["kind"] == Duty.KIND else None
            if isinstance(state, Duty) and state.good_company and (worker is None or state.guard_id != worker.id):
                duties.append(state)
    duties.sort(key=lambda duty: (duty.site != place.site.id, duty.customer_id != place.site.customer_id))
    ids = [duty.guard_id for duty in duties[:_COLLEAGUES]]
    people = repository.find_all(engine, everything, Person, ids)
    return [people[one].state for one in ids if one in people]


_CACHED_MS = 60_000
_cache: dict[str, tuple[int, Place]] = {}


def shown_place(engine: Engine, assignment_id: str, now_ms: int) -> Place:
    """The place as it is shown on a screen; at most a minute old, so that a check-in reads no register."""
    key = f"{engine.store.table('register')}/{assignment_id}"
    found = _cache.get(key)
    if found is None or not 0 <= now_ms - found[0] < _CACHED_MS:
        found = (now_ms, place_of(engine, assignment_id))
        _cache[key] = found
    return found[1]
