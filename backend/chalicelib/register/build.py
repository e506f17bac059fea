"""From what was sent to what is kept: every field is read, tidied and checked, and everything wrong is named."""

import msgspec

from chalicelib.platform.texts import Text, add_texts
from chalicelib.platform.time import DAY_MS
from chalicelib.register.build_words import words
from chalicelib.register.form import Form
from chalicelib.register.inputs import AssignmentInput, ContactInput, CustomerInput, SiteInput
from chalicelib.register.states import Assignment, Contact, Customer, Instruction, Person, RiskAssessment, Site

NAME = 60
"""The longest name of anything: it has to be read on a phone at night."""
_SHORT = 40
_LINE = 100
_PARAGRAPH = 1_000
_TEXT = 4_000
_FIRST_DAY_MS = 946_684_800_000  # the year 2000: nothing was assessed before


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What a kind's builder is told besides the fields: which thing it is, and when and by which secret it is made."""

    id: str
    now_ms: int
    secret: str
    hashed: dict[tuple[str, str], str] = msgspec.field(default_factory=dict)
    """Hashes of code words, by field and word: they are slow, and a line of a file is built several times."""


def customer(form: Form, sent: CustomerInput, before: Customer | None, setting: Setting) -> Customer:
    """A customer belongs to itself."""
    return Customer(
        id=setting.id,
        customer_id=setting.id,
        name=form.line("name", sent.name, NAME),
        org_number=form.org_number("org_number", sent.org_number),
        language=sent.language,
        default_policies=sent.default_policies,
    )


def site(form: Form, sent: SiteInput, before: Site | None, setting: Setting) -> Site:
    """A site."""
    stays(form, "customer_id", sent.customer_id, before.customer_id if before else None)
    latitude, longitude = form.position(sent.latitude, sent.longitude)
    return Site(
        id=setting.id,
        customer_id=sent.customer_id,
        name=form.line("name", sent.name, NAME),
        address=form.line("address", sent.address, _LINE),
        postal_code=form.postal_code("postal_code", sent.postal_code),
        town=form.line("town", sent.town, _SHORT),
        municipality=form.line("municipality", sent.municipality, _SHORT),
        latitude=latitude,
        longitude=longitude,
        directions=form.text("directions", sent.directions, _PARAGRAPH, empty=True),
        opening_hours=form.text("opening_hours", sent.opening_hours, _PARAGRAPH, empty=True),
        access=form.text("access", sent.access, _PARAGRAPH, empty=True),
        police_phone=form.direct_number("police_phone", sent.police_phone),
        fire_phone=form.direct_number("fire_phone", sent.fire_phone),
        medical_phone=form.direct_number("medical_phone", sent.medical_phone),
    )


def contact(form: Form, sent: ContactInput, before: Contact | None, setting: Setting) -> Contact:
    """A contact. A new number is right until somebody answers that it is wrong."""
    stays(form, "customer_id", sent.customer_id, before.customer_id if before else None)
    phone = form.phone("phone", sent.phone)
    wrong = sent.wrong and before is not None and before.phone == phone
    return Contact(
        id=setting.id,
        customer_id=sent.customer_id,
        site_id=sent.site_id,
        name=form.line("name", sent.name, NAME),
        phone=phone,
        email=form.email("email", sent.email),
        language=sent.language,
        order=form.number("order", sent.order, 1, 9999),
        role=form.line("role", sent.role, NAME, empty=True),
        **words(form, sent, before, setting.secret, setting.hashed),
        wrong=wrong,
        wrong_at_ms=wrong_since(wrong, before, setting),
    )


def assignment(form: Form, sent: AssignmentInput, before: Assignment | None, setting: Setting) -> Assignment:
    """An assignment. Another instruction text is its next version, which every guard has to read again."""
    stays(form, "customer_id", sent.customer_id, before.customer_id if before else None)
    text = form.text("instruction", sent.instruction, _TEXT)
    old = before.instruction if before else Instruction(text="", version=0)
    assessed_at_ms = sent.risk_assessment.assessed_at_ms
    if not _FIRST_DAY_MS <= assessed_at_ms <= setting.now_ms + DAY_MS:
        form.wrong("risk_assessment.assessed_at_ms", "register.assessed_at")
    return Assignment(
        id=setting.id,
        customer_id=sent.customer_id,
        site_id=sent.site_id,
        name=form.line("name", sent.name, NAME),
        risk=sent.risk,
        risk_assessment=RiskAssessment(
            text=form.text("risk_assessment.text", sent.risk_assessment.text, _TEXT),
            assessed_by=form.line("risk_assessment.assessed_by", sent.risk_assessment.assessed_by, NAME),
            assessed_at_ms=assessed_at_ms,
        ),
        instruction=old if old.text == text else Instruction(text=text, version=old.version + 1),
        policy_id=sent.policy_id,
        loud=sent.loud,
        pin_required=sent.pin_required,
    )


def stays(form: Form, field: str, sent: str, before: str | None) -> None:
    """Rows of a case and a journal name the customer: a thing does not move from one to another."""
    if before is not None and sent != before:
        form.wrong(field, "register.cannot_move")


def wrong_since(wrong: bool, before: Contact | Person | None, setting: Setting) -> int | None:
    """Since when a number is marked as wrong: the first mark counts."""
    if not wrong:
        return None
    return (before.wrong_at_ms if before else None) or setting.now_ms


add_texts(
    {
        "register.cannot_move": Text(
            "Kan ikke flyttes til en annen kunde. Opprett en ny der, og slett denne.",
            "Cannot be moved to another customer. Create a new one there and delete this one.",
        ),
        "register.assessed_at": Text(
            "Vurderingen må være gjort etter år 2000 og ikke fram i tid.",
            "The assessment must have been made after the year 2000 and not in the future.",
        ),
    }
)
