"""Which instructions there are for a site, or for all of a customer's: one row beside it, written with each of them.

It is what finds them when an alarm comes, by two strong reads; and of two who in the same instant make instructions
for the same times, one loses, decides again and is told of the other.
"""

from typing import ClassVar

import msgspec

from chalicelib.platform.operations import Key
from chalicelib.platform.problems import FieldError
from chalicelib.platform.tables import TableName
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.change import Write, create, remove, update
from chalicelib.records.commit import Facts
from chalicelib.records.rows import Row, State
from chalicelib.register.categories import Category
from chalicelib.register.instruction import CustomerInstruction
from chalicelib.register.times import Day, Period, hours, is_whole_week, minutes_of, shared, united


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """For what and when one instruction holds."""

    name: str
    categories: tuple[Category, ...]
    times: tuple[Period, ...]


class Scope(State, frozen=True, kw_only=True):
    """The instructions for one site, or for one customer's sites in general."""

    KIND: ClassVar[str] = "instruction_scope"
    TABLE: ClassVar[TableName] = "register"

    of: str
    spans: dict[str, Span] = msgspec.field(default_factory=dict)
    """By the instruction's id."""

    @property
    def key(self) -> Key:
        """Beside the site or the customer."""
        return scope_key(self.of)


def scope_key(of: str) -> Key:
    """Where the instructions of ``site/<id>`` or ``customer/<id>`` are named."""
    return Key(of, "instructions")


def scope_of(state: CustomerInstruction) -> str:
    """The partition of what an instruction is for."""
    return f"site/{state.site_id}" if state.site_id else f"customer/{state.customer_id}"


def keys_of(state: State | None) -> list[Key]:
    """The row that names it, if it is an instruction."""
    return [scope_key(scope_of(state))] if isinstance(state, CustomerInstruction) else []


def scope_writes(before: State | None, after: State | None, facts: Facts) -> list[Write]:
    """The writes that keep the rows true when ``before`` becomes ``after``."""
    writes: list[Write] = []
    old = before if isinstance(before, CustomerInstruction) else None
    new = after if isinstance(after, CustomerInstruction) else None
    if old and (new is None or scope_of(new) != scope_of(old)):
        row = facts.find(scope_key(scope_of(old)), Scope)
        if row is not None:
            writes.append(_without(row, old.id))
    if new:
        writes += _with(new, facts.find(scope_key(scope_of(new)), Scope))
    return writes


def _without(row: Row[Scope], one: str) -> Write:
    left = {name: span for name, span in row.state.spans.items() if name != one}
    return update(row, msgspec.structs.replace(row.state, spans=left)) if left else remove(row)


def _with(state: CustomerInstruction, row: Row[Scope] | None) -> list[Write]:
    span = Span(name=state.name, categories=state.categories, times=state.times)
    if row is None:
        return [create(Scope(customer_id=state.customer_id, of=scope_of(state), spans={state.id: span}))]
    # Written even if it says the same: whoever changes another one in the same instant must have seen this one.
    return [update(row, msgspec.structs.replace(row.state, spans={**row.state.spans, state.id: span}))]


def clashes(state: CustomerInstruction, facts: Facts) -> list[FieldError]:
    """What stands in its way: another for the same category that holds at the same time, or leaves no time at all."""
    row = facts.find(scope_key(scope_of(state)), Scope)
    others = [span for one, span in row.state.spans.items() if one != state.id] if row else []
    for category in state.categories:
        like = [span for span in others if category in span.categories]
        error = _same_times(state, category, like) or _covered(state, category, like)
        if error is not None:
            return [error]
    return []


def _same_times(state: CustomerInstruction, category: Category, like: list[Span]) -> FieldError | None:
    """Two without times contradict one another, and so do two that share a minute."""
    for span in like:
        if not state.times and not span.times:
            return FieldError("times", "instruction.two_always", {"name": span.name, **_said(category)})
        both = shared(minutes_of(state.times), minutes_of(span.times)) if state.times and span.times else None
        if both:
            day, minute = both
            params = {"name": span.name, "at": hours(minute), **_said(category), **day_said(day)}
            return FieldError("times", "instruction.overlap", params)
    return None


def _covered(state: CustomerInstruction, category: Category, like: list[Span]) -> FieldError | None:
    """What holds when no other does must have some time left; and so must the one that others leave the rest to."""
    timed = [minutes_of(span.times) for span in like if span.times]
    rest = next((span for span in like if not span.times), None)
    if not state.times and timed and is_whole_week(united(timed)):
        return FieldError("times", "instruction.never", _said(category))
    if state.times and rest and is_whole_week(united([*timed, minutes_of(state.times)])):
        return FieldError("times", "instruction.covers", {"name": rest.name, **_said(category)})
    return None


CATEGORY_WORDS: dict[Category, tuple[str, str]] = {
    "fire": ("brann", "fire"),
    "hold_up": ("ran", "hold-up"),
    "burglary": ("innbrudd", "burglary"),
    "lift": ("heis", "lift"),
    "technical": ("teknisk", "technical"),
    "medical": ("helse", "medical"),
    "water": ("vann", "water"),
    "gas": ("gass", "gas"),
    "trouble": ("feil", "trouble"),
    "test": ("test", "test"),
    "open_close": ("åpning og stenging", "opening and closing"),
    "cancel": ("avbestilling", "cancel"),
    "restore": ("tilbakestilling", "restore"),
}
"""What each is called, in Norwegian and in English."""
DAY_WORDS: dict[Day, tuple[str, str]] = {
    "mon": ("mandag", "Monday"),
    "tue": ("tirsdag", "Tuesday"),
    "wed": ("onsdag", "Wednesday"),
    "thu": ("torsdag", "Thursday"),
    "fri": ("fredag", "Friday"),
    "sat": ("lørdag", "Saturday"),
    "sun": ("søndag", "Sunday"),
    "holiday": ("helligdag", "holiday"),
}


def _said(category: Category) -> dict[str, str]:
    return dict(zip(("category_nb", "category_en"), CATEGORY_WORDS[category], strict=True))


def day_said(day: Day) -> dict[str, str]:
    """A kind of day, as both languages say it."""
    return dict(zip(("day_nb", "day_en"), DAY_WORDS[day], strict=True))


add_texts(
    {
        "instruction.two_always": Text(
            "«{name}» gjelder alt {category_nb} til alle tider her. Endre den, eller gi denne bestemte tider.",
            "“{name}” already holds for {category_en} at all times here. Change it, or give this one times.",
        ),
        "instruction.overlap": Text(
            "«{name}» gjelder også {category_nb} {day_nb} kl. {at}. Flytt tiden til en av dem.",
            "“{name}” also holds for {category_en} on {day_en} at {at}. Move the times of one of them.",
        ),
        "instruction.never": Text(
            "Gjelder aldri {category_nb}: de andre dekker hele uken. Kort ned en av dem, eller ta bort hendelsen her.",
            "Never holds for {category_en}: the others cover the whole week. Shorten one, or remove the event here.",
        ),
        "instruction.covers": Text(
            "Da gjelder «{name}» aldri {category_nb}: uken er dekket. Kort ned tiden, eller slett den andre først.",
            "Then “{name}” never holds for {category_en}: the week is covered. Shorten this, or delete that one first.",
        ),
    }
)
