"""``make enrol PERSON=...``: a new one-time link for an operator or administrator, whether the host runs or not."""

from pathlib import Path

from host import people
from host.installation import Installation
from host.tables import CannotStart, reached
from host.words import both


def enrol(who: str, data: Path) -> str:
    """What to print: the link and until when it works. Raises CannotStart when nobody, or several, are meant."""
    with reached(Installation.as_it_began(data)) as (engine, runs):
        everybody = people.those_who(engine, people.BY_PASSKEY)
        if not everybody:
            raise CannotStart(both("empty"))
        found = people.named(everybody, who)
        if len(found) != 1:
            raise CannotStart(
                f"{both('several' if found else 'nobody', who=who)}\n{people.told_of(found or everybody)}"
            )
        link = people.enrolment_link(engine, found[0])
        after = "" if runs else "\n" + both("link_needs_host")
        return f"{both('link', name=found[0].name)}\n{link}{after}"
