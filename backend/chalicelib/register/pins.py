"""PINs: four to eight digits, kept as a keyed hash, and the one that says "I am being forced" beside the ordinary one.

Ten thousand PINs are soon tried through against any hash: it is the installation's secret, which is not in the tables,
that keeps a stolen table from giving them away. The salt keeps equal PINs from looking equal.
"""

import hmac
import re
import secrets
from typing import Literal

from chalicelib.register.states import Person

_PIN = re.compile(r"[0-9]{4,8}")
_SALT_BYTES = 9


def well_formed(pin: str) -> bool:
    """Whether it is four to eight digits."""
    return _PIN.fullmatch(pin) is not None


def hash_pin(pin: str, secret: str) -> str:
    """What is kept instead of the PIN: salt and keyed hash."""
    salt = secrets.token_urlsafe(_SALT_BYTES)
    return f"{salt}.{_digest(pin, salt, secret)}"


def matches(pin: str, kept: str | None, secret: str) -> bool:
    """Whether ``kept`` was made of this PIN."""
    salt, _, digest = (kept or ".").partition(".")
    return hmac.compare_digest(_digest(pin, salt, secret), digest)


def judge_pin(person: Person, pin: str, secret: str) -> Literal["right", "duress", "wrong"]:
    """What a PIN says: both are always tried, so that the time taken does not tell which it was."""
    right, duress = matches(pin, person.pin_hash, secret), matches(pin, person.duress_pin_hash, secret)
    return "duress" if duress else "right" if right else "wrong"


def _digest(pin: str, salt: str, secret: str) -> str:
    return hmac.digest(secret.encode(), f"pin\x00{salt}\x00{pin}".encode(), "sha256").hex()
