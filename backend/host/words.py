"""What the host prints, in Norwegian first and English beside it."""

from chalicelib.platform.texts import Text, add_texts, say

_PREFIX = "host."

TEXTS = {
    "starting": Text("Starter databasen …", "Starting the database …"),
    "seeding": Text("Legger inn et lite register å begynne med …", "Filling in a small register to begin with …"),
    "up": Text("Varde er oppe.", "Varde is up."),
    "training": Text(
        "ØVELSE: dette er ikke sentralen. Ingenting herfra når noen.",
        "TRAINING: this is not the centre. Nothing from here reaches anybody.",
    ),
    "night": Text("natten som spilles, og hva som kom av den", "the night that is played, and what came of it"),
    "other_kind": Text(
        "{folder} er enten sentralens eller øvelsens mappe, og kan ikke bli den andre. Velg en annen med --data.",
        "{folder} is either the centre's or the training's folder and cannot become the other. Choose another: --data.",
    ),
    "phone": Text("vekterens telefon", "the guard's phone"),
    "desk": Text("operatørens side", "the operators' page"),
    "admin": Text("register, vaktliste og bevis", "register, rota and proof"),
    "sms": Text("alle SMS, og svar på dem", "every SMS, and answers to them"),
    "guards": Text(
        "Logg inn på telefonen med ett av disse numrene. Koden kommer på SMS-siden.",
        "Sign in on the phone with one of these numbers. The code appears on the SMS page.",
    ),
    "operators": Text(
        "Operatører logger inn med passnøkkel. Åpne din lenke for å lage den; den virker én gang, i ett døgn.",
        "Operators sign in with a passkey. Open your link to make one; it works once, for a day.",
    ),
    "another": Text('Ny lenke: make enrol PERSON="{name}"', 'Another link: make enrol PERSON="{name}"'),
    "all_have": Text(
        'Alle operatører har passnøkkel. Ny lenke: make enrol PERSON="navn"',
        'All operators have a passkey. Another link: make enrol PERSON="name"',
    ),
    "localhost": Text(
        "Bruk navnet localhost: passnøkler virker ikke på en adresse som 127.0.0.1.",
        "Use the name localhost: passkeys do not work at an address such as 127.0.0.1.",
    ),
    "stop": Text("Ctrl+C stopper. Alt er lagret.", "Ctrl+C stops it. Everything is kept."),
    "stopping": Text("Stopper …", "Stopping …"),
    "stopped": Text("Stoppet. Neste start fortsetter der dette slapp.", "Stopped. The next start goes on from here."),
    "exposed": Text(
        "ADVARSEL: lytter på {host}, så andre maskiner kan nå sentralen, uten kryptering. Passnøkler virker bare på"
        " denne maskinen, og SMS-siden vises bare her.",
        "WARNING: listening on {host}, so other machines can reach the centre, without encryption. Passkeys work on"
        " this machine only, and the SMS page is shown here only.",
    ),
    "port_taken": Text(
        'Port {port} er opptatt. Stopp det som bruker den, eller velg en annen: make run ARGS="--port {other}"',
        'Port {port} is taken. Stop what uses it, or choose another: make run ARGS="--port {other}"',
    ),
    "cannot_listen": Text("Kan ikke lytte på {host}:{port}: {why}", "Cannot listen on {host}:{port}: {why}"),
    "nobody": Text(
        "Fant ingen som heter eller har id «{who}» og kan få passnøkkel. Disse kan:",
        'Nobody named or with id "{who}" can have a passkey. These can:',
    ),
    "several": Text("Flere heter «{who}». Bruk id:", 'Several are named "{who}". Use the id:'),
    "empty": Text(
        "Registeret er tomt. Start Varde først: make run", "The register is empty. Start Varde first: make run"
    ),
    "link": Text(
        "{name} lager passnøkkelen her (én gang, innen ett døgn):",
        "{name} makes the passkey here (once, within a day):",
    ),
    "link_needs_host": Text("Start Varde før lenken åpnes: make run", "Start Varde before opening the link: make run"),
    "journal_whole": Text(
        "Journalen er hel: {entries} oppføringer i {chains} kjeder.",
        "The journal is whole: {entries} entries in {chains} chains.",
    ),
    "journal_broken": Text(
        "JOURNALEN ER BRUTT på {broken} steder ({entries} oppføringer i {chains} kjeder):",
        "THE JOURNAL IS BROKEN in {broken} places ({entries} entries in {chains} chains):",
    ),
    "database_died": Text(
        "Databasen stoppet av seg selv og startes på nytt", "The database ended by itself and is started again"
    ),
    "panels": Text(
        "alarmsentraler ringer hit (SIA DC-09, TCP og UDP)", "alarm panels call here (SIA DC-09, TCP and UDP)"
    ),
    "panel_port": Text(
        "Kan ikke lytte etter alarmer på {host}:{port}: {why}. Velg en annen port: --receiver-port {other}",
        "Cannot listen for alarms on {host}:{port}: {why}. Choose another port: --receiver-port {other}",
    ),
    "receiver_late": Text("Alarmmottaket svarer ikke ennå", "The receiver does not answer yet"),
    "receiver_died": Text(
        "Alarmmottaket stoppet av seg selv og startes på nytt", "The receiver ended by itself and is started again"
    ),
    "database_back": Text("Databasen er oppe igjen", "The database is up again"),
}

add_texts({_PREFIX + name: text for name, text in TEXTS.items()})


def both(name: str, /, **params: object) -> str:
    """A sentence in both languages, one below the other."""
    return "\n".join(say(_PREFIX + name, language, params) for language in ("nb", "en"))


def beside(name: str, /, **params: object) -> str:
    """A short phrase in both languages on one line."""
    return " / ".join(say(_PREFIX + name, language, params) for language in ("nb", "en"))
