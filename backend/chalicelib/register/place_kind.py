"""Kinds of exposed places: mountain, forest, sea … and by which rules somebody is watched who goes there alone.

A customer may have kinds of its own; one of its own takes the place of the system's for the same terrain.
"""

from typing import ClassVar, Literal, get_args

import msgspec

from chalicelib.register.policy import SOS_LADDER, Rules, Rung

Terrain = Literal["mountain", "forest", "sea", "glacier", "avalanche", "mast", "tunnel", "river", "other"]
TERRAINS: tuple[Terrain, ...] = get_args(Terrain)
_MIN, _HOUR = 60, 3_600
SYSTEM = "system"


class PlaceKind(Rules, frozen=True, kw_only=True):
    """What going to one kind of place means. ``interval_s`` is what is proposed, and agreed unless said otherwise."""

    KIND: ClassVar[str] = "place_kind"

    terrain: Terrain
    longest_interval_s: int
    """Nobody is left longer than this without contact, whatever is asked for."""
    call_again_s: int
    """After a call that nobody answered, the next is made within so long."""
    call_tries: int
    """So many calls without an answer are a silence."""
    script: str = ""
    """What the operator says and asks when the centre calls. Empty: the usual, which the desk has in each language."""
    loud: bool = True
    """Whether an SOS may make the worker's phone ring and show."""
    pin_required: bool = False
    """Whether who has a PIN gives it with each check-in and end, so that there is one of duress."""


def _ladder(contacts_s: int, repeat_s: int) -> tuple[Rung, ...]:
    return (
        Rung(after_s=0, to="operators", channels=("board",)),
        Rung(after_s=0, to="worker", channels=("sms",), repeat_s=repeat_s),
        Rung(after_s=0, to="colleagues", channels=("sms",), repeat_s=repeat_s),
        Rung(after_s=60, to="operators", channels=("sms",), repeat_s=repeat_s),
        Rung(after_s=300, to="duty_manager", channels=("sms",), repeat_s=repeat_s),
        Rung(after_s=contacts_s, to="contacts", channels=("sms",)),
    )


def _kind(
    terrain: Terrain, name: str, interval_min: int, longest_min: int, grace_min: int, contacts_s: int
) -> PlaceKind:
    return PlaceKind(
        id=f"{SYSTEM}-{terrain}",
        customer_id=SYSTEM,
        name=name,
        terrain=terrain,
        interval_s=interval_min * _MIN,
        longest_interval_s=longest_min * _MIN,
        reminder_s=5 * _MIN,
        grace_s=grace_min * _MIN,
        end_reminder_s=15 * _MIN,
        end_grace_s=15 * _MIN,
        start_grace_s=15 * _MIN,
        take_timeout_s=2 * _MIN,
        ladder=_ladder(contacts_s, 120),
        sos_ladder=SOS_LADDER,
        broadcast_s=3 * _MIN,
        call_again_s=5 * _MIN,
        call_tries=3,
    )


DEFAULT_KINDS: dict[str, PlaceKind] = {
    one.id: one
    for one in (
        _kind("mountain", "Fjell", 60, 4 * 60, 10, 900),
        _kind("forest", "Skog og mark", 120, 8 * 60, 15, 1200),
        _kind("sea", "Sjø og kyst", 30, 2 * 60, 5, 600),
        _kind("glacier", "Bre", 30, 60, 5, 600),
        _kind("avalanche", "Rasutsatt område", 30, 60, 5, 600),
        _kind("mast", "Tak og mast", 30, 60, 5, 600),
        _kind("tunnel", "Tunnel og bergrom", 30, 60, 5, 600),
        _kind("river", "Elv og vann", 30, 2 * 60, 5, 600),
        _kind("other", "Annet utsatt sted", 60, 4 * 60, 10, 900),
    )
}
"""What holds where the customer says nothing else. They are no rows, and cannot be changed: make one's own."""
USUAL = f"{SYSTEM}-other"


def kinds_of(own: tuple[PlaceKind, ...]) -> tuple[PlaceKind, ...]:
    """What a customer's people may choose from: its own kinds, and the system's for the other terrains."""
    covered = {one.terrain for one in own}
    return (*own, *(one for one in DEFAULT_KINDS.values() if one.terrain not in covered))


def within(kind: PlaceKind, interval_s: int) -> bool:
    """Whether that interval may be agreed there."""
    return 10 <= interval_s <= max(kind.longest_interval_s, kind.interval_s)


def as_fields(kind: PlaceKind) -> dict[str, object]:
    """Its rules as they would be sent to the register."""
    fields: dict[str, object] = msgspec.to_builtins(kind)
    return {name: value for name, value in fields.items() if name not in ("id", "customer_id")}
