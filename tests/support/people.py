"""People in the register, put there without its forms."""

from chalicelib.platform.access import SELF, Role
from chalicelib.platform.ids import new_id
from chalicelib.records.change import Actor, Change, create, update
from chalicelib.records.commit import Engine
from chalicelib.register.pointers import PhoneOfPerson
from chalicelib.register.repository import everything, get_person
from chalicelib.register.states import Person

TESTS = Actor("system", "tests")
_numbers = iter(range(90_000_000, 99_999_999))


def new_person(engine: Engine, *roles: Role, name: str = "Kari Nordmann", customer_id: str = SELF) -> Person:
    """An active person with those roles and a number nobody else has."""
    phone = f"+47{next(_numbers)}"
    person = Person(customer_id=customer_id, id=new_id(), name=name, phone=phone, roles=roles)
    pointer = PhoneOfPerson(customer_id=customer_id, phone=phone, person_id=person.id)
    engine.commit(Change((create(person), create(pointer))), actor=TESTS)
    return person


def change_person(engine: Engine, person: Person, **fields: object) -> None:
    """Write other values over a person's."""
    row = get_person(engine, everything, person.id)
    assert row is not None
    kept = {name: getattr(row.state, name) for name in row.state.__struct_fields__}
    engine.commit(Change((update(row, Person(**{**kept, **fields})),)), actor=TESTS)


def told_of(engine: Engine, person: Person) -> str:
    """The public part of everything the journal says of a person."""
    return "".join(item["public"] for item in engine.store.partition("journal", f"person/{person.id}"))
