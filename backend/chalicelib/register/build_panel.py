"""Panels are checked as they are sent: what cannot be must be said here, and not when a signal comes in the night."""

import re
from collections.abc import Iterable
from itertools import pairwise

from msgspec import UnsetType

from chalicelib.platform.texts import Text, add_texts
from chalicelib.register.build import NAME, Setting, stays
from chalicelib.register.form import Form
from chalicelib.register.panel import HOLIDAY, CodeMeaning, Departure, Hours, Lift, Panel, Partition, Zone
from chalicelib.register.panel_inputs import HoursInput, PanelInput
from chalicelib.register.panel_keys import LENGTHS, read_key, seal

MOST_ZONES = 500
MOST_PARTITIONS = 64
MOST_CODES = 200
SHORTEST_SUPERVISION_S = 10
_DAY_S = 86_400
_TEXT = 1_000
_TOKEN = re.compile(r"[!-~]{1,20}")
_RESERVED = frozenset('#[]|"\\/')
"""What delimits fields in a frame, or in our own keys."""
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00")
_DAY_MIN, _WEEK_MIN = 1_440, 7 * 1_440


def panel(form: Form, sent: PanelInput, before: Panel | None, setting: Setting) -> Panel:
    """A panel."""
    stays(form, "customer_id", sent.customer_id, before.customer_id if before else None)
    supervision_s = sent.supervision_s
    if supervision_s is not None:
        form.number("supervision_s", supervision_s, SHORTEST_SUPERVISION_S, 31 * _DAY_S)
    return Panel(
        id=setting.id,
        customer_id=sent.customer_id,
        site_id=sent.site_id,
        name=form.line("name", sent.name, NAME),
        account=_token(form, "account", sent.account),
        receiver=_token(form, "receiver", sent.receiver) if sent.receiver else None,
        line=_token(form, "line", sent.line) if sent.line else None,
        transmission=sent.transmission,
        supervision_s=supervision_s,
        signing_round=before.signing_round if before else 0,
        key_sealed=_key(form, sent, before, setting),
        clock_ahead_s=form.number("clock_ahead_s", sent.clock_ahead_s, 0, _DAY_S),
        clock_behind_s=form.number("clock_behind_s", sent.clock_behind_s, 0, _DAY_S),
        departures=_departures(form, sent),
        nak_form=sent.nak_form,
        plain_accepted=sent.plain_accepted,
        zones=_zones(form, sent),
        codes=_codes(form, sent),
        partitions=_partitions(form, sent),
        close_grace_s=form.number("close_grace_s", sent.close_grace_s, 0, 6 * 3_600),
        lift=_lift(form, sent),
        technician=form.text("technician", sent.technician, _TEXT, empty=True),
        operation=form.text("operation", sent.operation, _TEXT, empty=True),
    )


def _token(form: Form, field: str, value: str) -> str:
    """A number or word as it stands in a frame: nothing is taken from it but spaces around it."""
    token = value.strip()
    if not _TOKEN.fullmatch(token) or _RESERVED & set(token):
        form.wrong(field, "panel.token")
    return token


def _key(form: Form, sent: PanelInput, before: Panel | None, setting: Setting) -> str | None:
    if isinstance(sent.key, UnsetType):
        return before.key_sealed if before else None
    if not sent.key:
        return None
    key = read_key(sent.key.strip())
    if key is None:
        form.wrong("key", "panel.key_form")
    elif len(key) not in LENGTHS:
        form.wrong("key", "panel.key_length", length=len(key))
    else:
        return seal(key, setting.id, setting.secret)
    return None


def _departures(form: Form, sent: PanelInput) -> tuple[Departure, ...]:
    _each_once(form, "departures", "", sent.departures)
    return tuple(sorted(sent.departures))


def _zones(form: Form, sent: PanelInput) -> tuple[Zone, ...]:
    _few(form, "zones", len(sent.zones), MOST_ZONES)
    found = tuple(
        Zone(
            number=_token(form, f"zones[{at}].number", one.number),
            name=form.line(f"zones[{at}].name", one.name, NAME, empty=True),
            category=one.category,
        )
        for at, one in enumerate(sent.zones)
    )
    _each_once(form, "zones", "number", (one.number.casefold() for one in found))
    return found


def _codes(form: Form, sent: PanelInput) -> tuple[CodeMeaning, ...]:
    _few(form, "codes", len(sent.codes), MOST_CODES)
    found = tuple(
        CodeMeaning(
            code=_token(form, f"codes[{at}].code", one.code),
            zone=_token(form, f"codes[{at}].zone", one.zone) if one.zone else "",
            category=one.category,
        )
        for at, one in enumerate(sent.codes)
    )
    _each_once(form, "codes", "code", (f"{one.code}/{one.zone}".casefold() for one in found))
    return found


