"""The first start: the company itself with its first administrator, or a whole small register to try things with."""

from collections.abc import Iterator
from typing import Any

import msgspec

from chalicelib.platform.access import SELF
from chalicelib.platform.config import config
from chalicelib.platform.ids import id_from
from chalicelib.platform.operations import ConditionFailed, Key
from chalicelib.platform.problems import not_found
from chalicelib.platform.time import DAY_MS
from chalicelib.records.change import Actor, Change, create
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register import seed_data as data
from chalicelib.register import seed_panels as alarms
from chalicelib.register.batches import BATCH, Wanted, keep_batch
from chalicelib.register.build import Setting
from chalicelib.register.earlier import Earlier, Template, earlier_key
from chalicelib.register.keeping import By
from chalicelib.register.place_kind import DEFAULT_KINDS, as_fields
from chalicelib.register.policy import DEFAULTS
from chalicelib.register.repository import everything, get_person
from chalicelib.register.seed_instructions import INSTRUCTIONS
from chalicelib.register.seed_keys import KEYS
from chalicelib.register.states import Person
from chalicelib.register.subjects import subject

_SEEDER = Actor("system", "seed")
_ASSESSED_BEFORE_MS = 30 * DAY_MS

_Thing = tuple[str, str, dict[str, Any]]
"""Plural of the kind, id, and the fields as they would be sent."""


def establish(engine: Engine, company: str, administrator: str, phone: str, now_ms: int) -> Row[Person]:
    """Make the company and its first system administrator, where there is no register yet.

    Done again it changes nothing and answers the same person. Raises Refused for a name or number that cannot be.
    """
    person_id = id_from("seed", "first administrator")
    fields = {"name": administrator, "phone": phone, "roles": ["system_administrator"]}
    _make(engine, [("customers", SELF, {"name": company}), ("people", person_id, fields)], now_ms)
    row = get_person(engine, everything, person_id)
    if row is None:
        raise not_found()
    return row


def seed(engine: Engine, now_ms: int) -> int:
    """Fill what is missing of the believable register; what was deleted since stays so. How many things were made."""
    made = _make(engine, list(_register(now_ms)), now_ms)
    _remember_earlier(engine, now_ms)
    return made


def _remember_earlier(engine: Engine, now_ms: int) -> None:
    """What the field workers did before the first start, where nothing is remembered of them yet."""
    for told in data.EARLIER:
        person_id = seeded_id("people", told["worker"])
        key = earlier_key(person_id)
        if engine.get(Key(f"person/{person_id}"), Person) is None or engine.get(key, Earlier) is not None:
            continue
        kept = {name: value for name, value in told.items() if name not in ("worker", "kind")}
        kind_id = told.get("kind") or seeded_id("place-kinds", data.FOREST_KIND["name"])
        template = msgspec.convert(
            {**kept, "id": id_from("seed", "mission", told["worker"]), "kind_id": kind_id, "used_at_ms": now_ms},
            Template,
        )
        institute = seeded_id("customers", data.CUSTOMERS[-1])
        earlier = Earlier(customer_id=institute, person_id=person_id, templates=(template,))
        try:
            engine.commit(Change((create(earlier),)), actor=_SEEDER, at_ms=now_ms)
        except ConditionFailed:
            continue  # remembered meanwhile, by another start


def seeded_id(plural: str, name: str) -> str:
    """The id of a thing of the believable register, by its name."""
    return id_from("seed", plural, name)


def _make(engine: Engine, things: list[_Thing], now_ms: int) -> int:
    """Make those that are not there, through the same forms as everybody's."""
    wanted = [_wanted(place, *thing, now_ms) for place, thing in enumerate(things)]
    there = engine.store.get("register", [one.key for one in wanted])
    missing = [one for one in wanted if one.key not in there]
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        keep_batch(engine, batch, By(_SEEDER, f"seed/{batch[0].key.pk}", now_ms))
    return len(missing)


def _wanted(place: int, plural: str, thing_id: str, fields: dict[str, Any], now_ms: int) -> Wanted:
    kind = subject(plural)
    setting = Setting(id=thing_id, now_ms=now_ms, secret=config().secret)
    build = kind.builder(msgspec.convert(fields, kind.sent), setting)
    return Wanted(place, Key(f"{kind.kind.KIND}/{thing_id}"), True, build)


