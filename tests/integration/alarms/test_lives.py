"""When panels were last heard, for those who keep the register; of another customer's there is nothing."""

from typing import Any

from chalicelib.alarms.lives import MOST_ASKED, ROUTES
from chalicelib.alarms.routes import ROUTES as PANELS
from chalicelib.platform.time import MINUTE_MS
from tests.support.desk_doors import token_in
from tests.support.doors import Answered, Doors
from tests.support.panels import Panels
from tests.support.world import World


def doors(world: World) -> Doors:
    return Doors((*ROUTES, *PANELS), world.engine, world.config, lambda: world.now_ms)


def asked(world: World, *ids: str, role: Any = "duty_manager") -> Answered:
    send = doors(world)
    return send("GET", f"panel-lives?ids={','.join(ids)}", token=token_in(world, send, role))


def test_one_that_was_never_heard_is_told_apart_from_one_that_was(world: World, panels: Panels) -> None:
    heard, never = panels.add(), panels.add("2002")
    panels.send("1001", "130 01")
    at_ms = world.now_ms
    world.advance(60)
    lives = asked(world, heard.id, never.id).json["lives"]
    assert [(one["panel_id"], one["heard_at_ms"]) for one in lives] == [(heard.id, at_ms), (never.id, None)]


def test_it_says_until_when_one_is_on_test_and_nothing_once_it_is_over(world: World, panels: Panels) -> None:
    panel, send = panels.add(), doors(world)
    token, until_ms = token_in(world, send), world.now_ms + 60 * MINUTE_MS
    send("POST", f"panels/{panel.id}/test", {"until_ms": until_ms, "why": "Årskontroll"}, token=token)
    assert asked(world, panel.id).json["lives"][0]["test_until_ms"] == until_ms
    send("POST", f"panels/{panel.id}/test/end", {}, token=token)
    assert asked(world, panel.id).json["lives"][0]["test_until_ms"] is None


def test_another_customers_panel_is_not_there(world: World, panels: Panels) -> None:
    panel = panels.add()
    assert asked(world, panel.id, role="customer_administrator").json["lives"] == []
    assert asked(world, panel.id, "nothing", role="operator").json["lives"] != []


def test_a_hundred_at_a_time_and_no_more(world: World, panels: Panels) -> None:
    panels.add()
    ids = [f"panel{number}" for number in range(MOST_ASKED + 1)]
    assert asked(world, *ids[:-1]).json["lives"] == []
    refused = asked(world, *ids)
    assert (refused.status, refused.fields) == (422, ["ids"])
    assert asked(world).json["lives"] == []
