"""The doors of pictures: from the scene into the case, from the case to the desk. Files, and never rows."""

from typing import Literal

import msgspec

from chalicelib.guards.dispatch import decide
from chalicelib.guards.dispatch.facts import case_of
from chalicelib.guards.dispatch.guard_routes import Said, act, keys_of, spoken
from chalicelib.guards.dispatch.pictures import clean, media_type
from chalicelib.guards.dispatch.views import GuardDispatchView
from chalicelib.platform.access import DESK, ON_BEHALF
from chalicelib.platform.files import files_of
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import not_found
from chalicelib.platform.route import Request, Route

_LARGEST_BODY = 3_000_000


class Taken(Said, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A picture, in base 64."""

    photo: bytes


class PhotoView(msgspec.Struct, frozen=True, kw_only=True):
    """A picture, in base 64."""

    media_type: Literal["image/jpeg", "image/png"]
    photo: bytes


def _name(case_id: str, photo_id: str) -> str:
    return f"photo/{case_id}/{photo_id}"


def take(request: Request[Taken]) -> GuardDispatchView:
    """Kept as a file first: killed in between, it is a file that nobody names, and is sent again."""
    person_id, report = spoken(request)
    kind, kept = clean(request.body.photo)
    photo_id = id_from("photo", request.command_id)
    files_of(request.config).put(_name(request.params["case_id"], photo_id), kept, kind)
    photo = {"photo": photo_id, "bytes": len(kept)}
    return act(request, person_id, lambda around: decide.write_report(around, "", photo, report, request.now_ms))


def show(request: Request) -> PhotoView:
    """One picture of a case."""
    case_id = request.params["case_id"]
    case_of(request.engine, case_id)
    kept = files_of(request.config).get(_name(case_id, request.params["photo_id"]))
    if kept is None:
        raise not_found()
    return PhotoView(media_type=media_type(kept), photo=kept)


ROUTES: tuple[Route, ...] = (
    Route(
        method="POST",
        path="cases/{case_id}/dispatches/{dispatch_id}/photos",
        handler=take,
        audience=ON_BEHALF,
        body=Taken,
        answer=GuardDispatchView,
        max_body_bytes=_LARGEST_BODY,
        prefetch=keys_of,
        summary="Report with a picture",
    ),
    Route(
        method="GET",
        path="cases/{case_id}/photos/{photo_id}",
        handler=show,
        audience=DESK,
        answer=PhotoView,
        summary="A picture of a case",
    ),
)
