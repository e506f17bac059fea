"""Small rows that stand beside the register's subjects: who has a number, who has a role, and what rests on what.

A pointer is written in the transaction that writes its subject. ``("phone/+47…", "person")`` must not exist when it is
put: that is why two people can never share a number, and why a text's sender is found by one strong read.
"""

from typing import ClassVar

import msgspec

from chalicelib.platform.access import Role
from chalicelib.platform.operations import Key
from chalicelib.platform.tables import TableName
from chalicelib.records.rows import State


def phone_pk(phone: str) -> str:
    """The partition in which everybody with that number is found."""
    return f"phone/{phone}"


class PhoneOfPerson(State, frozen=True, kw_only=True):
    """The one person with a number."""

    KIND: ClassVar[str] = "phone_of_person"
    TABLE: ClassVar[TableName] = "register"

    phone: str
    person_id: str

    @property
    def key(self) -> Key:
        """One per number, whoever has it."""
        return Key(phone_pk(self.phone), "person")


class PhoneOfContact(State, frozen=True, kw_only=True):
    """One of the contacts with a number: the same caretaker may answer for several customers."""

    KIND: ClassVar[str] = "phone_of_contact"
    TABLE: ClassVar[TableName] = "register"

    phone: str
    contact_id: str

    @property
    def key(self) -> Key:
        """One per number and contact."""
        return Key(phone_pk(self.phone), f"contact/{self.contact_id}")


class RoleOfPerson(State, frozen=True, kw_only=True):
    """One role of one person, so that those with a role are found without reading everybody."""

    KIND: ClassVar[str] = "role_of_person"
    TABLE: ClassVar[TableName] = "register"

    person_id: str
    role: Role

    @property
    def key(self) -> Key:
        """Beside the person."""
        return Key(f"person/{self.person_id}", f"role/{self.role}")

    @property
    def lookup(self) -> tuple[str, str]:
        """Found among those with the same role."""
        return f"role/{self.role}", self.person_id


class Uses(State, frozen=True, kw_only=True):
    """How many things of each kind rest on a customer, a site, an assignment or a policy.

    Whoever adds or takes away such a thing writes this row in the same transaction, and whoever deletes the bearer
    removes it: of two who do so in the same instant, one loses and decides again.
    """

    KIND: ClassVar[str] = "uses"
    TABLE: ClassVar[TableName] = "register"

    of: str
    """The partition of what is used: ``site/<id>``."""
    counts: dict[str, int] = msgspec.field(default_factory=dict)

    @property
    def key(self) -> Key:
        """Beside what is used."""
        return uses_key(self.of)


def uses_key(pk: str) -> Key:
    """Where the count of what rests on ``pk`` is kept."""
    return Key(pk, "uses")


class Gone(State, frozen=True, kw_only=True):
    """What stays where something was deleted: that it was, and when. Its journal goes on, its names do not.

    The row keeps the chain of the journal, and remembers the command: a repeated request does not bring it back.
    """

    KIND: ClassVar[str] = "gone"
    TABLE: ClassVar[TableName] = "register"

    was: str
    id: str
    deleted_at_ms: int

    @property
    def key(self) -> Key:
        """Where the deleted thing was kept."""
        return Key(f"{self.was}/{self.id}")
