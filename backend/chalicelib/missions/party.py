"""A party with a leader: companions who are registered field workers see the mission and are told. All pure."""

from collections.abc import Mapping

import msgspec

from chalicelib.engine.messages import Recipient
from chalicelib.engine.reports import Report
from chalicelib.engine.watch import OnWatch
from chalicelib.engine.watching import message
from chalicelib.missions.states import Mission
from chalicelib.records.change import Write, create, remove, update
from chalicelib.records.rows import Row

MOST = 12
"""So many may go together: all of them are told, and found by their SOS, in one transaction."""


def told(
    row: Row[Mission],
    mission: Mission,
    party: tuple[Recipient, ...],
    template: str,
    params: Mapping[str, object],
    report: Report,
    now_ms: int,
) -> tuple[Write, ...]:
    """A text to each companion, who may stand beside the leader, and beside whoever forces the leader.

    What the leader does is followed by what always follows it, also under duress. What the centre does is told to
    nobody while the leader's phone must stay silent.
    """
    own = report.on_behalf is None
    if mission.hushed and not own:
        return ()
    slot = f"{template}/{row.version}"
    return tuple(message(mission, slot, one, template, params, now_ms, hushable=not own) for one in party)


def found_by(mission: Mission, before: Mission | None, pointers: Mapping[str, Row[OnWatch]]) -> tuple[Write, ...]:
    """The rows by which those in the party are found: an SOS from any of them joins the mission.

    Who is watched in something of his own keeps that. Who left the party is found by it no more.
    """
    subject = mission.key.pk
    members = (mission.worker_id, *mission.party) if mission.on else ()
    known = (before.worker_id, *before.party) if before else ()
    gone = [pointers[one] for one in known if one not in members and one in pointers]
    new = [one for one in members if one not in pointers]
    return (
        *(remove(row) for row in gone if row.state.subject == subject),
        *(create(OnWatch(customer_id=mission.customer_id, person_id=one, subject=subject)) for one in new),
    )


def moved(mission: Mission, over: Mission, before: Mission, pointers: Mapping[str, Row[OnWatch]]) -> tuple[Write, ...]:
    """One mission takes the place of ``before``: who is in both is found by the new one, the others by none."""
    stay = {one: pointers[one] for one in (mission.worker_id, *mission.party) if one in pointers}
    stay = {one: row for one, row in stay.items() if row.state.subject == before.key.pk}
    gone = {one: row for one, row in pointers.items() if one not in stay}
    return (
        *(update(row, msgspec.structs.replace(row.state, subject=mission.key.pk)) for row in stay.values()),
        *found_by(over, before, gone),
    )
