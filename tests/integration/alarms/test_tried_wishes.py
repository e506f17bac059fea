"""What would happen if what somebody has written were saved: nothing is kept, and what could not be is refused."""

from typing import Any

import pytest

from chalicelib.desk.wish_preview import ROUTES
from tests.support.desk_doors import token_in
from tests.support.doors import Answered, Doors
from tests.support.panels import Panels
from tests.support.world import World


class Trying:
    def __init__(self, world: World) -> None:
        self.world = world
        self.send = Doors(ROUTES, world.engine, world.config, lambda: world.now_ms)

    def written(self, **fields: Any) -> dict[str, Any]:
        told = {"name": "Innbrudd", "categories": ["burglary"], "action": "both", "response_s": 900}
        notices = [{"contact_id": self.world.id("kari"), "by": "sms", "at_once": True, "text": "Innbrudd ved {site}."}]
        return {"customer_id": self.world.id("customer"), **told, "notices": notices, **fields}

    def asks(self, written: dict[str, Any], **fields: Any) -> Answered:
        token = token_in(self.world, self.send, "duty_manager")
        body = {"site_id": self.world.id("site"), "category": "burglary", "instruction": written, **fields}
        return self.send("POST", "wishes", body, token=token)

    def saved(self) -> Any:
        token = token_in(self.world, self.send, "duty_manager")
        return self.send("GET", f"wishes?site_id={self.world.id('site')}&category=burglary", token=token).json


@pytest.fixture
def trying(world: World) -> Trying:
    return Trying(world)


def test_it_is_told_as_if_it_were_saved_and_nothing_is(trying: Trying) -> None:
    would = trying.asks(trying.written()).json
    assert (would["source"], would["instruction_name"], would["action"]) == ("customer", "Innbrudd", "both")
    assert [one["text"] for one in would["at_once"]] == ["Innbrudd ved Lager 4."]
    assert trying.saved()["source"] == "system"


def test_for_the_site_it_goes_before_what_is_for_the_customer(trying: Trying) -> None:
    assert trying.asks(trying.written(site_id=trying.world.id("site"))).json["source"] == "site"


def test_of_another_category_nothing_changes(trying: Trying) -> None:
    assert trying.asks(trying.written(categories=["water"])).json["source"] == "system"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"action": "log", "notices": [], "response_s": None, "home": True}, "action"),
        ({"response_s": 5}, "response_s"),
        ({"times": [{"days": ["mon"], "start_min": 600, "end_min": 600}]}, "times[0].end_min"),
        ({"customer_id": "self"}, "customer_id"),
    ],
)
def test_what_could_not_be_saved_is_refused_as_then(trying: Trying, fields: dict[str, Any], field: str) -> None:
    refused = trying.asks(trying.written(**fields))
    assert (refused.status, refused.fields) == (422, [field])


@pytest.mark.parametrize("fields", [{"site_id": "nowhere"}, {"id": "no-such-instruction"}])
def test_what_is_not_there_cannot_be_tried(trying: Trying, fields: dict[str, Any]) -> None:
    assert trying.asks(trying.written(), **fields).status == 404


def test_an_operator_asks_and_does_not_try(trying: Trying, panels: Panels) -> None:
    panels.add()
    token = token_in(trying.world, trying.send)
    body = {"site_id": trying.world.id("site"), "category": "burglary", "instruction": trying.written()}
    assert trying.send("POST", "wishes", body, token=token).status == 403
