"""A frame's events in the words of a signal: all of it text, and nothing left out that a person must see."""

from chalicelib.alarms.signal import Told
from receiver.dc09 import Event, Frame


def events_of(frame: Frame) -> tuple[Told, ...]:
    """Each event; and each part that was not understood as an event without a code, for an operator to read."""
    return (*(_told(one) for one in frame.events), *(Told(code="", text=part) for part in frame.unread))


def _told(event: Event) -> Told:
    said = {one.name: one for one in event.modifiers}
    user = said.get("id")
    return Told(
        code=event.code,
        qualifier=event.qualifier or "",
        partition=event.partition or "",
        zone=event.zone or "",
        text=" · ".join(part for part in (event.text, event.rest) if part),
        user=(user.text or user.value) if user else "",
        old=event.old,
    )
