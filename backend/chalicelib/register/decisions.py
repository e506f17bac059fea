"""Changing the register: pure decisions over what was read, each one change that is made whole or not at all."""

from typing import Any, TypeVar

import msgspec

from chalicelib.platform.operations import Check, Key
from chalicelib.platform.problems import FieldError, conflict, invalid_all, stale
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.change import NOTHING, Change, Event, create, unchanged, update
from chalicelib.records.commit import Facts
from chalicelib.records.rows import Row, State
from chalicelib.register.accounts import AccountOfPanel, account_of
from chalicelib.register.instruction import CustomerInstruction
from chalicelib.register.key_pointers import TagOfKey, tag_key
from chalicelib.register.links import named_by, rests_on, writes_around
from chalicelib.register.municipalities import SERVICES
from chalicelib.register.named import fits, place_of
from chalicelib.register.panel import Panel
from chalicelib.register.place_kind import PlaceKind
from chalicelib.register.pointers import Gone, PhoneOfPerson, Uses, phone_pk, uses_key
from chalicelib.register.policy import Policy
from chalicelib.register.scopes import clashes
from chalicelib.register.site_key import SiteKey
from chalicelib.register.states import Assignment, Contact, Customer, Person

_SECRET = {"pin_hash", "duress_pin_hash", "code_word_hash", "duress_word_hash", "key_sealed"}
_PUBLIC: dict[str, set[str]] = {
    "customer": {"org_number", "language", "default_policies"},
    "site": {"customer_id", "postal_code", "town", "municipality"},
    "contact": {"customer_id", "site_id", "language", "order", "wrong"},
    "person": {"customer_id", "roles", "language", "active", "wrong"},
    "assignment": {"customer_id", "site_id", "risk", "instruction", "policy_id", "loud", "pin_required"},
    "municipality": {"name", *(f"{one}_{what}" for one in SERVICES for what in ("centre", "phone"))},
    "panel": {
        "customer_id",
        "site_id",
        "transmission",
        "supervision_s",
        "signing_round",
        "departures",
        "nak_form",
        "plain_accepted",
        "close_grace_s",
    },
    "key": {"customer_id", "site_id"},
    "policy": {field.name for field in msgspec.structs.fields(Policy)} - {"id", "name"},
    "instruction": {field.name for field in msgspec.structs.fields(CustomerInstruction)}
    - {"id", "name", "notices", "steps", "access"},
    "place_kind": {field.name for field in msgspec.structs.fields(PlaceKind)} - {"id", "name"},
}
"""What the journal keeps for good. The rest of a thing's fields is its private part, which retention takes away."""


def add(after: State, facts: Facts) -> Change:
    """Something new, with its pointers, counted in all that it rests on."""
    _require(check_references(after, facts))
    return Change((create(after, _event("created", None, after)), *writes_around(None, after, facts)), after.key.pk)


def alter(row: Row[Any], version: int | None, after: State, facts: Facts) -> Change:
    """The next version of something, if ``version`` (what the caller had seen) is the one that stands.

    A policy's risk is what others chose it for: it stays while anything rests on it.
    """
    before: State = row.state
    if version is not None and version != row.version:
        raise stale(row.version)
    if after == before:
        return NOTHING
    _require(check_references(after, facts))
    checks: tuple[Check, ...] = ()
    uses = facts.find(uses_key(before.key.pk), Uses)
    if isinstance(before, Policy) and isinstance(after, Policy) and uses and before.risk != after.risk:
        if uses.state.counts:
            raise invalid_all([FieldError("risk", "register.risk_in_use")])
        checks = (unchanged(uses),)
    changed = update(row, after, _event("changed", before, after))
    return Change((changed, *writes_around(before, after, facts)), after.key.pk, checks)


