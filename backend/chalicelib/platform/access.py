"""Who may do what: roles, the audience that every route states, and the caller that a request comes from."""

from enum import StrEnum
from typing import Literal, get_args

import msgspec

from chalicelib.platform.problems import not_found
from chalicelib.platform.texts import Language

SELF = "self"
"""The customer id of what belongs to no customer but to the security company itself: its people, its own rows."""

Role = Literal[
    "guard",
    "field_worker",
    "operator",
    "duty_manager",
    "contractor",
    "customer_administrator",
    "system_administrator",
]
"""What a person is to the centre. One person may have several. A contractor is sent like a guard, and has no app."""

ROLES: tuple[Role, ...] = get_args(Role)

_OF_THE_COMPANY: frozenset[Role] = frozenset({"guard", "operator", "duty_manager", "system_administrator"})
_OF_A_CUSTOMER: frozenset[Role] = frozenset({"field_worker", "customer_administrator"})


class Audience(msgspec.Struct, frozen=True):
    """For whom a route is. ``roles`` is empty only for ``ANYONE`` and ``PROVIDER``."""

    name: str
    roles: frozenset[Role] = frozenset()


ANYONE = Audience("anyone")
"""No sign-in at all: the routes by which one signs in."""

PROVIDER = Audience("provider")
"""A supplier's webhook, known by the secret shared with it."""


def only(*roles: Role) -> Audience:
    """The audience of people who have at least one of ``roles``."""
    if not roles:
        raise ValueError("an audience of roles names at least one")
    return Audience("+".join(sorted(roles)), frozenset(roles))


SIGNED_IN = only(*ROLES)
DESK = only("operator", "duty_manager")
STAFF = only("operator", "duty_manager", "system_administrator")
"""The company's own people at desks and in offices."""
GUARDS = only("guard")
ON_BEHALF = only("guard", "operator", "duty_manager")
"""A guard, or an operator who does it for the guard on the telephone."""
MANAGERS = only("duty_manager", "system_administrator")
REGISTRARS = only("duty_manager", "system_administrator", "customer_administrator")
"""Those who keep the register; a customer's administrator only for its own customer."""


class Assurance(StrEnum):
    """How sure we are of the caller."""

    SESSION = "session"
    """A valid access token of a session that stands."""
    DEVICE = "device"
    """The token or the session has run out, but the request is signed by the key of the session's device."""
    UNVERIFIED = "unverified"
    """An SOS that nobody vouches for. Who it says it is from may be known, and is a claim only."""


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """The person behind a request, as the session says."""

    person_id: str
    session_id: str = ""
    name: str = ""
    language: Language = "nb"
    roles: frozenset[Role] = frozenset()
    customer_id: str = SELF
    assurance: Assurance = Assurance.SESSION
    doubt: str = ""
    """Why an unverified caller is so: ``no_session``, ``unproven``, ``ended``."""

    @property
    def sees_all(self) -> bool:
        """True for the company's own people. One customer role is enough to be kept to that customer."""
        return bool(self.roles & _OF_THE_COMPANY) and not self.roles & _OF_A_CUSTOMER

    def may_see(self, customer_id: str) -> bool:
        """Whether what belongs to ``customer_id`` is this caller's business."""
        return self.sees_all or (bool(self.roles) and customer_id == self.customer_id)

    def require(self, customer_id: str) -> None:
        """Raise ``not_found`` for another customer's things: that they exist is not told either."""
        if not self.may_see(customer_id):
            raise not_found()

    def has(self, *roles: Role) -> bool:
        """Whether the caller has at least one of ``roles``."""
        return not self.roles.isdisjoint(roles)
