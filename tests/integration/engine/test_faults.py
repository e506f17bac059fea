"""The fault layer does what it says, and the engine stands it: each decision once, whatever the store does."""

from collections import Counter
from random import Random

import pytest

from chalicelib.platform.operations import AnswerLost, Key, TryAgain
from chalicelib.records.rows import from_item
from tests.support.clockwork import BEAT_MS
from tests.support.faults import Faults, Trouble
from tests.support.sms import Killed
from tests.support.world import World

BAD_DAY = {Trouble.CONFLICT: 0.1, Trouble.THROTTLE: 0.05, Trouble.LOST_BEFORE: 0.05, Trouble.LOST_AFTER: 0.1}


@pytest.mark.parametrize(
    ("trouble", "meaning", "applied"),
    [
        (Trouble.CONFLICT, TryAgain, False),
        (Trouble.THROTTLE, TryAgain, False),
        (Trouble.LOST_BEFORE, AnswerLost, False),
        (Trouble.LOST_AFTER, AnswerLost, True),
    ],
)
def test_a_trouble_means_to_the_store_what_it_means_in_the_cloud(
    world: World, trouble: Trouble, meaning: type[Exception], applied: bool
) -> None:
    duty_id = world.on_duty("alice")
    store = world.engine.store
    item = {**store.get("live", [Key(f"duty/{duty_id}")])[Key(f"duty/{duty_id}")], "pk": f"copy/{duty_id}"}
    with Faults(store) as faults:
        faults.next(trouble)
        with pytest.raises(meaning):
            store.put_new("live", item)
    assert bool(store.get("live", [Key(f"copy/{duty_id}")])) is applied
    assert faults.troubles == {trouble: 1}


@pytest.mark.parametrize("trouble", list(Trouble))
def test_a_check_in_that_meets_a_trouble_is_done_once(world: World, trouble: Trouble) -> None:
    duty_id = world.on_duty("alice")
    world.advance(60)
    with Faults(world.engine.store) as faults:
        faults.next(trouble, trouble)
        world.check_in(duty_id)
    assert faults.troubles[trouble] == 2
    assert world.told(f"duty/{duty_id}").count("check_in") == 1
    assert world.duty(duty_id).next_ms == world.now_ms + 20 * 60_000
    assert world.broken(f"duty/{duty_id}") == []


def test_troubles_by_chance_are_the_same_for_the_same_seed(world: World) -> None:
    duty_id = world.on_duty("alice")
    seen = []
    for _ in range(2):
        with Faults(world.engine.store, Random(4), BAD_DAY) as faults:
            for _ in range(10):
                world.check_in(duty_id)
            seen.append((faults.writes, faults.troubles))
    assert seen[0] == seen[1]
    assert sum(seen[0][1].values()) == seen[0][0] - 10 > 0
    assert world.told(f"duty/{duty_id}").count("check_in") == 20


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_killed_process_ends_at_that_call_and_nothing_catches_it(world: World, after: bool) -> None:
    duty_id = world.on_duty("alice")
    with Faults(world.engine.store) as faults:
        faults.kill(1, after=after)
        world.check_in(duty_id)
        with pytest.raises(Killed):
            world.check_in(duty_id)
    assert world.told(f"duty/{duty_id}").count("check_in") == 1 + after


def test_the_late_index_shows_what_was_there_a_second_ago(world: World) -> None:
    duty_id = world.on_duty("alice")
    before = world.duty(duty_id)
    world.now_ms += 60_000
    with Faults(world.engine.store, lag_ms=1000, now_ms=lambda: world.now_ms) as faults:
        world.check_in(duty_id)
        world.now_ms += 999
        assert _shown(world, duty_id) == before.next_ms
        assert faults.late == 1
        world.now_ms += 1
        assert _shown(world, duty_id) == world.duty(duty_id).next_ms != before.next_ms


def test_the_late_index_does_not_yet_show_what_is_new_and_still_shows_what_is_closed(world: World) -> None:
    with Faults(world.engine.store, lag_ms=1000, now_ms=lambda: world.now_ms):
        duty_id = world.on_duty("alice")
        assert _shown(world, duty_id) is None
        world.now_ms += 1000
        assert _shown(world, duty_id) is not None
        world.off_duty(duty_id)
        assert _shown(world, duty_id) is not None
        world.now_ms += 1000
        assert _shown(world, duty_id) is None


@pytest.mark.parametrize("seed", range(3))
def test_on_a_bad_day_with_a_late_index_a_silence_is_noticed_once_and_every_text_is_sent_once(
    world: World, seed: int
) -> None:
    duties = [world.on_duty("alice"), world.on_duty("bob", "gate")]
    world.advance(18 * 60 - 1)
    now = lambda: world.now_ms  # noqa: E731  the world's clock, which moves
    with Faults(world.engine.store, Random(seed), BAD_DAY, lag_ms=1000, now_ms=now) as faults:
        _tick(world, 12)
        _beat_for(world, 3 * 60 - 12)
        _tick(world, 12)
    assert sum(faults.troubles.values()) > 2
    assert faults.late > 5
    for duty_id in duties:
        told = world.told(f"duty/{duty_id}")
        assert (told.count("reminded"), told.count("missed")) == (1, 1)
        assert world.broken(f"duty/{duty_id}") == []
    assert len(world.open_cases("silence")) == 2
    assert world.open_cases("system") == []
    assert set(Counter(sms.reference for sms in world.sent()).values()) == {1}
    for name in ("alice", "bob"):
        assert len([text for text in world.texts_to(name) if "ring sentralen" in text]) >= 1


def _tick(world: World, seconds: int) -> None:
    """Time as a late index makes it: a look every half second, and no waiting until the index agrees."""
    for _ in range(2 * seconds):
        world.now_ms += 500
        world.clock.once()


def _beat_for(world: World, seconds: int) -> None:
    """A stretch in which nothing is due: the clock only shows that it lives."""
    until_ms = world.now_ms + seconds * 1000
    while world.now_ms < until_ms:
        world.now_ms = min(world.now_ms + BEAT_MS, until_ms)
        world.clock.beat()


def _shown(world: World, duty_id: str) -> int | None:
    """The duty's deadline as the index has it."""
    for item in world.engine.store.due("watch#0", 2**53):
        if item["pk"] == f"duty/{duty_id}":
            return int(from_item(item).state.next_ms)
    return None
