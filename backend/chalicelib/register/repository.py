"""Finding things in the register. Every function is told what its caller may see, and finds nothing beyond it.

Single things are read strongly. Lists come from an index that may be a second behind; those that decide who is told
(contacts, people by role) are read again strongly by key.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar, cast

from chalicelib.platform.access import Role
from chalicelib.platform.operations import Item, Key
from chalicelib.records.commit import Engine, Facts
from chalicelib.records.rows import Row, State, from_item
from chalicelib.register.place_kind import DEFAULT_KINDS, PlaceKind
from chalicelib.register.pointers import Gone, PhoneOfPerson, phone_pk
from chalicelib.register.policy import DEFAULTS, Policy
from chalicelib.register.states import Assignment, Contact, Customer, Person, Site

MaySee = Callable[[str], bool]
"""Whether the caller has a right to what belongs to that customer."""

K = TypeVar("K", bound=State)


def everything(_customer_id: str) -> bool:
    """The right of the system itself: the clock, the sender, the judge of inbound texts."""
    return True


def find(engine: Engine, may_see: MaySee, kind: type[K], thing_id: str) -> Row[K] | None:
    """The thing of that kind and id, unless it is gone or somebody else's."""
    return find_all(engine, may_see, kind, [thing_id]).get(thing_id)


def find_all(engine: Engine, may_see: MaySee, kind: type[K], ids: Iterable[str]) -> dict[str, Row[K]]:
    """Several things of a kind in one round trip, by id."""
    found: dict[str, Row[K]] = {}
    for key, item in engine.store.get("register", [Key(f"{kind.KIND}/{one}") for one in ids]).items():
        row = _seen(item, kind, may_see)
        if row is not None:
            found[key.pk.partition("/")[2]] = row
    return found


def find_together(
    engine: Engine, may_see: MaySee, wanted: Iterable[tuple[type[Any], str]], live: Iterable[Key] = ()
) -> tuple[list[Row[Any] | None], Facts]:
    """Things of several kinds, each by kind and id, and rows that are ``live``: all in one round trip."""
    places = [(kind, Key(f"{kind.KIND}/{one}")) for kind, one in wanted]
    items = engine.store.across({"register": [key for _, key in places], "live": live})
    found = [(kind, items["register"].get(key)) for kind, key in places]
    facts = Facts({key: from_item(item) for key, item in items["live"].items()})
    return [_seen(item, kind, may_see) if item else None for kind, item in found], facts


def get_customer(engine: Engine, may_see: MaySee, customer_id: str) -> Row[Customer] | None:
    """A customer by id."""
    return find(engine, may_see, Customer, customer_id)


def get_site(engine: Engine, may_see: MaySee, site_id: str) -> Row[Site] | None:
    """A site by id."""
    return find(engine, may_see, Site, site_id)


def get_contact(engine: Engine, may_see: MaySee, contact_id: str) -> Row[Contact] | None:
    """A contact by id."""
    return find(engine, may_see, Contact, contact_id)


def get_person(engine: Engine, may_see: MaySee, person_id: str) -> Row[Person] | None:
    """A person by id."""
    return find(engine, may_see, Person, person_id)


def get_assignment(engine: Engine, may_see: MaySee, assignment_id: str) -> Row[Assignment] | None:
    """An assignment by id."""
    return find(engine, may_see, Assignment, assignment_id)


def get_policy(engine: Engine, may_see: MaySee, policy_id: str) -> Row[Policy] | None:
    """A customer's own policy by id. The system's defaults are not rows: see ``policy_for``."""
    return find(engine, may_see, Policy, policy_id)


def find_person_by_phone(engine: Engine, may_see: MaySee, phone: str) -> Row[Person] | None:
    """The one person with that number (E.164)."""
    pointer = engine.get(Key(phone_pk(phone), "person"), PhoneOfPerson)
    return get_person(engine, may_see, pointer.state.person_id) if pointer else None


def find_contacts_by_phone(engine: Engine, may_see: MaySee, phone: str) -> list[Row[Contact]]:
    """Everybody's contacts with that number (E.164), whichever customers they belong to."""
    ids = [from_item(item).state.contact_id for item in engine.store.partition("register", phone_pk(phone), "contact/")]
    return list(find_all(engine, may_see, Contact, ids).values())


