"""The believable register: one security company, four customers from Ås to Pasvik, and the people who work there.

The telephone numbers begin with +47 49: the Norwegian numbering plan gives that series to nobody, so that a text or a
call from a trial never reaches a stranger, and no key on a screen rings the real police. The library that checks
numbers finds them possible, and not valid. Positions are those of the towns and quarters named.
"""

from typing import Any

COMPANY = "Varde Vakt"

PARTNER: dict[str, Any] = {"name": "Nordvakt partnersentral", "phone": "49000091", "role": "partnersentral"}
"""Who takes over when nobody is at the centre: a contact of the company itself."""

GUARD_PIN = "2580"
GUARD_DURESS_PIN = "9119"
"""Every guard's PINs in the believable register, so that a duress can be tried. A real guard chooses their own."""

CUSTOMERS: tuple[str, ...] = (
    "Fjellparken kjøpesenter",
    "Hotell Fjordutsikt",
    "Nordhavn Terminal",
    "Skog og utmark, institutt",
)
_CENTRE, _HOTEL, _PORT, _INSTITUTE = CUSTOMERS

SITES: tuple[dict[str, Any], ...] = (
    {
        "customer": _CENTRE,
        "name": "Fjellparken senter",
        "address": "Nedre Storgata 20",
        "postal_code": "3015",
        "town": "Drammen",
        "municipality": "Drammen",
        "latitude": 59.7425,
        "longitude": 10.2035,
        "directions": "Innkjøring fra Engene, port P2. Vaktrommet er innenfor varemottaket, dør 4.",
        "opening_hours": "Hverdager 10-21, lørdag 10-19, søndag stengt.",
        "police_phone": "49000901",
        "fire_phone": "49000902",
        "medical_phone": "49000903",
    },
    {
        "customer": _HOTEL,
        "name": "Hotell Fjordutsikt",
        "address": "Strandkaien 14",
        "postal_code": "5013",
        "town": "Bergen",
        "municipality": "Bergen",
        "latitude": 60.394,
        "longitude": 5.321,
        "directions": "Personalinngang i bakgården mot Strandgaten. Nøkkelboks til høyre for døren.",
        "opening_hours": "Resepsjonen er alltid åpen.",
        "police_phone": "49000911",
        "fire_phone": "49000912",
        "medical_phone": "49000913",
    },
    {
        "customer": _PORT,
        "name": "Breivika havneterminal",
        "address": "Terminalgata 40",
        "postal_code": "9019",
        "town": "Tromsø",
        "municipality": "Tromsø",
        "latitude": 69.679,
        "longitude": 18.988,
        "directions": "Hovedporten ligger mot Stakkevollvegen. Etter kl. 22 åpnes den fra vaktbua.",
        "opening_hours": "Hverdager 06-22. Skipsanløp også om natten.",
        "police_phone": "49000921",
        "fire_phone": "49000922",
        "medical_phone": "49000923",
    },
    {
        "customer": _PORT,
        "name": "Kai 24 og tankanlegget",
        "address": "Terminalgata 60",
        "postal_code": "9019",
        "town": "Tromsø",
        "municipality": "Tromsø",
        "latitude": 69.684,
        "longitude": 18.993,
        "directions": "Kjør gjennom terminalen og følg kaikanten mot nord. Gassmåler skal bæres innenfor gjerdet.",
        "opening_hours": "Bare etter avtale med havnevakten.",
        "police_phone": "49000921",
        "fire_phone": "49000922",
        "medical_phone": "49000923",
    },
    {
        "customer": _INSTITUTE,
        "name": "Hovedkontoret på Ås",
        "address": "Høgskoleveien 8",
        "postal_code": "1433",
        "town": "Ås",
        "municipality": "Ås",
        "latitude": 59.666,
        "longitude": 10.769,
        "directions": "Bommen ved hovedinngangen åpnes med adgangskort.",
        "opening_hours": "Hverdager 08-16.",
        "police_phone": "49000931",
        "fire_phone": "49000932",
        "medical_phone": "49000933",
    },
    {
        "customer": _INSTITUTE,
        "name": "Feltstasjon Pasvik",
        "address": "Svanvik 23",
        "postal_code": "9925",
        "town": "Svanvik",
        "municipality": "Sør-Varanger",
        "latitude": 69.455,
        "longitude": 30.042,
        "directions": "Fra Kirkenes: E6 mot vest, så fylkesvei 885 sørover i 40 km. Dekningen er dårlig etter Svanvik.",
        "opening_hours": "Mai til oktober.",
        "police_phone": "49000941",
        "fire_phone": "49000942",
        "medical_phone": "49000943",
    },
)

