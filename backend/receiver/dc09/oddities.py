"""What a frame has that the standard does not know, and what may be wrong with it. Never silent: each has a name."""

from enum import StrEnum

import msgspec


class Oddity(StrEnum):
    """A departure that was read all the same. The names are shown with the account, and allowed by name."""

    NO_LINE_FEED = "no line feed"
    NO_CARRIAGE_RETURN = "no carriage return"
    TRAILING_NUL = "trailing nul"
    CRC_RAW_BYTES = "crc raw bytes"
    CRC_LOWER_CASE = "crc lower case"
    CRC_WRONG = "crc wrong"
    CRC_UNREADABLE = "crc unreadable"
    LENGTH_DECIMAL = "length decimal"
    LENGTH_LOWER_CASE = "length lower case"
    LENGTH_WRONG = "length wrong"
    LENGTH_UNREADABLE = "length unreadable"
    ID_UNKNOWN = "id unknown"
    SEQUENCE = "sequence not four digits"
    LINE_EMPTY = "line empty"
    LINE_MISSING = "line missing"
    ACCOUNT_MISSING = "account missing"
    ACCOUNT_ONLY_IN_DATA = "account only in data"
    ACCOUNTS_DIFFER = "account differs in data"
    ACCOUNT_NOT_HEX = "account not hex"
    DATA_ACCOUNT_MISSING = "no account in data"
    DATA_ACCOUNT_NO_HASH = "no hash before account in data"
    DATA_MISSING = "no data"
    DATA_NOT_CLOSED = "data not closed"
    DATA_EMPTY = "data empty"
    DATA_IN_LINK_TEST = "data in link test"
    DATA_NOT_READ = "data not understood"
    AFTER_DATA = "text after data"
    CIPHER_CLOSED = "bracket after cipher"
    CIPHER_LOWER_CASE = "cipher lower case"
    PAD_NO_BAR = "no bar after pad"
    PAD_SHORT = "pad short"
    PAD_AT_END = "padding after timestamp"
    TIMESTAMP_UNREADABLE = "timestamp unreadable"
    CLOCK_OFF = "clock off"
    EXTENDED_UNKNOWN = "extended unknown"
    EXTENDED_UNREADABLE = "extended unreadable"
    NO_SLASH = "no slash"
    TEXT_NOT_CLOSED = "text not closed"
    TEXT_CP1252 = "text cp1252"
    AFTER_ADDRESS = "text after address"
    QUALIFIER_UNKNOWN = "qualifier unknown"
    SPACING = "spacing"
    BLOCK_UNKNOWN = "block unknown"
    KEY_OFFERED = "key offered"


class Wrong(StrEnum):
    """Why something is not read at all, or not answered with an acknowledgement."""

    STRANGER = "no frame"
    TRUNCATED = "frame cut off"
    TOO_LONG = "frame too long"
    NO_ID = "id unreadable"
    NO_HEADER = "header unreadable"
    NO_KEY = "key missing"
    CIPHER = "cipher unreadable"
    KEY = "key does not fit"
    NO_TIMESTAMP = "timestamp missing"
    PLAIN = "plain on an account with a key"
    CLOCK = "clock outside window"
    NOT_ALLOWED = "departure not allowed"


class Fault(msgspec.Struct, frozen=True):
    """Something wrong, and where: the offset in the bytes that came."""

    what: Wrong
    where: int
    detail: str = ""


WITHOUT_LEAVE: frozenset[Oddity] = frozenset(Oddity) - {
    Oddity.CRC_WRONG,
    Oddity.CRC_UNREADABLE,
    Oddity.LENGTH_WRONG,
    Oddity.LENGTH_UNREADABLE,
}
"""What any account may do. The rest says that bytes may be lost or changed: acknowledged only with leave."""
