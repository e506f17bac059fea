"""What the register knows of customers, sites, contacts, people and assignments."""

from typing import ClassVar

import msgspec

from chalicelib.platform.access import SELF as SELF
from chalicelib.platform.access import Role
from chalicelib.platform.operations import Key
from chalicelib.platform.tables import TableName
from chalicelib.platform.texts import Language
from chalicelib.records.rows import State
from chalicelib.register.policy import Risk


class Kept(State, frozen=True, kw_only=True):
    """A subject of the register, kept under its kind and id and listed by customer and name."""

    TABLE: ClassVar[TableName] = "register"

    id: str
    name: str

    @property
    def key(self) -> Key:
        """Where it is kept."""
        return Key(f"{self.KIND}/{self.id}")

    @property
    def lookup(self) -> tuple[str, str]:
        """Found among its customer's things of the same kind, by name."""
        return f"kind/{self.KIND}", f"{self.customer_id}/{self.name.casefold()}"


class Customer(Kept, frozen=True, kw_only=True):
    """Somebody the company works for, or (``self``) the company. Its ``customer_id`` is its own id."""

    KIND: ClassVar[str] = "customer"

    org_number: str | None = None
    language: Language = "nb"
    default_policies: dict[Risk, str] = msgspec.field(default_factory=dict)
    """Policy ids by risk level, where this customer wants other than the system's."""

    @property
    def lookup(self) -> tuple[str, str]:
        """Found among all customers, by name."""
        return "kind/customer", self.name.casefold()


class Site(Kept, frozen=True, kw_only=True):
    """A place with an address, and whom to call there: three-digit numbers reach the centre's own district."""

    KIND: ClassVar[str] = "site"

    address: str
    postal_code: str
    town: str
    municipality: str
    latitude: float | None = None
    longitude: float | None = None
    directions: str = ""
    opening_hours: str = ""
    access: str = ""
    """How to get in and what the panel's codes are: shown to a guard who is sent, and only while he is on the scene."""
    police_phone: str | None = None
    fire_phone: str | None = None
    medical_phone: str | None = None

    @property
    def site_id(self) -> str:
        """A site's own changes belong to its history."""
        return self.id


class Contact(Kept, frozen=True, kw_only=True):
    """Somebody at the customer who may be told. Without a site: for all of the customer's sites."""

    KIND: ClassVar[str] = "contact"

    site_id: str | None = None
    phone: str
    email: str | None = None
    language: Language = "nb"
    order: int = 1
    """Who is tried first: the lowest."""
    role: str = ""
    code_word_hash: str | None = None
    duress_word_hash: str | None = None
    wrong: bool = False
    """The number's owner answered FEIL: tried last until somebody has put it right."""
    wrong_at_ms: int | None = None

    @property
    def lookup(self) -> tuple[str, str]:
        """Found by customer and site, in the order in which they are tried."""
        return "kind/contact", f"{self.customer_id}/{self.site_id or '-'}/{self.order:04d}/{self.name.casefold()}"


class Person(Kept, frozen=True, kw_only=True):
    """Somebody who can sign in. Guards and operators belong to ``self``, field workers to their employer."""

    KIND: ClassVar[str] = "person"

    phone: str
    roles: tuple[Role, ...]
    language: Language = "nb"
    code_word_hash: str | None = None
    duress_word_hash: str | None = None
    pin_hash: str | None = None
    duress_pin_hash: str | None = None
    number: str | None = None
    """The guard's number, as it stands on the uniform."""
    skills: tuple[str, ...] = ()
    """What he can, or may, that not everybody can: ``dog``, ``first aid`` … in the company's own words."""
    active: bool = True
    wrong: bool = False
    wrong_at_ms: int | None = None


class RiskAssessment(msgspec.Struct, frozen=True, kw_only=True):
    """The written assessment behind an assignment's risk level, as the law on lone work asks for."""

    text: str
    assessed_by: str
    assessed_at_ms: int


class Instruction(msgspec.Struct, frozen=True, kw_only=True):
    """What the guard confirms having read; a changed text is a new version, to be read again."""

    text: str
    version: int = 1


class Assignment(Kept, frozen=True, kw_only=True):
    """What a guard goes on duty for: a site, its risk, and what to do there."""

    KIND: ClassVar[str] = "assignment"

    site_id: str
    risk: Risk
    risk_assessment: RiskAssessment
    instruction: Instruction
    policy_id: str | None = None
    loud: bool = False
    """Whether an SOS may make the guard's phone ring and show; else nothing there betrays it."""
    pin_required: bool = False

    @property
    def lookup(self) -> tuple[str, str]:
        """Found by customer and site, then by name."""
        return "kind/assignment", f"{self.customer_id}/{self.site_id}/{self.name.casefold()}"
