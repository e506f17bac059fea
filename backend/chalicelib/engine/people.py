"""People of the register: as somebody who can be told, copied as they are when it is decided; and what watches them."""

from collections.abc import Iterable
from typing import Any

from chalicelib.engine.messages import Group, Recipient
from chalicelib.engine.watch import OnWatch, Watch, on_watch_key
from chalicelib.platform.access import Role
from chalicelib.platform.operations import Key
from chalicelib.platform.problems import not_found
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register import repository
from chalicelib.register.repository import everything
from chalicelib.register.states import Person

_ON_CALL: tuple[tuple[Role, Group], ...] = (("operator", "operators"), ("duty_manager", "duty_manager"))


def person_of(engine: Engine, person_id: str) -> Person:
    """A person who must exist."""
    row = repository.get_person(engine, everything, person_id)
    if row is None:
        raise not_found()
    return row.state


def recipient(person: Person, group: Group) -> Recipient:
    """A person as somebody who can be told."""
    return Recipient(id=person.id, name=person.name, phone=person.phone, language=person.language, group=group)


def on_call(engine: Engine) -> list[Recipient]:
    """Everybody at the desk, and the duty managers."""
    found: list[Recipient] = []
    for role, group in _ON_CALL:
        found += [recipient(row.state, group) for row in repository.people_with_role(engine, everything, role)]
    return found


def contacts_of(engine: Engine, customer_id: str, site_id: str | None) -> list[Recipient]:
    """A customer's contacts, in the order in which they are tried."""
    rows = repository.contacts_for_site(engine, everything, customer_id, site_id)
    return [
        Recipient(
            id=row.state.id, name=row.state.name, phone=row.state.phone, language=row.state.language, group="contacts"
        )
        for row in rows
    ]


def each_once(found: Iterable[Recipient], worker: Person | None) -> tuple[Recipient, ...]:
    """Everybody once, as first found; the worker is among them last, and nowhere else."""
    known = {one.id: one for one in reversed(list(found)) if worker is None or one.id != worker.id}
    ordered = tuple(reversed(known.values()))
    return (*ordered, recipient(worker, "worker")) if worker else ordered


def watch_of(engine: Engine, person_id: str) -> Row[Any] | None:
    """What a person is watched in, whichever service it is."""
    pointer = engine.get(on_watch_key(person_id), OnWatch)
    return engine.get(Key(pointer.state.subject), Watch) if pointer else None