def _partitions(form: Form, sent: PanelInput) -> tuple[Partition, ...]:
    _few(form, "partitions", len(sent.partitions), MOST_PARTITIONS)
    found = tuple(
        Partition(
            number=_token(form, f"partitions[{at}].number", one.number),
            name=form.line(f"partitions[{at}].name", one.name, NAME, empty=True),
            hours=_hours(form, f"partitions[{at}].hours", one.hours),
        )
        for at, one in enumerate(sent.partitions)
    )
    _each_once(form, "partitions", "number", (one.number.casefold() for one in found))
    return found


def _hours(form: Form, field: str, sent: tuple[HoursInput, ...]) -> tuple[Hours, ...]:
    """A week that can be: no time twice, and some of it closed."""
    spans: list[tuple[int, int]] = []
    holidays: list[tuple[int, int]] = []
    for at, one in enumerate(sent):
        place = f"{field}[{at}]"
        if not one.days or len(set(one.days)) != len(one.days) or not set(one.days) <= {*range(7), HOLIDAY}:
            form.wrong(f"{place}.days", "panel.days")
        wrong = [name for name in ("opens", "closes") if not _TIME.fullmatch(getattr(one, name))]
        for name in wrong:
            form.wrong(f"{place}.{name}", "panel.time")
        if wrong:
            continue
        opens, closes = minutes(one.opens), minutes(one.closes)
        if opens == closes:
            form.wrong(f"{place}.closes", "panel.never_closed")
        else:
            length = (closes - opens) % _DAY_MIN or _DAY_MIN
            spans += [(day * _DAY_MIN + opens, day * _DAY_MIN + opens + length) for day in one.days if day != HOLIDAY]
            holidays += [(opens, opens + length)] * (HOLIDAY in one.days)
    spans.sort()
    wrapped = [*spans, *((start + _WEEK_MIN, end + _WEEK_MIN) for start, end in spans[:1])]
    if any(later[0] < earlier[1] for earlier, later in (*pairwise(wrapped), *pairwise(sorted(holidays)))):
        form.wrong(field, "panel.hours_overlap")
    return tuple(Hours(days=one.days, opens=one.opens, closes=one.closes) for one in sent)


def minutes(time: str) -> int:
    """``07:30`` as minutes of the day."""
    hour, _, minute = time.partition(":")
    return int(hour) * 60 + int(minute)


def _lift(form: Form, sent: PanelInput) -> Lift | None:
    one = sent.lift
    if one is None:
        return None
    return Lift(
        number=form.line("lift.number", one.number, NAME),
        voice_phone=form.direct_number("lift.voice_phone", one.voice_phone),
        test_hours=form.number("lift.test_hours", one.test_hours, 1, 24 * 31),
        ended_by=one.ended_by,
    )


def _few(form: Form, field: str, count: int, most: int) -> None:
    if count > most:
        form.wrong(field, "panel.too_many", most=most, count=count)


def _each_once(form: Form, field: str, name: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for at, value in enumerate(values):
        if value in seen:
            form.wrong(f"{field}[{at}].{name}".rstrip("."), "panel.twice")
        seen.add(value)


add_texts(
    {
        "panel.token": Text(
            'Skal være 1 til 20 bokstaver, sifre eller tegn uten mellomrom, og ikke # [ ] | " / eller \\.',
            'Must be 1 to 20 letters, digits or signs without spaces, and none of # [ ] | " / or \\.',
        ),
        "panel.key_form": Text(
            "Er ikke en nøkkel. Skriv den heksadesimalt, eller som ascii: og tegnene.",
            "Is not a key. Write it in hexadecimal, or as ascii: and the letters.",
        ),
        "panel.key_length": Text(
            "Nøkkelen er på {length} byte. Den skal være på 16, 24 eller 32 (32, 48 eller 64 heksadesimale tegn).",
            "The key has {length} bytes. It must have 16, 24 or 32 (32, 48 or 64 hexadecimal digits).",
        ),
        "panel.days": Text(
            "Skal være minst én ukedag, hver bare én gang: 0 er mandag, 6 søndag, 7 helligdag.",
            "Must be at least one day of the week, each once: 0 is Monday, 6 Sunday, 7 a public holiday.",
        ),
        "panel.time": Text("Skal være et klokkeslett som 07:30.", "Must be a time of day as 07:30."),
        "panel.never_closed": Text(
            "Åpner og stenger samtidig. Sett et annet tidspunkt, eller ta bort linjen.",
            "Opens and closes at the same time. Set another time, or remove the line.",
        ),
        "panel.hours_overlap": Text(
            "To åpningstider overlapper hverandre. Slå dem sammen, eller flytt en av dem.",
            "Two of the hours overlap. Join them, or move one.",
        ),
        "panel.too_many": Text(
            "Kan ha høyst {most}, men har {count}. Del panelet på flere kontoer.",
            "May have at most {most} but has {count}. Split the panel over several accounts.",
        ),
        "panel.twice": Text("Står her fra før. Behold bare én.", "Is here already. Keep only one."),
        "register.account_taken": Text(
            "Kontoen tilhører et annet panel. Rett kontonummeret, eller oppgi mottaker og linje som skiller dem.",
            "The account belongs to another panel. Correct it, or give the receiver and line that tell them apart.",
        ),
    }
)
