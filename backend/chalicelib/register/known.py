"""What an imported line means by a name: which customer, site or policy, and whether its own thing is known already."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from chalicelib.platform.access import SELF, Caller
from chalicelib.platform.operations import Key
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row, State
from chalicelib.register.columns import Unreadable
from chalicelib.register.phones import e164
from chalicelib.register.pointers import PhoneOfPerson, phone_pk
from chalicelib.register.policy import Policy
from chalicelib.register.repository import find_all, list_things
from chalicelib.register.states import Contact, Customer, Person, Site
from chalicelib.register.subjects import subject

IDENTITY: dict[str, tuple[str, ...]] = {
    "customers": ("name",),
    "sites": ("customer_id", "name"),
    "contacts": ("customer_id", "site_id", "phone"),
    "people": ("phone",),
    "municipalities": ("name",),
    "panels": ("account", "receiver", "line"),
    "keys": ("name",),
    "instructions": ("customer_id", "site_id", "name"),
    "assignments": ("customer_id", "site_id", "name"),
}
"""The fields by which a line is known to speak of a thing that is in the register already."""

Identity = tuple[str, ...]


def identity(plural: str, values: Mapping[str, Any]) -> Identity:
    """What makes a line's thing the same thing as another line's, or as one in the register."""
    return tuple(_comparable(field, values.get(field)) for field in IDENTITY[plural])


def _comparable(field: str, value: Any) -> str:
    text = str(value or "")
    return (e164(text) or text) if field == "phone" else text.casefold()


class Known:
    """The part of the register that one import asks about, each list read once."""

    def __init__(self, engine: Engine, caller: Caller) -> None:
        self._engine = engine
        self._caller = caller
        self._lists: dict[tuple[str, str | None], list[Row[Any]]] = {}

    def resolve(self, values: dict[str, Any]) -> dict[str, Unreadable]:
        """Put ids in the place of names, in the values themselves; answer what cannot be resolved, by field."""
        wrong: dict[str, Unreadable] = {}
        if "customer_id" in values:
            self._resolve("customer_id", Customer, None, values, wrong)
        for field, kind in (("site_id", Site), ("policy_id", Policy)):
            if values.get(field) and "customer_id" not in wrong:
                self._resolve(field, kind, values["customer_id"], values, wrong)
        if "customer_id" in values and "customer_id" not in wrong:
            self._resolve_contacts(values, wrong)
        return wrong

    def _resolve_contacts(self, values: dict[str, Any], wrong: dict[str, Unreadable]) -> None:
        """Those on a call list, and whoever is asked for the code word: by id, number or name."""
        lines = [("notices", line, "contact_id") for line in values.get("notices") or ()]
        if values.get("verify_contact_id"):
            lines.append(("verify_contact_id", values, "verify_contact_id"))
        for field, holder, name in lines:
            found = self._contacts(values["customer_id"], holder[name])
            if len(found) == 1:
                holder[name] = found[0].state.id
            else:
                why = "instruction.several_contacts" if found else "instruction.no_contact"
                wrong[field] = Unreadable(why, name=holder[name])

    def _contacts(self, customer_id: str, said: str) -> list[Row[Contact]]:
        rows = self._list(Contact, customer_id)
        phone = e164(said)
        ways: tuple[Callable[[Contact], bool], ...] = (
            lambda one: one.id == said,
            lambda one: one.phone == phone,
            lambda one: one.name.casefold() == said.casefold(),
        )
        return next((found for way in ways if (found := [row for row in rows if way(row.state)])), [])

    def _resolve(
        self,
        field: str,
        kind: type[State],
        customer_id: str | None,
        values: dict[str, Any],
        wrong: dict[str, Unreadable],
    ) -> None:
        cell = values[field]
        if field == "customer_id" and not cell:
            values[field] = self.own_customer
            return
        rows = self._list(kind, customer_id)
        found = [row for row in rows if row.state.id == cell] or [
            row for row in rows if row.state.name.casefold() == cell.casefold()
        ]
        if len(found) == 1:
            values[field] = found[0].state.id
        else:
            wrong[field] = Unreadable("register.several" if found else "register.unknown")

    @property
    def own_customer(self) -> str:
        """To whom belongs what does not say so."""
        return SELF if self._caller.sees_all else self._caller.customer_id

    def existing(self, plural: str, lines: Iterable[Mapping[str, Any]]) -> dict[Identity, Row[Any]]:
        """Those of the lines' things that are in the register, by their identity."""
        if plural == "people":
            return self._people(line.get("phone") for line in lines)
        customers = {None} if plural == "customers" else {line.get("customer_id") for line in lines}
        rows = [row for one in customers for row in self._list(subject(plural).kind, one)]
        return {identity(plural, _values(plural, row)): row for row in rows}

    def _people(self, phones: Iterable[Any]) -> dict[Identity, Row[Any]]:
        """By the pointers, so that even what was written a moment ago is seen."""
        keys = [Key(phone_pk(number), "person") for phone in phones if phone and (number := e164(phone))]
        pointers = self._engine.read(keys, "register").all(PhoneOfPerson)
        people = find_all(self._engine, self._caller.may_see, Person, [row.state.person_id for row in pointers])
        return {(row.state.phone,): row for row in people.values()}

    def _list(self, kind: type[State], customer_id: str | None) -> list[Row[Any]]:
        where = (kind.KIND, customer_id)
        if where not in self._lists:
            self._lists[where] = list(list_things(self._engine, self._caller.may_see, kind, customer_id))
        return self._lists[where]


def _values(plural: str, row: Row[Any]) -> dict[str, Any]:
    return {field: getattr(row.state, field) for field in IDENTITY[plural]}


add_texts(
    {
        "instruction.no_contact": Text(
            "Kunden har ingen kontakt «{name}». Skriv navnet eller nummeret som det står i registeret, "
            "eller importer kontaktene først.",
            "The customer has no contact “{name}”. Write the name or number as in the register, "
            "or import the contacts first.",
        ),
        "instruction.several_contacts": Text(
            "Flere kontakter heter «{name}». Skriv nummeret i stedet.",
            "Several contacts are called “{name}”. Write the number instead.",
        ),
        "register.several": Text(
            "Flere har dette navnet. Skriv id-en i stedet.", "Several have this name. Write the id instead."
        ),
    }
)
