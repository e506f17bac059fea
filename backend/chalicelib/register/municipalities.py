"""Which emergency centres answer for a municipality, and their direct numbers.

The three-digit numbers, dialled at the desk, reach the centre's own district; a fire at the other end of the country
wants that district's. The table is the administrator's: nothing is known here that was not put in.
"""

from typing import Any, ClassVar, Literal

import msgspec

from chalicelib.platform.access import SELF
from chalicelib.platform.operations import Key
from chalicelib.platform.tables import TableName
from chalicelib.records.commit import Engine
from chalicelib.records.rows import State, from_item
from chalicelib.register.build import NAME, Setting
from chalicelib.register.form import Form
from chalicelib.register.pointers import Gone
from chalicelib.register.states import Site

Service = Literal["fire", "police", "medical"]
SERVICES: tuple[Service, ...] = ("fire", "police", "medical")
SHORT: dict[Service, str] = {"fire": "110", "police": "112", "medical": "113"}
_CENTRE = 80


class Municipality(State, frozen=True, kw_only=True):
    """A municipality with the direct numbers of its 110 centre, police operations centre and AMK."""

    KIND: ClassVar[str] = "municipality"
    TABLE: ClassVar[TableName] = "register"

    id: str
    name: str
    fire_centre: str = ""
    fire_phone: str | None = None
    police_centre: str = ""
    police_phone: str | None = None
    medical_centre: str = ""
    medical_phone: str | None = None

    @property
    def key(self) -> Key:
        """Where it is kept."""
        return Key(f"municipality/{self.id}")

    @property
    def lookup(self) -> tuple[str, str]:
        """Found by name, as a site writes it."""
        return "kind/municipality", f"{self.customer_id}/{self.name.casefold()}"


class MunicipalityFields(msgspec.Struct, frozen=True, kw_only=True):
    """A municipality."""

    name: str
    fire_centre: str = ""
    fire_phone: str | None = None
    police_centre: str = ""
    police_phone: str | None = None
    medical_centre: str = ""
    medical_phone: str | None = None


class MunicipalityInput(MunicipalityFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A municipality as it is sent."""

    version: int | None = None


class MunicipalityView(MunicipalityFields, frozen=True, kw_only=True):
    """A municipality as it is answered."""

    id: str
    customer_id: str
    version: int


class Direct(msgspec.Struct, frozen=True, kw_only=True):
    """A number to ring, and where it was found: the site's own, its municipality's, or the general one."""

    service: Service
    short: str
    phone: str
    centre: str
    source: Literal["site", "municipality", "general"]


def municipality(form: Form, sent: MunicipalityInput, before: Municipality | None, setting: Setting) -> Municipality:
    """The company's own table: it belongs to no customer."""
    fields: dict[str, Any] = {}
    for service in SERVICES:
        centre, phone = f"{service}_centre", f"{service}_phone"
        fields[centre] = form.line(centre, getattr(sent, centre), _CENTRE, empty=True)
        fields[phone] = form.direct_number(phone, getattr(sent, phone))
    return Municipality(customer_id=SELF, id=setting.id, name=form.line("name", sent.name, NAME), **fields)


def find_municipality(engine: Engine, name: str) -> Municipality | None:
    """The one of that name. None if there is none, and if there are several: a wrong number is worse than none."""
    wanted = name.strip().casefold()
    sort = f"{SELF}/{wanted}"
    found = [
        item
        for item in engine.store.lookup("kind/municipality", sort)
        if item["kind"] != Gone.KIND and item["sort"] == sort
    ]
    states = [from_item(item).state for item in found]
    return states[0] if wanted and len(states) == 1 else None


def direct_numbers(site: Site | None, area: Municipality | None) -> tuple[Direct, ...]:
    """One number for each service: the nearest that is known, else the three digits, said to be so."""
    return tuple(_direct(service, site, area) for service in SERVICES)


def _direct(service: Service, site: Site | None, area: Municipality | None) -> Direct:
    short, field = SHORT[service], f"{service}_phone"
    own = getattr(site, field) if site else None
    there = getattr(area, field) if area else None
    centre = getattr(area, f"{service}_centre") if area else ""
    if own:
        return Direct(service=service, short=short, phone=own, centre=centre if own == there else "", source="site")
    if there:
        return Direct(service=service, short=short, phone=there, centre=centre, source="municipality")
    return Direct(service=service, short=short, phone=short, centre="", source="general")
