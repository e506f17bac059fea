"""What the register knows around a mission: its kind of place, its worker, and the people to be told."""

from collections.abc import Iterable

from chalicelib.engine.messages import Recipient
from chalicelib.engine.people import contacts_of, each_once, on_call, person_of, recipient
from chalicelib.missions.states import Details, Mission
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import invalid
from chalicelib.records.commit import Engine
from chalicelib.register import repository
from chalicelib.register.place_kind import DEFAULT_KINDS, USUAL, PlaceKind, kinds_of
from chalicelib.register.repository import everything
from chalicelib.register.states import Person


def kind_of(engine: Engine, customer_id: str, kind_id: str) -> PlaceKind:
    """A mission's kind of place; one that is gone since gives way to the usual rules."""
    return repository.place_kind_for(engine, customer_id, kind_id) or DEFAULT_KINDS[USUAL]


def kinds_for(engine: Engine, customer_id: str) -> tuple[PlaceKind, ...]:
    """What a customer's people may choose from."""
    own = repository.list_place_kinds(engine, everything, customer_id)
    return kinds_of(tuple(row.state for row in own))


def party_of(engine: Engine, ids: Iterable[str]) -> tuple[Recipient, ...]:
    """The companions who are registered, in order, as somebody who can be told."""
    wanted = list(ids)
    found = repository.find_all(engine, everything, Person, wanted) if wanted else {}
    return tuple(recipient(found[one].state, "colleagues") for one in wanted if one in found)


def check_party(engine: Engine, worker: Person, ids: tuple[str, ...]) -> None:
    """Refuse companions who are not active field workers of the same customer."""
    found = repository.find_all(engine, everything, Person, ids) if ids else {}
    for index, one in enumerate(ids):
        person = found[one].state if one in found else None
        fits = person is not None and person.active and "field_worker" in person.roles
        if person is None or not fits or person.customer_id != worker.customer_id or one == worker.id:
            raise invalid(f"party[{index}]", "mission.party")


def people_to_tell(engine: Engine, mission: Mission, details: Details) -> tuple[Recipient, ...]:
    """Everybody whom a ladder of this mission may reach, and those whom an operator may ring."""
    worker = person_of(engine, mission.worker_id)
    found = on_call(engine)
    found += party_of(engine, mission.party)
    found += contacts_of(engine, mission.customer_id, None)
    found += [
        Recipient(id=id_from("companion", mission.id, one.phone), name=one.name, phone=one.phone, group="companions")
        for one in details.companions
        if one.phone
    ]
    kin = details.next_of_kin
    if kin:
        found.append(Recipient(id=id_from("kin", mission.id), name=kin.name, phone=kin.phone, group="next_of_kin"))
    return each_once(found, worker)
