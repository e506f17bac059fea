"""What the journal tells of the exercise since it began."""

from chalicelib.platform.time import now_ms
from chalicelib.records import journal
from chalicelib.records.commit import Engine
from chalicelib.register import repository
from chalicelib.register.repository import everything
from host.training.night import PEOPLE
from host.training.summary import CaseTold, summarise


def told_since(engine: Engine, since_ms: int) -> list[CaseTold]:
    """Every case at any site since then, judged."""
    phones = frozenset(person.phone for person in PEOPLE.values())
    entries = [
        journal.read(item)
        for site in repository.list_sites(engine, everything)
        for item in engine.store.site_journal(site.state.id, since_ms, now_ms())
    ]
    return summarise(entries, phones)
