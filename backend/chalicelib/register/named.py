"""What an instruction asks of the people it names: that they can be told in that way, and rung at such a moment."""

from chalicelib.platform.operations import Key
from chalicelib.platform.problems import FieldError
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.commit import Facts
from chalicelib.records.rows import State
from chalicelib.register.instruction import CustomerInstruction
from chalicelib.register.states import Contact
from chalicelib.register.wishes import QUIET


def place_of(state: CustomerInstruction, contact_id: str) -> str:
    """The field that names a contact."""
    for index, line in enumerate(state.notices):
        if line.contact_id == contact_id:
            return f"notices[{index}].contact_id"
    return "verify_contact_id"


def fits(state: CustomerInstruction, facts: Facts) -> list[FieldError]:
    """What is wrong with the contacts that it names; they are known to be this customer's."""
    errors: list[FieldError] = []
    quiet = bool(QUIET & set(state.categories))
    for index, line in enumerate(state.notices):
        contact = _contact(facts, line.contact_id)
        if contact is None:
            continue
        if line.by == "email" and not contact.email:
            errors.append(FieldError(f"notices[{index}].by", "instruction.no_email", {"name": contact.name}))
        if quiet and contact.site_id is not None and state.site_id in (contact.site_id, None):
            field = f"notices[{index}].contact_id"
            errors.append(FieldError(field, "instruction.at_the_site", {"name": contact.name}))
    verifier = _contact(facts, state.verify_contact_id) if state.verify_contact_id else None
    if verifier is not None and verifier.code_word_hash is None:
        errors.append(FieldError("verify_contact_id", "instruction.no_word", {"name": verifier.name}))
    return errors


def _contact(facts: Facts, contact_id: str) -> Contact | None:
    row = facts.find(Key(f"contact/{contact_id}"), State)
    return row.state if row and isinstance(row.state, Contact) else None


add_texts(
    {
        "instruction.no_email": Text(
            "{name} har ingen e-postadresse. Legg den inn på kontakten, eller velg SMS eller samtale.",
            "{name} has no e-mail address. Add it to the contact, or choose SMS or a call.",
        ),
        "instruction.at_the_site": Text(
            "{name} hører til stedet, og ved ran varsles ingen der. Velg en kontakt som gjelder hele kunden.",
            "{name} belongs to the site, and at a hold-up nobody there is rung or texted. Choose a general contact.",
        ),
        "instruction.no_word": Text(
            "{name} har ikke noe kodeord å bli spurt om. Sett det på kontakten, eller velg en annen.",
            "{name} has no code word to be asked for. Set it on the contact, or choose another.",
        ),
    }
)
