"""Schedules and the queue behind the real host."""

from tests.integration.host.conftest import Tiny
from tests.support.wait import until


def test_the_clock_calls_with_an_event_of_eventbridges_shape_and_shows_a_failure(tiny: Tiny) -> None:
    (kind, remaining_ms), *_ = until(lambda: tiny.log("swept"))
    assert kind == "Scheduled Event"
    assert 30_000 < remaining_ms <= 40_000
    until(lambda: "failing_sweep failed; it is called again at its next tick" in tiny.errors)
    assert tiny.client.get("/healthz").json()["schedules"]["failing_sweep"]["failures"] == 1


def test_every_wake_arrives_once_in_batches(tiny: Tiny) -> None:
    tiny.client.post("/api/v1/wake", json={"count": 95})
    until(lambda: sum(len(batch) for (batch,) in tiny.log("woken")) >= 95)
    batches = [batch for (batch,) in tiny.log("woken")]
    assert sorted(body for batch in batches for body in batch) == sorted(f"wake {number}" for number in range(95))
    assert max(len(batch) for batch in batches) == 10
    assert tiny.client.get("/healthz").json()["wakes_dropped"] == 0
