"""What panels stand at the demonstration's sites, and what its customer wishes when they call."""

from dataclasses import dataclass

from bench.client import JSON, Client
from bench.stage import put

SHOP, HOTEL, LIFT, TANK = "D0501", "D0502", "D0503", "D0504"
HOMES = tuple(f"D05{number}" for number in range(11, 23))
"""Accounts: hexadecimal figures, as a dialler has room for."""
TANK_KEY = b"demonstrasjonen!"
CONTACT = "Demo Butikksjef"
CONTACT_PHONE = "+4749000811"
_LIFT_PHONE = "+4749000812"
_AT = {"address": "Prøveveien 3", "postal_code": "0150", "town": "Oslo", "municipality": "Oslo"}


@dataclass(frozen=True)
class Panels:
    """What the acts need to know of them."""

    contact_id: str
    lift_panel_id: str


def build(admin: Client, customer_id: str) -> Panels:
    """Make what is missing, and set what is there."""
    owner = {"customer_id": customer_id}

    def site(name: str, latitude: float) -> JSON:
        place = {**_AT, "name": name, "latitude": latitude, "longitude": 10.75}
        return {**owner, "site_id": put(admin, "sites", {**place, **owner})["id"]}

    shop, hotel, tank = site("Demobutikken", 59.912), site("Demohotellet", 59.914), site("Demotanken", 59.916)
    contact = put(admin, "contacts", {**shop, "name": CONTACT, "phone": CONTACT_PHONE, "order": 1})
    put(admin, "instructions", {**shop, **_burglary(contact["id"])})
    put(admin, "panels", {**shop, "name": "Demobutikken: alarm", "account": SHOP, "zones": _ZONES})
    put(admin, "panels", {**hotel, "name": "Demohotellet: brann", "account": HOTEL})
    lift = put(admin, "panels", {**hotel, **_LIFT})
    key = f"ascii:{TANK_KEY.decode()}"
    put(admin, "panels", {**tank, "name": "Demotanken: alarm", "account": TANK, "zones": _GAS, "key": key})
    for number, account in enumerate(HOMES, 1):
        home = site(f"Demoveien {number}", 59.92 + number / 1_000)
        put(admin, "panels", {**home, "name": f"Demoveien {number}: alarm", "account": account})
    return Panels(contact["id"], lift["id"])


def _burglary(contact_id: str) -> JSON:
    notice = {"contact_id": contact_id, "by": "sms", "at_once": True, "text": "Innbruddsalarm ved {site} kl. {time}."}
    wish = {"action": "both", "notices": [notice], "response_s": 900, "access": "Nøkkelboks til venstre for døren."}
    return {"name": "Demo: innbrudd", "categories": ["burglary"], **wish}


_ZONES = [
    {"number": "001", "name": "Inngangsdør", "category": "burglary"},
    {"number": "002", "name": "Bakrom", "category": "burglary"},
]
_GAS = [{"number": "011", "name": "Gassmåler", "category": "gas"}]
_LIFT = {
    "name": "Demohotellet: heis",
    "account": LIFT,
    "codes": [{"code": "150", "category": "lift"}],
    "lift": {"number": "DEMO-1", "voice_phone": _LIFT_PHONE, "test_hours": 72, "ended_by": "lift"},
}
