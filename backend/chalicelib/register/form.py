"""A form is read to its end: everything that is wrong is named at once, each with its field and the remedy."""

import re
from typing import Any

from chalicelib.platform.problems import FieldError, invalid_all
from chalicelib.platform.texts import Text, add_texts
from chalicelib.register.phones import e164, takes_sms

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_CONTROL_IN_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_SPACES = re.compile(r"[ \u00a0]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_POSTAL_CODE = re.compile(r"[0-9]{4}")
_ORG_NUMBER = re.compile(r"[0-9]{9}")
_ORG_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2, 1)
_LONGEST_EMAIL = 120


class Form:
    """Reads the fields of one input one after the other and remembers what is wrong with them."""

    def __init__(self) -> None:
        self.errors: list[FieldError] = []

    def wrong(self, field: str, message_id: str, **params: Any) -> None:
        """Something is wrong with ``field``."""
        self.errors.append(FieldError(field, message_id, params))

    def close(self) -> None:
        """Raise the problem that names all that was wrong, if anything was."""
        if self.errors:
            raise invalid_all(self.errors)

    def line(self, field: str, value: str, longest: int, *, empty: bool = False) -> str:
        """One line of text without stray spaces."""
        return self._text(field, _SPACES.sub(" ", value).strip(), longest, empty, _CONTROL)

    def text(self, field: str, value: str, longest: int, *, empty: bool = False) -> str:
        """Text of several lines."""
        return self._text(field, value.replace("\r\n", "\n").strip(), longest, empty, _CONTROL_IN_TEXT)

    def _text(self, field: str, value: str, longest: int, empty: bool, forbidden: re.Pattern[str]) -> str:
        if not value and not empty:
            self.wrong(field, "register.empty")
        elif len(value) > longest:
            self.wrong(field, "register.too_long", limit=longest, length=len(value))
        elif forbidden.search(value):
            self.wrong(field, "register.control_characters")
        return value

    def optional(self, field: str, value: str | None, longest: int) -> str | None:
        """One line of text, or nothing."""
        return self.line(field, value, longest, empty=True) or None if value else None

    def phone(self, field: str, value: str) -> str:
        """A number that can be sent an SMS."""
        number = e164(value)
        if number is None or not takes_sms(number):
            self.wrong(field, "register.phone")
        return number or value

    def direct_number(self, field: str, value: str | None) -> str | None:
        """A number that one calls, five-digit ones too; or nothing."""
        if not value:
            return None
        number = e164(value)
        if number is None:
            self.wrong(field, "register.direct_number")
        return number

    def email(self, field: str, value: str | None) -> str | None:
        """A mail address, or nothing."""
        found = self.optional(field, value, _LONGEST_EMAIL)
        if found and not _EMAIL.fullmatch(found):
            self.wrong(field, "register.email")
        return found

    def postal_code(self, field: str, value: str) -> str:
        """Four digits."""
        if not _POSTAL_CODE.fullmatch(value.strip()):
            self.wrong(field, "register.postal_code")
        return value.strip()

    def org_number(self, field: str, value: str | None) -> str | None:
        """The nine digits of the register of business enterprises, the last of which checks the others."""
        digits = (value or "").replace(" ", "")
        if not digits:
            return None
        weighed = sum(
            int(digit) * weight for digit, weight in zip(digits, _ORG_WEIGHTS, strict=False) if digit.isdigit()
        )
        if not _ORG_NUMBER.fullmatch(digits) or weighed % 11:
            self.wrong(field, "register.org_number")
        return digits

    def number(self, field: str, value: int, least: int, most: int) -> int:
        """A whole number between two bounds."""
        if not least <= value <= most:
            self.wrong(field, "register.between", least=least, most=most)
        return value

    def position(self, latitude: float | None, longitude: float | None) -> tuple[float | None, float | None]:
        """A place on Earth in WGS84, or none at all: never half of one."""
        if (latitude is None) != (longitude is None):
            self.wrong("longitude" if longitude is None else "latitude", "register.half_position")
        if latitude is not None and not -90 <= latitude <= 90:
            self.wrong("latitude", "register.between", least=-90, most=90)
        if longitude is not None and not -180 <= longitude <= 180:
            self.wrong("longitude", "register.between", least=-180, most=180)
        return latitude, longitude


add_texts(
    {
        "register.empty": Text("Må fylles ut.", "Fill it in."),
        "register.too_long": Text(
            "Kan ha høyst {limit} tegn, men har {length}. Kort det ned.",
            "May have at most {limit} characters but has {length}. Shorten it.",
        ),
        "register.control_characters": Text(
            "Har tegn som ikke kan vises (linjeskift eller kontrolltegn). Ta dem bort.",
            "Has characters that cannot be shown (line breaks or control characters). Remove them.",
        ),
        "register.phone": Text(
            "Er ikke et telefonnummer som kan få SMS. Skriv åtte sifre, eller landkode og nummer: +46 70 123 45 67.",
            "Is not a number that can receive SMS. Write eight digits, or country code and number: +46 70 123 45 67.",
        ),
        "register.direct_number": Text(
            "Er ikke et telefonnummer. Skriv hele direktenummeret; 110, 112 og 113 når bare sentralens eget distrikt.",
            "Is not a telephone number. Write the whole direct number; 110, 112 and 113 reach our own district.",
        ),
        "register.email": Text(
            "Er ikke en e-postadresse. Skriv den som navn@firma.no.", "Is not a mail address. Write name@company.no."
        ),
        "register.postal_code": Text("Skal være fire sifre.", "Must be four digits."),
        "register.org_number": Text(
            "Er ikke et organisasjonsnummer: ni sifre, der det siste kontrollerer de andre.",
            "Is not an organisation number: nine digits, of which the last one checks the others.",
        ),
        "register.between": Text("Skal være fra {least} til {most}.", "Must be from {least} to {most}."),
        "register.half_position": Text(
            "Mangler. Oppgi både breddegrad og lengdegrad, eller ingen av dem.",
            "Is missing. Give both latitude and longitude, or neither.",
        ),
    }
)
