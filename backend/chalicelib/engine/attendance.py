"""Who sits at the desks: each open, visible page shows it, and a desk that nobody shows himself at is a deadline.

        page              operator, beat          desk
        |-- I am here ------>|  due + 60 s           |
        |                    |---------------------->|  due + 60 s
        |   (gone)           |                       |
        |                    |  away                 |  absent: a case, by call and SMS to those outside

A beat changes no visible row, so that nobody's page is told of it.
"""

from collections.abc import Iterable
from typing import ClassVar, Literal, get_args

import msgspec
from msgspec import UNSET, UnsetType

from chalicelib.engine.case import Desk, NotAllowed
from chalicelib.platform.access import SELF
from chalicelib.platform.operations import Key
from chalicelib.platform.time import SECOND_MS
from chalicelib.records.change import NOTHING, Change, Event, Write, create, update
from chalicelib.records.rows import FAR_FUTURE_MS, Lane, Row, State

DESKS: tuple[Desk, ...] = get_args(Desk)
OPEN_MS = 60 * SECOND_MS
"""So long is a case shown as open before somebody without word that it still is."""
WRITING_MS = 10 * SECOND_MS
_RENEWED_MS = 20 * SECOND_MS
_STALE_MS = 10 * SECOND_MS


class AtDesk(State, frozen=True, kw_only=True):
    """Somebody who is on shift, as the others see it. Never forgotten: its journal goes on from shift to shift."""

    KIND: ClassVar[str] = "operator"

    person_id: str
    name: str
    desks: tuple[Desk, ...] = DESKS
    since_ms: int
    away: bool = False
    """On shift, and no page of theirs has shown itself for a while."""
    left: bool = False
    case_id: str = ""
    case_until_ms: int = 0
    writing_until_ms: int = 0

    @property
    def key(self) -> Key:
        """One for each person."""
        return at_desk_key(self.person_id)

    @property
    def lane(self) -> Lane | None:
        """Listed while on shift."""
        return None if self.left else Lane.DESK

    @property
    def due_at_ms(self) -> int:
        """It waits for nothing itself; its beat does."""
        return FAR_FUTURE_MS

    @property
    def here(self) -> bool:
        """On shift, and showing it."""
        return not self.left and not self.away


class Beat(State, frozen=True, kw_only=True):
    """When somebody's page was last seen."""

    KIND: ClassVar[str] = "beat"

    person_id: str
    seen_ms: int
    after_s: int
    beating: bool = True

    @property
    def key(self) -> Key:
        """Beside the operator."""
        return beat_key(self.person_id)

    @property
    def lane(self) -> Lane | None:
        """Waits while it beats."""
        return Lane.DESK if self.beating else None

    @property
    def due_at_ms(self) -> int:
        """So long after it was last seen its owner counts as away."""
        return self.seen_ms + self.after_s * SECOND_MS


class Cover(State, frozen=True, kw_only=True):
    """One desk, once somebody has sat at it: the centre is never unmanned by silence."""

    KIND: ClassVar[str] = "cover"

    desk: Desk
    seen_ms: int
    after_s: int
    state: Literal["covered", "absent"] = "covered"
    case_id: str = ""
    next_ms: int = 0

    @property
    def key(self) -> Key:
        """One for each desk."""
        return cover_key(self.desk)

    @property
    def lane(self) -> Lane:
        """A centre without anybody is a matter of life."""
        return Lane.LIFE

    @property
    def due_at_ms(self) -> int:
        """The end of the patience; while absent, the next look at what waits."""
        return self.absent_from_ms if self.state == "covered" else self.next_ms

    @property
    def absent_from_ms(self) -> int:
        """When nobody has been seen for too long."""
        return self.seen_ms + self.after_s * SECOND_MS


def at_desk_key(person_id: str) -> Key:
    """Where somebody's place at the desk stands."""
    return Key(f"operator/{person_id}")


def beat_key(person_id: str) -> Key:
    """Where their beat stands."""
    return Key(f"operator/{person_id}", "beat")


def cover_key(desk: Desk) -> Key:
    """Where a desk stands."""
    return Key(f"cover/{desk}")


class Attendance(msgspec.Struct, frozen=True, kw_only=True):
    """What is read for one sign of life."""

    at_desk: Row[AtDesk] | None
    beat: Row[Beat] | None
    covers: dict[Desk, Row[Cover]]


class Sign(msgspec.Struct, frozen=True, kw_only=True):
    """One sign of life from a page. What it leaves out stays as it is."""

    person_id: str
    name: str
    desks: tuple[Desk, ...] | UnsetType = UNSET
    case_id: str | UnsetType | None = UNSET
    writing: bool = False


