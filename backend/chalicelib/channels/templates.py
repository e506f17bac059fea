"""Every SMS that Varde sends, rendered: always in GSM-7, always one part, whatever the names are.

The notation of the catalogues:

- ``{site}``: a parameter. Those that end in ``_ms`` are instants and read as Norwegian local time.
- ``[, {site}]``: left out when the parameter is not known; ``[one|other]``: the first of which all is known.
- ``[! Pos {position}.]``: the same, and worth more than the pieces without the mark.

What does not fit is shortened in the order of ``READABLE``, town first and the person's name last, then loses its
bracketed pieces, the last first; only then come ``LEAST`` and the marked pieces. Times, numbers and codes are never
cut. A safety SMS makes sense without a link: none has one. A fitter's is no safety SMS.

The texts and what they are told (``?``: may be unknown):

"""

import math
import re
from collections.abc import Mapping

from chalicelib.channels.catalogue import Catalogue
from chalicelib.channels.catalogue_en import ENGLISH
from chalicelib.channels.catalogue_nb import NORWEGIAN
from chalicelib.channels.moments import decimal_degrees, degrees_minutes, distance, moment
from chalicelib.platform.gsm7 import ONE_PART, septets, shorten, to_gsm7

CATALOGUES: dict[str, Catalogue] = {"nb": NORWEGIAN, "en": ENGLISH}

_POSITION = "latitude? longitude? accuracy_m? measured_at_ms?"

TEMPLATES: dict[str, str] = {
    # to the one who signs in
    "sign_in_code": "code",
    # to the guard on duty
    "reminder": "deadline_ms site",
    "overdue_worker": "deadline_ms site",
    "end_reminder": "planned_end_ms site",
    "shift_start_reminder": "start_ms site assignment",
    "left_alone": "site next_ms",
    "joined": "site name",
    "after_outage": "site since_ms",
    # to colleagues and the duty manager
    "silence_case": "name? number? site? town? since_ms?",
    "not_on_duty_case": "name? number? site? start_ms",
    "not_off_duty_case": "name? number? site? planned_end_ms",
    "sos_case": f"name? phone? site? town? at_ms? {_POSITION}",
    "duress_case": f"name? site? town? at_ms? {_POSITION}",  # a silent SOS too
    "case_opened": "kind_text name? site? town? since_ms?",  # a case of any other kind
    "broadcast": "kind_text name? site? town? since_ms?",
    "broadcast_silent": "name? site? town? since_ms?",  # nobody has taken a duress or a silent SOS
    "taken": "operator name? site?",  # to all who were alarmed
    "resolved": "at_ms operator? name? site?",  # to all who were alarmed
    "desk_absent_case": "since_ms count",  # to the duty manager and the partner centre
    "manned": "operator",  # to the same
    "undeliverable": "name? number? site?",
    # to the field worker, and to the party
    "mission_start_reminder": "start_ms site?",
    "mission_end_reminder": "planned_end_ms site?",
    "call_unanswered_worker": "site?",
    "mission_party": "name start_ms site?",  # the leader's name
    "mission_party_over": "at_ms site?",
    # about a mission, to those who are to act
    "mission_silence_case": f"name? number? site? since_ms? {_POSITION}",
    "call_unanswered_case": f"name? number? site? since_ms? {_POSITION}",
    "call_missed_case": "name? number? site? deadline_ms",  # the centre's own failure
    "mission_not_started_case": "name? number? site? start_ms",
    "mission_not_ended_case": "name? number? site? planned_end_ms",
    # to who is sent to an alarm, on duty or a subcontractor
    "dispatch_offer": "kind_text site? address? town? deadline_ms",
    "dispatch_hold": "kind_text site? address? town? deadline_ms",  # where one waits at a distance
    "dispatch_clear": "site?",
    "dispatch_passed_on": "site?",
    "dispatch_recalled": "site?",
    # to a technician who is to mend something
    "order_offer": "kind_text site? address? town? due_ms deadline_ms",
    "order_lapsed": "site?",
    "order_recalled": "site?",
    # to the customer, at each step of an alarm
    "customer_received": "kind_text site? at_ms",
    "customer_guard_sent": "site? at_ms",
    "customer_on_scene": "site? at_ms",
    "customer_concluded": "site? at_ms",
    "customer_over": "site? at_ms",
    # to the fitter at a panel on test
    "panel_test_link": "until_ms link",
    "panel_test_ends": "until_ms site?",
    # answers to what somebody sent
    "dispatch_yes_ack": "site?",
    "dispatch_no_ack": "",
    "dispatch_on_scene_ack": "site?",
    "dispatch_done_ack": "site?",
    "on_duty_ack": "site next_ms? planned_end_ms?",  # without next_ms: together
    "check_in_ack": "next_ms?",  # without next_ms: together
    "evidence_ack": "next_ms?",  # a check-in after the case was opened
    "off_duty_ack": "site? at_ms?",
    "extended_ack": "planned_end_ms",
    "extension_refused": "planned_end_ms",
    "position_ack": "latitude longitude next_ms?",
    "not_understood_ack": "",
    "sos_ack": "at_ms",  # never after a silent SOS
    "wrong_contact_ack": "",
    "not_on_duty_ack": "",
    "already_on_duty_ack": "site next_ms?",
    "no_assignment_ack": "",
    "several_assignments": "names",
    "unknown_sender": "",
    "mission_on_ack": "planned_end_ms site? next_ms? call_ms?",  # the centre calls: call_ms
    "mission_call_ack": "next_ms",  # a check-in where the centre calls
    "mission_over_ack": "at_ms site?",
    "mission_extended_ack": "planned_end_ms",
    "mission_leader_ack": "site?",  # a companion cannot end it
    "no_mission_ack": "",
    # an operator's own words; the desk refuses what gsm7.septets finds longer than one part
    "operator_message": "text",
    # to the customer: the words that its instruction gives, which the register has measured
    "customer_notice": "text",
    "notice_ack": "",
}
"""The parameters of each text; a ``?`` marks those that may be left out or None. An alarm asks for as little as it can:
it must leave even if somebody forgot to say who, where or since when.
"""

