"""The doors of the agreed calls: for the desk alone."""

from typing import Annotated

import msgspec

from chalicelib.engine.reports import Position, Report
from chalicelib.identity.doors import actor_of
from chalicelib.missions import service
from chalicelib.missions.calls import Outcome
from chalicelib.missions.views import MissionView, mission_view
from chalicelib.platform.access import DESK
from chalicelib.platform.route import Request, Route
from chalicelib.platform.texts import Text, add_texts


class Dialled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody dials now."""


class CallMade(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How an agreed call went; ``again_min``: when to try again, within what the kind of place allows."""

    outcome: Outcome
    note: Annotated[str, msgspec.Meta(max_length=2000)] = ""
    again_min: Annotated[int, msgspec.Meta(ge=1, le=60)] | None = None
    position: Position | None = None
    """Where the worker said to be, if that was told."""


def dialled(request: Request[Dialled]) -> MissionView:
    """The minute in which nobody dialled is over."""
    row = service.dialled(
        request.engine,
        actor_of(request.who),
        request.command_id,
        request.params["mission_id"],
        request.now_ms,
    )
    return mission_view(request.engine, row, request.now_ms)


def called(request: Request[CallMade]) -> MissionView:
    """Reached: the watch goes on. Not: again soon, and then the ladder."""
    body, now = request.body, request.now_ms
    row = service.told_how(
        request.engine,
        actor_of(request.who),
        request.command_id,
        request.params["mission_id"],
        body.outcome,
        body.again_min,
        body.note,
        Report(happened_at_ms=now, position=body.position),
        now,
    )
    return mission_view(request.engine, row, now)


ROUTES: tuple[Route, ...] = (
    Route(
        method="POST",
        path="missions/{mission_id}/calls/dialled",
        handler=dialled,
        audience=DESK,
        body=Dialled,
        answer=MissionView,
        summary="An operator dials the agreed call",
    ),
    Route(
        method="POST",
        path="missions/{mission_id}/calls",
        handler=called,
        audience=DESK,
        body=CallMade,
        answer=MissionView,
        summary="How an agreed call went",
    ),
)

add_texts(
    {
        "mission.not_under_way": Text("Oppdraget er ikke i gang.", "The mission is not under way."),
        "mission.no_calls": Text(
            "På dette oppdraget melder feltarbeideren seg selv. Endre oppdraget hvis sentralen skal ringe.",
            "On this mission the field worker checks in. Change the mission if the centre is to call.",
        ),
        "mission.call_told": Text(
            "Hvordan samtalen gikk, er alt sagt, eller den er ikke ringt ennå. Se hva som står.",
            "How the call went has been told already, or it is not dialled yet. See what stands.",
        ),
        "mission.do_not_call": Text(
            "Ikke ring: telefonen må være stille. Følg saken.",
            "Do not call: that phone must stay silent. Follow the case.",
        ),
        "mission.again": Text(
            "Ring igjen innen {minutes} minutter på dette slaget sted.",
            "Call again within {minutes} minutes at this kind of place.",
        ),
    }
)
