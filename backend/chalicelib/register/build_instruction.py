"""An instruction is checked before it is kept: what could not be done at night must not be promised by day."""

from chalicelib.platform.texts import Text, add_texts
from chalicelib.register import notice_text
from chalicelib.register.build import NAME, Setting, stays
from chalicelib.register.form import Form
from chalicelib.register.instruction import CustomerInstruction, Emergency, Notice, OwnStep
from chalicelib.register.instruction_inputs import EmergencyInput, InstructionInput, PeriodInput
from chalicelib.register.scopes import day_said
from chalicelib.register.steps import LONGEST_STEP, MOST_STEPS
from chalicelib.register.times import Period, hours, minutes_of, shared, within
from chalicelib.register.wishes import NEVER_LOGGED, QUIET, Wish, steps_of

_MOST_NOTICES = 12
_MOST_PERIODS = 14
_ACCESS = 1_000
SHORTEST_RESPONSE_S, LONGEST_RESPONSE_S = 300, 24 * 3_600
SHORTEST_CALL_OFF_S, LONGEST_CALL_OFF_S = 30, 600
_FOR: dict[str, frozenset[str]] = {
    "fire": frozenset({"fire", "gas", "technical", "water", "lift"}),
    "police": frozenset({"hold_up", "burglary", "medical", "fire"}),
    "medical": frozenset({"medical", "lift", "hold_up"}),
}


def instruction(
    form: Form, sent: InstructionInput, before: CustomerInstruction | None, setting: Setting
) -> CustomerInstruction:
    """An instruction."""
    stays(form, "customer_id", sent.customer_id, before.customer_id if before else None)
    made = CustomerInstruction(
        id=setting.id,
        customer_id=sent.customer_id,
        name=form.line("name", sent.name, NAME),
        site_id=sent.site_id,
        categories=tuple(dict.fromkeys(sent.categories)),
        times=_times(form, sent.times),
        action=sent.action,
        notices=_notices(form, sent),
        verify_contact_id=sent.verify_contact_id,
        steps=_steps(form, sent),
        response_s=sent.response_s,
        emergency=_emergency(form, sent.emergency),
        home=sent.home,
        access=form.text("access", sent.access, _ACCESS, empty=True),
    )
    if not sent.categories:
        form.wrong("categories", "instruction.no_category")
    elif not form.errors:
        _check_sense(form, made)
    return made


def _times(form: Form, sent: tuple[PeriodInput, ...]) -> tuple[Period, ...]:
    """Hours of one day each, none of them said twice."""
    if len(sent) > _MOST_PERIODS:
        form.wrong("times", "instruction.many_times", most=_MOST_PERIODS)
    for index, period in enumerate(sent):
        at = f"times[{index}]"
        if not period.days:
            form.wrong(f"{at}.days", "instruction.no_day")
        if not within(period):
            form.wrong(f"{at}.end_min", "instruction.hours")
            continue
        for other in sent[:index]:
            both = shared(minutes_of([period]), minutes_of([other])) if within(other) else None
            if both:
                form.wrong(f"{at}.start_min", "instruction.twice", at=hours(both[1]), **day_said(both[0]))
                break
    return tuple(
        Period(days=tuple(dict.fromkeys(one.days)), start_min=one.start_min, end_min=one.end_min) for one in sent
    )


def _notices(form: Form, sent: InstructionInput) -> tuple[Notice, ...]:
    if len(sent.notices) > _MOST_NOTICES:
        form.wrong("notices", "instruction.many_notices", most=_MOST_NOTICES)
    found: list[Notice] = []
    for index, line in enumerate(sent.notices):
        at = f"notices[{index}]"
        if line.at_once and line.by == "call":
            form.wrong(f"{at}.at_once", "instruction.call_at_once")
        if line.text and line.by == "call":
            form.wrong(f"{at}.text", "instruction.text_of_call")
        if any((line.contact_id, line.by) == (one.contact_id, one.by) for one in found):
            form.wrong(f"{at}.contact_id", "instruction.contact_twice")
        text = notice_text.check(form, f"{at}.text", line.text, asks=not line.at_once)
        found.append(
            Notice(contact_id=line.contact_id, by=line.by, at_once=line.at_once, each_step=line.each_step, text=text)
        )
    return tuple(found)


