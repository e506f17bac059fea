"""What is wrong with a frame, in words for whoever stands at the panel or sits at the desk."""

from chalicelib.platform.texts import Text
from receiver.dc09 import Wrong

SENTENCES: dict[str, Text] = {
    Wrong.STRANGER: Text("Dette er ikke en DC-09-ramme: {detail}.", "This is no DC-09 frame: {detail}."),
    Wrong.TRUNCATED: Text("Rammen er avbrutt: slutten mangler.", "The frame is cut off: its end is missing."),
    Wrong.TOO_LONG: Text(
        "Rammen er lengre enn en ramme kan være, eller mangler vognretur på slutten.",
        "The frame is longer than a frame may be, or has no carriage return at its end.",
    ),
    Wrong.NO_ID: Text(
        'Etter lengden skal typen stå i anførselstegn, som "SIA-DCS".',
        'After the length the type must stand in quotation marks, as "SIA-DCS".',
    ),
    Wrong.NO_HEADER: Text(
        "Etter typen skal det stå løpenummer, R-mottaker, L-linje og #konto.",
        "After the type come sequence, R-receiver, L-line and #account.",
    ),
    Wrong.NO_KEY: Text(
        "Rammen er kryptert, og det er ingen nøkkel for kontoen.",
        "The frame is encrypted, and there is no key for the account.",
    ),
    Wrong.CIPHER: Text(
        "Det krypterte er ikke hele blokker på 16 byte skrevet heksadesimalt.",
        "What is encrypted is not whole blocks of 16 bytes in hexadecimal.",
    ),
    Wrong.KEY: Text(
        "Nøkkelen passer ikke: det dekrypterte gir ingen mening.",
        "The key does not fit: what it deciphers makes no sense.",
    ),
    Wrong.NO_TIMESTAMP: Text(
        "En kryptert ramme må ha klokkeslett; sentralen svarer NAK med sitt eget.",
        "An encrypted frame must carry the time; the centre answers NAK with its own.",
    ),
    Wrong.CLOCK: Text(
        "Panelets klokke går {detail} feil; sentralen svarer NAK med sin egen tid.",
        "The panel's clock is {detail} off; the centre answers NAK with its own time.",
    ),
    Wrong.PLAIN: Text(
        "Kontoen har nøkkel, men rammen er ikke kryptert: den regnes ikke som ekte.",
        "The account has a key, but the frame is not encrypted: it is not taken for genuine.",
    ),
    Wrong.NOT_ALLOWED: Text(
        "Avviket «{detail}» er ikke tillatt for kontoen; sentralen svarer ikke.",
        'The departure "{detail}" is not allowed for the account; the centre does not answer.',
    ),
}
_BAD_LINES: dict[str, Text] = {
    "line not hexadecimal": Text(
        "Linjen er ikke heksadesimal: tegn nummer {detail}.", "The line is not hexadecimal: character {detail}."
    ),
    "line half a byte": Text(
        "Linjen har et halvt byte: et tegn mangler.", "The line has half a byte: a character is missing."
    ),
    "key unreadable": Text(
        "Nøkkelen skal være 32, 48 eller 64 heksadesimale tegn, eller 16, 24 eller 32 tegn etter ascii:.",
        "The key must be 32, 48 or 64 hexadecimal characters, or 16, 24 or 32 characters after ascii:.",
    ),
}
SENTENCES.update(_BAD_LINES)


def sentence(what: str, detail: str, language: str) -> str:
    """What is wrong, in that language: ``nb``, or else English."""
    text = SENTENCES[what]
    return (text.nb if language == "nb" else text.en).format(detail=detail)
