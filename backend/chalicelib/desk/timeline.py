"""A timeline is the journal, read back: every chain of a subject in the order of time, each entry checked."""

from collections.abc import Iterable

from chalicelib.desk.case_view import TimelineActor, TimelineEntry
from chalicelib.platform.operations import Item, Key
from chalicelib.records import journal
from chalicelib.records.commit import Engine
from chalicelib.records.journal import Entry
from chalicelib.register.names import NAMES

_HIDDEN = frozenset({"sms_accepted", "push_taken", "push_given_up", "push_gone", "push_hushed"})
"""Kept in the journal, and no news to an operator: a push is a courtesy, and the SMS beside it tells its own story."""


def of_subject(engine: Engine, *subjects: str, now_ms: int) -> list[TimelineEntry]:
    """What happened to one subject, or to several told as one story."""
    items: list[Item] = []
    broken: set[Key] = set()
    for subject in subjects:
        own = list(engine.store.partition("journal", subject))
        broken |= {one.key for one in journal.verify(own)}
        items += own
    return entries(engine, items, broken, now_ms)


def entries(engine: Engine, items: Iterable[Item], broken: set[Key], now_ms: int) -> list[TimelineEntry]:
    """Journal entries as the desk shows them, event by event."""
    read = [journal.read(item) for item in items]
    people = NAMES.people(engine, (one.actor.id for one in read if one.actor.kind == "person"), now_ms)
    names = {one: person.name for one, person in people.items()}
    found = [shown for entry in read for shown in _events(entry, names, broken)]
    return sorted(found, key=lambda one: one.at_ms)


def _events(entry: Entry, names: dict[str, str], broken: set[Key]) -> Iterable[TimelineEntry]:
    stream, _, version = entry.key.sk.rpartition("@")
    actor = TimelineActor(kind=entry.actor.kind, id=entry.actor.id, name=names.get(entry.actor.id, ""))
    for event in entry.events:
        if event.kind in _HIDDEN:
            continue
        yield TimelineEntry(
            at_ms=entry.at_ms,
            stream=f"{entry.key.pk}#{stream}",
            version=int(version),
            actor=actor,
            kind=event.kind,
            data=event.data,
            private=event.private,
            verified=entry.key not in broken,
        )
