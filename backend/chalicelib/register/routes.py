"""The register's doors: list, create, read, change and delete each kind of thing; and import from a file."""

from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any, Generic, TypeVar

import msgspec

from chalicelib.platform.access import REGISTRARS, only
from chalicelib.platform.problems import invalid, not_found
from chalicelib.platform.route import Request, Route
from chalicelib.records.change import Actor
from chalicelib.records.rows import Row, State
from chalicelib.register import repository
from chalicelib.register.build import Setting
from chalicelib.register.columns import COLUMNS
from chalicelib.register.exports import Encoding, Exported, export_table
from chalicelib.register.finding import Wanted, bookmark, narrowed, place_of
from chalicelib.register.imports import Report, import_table
from chalicelib.register.inputs import PlaceKindView, PolicyView
from chalicelib.register.keeping import Build, By, change_thing, create_thing, delete_thing, id_of_new
from chalicelib.register.place_kind import DEFAULT_KINDS
from chalicelib.register.plans import Import
from chalicelib.register.policy import DEFAULTS
from chalicelib.register.rights import may_delete, within_rights
from chalicelib.register.states import Customer
from chalicelib.register.subjects import SUBJECTS, Subject

READERS = only("operator", *REGISTRARS.roles)
"""Operators read the register, telephone numbers too; secrets are in no answer."""
IMPORT_BYTES = 1_000_000
_MOST_LISTED = 500
_LAST_OFFSET = 1_000_000


class ListQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose things, which site's, named how, and how many after the first ``offset`` or the bookmark ``after``."""

    customer_id: str | None = None
    site_id: str | None = None
    q: Annotated[str, msgspec.Meta(max_length=80)] = ""
    """Parts of the name or the number."""
    wrong: bool = False
    """Only those whose number is marked as wrong."""
    after: Annotated[str, msgspec.Meta(max_length=600)] = ""
    """``next`` of the answer before: a long list is read on without counting from its beginning."""
    offset: int = 0
    limit: int = _MOST_LISTED


class VersionQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The version that the caller had seen; left out: whatever stands."""

    version: int | None = None


class ImportQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``dry_run``: only check, and say what would be done."""

    dry_run: bool = False


class ExportQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose things, and how the file is encoded."""

    customer_id: str | None = None
    encoding: Encoding = "utf-8"


V = TypeVar("V")


class Listing(msgspec.Struct, Generic[V], frozen=True):
    """Some of a list, whether there is more of it, and where that begins."""

    items: list[V]
    more: bool
    next: str = ""


class _Doors:
    """The five doors of one kind."""

    def __init__(self, subject: Subject[Any]) -> None:
        self._subject = subject
        self._kind: type[State] = subject.kind
        self._param = f"{subject.kind.KIND}_id"

    def routes(self) -> Iterator[Route]:
        """They all are for those who keep the register; operators may look."""
        sent, answered = self._subject.sent, self._subject.answered
        plural, kind = self._subject.plural, self._kind.KIND
        one = f"{plural}/{{{self._param}}}"
        yield Route(
            method="GET",
            path=plural,
            handler=self.list_some,
            audience=READERS,
            query=ListQuery,
            answer=Listing[answered],  # type: ignore[valid-type]
            summary=f"List {plural}, by customer and name",
        )
        yield Route(
            method="POST",
            path=plural,
            handler=self.create,
            audience=REGISTRARS,
            body=sent,
            answer=answered,
            status=201,
            summary=f"Create: {kind}",
        )
        yield Route(
            method="GET", path=one, handler=self.read, audience=READERS, answer=answered, summary=f"Read: {kind}"
        )
        yield Route(
            method="PUT",
            path=one,
            handler=self.change,
            audience=REGISTRARS,
            body=sent,
            answer=answered,
            summary=f"Change: {kind}, naming the version that was seen",
        )
        yield Route(
            method="DELETE",
            path=one,
            handler=self.delete,
            audience=REGISTRARS,
            query=VersionQuery,
            status=204,
            summary=f"Delete: {kind}, unless something uses it",
        )

    def list_some(self, request: Request[None]) -> Listing[Any]:
        """Part of a list: the caller's own customer's only, where that is all he may see."""
        query: ListQuery = request.query
        _between("offset", query.offset, 0, _LAST_OFFSET)
        _between("limit", query.limit, 1, _MOST_LISTED)
        caller = request.who
        customer_id = query.customer_id or (None if caller.sees_all else caller.customer_id)
        prefix = f"{customer_id}/" if customer_id and self._kind is not Customer else ""
        after = place_of(query.after, prefix) if query.after else None
        found = repository.list_things(request.engine, caller.may_see, self._kind, customer_id, after)
        wanted = narrowed(found, Wanted(query.q, query.site_id, query.wrong))
        rows = list(islice(wanted, query.offset, query.offset + query.limit + 1))
        more = len(rows) > query.limit
        shown = rows[: query.limit]
        return Listing([self._subject.view(row) for row in shown], more, bookmark(shown[-1].state) if more else "")

    def create(self, request: Request[Any]) -> Any:
        """Something new."""
        if request.body.version is not None:
            raise invalid("version", "field_unknown")
        thing_id = id_of_new(self._kind, request.command_id)
        build = self._building(request, thing_id)
        return self._subject.view(create_thing(request.engine, self._kind, thing_id, build, _by(request)))

    def read(self, request: Request[None]) -> Any:
        """One thing."""
        row = repository.find(request.engine, request.who.may_see, self._kind, request.params[self._param])
        if row is None:
            raise not_found()
        return self._subject.view(row)

    def change(self, request: Request[Any]) -> Any:
        """The next version of a thing."""
        version, thing_id = request.body.version, request.params[self._param]
        if version is None:
            raise invalid("version", "field_missing")
        build = self._building(request, thing_id)
        row = change_thing(request.engine, request.who.may_see, self._kind, thing_id, version, build, _by(request))
        return self._subject.view(row)

    def delete(self, request: Request[None]) -> None:
        """A thing's end."""
        caller, thing_id = request.who, request.params[self._param]
        row = repository.find(request.engine, caller.may_see, self._kind, thing_id)
        if row is not None:
            may_delete(caller, row.state)
        delete_thing(request.engine, caller.may_see, self._kind, thing_id, request.query.version, _by(request))

    def _building(self, request: Request[Any], thing_id: str) -> Build[Any]:
        setting = Setting(id=thing_id, now_ms=request.now_ms, secret=request.config.secret)
        return within_rights(request.who, self._subject.builder(request.body, setting))


