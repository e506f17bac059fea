"""Whom the host tells how to sign in, and the links by which operators make their first passkey."""

from collections.abc import Iterable

from chalicelib.identity.enrolments import LONGEST_MS, issue_enrolment
from chalicelib.identity.passkeys import passkeys_of
from chalicelib.platform.access import Role
from chalicelib.platform.config import config
from chalicelib.platform.ids import new_id
from chalicelib.platform.time import now_ms
from chalicelib.records.change import Actor
from chalicelib.records.commit import Engine
from chalicelib.register.repository import everything, find_contacts_by_phone, find_person_by_phone, list_people
from chalicelib.register.states import Person

BY_CODE: frozenset[Role] = frozenset({"guard", "field_worker"})
BY_PASSKEY: frozenset[Role] = frozenset({"operator", "duty_manager", "customer_administrator", "system_administrator"})
_HOST = Actor("system", "host")


def anybody(engine: Engine) -> bool:
    """Whether the register knows anybody at all."""
    return bool(list_people(engine, everything))


def those_who(engine: Engine, roles: frozenset[Role]) -> list[Person]:
    """Everybody active with one of these roles, the company's own first, by name."""
    people = (row.state for row in list_people(engine, everything))
    return [person for person in people if person.active and not roles.isdisjoint(person.roles)]


def without_passkey(engine: Engine, people: Iterable[Person]) -> list[Person]:
    """Those who cannot sign in yet."""
    return [person for person in people if not passkeys_of(engine, person)]


def named(people: Iterable[Person], who: str) -> list[Person]:
    """Those with that id, else those whose name it is or begins."""
    everyone, wanted = list(people), who.strip().casefold()
    exact = [person for person in everyone if person.id == who.strip() or person.name.casefold() == wanted]
    return exact or [person for person in everyone if wanted and person.name.casefold().startswith(wanted)]


def enrolment_link(engine: Engine, person: Person) -> str:
    """A new link that works once, for a day."""
    link, _ = issue_enrolment(engine, config(), person, _HOST, f"host-{new_id()}", LONGEST_MS, now_ms())
    return link


def names_of(engine: Engine, numbers: Iterable[str]) -> dict[str, str]:
    """Whom the register knows by these numbers: people first, else contacts at the customers."""
    found: dict[str, str] = {}
    for number in numbers:
        person = find_person_by_phone(engine, everything, number)
        known = [person] if person else find_contacts_by_phone(engine, everything, number)
        if known:
            found[number] = known[0].state.name
    return found


def told_of(listed: list[Person]) -> str:
    """People by id and name, one a line."""
    return "\n".join(f"  {person.id}  {person.name}" for person in listed)
