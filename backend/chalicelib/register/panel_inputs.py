"""What is sent to the register about a panel and what it answers. Its key is sent, and never answered."""

from msgspec import UNSET, UnsetType

from chalicelib.register.inputs import Fields
from chalicelib.register.panel import (
    CLOCK_AHEAD_S,
    CLOCK_BEHIND_S,
    CodeMeaning,
    Departure,
    Hours,
    Lift,
    NakForm,
    Partition,
    Transmission,
    Zone,
)


class PanelFields(Fields, frozen=True, kw_only=True):
    """A panel. Durations in seconds."""

    customer_id: str
    site_id: str
    account: str
    receiver: str | None = None
    line: str | None = None
    transmission: Transmission = "SP2"
    supervision_s: int | None = None
    clock_ahead_s: int = CLOCK_AHEAD_S
    clock_behind_s: int = CLOCK_BEHIND_S
    departures: tuple[Departure, ...] = ()
    """Damage that is acknowledged all the same, from a panel that cannot do better."""
    nak_form: NakForm = "2013"
    plain_accepted: bool = False
    close_grace_s: int = 900
    technician: str = ""
    operation: str = ""


class ZoneInput(Zone, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A zone as it is sent."""


class CodeMeaningInput(CodeMeaning, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a code means, as it is sent."""


class HoursInput(Hours, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Hours as they are sent: ``opens`` and ``closes`` as 07:30."""


class PartitionInput(Partition, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A partition as it is sent."""

    hours: tuple[HoursInput, ...] = ()


class LiftInput(Lift, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A lift as it is sent."""


class PanelInput(PanelFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A panel as it is sent. A key that is left out stays as it is; null takes it away."""

    version: int | None = None
    key: str | UnsetType | None = UNSET
    """Hexadecimal, or ``ascii:`` and the letters: 16, 24 or 32 bytes."""
    zones: tuple[ZoneInput, ...] = ()
    codes: tuple[CodeMeaningInput, ...] = ()
    partitions: tuple[PartitionInput, ...] = ()
    lift: LiftInput | None = None


class PanelView(PanelFields, frozen=True, kw_only=True):
    """A panel as it is answered: whether it has a key, and not which."""

    id: str
    version: int
    has_key: bool
    zones: tuple[Zone, ...]
    codes: tuple[CodeMeaning, ...]
    partitions: tuple[Partition, ...]
    lift: Lift | None
