"""What a customer wishes at one moment, and what that makes an operator do: pure, and always exactly one answer.

site, with times  >  site  >  customer, with times  >  customer  >  the system's own
"""

from collections.abc import Iterable
from typing import Literal

import msgspec

from chalicelib.register.categories import CATEGORIES, Category
from chalicelib.register.instruction import Action, CustomerInstruction, Emergency, Notice, Service, When
from chalicelib.register.states import Contact, Site
from chalicelib.register.steps import PlanStep, What
from chalicelib.register.times import holds, minutes_of

Source = Literal["site", "customer", "system"]
SYSTEM = "system"
QUIET: frozenset[Category] = frozenset({"hold_up"})
"""What never rings or texts the site's own numbers: a robber may be standing beside the phone."""
NEVER_LOGGED: frozenset[Category] = QUIET | {"fire", "medical", "gas", "lift"}
"""What is a case whatever anybody has written down: somebody's life may hang on it."""


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """The instruction that holds, and how near to the site it was made."""

    category: Category
    source: Source
    instruction: CustomerInstruction

    @property
    def quiet(self) -> bool:
        """Whether nothing may ring at the site."""
        return self.category in QUIET


def _system(category: Category, action: Action, service: Service | None = None, when: When = "confirmed") -> Wish:
    instruction = CustomerInstruction(
        id=f"{SYSTEM}-{category}",
        customer_id=SYSTEM,
        name="",
        categories=(category,),
        action=action,
        emergency=Emergency(service=service, when=when) if service else None,
    )
    return Wish(category=category, source="system", instruction=instruction)


DEFAULT_WISHES: dict[Category, Wish] = {
    "fire": _system("fire", "notify", "fire"),
    "hold_up": _system("hold_up", "notify", "police", "at_once"),
    "burglary": _system("burglary", "notify", "police"),
    "lift": _system("lift", "notify"),
    "technical": _system("technical", "notify"),
    "medical": _system("medical", "notify", "medical", "at_once"),
    "water": _system("water", "notify"),
    "gas": _system("gas", "notify", "fire"),
    "trouble": _system("trouble", "notify"),
    **{one: _system(one, "log") for one in CATEGORIES if one in ("test", "open_close", "cancel", "restore")},
}
"""What holds where the customer says nothing. A guard costs money, and is sent only where somebody asked for it."""


def wish_for(instructions: Iterable[CustomerInstruction], category: Category, site: Site, at_ms: int) -> Wish:
    """The one that holds for that category at that site at that moment: the most specific."""
    found = [
        one
        for one in instructions
        if one.customer_id == site.customer_id
        and one.site_id in (site.id, None)
        and category in one.categories
        and holds(one.times, at_ms)
    ]
    if not found:
        return DEFAULT_WISHES[category]
    best = min(found, key=_distance)
    return Wish(category=category, source="site" if best.site_id else "customer", instruction=best)


def _distance(one: CustomerInstruction) -> tuple[bool, bool, int, str]:
    """The register keeps two of one kind from sharing a minute; should two ever do, the narrower holds."""
    minutes = sum(bits.bit_count() for bits in minutes_of(one.times).values())
    return one.site_id is None, not one.times, minutes, one.id


def told(wish: Wish, contacts: Iterable[Contact], site: Site) -> tuple[tuple[Notice, Contact], ...]:
    """Who is told, in turn: the instruction's lines, or the site's contacts in their order.

    ``contacts`` come in the order in which they are tried. Nobody at the site where nothing may ring there.
    """
    known = {one.id: one for one in contacts}
    if not wish.instruction.tells:
        return ()
    lines = wish.instruction.notices or tuple(Notice(contact_id=one.id) for one in known.values())
    return tuple(
        (line, known[line.contact_id])
        for line in lines
        if line.contact_id in known and not (wish.quiet and known[line.contact_id].site_id == site.id)
    )


_RING: dict[Service, What] = {"fire": "ring_110", "police": "ring_112", "medical": "ring_113"}


def steps_of(wish: Wish) -> tuple[PlanStep, ...]:
    """What an operator does, in order. What the system does by itself is not among them."""
    one = wish.instruction
    steps: list[PlanStep] = []
    if wish.quiet:
        steps += [*_emergency(one.emergency), PlanStep(what="keep_silent"), PlanStep(what="wait_at_distance")]
        steps += _sent(one)
    else:
        if one.home:
            steps.append(PlanStep(what="home_procedure"))
        steps += _emergency(one.emergency)
        if one.verify_contact_id:
            steps.append(PlanStep(what="verify", contact_id=one.verify_contact_id, compulsory=True))
        steps += _sent(one)
    steps += _told(one)
    steps += [PlanStep(what="other", text=step.text, compulsory=step.compulsory) for step in one.steps]
    return tuple(steps)


def _sent(one: CustomerInstruction) -> list[PlanStep]:
    return [PlanStep(what="send_guard", compulsory=True, within_s=one.response_s)] if one.sends else []


def _told(one: CustomerInstruction) -> list[PlanStep]:
    """A call to each who is rung in turn; where nobody is named, one step for whoever answers first."""
    if not one.tells:
        return []
    if not one.notices:
        return [PlanStep(what="ring_contact", compulsory=True)]
    return [
        PlanStep(what="call_contact" if line.by == "call" else "mail_contact", contact_id=line.contact_id)
        for line in one.notices
        if line.by != "sms"
    ]


def _emergency(emergency: Emergency | None) -> list[PlanStep]:
    """A centre that has the alarm already is called off, or told more; else it is confirmed first, or rung at once."""
    if emergency is None or emergency.when == "never":
        return []
    ring = PlanStep(what=_RING[emergency.service], compulsory=emergency.when == "at_once")
    if emergency.direct:
        off = PlanStep(what="call_off", text=_number(emergency.service), within_s=emergency.call_off_s)
        return [PlanStep(what="confirm_alarm", compulsory=True), off, ring]
    return [ring] if emergency.when == "at_once" else [PlanStep(what="confirm_alarm", compulsory=True), ring]


def _number(service: Service) -> str:
    return {"fire": "110", "police": "112", "medical": "113"}[service]
