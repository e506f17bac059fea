"""What the customers of the believable register wish when something happens."""

from typing import Any

from chalicelib.register.seed_data import CUSTOMERS

_CENTRE, _HOTEL, _PORT, _INSTITUTE = CUSTOMERS
_WORKDAYS = ["mon", "tue", "wed", "thu", "fri"]
_OPEN = [
    {"days": _WORKDAYS, "start_min": 10 * 60, "end_min": 21 * 60},
    {"days": ["sat"], "start_min": 10 * 60, "end_min": 19 * 60},
]

INSTRUCTIONS: tuple[dict[str, Any], ...] = (
    {
        "customer": _HOTEL,
        "site": "Hotell Fjordutsikt",
        "name": "Brann på hotellet",
        "categories": ["fire"],
        "action": "both",
        "notices": [
            {
                "contact": "Camilla Hauge",
                "by": "sms",
                "at_once": True,
                "each_step": True,
                "text": "Brannalarm ved {site} kl. {time}. Sentralen følger opp og ringer resepsjonen.",
            },
            {"contact": "Resepsjonen"},
        ],
        "steps": [{"text": "Be resepsjonen holde adkomsten fri for brannbilene"}],
        "response_s": 20 * 60,
        "emergency": {"service": "fire", "when": "confirmed", "direct": True, "call_off_s": 90},
        "access": "Brannsentralen står innenfor personalinngangen. Nøkkelboks til høyre for døren.",
    },
    {
        "customer": _HOTEL,
        "site": "Hotell Fjordutsikt",
        "name": "Ran på hotellet",
        "categories": ["hold_up"],
        "action": "both",
        "notices": [{"contact": "Camilla Hauge", "by": "sms", "at_once": True}],
        "response_s": 15 * 60,
        "emergency": {"service": "police", "when": "at_once"},
    },
    {
        "customer": _CENTRE,
        "site": "Fjellparken senter",
        "name": "Innbrudd i åpningstiden",
        "categories": ["burglary"],
        "times": _OPEN,
        "action": "notify",
        "notices": [{"contact": "Bente Ruud"}],
    },
    {
        "customer": _CENTRE,
        "site": "Fjellparken senter",
        "name": "Innbrudd når senteret er stengt",
        "categories": ["burglary"],
        "action": "both",
        "notices": [{"contact": "Bente Ruud", "by": "sms"}],
        "verify_contact_id": "Bente Ruud",
        "response_s": 15 * 60,
        "emergency": {"service": "police"},
        "access": "Nøkkel 214. Vaktrommet er innenfor varemottaket, dør 4.",
    },
    {
        "customer": _CENTRE,
        "name": "Vann og teknisk feil",
        "categories": ["technical", "water"],
        "action": "notify",
        "notices": [{"contact": "Bente Ruud", "by": "sms"}],
        "steps": [{"text": "Spør om rørlegger skal sendes", "compulsory": False}],
    },
    {
        "customer": _PORT,
        "site": "Kai 24 og tankanlegget",
        "name": "Gass på tankanlegget",
        "categories": ["gas", "fire"],
        "action": "both",
        "notices": [
            {"contact": "Geir Nilsen", "by": "sms", "at_once": True, "text": "Gass- eller brannalarm ved {site}."},
            {"contact": "Geir Nilsen"},
            {"contact": "Sarah Miller"},
        ],
        "steps": [{"text": "Si til vekteren: ikke innenfor gjerdet uten gassmåler"}],
        "response_s": 10 * 60,
        "emergency": {"service": "fire", "when": "at_once"},
    },
    {
        "customer": _INSTITUTE,
        "name": "Alt annet enn brann",
        "categories": ["burglary", "technical", "water", "trouble"],
        "action": "notify",
        "notices": [{"contact": "Vakttelefonen"}],
    },
)
