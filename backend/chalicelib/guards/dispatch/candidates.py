"""Whom to send: everybody on duty, nearest first, and of each who does not suit, why not. Pure.

A phone gives no position in the background: how near somebody is, is a guess that says how old it is.
"""

import math
from collections.abc import Iterable, Mapping

import msgspec

from chalicelib.guards.dispatch.rules import ASK_AGAIN_MS
from chalicelib.guards.dispatch.states import Assignee, Tried
from chalicelib.guards.states import Duty
from chalicelib.platform.time import MINUTE_MS, SECOND_MS
from chalicelib.register.states import Person, Site

OLD_MS = 60 * MINUTE_MS
"""A position that is older says less than where somebody works."""
ENDING_MS = 10 * MINUTE_MS
"""Who is about to go home is not sent out."""
_DRIFT_M_PER_S = 5.0
"""So far somebody may have gone since: a minute's age counts as 300 metres."""
_DRIFT_MOST_M = 10_000.0
_EARTH_M = 6_371_008.8


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """One who could be sent: how near, by which position, and why not if not."""

    who: Assignee
    number: str | None = None
    site: str = ""
    """Where he works, or where his last job was, whichever his position is thought by."""
    distance_m: float | None = None
    accuracy_m: float | None = None
    measured_at_ms: int | None = None
    source: str = "none"
    """``phone``, ``job``, ``site`` or ``none``."""
    alone: bool = True
    why_not: str = ""
    reach_m: float = math.inf
    """By what the nearest is chosen: the distance, what it may be wrong by, and how old it is."""


def distance_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Between two places on WGS84, in metres, as the crow flies."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(math.radians, one)) for one in (a, b))
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH_M * math.asin(min(1.0, math.sqrt(half)))


def candidates(
    duties: Iterable[Duty],
    people: Mapping[str, Person],
    sites: Mapping[str, Site],
    target: tuple[float, float] | None,
    skills: tuple[str, ...],
    tried: Iterable[Tried],
    about: str,
    now_ms: int,
) -> list[Candidate]:
    """Everybody on duty, those who suit first, of these the nearest. ``about`` is whom the case is about."""
    last = {one.person_id: one for one in tried}
    found = []
    for duty in duties:
        person = people.get(duty.guard_id)
        if person is None or not duty.on:
            continue
        one = _seen(duty, person, sites, target, now_ms)
        why_not = _why_not(duty, person, skills, last.get(person.id), about, now_ms)
        found.append(msgspec.structs.replace(one, why_not=why_not))
    return sorted(found, key=lambda one: (bool(one.why_not), one.reach_m, one.who.name.casefold(), one.who.id))


def _seen(
    duty: Duty, person: Person, sites: Mapping[str, Site], target: tuple[float, float] | None, now_ms: int
) -> Candidate:
    who = Assignee(id=person.id, name=person.name, phone=person.phone, language=person.language, duty_id=duty.id)
    known = Candidate(who=who, number=person.number, alone=duty.alone)
    job, position = duty.last_job, duty.position
    if position and job and position.measured_at_ms < job.ended_at_ms:
        position = None
    if position and now_ms - position.measured_at_ms <= OLD_MS:
        here = (position.latitude, position.longitude)
        known = msgspec.structs.replace(
            known, source="phone", accuracy_m=position.accuracy_m, measured_at_ms=position.measured_at_ms
        )
    else:
        was_there = job is not None and now_ms - job.ended_at_ms <= OLD_MS
        site = sites.get(job.site if job and was_there else duty.site)
        if site is None or site.latitude is None or site.longitude is None:
            return known
        here = (site.latitude, site.longitude)
        known = msgspec.structs.replace(
            known,
            source="job" if was_there else "site",
            site=site.name,
            measured_at_ms=job.ended_at_ms if job and was_there else None,
        )
    if target is None:
        return known
    away_m = distance_m(here, target)
    return msgspec.structs.replace(known, distance_m=away_m, reach_m=_reach_m(known, away_m, now_ms))


def _reach_m(known: Candidate, away_m: float, now_ms: int) -> float:
    if known.measured_at_ms is None:
        return away_m + _DRIFT_MOST_M
    age_s = max(0, now_ms - known.measured_at_ms) / SECOND_MS
    return away_m + (known.accuracy_m or 0) + min(age_s * _DRIFT_M_PER_S, _DRIFT_MOST_M)


def _why_not(duty: Duty, person: Person, skills: tuple[str, ...], last: Tried | None, about: str, now_ms: int) -> str:
    """The first thing that stands in the way; empty when nothing does. The words are in the desk's catalogue."""
    overdue = duty.next_ms is not None and duty.next_ms <= now_ms
    reasons = (
        ("own_case", bool(duty.case_id or duty.sos_id or duty.dying or person.id == about)),
        ("overdue", duty.stage == "silent" or overdue),
        ("end_overdue", bool(duty.end_case_id) or duty.end_stage == "overdue"),
        ("dispatched", bool(duty.dispatch)),
        ("ending", duty.planned_end_ms - now_ms < ENDING_MS),
        ("skills", not set(skills) <= set(person.skills)),
        (f"was_{last.why}" if last else "", bool(last) and now_ms - (last.at_ms if last else 0) < ASK_AGAIN_MS),
    )
    return next((reason for reason, holds in reasons if holds), "")
