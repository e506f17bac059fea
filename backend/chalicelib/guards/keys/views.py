"""A key as the desk sees it, and as the phone of who has it does."""

import msgspec

from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register import repository
from chalicelib.register.key_pointers import keys_at
from chalicelib.register.names import NAMES
from chalicelib.register.repository import everything
from chalicelib.register.site_key import SiteKey, Whereabouts


class KeyHolder(msgspec.Struct, frozen=True, kw_only=True):
    """Who has it, or had it when it was lost."""

    id: str
    name: str
    phone: str


class KeyNow(msgspec.Struct, frozen=True, kw_only=True):
    """A key at the desk: where it hangs or who has it, since ``since_ms``, and why it was kept off duty."""

    id: str
    tag: str
    site_id: str
    site: str
    town: str
    cabinet: str
    hook: str
    note: str
    state: Whereabouts
    holder: KeyHolder | None
    since_ms: int | None
    kept: str
    case_id: str


class MyKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key as its holder's phone shows it: not a word of what it opens."""

    tag: str
    cabinet: str
    hook: str
    since_ms: int | None


class KeyForJob(msgspec.Struct, frozen=True, kw_only=True):
    """A key to where a guard is sent: where it hangs, or who has it."""

    tag: str
    cabinet: str
    hook: str
    mine: bool
    """Whether the guard who asks has it already."""
    holder: str


def keys_now(engine: Engine, rows: list[Row[SiteKey]], now_ms: int) -> list[KeyNow]:
    """The keys as they stand, in the order in which they came."""
    people = NAMES.people(engine, {row.state.holder_id for row in rows} - {""}, now_ms)
    sites = NAMES.sites(engine, {row.state.site_id for row in rows}, now_ms)
    found: list[KeyNow] = []
    for row in rows:
        key, site, person = row.state, sites.get(row.state.site_id), people.get(row.state.holder_id)
        found.append(
            KeyNow(
                id=key.id,
                tag=key.name,
                site_id=key.site_id,
                site=site.name if site else "",
                town=site.town if site else "",
                cabinet=key.cabinet,
                hook=key.hook,
                note=key.note,
                state=key.state,
                holder=KeyHolder(id=person.id, name=person.name, phone=person.phone) if person else None,
                since_ms=key.since_ms,
                kept=key.kept,
                case_id=key.case_id,
            )
        )
    return found


def my_key(row: Row[SiteKey]) -> MyKey:
    """For who has it."""
    key = row.state
    return MyKey(tag=key.name, cabinet=key.cabinet, hook=key.hook, since_ms=key.since_ms)


def keys_with(engine: Engine, site_id: str | None) -> dict[str, list[str]]:
    """The tags of a site's keys that are out, by who has them."""
    found: dict[str, list[str]] = {}
    for key in _keys_to(engine, site_id):
        if key.state == "out":
            found.setdefault(key.holder_id, []).append(key.name)
    return found


def _keys_to(engine: Engine, site_id: str | None) -> list[SiteKey]:
    site = repository.get_site(engine, everything, site_id) if site_id else None
    if site is None:
        return []
    return [row.state for row in keys_at(engine, site.state.customer_id, site.state.id) if row.state.state != "lost"]


def keys_for_job(engine: Engine, site_id: str | None, person_id: str, now_ms: int) -> list[KeyForJob]:
    """The keys to a site, those that hang or are with the guard himself first; what is lost is none."""
    keys = _keys_to(engine, site_id)
    people = NAMES.people(engine, {key.holder_id for key in keys} - {""}, now_ms)
    found = [
        KeyForJob(
            tag=key.name,
            cabinet=key.cabinet,
            hook=key.hook,
            mine=key.holder_id == person_id,
            holder=people[key.holder_id].name if key.holder_id in people else "",
        )
        for key in keys
    ]
    return sorted(found, key=lambda one: (not one.mine, bool(one.holder)))
