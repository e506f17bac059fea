"""Which columns each kind of file may have, by their Norwegian and English headings, and how their cells are read."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from chalicelib.platform.access import ROLES
from chalicelib.platform.texts import Text, add_texts
from chalicelib.platform.time import NORWAY
from chalicelib.register import instruction_cells as cells
from chalicelib.register import panel_cells
from chalicelib.register.site_key import read_tag
from chalicelib.register.unreadable import Unreadable as Unreadable

Read = Callable[[str], Any]


class Column(msgspec.Struct, frozen=True):
    """One column: the field it fills (``risk_assessment.text``), its headings, and how a cell is read."""

    field: str
    headings: tuple[str, ...]
    read: Read = str
    needed: bool = False
    """Whether a new thing cannot be made without it."""
    secret: bool = False
    """Comes in and never goes out: only its hash is kept."""


def text_or_nothing(cell: str) -> str | None:
    """Text; an empty cell is none."""
    return cell or None


def _chosen(words: dict[str, str]) -> Read:
    def read(cell: str) -> str:
        found = words.get(cell.casefold())
        if found is None:
            raise Unreadable("register.choice", choices=", ".join(words))
        return found

    return read


def _roles(cell: str) -> list[str]:
    return [_role(part) for part in re.split(r"[,;|/]\s*", cell) if part]


def _skills(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;|/]", cell) if part.strip()]


def _whole(cell: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,9}", cell):
        raise Unreadable("register.whole_number")
    return int(cell)


def _decimal(cell: str) -> float | None:
    """Degrees with a point or a comma."""
    if not cell:
        return None
    if not re.fullmatch(r"[-+]?[0-9]{1,3}([.,][0-9]{1,12})?", cell):
        raise Unreadable("register.degrees")
    return float(cell.replace(",", "."))


def _date(cell: str) -> int:
    """The beginning of that day in Norway."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return int(datetime.strptime(cell, form).replace(tzinfo=NORWAY).timestamp() * 1000)
        except (ValueError, OverflowError):
            continue
    raise Unreadable("register.date")


def _tag(cell: str) -> str:
    """As it stands on the key; what is no tag is left to the form, which says so."""
    return read_tag(cell) or cell


_language = _chosen({"norsk": "nb", "bokmål": "nb", "nb": "nb", "engelsk": "en", "english": "en", "en": "en"})
_risk = _chosen(
    {"høy": "high", "high": "high", "vanlig": "standard", "standard": "standard", "lav": "low", "low": "low"}
)
_truth = _chosen({"ja": "yes", "yes": "yes", "true": "yes", "1": "yes", "nei": "", "no": "", "false": "", "0": ""})
ROLE_WORDS: dict[str, str] = {
    "guard": "vekter",
    "field_worker": "feltarbeider",
    "operator": "operatør",
    "duty_manager": "vaktleder",
    "contractor": "underleverandør",
    "customer_administrator": "kundeadministrator",
    "system_administrator": "systemadministrator",
}
"""What the roles are called in a file."""
_role = _chosen({**{word: role for role, word in ROLE_WORDS.items()}, **{role: role for role in ROLES}})


def _yes(cell: str) -> bool:
    return bool(_truth(cell))


