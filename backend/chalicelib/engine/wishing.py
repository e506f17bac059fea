"""What the customer wishes, carried into a case: its steps and people, and what the system does by itself at once.

Whoever opens a case asks ``wanted_at`` beforehand, copies ``steps`` and ``people`` into its opening, and adds the
writes of ``at_once`` to the same transaction: the texts are in the outbox when the case is on the board.
"""

from collections.abc import Iterable

import msgspec

from chalicelib.engine.call_list import Line, begin
from chalicelib.engine.messages import Recipient, compose
from chalicelib.records.change import Write
from chalicelib.records.commit import Engine
from chalicelib.register.categories import Category
from chalicelib.register.instruction import CustomerInstruction, Notice
from chalicelib.register.notice_text import complete
from chalicelib.register.repository import contacts_for_site, everything, find_all
from chalicelib.register.states import Contact, Site
from chalicelib.register.steps import PlanStep
from chalicelib.register.wish_at import wish_at
from chalicelib.register.wishes import Wish, steps_of, told


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is copied into a case, and who is told."""

    wish: Wish
    site: Site
    steps: tuple[PlanStep, ...]
    people: tuple[Recipient, ...]
    """Everybody whom the steps name, and who is told."""
    first: tuple[Line, ...]
    """Told at once by the system itself."""
    in_turn: tuple[Line, ...]
    """Tried one after the other, until one confirms."""
    each_step: tuple[Recipient, ...] = ()
    """Told of each step besides."""


def wanted_at(
    engine: Engine, site: Site, category: Category, at_ms: int, draft: CustomerInstruction | None = None
) -> Wanted:
    """What that customer wishes there, then; read strongly, with the people as they are now."""
    wish = wish_at(engine, site, category, at_ms, draft)
    return wanted(wish, site, _contacts(engine, wish, site), at_ms)


def _contacts(engine: Engine, wish: Wish, site: Site) -> list[Contact]:
    """The site's in their order, and those of elsewhere whom the instruction names."""
    own = [row.state for row in contacts_for_site(engine, everything, site.customer_id, site.id)]
    named = {line.contact_id for line in wish.instruction.notices} | {wish.instruction.verify_contact_id or ""}
    others = named - {one.id for one in own} - {""}
    return [*own, *(row.state for row in find_all(engine, everything, Contact, others).values())]


def wanted(wish: Wish, site: Site, contacts: Iterable[Contact], at_ms: int) -> Wanted:
    """The same, of what was read."""
    known = {one.id: one for one in contacts}
    pairs = told(wish, [one for one in known.values() if not one.wrong], site)
    first = tuple(_line(wish, site, pair, at_ms) for pair in pairs if pair[0].at_once and pair[0].by == "sms")
    in_turn = tuple(_line(wish, site, pair, at_ms) for pair in pairs if not pair[0].at_once)
    verifier = known.get(wish.instruction.verify_contact_id or "")
    people = [contact for _, contact in pairs] + ([verifier] if verifier else [])
    return Wanted(
        wish=wish,
        site=site,
        steps=steps_of(wish),
        people=tuple({one.id: _recipient(one) for one in people}.values()),
        first=first,
        in_turn=in_turn,
        each_step=tuple({one.id: _recipient(one) for line, one in pairs if line.each_step}.values()),
    )


def of_each_step(found: Wanted) -> tuple[Recipient, ...]:
    """Whom the step *received* is still told: the others have been told in the customer's own words."""
    texted = {line.to.id for line in found.first}
    return tuple(one for one in found.each_step if one.id not in texted)


def _line(wish: Wish, site: Site, pair: tuple[Notice, Contact], at_ms: int) -> Line:
    notice, contact = pair
    if notice.by != "sms":
        return Line(to=_recipient(contact), by=notice.by)
    asks = not notice.at_once
    text = complete(notice.text, wish.category, site.name, at_ms, contact.language, asks=asks)
    return Line(to=_recipient(contact), by="sms", text=text)


def _recipient(contact: Contact) -> Recipient:
    return Recipient(id=contact.id, name=contact.name, phone=contact.phone, language=contact.language, group="contacts")


def at_once(found: Wanted, case_id: str, now_ms: int, *, has_list: bool = True) -> tuple[Write, ...]:
    """What goes out with the case: texts to those who are told at once, and the first turn of the call list.

    A class that joins a case has no list of its own: those whom it would try by SMS are all told.
    """
    first = found.first if has_list else (*found.first, *(line for line in found.in_turn if line.by == "sms"))
    texts = tuple(
        compose(
            f"case/{case_id}",
            f"wish/{found.wish.category}/{now_ms}/{place:02d}",
            line.to,
            "customer_notice",
            {"text": line.text},
            now_ms,
            customer_id=found.site.customer_id,
            site=found.site.id,
            urgent=True,
        )
        for place, line in enumerate(first)
    )
    instruction_id = found.wish.instruction.id
    if not has_list:
        return texts
    return (*texts, *begin(case_id, found.site.customer_id, found.site.id, instruction_id, found.in_turn, now_ms))
