"""A customer who follows an alarm hears of its end once: from the guard who is done, else from who ends the case."""

from typing import Any

import pytest

from chalicelib.engine.cases import Opening, open_case
from chalicelib.engine.messages import Recipient
from chalicelib.platform.ids import new_id
from chalicelib.records.change import Change
from tests.integration.doors.conftest import Centre
from tests.support.world import TESTER


class Followed:
    """A case that somebody at the customer's follows, owned by an operator."""

    def __init__(self, centre: Centre, *, silent: bool = False) -> None:
        self.centre, self.id = centre, new_id()
        world = centre.world
        kari = Recipient(id=world.id("kari"), name="Kari", phone=world.phone("kari"), group="contacts")
        opening = Opening(
            id=self.id,
            kind="assistance",
            customer_id=world.id("customer"),
            site=world.id("site"),
            silent=silent,
            people=(kari,),
            informed=(kari,),
            params={"site": "Lager 4"},
        )
        world.engine.commit(Change(open_case(opening, world.now_ms)), actor=TESTER, at_ms=world.now_ms)
        self.operator = centre.token("olav", "operator")
        self.at("take")

    def at(self, path: str, token: str = "", **body: Any) -> Any:
        answer = self.centre.send("POST", f"cases/{self.id}/{path}", body, token=token or self.operator)
        assert answer.status in (200, 201), answer.json
        return answer.json

    def texts(self) -> list[str]:
        found = self.centre.send("GET", f"cases/{self.id}", token=self.operator).json["messages"]
        return [one["text"] for one in found if one["to_name"] == "Kari"]

    def guard_goes(self) -> None:
        world = self.centre.world
        name = f"guard{new_id()}"
        world.hire(name)
        token = self.centre.token(name, "guard")
        duty = self.centre.go_on_duty(token).json["id"]
        sent = self.at("dispatches", person_id=world.id(name))["dispatches"][-1]
        for what in ("accept", "on-scene", "done"):
            self.at(f"dispatches/{sent['id']}/{what}", token, happened_at_ms=world.now_ms)
        self.centre.send("POST", f"duties/{duty}/off-duty", {"happened_at_ms": world.now_ms}, token=token)


def test_each_step_of_the_guards_is_told_and_the_end_once(centre: Centre) -> None:
    case = Followed(centre)
    case.guard_goes()
    assert {text.split()[0] for text in case.texts()} == {"Vekter", "Vekteren", "Utrykningen"}
    case.at("resolve", disposition="false_alarm")
    assert len(case.texts()) == 3


def test_where_nobody_went_the_end_of_the_case_is_told(centre: Centre) -> None:
    case = Followed(centre)
    case.at("resolve", disposition="false_alarm")
    (text,) = case.texts()
    assert text.startswith("Alarmen er ferdig behandlet")
    assert "Lager 4" in text


@pytest.mark.parametrize(("silent", "disposition"), [(True, "safe"), (False, "duplicate")])
def test_of_a_silent_case_and_of_one_that_another_carries_nothing_is_told(
    centre: Centre, silent: bool, disposition: str
) -> None:
    case = Followed(centre, silent=silent)
    case.at("resolve", disposition=disposition)
    assert case.texts() == []


def test_the_operator_sees_who_follows_it(centre: Centre) -> None:
    case = Followed(centre)
    people = centre.send("GET", f"cases/{case.id}", token=case.operator).json["plan"]["people"]
    assert {one["name"]: one["each_step"] for one in people} == {"Kari": True}
