"""What a stream falls apart into: frames, and what is none."""

import msgspec

from receiver.dc09.oddities import Oddity, Wrong


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """A frame's outside: where it begins and ends, its checksum and length as they were sent and as they should be."""

    raw: bytes
    """From the line feed to the carriage return, both included."""
    body_at: int
    """Where the first quotation mark stands in ``raw``."""
    crc: str
    """As sent: four characters; two raw bytes are written as hexadecimal."""
    crc_computed: str
    length: str
    length_computed: int
    oddities: tuple[Oddity, ...]

    @property
    def body(self) -> bytes:
        """What checksum and length are counted over."""
        return self.raw[self.body_at : -1] if self.raw.endswith(b"\r") else self.raw[self.body_at :]

    @property
    def crc_right(self) -> bool:
        """Whether the bytes are those that were sent."""
        return Oddity.CRC_WRONG not in self.oddities and Oddity.CRC_UNREADABLE not in self.oddities

    @property
    def length_right(self) -> bool:
        """Whether the length is true, be it in hexadecimal or decimal."""
        return Oddity.LENGTH_WRONG not in self.oddities and Oddity.LENGTH_UNREADABLE not in self.oddities


class Noise(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes that are no frame."""

    raw: bytes
    kind: str
    """Whose they are, as far as that is known: *http*, *sip*, *tls*, *padding*, *text* …"""
    wrong: Wrong = Wrong.STRANGER


Piece = Envelope | Noise