def import_file(request: Request[bytes]) -> Report:
    """A table of things, judged line by line."""
    plural = request.params["kind"]
    if plural not in COLUMNS:
        raise not_found()
    job = Import(
        engine=request.engine,
        config=request.config,
        caller=request.who,
        by=_by(request),
        plural=plural,
        raw=request.body,
    )
    return import_table(job, request.language, dry_run=request.query.dry_run)


def export_file(request: Request[None]) -> Exported:
    """A table of things, as an import would take it back."""
    plural, query, caller = request.params["kind"], request.query, request.who
    if plural not in COLUMNS:
        raise not_found()
    customer_id = query.customer_id or (None if caller.sees_all else caller.customer_id)
    return export_table(request.engine, caller, plural, customer_id, query.encoding)


def list_defaults(_request: Request[None]) -> Listing[PolicyView]:
    """What holds where neither an assignment nor its customer says otherwise."""
    policies = next(one for one in SUBJECTS if one.plural == "policies")
    return Listing([policies.view(Row(policy)) for policy in DEFAULTS.values()], more=False)


def list_default_kinds(_request: Request[None]) -> Listing[PlaceKindView]:
    """What holds at each kind of place where the customer has none of its own."""
    kinds = next(one for one in SUBJECTS if one.plural == "place-kinds")
    return Listing([kinds.view(Row(kind)) for kind in DEFAULT_KINDS.values()], more=False)


def _by(request: Request[Any]) -> By:
    return By(Actor("person", request.who.person_id), request.command_id, request.now_ms)


def _between(field: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise invalid(field, "register.between", least=least, most=most)


ROUTES: tuple[Route, ...] = (
    *(route for subject in SUBJECTS for route in _Doors(subject).routes()),
    Route(
        method="POST",
        path="imports/{kind}",
        handler=import_file,
        audience=REGISTRARS,
        body=bytes,
        consumes="text/csv",
        max_body_bytes=IMPORT_BYTES,
        query=ImportQuery,
        answer=Report,
        summary="Import customers, sites, contacts, people, assignments or keys from a CSV file",
    ),
    Route(
        method="GET",
        path="exports/{kind}",
        handler=export_file,
        audience=REGISTRARS,
        query=ExportQuery,
        answer=Exported,
        summary="Export customers, sites, contacts, people, assignments or keys as a CSV file, to be imported again",
    ),
    Route(
        method="GET",
        path="default-policies",
        handler=list_defaults,
        audience=READERS,
        answer=Listing[PolicyView],
        summary="The system's own policies, one for each risk level",
    ),
    Route(
        method="GET",
        path="default-place-kinds",
        handler=list_default_kinds,
        audience=READERS,
        answer=Listing[PlaceKindView],
        summary="The system's own kinds of exposed places, one for each terrain",
    ),
)
