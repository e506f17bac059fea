"""How soon cases are taken, class by class, as it stands now: those that still wait are counted too."""

from collections import defaultdict
from typing import Annotated

import msgspec

from chalicelib.engine.cases import Case
from chalicelib.engine.response import Figures, Response, Taken, figures, is_counted, is_grave, responses_pk
from chalicelib.platform.access import DESK
from chalicelib.platform.route import Request, Route
from chalicelib.platform.time import HOUR_MS
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Lane, Row, from_item


class ResponseQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far back; left out: the last twelve hours."""

    hours: Annotated[int, msgspec.Meta(ge=1, le=168)] = 12


class ResponseFigures(msgspec.Struct, frozen=True, kw_only=True):
    """How soon those were taken, in milliseconds: the median, and within what 80 % and 98.5 % of them were.

    ``waiting`` of ``count`` still wait; ``first_limit_ms`` and ``second_limit_ms`` are what EN 50518 allows.
    """

    count: int
    waiting: int
    median_ms: int | None
    first_ms: int | None
    second_ms: int | None
    first_limit_ms: int
    second_limit_ms: int
    late: bool


class KindFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of case."""

    kind: str
    grave: bool
    figures: ResponseFigures


class ResponseTimes(msgspec.Struct, frozen=True, kw_only=True):
    """How soon cases were taken: what is grave, all the rest, and kind by kind, the busiest first."""

    since_ms: int
    grave: ResponseFigures
    other: ResponseFigures
    kinds: list[KindFigures]
    server_now_ms: int


def show(request: Request[None]) -> ResponseTimes:
    """The last hours, by the clock's hours, and what waits now."""
    now, query = request.now_ms, request.query
    since_ms = now - query.hours * HOUR_MS
    taken = [*_taken(request.engine, since_ms, now), *_waiting(request.engine, now)]
    by_kind: dict[tuple[str, bool], list[Taken]] = defaultdict(list)
    for one in taken:
        by_kind[(one.kind, is_grave(one.priority))].append(one)
    kinds = [
        KindFigures(kind=kind, grave=grave, figures=_view(figures(those, grave=grave)))
        for (kind, grave), those in by_kind.items()
    ]
    return ResponseTimes(
        since_ms=since_ms,
        grave=_view(figures((one for one in taken if is_grave(one.priority)), grave=True)),
        other=_view(figures((one for one in taken if not is_grave(one.priority)), grave=False)),
        kinds=sorted(kinds, key=lambda one: (not one.grave, -one.figures.count, one.kind)),
        server_now_ms=now,
    )


def _taken(engine: Engine, since_ms: int, now_ms: int) -> list[Taken]:
    found: list[Taken] = []
    for hour in range(since_ms // HOUR_MS, now_ms // HOUR_MS + 1):
        for item in engine.store.partition("live", responses_pk(hour * HOUR_MS)):
            row: Row[Response] = from_item(item)
            if row.state.taken_at_ms >= since_ms:
                found.append(Taken(row.state.case_kind, row.state.priority, row.state.delay_ms))
    return found


def _waiting(engine: Engine, now_ms: int) -> list[Taken]:
    cases = [row.state for row in engine.open_rows(Case, Lane.LIFE, Lane.CASE)]
    return [
        Taken(one.kind, one.priority, max(0, now_ms - one.waits_since_ms), waits=True)
        for one in cases
        if one.taken_at_ms is None and is_counted(one.kind)
    ]


def _view(found: Figures) -> ResponseFigures:
    return ResponseFigures(
        count=found.count,
        waiting=found.waiting,
        median_ms=found.median_ms,
        first_ms=found.first_ms,
        second_ms=found.second_ms,
        first_limit_ms=found.limits.first_ms,
        second_limit_ms=found.limits.second_ms,
        late=found.late,
    )


ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="response-times",
        handler=show,
        audience=DESK,
        query=ResponseQuery,
        answer=ResponseTimes,
        summary="How soon cases are taken, class by class, those that still wait counted",
    ),
)