MUNICIPALITIES: tuple[tuple[str, str], ...] = (
    ("Drammen", "4900090"),
    ("Bergen", "4900091"),
    ("Tromsø", "4900092"),
    ("Ås", "4900093"),
    ("Sør-Varanger", "4900094"),
)
"""Municipality, and what the numbers of its emergency centres begin with. They are made up, as are the centres' names:
an administrator imports the real table."""

CONTACTS: tuple[dict[str, Any], ...] = (
    {
        "customer": _CENTRE,
        "site": "Fjellparken senter",
        "name": "Bente Ruud",
        "phone": "49000201",
        "role": "senterleder",
        "code_word": "vedkubbe",
        "duress_word": "måneskinn",
    },
    {
        "customer": _CENTRE,
        "site": "Fjellparken senter",
        "name": "Arne Foss",
        "phone": "49000202",
        "order": 2,
        "role": "driftsleder",
    },
    {"customer": _HOTEL, "site": "Hotell Fjordutsikt", "name": "Resepsjonen", "phone": "49000211", "role": "resepsjon"},
    {"customer": _HOTEL, "name": "Camilla Hauge", "phone": "49000212", "order": 2, "role": "hotelldirektør"},
    {
        "customer": _PORT,
        "site": "Breivika havneterminal",
        "name": "Havnevakten",
        "phone": "49000221",
        "role": "havnevakt",
    },
    {
        "customer": _PORT,
        "site": "Kai 24 og tankanlegget",
        "name": "Geir Nilsen",
        "phone": "49000222",
        "role": "ansvarlig for tankanlegget",
    },
    {
        "customer": _PORT,
        "name": "Sarah Miller",
        "phone": "49000223",
        "order": 3,
        "role": "terminal manager",
        "language": "en",
    },
    {"customer": _INSTITUTE, "name": "Vakttelefonen", "phone": "49000231", "role": "sikkerhetsvakt"},
    {
        "customer": _INSTITUTE,
        "site": "Feltstasjon Pasvik",
        "name": "Aslak Mikkelsen",
        "phone": "49000232",
        "role": "stasjonsleder",
    },
)

GUARDS: tuple[tuple[str, str, str, str, str], ...] = (
    ("Ola Berg", "49000011", "1011", "blåbær", "tordenvær"),
    ("Kari Lund", "49000012", "1012", "fyrstikk", "hengebro"),
    ("Per Haugen", "49000013", "1013", "kanelbolle", "isbryter"),
    ("Anne Solberg", "49000014", "1014", "vindmølle", "sjakkbrett"),
    ("Jonas Dahl", "49000015", "1015", "lyngbakke", "steinrøys"),
    ("Ingrid Moen", "49000016", "1016", "ullgenser", "morild"),
)
"""Name, telephone, guard's number, code word, duress word."""

FIELD_WORKERS: tuple[tuple[str, str], ...] = (("Lars Bakken", "49000021"), ("Marte Lie", "49000022"))

STAFF: tuple[tuple[str, str, str], ...] = (
    ("Silje Strand", "49000031", "operator"),
    ("Henrik Vik", "49000032", "operator"),
    ("Nina Aas", "49000033", "operator"),
    ("Tor Hagen", "49000041", "duty_manager"),
    ("Eva Holm", "49000051", "system_administrator"),
)

