"""What an event of a panel is treated as: in whose hours, on whose word, the same as what, the end of what. Pure."""

from chalicelib.alarms.classes import Matter
from chalicelib.alarms.hours import is_within
from chalicelib.alarms.meaning import Understood, same_number, understand
from chalicelib.alarms.signal import Signal, Told
from chalicelib.alarms.site import Active
from chalicelib.register.panel import Panel


def understood_of(panel: Panel, signal: Signal) -> tuple[Understood, ...]:
    """Each event that the signal tells of as this panel means it; what cannot be read is one event of its own."""
    if signal.fault or not signal.events:
        return (Understood(matter="unreadable", told=Told(code="", text=signal.fault)),)
    return tuple(understand(panel, signal.protocol, told) for told in signal.events)


def matter_of(panel: Panel, signal: Signal, event: Understood) -> Matter:
    """What an event is treated as: what may be forged is acted on as that, and an opening at night as an alarm."""
    if event.matter != "unreadable" and not is_believed(panel, signal):
        return "forged"
    if event.matter != "open_close" or not event.opens:
        return event.matter
    number = event.told.partition
    partition = next((one for one in panel.partitions if one.hours and same_number(one.number, number)), None)
    if partition is None or is_within(partition, signal.received_at_ms, panel.close_grace_s):
        return event.matter
    return "opened"


def is_believed(panel: Panel, signal: Signal) -> bool:
    """Whether it is the panel's own word: in the clear only where the account has no key, or leave to do without."""
    if signal.encrypted or signal.protocol in ("HTTP", "HAND"):
        return signal.genuine
    return panel.key_sealed is None or panel.plain_accepted


def is_same(one: Active, panel: Panel, event: Understood, matter: Matter) -> bool:
    """Whether that is the alarm that is known already."""
    return one.is_the_same(panel.id, matter, event.zone, event.told.partition, event.told.code)


def restores(event: Understood, one: Active, matters: tuple[Matter, ...]) -> bool:
    """Whether that is what is over. Where the account gives the zone a meaning of its own, the zone decides."""
    if matters:
        return one.matter in matters and same_number(one.partition, event.told.partition)
    if not same_number(one.zone, event.zone) or not same_number(one.partition, event.told.partition):
        return False
    return event.of in (None, one.matter) or bool(event.zone and event.mapped)


def active_of(panel: Panel, signal: Signal, event: Understood, matter: Matter, case_id: str) -> Active:
    """The alarm as the site remembers it, in its case."""
    return Active(
        panel_id=panel.id,
        matter=matter,
        code=event.told.code,
        zone=event.zone,
        partition=event.told.partition,
        case_id=case_id,
        since_ms=signal.received_at_ms,
        last_ms=signal.received_at_ms,
    )