def _register(now_ms: int) -> Iterator[_Thing]:
    """In an order in which everything stands before what rests on it."""
    yield "customers", SELF, {"name": data.COMPANY}
    yield "contacts", seeded_id("contacts", data.PARTNER["name"]), {**data.PARTNER, "customer_id": SELF}
    for name in data.CUSTOMERS:
        yield "customers", seeded_id("customers", name), {"name": name}
    yield _policy()
    yield _place_kind()
    for home in alarms.HOMES:
        yield "customers", seeded_id("customers", home["customer"]), {"name": home["customer"]}
    for site in (*data.SITES, *alarms.HOMES):
        yield "sites", seeded_id("sites", site["name"]), _of_customer(site)
    for name, digits in data.MUNICIPALITIES:
        yield "municipalities", seeded_id("municipalities", name), _municipality(name, digits)
    for contact in (*data.CONTACTS, *alarms.HOME_CONTACTS):
        fields = _of_customer(contact)
        place = fields.pop("site", None)
        fields["site_id"] = seeded_id("sites", place) if place else None
        yield "contacts", seeded_id("contacts", contact["name"]), fields
    yield from _people()
    for instruction in INSTRUCTIONS:
        yield "instructions", seeded_id("instructions", instruction["name"]), _instruction(instruction)
    for assignment in data.ASSIGNMENTS:
        yield "assignments", seeded_id("assignments", assignment["name"]), _assignment(assignment, now_ms)
    for panel in alarms.PANELS:
        fields = _of_customer(panel)
        fields["site_id"] = seeded_id("sites", fields.pop("site"))
        yield "panels", seeded_id("panels", panel["account"]), fields
    for key in KEYS:
        place = seeded_id("sites", key["site"])
        rest = {name: value for name, value in key.items() if name != "site"}
        yield "keys", seeded_id("keys", key["name"]), {**_of_customer(rest), "site_id": place}


def _instruction(wanted: dict[str, Any]) -> dict[str, Any]:
    fields = _of_customer(wanted)
    place, verifier = fields.pop("site", None), fields.get("verify_contact_id")
    notices = [
        {**{name: value for name, value in line.items() if name != "contact"}, "contact_id": _contact(line["contact"])}
        for line in fields.get("notices", [])
    ]
    return {
        **fields,
        "site_id": seeded_id("sites", place) if place else None,
        "notices": notices,
        "verify_contact_id": _contact(verifier) if verifier else None,
    }


def _contact(name: str) -> str:
    return seeded_id("contacts", name)


def _of_customer(fields: dict[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in fields.items() if name != "customer"}
    return {**rest, "customer_id": seeded_id("customers", fields["customer"])}


def _municipality(name: str, digits: str) -> dict[str, Any]:
    return {
        "name": name,
        "police_centre": f"Politiet, {name} (oppdiktet)",
        "police_phone": f"{digits}1",
        "fire_centre": f"110 {name} (oppdiktet)",
        "fire_phone": f"{digits}2",
        "medical_centre": f"AMK {name} (oppdiktet)",
        "medical_phone": f"{digits}3",
    }


def _policy() -> _Thing:
    own = _of_customer(data.PORT_POLICY)
    usual: dict[str, Any] = msgspec.to_builtins(DEFAULTS["high"])
    fields = {name: value for name, value in usual.items() if name not in ("id", "customer_id")}
    return "policies", seeded_id("policies", own["name"]), {**fields, **own}


def _place_kind() -> _Thing:
    own = _of_customer(data.FOREST_KIND)
    usual = as_fields(DEFAULT_KINDS["system-forest"])
    return "place-kinds", seeded_id("place-kinds", own["name"]), {**usual, **own}


def _people() -> Iterator[_Thing]:
    for name, phone, number, code_word, duress_word in data.GUARDS:
        yield _person(
            name=name,
            phone=phone,
            roles=["guard"],
            number=number,
            code_word=code_word,
            duress_word=duress_word,
            pin=data.GUARD_PIN,
            duress_pin=data.GUARD_DURESS_PIN,
        )
    for name, phone in data.FIELD_WORKERS:
        institute = seeded_id("customers", data.CUSTOMERS[-1])
        yield _person(name=name, phone=phone, roles=["field_worker"], customer_id=institute)
    for name, phone, role in data.STAFF:
        yield _person(name=name, phone=phone, roles=[role])


def _person(**fields: Any) -> _Thing:
    return "people", seeded_id("people", fields["name"]), fields


def _assignment(wanted: dict[str, Any], now_ms: int) -> dict[str, Any]:
    customer = next(site["customer"] for site in data.SITES if site["name"] == wanted["site"])
    policy = wanted.get("policy")
    return {
        "customer_id": seeded_id("customers", customer),
        "site_id": seeded_id("sites", wanted["site"]),
        "name": wanted["name"],
        "risk": wanted["risk"],
        "risk_assessment": {
            "text": wanted["assessment"],
            "assessed_by": "Tor Hagen",
            "assessed_at_ms": now_ms - _ASSESSED_BEFORE_MS,
        },
        "instruction": wanted["instruction"],
        "policy_id": seeded_id("policies", policy) if policy else None,
        "loud": wanted.get("loud", False),
        "pin_required": wanted.get("pin_required", False),
    }
