"""Registering a mission: what is told is read to its end, everything wrong is named, and the next time is quicker."""

from typing import Annotated

import msgspec

from chalicelib.engine.people import recipient
from chalicelib.engine.reports import Position, Report, check_position
from chalicelib.engine.watch import OnWatch, on_watch_key
from chalicelib.identity.code_checks import OnBehalf
from chalicelib.identity.doors import Battery
from chalicelib.missions import mission as decide
from chalicelib.missions import party, service
from chalicelib.missions.around import Out, told_of
from chalicelib.missions.changing import (
    Companions,
    Interval,
    Line,
    What,
    companions_in,
    end_in,
    interval_in,
    kin_in,
    spot_in,
)
from chalicelib.missions.ground import check_party, party_of
from chalicelib.missions.states import Details, Mission, mission_key
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import conflict, invalid
from chalicelib.platform.time import DAY_MS, HOUR_MS
from chalicelib.records.change import Actor, Change, Write, create, update
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register import repository
from chalicelib.register.earlier import Contact, Earlier, NextOfKin, Spot, Template, earlier_key, with_template
from chalicelib.register.form import Form
from chalicelib.register.keeping import lean_on
from chalicelib.register.place_kind import USUAL, PlaceKind
from chalicelib.register.states import Person

PLANNED_AHEAD_MS = 400 * DAY_MS
BEGUN_BEFORE_MS = HOUR_MS
"""A start may lie so far back: who telephones on the way has begun already."""

_MOST_IN_PARTY = party.MOST


class RegisterMission(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who goes where, what for, until when, and how contact is made. ``worker_id``: an operator, for that worker."""

    place: Spot
    what: What
    kind_id: str = USUAL
    route: Line = ""
    vehicle: Line = ""
    companions: Companions = ()
    next_of_kin: NextOfKin | None = None
    party: Annotated[tuple[str, ...], msgspec.Meta(max_length=_MOST_IN_PARTY)] = ()
    start_ms: int
    planned_end_ms: int
    interval_s: Interval | None = None
    contact: Contact = "own"
    start_now: bool = False
    position: Position | None = None
    battery_percent: Battery | None = None
    worker_id: str | None = None
    on_behalf: OnBehalf | None = None


class _Read(msgspec.Struct, frozen=True):
    """What was read before a mission is registered."""

    row: Row[Mission] | None
    earlier: Row[Earlier] | None
    pointers: dict[str, Row[OnWatch]]


def register(
    engine: Engine, actor: Actor, command_id: str, worker: Person, body: RegisterMission, report: Report, now_ms: int
) -> Row[Mission]:
    """A mission is registered, by the worker or by an operator on the worker's word."""
    if "field_worker" not in worker.roles or not worker.active:
        raise conflict("mission.not_a_worker")
    mission_id = id_from("mission", command_id)
    known = engine.get(mission_key(mission_id), Mission)
    if known is not None and known.result_of(command_id) is not None:
        return known  # sent again, perhaps hours later: what was right then is not judged anew
    check_position(body.position, now_ms)
    kind = repository.place_kind_for(engine, worker.customer_id, body.kind_id)
    if kind is None:
        raise invalid("kind_id", "mission.kind")
    mission, details = _read(body, worker, kind, mission_id, now_ms)
    check_party(engine, worker, mission.party)
    companions = party_of(engine, mission.party)
    to = recipient(worker, "worker")

    def load() -> _Read:
        members = (worker.id, *mission.party)
        facts = engine.read([mission_key(mission_id), *(on_watch_key(one) for one in members)])
        pointers = {row.state.person_id: row for row in facts.all(OnWatch)}
        earlier = engine.get(earlier_key(worker.id), Earlier)
        return _Read(facts.find(mission_key(mission_id), Mission), earlier, pointers)

    def judge(read: _Read) -> Change:
        standing = read.pointers.get(worker.id) if body.start_now else None
        before = service.feigned(engine, standing) if standing else None
        new = msgspec.structs.replace(mission, hushed=True) if before else mission
        out = Out(
            row=Row(new),
            rules=kind,
            kind=kind,
            worker=to,
            told=told_of(to, new),
            details=Row(details),
            party=companions,
            pointers=read.pointers,
        )
        change = decide.register(out, report, now_ms, start_now=body.start_now)
        if before:
            change = decide.come_back(out, before, change, now_ms)
        bearers = [f"customer/{worker.customer_id}", *(f"person/{one}" for one in (worker.id, *mission.party))]
        if kind.customer_id == worker.customer_id:
            bearers.append(f"place_kind/{kind.id}")
        return change + Change((_remembered(read.earlier, mission, details, now_ms),)) + lean_on(engine, *bearers)

    engine.execute(load, judge, actor=actor, command_id=command_id, about=lambda read: read.row, at_ms=now_ms)
    return service.find_mission(engine, mission_id)


def _read(
    body: RegisterMission, worker: Person, kind: PlaceKind, mission_id: str, now_ms: int
) -> tuple[Mission, Details]:
    form = Form()
    start_ms = now_ms if body.start_now else body.start_ms
    if not now_ms - BEGUN_BEFORE_MS <= start_ms <= now_ms + PLANNED_AHEAD_MS:
        form.wrong("start_ms", "mission.start")
    if len(set(body.party)) < len(body.party):
        form.wrong("party", "mission.party")
    mission = Mission(
        customer_id=worker.customer_id,
        id=mission_id,
        on=False,
        worker_id=worker.id,
        kind_id=kind.id,
        place=spot_in(form, body.place),
        contact=body.contact,
        party=body.party,
        start_ms=start_ms,
        planned_end_ms=end_in(form, body.planned_end_ms, start_ms, now_ms),
        interval_s=interval_in(form, kind.interval_s if body.interval_s is None else body.interval_s, kind),
        reminder_s=kind.reminder_s,
        grace_s=kind.grace_s,
        end_reminder_s=kind.end_reminder_s,
        end_grace_s=kind.end_grace_s,
        start_grace_s=kind.start_grace_s,
        heard_at_ms=now_ms,
        battery=body.battery_percent,
        loud=kind.loud,
        pin=kind.pin_required and worker.pin_hash is not None,
    )
    details = Details(
        customer_id=worker.customer_id,
        mission_id=mission_id,
        what=form.line("what", body.what, 200),
        text=form.text("place.text", body.place.text, 500, empty=True),
        route=form.line("route", body.route, 200, empty=True),
        vehicle=form.line("vehicle", body.vehicle, 200, empty=True),
        companions=companions_in(form, body.companions),
        next_of_kin=kin_in(form, body.next_of_kin),
    )
    form.close()
    return mission, details


def _remembered(earlier: Row[Earlier] | None, mission: Mission, details: Details, now_ms: int) -> Write:
    """The mission as a template of the next one like it."""
    place = msgspec.structs.replace(mission.place, text=details.text)
    new = Template(
        id=mission.id,
        place=place,
        what=details.what,
        kind_id=mission.kind_id,
        route=details.route,
        vehicle=details.vehicle,
        companions=details.companions,
        next_of_kin=details.next_of_kin,
        party=mission.party,
        interval_s=mission.interval_s,
        duration_s=max(60, (mission.planned_end_ms - mission.start_ms) // 1000),
        contact=mission.contact,
        used_at_ms=now_ms,
    )
    known = earlier.state.templates if earlier else ()
    after = Earlier(customer_id=mission.customer_id, person_id=mission.worker_id, templates=with_template(known, new))
    return update(earlier, after) if earlier else create(after)
