"""A site with a key, an operator, and guards with phones."""

from itertools import count
from typing import Any

import pytest

from chalicelib.platform.ids import new_id
from tests.integration.doors.conftest import Centre
from tests.support.doors import Answered
from tests.support.register import good

_numbers = count(20_000)


class Hung:
    """A site of this test's own with one key, an operator, and guards on duty."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self.office = centre.token("dina", "duty_manager", "system_administrator")
        self.operator = centre.token("olav", "operator")
        self.customer = self.made("customers", name=f"Hotell {new_id()}")
        self.site = self.made("sites", customer_id=self.customer, name="Fjordutsikt")
        self.tag, self.id = "", ""
        self.hang()

    def made(self, plural: str, **fields: Any) -> str:
        answer = self.centre.send("POST", plural, good(plural, **fields), token=self.office)
        assert answer.status == 201, answer.json
        return str(answer.json["id"])

    def hang(self) -> str:
        """One more key; the one that the test is about from now."""
        self.tag = f"N-{next(_numbers)}"
        self.id = self.made("keys", customer_id=self.customer, site_id=self.site, name=self.tag)
        return self.id

    def guard(self, *, on_duty: bool = True) -> "Guard":
        return Guard(self.centre, on_duty=on_duty)

    def desk(self, what: str, **body: Any) -> Answered:
        return self.centre.send("POST", f"keys/{self.id}/{what}", body, token=self.operator)

    def now(self, **query: str) -> list[dict[str, Any]]:
        asked = "&".join(f"{name}={value}" for name, value in query.items())
        found = self.centre.send("GET", f"keys-now?{asked}", token=self.operator).json["keys"]
        return [one for one in found if one["site_id"] == self.site]

    def stands(self) -> dict[str, Any]:
        (found,) = [one for one in self.now(site_id=self.site) if one["id"] == self.id]
        return found

    def case(self, case_id: str) -> Any:
        return self.centre.send("GET", f"cases/{case_id}", token=self.operator).json

    def cases(self, kind: str) -> list[Any]:
        return [
            one
            for one in self.centre.world.open_cases(kind)
            if one.state.subject == f"key/{self.id}" or one.state.customer_id == self.customer
        ]


class Guard:
    """A guard with a phone."""

    def __init__(self, centre: Centre, *, on_duty: bool) -> None:
        self.centre, self.name = centre, f"guard{new_id()}"
        centre.world.hire(self.name)
        self.id = centre.world.id(self.name)
        self.token = centre.token(self.name, "guard")
        self.duty_id = centre.go_on_duty(self.token).json["id"] if on_duty else ""

    def key(self, what: str, tag: str, **more: Any) -> Answered:
        return self.centre.send("POST", f"me/keys/{what}", {"tag": tag, **more}, token=self.token)

    def keys(self) -> list[str]:
        return [one["tag"] for one in self.centre.send("GET", "me/keys", token=self.token).json["keys"]]

    def goes_home(self, **more: Any) -> Answered:
        body = {"happened_at_ms": self.centre.world.now_ms, **more}
        return self.centre.send("POST", f"duties/{self.duty_id}/off-duty", body, token=self.token)


@pytest.fixture
def hung(centre: Centre) -> Hung:
    return Hung(centre)