READABLE = {
    "town": 12,
    "address": 30,
    "assignment": 20,
    "site": 24,
    "names": 70,
    "kind_text": 30,
    "operator": 20,
    "name": 24,
    "text": 160,
}
"""Who is shortened first, and how many septets each keeps at first."""
LEAST = {
    "town": 8,
    "address": 16,
    "assignment": 10,
    "site": 14,
    "names": 40,
    "kind_text": 16,
    "operator": 12,
    "name": 14,
    "text": 40,
}
"""How many septets each keeps at the last."""

_NUMBER = re.compile(r"\+[1-9][0-9]{5,14}")
_CODE = re.compile(r"[0-9A-Za-z]{1,12}")
_SEGMENT = re.compile(r"\[(!?)([^\]]*)\]|[^\[]+")
_OPTIONAL, _MARKED, _ESSENTIAL = range(3)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def parameters(template: str) -> dict[str, bool]:
    """The names of a template's parameters, and whether each must be given."""
    return {name.rstrip("?"): not name.endswith("?") for name in TEMPLATES[template].split()}


def render(template: str, language: str, *, now_ms: int, **params: object) -> str:
    """The text as it is sent. A language that has no catalogue gets Norwegian.

    Raises LookupError for an unknown template and TypeError for wrong parameters: mistakes in the caller, never in the
    data. A number that is none and a position off the Earth are left out; a person without a name is *unknown*.

        >>> render("extended_ack", "nb", now_ms=1_700_000_000_000, planned_end_ms=1_700_002_000_000)
        'Vakten din varer nå til 23:46. Svar SLUTT når du går av vakt.'
    """
    _check(template, params)
    words = CATALOGUES.get(language, NORWEGIAN)
    values = _values(params, now_ms, words)
    kept = _segments(words.texts[template], values)
    values.setdefault("name", words.person_unknown)
    line = ""
    for leasts, worth in ((READABLE, _OPTIONAL), (LEAST, _MARKED)):
        while True:
            line = _filled("".join(text for text, _ in kept), values, leasts)
            if septets(line) <= ONE_PART:
                return line
            cheap = [index for index, segment in enumerate(kept) if segment[1] <= worth]
            if not cheap:
                break
            del kept[cheap[-1]]
    # The texts as they are never come here; one that is made longer some day is still sent.
    return shorten(line, ONE_PART)