def _steps(form: Form, sent: InstructionInput) -> tuple[OwnStep, ...]:
    return tuple(
        OwnStep(text=form.line(f"steps[{index}].text", one.text, LONGEST_STEP), compulsory=one.compulsory)
        for index, one in enumerate(sent.steps)
    )


def _emergency(form: Form, sent: EmergencyInput | None) -> Emergency | None:
    if sent is None:
        return None
    if sent.direct and sent.call_off_s is None:
        form.wrong("emergency.call_off_s", "instruction.call_off_missing")
    if not sent.direct and sent.call_off_s is not None:
        form.wrong("emergency.call_off_s", "instruction.call_off_alone")
    if sent.direct and sent.when == "never":
        form.wrong("emergency.when", "instruction.direct_never")
    if sent.call_off_s is not None:
        form.number("emergency.call_off_s", sent.call_off_s, SHORTEST_CALL_OFF_S, LONGEST_CALL_OFF_S)
    return Emergency(service=sent.service, when=sent.when, direct=sent.direct, call_off_s=sent.call_off_s)


def _check_sense(form: Form, made: CustomerInstruction) -> None:
    """What each field says must suit the others."""
    _check_action(form, made)
    if QUIET & set(made.categories):
        _check_quiet(form, made)
    if made.emergency is not None and not _FOR[made.emergency.service] & set(made.categories):
        form.wrong("emergency.service", "instruction.wrong_service")
    for category in made.categories:
        count = len(steps_of(Wish(category=category, source="customer", instruction=made)))
        if count > MOST_STEPS:
            form.wrong("steps", "instruction.many_steps", count=count, most=MOST_STEPS)
            return


def _check_action(form: Form, made: CustomerInstruction) -> None:
    if made.action == "log" and (made.steps or made.verify_contact_id or made.emergency or made.home):
        form.wrong("action", "instruction.log_alone")
    elif made.action == "log" and (NEVER_LOGGED - QUIET) & set(made.categories):
        form.wrong("action", "instruction.grave_logged")
    if not made.tells and made.notices:
        form.wrong("notices", "instruction.tells_nobody")
    if not made.sends and made.response_s is not None:
        form.wrong("response_s", "instruction.sends_nobody")
    if made.response_s is not None:
        form.number("response_s", made.response_s, SHORTEST_RESPONSE_S, LONGEST_RESPONSE_S)


def _check_quiet(form: Form, made: CustomerInstruction) -> None:
    """At a hold-up the police come first, and nobody is rung to ask whether it is real."""
    if set(made.categories) - QUIET:
        form.wrong("categories", "instruction.hold_up_alone")
    if made.verify_contact_id:
        form.wrong("verify_contact_id", "instruction.hold_up_verified")
    if made.action == "log":
        form.wrong("action", "instruction.hold_up_logged")
    elif made.emergency is None or made.emergency.service != "police" or made.emergency.when != "at_once":
        form.wrong("emergency.when", "instruction.police_first")


