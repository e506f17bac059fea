"""Text as panels write it: UTF-8 if it is that, else the code page of Windows. Æ, ø and å survive; no byte is lost."""


def decode(raw: bytes) -> tuple[str, bool]:
    """The text, and whether it had to be read as CP1252: ``decode(b"d\\xf8r") == ("dør", True)``."""
    try:
        return raw.decode(), False
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("cp1252"), True
    except UnicodeDecodeError:
        # Five bytes mean nothing in CP1252; they stand for themselves.
        return "".join(_character(byte) for byte in raw), True


def _character(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
