"""What the doors of everybody who is watched share: who speaks, for whom, on whose word, and with which PIN."""

from typing import Annotated

import msgspec

from chalicelib.engine.people import person_of
from chalicelib.engine.reports import Position, Report
from chalicelib.engine.watch import W, Watch
from chalicelib.engine.watching import LastWords
from chalicelib.identity import pin_guesses
from chalicelib.identity.code_checks import OnBehalf, identified
from chalicelib.identity.pin_guesses import Duress
from chalicelib.platform.access import Caller
from chalicelib.platform.problems import conflict, invalid, not_found
from chalicelib.platform.route import Request
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.change import Actor
from chalicelib.records.rows import Row
from chalicelib.register.phones import e164

Battery = Annotated[int, msgspec.Meta(ge=0, le=100)]
Pin = Annotated[str, msgspec.Meta(pattern="^[0-9]{4,8}$")]


class CheckIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A check-in or an end: when it happened, and where."""

    happened_at_ms: int
    position: Position | None = None
    battery_percent: Battery | None = None
    pin: Pin | None = None
    on_behalf: OnBehalf | None = None


class PhoneDying(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The battery's last words: where I am, where I am going, when I will be in touch, and who is with me."""

    happened_at_ms: int | None = None
    position: Position | None = None
    battery_percent: Battery | None = None
    going_to: Annotated[str, msgspec.Meta(max_length=200)] = ""
    next_contact_ms: int | None = None
    companion_phone: str | None = None
    on_behalf: OnBehalf | None = None


def actor_of(caller: Caller) -> Actor:
    """The person behind a request, for the journal."""
    return Actor("person", caller.person_id)


def report_of(request: Request, own: bool, person_id: str) -> Report:
    """The report in a request's body; what an operator reports for somebody says how the caller was identified."""
    body = request.body
    behalf: OnBehalf | None = getattr(body, "on_behalf", None)
    if not own and behalf is None:
        raise invalid("on_behalf", "on_behalf.wanted")
    happened_at_ms = getattr(body, "happened_at_ms", None)
    return Report(
        happened_at_ms=request.now_ms if happened_at_ms is None else happened_at_ms,
        position=getattr(body, "position", None),
        battery_percent=getattr(body, "battery_percent", None),
        on_behalf=None
        if own or behalf is None
        else identified(request.engine, behalf, person_id, request.who.person_id, request.now_ms),
    )


def is_own(caller: Caller, person_id: str) -> bool:
    """Whether it is the caller's own; raises unless it is, or the caller sits at the desk."""
    if person_id == caller.person_id:
        return True
    if not caller.has("operator", "duty_manager"):
        raise not_found()
    return False


def refuse_what_looks_over(request: Request, row: Row[W], own: bool, message_id: str) -> None:
    """On the worker's own phone a feigned end is an end; what was done before it is still answered as it was."""
    if own and row.state.feigned and row.result_of(request.command_id) is None:
        raise conflict(message_id)


def is_own_act(request: Request, row: Row[W], over: str) -> bool:
    """Whether a watch acted on is the caller's own; raises where it is not theirs to act on, or looks over to them."""
    own = is_own(request.who, row.state.who)
    refuse_what_looks_over(request, row, own, over)
    return own


def is_duress(request: Request, watch: Watch, pin: str | None, alarm: Duress, *, own: bool) -> bool:
    """Whether the PIN was the one of duress. An operator needs none; a wrong one is refused like any other.

    ``alarm`` says what duress sets in motion when too many PINs were tried to take any.
    """
    if not own or (not watch.pin and pin is None):
        return False
    if pin is None:
        raise invalid("pin", "pin.wanted")
    return pin_guesses.is_duress(request, person_of(request.engine, request.who.person_id), pin, alarm, watch.key.pk)


def last_words(body: PhoneDying) -> LastWords:
    """What was said with the battery's last."""
    companion = e164(body.companion_phone) if body.companion_phone else ""
    if companion is None:
        raise invalid("companion_phone", "watch.companion_phone")
    return LastWords(going_to=body.going_to, next_contact_ms=body.next_contact_ms, companion_phone=companion)


add_texts(
    {
        "pin.wanted": Text("Oppgi PIN.", "Give the PIN."),
        "pin.wrong": Text("PIN er feil. Prøv igjen.", "The PIN is wrong. Try again."),
        "watch.next_contact": Text(
            "Neste kontakt må være innen {minutes} minutter. Ring sentralen om du trenger lenger.",
            "The next contact must be within {minutes} minutes. Ring the centre if you need longer.",
        ),
        "watch.companion_phone": Text(
            "Er ikke et telefonnummer. Skriv åtte sifre, eller landkode og nummer.",
            "Is not a telephone number. Write eight digits, or country code and number.",
        ),
    }
)