_NAME = Column("name", ("navn", "name"), needed=True)
_CUSTOMER = Column("customer_id", ("kunde", "customer", "customer_id"), needed=True)
_SITE = ("sted", "site", "site_id")
_LANGUAGE = Column("language", ("språk", "language"), _language)
_PHONE = Column("phone", ("telefon", "mobil", "phone"), needed=True)
_WORDS = (
    Column("code_word", ("kodeord", "code_word"), secret=True),
    Column("duress_word", ("tvangsord", "duress_word"), secret=True),
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "customers": (
        _NAME,
        Column("org_number", ("organisasjonsnummer", "org.nr.", "org_number"), text_or_nothing),
        _LANGUAGE,
    ),
    "sites": (
        _CUSTOMER,
        _NAME,
        Column("address", ("adresse", "address"), needed=True),
        Column("postal_code", ("postnummer", "postal_code"), needed=True),
        Column("town", ("poststed", "town"), needed=True),
        Column("municipality", ("kommune", "municipality"), needed=True),
        Column("latitude", ("breddegrad", "latitude"), _decimal),
        Column("longitude", ("lengdegrad", "longitude"), _decimal),
        Column("directions", ("veibeskrivelse", "directions")),
        Column("opening_hours", ("åpningstider", "opening_hours")),
        Column("access", ("tilgang", "access")),
        Column("police_phone", ("politi", "police_phone"), text_or_nothing),
        Column("fire_phone", ("brann", "fire_phone"), text_or_nothing),
        Column("medical_phone", ("ambulanse", "medical_phone"), text_or_nothing),
    ),
    "contacts": (
        _CUSTOMER,
        Column("site_id", _SITE, text_or_nothing),
        _NAME,
        _PHONE,
        Column("email", ("e-post", "email"), text_or_nothing),
        _LANGUAGE,
        Column("order", ("rekkefølge", "order"), _whole),
        Column("role", ("rolle", "role")),
        *_WORDS,
    ),
    "people": (
        Column("customer_id", ("kunde", "customer", "customer_id")),
        _NAME,
        _PHONE,
        Column("roles", ("roller", "roles"), _roles, needed=True),
        _LANGUAGE,
        Column("number", ("nummer", "number"), text_or_nothing),
        Column("skills", ("ferdigheter", "skills"), _skills),
        Column("active", ("aktiv", "active"), _yes),
        *_WORDS,
    ),
    "assignments": (
        _CUSTOMER,
        Column("site_id", _SITE, needed=True),
        _NAME,
        Column("risk", ("risiko", "risk"), _risk, needed=True),
        Column("risk_assessment.text", ("risikovurdering", "risk_assessment"), needed=True),
        Column("risk_assessment.assessed_by", ("vurdert av", "assessed_by"), needed=True),
        Column("risk_assessment.assessed_at_ms", ("vurdert dato", "assessed_on"), _date, needed=True),
        Column("instruction", ("instruks", "instruction"), needed=True),
        Column("policy_id", ("policy", "policy_id"), text_or_nothing),
        Column("loud", ("høylytt", "loud"), _yes),
        Column("pin_required", ("krever pin", "pin_required"), _yes),
    ),
    "panels": (
        _CUSTOMER,
        Column("site_id", _SITE, needed=True),
        _NAME,
        Column("account", ("konto", "account"), needed=True),
        Column("receiver", ("mottaker", "receiver"), text_or_nothing),
        Column("line", ("linje", "line"), text_or_nothing),
        Column("transmission", ("overføring", "transmission"), str.upper),
        Column("supervision_s", ("tilsyn", "supervision"), _whole),
        Column("departures", ("tillatte avvik", "departures"), panel_cells.read_departures),
        Column("nak_form", ("nak", "nak_form")),
        Column("plain_accepted", ("godtar ukryptert", "plain_accepted"), _yes),
        Column("zones", ("soner", "zones"), panel_cells.read_zones),
        Column("codes", ("koder", "codes"), panel_cells.read_codes),
        Column("partitions", ("områder", "partitions"), panel_cells.read_partitions),
        Column("technician", ("tekniker", "technician")),
        Column("operation", ("betjening", "operation")),
        Column("key", ("nøkkel", "key"), secret=True),
    ),
    "keys": (
        _CUSTOMER,
        Column("site_id", _SITE, needed=True),
        Column("name", ("merke", "tag"), _tag, needed=True),
        Column("cabinet", ("skap", "cabinet")),
        Column("hook", ("krok", "hook")),
        Column("note", ("merknad", "note")),
    ),
    "instructions": (
        _CUSTOMER,
        Column("site_id", _SITE, text_or_nothing),
        _NAME,
        Column("categories", ("hendelser", "events"), cells.read_categories, needed=True),
        Column("times", ("tider", "times"), cells.read_times),
        Column("action", ("handling", "action"), _chosen(cells.ACTIONS), needed=True),
        Column("notices", ("ringeliste", "call_list"), cells.read_notices),
        Column("verify_contact_id", ("kodeord fra", "code_word_from"), text_or_nothing),
        Column("steps", ("punkter", "steps"), cells.read_steps),
        Column("response_s", ("responstid", "response_minutes"), cells.read_minutes),
        Column("emergency", ("nødetat", "emergency"), cells.read_emergency),
        Column("home", ("privat bolig", "home"), _yes),
        Column("access", ("adkomst", "access")),
    ),
    "municipalities": (
        Column("name", ("kommune", "municipality"), needed=True),
        Column("fire_centre", ("110-sentral", "fire_centre")),
        Column("fire_phone", ("brann", "110-nummer", "fire_phone"), text_or_nothing),
        Column("police_centre", ("politidistrikt", "police_centre")),
        Column("police_phone", ("politi", "112-nummer", "police_phone"), text_or_nothing),
        Column("medical_centre", ("amk", "medical_centre")),
        Column("medical_phone", ("ambulanse", "113-nummer", "medical_phone"), text_or_nothing),
    ),
}
"""Policies are not among them: a ladder is no table."""

add_texts(
    {
        "register.choice": Text("Skriv én av: {choices}.", "Write one of: {choices}."),
        "register.whole_number": Text("Skal være et helt tall.", "Must be a whole number."),
        "register.degrees": Text(
            "Skal være grader med desimaler, som 59,91 eller 59.91.", "Must be decimal degrees, as 59.91."
        ),
        "register.date": Text("Skal være en dato som 2026-03-31 eller 31.03.2026.", "Must be a date as 2026-03-31."),
    }
)
