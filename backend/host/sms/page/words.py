"""The words of the page of all SMS. What the script needs begins with ``sms_page.script.``."""

from chalicelib.platform.texts import Text, add_texts

PREFIX = "sms_page."
FOR_THE_SCRIPT = "sms_page.script."

TEXTS = {
    "title": Text("SMS på denne maskinen", "SMS on this machine"),
    "what": Text(
        "Ingen SMS herfra går ut i verden. Her ser du alt som ville nådd en telefon, og du kan svare som mottakeren.",
        "No SMS leaves this machine. Here is all that would have reached a telephone; answer as whoever got it.",
    ),
    "filter": Text("Vis telefonen", "Show the telephone"),
    "everybody": Text("Alle", "All"),
    "answer": Text("Svar fra en telefon", "Answer from a telephone"),
    "number": Text("Nummer", "Number"),
    "text": Text("Tekst", "Text"),
    "text_hint": Text("For eksempel OK, PÅ, SLUTT, +30, HJELP", "For example OK, PÅ, SLUTT, +30, HJELP"),
    "send": Text("Send svaret", "Send the answer"),
    "network": Text("Slik oppfører nettet seg", "How the network behaves"),
    "network_hint": Text(
        "Tomt nummer gjelder alle. Sett normalt for å rette det opp.",
        "An empty number means everybody. Set normal to put it right.",
    ),
    "behaviour": Text("Oppførsel", "Behaviour"),
    "normal": Text("Normalt: leverer straks", "Normal: delivers at once"),
    "delay": Text("Forsinker", "Delays"),
    "refuse_temporarily": Text("Avviser nå, kan prøves igjen", "Refuses for now"),
    "refuse_for_good": Text("Avviser for godt", "Refuses for good"),
    "never_deliver": Text("Tar imot, leverer aldri", "Accepts, never delivers"),
    "undeliverable": Text("Tar imot, melder at det feilet", "Accepts, reports a failure"),
    "lose_answer": Text("Leverer, men svaret går tapt", "Delivers, but its answer is lost"),
    "delay_s": Text("Sekunder", "Seconds"),
    "once": Text("Bare neste melding", "Next message only"),
    "set": Text("Bruk", "Apply"),
    "messages": Text("Meldinger, nyeste først", "Messages, newest first"),
    "no_script": Text("Siden trenger JavaScript.", "This page needs JavaScript."),
    "script.empty": Text("Ingen SMS ennå.", "No SMS yet."),
    "script.empty_next": Text(
        "De dukker opp her når noen logger inn eller sentralen varsler.",
        "They appear here when somebody signs in or the centre notifies.",
    ),
    "script.loading": Text("Henter meldinger …", "Fetching messages …"),
    "script.stale": Text(
        "Får ikke kontakt med sentralen. Det du ser kan være gammelt; siden prøver igjen.",
        "No contact with the centre. What you see may be old; the page keeps trying.",
    ),
    "script.to": Text("til", "to"),
    "script.from": Text("fra", "from"),
    "script.unknown": Text("ukjent nummer", "unknown number"),
    "script.answer": Text("Svar", "Answer"),
    "script.accepted": Text("På vei", "On its way"),
    "script.delivered": Text("Levert", "Delivered"),
    "script.failed": Text("Ikke levert", "Not delivered"),
    "script.refused_for_now": Text("Avvist nå", "Refused for now"),
    "script.refused": Text("Avvist for godt", "Refused for good"),
    "script.sent": Text("Sendes til sentralen", "Going to the centre"),
    "script.taken": Text("Mottatt av sentralen", "Taken by the centre"),
    "script.not_taken": Text("Ikke mottatt av sentralen", "Not taken by the centre"),
    "script.answered": Text("Svaret er sendt.", "The answer is sent."),
    "script.applied": Text("Nettet oppfører seg nå slik.", "The network behaves so now."),
    "script.failed_to_send": Text("Det gikk ikke: {why}", "That did not work: {why}"),
    "script.for_everybody": Text("Alle numre", "All numbers"),
    "script.only_once": Text("bare neste melding", "next message only"),
    "script.back_to_normal": Text("Tilbake til normalt", "Back to normal"),
    "script.all_normal": Text("Nettet oppfører seg normalt.", "The network behaves normally."),
    "script.seconds": Text("{count} s", "{count} s"),
}

add_texts({PREFIX + name: text for name, text in TEXTS.items()})
