"""Policies are checked before they are kept: a ladder that nobody could answer must never be copied into a case."""

from msgspec import UNSET

from chalicelib.platform.texts import Text, add_texts
from chalicelib.register.build import NAME, Setting, stays
from chalicelib.register.form import Form
from chalicelib.register.inputs import PlaceKindInput, PlanStepInput, PolicyInput, RungInput
from chalicelib.register.place_kind import PlaceKind
from chalicelib.register.policy import Policy, Rung
from chalicelib.register.steps import DEFAULT_STEPS, LONGEST_STEP, MOST_STEPS, PlanStep

SHORTEST_S = 10
"""The shortest step of anything."""
_HOUR = 3_600
_Bounds = dict[str, tuple[int, int]]
_BOUNDS: _Bounds = {
    "interval_s": (SHORTEST_S, 24 * _HOUR),
    "reminder_s": (0, _HOUR),
    "grace_s": (SHORTEST_S, _HOUR),
    "end_reminder_s": (0, 2 * _HOUR),
    "end_grace_s": (SHORTEST_S, 2 * _HOUR),
    "start_grace_s": (SHORTEST_S, 2 * _HOUR),
    "take_timeout_s": (SHORTEST_S, _HOUR),
    "broadcast_s": (SHORTEST_S, _HOUR),
}
_OF_PLACES: _Bounds = {"longest_interval_s": (SHORTEST_S, 24 * _HOUR), "call_again_s": (SHORTEST_S, _HOUR)}
_MOST_TRIES = 10
_SCRIPT = 1_000
_LAST_RUNG_S = 2 * _HOUR
_LONGEST_S = 24 * _HOUR
_RUNGS = 12
_CAN_TAKE = {"operators", "duty_manager", "everyone"}


def policy(form: Form, sent: PolicyInput, before: Policy | None, setting: Setting) -> Policy:
    """A policy."""
    stays(form, "customer_id", sent.customer_id, before.customer_id if before else None)
    seconds = _seconds(form, sent, _BOUNDS)
    return Policy(
        id=setting.id,
        customer_id=sent.customer_id,
        name=form.line("name", sent.name, NAME),
        risk=sent.risk,
        ladder=_ladder(form, "ladder", sent.ladder),
        sos_ladder=_ladder(form, "sos_ladder", sent.sos_ladder, to_worker=False),
        steps=(before.steps if before else {}) if sent.steps is UNSET else _plans(form, sent.steps),
        **seconds,
    )


def _plans(form: Form, plans: dict[str, tuple[PlanStepInput, ...]]) -> dict[str, tuple[PlanStep, ...]]:
    """Action plans by kind of case."""
    for kind, steps in plans.items():
        if kind not in DEFAULT_STEPS:
            form.wrong(f"steps.{kind}", "register.no_such_kind", kinds=", ".join(DEFAULT_STEPS))
        if not 1 <= len(steps) <= MOST_STEPS:
            form.wrong(f"steps.{kind}", "register.steps", most=MOST_STEPS)
    return {
        kind: tuple(_step(form, f"steps.{kind}[{at}]", one) for at, one in enumerate(steps))
        for kind, steps in plans.items()
    }


def _step(form: Form, at: str, sent: PlanStepInput) -> PlanStep:
    """A step in the policy's own words must have some."""
    text = form.line(f"{at}.text", sent.text, LONGEST_STEP, empty=sent.what != "other")
    return PlanStep(what=sent.what, text=text, compulsory=sent.compulsory)


def place_kind(form: Form, sent: PlaceKindInput, before: PlaceKind | None, setting: Setting) -> PlaceKind:
    """A kind of place. Its longest interval is no shorter than the one it proposes."""
    stays(form, "customer_id", sent.customer_id, before.customer_id if before else None)
    seconds = _seconds(form, sent, _BOUNDS | _OF_PLACES)
    if sent.longest_interval_s < sent.interval_s:
        form.wrong("longest_interval_s", "register.longest_interval")
    return PlaceKind(
        id=setting.id,
        customer_id=sent.customer_id,
        name=form.line("name", sent.name, NAME),
        terrain=sent.terrain,
        call_tries=form.number("call_tries", sent.call_tries, 1, _MOST_TRIES),
        script=form.text("script", sent.script, _SCRIPT, empty=True),
        loud=sent.loud,
        pin_required=sent.pin_required,
        ladder=_ladder(form, "ladder", sent.ladder),
        sos_ladder=_ladder(form, "sos_ladder", sent.sos_ladder, to_worker=False),
        steps=before.steps if before else {},
        **seconds,
    )


