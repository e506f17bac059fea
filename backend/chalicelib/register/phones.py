"""Telephone numbers, however they are written, as E.164."""

import re

_SPACING = re.compile(r"[\s\u00a0().\-/]+")
_PLAIN = re.compile(r"\+?[0-9]{5,16}")
_NORWEGIAN = "+47"
_SHORTEST_NORWEGIAN = len("+4749000001")


def e164(text: str) -> str | None:
    """The number as ``+4749000001``; None if it cannot be one. Without a country code it is Norwegian."""
    number = _SPACING.sub("", text)
    if number.startswith("00"):
        number = "+" + number[2:]
    if not _PLAIN.fullmatch(number):
        return None
    return _known_form(number)


def takes_sms(number: str) -> bool:
    """Whether a number in E.164 is long enough to belong to one subscriber; five-digit service numbers are not."""
    return not number.startswith(_NORWEGIAN) or len(number) >= _SHORTEST_NORWEGIAN


def _known_form(number: str) -> str | None:
    import phonenumbers  # its tables take longer to load than an SOS may wait, so only where a number is read

    try:
        parsed = phonenumbers.parse(number, "NO")
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(parsed) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