def contacts_for_site(engine: Engine, may_see: MaySee, customer_id: str, site_id: str | None) -> list[Row[Contact]]:
    """Whom to tell, in order: the site's own, then the customer's general ones; wrong numbers last, and marked so.

    Without a site, the customer's general contacts only.
    """
    prefixes = [f"{customer_id}/{site_id}/"] if site_id else []
    items = (
        item for prefix in [*prefixes, f"{customer_id}/-/"] for item in engine.store.lookup("kind/contact", prefix)
    )
    found = find_all(engine, may_see, Contact, [item["pk"].partition("/")[2] for item in items])
    rows = [row for row in found.values() if row.state.site_id in (site_id, None)]
    return sorted(rows, key=_in_turn)


def _in_turn(row: Row[Contact]) -> tuple[bool, bool, int, str]:
    contact = row.state
    return contact.wrong, contact.site_id is None, contact.order, contact.name.casefold()


def people_with_role(engine: Engine, may_see: MaySee, role: Role) -> list[Row[Person]]:
    """Everybody active who has the role now, by name."""
    ids = [item["sort"] for item in engine.store.lookup(f"role/{role}")]
    rows = find_all(engine, may_see, Person, ids).values()
    return sorted((row for row in rows if row.state.active and role in row.state.roles), key=_by_name)


def policy_for(engine: Engine, assignment: Assignment, customer: Customer | None) -> Policy:
    """The assignment's policy, else that of its ``customer`` for that risk, else the system's."""
    policy_id = assignment.policy_id
    if policy_id is None and customer:
        policy_id = customer.default_policies.get(assignment.risk)
    row = get_policy(engine, everything, policy_id) if policy_id else None
    return row.state if row else DEFAULTS[assignment.risk]


def list_things(
    engine: Engine, may_see: MaySee, kind: type[K], customer_id: str | None = None, after: tuple[str, Key] | None = None
) -> Iterator[Row[K]]:
    """Everything of a kind, or what one customer has of it, in the order of its index: by customer, then by name.

    ``after`` is the place in the index, and the key, of the one that was seen last.
    """
    prefix = f"{customer_id}/" if customer_id and kind is not Customer else ""
    for item in engine.store.lookup(f"kind/{kind.KIND}", prefix, after):
        row = _seen(item, kind, may_see)
        if row is not None and customer_id in (None, row.state.customer_id):
            yield row


def list_customers(engine: Engine, may_see: MaySee) -> list[Row[Customer]]:
    """All customers, by name."""
    return list(list_things(engine, may_see, Customer))


def list_sites(engine: Engine, may_see: MaySee, customer_id: str | None = None) -> list[Row[Site]]:
    """A customer's sites, or everybody's."""
    return list(list_things(engine, may_see, Site, customer_id))


def list_contacts(engine: Engine, may_see: MaySee, customer_id: str | None = None) -> list[Row[Contact]]:
    """A customer's contacts, or everybody's, by site and in the order in which they are tried."""
    return list(list_things(engine, may_see, Contact, customer_id))


def list_people(engine: Engine, may_see: MaySee, customer_id: str | None = None) -> list[Row[Person]]:
    """The people of a customer (``self``: the company's own), or everybody."""
    return list(list_things(engine, may_see, Person, customer_id))


def list_assignments(engine: Engine, may_see: MaySee, customer_id: str | None = None) -> list[Row[Assignment]]:
    """A customer's assignments, or everybody's, by site and name."""
    return list(list_things(engine, may_see, Assignment, customer_id))


def list_policies(engine: Engine, may_see: MaySee, customer_id: str | None = None) -> list[Row[Policy]]:
    """A customer's own policies, or everybody's; without the system's defaults."""
    return list(list_things(engine, may_see, Policy, customer_id))


def list_place_kinds(engine: Engine, may_see: MaySee, customer_id: str | None = None) -> list[Row[PlaceKind]]:
    """A customer's own kinds of place, or everybody's; without the system's."""
    return list(list_things(engine, may_see, PlaceKind, customer_id))


def place_kind_for(engine: Engine, customer_id: str, kind_id: str) -> PlaceKind | None:
    """A kind of place by id: the customer's own, or the system's."""
    if kind_id in DEFAULT_KINDS:
        return DEFAULT_KINDS[kind_id]
    row = find(engine, everything, PlaceKind, kind_id)
    return row.state if row and row.state.customer_id == customer_id else None


def _seen(item: Item, kind: type[K], may_see: MaySee) -> Row[K] | None:
    """The row in an item; None for what is gone and for what the caller has no right to."""
    if item["kind"] == Gone.KIND or not may_see(item["customer_id"]):
        return None
    if item["kind"] != kind.KIND:
        raise TypeError(f"{item['pk']} is a {item['kind']}, not a {kind.KIND}")
    return cast("Row[K]", from_item(item))


def _by_name(row: Row[Any]) -> str:
    return str(row.state.name).casefold()
