"""The doors of the proof: what happened at a site, and whether the journal still tells the truth of it."""

import msgspec

from chalicelib.desk import timeline
from chalicelib.desk.case_view import Timeline
from chalicelib.platform.access import STAFF
from chalicelib.platform.operations import Item, Key
from chalicelib.platform.problems import invalid, not_found
from chalicelib.platform.route import Request, Route
from chalicelib.platform.texts import Language, Text, add_texts, say
from chalicelib.platform.time import DAY_MS
from chalicelib.records import journal
from chalicelib.records.journal import CHANGED, GAP, PRIVATE_CHANGED, Broken
from chalicelib.records.verifying import CUT, broken_in
from chalicelib.register import repository

_LONGEST_MS = 31 * DAY_MS


class JournalQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From when until when."""

    from_ms: int
    until_ms: int


class BrokenPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place where the journal does not tell the truth, and why it is thought so."""

    subject: str
    entry: str
    reason: str


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """How much was checked, and what does not hold."""

    entries: int
    chains: int
    broken: list[BrokenPlace]


def site_journal(request: Request) -> Timeline:
    """What happened at a site. Whether the chains hold is asked apart: it takes longer than reading."""
    return Timeline(entries=timeline.entries(request.engine, _journal_of(request), set(), request.now_ms))


def site_proof(request: Request) -> Proof:
    """Walk the chains of everything that the site's journal of that time speaks of, from their first entries on."""
    told = {Key(item["pk"], item["sk"]) for item in _journal_of(request)}
    broken = [one for pk in sorted({key.pk for key in told}) for one in broken_in(request.engine.store, pk)]
    return Proof(
        entries=len(told),
        chains=len({(key.pk, key.sk.rpartition("@")[0]) for key in told}),
        broken=[_told(one, request.language) for one in broken],
    )


def _told(broken: Broken, language: Language) -> BrokenPlace:
    message = _REASONS.get(broken.reason, "journal.broken")
    return BrokenPlace(subject=broken.key.pk, entry=broken.key.sk, reason=say(message, language, {}))


def _journal_of(request: Request) -> list[Item]:
    engine, query, site_id = request.engine, request.query, request.params["site_id"]
    if repository.get_site(engine, request.who.may_see, site_id) is None:
        raise not_found()
    if not 0 <= query.until_ms - query.from_ms <= _LONGEST_MS:
        raise invalid("until_ms", "journal.range")
    return journal.of_site(engine.store, site_id, query.from_ms, query.until_ms)


_REASONS = {
    CHANGED: "journal.changed",
    PRIVATE_CHANGED: "journal.private_changed",
    GAP: "journal.gap",
    CUT: "journal.cut",
}

ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="sites/{site_id}/journal",
        handler=site_journal,
        audience=STAFF,
        query=JournalQuery,
        answer=Timeline,
        summary="What happened at a site",
    ),
    Route(
        method="GET",
        path="sites/{site_id}/journal/proof",
        handler=site_proof,
        audience=STAFF,
        query=JournalQuery,
        answer=Proof,
        summary="Whether what the journal tells of a site is whole and unchanged",
    ),
)

add_texts(
    {
        "journal.range": Text("Be om høyst 31 dager, og fra før til.", "Ask for at most 31 days, from before until."),
        "journal.broken": Text("Kjeden holder ikke.", "The chain does not hold."),
        "journal.changed": Text("Endret etter at det ble skrevet.", "Changed after it was written."),
        "journal.private_changed": Text(
            "Den private delen er endret etter at den ble skrevet.",
            "The private part was changed after it was written.",
        ),
        "journal.gap": Text(
            "Oppføringen før den mangler eller er en annen.", "The entry before it is missing or another."
        ),
        "journal.cut": Text("De siste oppføringene mangler eller er andre.", "The last entries are missing or others."),
    }
)
