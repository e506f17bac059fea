"""The register's people, as signing in sees them: who may, and with which roles by which way."""

from chalicelib.platform.access import Role
from chalicelib.records.commit import Engine
from chalicelib.register.repository import everything
from chalicelib.register.repository import find_person_by_phone as _by_phone
from chalicelib.register.repository import get_person as _get
from chalicelib.register.states import Person

FIELD_ROLES: frozenset[Role] = frozenset({"guard", "field_worker"})
"""The roles that a code by SMS is good enough for. All others want a passkey, also of somebody who is a guard too."""


def person_with_phone(engine: Engine, phone: str) -> Person | None:
    """The active person with that number who may sign in by code."""
    row = _by_phone(engine, everything, phone)
    return row.state if row and row.state.active and field_roles(row.state) else None


def active_person(engine: Engine, person_id: str) -> Person | None:
    """The person, unless gone or no longer active."""
    row = _get(engine, everything, person_id)
    return row.state if row and row.state.active else None


def any_person(engine: Engine, person_id: str) -> Person | None:
    """The person, active or not: who has left can still be signed out."""
    row = _get(engine, everything, person_id)
    return row.state if row else None


def field_roles(person: Person) -> tuple[Role, ...]:
    """The person's roles that a code can give."""
    return tuple(role for role in person.roles if role in FIELD_ROLES)
