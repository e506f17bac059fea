"""Keys as people write them: hexadecimal, or characters behind ``ascii:``."""

from receiver.dc09.cipher import KEY_SIZES


class BadKey(ValueError):
    """A key that is none, and why."""

    def __init__(self, reason: str, size: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.size = size


def read_key(text: str) -> bytes:
    """``read_key("ascii:AAAAAAAAAAAAAAAA") == b"A" * 16``; 16, 24 or 32 bytes, else ``BadKey``."""
    try:
        key = text.removeprefix("ascii:").encode("ascii") if text.startswith("ascii:") else bytes.fromhex(text)
    except ValueError:
        raise BadKey("neither hexadecimal nor ascii:") from None
    if len(key) not in KEY_SIZES:
        raise BadKey("not 16, 24 or 32 bytes", len(key))
    return key
