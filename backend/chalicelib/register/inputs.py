"""What is sent to the register and what it answers; what both share stands once. Secrets are sent, never answered."""

import msgspec
from msgspec import UNSET, UnsetType

from chalicelib.platform.access import SELF, Role
from chalicelib.platform.texts import Language
from chalicelib.register.place_kind import Terrain
from chalicelib.register.policy import Risk, Rung
from chalicelib.register.states import Instruction, RiskAssessment
from chalicelib.register.steps import PlanStep, What


class Fields(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of one kind, as they are sent and answered."""

    name: str


class CustomerFields(Fields, frozen=True, kw_only=True):
    """A customer."""

    org_number: str | None = None
    language: Language = "nb"
    default_policies: dict[Risk, str] = {}


class SiteFields(Fields, frozen=True, kw_only=True):
    """A site."""

    customer_id: str
    address: str
    postal_code: str
    town: str
    municipality: str
    latitude: float | None = None
    longitude: float | None = None
    directions: str = ""
    opening_hours: str = ""
    access: str = ""
    police_phone: str | None = None
    fire_phone: str | None = None
    medical_phone: str | None = None


class ContactFields(Fields, frozen=True, kw_only=True):
    """A contact."""

    customer_id: str
    site_id: str | None = None
    phone: str
    email: str | None = None
    language: Language = "nb"
    order: int = 1
    role: str = ""
    wrong: bool = False
    """Set it to false to say that the number is right after all; a new number is right until somebody says FEIL."""


class PersonFields(Fields, frozen=True, kw_only=True):
    """A person."""

    customer_id: str = SELF
    phone: str
    roles: tuple[Role, ...]
    language: Language = "nb"
    number: str | None = None
    skills: tuple[str, ...] = ()
    active: bool = True
    wrong: bool = False


class AssignmentFields(Fields, frozen=True, kw_only=True):
    """An assignment."""

    customer_id: str
    site_id: str
    risk: Risk
    policy_id: str | None = None
    loud: bool = False
    pin_required: bool = False


class PolicyFields(Fields, frozen=True, kw_only=True):
    """A policy. Durations in seconds."""

    customer_id: str
    risk: Risk
    interval_s: int
    reminder_s: int
    grace_s: int
    end_reminder_s: int
    end_grace_s: int
    start_grace_s: int
    take_timeout_s: int
    broadcast_s: int


class PlaceKindFields(Fields, frozen=True, kw_only=True):
    """A kind of exposed place. Durations in seconds."""

    customer_id: str
    terrain: Terrain
    interval_s: int
    longest_interval_s: int
    reminder_s: int
    grace_s: int
    end_reminder_s: int
    end_grace_s: int
    start_grace_s: int
    take_timeout_s: int
    broadcast_s: int
    call_again_s: int
    call_tries: int
    script: str = ""
    loud: bool = True
    pin_required: bool = False


class RungInput(Rung, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rung as it is sent."""


class PlanStepInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step of an action plan as it is sent."""

    what: What
    text: str = ""
    compulsory: bool = False


class RiskAssessmentInput(RiskAssessment, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An assessment as it is sent."""


class CustomerInput(CustomerFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A customer as it is sent."""

    version: int | None = None


class SiteInput(SiteFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A site as it is sent."""

    version: int | None = None


class ContactInput(ContactFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A contact as it is sent. A word that is left out stays as it is; null takes it away."""

    version: int | None = None
    code_word: str | UnsetType | None = UNSET
    duress_word: str | UnsetType | None = UNSET


class PersonInput(PersonFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person as it is sent. A secret that is left out stays as it is; null takes it away."""

    version: int | None = None
    pin: str | UnsetType | None = UNSET
    duress_pin: str | UnsetType | None = UNSET
    code_word: str | UnsetType | None = UNSET
    duress_word: str | UnsetType | None = UNSET


class AssignmentInput(AssignmentFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An assignment as it is sent: its instruction is a text, whose versions the register counts."""

    version: int | None = None
    risk_assessment: RiskAssessmentInput
    instruction: str


class PolicyInput(PolicyFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A policy as it is sent."""

    version: int | None = None
    ladder: tuple[RungInput, ...]
    sos_ladder: tuple[RungInput, ...]
    steps: dict[str, tuple[PlanStepInput, ...]] | UnsetType = UNSET
    """Action plans by kind of case. Left out they stay as they are; a kind that is left out has the default plan."""


class PlaceKindInput(PlaceKindFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of place as it is sent."""

    version: int | None = None
    ladder: tuple[RungInput, ...]
    sos_ladder: tuple[RungInput, ...]


class CustomerView(CustomerFields, frozen=True, kw_only=True):
    """A customer as it is answered."""

    id: str
    version: int


class SiteView(SiteFields, frozen=True, kw_only=True):
    """A site as it is answered."""

    id: str
    version: int


class ContactView(ContactFields, frozen=True, kw_only=True):
    """A contact as it is answered."""

    id: str
    version: int
    wrong_at_ms: int | None
    has_code_word: bool
    has_duress_word: bool


class PersonView(PersonFields, frozen=True, kw_only=True):
    """A person as it is answered: which secrets there are, and none of them."""

    id: str
    version: int
    wrong_at_ms: int | None
    has_pin: bool
    has_duress_pin: bool
    has_code_word: bool
    has_duress_word: bool


class AssignmentView(AssignmentFields, frozen=True, kw_only=True):
    """An assignment as it is answered."""

    id: str
    version: int
    risk_assessment: RiskAssessment
    instruction: Instruction


class PolicyView(PolicyFields, frozen=True, kw_only=True):
    """A policy as it is answered."""

    id: str
    version: int
    ladder: tuple[Rung, ...]
    sos_ladder: tuple[Rung, ...]
    steps: dict[str, tuple[PlanStep, ...]]


class PlaceKindView(PlaceKindFields, frozen=True, kw_only=True):
    """A kind of place as it is answered."""

    id: str
    version: int
    ladder: tuple[Rung, ...]
    sos_ladder: tuple[Rung, ...]
