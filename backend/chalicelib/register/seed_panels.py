"""The panels of the believable register: a hotel, its lift, a shop, an encrypted one, and two private homes."""

from typing import Any

HOMES: tuple[dict[str, Any], ...] = (
    {
        "customer": "Berit Nygård",
        "name": "Bjørkeveien 3",
        "address": "Bjørkeveien 3",
        "postal_code": "1433",
        "town": "Ås",
        "municipality": "Ås",
        "latitude": 59.661,
        "longitude": 10.792,
        "directions": "Grå enebolig bak garasjene. Nøkkelboksen sitter ved kjellertrappen.",
        "police_phone": "49000931",
        "fire_phone": "49000932",
        "medical_phone": "49000933",
    },
    {
        "customer": "Familien Solli",
        "name": "Fjordgløtt 11",
        "address": "Fjordgløtt 11",
        "postal_code": "3015",
        "town": "Drammen",
        "municipality": "Drammen",
        "latitude": 59.731,
        "longitude": 10.232,
        "directions": "Rekkehus nederst i gaten. Parker ved postkassene.",
        "police_phone": "49000901",
        "fire_phone": "49000902",
        "medical_phone": "49000903",
    },
)
"""Private homes: each is a customer of its own."""

HOME_CONTACTS: tuple[dict[str, Any], ...] = (
    {
        "customer": "Berit Nygård",
        "site": "Bjørkeveien 3",
        "name": "Berit Nygård",
        "phone": "49000241",
        "role": "beboer",
        "code_word": "rabarbra",
        "duress_word": "vinterdekk",
    },
    {
        "customer": "Familien Solli",
        "site": "Fjordgløtt 11",
        "name": "Mona Solli",
        "phone": "49000242",
        "role": "beboer",
        "code_word": "sommerfugl",
        "duress_word": "gråstein",
    },
)

DEMO_KEY = "ascii:bare-for-et-demonstrasjonsanlegg"
"""The key of the seeded panel that encrypts: known to everybody, and for trials alone."""

PANELS: tuple[dict[str, Any], ...] = (
    {
        "customer": "Hotell Fjordutsikt",
        "site": "Hotell Fjordutsikt",
        "name": "Brannsentralen",
        "account": "4101",
        "transmission": "SP5",
        "supervision_s": 180,
        "zones": [
            {"number": "001", "name": "Resepsjon og lobby", "category": "fire"},
            {"number": "002", "name": "Kjøkkenet", "category": "fire"},
            {"number": "003", "name": "3. etasje, korridor", "category": "fire"},
            {"number": "010", "name": "Sprinkleranlegget", "category": "water"},
        ],
        "technician": "Brannvakt Vest, vakttelefon 49 00 02 91",
        "operation": "Avstilling: nøkkel i resepsjonen, trykk Avstill summer, deretter Tilbakestill.",
    },
    {
        "customer": "Hotell Fjordutsikt",
        "site": "Hotell Fjordutsikt",
        "name": "Gjesteheisen",
        "account": "4102",
        "transmission": "SP2",
        "codes": [{"code": "150", "category": "lift"}, {"code": "UA", "category": "lift"}],
        "lift": {"number": "NO-5013-17", "voice_phone": "49000292", "test_hours": 72, "ended_by": "lift"},
        "technician": "Heisservice Bergen, vakttelefon 49 00 02 93",
    },
    {
        "customer": "Fjellparken kjøpesenter",
        "site": "Fjellparken senter",
        "name": "Gullsmeden",
        "account": "3001",
        "transmission": "SP4",
        "zones": [
            {"number": "001", "name": "Inngangsdør", "category": "burglary"},
            {"number": "002", "name": "Utstilling", "category": "burglary"},
            {"number": "003", "name": "Bakrom", "category": "burglary"},
            {"number": "004", "name": "Overfallsknapp ved kassen", "category": "hold_up"},
        ],
        "partitions": [
            {
                "number": "01",
                "name": "Butikken",
                "hours": [
                    {"days": [0, 1, 2, 3, 4], "opens": "09:00", "closes": "21:30"},
                    {"days": [5], "opens": "09:00", "closes": "19:30"},
                ],
            }
        ],
        "operation": "Kode og På. Døren må være lukket; rødt lys blinker til utgangstiden er over.",
    },
    {
        "customer": "Nordhavn Terminal",
        "site": "Kai 24 og tankanlegget",
        "name": "Tankanlegget",
        "account": "9024",
        "transmission": "SP4",
        "key": DEMO_KEY,
        "zones": [
            {"number": "001", "name": "Gjerdet mot nord", "category": "burglary"},
            {"number": "011", "name": "Gassmåler tank 2", "category": "gas"},
        ],
    },
    {
        "customer": "Berit Nygård",
        "site": "Bjørkeveien 3",
        "name": "Boligalarmen",
        "account": "700001",
        "zones": [
            {"number": "01", "name": "Ytterdøren", "category": "burglary"},
            {"number": "02", "name": "Røykvarsler gang", "category": "fire"},
            {"number": "03", "name": "Trygghetsknapp", "category": "medical"},
        ],
    },
    {
        "customer": "Familien Solli",
        "site": "Fjordgløtt 11",
        "name": "Boligalarmen",
        "account": "700002",
        "zones": [
            {"number": "01", "name": "Ytterdøren", "category": "burglary"},
            {"number": "02", "name": "Vannføler kjøkken", "category": "water"},
        ],
    },
)
