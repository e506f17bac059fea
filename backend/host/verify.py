"""``make verify``: walk the whole journal and say whether it still tells the truth."""

import itertools
from pathlib import Path

import msgspec

from chalicelib.platform.store import Store
from chalicelib.records.journal import Broken
from chalicelib.records.verifying import broken_in, heads
from host.installation import Installation
from host.tables import reached
from host.words import both


class Verdict(msgspec.Struct, frozen=True):
    """How much was checked, and what does not hold."""

    entries: int
    chains: int
    broken: tuple[Broken, ...]

    def __str__(self) -> str:
        """For the terminal."""
        name = "journal_broken" if self.broken else "journal_whole"
        lines = [f"  {broken.key.pk} {broken.key.sk}: {broken.reason}" for broken in self.broken]
        told = both(name, entries=self.entries, chains=self.chains, broken=len(self.broken))
        return "\n".join([told, *lines])


def verify_installation(data: Path) -> Verdict:
    """Check an installation's journal, whether the host runs or not."""
    with reached(Installation(data)) as (engine, _):
        return verify_journal(engine.store)


def verify_journal(store: Store) -> Verdict:
    """Check every chain, and that each row's head is the last entry of its chain."""
    entries, chains, broken = 0, 0, list[Broken]()
    everything = itertools.chain.from_iterable(store.segment("journal", 0, 1))
    for pk, group in itertools.groupby(everything, key=lambda item: str(item["pk"])):
        items = list(group)
        entries += len(items)
        chains += len(heads(items))
        broken += broken_in(store, pk, items)
    return Verdict(entries, chains, tuple(broken))
