"""What the demonstration says, in Norwegian first and English beside it."""

WORDS = {
    "start": (
        "Varde svarer på {url}. Frist hvert {interval}. sekund.",
        "Varde answers at {url}. Due each {interval} s.",
    ),
    "signed_in": ("En operatør og tre vektere er logget inn.", "An operator and three guards are signed in."),
    "on_duty": ("Vekter én går på vakt, alene.", "Guard one goes on duty, alone."),
    "check_in": ("Vekteren melder seg med posisjon.", "The guard checks in with a position."),
    "waits": ("Nå tier vekteren …", "Now the guard is silent …"),
    "reminded": ("Påminnelse på SMS, {late:.2f} s etter tiden.", "Reminder by SMS, {late:.2f} s after its time."),
    "case": ("Stillhet er blitt en sak, {late:.2f} s etter tiden.", "Silence is a case, {late:.2f} s after its time."),
    "evidence": ("Vekteren svarer OK på SMS; saken viser det.", "The guard answers OK by SMS; the case shows it."),
    "resolved": ("Saken er tatt, notert og avsluttet.", "The case is taken, noted and resolved."),
    "undelivered": ("En SMS som ikke kom fram, vises på saken.", "An SMS that was not delivered shows on the case."),
    "joined": ("En kollega kommer: ingen må melde seg.", "A colleague arrives: nobody needs to check in."),
    "left": ("Kollegaen går: vekteren er alene igjen.", "The colleague leaves: the guard is alone again."),
    "extended": ("SMS +30: vakten er forlenget.", "SMS +30: the duty is extended."),
    "ended": ("SMS SLUTT: vekteren er av vakt.", "SMS SLUTT: the guard is off duty."),
    "no_show": ("Ingen kom til en planlagt vakt: en sak.", "Nobody came to a planned shift: a case."),
    "not_ended": ("En vakt ble ikke avsluttet: en sak.", "A duty was not ended: a case."),
    "sos": ("SOS, hørbar.", "SOS, loud."),
    "silent_sos": ("Stille SOS: ingenting vises på telefonen.", "Silent SOS: nothing shows on the phone."),
    "duress": ("PIN under tvang: ser ut som en vanlig innsjekk.", "Duress PIN: looks like a normal check-in."),
    "done": ("Ferdig. Alt er avsluttet, alle er av vakt.", "Done. All is resolved, everybody is off duty."),
    "failed": ("IKKE SOM FORTALT: {what}", "NOT AS TOLD: {what}"),
    "not_running": ("Varde kjører ikke. Start med make run.", "Varde is not running. Start it with make run."),
}


def say(language: str, name: str, **values: object) -> str:
    """One line, in the language asked for."""
    return WORDS[name][language == "en"].format(**values)