ASSIGNMENTS: tuple[dict[str, Any], ...] = (
    {
        "site": "Breivika havneterminal",
        "name": "Nattvakt havneterminalen",
        "risk": "high",
        "policy": "Havn om natten",
        "assessment": "Alene på et stort område med tunge kjøretøy, kaikant og is. Fall i sjøen og overfall ved "
        "inngrep mot uvedkommende er de største farene. Hjelp er framme på om lag 12 minutter.",
        "instruction": "1. Bruk redningsvest og hodelykt langs kaikanten.\n"
        "2. Gå runden med klokken: hovedport, kjølelager, kai 21-23, containergården, vaktbua.\n"
        "3. Se etter uvedkommende, lekkasjer og åpne porter. Grip ikke inn alene; ring sentralen.\n"
        "4. Meld fra til havnevakten før du går om bord i et fartøy.",
        "loud": True,
    },
    {
        "site": "Kai 24 og tankanlegget",
        "name": "Tilsyn tankanlegget",
        "risk": "high",
        "assessment": "Fare for gass og brann, alene bak gjerde. Telefonen er godkjent for sonen. Dekningen er god.",
        "instruction": "1. Kontroller gassmåleren før du går inn. Piper den: ut, og ring sentralen.\n"
        "2. Gå langs ytterkanten, aldri mellom tankene.\n"
        "3. Les av trykket på tavle 1 og 2, og noter det i loggen.",
        "loud": True,
    },
    {
        "site": "Hotell Fjordutsikt",
        "name": "Nattvakt hotellet",
        "risk": "high",
        "assessment": "Kontanter i resepsjonen og berusede gjester. Truende opptreden skjer ukentlig i helgene. En "
        "stille alarm er tryggere enn en som høres.",
        "instruction": "1. Runde i alle etasjer hver time, med trappene.\n"
        "2. Ved bråk: snakk rolig, hold avstand, ha en utgang bak deg.\n"
        "3. Ved ran: gjør som de sier. Bruk PIN-koden for tvang når du melder deg.",
        "pin_required": True,
    },
    {
        "site": "Fjellparken senter",
        "name": "Kveldsvakt senteret",
        "risk": "standard",
        "assessment": "Mange mennesker til kl. 21, deretter alene i låsing av bygget. Enkelte konflikter med ungdom.",
        "instruction": "1. Vær synlig på torget fra kl. 18.\n"
        "2. Lås dør 1-6 etter kl. 21.15 og kontroller toalettene.\n"
        "3. Alarmen settes på fra panelet ved dør 4. Gå ut, og meld deg av vakt.",
    },
    {
        "site": "Fjellparken senter",
        "name": "Nattrunde senteret",
        "risk": "standard",
        "assessment": "Stengt og tomt bygg, kjent område. Alene i parkeringskjelleren uten god dekning i sone C.",
        "instruction": "1. Utvendig runde først.\n"
        "2. Parkeringskjelleren: meld deg før du går ned, og når du er oppe igjen.\n"
        "3. Kontroller rulleporten i varemottaket.",
    },
    {
        "site": "Hovedkontoret på Ås",
        "name": "Tilsyn hovedkontoret",
        "risk": "low",
        "assessment": "Rolig campus, belyste veier, korte avstander og god dekning. Ingen hendelser på tre år.",
        "instruction": "1. Kontroller ytterdører og laboratoriefløyen.\n"
        "2. Brenner det lys i kjemilageret, ring vakttelefonen.\n3. Lås bommen når du kjører.",
        "loud": True,
    },
)

FOREST_KIND: dict[str, Any] = {
    "customer": _INSTITUTE,
    "name": "Landsskogtakseringen",
    "terrain": "forest",
    "interval_s": 60 * 60,
    "longest_interval_s": 4 * 60 * 60,
    "script": "Hei, det er sentralen. Er alt i orden? Hvilken flate er du på nå, og hvilken går du til?\n"
    "Spør om vær og dekning. Svarer noen andre, be om å få snakke med den det gjelder.",
}
"""What the institute wants otherwise than the system's forest: its surveyors are called each hour."""

EARLIER: tuple[dict[str, Any], ...] = (
    {
        "worker": "Lars Bakken",
        "place": {
            "latitude": 69.3021,
            "longitude": 29.7514,
            "name": "Takseringsflate 214, Pasvik",
            "text": "Fra stikkveien 2 km sør for Gjøken, sti mot øst over myra.",
        },
        "what": "Taksering av skog, åtte flater",
        "route": "Gjøken - flate 214-221 - samme vei tilbake",
        "vehicle": "Grønn Toyota Hilux, EL 10214",
        "next_of_kin": {"name": "Siri Bakken", "phone": "+4749000321"},
        "interval_s": 60 * 60,
        "duration_s": 7 * 60 * 60,
        "contact": "centre_calls",
    },
    {
        "worker": "Marte Lie",
        "place": {
            "latitude": 61.6364,
            "longitude": 8.3125,
            "name": "Målestasjon under Galdhøpiggen",
            "text": "Følg merket sti fra Juvasshytta. Stasjonen står på ryggen før breen.",
        },
        "what": "Lese av snøputen og bytte batteri",
        "kind": "system-mountain",
        "vehicle": "Parkert ved Juvasshytta, hvit Subaru EV 60814",
        "next_of_kin": {"name": "Jon Lie", "phone": "+4749000322"},
        "interval_s": 60 * 60,
        "duration_s": 6 * 60 * 60,
        "contact": "own",
    },
)
"""What the two field workers did before: the next time it is registered in a minute."""

PORT_POLICY: dict[str, Any] = {
    "customer": _PORT,
    "name": "Havn om natten",
    "risk": "high",
    "interval_s": 15 * 60,
    "reminder_s": 2 * 60,
    "grace_s": 60,
}
"""What the port wants otherwise than the system's policy for high risk: a check-in each quarter of an hour."""