def take_away(row: Row[Any], version: int | None, facts: Facts, held: "Held", now_ms: int) -> Change:
    """Delete what nothing rests on and nobody is at work with. What remains says that it was there.

    The count of what rests on it is removed at the version that was read, and the rows that would show somebody at
    work must be as they were read: whoever builds on it in the same instant loses, or makes this decision lose.
    """
    state = row.state
    if version is not None and version != row.version:
        raise stale(row.version)
    uses = facts.find(uses_key(state.key.pk), Uses)
    by = {**(uses.state.counts if uses else {}), **held.by}
    if by:
        raise conflict("register.in_use", holders=Holders(by))
    gone = Gone(customer_id=state.customer_id, was=state.KIND, id=state.id, deleted_at_ms=now_ms)
    erased = update(row, gone, Event(f"{state.KIND}.deleted"))
    return Change((erased, *writes_around(state, None, facts)), state.key.pk, held.checks)


def _require(errors: list[FieldError]) -> None:
    if errors:
        raise invalid_all(errors)


M = TypeVar("M", Contact, Person)


def mark_wrong(row: Row[M], now_ms: int) -> Change:
    """Somebody else answers at this number: it is tried last from now on, until it is put right."""
    if row.state.wrong:
        return NOTHING
    marked = msgspec.structs.replace(row.state, wrong=True, wrong_at_ms=now_ms)
    event = Event(f"{row.state.KIND}.marked_wrong", private={"phone": row.state.phone})
    return Change((update(row, marked, event),), row.state.key.pk)


class Held(msgspec.Struct, frozen=True):
    """Who is at work with something: how many of each kind, and the rows that must stay as they are for it to hold."""

    by: dict[str, int] = {}
    checks: tuple[Check, ...] = ()


class Holders:
    """What holds something, said in the reader's language: ``{holders.nb}``."""

    def __init__(self, by: dict[str, int]) -> None:
        self.nb = ", ".join(f"{count} {_NAMES.get(kind, (kind, kind))[0]}" for kind, count in sorted(by.items()))
        self.en = ", ".join(f"{count} {_NAMES.get(kind, (kind, kind))[1]}" for kind, count in sorted(by.items()))


def check_references(after: State, facts: Facts) -> list[FieldError]:
    """What is wrong with the things that a state names: unknown, another customer's, or for another risk."""
    errors = [
        FieldError(_field_of(after, pk), "register.unknown")
        for pk in sorted(rests_on(after))
        if _lacks(after, pk, facts)
    ]
    if isinstance(after, Person):
        owner = facts.find(Key(phone_pk(after.phone), "person"), PhoneOfPerson)
        if owner is not None and owner.state.person_id != after.id:
            errors.append(FieldError("phone", "register.phone_taken"))
    if isinstance(after, Panel):
        holder = facts.find(account_of(after).key, AccountOfPanel)
        if holder is not None and holder.state.panel_id != after.id:
            errors.append(FieldError("account", "register.account_taken"))
    if isinstance(after, SiteKey):
        holding = facts.find(tag_key(after.name), TagOfKey)
        if holding is not None and holding.state.key_id != after.id:
            errors.append(FieldError("name", "register.tag_taken"))
    if isinstance(after, CustomerInstruction) and not errors:
        errors = [*fits(after, facts), *clashes(after, facts)]
    return errors + [FieldError(field, "register.other_risk") for field in _other_risks(after, facts)]


def _lacks(after: State, pk: str, facts: Facts) -> bool:
    if facts.find(uses_key(pk), Uses) is None:
        return True
    if pk not in named_by(after):
        return False
    named = facts.find(Key(pk), State)
    return named is None or isinstance(named.state, Gone) or named.state.customer_id != after.customer_id


def _field_of(after: State, pk: str) -> str:
    kind, _, thing_id = pk.partition("/")
    if isinstance(after, CustomerInstruction) and kind == "contact":
        return place_of(after, thing_id)
    if isinstance(after, Customer):
        return f"default_policies.{next(risk for risk, one in after.default_policies.items() if one == thing_id)}"
    return f"{kind}_id"


