"""A crowd for the board: people with sites and assignments of their own, on duty, and cases about some of them."""

from collections.abc import Iterator

import msgspec

from bench.watches import CUSTOMER, duty, guard, register
from chalicelib.engine.cases import Case, Plan
from chalicelib.platform.ids import id_from
from chalicelib.platform.time import HOUR_MS, MINUTE_MS, SECOND_MS
from chalicelib.records.rows import State

__all__ = ["CUSTOMER", "cases", "people", "watched"]

_KINDS = (("sos", 1), ("silence", 2), ("not_on_duty", 3), ("message", 4))


def people(count: int) -> Iterator[State]:
    """What the register knows of them."""
    return register(count)


def watched(count: int, now_ms: int, tag: str) -> Iterator[State]:
    """So many on duty, heard not long ago; the first is to be reminded in an hour, the last in two."""
    for number in range(count):
        watch = duty(number, now_ms + HOUR_MS + number * HOUR_MS // count, tag)
        began = {"started_at_ms": now_ms - HOUR_MS, "heard_at_ms": now_ms - number * HOUR_MS // count}
        yield msgspec.structs.replace(watch, interval_s=2 * HOUR_MS // SECOND_MS, **began)


def cases(count: int, now_ms: int, tag: str) -> Iterator[State]:
    """So many open cases, of all kinds, opened over the last hour; none has a step within the next."""
    for number in range(count):
        kind, priority = _KINDS[number % len(_KINDS)]
        watch = duty(number, now_ms, tag)
        opened_ms = now_ms - number * HOUR_MS // count - MINUTE_MS
        case_id = id_from("bench", "case", tag, str(number))
        yield Case(
            customer_id=watch.customer_id,
            id=case_id,
            kind=kind,
            priority=priority,
            subject=f"duty/{watch.id}",
            person_id=guard(number).id,
            site=watch.site,
            opened_at_ms=opened_ms,
            round_at_ms=opened_ms,
            walked_ms=now_ms - opened_ms,
            next_ms=now_ms + 2 * HOUR_MS,
        )
        yield Plan(customer_id=watch.customer_id, case_id=case_id, opened_at_ms=opened_ms)