def _seconds(form: Form, sent: PolicyInput | PlaceKindInput, bounds: _Bounds) -> dict[str, int]:
    """Each duration within its bounds, and the reminder no earlier than what it reminds of."""
    seconds = {name: form.number(name, getattr(sent, name), *within) for name, within in bounds.items()}
    if sent.reminder_s >= sent.interval_s:
        form.wrong("reminder_s", "register.reminder_too_early")
    return seconds


def _ladder(form: Form, field: str, rungs: tuple[RungInput, ...], *, to_worker: bool = True) -> tuple[Rung, ...]:
    if not 1 <= len(rungs) <= _RUNGS:
        form.wrong(field, "register.rungs", most=_RUNGS)
    if rungs and not any(rung.to in _CAN_TAKE for rung in rungs):
        form.wrong(field, "register.nobody_can_take")
    for index, rung in enumerate(rungs):
        at = f"{field}[{index}]"
        form.number(f"{at}.after_s", rung.after_s, 0, _LAST_RUNG_S)
        if index and rung.after_s < rungs[index - 1].after_s:
            form.wrong(f"{at}.after_s", "register.rungs_out_of_order")
        if rung.repeat_s is not None:
            form.number(f"{at}.repeat_s", rung.repeat_s, SHORTEST_S, _HOUR)
        if rung.until_s is not None:
            form.number(f"{at}.until_s", rung.until_s, rung.after_s + 1, _LONGEST_S)
        _check_audience(form, at, rung, to_worker)
    return tuple(_rung(rung) for rung in rungs)


def _check_audience(form: Form, at: str, rung: RungInput, to_worker: bool) -> None:
    if not rung.channels or len(set(rung.channels)) < len(rung.channels):
        form.wrong(f"{at}.channels", "register.channels")
    if "board" in rung.channels and rung.to not in _CAN_TAKE:
        form.wrong(f"{at}.channels", "register.no_board")
    if rung.to == "worker" and not to_worker:
        form.wrong(f"{at}.to", "register.worker_in_sos")


def _rung(sent: RungInput) -> Rung:
    return Rung(after_s=sent.after_s, to=sent.to, channels=sent.channels, repeat_s=sent.repeat_s, until_s=sent.until_s)


add_texts(
    {
        "register.reminder_too_early": Text(
            "Påminnelsen må være kortere enn intervallet.", "The reminder must be shorter than the interval."
        ),
        "register.longest_interval": Text(
            "Det lengste intervallet kan ikke være kortere enn det vanlige.",
            "The longest interval cannot be shorter than the usual one.",
        ),
        "register.rungs": Text("En stige har 1 til {most} trinn.", "A ladder has 1 to {most} rungs."),
        "register.nobody_can_take": Text(
            "Ingen på stigen kan ta saken. Ta med operators, duty_manager eller everyone.",
            "Nobody on the ladder can take the case. Add operators, duty_manager or everyone.",
        ),
        "register.no_such_kind": Text(
            "Ingen slik sak. Skriv en av disse: {kinds}.", "There is no such case. Write one of: {kinds}."
        ),
        "register.steps": Text("En plan har 1 til {most} punkter.", "A plan has 1 to {most} steps."),
        "register.rungs_out_of_order": Text(
            "Trinnene må stå i rekkefølge: dette kommer før det forrige.",
            "The rungs must be in order: this one comes before the one above it.",
        ),
        "register.channels": Text(
            "Velg minst én kanal, og hver kanal én gang.", "Choose at least one channel, and each of them once."
        ),
        "register.no_board": Text(
            "Tavlen ses bare av sentralen; bruk sms her.", "The board is seen by the centre only; use sms here."
        ),
        "register.worker_in_sos": Text(
            "Etter SOS skal ingenting sendes til vekterens telefon. Velg andre mottakere.",
            "After an SOS nothing is sent to the guard's phone. Choose other recipients.",
        ),
    }
)
