"""Who may see what: the company's people everything, a customer's people their own."""

import pytest

from chalicelib.platform.access import ROLES, SELF, Assurance, Caller, Role, only
from chalicelib.platform.problems import Problem


def caller(*roles: Role, customer_id: str = SELF) -> Caller:
    return Caller(person_id="alice", roles=frozenset(roles), customer_id=customer_id)


@pytest.mark.parametrize("role", ["guard", "operator", "duty_manager", "system_administrator"])
def test_the_companys_people_see_every_customer(role: Role) -> None:
    assert caller(role).may_see("nibio")


@pytest.mark.parametrize("role", ["field_worker", "customer_administrator"])
def test_a_customers_people_see_that_customer_only(role: Role) -> None:
    one = caller(role, customer_id="nibio")
    assert one.may_see("nibio")
    assert not one.may_see("statkraft")
    assert not one.may_see(SELF)


@pytest.mark.parametrize("role", ROLES)
def test_one_customer_role_keeps_to_that_customer_whatever_else_one_is(role: Role) -> None:
    assert not caller(role, "field_worker", customer_id="nibio").may_see("statkraft")


def test_who_has_no_role_or_is_unverified_sees_nothing() -> None:
    assert not caller(customer_id="nibio").may_see("nibio")
    claimed = Caller(person_id="alice", customer_id="nibio", assurance=Assurance.UNVERIFIED)
    assert not claimed.may_see("nibio")


def test_anothers_thing_is_not_there() -> None:
    with pytest.raises(Problem) as refused:
        caller("field_worker", customer_id="nibio").require("statkraft")
    assert refused.value.status == 404


def test_an_audience_of_no_roles_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="at least one"):
        only()
