"""What a customer wishes when something happens: whom to tell, whether to send a guard, and what must be done."""

from typing import ClassVar, Literal

import msgspec

from chalicelib.platform.operations import Key
from chalicelib.platform.tables import TableName
from chalicelib.records.rows import State
from chalicelib.register.categories import Category
from chalicelib.register.times import Period

Action = Literal["notify", "dispatch", "both", "log"]
By = Literal["call", "sms", "email"]
Service = Literal["fire", "police", "medical"]
When = Literal["at_once", "confirmed", "never"]


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a call list: who is told, and how."""

    contact_id: str
    by: By = "call"
    at_once: bool = False
    """Told at once, whatever the others answer; else in turn, until one confirms."""
    each_step: bool = False
    """Told by SMS of each step besides: received, guard sent, on scene, concluded."""
    text: str = ""
    """In the customer's words; ``{site}`` and ``{time}`` stand for the place and when. Empty: the usual words."""


class Emergency(msgspec.Struct, frozen=True, kw_only=True):
    """The emergency centre that it may concern."""

    service: Service
    when: When = "confirmed"
    direct: bool = False
    """The alarm goes straight to that centre as well: a false one is to be called off in time."""
    call_off_s: int | None = None
    """So long after the alarm a turn-out can be called off without being billed."""


class OwnStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step in the customer's words, which must be done unless it says otherwise."""

    text: str
    compulsory: bool = True


class CustomerInstruction(State, frozen=True, kw_only=True):
    """What one customer wishes of some categories of event, at one of its sites or at all, at some times or always."""

    KIND: ClassVar[str] = "instruction"
    TABLE: ClassVar[TableName] = "register"

    id: str
    name: str
    site_id: str | None = None
    categories: tuple[Category, ...]
    times: tuple[Period, ...] = ()
    """None: whenever none of its like with times holds."""
    action: Action
    notices: tuple[Notice, ...] = ()
    """None, where somebody is to be told: the site's contacts in their order."""
    verify_contact_id: str | None = None
    """Who is rung first, and asked for the code word."""
    steps: tuple[OwnStep, ...] = ()
    response_s: int | None = None
    """Within so long a guard is to be on scene, as agreed."""
    emergency: Emergency | None = None
    home: bool = False
    """A private home: the procedure of the national cooperation holds."""
    access: str = ""
    """Keys and how to get in."""

    @property
    def key(self) -> Key:
        """Where it is kept."""
        return Key(f"instruction/{self.id}")

    @property
    def lookup(self) -> tuple[str, str]:
        """Found by customer and site, then by name."""
        return "kind/instruction", f"{self.customer_id}/{self.site_id or '-'}/{self.name.casefold()}"

    @property
    def tells(self) -> bool:
        """Whether somebody at the customer is to be told."""
        return self.action in ("notify", "both")

    @property
    def sends(self) -> bool:
        """Whether a guard is to be sent."""
        return self.action in ("dispatch", "both")
