"""When panels were last heard, for those who keep the register: one that never was is a panel that nobody connected."""

from typing import Annotated

import msgspec

from chalicelib.alarms.testing import PanelTest, panel_test_key
from chalicelib.alarms.watched import PanelWatch, panel_watch_key
from chalicelib.platform.access import REGISTRARS, only
from chalicelib.platform.problems import invalid
from chalicelib.platform.route import Request, Route
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.commit import Engine
from chalicelib.register import repository
from chalicelib.register.panel import Panel

MOST_ASKED = 100


class LivesQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of which panels: their ids with commas between."""

    ids: Annotated[str, msgspec.Meta(max_length=2_000)]


class Life(msgspec.Struct, frozen=True, kw_only=True):
    """A panel's last sign of life that was written down; None: it was never heard."""

    panel_id: str
    heard_at_ms: int | None
    test_until_ms: int | None
    """Until when it is on test; None: it is not."""


class Lives(msgspec.Struct, frozen=True, kw_only=True):
    """Those that the caller may see; of others there is nothing."""

    lives: list[Life]
    server_now_ms: int


def show_lives(request: Request) -> Lives:
    """When each of them was heard."""
    query: LivesQuery = request.query
    ids = list(dict.fromkeys(one for one in query.ids.split(",") if one))
    if len(ids) > MOST_ASKED:
        raise invalid("ids", "panel_lives.many", most=MOST_ASKED)
    panels = repository.find_all(request.engine, request.who.may_see, Panel, ids)
    found = _lives(request.engine, [one for one in ids if one in panels])
    return Lives(lives=found, server_now_ms=request.now_ms)


def _lives(engine: Engine, ids: list[str]) -> list[Life]:
    rows = engine.read([key for one in ids for key in (panel_watch_key(one), panel_test_key(one))])
    watches = {row.state.panel_id: row.state for row in rows.all(PanelWatch)}
    tests = {row.state.panel_id: row.state for row in rows.all(PanelTest) if row.state.ended_at_ms is None}
    return [
        Life(
            panel_id=one,
            heard_at_ms=(watches[one].heard_at_ms or None) if one in watches else None,
            test_until_ms=tests[one].until_ms if one in tests else None,
        )
        for one in ids
    ]


ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="panel-lives",
        handler=show_lives,
        audience=only("operator", *REGISTRARS.roles),
        query=LivesQuery,
        answer=Lives,
        summary="When these panels were last heard, and until when they are on test",
    ),
)

add_texts(
    {
        "panel_lives.many": Text("Spør om høyst {most} anlegg om gangen.", "Ask for at most {most} panels at a time."),
    }
)
