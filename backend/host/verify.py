"""``make verify``: walk the whole journal and say whether it still tells the truth."""

import itertools
from pathlib import Path

import msgspec

from chalicelib.platform.config import config
from chalicelib.platform.store import Store
from chalicelib.records.journal import Broken
from chalicelib.records.verifying import broken_in, heads, mark, untold
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
    with reached(Installation.as_it_began(data)) as (engine, _):
        return verify_journal(engine.store, config().secret)


def verify_journal(store: Store, secret: str) -> Verdict:
    """Check every chain, every anchor, and that each row and its chain end in the same entry."""
    entries, broken = 0, list[Broken]()
    told: set[int] = set()
    everything = itertools.chain.from_iterable(store.segment("journal", 0, 1))
    for pk, group in itertools.groupby(everything, key=lambda item: str(item["pk"])):
        items = list(group)
        entries += len(items)
        told |= {mark(pk, chain) for chain in heads(items)}
        broken += broken_in(store, pk, items, secret)
    broken += [*untold(store, "live", told), *untold(store, "register", told)]
    return Verdict(entries, len(told), tuple(broken))