def _other_risks(after: State, facts: Facts) -> list[str]:
    if isinstance(after, Assignment):
        wanted = {"policy_id": (after.policy_id, after.risk)}
    elif isinstance(after, Customer):
        wanted = {f"default_policies.{risk}": (one, risk) for risk, one in after.default_policies.items()}
    else:
        return []
    policies = {field: facts.find(Key(f"policy/{one}"), State) for field, (one, _) in wanted.items() if one}
    return [
        field
        for field, row in policies.items()
        if row and isinstance(row.state, Policy) and row.state.risk != wanted[field][1]
    ]


def _event(verb: str, before: State | None, after: State) -> Event:
    """What was changed: values that may stay in the open, those that are private, and of secrets the names alone."""
    values = {field.name: getattr(after, field.name) for field in msgspec.structs.fields(after)}
    changed = {
        name: value
        for name, value in values.items()
        if name != "id" and (value != getattr(before, name) if before is not None else value not in (None, "", (), {}))
    }
    open_names = _PUBLIC[after.KIND] & changed.keys()
    private = changed.keys() - open_names - _SECRET
    data: dict[str, Any] = {name: msgspec.to_builtins(changed[name]) for name in sorted(open_names)}
    data["fields"] = sorted(changed)
    return Event(f"{after.KIND}.{verb}", data, {name: msgspec.to_builtins(changed[name]) for name in sorted(private)})


_NAMES = {
    "customer": ("kunde(r)", "customer(s)"),
    "site": ("sted(er)", "site(s)"),
    "contact": ("kontakt(er)", "contact(s)"),
    "person": ("person(er)", "person(s)"),
    "assignment": ("oppdrag", "assignment(s)"),
    "municipality": ("kommune(r)", "municipality(ies)"),
    "policy": ("policy(er)", "policy(ies)"),
    "place_kind": ("slag sted", "kind(s) of place"),
    "panel": ("panel(er)", "panel(s)"),
    "key": ("nøkkel/nøkler", "key(s)"),
    "key_away": ("nøkkel som ikke er levert inn", "key not handed in"),
    "panel_test": ("test(er) som pågår", "test(s) under way"),
    "instruction": ("instruks(er)", "instruction(s)"),
    "mission": ("oppdrag ute eller planlagt", "mission(s) under way or planned"),
    "duty": ("pågående vakt(er)", "duty(ies) under way"),
    "shift": ("planlagt(e) vakt(er)", "planned shift(s)"),
    "case": ("åpen/åpne sak(er)", "open case(s)"),
    "call_list": ("ringeliste(r)", "call list(s)"),
    "session": ("innlogging(er)", "session(s)"),
}

add_texts(
    {
        "register.in_use": Text(
            "Kan ikke slettes, for det er i bruk: {holders.nb}. Avslutt eller flytt dette først.",
            "Cannot be deleted, for it is in use: {holders.en}. End or move these first.",
        ),
        "register.unknown": Text(
            "Finnes ikke hos denne kunden. Velg en som finnes, eller opprett den først.",
            "Does not exist at this customer. Choose one that does, or create it first.",
        ),
        "register.phone_taken": Text(
            "Nummeret tilhører en annen person. To personer kan ikke dele nummer.",
            "The number belongs to another person. Two people cannot share a number.",
        ),
        "register.tag_taken": Text(
            "En annen nøkkel har dette merket. Gi denne et annet.", "Another key has this tag. Give this one another."
        ),
        "register.other_risk": Text(
            "Policyen gjelder et annet risikonivå. Velg en for dette nivået.",
            "The policy is for another risk level. Choose one for this level.",
        ),
        "register.risk_in_use": Text(
            "Noe bruker policyen for dette risikonivået. Lag en ny policy for det andre nivået.",
            "Something uses the policy for this risk level. Make a new policy for the other level.",
        ),
    }
)
