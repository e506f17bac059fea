"""A centre that nobody shows himself at: its cases go out, to the duty manager and the partner centre. Pure.

The absence is a case itself, whose ladder rings and texts them until somebody has it. Whoever comes to the desk has it
from then on, and says afterwards how it came to that.
"""

import msgspec

from chalicelib.engine.attendance import Cover
from chalicelib.engine.case import Case, Plan
from chalicelib.engine.cases import Opening, open_case
from chalicelib.engine.messages import Recipient
from chalicelib.engine.walking import outside, tell_alarmed
from chalicelib.platform.access import SELF
from chalicelib.platform.ids import id_from
from chalicelib.platform.time import SECOND_MS
from chalicelib.records.change import Change, Event, Write, update
from chalicelib.records.rows import Row
from chalicelib.register.policy import Rung

KIND = "desk_absent"
LOOK_MS = 15 * SECOND_MS
AT_ONCE = 5
"""So many cases at most go out in one change; the next look is at once while there are more."""
_MESSAGES_AT_ONCE = 20
LADDER = (
    Rung(after_s=0, to="operators", channels=("board", "sms")),
    Rung(after_s=0, to="duty_manager", channels=("call", "sms"), repeat_s=120),
    Rung(after_s=0, to="partner", channels=("call", "sms"), repeat_s=120),
)
BROADCAST_S = 300
TAKE_TIMEOUT_S = 600
"""So long has the one who said *I have it*, out there, before everybody is rung again."""


class Waiting(msgspec.Struct, frozen=True):
    """A case that waits at a desk which nobody is at."""

    row: Row[Case]
    plan: Plan


def fall_due(
    row: Row[Cover], people: tuple[Recipient, ...], waiting: tuple[Waiting, ...], count: int, now_ms: int
) -> Change:
    """Nobody has shown himself for too long; or, while that lasts, another look at what has come since.

    ``waiting`` are the most urgent of the ``count`` cases that have not gone out yet.
    """
    cover = row.state
    if cover.state == "covered":
        case_id = id_from(KIND, cover.desk, str(cover.seen_ms))
        event = Event("desk_absent", {"desk": cover.desk, "seen_ms": cover.seen_ms})
        absent = msgspec.structs.replace(cover, state="absent", case_id=case_id, next_ms=now_ms)
        return Change((update(row, absent, event), *open_case(_opening(cover, case_id, people, count), now_ms)))
    those = tuple(person for person in people if person.group in ("duty_manager", "partner"))
    # A change holds a hundred items: the more people outside, the fewer cases at once.
    batch = waiting[: max(1, _MESSAGES_AT_ONCE // max(1, 2 * len(those)))]
    more: tuple[Write, ...] = ()
    for one in batch:
        # The absence rings for what waited when it began; what is grave and came later rings by itself.
        came_later = one.row.state.opened_at_ms > cover.absent_from_ms
        more += _go_out(one, those, now_ms, ring=came_later and one.row.state.priority <= 2)
    next_ms = now_ms + (SECOND_MS if count > len(batch) else LOOK_MS)
    return Change((update(row, msgspec.structs.replace(cover, next_ms=next_ms)), *more))


def manned(row: Row[Case], plan: Plan, person_id: str, name: str, now_ms: int) -> tuple[Write, ...]:
    """Somebody sits there again and has the absence, whoever had it out there; those who were alarmed are told."""
    case = row.state
    if case.state == "resolved":
        return ()
    owned = msgspec.structs.replace(
        case,
        state="owned",
        owner_id=person_id,
        owner_name=name,
        handed_to_id="",
        handed_to_name="",
        handed_until_ms=None,
        parked_until_ms=None,
        exhausted=False,
        next_ms=now_ms + TAKE_TIMEOUT_S * SECOND_MS,
    )
    told = tell_alarmed(
        case, plan, f"{case.round:03d}/manned/{row.version:06d}", "manned", {"operator": name}, now_ms, ""
    )
    return (update(row, owned, Event("desk_manned", {"owner": person_id})), *told)


def _opening(cover: Cover, case_id: str, people: tuple[Recipient, ...], count: int) -> Opening:
    return Opening(
        id=case_id,
        kind=KIND,
        customer_id=SELF,
        subject=cover.key.pk,
        desk=cover.desk,
        ladder=LADDER,
        broadcast_s=BROADCAST_S,
        take_timeout_s=TAKE_TIMEOUT_S,
        people=people,
        params={"since_ms": cover.seen_ms, "count": str(count)},
    )


def _go_out(one: Waiting, to: tuple[Recipient, ...], now_ms: int, *, ring: bool) -> tuple[Write, ...]:
    case = msgspec.structs.replace(one.row.state, outside_ms=now_ms)
    event = Event("sent_outside", {"people": len(to)})
    return (update(one.row, case, event), *outside(case, one.plan, to, now_ms, ring=ring))
