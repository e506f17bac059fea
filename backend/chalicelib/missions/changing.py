"""What may be changed in a mission that is registered: the place, the plan, the interval, who comes along. Pure."""

from typing import Annotated

import msgspec

from chalicelib.engine.reports import Report
from chalicelib.engine.watch import prolonged
from chalicelib.identity.code_checks import OnBehalf
from chalicelib.missions import party
from chalicelib.missions.around import Out
from chalicelib.missions.mission import LONGEST_MS, SHORTEST_MS
from chalicelib.missions.states import Mission, without_calls
from chalicelib.platform.problems import conflict
from chalicelib.platform.time import DAY_MS, SECOND_MS
from chalicelib.records.change import NOTHING, Change, Event, Write, update
from chalicelib.register.earlier import MOST_COMPANIONS, Companion, Contact, NextOfKin, Spot
from chalicelib.register.form import Form
from chalicelib.register.place_kind import PlaceKind, within

What = Annotated[str, msgspec.Meta(max_length=200)]
Line = Annotated[str, msgspec.Meta(max_length=200)]
Companions = Annotated[tuple[Companion, ...], msgspec.Meta(max_length=MOST_COMPANIONS)]
Interval = Annotated[int, msgspec.Meta(ge=10, le=86_400)]


class ChangeMission(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays as it is. The start can be changed until it has begun."""

    place: Spot | None = None
    what: What | None = None
    route: Line | None = None
    vehicle: Line | None = None
    companions: Companions | None = None
    next_of_kin: NextOfKin | None = None
    start_ms: int | None = None
    planned_end_ms: int | None = None
    interval_s: Interval | None = None
    contact: Contact | None = None
    on_behalf: OnBehalf | None = None


def spot_in(form: Form, place: Spot) -> Spot:
    """The place as it is kept: its name is what every text says, its words stand with the details."""
    return Spot(
        latitude=place.latitude, longitude=place.longitude, name=form.line("place.name", place.name, 60), text=""
    )


def companions_in(form: Form, sent: tuple[Companion, ...]) -> tuple[Companion, ...]:
    """Who comes along, with numbers that can be rung."""
    return tuple(
        Companion(
            name=form.line(f"companions[{index}].name", one.name, 60),
            phone=form.direct_number(f"companions[{index}].phone", one.phone),
        )
        for index, one in enumerate(sent)
    )


def kin_in(form: Form, sent: NextOfKin | None) -> NextOfKin | None:
    """Whom to ring when it is serious."""
    if sent is None:
        return None
    phone = form.direct_number("next_of_kin.phone", sent.phone)
    if phone is None and not form.errors:
        form.wrong("next_of_kin.phone", "register.empty")
    return NextOfKin(name=form.line("next_of_kin.name", sent.name, 60), phone=phone or "")


def interval_in(form: Form, interval_s: int, kind: PlaceKind) -> int:
    """The agreed interval, which the kind of place bounds."""
    if not within(kind, interval_s):
        longest_s = max(kind.longest_interval_s, kind.interval_s)
        form.wrong("interval_s", "mission.interval", kind=kind.name, minutes=max(1, longest_s // 60))
    return interval_s


def end_in(form: Form, planned_end_ms: int, start_ms: int, now_ms: int) -> int:
    """The planned end: in the future, after the start, and within two weeks of it."""
    if not max(start_ms, now_ms) + SHORTEST_MS <= planned_end_ms <= max(start_ms, now_ms) + LONGEST_MS:
        form.wrong("planned_end_ms", "mission.end", days=LONGEST_MS // DAY_MS)
    return planned_end_ms


def change(out: Out, body: ChangeMission, report: Report, now_ms: int) -> Change:
    """The mission as it is wanted now; a changed plan is a deadline like the one before it."""
    mission = out.watch
    if mission.ended_at_ms is not None:
        raise conflict("mission.over")
    form = Form()
    after = _replanned(form, out, body, now_ms)
    details = out.details.state
    texts = {
        name: form.line(name, value, 200, empty=name != "what")
        for name in ("what", "route", "vehicle")
        if (value := getattr(body, name)) is not None
    }
    told = msgspec.structs.replace(
        details,
        **texts,
        text=details.text if body.place is None else form.text("place.text", body.place.text, 500, empty=True),
        companions=details.companions if body.companions is None else companions_in(form, body.companions),
        next_of_kin=details.next_of_kin if body.next_of_kin is None else kin_in(form, body.next_of_kin),
    )
    form.close()
    if after == mission and told == details:
        return NOTHING
    changed = [name for name in body.__struct_fields__ if getattr(body, name) is not None and name != "on_behalf"]
    private = {**report.private, **{name: msgspec.to_builtins(getattr(body, name)) for name in changed}}
    data = {
        "fields": changed,
        "start_ms": after.start_ms,
        "planned_end_ms": after.planned_end_ms,
        "interval_s": after.interval_s,
        "contact": after.contact,
        "next_ms": after.next_ms,
    }
    writes: tuple[Write, ...] = (
        update(out.row, after, Event("mission_changed", data, private)),
        update(out.details, told),
    )
    if body.place is not None or body.start_ms is not None:
        params = {**out.told, "site": after.place.name, "start_ms": after.start_ms}
        writes += party.told(out.row, after, out.party, "mission_party", params, report, now_ms)
    return Change(writes, "changed")


def _replanned(form: Form, out: Out, body: ChangeMission, now_ms: int) -> Mission:
    mission = after = out.watch
    if body.place is not None:
        after = msgspec.structs.replace(after, place=spot_in(form, body.place))
    if body.start_ms is not None:
        if not mission.planned:
            form.wrong("start_ms", "mission.start_begun")
        elif body.start_ms <= now_ms:
            form.wrong("start_ms", "mission.start_future")
        after = msgspec.structs.replace(after, start_ms=body.start_ms, start_stage="ok", start_again_ms=None)
    if body.planned_end_ms is not None or body.start_ms is not None:
        wanted_ms = body.planned_end_ms if body.planned_end_ms is not None else mission.planned_end_ms
        planned_end_ms = end_in(form, wanted_ms, mission.started_at_ms or after.start_ms, now_ms)
        after = prolonged(after, planned_end_ms, now_ms)
    if body.interval_s is not None or body.contact is not None:
        after = _agreed_anew(form, out, after, body, now_ms)
    return after


def _agreed_anew(form: Form, out: Out, mission: Mission, body: ChangeMission, now_ms: int) -> Mission:
    """Another interval, or another way to be in touch: it holds from now; what is overdue stays overdue."""
    interval_s = mission.interval_s if body.interval_s is None else interval_in(form, body.interval_s, out.kind)
    contact = body.contact or mission.contact
    after = msgspec.structs.replace(mission, interval_s=interval_s, contact=contact)
    if mission.next_ms is None or mission.stage == "silent":
        return after
    next_ms = min(mission.next_ms, now_ms + interval_s * SECOND_MS)
    if contact != mission.contact:
        next_ms = now_ms + interval_s * SECOND_MS if mission.next_ms > now_ms else mission.next_ms
        after = without_calls(after)
    elif interval_s > out.watch.interval_s and mission.next_ms > now_ms:
        next_ms = max(mission.next_ms, mission.heard_at_ms + interval_s * SECOND_MS)
    stage = mission.stage if next_ms == mission.next_ms else "ok"
    return msgspec.structs.replace(after, next_ms=next_ms, stage=stage)
