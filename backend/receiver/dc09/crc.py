"""The checksum of a frame: CRC-16/ARC (reflected 0x8005, initial 0)."""


def _entry(byte: int) -> int:
    for _ in range(8):
        byte = (byte >> 1) ^ 0xA001 if byte & 1 else byte >> 1
    return byte


_TABLE = tuple(_entry(byte) for byte in range(256))


def crc16(data: bytes | bytearray, start: int = 0) -> int:
    """The checksum of ``data``; ``start`` carries on from what came before: ``crc16(b"123456789") == 0xBB3D``."""
    crc = start
    table = _TABLE
    for byte in data:
        crc = (crc >> 8) ^ table[(crc ^ byte) & 0xFF]
    return crc
