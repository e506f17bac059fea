"""People are checked before they are kept: roles that suit whom they belong to, and secrets that can be told apart."""

from typing import Any

from msgspec import UNSET, UnsetType

from chalicelib.platform.access import SELF
from chalicelib.platform.texts import Text, add_texts
from chalicelib.register.build import NAME, Setting, stays, wrong_since
from chalicelib.register.build_words import words
from chalicelib.register.form import Form
from chalicelib.register.inputs import PersonInput
from chalicelib.register.pins import hash_pin, matches, well_formed
from chalicelib.register.states import Person


def person(form: Form, sent: PersonInput, before: Person | None, setting: Setting) -> Person:
    """A person. Secrets that were not sent stay as they are."""
    stays(form, "customer_id", sent.customer_id, before.customer_id if before else None)
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
        skills=_skills(form, sent.skills),
        active=sent.active,
        wrong=wrong,
        wrong_at_ms=wrong_since(wrong, before, setting),
        **words(form, sent, before, setting.secret, setting.hashed),
        **_pins(form, sent, before, setting.secret),
    )


MOST_SKILLS = 12
_SKILL = 30


def _skills(form: Form, sent: tuple[str, ...]) -> tuple[str, ...]:
    """Each once, in lower case: they are compared with what a dispatch asks for."""
    if len(sent) > MOST_SKILLS:
        form.wrong("skills", "register.skills", most=MOST_SKILLS)
        return ()
    found = {form.line(f"skills.{at}", skill, _SKILL).casefold() for at, skill in enumerate(sent)}
    return tuple(sorted(found))


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
        "register.skills": Text(
            "Høyst {most} ferdigheter. Slå sammen noen av dem.", "At most {most} skills. Merge some of them."
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
