"""What hangs together in the register: the pointers beside a thing, what it rests on, and what it names.

site "Kai 4"   rests on   customer "Havna"   by   ("customer/havna", "uses"): {"site": 3}
"""

from collections.abc import Iterable

from chalicelib.platform.operations import Key
from chalicelib.records.change import Write, create, remove, update
from chalicelib.records.commit import Facts
from chalicelib.records.rows import Row, State
from chalicelib.register.accounts import account_of
from chalicelib.register.earlier import Earlier, earlier_key
from chalicelib.register.instruction import CustomerInstruction
from chalicelib.register.key_pointers import key_pointers
from chalicelib.register.panel import Panel
from chalicelib.register.place_kind import PlaceKind
from chalicelib.register.pointers import PhoneOfContact, PhoneOfPerson, RoleOfPerson, Uses, uses_key
from chalicelib.register.policy import Policy
from chalicelib.register.scopes import keys_of, scope_writes
from chalicelib.register.site_key import SiteKey
from chalicelib.register.states import Assignment, Contact, Customer, Person, Site


def pointers_of(state: State | None) -> dict[Key, State]:
    """The rows by which a thing is found, besides itself."""
    found: list[State] = []
    if isinstance(state, Person):
        found.append(PhoneOfPerson(customer_id=state.customer_id, phone=state.phone, person_id=state.id))
        found += [RoleOfPerson(customer_id=state.customer_id, person_id=state.id, role=role) for role in state.roles]
    if isinstance(state, Contact):
        found.append(PhoneOfContact(customer_id=state.customer_id, phone=state.phone, contact_id=state.id))
    if isinstance(state, Panel):
        found.append(account_of(state))
    if isinstance(state, SiteKey):
        found += key_pointers(state)
    return {pointer.key: pointer for pointer in found}


def named_by(state: State | None) -> set[str]:
    """The partitions of the things that a state names by id, its own customer left out."""
    if isinstance(state, Customer):
        return {f"policy/{one}" for one in state.default_policies.values()}
    if isinstance(state, Contact) and state.site_id:
        return {f"site/{state.site_id}"}
    if isinstance(state, Panel | SiteKey):
        return {f"site/{state.site_id}"}
    if isinstance(state, Assignment):
        return {f"site/{state.site_id}"} | ({f"policy/{state.policy_id}"} if state.policy_id else set())
    if isinstance(state, CustomerInstruction):
        contacts = {line.contact_id for line in state.notices} | {state.verify_contact_id}
        return {f"contact/{one}" for one in contacts if one} | ({f"site/{state.site_id}"} if state.site_id else set())
    return set()


def rests_on(state: State | None) -> set[str]:
    """The partitions of all that must not be deleted while this thing is there."""
    if isinstance(state, SiteKey):
        holder = {f"person/{state.holder_id}"} if state.holder_id else set()
        return named_by(state) | {f"customer/{state.customer_id}"} | holder
    if isinstance(state, Site | Contact | Person | Assignment | Policy | PlaceKind | Panel | CustomerInstruction):
        return named_by(state) | {f"customer/{state.customer_id}"}
    return named_by(state)


def keys_around(states: Iterable[State | None]) -> list[Key]:
    """Every row that a change from one of the states to another may need to know."""
    keys: list[Key] = []
    for state in states:
        if state is not None:
            keys += [*pointers_of(state), uses_key(state.key.pk)]
            keys += [earlier_key(state.id)] if isinstance(state, Person) else []
            keys += keys_of(state)
            keys += [uses_key(pk) for pk in rests_on(state)] + [Key(pk) for pk in named_by(state)]
    return list(dict.fromkeys(keys))


def writes_around(before: State | None, after: State | None, facts: Facts) -> tuple[Write, ...]:
    """The writes that keep pointers and counts true when ``before`` becomes ``after``; None: it is not there.

    Everything that ``after`` rests on must be among the facts.
    """
    return (
        *_pointer_writes(before, after, facts),
        *_count_writes(before, after, facts),
        *scope_writes(before, after, facts),
        *_own_count(before, after, facts),
        *_forgotten(before, after, facts),
    )


def _pointer_writes(before: State | None, after: State | None, facts: Facts) -> list[Write]:
    old, new = pointers_of(before), pointers_of(after)
    writes = [create(pointer) for key, pointer in new.items() if key not in old]
    for key, pointer in old.items():
        row = facts.find(key, type(pointer))
        if key not in new and row is not None:
            writes.append(remove(row))
    return writes


def _count_writes(before: State | None, after: State | None, facts: Facts) -> list[Write]:
    kind = (after or before).KIND  # type: ignore[union-attr]
    old, new = rests_on(before), rests_on(after)
    return [
        recount(row, kind, 1 if pk in new else -1)
        for pk in sorted(old ^ new)
        if (row := facts.find(uses_key(pk), Uses)) is not None
    ]


def _own_count(before: State | None, after: State | None, facts: Facts) -> list[Write]:
    if before is None and after is not None:
        return [create(Uses(customer_id=after.customer_id, of=after.key.pk))]
    if after is None and before is not None:
        row = facts.find(uses_key(before.key.pk), Uses)
        return [remove(row)] if row else []
    return []


def _forgotten(before: State | None, after: State | None, facts: Facts) -> list[Write]:
    """What goes with a person: where that person used to go."""
    earlier = facts.find(earlier_key(before.id), Earlier) if isinstance(before, Person) and after is None else None
    return [remove(earlier)] if earlier else []


def recount(uses: Row[Uses], kind: str, by: int) -> Write:
    """One more, or one less, of a kind that rests on what ``uses`` belongs to."""
    counts = {**uses.state.counts, kind: uses.state.counts.get(kind, 0) + by}
    left = {name: count for name, count in sorted(counts.items()) if count > 0}
    return update(uses, Uses(customer_id=uses.state.customer_id, of=uses.state.of, counts=left))
