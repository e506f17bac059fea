"""What a panel's own signals say of its life: it is there, its lift was tested, a partition is armed. Pure."""

import msgspec

from chalicelib.alarms.hours import next_close_ms
from chalicelib.alarms.meaning import Understood, same_number
from chalicelib.alarms.signal import Signal
from chalicelib.alarms.watched import Armed, PanelWatch
from chalicelib.platform.time import HOUR_MS
from chalicelib.records.rows import Row
from chalicelib.register.panel import Panel

Heard = list[tuple[Signal, tuple[Understood, ...]]]
Cleared = list[tuple[str, str]]
"""Cases whose reason is gone, and the event that says so."""


def supervised(panel: Panel, now_ms: int, before: PanelWatch | None = None) -> PanelWatch:
    """The watch over a panel as the register has it now: what it was told of its life stays."""
    lift_every_ms = panel.lift.test_hours * HOUR_MS if panel.lift else None
    known = before or PanelWatch(
        customer_id=panel.customer_id,
        panel_id=panel.id,
        site=panel.site_id,
        noticed_s=panel.noticed_s,
        heard_at_ms=0,
        since_ms=now_ms,
    )
    lift_due_ms = known.lift_due_ms
    if lift_every_ms != known.lift_every_ms:
        lift_due_ms = (known.lift_test_ms or now_ms) + lift_every_ms if lift_every_ms else None
    return msgspec.structs.replace(
        known,
        site=panel.site_id,
        noticed_s=panel.noticed_s,
        lift_every_ms=lift_every_ms,
        lift_due_ms=lift_due_ms,
        gone_at_ms=None,
        partitions=tuple(_partition(panel, number, known, now_ms) for number in _scheduled(panel)),
    )


def lived(panel: Panel, row: Row[PanelWatch] | None, heard: Heard, now_ms: int) -> tuple[PanelWatch | None, Cleared]:
    """The panel's watch after these signals, or None if there is nothing worth writing; and what it clears up."""
    if not heard:
        return None, []
    before = row.state if row else None
    watch = supervised(panel, now_ms, before)
    cleared: Cleared = []
    last_ms = max(signal.received_at_ms for signal, _ in heard)
    is_news = before is None or bool(watch.silent_case_id) or last_ms - watch.heard_at_ms >= watch.coarse_ms
    if watch.silent_case_id:
        cleared.append((watch.silent_case_id, "panel_heard"))
    if is_news:
        since_ms = max(watch.since_ms, last_ms)
        watch = msgspec.structs.replace(
            watch, heard_at_ms=max(watch.heard_at_ms, last_ms), since_ms=since_ms, silent_case_id=""
        )
    for signal, understood in heard:
        for event in understood:
            watch = _told(panel, watch, signal, event, cleared)
    return (watch if watch != before else None), cleared


def _told(panel: Panel, watch: PanelWatch, signal: Signal, event: Understood, cleared: Cleared) -> PanelWatch:
    if event.matter == "test" and watch.lift_every_ms and signal.received_at_ms >= watch.lift_test_ms:
        if watch.lift_case_id:
            cleared.append((watch.lift_case_id, "lift_tested"))
        due_ms = signal.received_at_ms + watch.lift_every_ms
        return msgspec.structs.replace(watch, lift_test_ms=signal.received_at_ms, lift_due_ms=due_ms, lift_case_id="")
    if event.matter != "open_close":
        return watch
    partitions = tuple(
        _armed(panel, one, signal.received_at_ms, armed=not event.opens)
        if same_number(one.number, event.told.partition) or len(watch.partitions) == 1
        else one
        for one in watch.partitions
    )
    return msgspec.structs.replace(watch, partitions=partitions)


def _armed(panel: Panel, one: Armed, at_ms: int, *, armed: bool) -> Armed:
    if at_ms < one.since_ms:
        return one
    return msgspec.structs.replace(one, armed=armed, since_ms=at_ms, due_ms=due_after(panel, one.number, at_ms))


def due_after(panel: Panel, number: str, at_ms: int) -> int | None:
    """By when that partition has to be armed next."""
    partition = next((one for one in panel.partitions if one.number == number), None)
    return next_close_ms(partition, at_ms, panel.close_grace_s) if partition else None


def _scheduled(panel: Panel) -> list[str]:
    return [one.number for one in panel.partitions if one.hours]


def _partition(panel: Panel, number: str, watch: PanelWatch, now_ms: int) -> Armed:
    known = next((one for one in watch.partitions if one.number == number), None)
    return known or Armed(number=number, due_ms=due_after(panel, number, now_ms))