add_texts(
    {
        "instruction.no_category": Text("Velg minst én hendelse.", "Choose at least one kind of event."),
        "instruction.many_times": Text("Kan ha høyst {most} tider. Slå sammen dager.", "At most {most}. Join days."),
        "instruction.no_day": Text("Velg minst én dag.", "Choose at least one day."),
        "instruction.hours": Text(
            "Slutten må være etter begynnelsen, senest 24:00. Går tiden over midnatt, skriv to tider: "
            "til 24:00, og fra 00:00 dagen etter.",
            "The end must come after the start, at the latest 24:00. For times past midnight write two: "
            "until 24:00, and from 00:00 the next day.",
        ),
        "instruction.twice": Text(
            "Samme tid to ganger: {day_nb} kl. {at}. Ta bort en av dem.",
            "The same time twice: {day_en} at {at}. Remove one of them.",
        ),
        "instruction.many_notices": Text(
            "En ringeliste har høyst {most} linjer.", "A call list has at most {most} lines."
        ),
        "instruction.call_at_once": Text(
            "En samtale ringes av en operatør, og kan ikke gå med én gang. Velg SMS, eller «etter tur».",
            "An operator makes a call, so it cannot be sent at once. Choose SMS, or “in turn”.",
        ),
        "instruction.text_of_call": Text(
            "En samtale har ingen tekst. Ta den bort, eller velg SMS.", "A call has no text. Remove it, or choose SMS."
        ),
        "instruction.contact_twice": Text(
            "Står alt på listen med samme kanal. Behold én linje.",
            "Is on the list already with the same channel. Keep one line.",
        ),
        "instruction.call_off_missing": Text(
            "Skriv hvor lenge utrykningen kan avbestilles, vanligvis 60 til 120 sekunder.",
            "Write for how long the turn-out can be called off, usually 60 to 120 seconds.",
        ),
        "instruction.call_off_alone": Text(
            "Bare en alarm som går rett til nødsentralen kan avbestilles. Ta bort tiden, eller kryss av for det.",
            "Only an alarm that goes straight to the emergency centre is called off. Remove the time, or tick that.",
        ),
        "instruction.direct_never": Text(
            "Alarmen går rett til nødsentralen, så den må bekreftes eller avbestilles. Velg når de skal ringes.",
            "The alarm goes straight to the centre, so it must be confirmed or called off. Choose when to ring.",
        ),
        "instruction.log_alone": Text(
            "Bare logg betyr at ingen gjør noe. Ta bort punkter, kodeord og nødetat, eller velg å varsle.",
            "Log only means that nobody acts. Remove steps, code word and emergency service, or choose to notify.",
        ),
        "instruction.grave_logged": Text(
            "Brann, gass, medisinsk hjelp og heis kan ikke bare logges. Ta bort disse hendelsene, eller velg å varsle.",
            "Fire, gas, medical help and lifts cannot only be logged. Remove these events, or choose to notify.",
        ),
        "instruction.tells_nobody": Text(
            "Ingen skal varsles med dette valget. Ta bort ringelisten, eller velg å varsle.",
            "Nobody is notified with this choice. Remove the call list, or choose to notify.",
        ),
        "instruction.sends_nobody": Text(
            "Ingen vekter sendes med dette valget. Ta bort responstiden, eller velg å rykke ut.",
            "No guard is sent with this choice. Remove the response time, or choose to dispatch.",
        ),
        "instruction.hold_up_alone": Text(
            "Ran må ha en egen instruks: der ringes aldri stedet. Ta bort de andre hendelsene.",
            "A hold-up needs an instruction of its own: the site is never rung. Remove the other events.",
        ),
        "instruction.hold_up_verified": Text(
            "Ved ran ringes ingen for å spørre om det er ekte. Ta bort kodeordet.",
            "At a hold-up nobody is rung to ask whether it is real. Remove the code word.",
        ),
        "instruction.hold_up_logged": Text(
            "Et ran kan ikke bare logges. Velg å varsle, rykke ut eller begge.",
            "A hold-up cannot only be logged. Choose to notify, to dispatch or both.",
        ),
        "instruction.police_first": Text(
            "Ved ran ringes politiet først. Velg politiet (112), og med én gang.",
            "At a hold-up the police come first. Choose the police (112), and at once.",
        ),
        "instruction.wrong_service": Text(
            "Denne nødetaten passer ikke til hendelsene som er valgt. Velg en annen.",
            "This emergency service does not suit the events chosen. Choose another.",
        ),
        "instruction.many_steps": Text(
            "Planen får {count} punkter, men høyst {most} er mulig. Kort ned ringelisten eller punktene.",
            "The plan would have {count} steps, and at most {most} are possible. Shorten the call list or the steps.",
        ),
    }
)
