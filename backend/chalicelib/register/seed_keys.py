"""The keys of the believable register: numbers drawn at random, so that none tells which site it belongs to."""

KEYS: tuple[dict[str, str], ...] = (
    {
        "customer": "Fjellparken kjøpesenter",
        "site": "Fjellparken senter",
        "name": "N-0147",
        "cabinet": "A",
        "hook": "12",
    },
    {
        "customer": "Fjellparken kjøpesenter",
        "site": "Fjellparken senter",
        "name": "N-0582",
        "cabinet": "B",
        "hook": "3",
    },
    {"customer": "Hotell Fjordutsikt", "site": "Hotell Fjordutsikt", "name": "N-0316", "cabinet": "A", "hook": "4"},
    {"customer": "Nordhavn Terminal", "site": "Breivika havneterminal", "name": "N-0729", "cabinet": "A", "hook": "31"},
    {"customer": "Berit Nygård", "site": "Bjørkeveien 3", "name": "N-0263", "cabinet": "B", "hook": "9"},
)
"""By customer and site; where each hangs."""
