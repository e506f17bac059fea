"""Who may change what in the register, beyond the audience that a route states."""

from typing import Any

from chalicelib.platform.access import Caller
from chalicelib.platform.problems import conflict, forbidden, invalid
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.rows import State
from chalicelib.register.keeping import Build
from chalicelib.register.municipalities import Municipality
from chalicelib.register.states import Customer, Person

_HIGHEST = "system_administrator"


def may_write(caller: Caller, before: State | None, after: State) -> None:
    """Raise the problem that says why the caller may not make ``after`` of ``before``."""
    if isinstance(after, Municipality) and not caller.sees_all:
        raise forbidden("register.municipalities_by_company")
    if not caller.may_see(after.customer_id):
        if isinstance(after, Customer):
            raise forbidden("register.customers_by_company")
        raise invalid("customer_id", "register.unknown")
    _no_higher_than_oneself(caller, before)
    _no_higher_than_oneself(caller, after)
    if isinstance(after, Person) and isinstance(before, Person) and after.id == caller.person_id:
        _no_less_than_before(before, after)


def within_rights(caller: Caller, make: Build[Any]) -> Build[Any]:
    """The builder that also asks whether the caller may do what it does."""

    def build(before: State | None) -> State:
        after: State = make(before)
        may_write(caller, before, after)
        return after

    return build


def may_delete(caller: Caller, state: State) -> None:
    """Raise the problem that says why the caller may not delete this."""
    if isinstance(state, Municipality) and not caller.sees_all:
        raise forbidden("register.municipalities_by_company")
    if isinstance(state, Customer) and not caller.sees_all:
        raise forbidden("register.customers_by_company")
    _no_higher_than_oneself(caller, state)
    if isinstance(state, Person) and state.id == caller.person_id:
        raise conflict("register.oneself")


def _no_less_than_before(before: Person, after: Person) -> None:
    """Or the last administrator could lock everybody out."""
    if not after.active or not set(before.roles) <= set(after.roles):
        raise conflict("register.oneself")


def _no_higher_than_oneself(caller: Caller, person: Any) -> None:
    """Who may change a system administrator's number could sign in as one."""
    if isinstance(person, Person) and _HIGHEST in person.roles and not caller.has(_HIGHEST):
        raise forbidden("register.administrators")


add_texts(
    {
        "register.customers_by_company": Text(
            "Kunder opprettes og slettes av sikkerhetsselskapet. Ta kontakt med sentralen.",
            "Customers are created and deleted by the security company. Contact the centre.",
        ),
        "register.municipalities_by_company": Text(
            "Numrene til nødsentralene føres av sikkerhetsselskapet. Ta kontakt med sentralen.",
            "The emergency centres' numbers are kept by the security company. Contact the centre.",
        ),
        "register.administrators": Text(
            "Bare en systemadministrator kan endre en systemadministrator. Be en om å gjøre det.",
            "Only a system administrator can change a system administrator. Ask one to do it.",
        ),
        "register.oneself": Text(
            "Du kan ikke slette deg selv, gjøre deg inaktiv eller ta fra deg en rolle. Be en kollega om å gjøre det.",
            "You cannot delete yourself, make yourself inactive or take a role from yourself. Ask a colleague to.",
        ),
    }
)
