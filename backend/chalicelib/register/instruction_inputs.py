"""An instruction as it is sent and as it is answered."""

import msgspec

from chalicelib.register.categories import Category
from chalicelib.register.instruction import Action, Emergency, Notice, OwnStep
from chalicelib.register.times import Period


class PeriodInput(Period, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Some hours as they are sent."""


class NoticeInput(Notice, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of a call list as it is sent."""


class EmergencyInput(Emergency, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What concerns an emergency centre, as it is sent."""


class OwnStepInput(OwnStep, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step as it is sent."""


class InstructionFields(msgspec.Struct, frozen=True, kw_only=True):
    """An instruction. ``response_s`` in seconds."""

    customer_id: str
    site_id: str | None = None
    name: str
    categories: tuple[Category, ...]
    action: Action
    verify_contact_id: str | None = None
    response_s: int | None = None
    home: bool = False
    access: str = ""


class InstructionInput(InstructionFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An instruction as it is sent."""

    version: int | None = None
    times: tuple[PeriodInput, ...] = ()
    notices: tuple[NoticeInput, ...] = ()
    steps: tuple[OwnStepInput, ...] = ()
    emergency: EmergencyInput | None = None


class InstructionView(InstructionFields, frozen=True, kw_only=True):
    """An instruction as it is answered."""

    id: str
    version: int
    times: tuple[Period, ...]
    notices: tuple[Notice, ...]
    steps: tuple[OwnStep, ...]
    emergency: Emergency | None
