"""The doors of keys: what an operator does with them, and what a guard on duty does with those in his hand."""

from typing import Annotated

import msgspec

from chalicelib.guards import service as duties
from chalicelib.guards.keys import service
from chalicelib.guards.keys.service import By
from chalicelib.guards.keys.views import KeyNow, MyKey, keys_now, my_key
from chalicelib.identity.doors import actor_of
from chalicelib.platform.access import DESK, GUARDS
from chalicelib.platform.decoding import Nothing
from chalicelib.platform.problems import conflict, invalid, not_found
from chalicelib.platform.route import Request, Route
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.rows import Row
from chalicelib.register import repository
from chalicelib.register.key_pointers import keys_at, keys_away, keys_of
from chalicelib.register.repository import everything
from chalicelib.register.site_key import SiteKey

_Tag = Annotated[str, msgspec.Meta(min_length=1, max_length=20)]
_Words = Annotated[str, msgspec.Meta(max_length=200)]


class KeysQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Those of a site, or those that somebody has; without either every one that is out or lost."""

    site_id: str = ""
    holder_id: str = ""


class KeyList(msgspec.Struct, frozen=True, kw_only=True):
    """Keys as they stand, by tag."""

    keys: list[KeyNow]
    server_now_ms: int


class ToWhom(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who gets it."""

    holder_id: str


class Lost(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of how it was lost."""

    text: _Words = ""


class TakeKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The tag of a key in hand. ``take_over``: another has it by the list, and has given it away."""

    tag: _Tag
    take_over: bool = False


class TagOnly(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The tag of a key."""

    tag: _Tag


class LostKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The tag of the key that is lost, and what is known of how."""

    tag: _Tag
    text: _Words = ""


class MyKeys(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller has, by tag."""

    keys: list[MyKey]


def list_keys(request: Request) -> KeyList:
    """Those that are asked for."""
    engine, query = request.engine, request.query
    if query.site_id:
        site = repository.get_site(engine, everything, query.site_id)
        if site is None:
            raise not_found()
        rows = keys_at(engine, site.state.customer_id, site.state.id)
    else:
        rows = keys_of(engine, query.holder_id) if query.holder_id else keys_away(engine)
    return KeyList(keys=keys_now(engine, rows, request.now_ms), server_now_ms=request.now_ms)


def give_out(request: Request[ToWhom]) -> KeyNow:
    """An operator gives it to somebody, or notes that it was passed on."""
    holder = repository.get_person(request.engine, everything, request.body.holder_id)
    if holder is None or not holder.state.active or not {"guard", "contractor"} & set(holder.state.roles):
        raise invalid("holder_id", "key.holder")
    return _now(
        request,
        service.take_out(request.engine, _by(request), request.params["key_id"], holder.state.id, take_over=True),
    )


def take_in(request: Request[Nothing]) -> KeyNow:
    """An operator hangs it in its place."""
    return _now(request, service.hand_in(request.engine, _by(request), request.params["key_id"]))


def note_lost(request: Request[Lost]) -> KeyNow:
    """An operator is told that it is lost."""
    text = request.body.text.strip()
    return _now(request, service.lose(request.engine, _by(request), request.params["key_id"], text))


def my_keys(request: Request) -> MyKeys:
    """What the caller has."""
    return MyKeys(keys=[my_key(row) for row in keys_of(request.engine, request.who.person_id)])


def take(request: Request[TakeKey]) -> MyKeys:
    """A guard on duty has a key in his hand."""
    duty = duties.duty_of(request.engine, request.who.person_id)
    if duty is None or not duty.state.on or duty.state.feigned:
        raise conflict("key.on_duty")
    key_id = service.key_called(request.engine, request.body.tag)
    take_over = request.body.take_over
    service.take_out(request.engine, _by(request), key_id, request.who.person_id, take_over=take_over)
    return my_keys(request)


def bring_back(request: Request[TagOnly]) -> MyKeys:
    """The guard has hung it in its place."""
    key_id = service.key_called(request.engine, request.body.tag)
    service.hand_in(request.engine, _by(request), key_id, request.who.person_id)
    return my_keys(request)


def lost_mine(request: Request[LostKey]) -> MyKeys:
    """The guard has lost it."""
    key_id = service.key_called(request.engine, request.body.tag)
    service.lose(request.engine, _by(request), key_id, request.body.text.strip(), request.who.person_id)
    return my_keys(request)


def _by(request: Request) -> By:
    return By(actor_of(request.who), request.command_id, request.now_ms)


def _now(request: Request, row: Row[SiteKey]) -> KeyNow:
    return keys_now(request.engine, [row], request.now_ms)[0]


ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="keys-now",
        handler=list_keys,
        audience=DESK,
        query=KeysQuery,
        answer=KeyList,
        summary="Keys as they stand: a site's, somebody's, or every one that is out or lost",
    ),
    Route(
        method="POST",
        path="keys/{key_id}/out",
        handler=give_out,
        audience=DESK,
        body=ToWhom,
        answer=KeyNow,
        summary="Give a key out, or note that it was passed on",
    ),
    Route(
        method="POST",
        path="keys/{key_id}/in",
        handler=take_in,
        audience=DESK,
        answer=KeyNow,
        summary="Hang a key in its place; a lost one is found",
    ),
    Route(
        method="POST",
        path="keys/{key_id}/lost",
        handler=note_lost,
        audience=DESK,
        body=Lost,
        answer=KeyNow,
        summary="Note that a key is lost",
    ),
    Route(
        method="GET",
        path="me/keys",
        handler=my_keys,
        audience=GUARDS,
        answer=MyKeys,
        summary="The keys that the caller has",
    ),
    Route(
        method="POST",
        path="me/keys/out",
        handler=take,
        audience=GUARDS,
        body=TakeKey,
        answer=MyKeys,
        summary="Take a key out, on duty, by its tag",
    ),
    Route(
        method="POST",
        path="me/keys/in",
        handler=bring_back,
        audience=GUARDS,
        body=TagOnly,
        answer=MyKeys,
        summary="Hand a key in",
    ),
    Route(
        method="POST",
        path="me/keys/lost",
        handler=lost_mine,
        audience=GUARDS,
        body=LostKey,
        answer=MyKeys,
        summary="Tell that a key is lost",
    ),
)

add_texts(
    {
        "key.holder": Text(
            "Velg en vekter eller underleverandør som er i arbeid her.",
            "Choose a guard or subcontractor who works here.",
        ),
        "key.unknown": Text(
            "Ingen nøkkel har merket {tag}. Les merket en gang til, eller ring sentralen.",
            "No key has the tag {tag}. Read the tag again, or ring the centre.",
        ),
        "key.on_duty": Text("Gå på vakt før du tar ut en nøkkel.", "Go on duty before you take a key out."),
        "key.out": Text(
            "{name} har nøkkelen etter listen. Ta over hvis du har den i hånden.",
            "By the list {name} has the key. Take it over if it is in your hand.",
        ),
        "key.lost": Text(
            "Nøkkelen er meldt tapt. Ring sentralen hvis du har funnet den.",
            "The key was reported lost. Ring the centre if you have found it.",
        ),
    }
)
