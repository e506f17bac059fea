"""The process is killed at every step between reading and sending, and another one goes on.

Every write is a step; the run is repeated with the end before and after the first, the second, the third write, until
one run gets through. The supplier's acceptance lies between two writes, so it has its place in this too.
"""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import pytest

from chalicelib.engine.clock import LEASE_MS as CLOCK_LEASE_MS
from chalicelib.engine.messages import Message
from chalicelib.engine.sending import LEASE_MS as SEND_LEASE_MS
from chalicelib.records.rows import from_item
from tests.support.faults import Faults
from tests.support.sms import Killed
from tests.support.world import World


class Told(NamedTuple):
    """What came of a run: what was decided, and who was sent how many different texts, and which of them twice."""

    decided: Counter[str]
    texts: Counter[str]
    doubled: int


def a_reminder(world: World) -> str:
    """A lone guard's reminder falls due this second."""
    duty_id = world.on_duty("alice")
    world.advance(18 * 60 - 1)
    return duty_id


def a_silence(world: World) -> str:
    """A lone guard's grace ends this second."""
    duty_id = world.on_duty("alice")
    world.advance(21 * 60 - 1)
    return duty_id


def company_that_lapses(world: World) -> str:
    """The colleague on whom a guard rests reaches his planned end this second."""
    duty_id = world.on_duty("alice")
    world.on_duty("bob", hours=0.5)
    world.advance(30 * 60 - 1)
    return duty_id


def run(world: World, story: Callable[[World], str], write: int | None, *, after: bool = False) -> tuple[Told, bool]:
    """The story with the process killed at that write of the clock's; what came of it, and whether it was killed."""
    duty_id = story(world)
    before, world.receipts_come = len(world.sms.sent), False
    told = Counter(world.told(f"duty/{duty_id}"))
    world.now_ms += 1000
    killed = False
    with Faults(world.engine.store) as faults:
        if write is not None:
            faults.kill(write, after=after)
        try:
            world.settle()
        except Killed:
            killed = True
    expected_twice = _accepted_but_not_recorded(world, before) if killed else 0
    go_on(world)
    sent = [one.sms for one in world.sms.sent[before:]]
    references = Counter(sms.reference for sms in sent)
    assert set(references.values()) <= {1, 2}
    doubled = len(sent) - len(references)
    assert doubled == expected_twice
    names = {world.phone(name): name for name in ("alice", "bob", "carol", "olav", "oda", "dina", "kari", "kjell")}
    texts = Counter({sms.reference: names[sms.to] for sms in sent}.values())
    case_ids = [row.state.id for row in world.open_cases()]
    decided = Counter(world.told(f"duty/{duty_id}")) - told
    decided += Counter(kind for one in case_ids for kind in world.told(f"case/{one}") if not kind.startswith("sms_"))
    assert world.broken(f"duty/{duty_id}", *(f"case/{one}" for one in case_ids)) == []
    return Told(_without_texts(decided), texts, doubled), killed


def go_on(world: World) -> None:
    """A new process: it waits for the lease of the dead one, and the messages in its hands for theirs."""
    world.clock = world.new_clock()
    world.now_ms += CLOCK_LEASE_MS + 1
    world.settle()
    world.now_ms += SEND_LEASE_MS + 1
    world.settle()


def _without_texts(decided: Counter[str]) -> Counter[str]:
    """What the sender tells of its tries differs with the tries."""
    return Counter({kind: count for kind, count in decided.items() if not kind.startswith("sms_")})


def _accepted_but_not_recorded(world: World, before: int) -> int:
    """How many texts the supplier has taken while our row still says that they are in hand."""
    rows = [from_item(item).state for lane in ("case", "message") for item in _open(world, lane)]
    in_hand = {(one.to, one.text) for one in rows if isinstance(one, Message) and one.state == "sending"}
    return sum((one.sms.to, one.sms.text) in in_hand for one in world.sms.sent[before:])


def _open(world: World, lane: str) -> list[dict[str, object]]:
    return list(world.engine.store.due(f"{lane}#0", 2**53))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("story", [a_reminder, a_silence, company_that_lapses], ids=lambda story: story.__name__)
def test_killed_at_any_step_nothing_is_missed_and_nothing_is_decided_twice(
    fresh: Callable[[], World], story: Callable[[World], str], after: bool
) -> None:
    undisturbed, killed = run(fresh(), story, None)
    assert not killed
    assert undisturbed.doubled == 0
    assert undisturbed.texts
    write, doubled = 0, 0
    while True:
        told, killed = run(fresh(), story, write, after=after)
        assert (write, told.decided, told.texts) == (write, undisturbed.decided, undisturbed.texts)
        if not killed:
            break
        write, doubled = write + 1, doubled + told.doubled
    assert write > 2
    assert doubled == (0 if after else sum(undisturbed.texts.values()))
