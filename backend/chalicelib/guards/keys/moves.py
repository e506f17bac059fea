"""What happens to a key, decided: taken out, passed on, handed in, lost, or kept when its holder goes off duty. Pure.

in --- taken out ---> out --- handed in ---> in
                       |  \\--- passed on ---> out, with another holder
                       |---- lost ---> lost --- found ---> in
"""

import msgspec

from chalicelib.engine.cases import Case, Opening, open_case, told
from chalicelib.engine.messages import Recipient
from chalicelib.platform.access import SELF
from chalicelib.platform.problems import conflict, invalid, not_found
from chalicelib.records.change import NOTHING, Change, Event, update
from chalicelib.records.commit import Facts
from chalicelib.records.rows import Row
from chalicelib.register.links import writes_around
from chalicelib.register.site_key import SiteKey


class AroundKey(msgspec.Struct, frozen=True):
    """A key, and what of the register hangs on who has it."""

    row: Row[SiteKey]
    facts: Facts
    case: Row[Case] | None = None
    """The case that its loss became, while that is remembered."""


def take_out(around: AroundKey, holder_id: str, now_ms: int, *, take_over: bool, named: str = "") -> Change:
    """Somebody has it from now. What another has is taken over only by who says so; ``named`` is that other."""
    key = around.row.state
    if key.state == "lost":
        raise conflict("key.lost")
    if key.state == "out" and key.holder_id == holder_id:
        return NOTHING
    if key.state == "out" and not take_over:
        raise invalid("take_over", "key.out", name=named)
    event = Event("key_out", {"holder": holder_id, "from": key.holder_id})
    after = msgspec.structs.replace(key, state="out", holder_id=holder_id, since_ms=now_ms, kept="")
    return _moved(around, after, event)


def hand_in(around: AroundKey, now_ms: int, by_guard: str = "") -> Change:
    """It hangs in its place again; one that was lost is found. ``by_guard``: only what he has himself."""
    key = around.row.state
    _is_his(key, by_guard)
    if key.state == "in":
        return NOTHING
    was_lost = key.state == "lost"
    event = Event("key_found" if was_lost else "key_in", {"from": key.holder_id})
    after = msgspec.structs.replace(key, state="in", holder_id="", since_ms=now_ms, kept="", case_id="")
    change = _moved(around, after, event)
    if was_lost and around.case is not None and around.case.state.state != "resolved":
        change += Change((told(around.case, Event("key_found", {"key": key.id}, {"tag": key.name})),))
    return change


def lose(
    around: AroundKey,
    case_id: str,
    text: str,
    people: tuple[Recipient, ...],
    name: str,
    now_ms: int,
    by_guard: str = "",
) -> Change:
    """Nobody knows where it is: a case at once, with the site's locks in mind. ``name`` had it last."""
    key = around.row.state
    _is_his(key, by_guard)
    if key.state == "lost":
        return NOTHING
    after = msgspec.structs.replace(key, state="lost", since_ms=now_ms, kept="", case_id=case_id)
    private = {"tag": key.name, "name": name, "text": text}
    opening = _opening(case_id, "key_lost", (key,), people, private)
    return _moved(around, after, Event("key_lost", {"holder": key.holder_id}, {"text": text})) + Change(
        open_case(opening, now_ms)
    )


def go_off_with(keys: tuple[Row[SiteKey], ...], why: str) -> Change:
    """Their holder goes off duty with them, and says why; nothing else about them changes."""
    writes = (
        update(row, msgspec.structs.replace(row.state, kept=why), Event("key_kept", {}, {"why": why})) for row in keys
    )
    return Change(tuple(writes))


def not_handed_in(
    keys: tuple[Row[SiteKey], ...], case_id: str, people: tuple[Recipient, ...], name: str, now_ms: int
) -> Change:
    """Nobody asked him, or nobody could: an operator does."""
    tags = ", ".join(row.state.name for row in keys)
    states = tuple(row.state for row in keys)
    opening = _opening(case_id, "key_not_in", states, people, {"tag": tags, "name": name, "text": ""})
    return Change(open_case(opening, now_ms))


def _opening(
    case_id: str, kind: str, keys: tuple[SiteKey, ...], people: tuple[Recipient, ...], private: dict[str, str]
) -> Opening:
    first = keys[0]
    sites, customers = {key.site_id for key in keys}, {key.customer_id for key in keys}
    return Opening(
        id=case_id,
        kind=kind,
        customer_id=first.customer_id if len(customers) == 1 else SELF,
        site=first.site_id if len(sites) == 1 else None,
        subject=first.key.pk,
        person_id=first.holder_id,
        text=" · ".join(filter(None, (private["tag"], private["text"]))),
        people=people,
        params={"name": private["name"]},
        private=private,
    )


def _moved(around: AroundKey, after: SiteKey, event: Event) -> Change:
    others = writes_around(around.row.state, after, around.facts)
    return Change((update(around.row, after, event), *others), after.state)


def _is_his(key: SiteKey, by_guard: str) -> None:
    """A guard moves what he has himself; of any other key he learns nothing."""
    if by_guard and (key.state != "out" or key.holder_id != by_guard):
        raise not_found()
