"""What came of each case in an exercise: how soon it was taken, and what was not done. Pure, from the journal alone."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from chalicelib.platform.time import SECOND_MS
from chalicelib.records.journal import Entry

TAKEN_WITHIN_MS = 60 * SECOND_MS
Missed = Literal["taken_late", "not_taken", "nobody_rung", "rung_in_silence", "no_code_word", "not_resolved"]


class CaseTold(msgspec.Struct, frozen=True, kw_only=True):
    """One case of the exercise."""

    case_id: str
    kind: str
    opened_at_ms: int
    to_take_ms: int | None
    to_resolve_ms: int | None
    disposition: str
    missed: tuple[Missed, ...]


def summarise(entries: Iterable[Entry], worker_phones: frozenset[str]) -> list[CaseTold]:
    """Each case of which the entries tell the beginning, the first first."""
    told: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.key.pk.startswith("case/"):
            told.setdefault(entry.key.pk, []).append(entry)
    found = [_case(pk, sorted(its, key=lambda one: one.at_ms), worker_phones) for pk, its in told.items()]
    return sorted((one for one in found if one), key=lambda one: one.opened_at_ms)


def _case(pk: str, entries: list[Entry], worker_phones: frozenset[str]) -> CaseTold | None:
    events = [(entry.at_ms, event) for entry in entries for event in entry.events]
    times: dict[str, int] = {}
    for at_ms, event in events:
        times.setdefault(event.kind, at_ms)
    opened = times.get("case_opened")
    if opened is None:
        return None
    first = next(event for _, event in events if event.kind == "case_opened")
    resolved = [event for _, event in events if event.kind == "case_resolved"]
    silent = first.data.get("kind") == "duress" or "duress_raised" in times
    rung = [event for _, event in events if event.kind == "called"]
    to_take = times["case_taken"] - opened if "case_taken" in times else None
    missed: list[Missed] = []
    if to_take is None:
        missed.append("not_taken")
    elif to_take > TAKEN_WITHIN_MS:
        missed.append("taken_late")
    if silent and any(event.private.get("number") in worker_phones for event in rung):
        missed.append("rung_in_silence")
    if not silent and not rung:
        missed.append("nobody_rung")
    if not silent and "code_word_answered" not in times:
        missed.append("no_code_word")
    if not resolved:
        missed.append("not_resolved")
    return CaseTold(
        case_id=pk.removeprefix("case/"),
        kind=str(first.data.get("kind", "")),
        opened_at_ms=opened,
        to_take_ms=to_take,
        to_resolve_ms=times["case_resolved"] - opened if resolved else None,
        disposition=str(resolved[-1].data.get("disposition", "")) if resolved else "",
        missed=tuple(missed),
    )