def show(found: Attendance, sign: Sign, others: Iterable[AtDesk], after_s: int, now_ms: int) -> Change:
    """Somebody's page shows that they are here. ``others`` are asked only when desks are given up.

    Raises NotAllowed for a desk that nobody else covers: it would be unmanned by a choice in a list.
    """
    before = found.at_desk
    known = before.state if before and not before.state.left else None
    desks = sign.desks if isinstance(sign.desks, tuple) else known.desks if known else DESKS
    given_up = set(known.desks) - set(desks) if known else set()
    for desk in given_up:
        if not any(desk in one.desks and one.here for one in others if one.person_id != sign.person_id):
            raise NotAllowed("desk.uncovered", desk=desk)
    seen = known or AtDesk(customer_id=SELF, person_id=sign.person_id, name=sign.name, since_ms=now_ms)
    after = _hands(msgspec.structs.replace(seen, name=sign.name, desks=desks, away=False), sign, now_ms)
    writes: list[Write] = []
    if before is None:
        writes.append(create(after, Event("came_to_desk", {"desks": desks})))
    elif before.state != after:
        writes.append(update(before, after, *_told(before.state, after)))
    beat = Beat(customer_id=SELF, person_id=sign.person_id, seen_ms=now_ms, after_s=after_s)
    if found.beat is None:
        writes.append(create(beat))
    elif found.beat.state.seen_ms < now_ms or not found.beat.state.beating:
        writes.append(update(found.beat, beat))
    for desk in (*desks, *given_up):
        writes += _covered(found.covers.get(desk), desk, after_s, now_ms, touched=desk in given_up)
    return Change(tuple(writes), "here")


def leave(found: Attendance) -> Change:
    """The shift is over. The desks go on waiting for somebody."""
    if found.at_desk is None or found.at_desk.state.left:
        return NOTHING
    gone = msgspec.structs.replace(found.at_desk.state, left=True, away=False, case_id="", writing_until_ms=0)
    writes = [update(found.at_desk, gone, Event("left_desk", {"desks": gone.desks}))]
    if found.beat is not None:
        writes.append(update(found.beat, msgspec.structs.replace(found.beat.state, beating=False)))
    return Change(tuple(writes), "left")


def fall_silent(beat: Row[Beat], at_desk: Row[AtDesk] | None) -> Change:
    """No page of theirs has been seen for a while: they are away, until they show themselves again."""
    still = update(beat, msgspec.structs.replace(beat.state, beating=False))
    if at_desk is None or not at_desk.state.here:
        return Change((still,))
    away = msgspec.structs.replace(at_desk.state, away=True, case_id="", writing_until_ms=0)
    return Change((update(at_desk, away, Event("away_from_desk", {"seen_ms": beat.state.seen_ms})), still))


def _hands(seen: AtDesk, sign: Sign, now_ms: int) -> AtDesk:
    """What others see of their hands; renewed only now and then, so that a heartbeat mostly changes nothing."""
    writing_until_ms = seen.writing_until_ms
    if sign.writing and writing_until_ms - now_ms < WRITING_MS // 2:
        writing_until_ms = now_ms + WRITING_MS
    elif not sign.writing and writing_until_ms > now_ms:
        writing_until_ms = now_ms
    after = msgspec.structs.replace(seen, writing_until_ms=writing_until_ms)
    if isinstance(sign.case_id, UnsetType):
        return after
    case_id = sign.case_id or ""
    if case_id == seen.case_id and (not case_id or seen.case_until_ms - now_ms > _RENEWED_MS):
        return after
    return msgspec.structs.replace(after, case_id=case_id, case_until_ms=now_ms + OPEN_MS if case_id else 0)


def _told(before: AtDesk, after: AtDesk) -> tuple[Event, ...]:
    if before.left:
        return (Event("came_to_desk", {"desks": after.desks}),)
    events = [Event("back_at_desk")] if before.away else []
    if before.desks != after.desks:
        events.append(Event("chose_desks", {"desks": after.desks}))
    return tuple(events)


def _covered(row: Row[Cover] | None, desk: Desk, after_s: int, now_ms: int, *, touched: bool) -> tuple[Write, ...]:
    """The desk has been seen manned. Of two who give it up in one instant, each counting on the other, one loses."""
    if row is None:
        made = Cover(customer_id=SELF, desk=desk, seen_ms=now_ms, after_s=after_s)
        return (create(made, Event("desk_covered", {"desk": desk})),)
    cover = row.state
    if touched:
        return (update(row, cover),)
    if cover.state == "absent" or now_ms - cover.seen_ms >= min(_STALE_MS, after_s * SECOND_MS // 3):
        seen = msgspec.structs.replace(
            cover, state="covered", seen_ms=max(now_ms, cover.seen_ms), after_s=after_s, case_id="", next_ms=0
        )
        events = (Event("desk_covered", {"desk": desk}),) if cover.state == "absent" else ()
        return (update(row, seen, *events),)
    return ()
