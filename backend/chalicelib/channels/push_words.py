"""What a push says. It stands on a locked screen in a stranger's sight: no names, no places, nothing but the time."""

from collections.abc import Mapping

import msgspec

from chalicelib.channels.moments import moment
from chalicelib.channels.templates import CATALOGUES

NORWEGIAN: dict[str, tuple[str, str]] = {
    "reminder": ("Meld deg innen {deadline_ms}", "Åpne Varde og trykk ALT OK."),
    "overdue_worker": ("Meld deg nå", "Fristen var {deadline_ms}. Åpne Varde og trykk ALT OK."),
    "after_outage": ("Er alt i orden?", "Åpne Varde og trykk ALT OK."),
    "left_alone": ("Du er blitt alene", "Meld deg innen {next_ms}."),
    "joined": ("Du er ikke lenger alene", "Du trenger ikke melde deg nå."),
    "end_reminder": ("Vakten slutter {planned_end_ms}", "Gå av vakt, eller forleng."),
    "shift_start_reminder": ("Vakten begynner {start_ms}", "Åpne Varde og gå på vakt."),
    "mission_start_reminder": ("Skulle begynne {start_ms}", "Åpne Varde og bekreft at du er i gang."),
    "mission_end_reminder": ("Oppdraget slutter {planned_end_ms}", "Avslutt, eller forleng."),
    "call_unanswered_worker": ("Sentralen har ringt deg", "Åpne Varde og trykk ALT OK, eller ring tilbake."),
    "mission_party": ("Du er tatt med på oppdrag", "Begynner {start_ms}. Åpne Varde."),
    "mission_party_over": ("Oppdraget er over", "Avsluttet {at_ms}."),
    "dispatch_offer": ("Utrykning", "Åpne Varde og svar innen {deadline_ms}."),
    "dispatch_hold": ("Utrykning", "Åpne Varde og svar innen {deadline_ms}."),
    "dispatch_clear": ("Klarert", "Åpne Varde."),
    "dispatch_passed_on": ("Utrykningen er gitt videre", "Du trenger ikke dra."),
    "dispatch_recalled": ("Utrykningen er avlyst", "Åpne Varde."),
    "trial": ("Varsler virker", "Dette var en prøve."),
}
ENGLISH: dict[str, tuple[str, str]] = {
    "reminder": ("Check in by {deadline_ms}", "Open Varde and press ALL OK."),
    "overdue_worker": ("Check in now", "It was due {deadline_ms}. Open Varde and press ALL OK."),
    "after_outage": ("Is all well?", "Open Varde and press ALL OK."),
    "left_alone": ("You are alone now", "Check in by {next_ms}."),
    "joined": ("You are no longer alone", "No check-ins for now."),
    "end_reminder": ("Your shift ends {planned_end_ms}", "Go off duty, or extend."),
    "shift_start_reminder": ("Your shift starts {start_ms}", "Open Varde and go on duty."),
    "mission_start_reminder": ("It was to begin {start_ms}", "Open Varde and confirm that you are under way."),
    "mission_end_reminder": ("The mission ends {planned_end_ms}", "End it, or extend it."),
    "call_unanswered_worker": ("The centre has called you", "Open Varde and press ALL OK, or call back."),
    "mission_party": ("You are taken along on a mission", "It begins {start_ms}. Open Varde."),
    "mission_party_over": ("The mission is over", "Ended {at_ms}."),
    "dispatch_offer": ("Turn-out", "Open Varde and answer by {deadline_ms}."),
    "dispatch_hold": ("Turn-out", "Open Varde and answer by {deadline_ms}."),
    "dispatch_clear": ("It is clear", "Open Varde."),
    "dispatch_passed_on": ("The turn-out was passed on", "You need not go."),
    "dispatch_recalled": ("The turn-out is called off", "Open Varde."),
    "trial": ("Notifications work", "This was a trial."),
}
WORDS = {"nb": NORWEGIAN, "en": ENGLISH}
"""The texts that go by push too: those that ask something of the phone's owner."""


class Words(msgspec.Struct, frozen=True):
    """A push as it is read: ``kind`` is the text's identifier, by which a newer one takes the place of an older."""

    kind: str
    title: str
    body: str


def words_for(template: str, language: str, params: Mapping[str, object], now_ms: int) -> Words | None:
    """The push that goes beside an SMS; None for a text that has none, or when it lacks what it would say."""
    found = WORDS.get(language, NORWEGIAN).get(template)
    if found is None:
        return None
    catalogue = CATALOGUES.get(language, CATALOGUES["nb"])
    times = {
        name: moment(value, now_ms, catalogue)
        for name, value in params.items()
        if name.endswith("_ms") and isinstance(value, int)
    }
    try:
        return Words(template, *(part.format(**times) for part in found))
    except KeyError:
        return None