def _check(template: str, params: Mapping[str, object]) -> None:
    if template not in TEMPLATES:
        raise LookupError(f"there is no SMS named {template!r}; all of them stand in channels/templates.py")
    declared = parameters(template)
    missing = [name for name, required in declared.items() if required and params.get(name) is None]
    if missing:
        raise TypeError(f"the SMS {template!r} lacks {', '.join(missing)}")
    unknown = params.keys() - declared.keys()
    if unknown:
        raise TypeError(f"the SMS {template!r} knows no {', '.join(sorted(unknown))}")


def _values(params: Mapping[str, object], now_ms: int, words: Catalogue) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in params.items():
        text = _text(name, value, now_ms, words)
        if text:
            values[name] = text
    return {**values, **_position(params, values, words)}


def _text(name: str, value: object, now_ms: int, words: Catalogue) -> str:
    """One value as it stands in the text; empty when it cannot."""
    match name, value:
        case _, None:
            return ""
        case _, int() if name.endswith("_ms"):
            return moment(value, now_ms, words)
        case "number" | "phone", str():
            number = re.sub(r"[\s().-]", "", value)
            return number if _NUMBER.fullmatch(number) else ""
        case "code" | "count", str():
            if not _CODE.fullmatch(value):
                raise TypeError("a sign-in code or a count has at most twelve digits or letters")
            return value
        case "names", list() | tuple():
            return ", ".join(filter(None, (_line(str(part)) for part in value)))
        case "kind_text", str():
            return _line(words.kinds.get(value, value))
        case _, str():
            return _line(value)
        case "latitude" | "longitude" | "accuracy_m", int() | float():
            return ""  # said together, by _position
    raise TypeError(f"{name} cannot be {type(value).__name__}")


def _position(params: Mapping[str, object], values: Mapping[str, str], words: Catalogue) -> dict[str, str]:
    latitude, longitude, accuracy_m = (params.get(name) for name in ("latitude", "longitude", "accuracy_m"))
    if not (isinstance(latitude, int | float) and isinstance(longitude, int | float)):
        return {}
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return {}
    known = [values["measured_at_ms"]] if "measured_at_ms" in values else []
    if isinstance(accuracy_m, int | float) and math.isfinite(accuracy_m) and 0 <= accuracy_m < 1_000_000:
        known.insert(0, f"+-{distance(accuracy_m)}")
    certainty = f" ({', '.join(known)})" if known else ""
    return {
        "position": decimal_degrees(latitude, longitude) + certainty,
        "degrees_minutes": degrees_minutes(latitude, longitude, words),
    }


def _line(text: str) -> str:
    """A name in the alphabet and on one line: a name cannot add lines of its own to an alarm."""
    return " ".join(to_gsm7(text).split())


def _segments(pattern: str, values: Mapping[str, str]) -> list[tuple[str, int]]:
    """The pieces that can be said with what is known, and what each is worth."""
    found = []
    for match in _SEGMENT.finditer(pattern):
        mark, bracketed = match[1], match[2]
        if bracketed is None:
            found.append((match[0], _ESSENTIAL))
            continue
        said = [one for one in bracketed.split("|") if set(_PLACEHOLDER.findall(one)) <= values.keys()]
        if said:
            found.append((said[0], _MARKED if mark else _OPTIONAL))
    return found


def _filled(pattern: str, values: Mapping[str, str], leasts: Mapping[str, int]) -> str:
    """The pattern with its values, shortened one after the other until it fits or all are at their least."""
    used = {name: values.get(name, "") for name in _PLACEHOLDER.findall(pattern)}
    over = septets(_put(pattern, used)) - ONE_PART
    for name, least in leasts.items():
        if over > 0 and name in used:
            before = septets(used[name])
            used[name] = shorten(used[name], max(least, before - over))
            over -= before - septets(used[name])
    return _put(pattern, used)


def _put(pattern: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: values[match[1]], pattern)


__doc__ += "\n".join(f"- ``{name}``: {told or 'nothing'}" for name, told in TEMPLATES.items())
