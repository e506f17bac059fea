"""What a text turned out to mean, or why it was not read: every reason has its remedy in both languages."""

from typing import Literal

import msgspec

from chalicelib.platform.texts import Language, Text, add_texts, say

Written = Literal["degrees", "minutes", "seconds", "utm", "mgrs"]


class Reading(msgspec.Struct, frozen=True):
    """A place on the Earth (WGS84), and how far from it the writer can have meant, by the digits alone."""

    latitude: float
    longitude: float
    within_m: int
    written: Written


class Refused(Exception):
    """It was not read. What can be read in two ways is not read at all: a wrong position is worse than a question."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)

    def remedy(self, language: Language) -> str:
        """What is wrong, and how to write it instead."""
        return say(f"coordinates.{self.reason}", language, {})


REASONS = {
    "empty": Text(
        "Skriv koordinatene, for eksempel 59,9128 10,7344.", "Write the coordinates, for example 59.9128 10.7344."
    ),
    "unreadable": Text(
        "Dette kan ikke leses som koordinater. Skriv for eksempel 59,9128 10,7344 eller 32V NM 96987 42970.",
        "This cannot be read as coordinates. Write for example 59.9128 10.7344 or 32V NM 96987 42970.",
    ),
    "commas": Text(
        "Det er uklart hvilke komma som er desimaltegn. Skriv mellomrom mellom tallene: 59,9128 10,7344.",
        "Which commas are decimal? Put a space between the numbers: 59.9128 10.7344.",
    ),
    "one_number": Text(
        "Det mangler et tall. Skriv både bredde og lengde.", "A number is missing. Write both latitude and longitude."
    ),
    "numbers": Text(
        "Antallet tall stemmer ikke. Skriv like mange for bredde og lengde: grader, minutter, sekunder.",
        "The count of numbers is odd. Write as many for latitude as for longitude: degrees, minutes, seconds.",
    ),
    "decimals": Text(
        "Bare det siste tallet kan ha desimaler: 59 54,768 N 10 44,064 Ø.",
        "Only the last number can have decimals: 59 54.768 N 10 44.064 E.",
    ),
    "sixty": Text("Minutter og sekunder er mindre enn 60.", "Minutes and seconds are less than 60."),
    "sides": Text(
        "Himmelretningene stemmer ikke. Skriv én N eller S og én Ø eller V, eller ingen, og ingen minus ved siden av.",
        "The compass points do not agree. Write one N or S and one E or W, or none, and no minus beside them.",
    ),
    "off_earth": Text(
        "Bredde er høyst 90 grader og lengde høyst 180.", "Latitude is at most 90 degrees, longitude at most 180."
    ),
    "swapped": Text(
        "Det ser ut som lengde og bredde er byttet om. Skriv bredden (N) først, eller sett N og Ø til tallene.",
        "Latitude and longitude look swapped. Write latitude (N) first, or put N and E to the numbers.",
    ),
    "zone_missing": Text(
        "Sonen mangler. Skriv den foran: 32V, 33W, 35W. På kartet står den i margen.",
        "The zone is missing. Write it first: 32V, 33W, 35W. It stands in the map's margin.",
    ),
    "zone_unknown": Text(
        "Sonen finnes ikke. Norge har 31 til 36, Svalbard 31X, 33X, 35X og 37X.",
        "There is no such zone. Norway has 31 to 36, Svalbard 31X, 33X, 35X and 37X.",
    ),
    "zone_wide": Text(
        "Her gjelder sone 32: 32V er utvidet vestover til 3 grader øst.",
        "Zone 32 holds here: 32V is widened westwards to 3 degrees east.",
    ),
    "zone_svalbard": Text(
        "På Svalbard gjelder bare sonene 31X, 33X, 35X og 37X.", "On Svalbard only zones 31X, 33X, 35X and 37X hold."
    ),
    "band": Text(
        "Bokstaven etter sonen passer ikke med nordverdien. Sør-Norge har V, Nord-Norge W, Svalbard X.",
        "The letter after the zone does not fit the northing. Southern Norway has V, the north W, Svalbard X.",
    ),
    "hemisphere": Text(
        "S etter sonen kan bety to steder. Skriv posisjonen i grader.",
        "S after the zone can mean two places. Write the position in degrees.",
    ),
    "outside_zone": Text(
        "Verdiene ligger utenfor sonen. Øst har seks siffer, nord har sju.",
        "The values are outside the zone. The easting has six digits, the northing seven.",
    ),
    "square": Text(
        "Ruten finnes ikke i denne sonen. Sjekk sonen og de to bokstavene.",
        "There is no such square in this zone. Check the zone and the two letters.",
    ),
    "digits": Text(
        "Skriv like mange siffer for øst og nord, to til fem av hver: 32V NM 970 430.",
        "Write as many digits east as north, two to five of each: 32V NM 970 430.",
    ),
}

add_texts({f"coordinates.{reason}": text for reason, text in REASONS.items()})
