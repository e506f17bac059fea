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
    "workers": ("To feltarbeidere skal ut.", "Two field workers are to go out."),
    "mission_registered": (
        "Feltarbeider én registrerer et oppdrag på telefonen.",
        "Field worker one registers a mission on the phone.",
    ),
    "start_reminded": (
        "Starten er ikke bekreftet: SMS, {late:.2f} s etter tiden.",
        "The start is not confirmed: SMS, {late:.2f} s after its time.",
    ),
    "mission_started": ("Starten er bekreftet: oppdraget følges.", "The start is confirmed: the mission is watched."),
    "mission_check_in": ("Feltarbeideren melder seg med posisjon.", "The field worker checks in with a position."),
    "mission_extended": ("Oppdraget varer en halvtime lenger.", "The mission lasts half an hour longer."),
    "mission_over": ("Feltarbeideren er tilbake.", "The field worker is back."),
    "mission_not_ended": (
        "Et oppdrag ble ikke avsluttet: en sak, {late:.2f} s etter tiden.",
        "A mission was not ended: a case, {late:.2f} s after its time.",
    ),
    "mission_ended_late": ("Feltarbeideren melder seg tilbake, for sent.", "The field worker is back, late."),
    "mission_by_telephone": (
        "Feltarbeider to ringer: operatøren registrerer. Sentralen skal ringe.",
        "Field worker two telephones: the operator registers. The centre is to call.",
    ),
    "call_reached": ("Operatøren ringer og får svar.", "The operator calls and is answered."),
    "call_again": ("Ingen svarer: nytt forsøk om litt.", "Nobody answers: another try soon."),
    "call_silence": ("Ingen svarer igjen: stillhet er en sak.", "Nobody answers again: silence is a case."),
    "call_evidence": (
        "Feltarbeideren svarer OK på SMS; saken viser det.",
        "The field worker answers OK by SMS; the case shows it.",
    ),
    "call_waits": (
        "En avtalt samtale står på listen, og ingen ringer …",
        "An agreed call is on the list, and nobody dials …",
    ),
    "call_missed": (
        "Sentralens egen svikt er en sak, {late:.2f} s etter tiden.",
        "The centre's own failure is a case, {late:.2f} s after its time.",
    ),
    "no_receiver": (
        "Denne sentralen tar ikke imot alarmer: paneldelen er utelatt.",
        "This centre receives no alarms: the panels' part is left out.",
    ),
    "panels_call": ("Alarmpaneler ringer nå, på port {port}.", "Alarm panels call now, on port {port}."),
    "burglary": (
        "Innbrudd i Demobutikken, sone 001: en sak {after:.2f} s etter at panelet ringte.",
        "Burglary in Demobutikken, zone 001: a case {after:.2f} s after the panel called.",
    ),
    "customer_told": ("Kunden har fått SMS, {after:.2f} s etter alarmen.", "The customer's SMS, {after:.2f} s after."),
    "confirmed": ("Sone to bekrefter innbruddet: høyeste prioritet.", "A second zone confirms it: first priority."),
    "guard_accept": ("Vekter én tar utrykningen.", "Guard one takes the turn-out."),
    "guard_en_route": ("Vekter én er på vei.", "Guard one is on the way."),
    "guard_on_scene": ("Vekter én er fremme.", "Guard one is on scene."),
    "guard_done": (
        "Vekter én har meldt fra og er ferdig; kunden er orientert.",
        "Guard one has reported and is done; the customer is told.",
    ),
    "restored": ("Begge sonene er i ro igjen.", "Both zones are restored."),
    "fire": (
        "Brann på Demohotellet (SIA-DCS): øverst på tavlen.",
        "Fire at Demohotellet (SIA-DCS): first on the board.",
    ),
    "lift_alarm": ("Noen sitter fast i heisen på Demohotellet.", "Somebody is stuck in the lift at Demohotellet."),
    "lift_voice": ("Operatøren snakker med dem i heisen.", "The operator speaks with those in the lift."),
    "lift_rescue": ("Heisvakten er sendt.", "The lift's rescuer is sent."),
    "lift_free": ("Heisen melder selv at alarmen er slutt.", "The lift itself says that the alarm is over."),
    "mains_failed": (
        "Strømmen går i en hel by: {homes} boliger melder fra, alle er saker etter {after:.2f} s.",
        "The mains fail in a whole town: {homes} homes say so, all are cases after {after:.2f} s.",
    ),
    "mains_back": (
        "Strømmen er tilbake; {homes} saker er avsluttet.",
        "The mains are back; {homes} cases are resolved.",
    ),
    "encrypted": ("Gassalarm fra et panel som krypterer.", "A gas alarm from a panel that encrypts."),
    "unknown_code": (
        "En kode som ingen tabell har: en operatør får se den.",
        "A code that is in no table: an operator sees it.",
    ),
    "scanner": ("En skanner ringer, og får ikke et tegn.", "A scanner calls, and gets not a byte."),
    "done": ("Ferdig. Alt er avsluttet, ingen er ute.", "Done. All is resolved, nobody is out."),
    "failed": ("IKKE SOM FORTALT: {what}", "NOT AS TOLD: {what}"),
    "not_running": ("Varde kjører ikke. Start med make run.", "Varde is not running. Start it with make run."),
}


def say(language: str, name: str, **values: object) -> str:
    """One line, in the language asked for."""
    return WORDS[name][language == "en"].format(**values)
