"""From what was sent to what is kept: every field is read, tidied and checked, and everything wrong is named."""

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from chalicelib.platform.access import SELF
from chalicelib.platform.texts import Text, add_texts
from chalicelib.platform.time import DAY_MS
from chalicelib.register.form import Form
from chalicelib.register.inputs import AssignmentInput, ContactInput, CustomerInput, PersonInput, SiteInput
from chalicelib.register.pins import hash_pin, matches, well_formed
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
    _stays(form, "customer_id", sent.customer_id, before.customer_id if before else None)
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
        police_phone=form.direct_number("police_phone", sent.police_phone),
        fire_phone=form.direct_number("fire_phone", sent.fire_phone),
        medical_phone=form.direct_number("medical_phone", sent.medical_phone),
    )


def contact(form: Form, sent: ContactInput, before: Contact | None, setting: Setting) -> Contact:
    """A contact. A new number is right until somebody answers that it is wrong."""
    _stays(form, "customer_id", sent.customer_id, before.customer_id if before else None)
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
        wrong=wrong,
        wrong_at_ms=_since(wrong, before, setting),
    )


def person(form: Form, sent: PersonInput, before: Person | None, setting: Setting) -> Person:
    """A person. Secrets that were not sent stay as they are."""
    _stays(form, "customer_id", sent.customer_id, before.customer_id if before else None)
    _check_roles(form, sent)
    phone = form.phone("phone", sent.phone)
    wrong = sent.wrong and before is not None and before.phone == phone
    return Person(
        id=setting.id,
        customer_id=sent.customer_id,
        name=form.line("name", sent.name, NAME),
        phone=phone,
        roles=tuple(sorted(set(sent.roles))),
        language=sent.language,
        number=form.optional("number", sent.number, 12),
        active=sent.active,
        wrong=wrong,
        wrong_at_ms=_since(wrong, before, setting),
        **_words(form, sent, before),
        **_pins(form, sent, before, setting.secret),
    )


def assignment(form: Form, sent: AssignmentInput, before: Assignment | None, setting: Setting) -> Assignment:
    """An assignment. Another instruction text is its next version, which every guard has to read again."""
    _stays(form, "customer_id", sent.customer_id, before.customer_id if before else None)
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


def _stays(form: Form, field: str, sent: str, before: str | None) -> None:
    """Rows of a case and a journal name the customer: a thing does not move from one to another."""
    if before is not None and sent != before:
        form.wrong(field, "register.cannot_move")


def _since(wrong: bool, before: Contact | Person | None, setting: Setting) -> int | None:
    if not wrong:
        return None
    return (before.wrong_at_ms if before else None) or setting.now_ms


_OF_CUSTOMERS = {"field_worker", "customer_administrator"}


def _check_roles(form: Form, sent: PersonInput) -> None:
    """The company's roles see every customer: whoever belongs to a customer can have none of them."""
    of_customers = {role for role in sent.roles if role in _OF_CUSTOMERS}
    if not sent.roles:
        form.wrong("roles", "register.no_role")
    elif sent.customer_id == SELF and of_customers:
        form.wrong("roles", "register.role_of_customer", roles=", ".join(sorted(of_customers)))
    elif sent.customer_id != SELF and len(of_customers) < len(set(sent.roles)):
        form.wrong("roles", "register.role_of_company", roles=", ".join(sorted(set(sent.roles) - of_customers)))


def _words(form: Form, sent: PersonInput, before: Person | None) -> dict[str, Any]:
    found: dict[str, str | None] = {}
    for field, given in (("code_word", sent.code_word), ("duress_word", sent.duress_word)):
        kept = getattr(before, field) if before else None
        found[field] = kept if isinstance(given, UnsetType) else form.optional(field, given, 30)
    code, duress = found["code_word"], found["duress_word"]
    if duress and not code:
        form.wrong("code_word", "register.duress_alone")
    if code and duress and code.casefold() == duress.casefold():
        form.wrong("duress_word", "register.same_as_duress")
    return found


def _pins(form: Form, sent: PersonInput, before: Person | None, secret: str) -> dict[str, Any]:
    """The hashes. A PIN whose opposite was set earlier is compared with that one's hash."""
    found: dict[str, str | None] = {}
    for field, other, given in (("pin", "duress_pin", sent.pin), ("duress_pin", "pin", sent.duress_pin)):
        kept = getattr(before, f"{field}_hash") if before else None
        if isinstance(given, UnsetType):
            found[f"{field}_hash"] = kept
            continue
        if given is not None and not well_formed(given):
            form.wrong(field, "register.pin")
        elif given is not None and _same_as_other(given, getattr(sent, other), before, other, secret):
            form.wrong("duress_pin", "register.same_as_duress")
        if given is None or not matches(given, kept, secret):
            kept = hash_pin(given, secret) if given is not None else None
        found[f"{field}_hash"] = kept
    if found["duress_pin_hash"] and not found["pin_hash"]:
        form.wrong("pin", "register.duress_alone")
    return found


def _same_as_other(given: str, sent: str | UnsetType | None, before: Person | None, other: str, secret: str) -> bool:
    if sent is UNSET:
        return matches(given, getattr(before, f"{other}_hash") if before else None, secret)
    return given == sent


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
        "register.no_role": Text("Velg minst én rolle.", "Choose at least one role."),
        "register.role_of_company": Text(
            "{roles}: bare for selskapets egne folk (kunde self). En kundes folk kan være feltarbeider eller "
            "kundeadministrator.",
            "{roles}: only for the company's own people (customer self). A customer's people can be field workers or "
            "customer administrators.",
        ),
        "register.role_of_customer": Text(
            "{roles}: bare for folk hos en kunde. Velg kunden, eller en annen rolle.",
            "{roles}: only for people of a customer. Choose the customer, or another role.",
        ),
        "register.pin": Text("Skal være fire til åtte sifre.", "Must be four to eight digits."),
        "register.same_as_duress": Text(
            "Må være forskjellig fra den vanlige. Velg en annen.", "Must differ from the ordinary one. Choose another."
        ),
        "register.duress_alone": Text(
            "Mangler: den vanlige må settes når den for tvang er satt.",
            "Missing: the ordinary one must be set when the one for duress is.",
        ),
    }
)
