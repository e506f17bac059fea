"""What is kept of a picture: its kind is known by its bytes, and what a phone hides in it does not come along."""

import struct
import zlib

import pytest

from chalicelib.guards.dispatch.pictures import LARGEST, clean, media_type
from chalicelib.platform.problems import Problem


def segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


SCAN = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56" + b"\xff\xd9"
JFIF = segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
EXIF = segment(0xE1, b"Exif\x00\x00GPSLatitude 59.91")
TABLES = segment(0xDB, bytes(65))


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


PNG = b"\x89PNG\r\n\x1a\n"
HEAD = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
DATA, END = chunk(b"IDAT", zlib.compress(b"\x00\x00")), chunk(b"IEND", b"")


def test_a_jpeg_comes_through_without_where_it_was_taken() -> None:
    kind, kept = clean(b"\xff\xd8" + JFIF + EXIF + segment(0xFE, b"Alice's phone") + TABLES + SCAN)
    assert (kind, kept) == ("image/jpeg", b"\xff\xd8" + JFIF + TABLES + SCAN)
    assert media_type(kept) == "image/jpeg"


def test_a_png_comes_through_without_what_was_written_beside_it() -> None:
    hidden = chunk(b"eXIf", b"GPS") + chunk(b"tEXt", b"Author\x00Alice") + chunk(b"iTXt", b"x")
    kind, kept = clean(PNG + HEAD + hidden + DATA + END)
    assert (kind, kept) == ("image/png", PNG + HEAD + DATA + END)
    assert media_type(kept) == "image/png"


@pytest.mark.parametrize("tail", [b"<script>", b"PK\x03\x04" + bytes(100)])
def test_what_hangs_on_behind_a_picture_is_left_behind(tail: bytes) -> None:
    assert clean(b"\xff\xd8" + TABLES + SCAN + tail)[1] == b"\xff\xd8" + TABLES + SCAN
    assert clean(PNG + HEAD + DATA + END + tail)[1] == PNG + HEAD + DATA + END


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"GIF89a" + bytes(50),
        b"<svg onload=alert(1)>",
        b"\xff\xd8\xff",
        b"\xff\xd8" + TABLES,
        b"\xff\xd8" + bytes((0xFF, 0xDB, 0xFF, 0xFF)) + bytes(9),
        b"\xff\xd8\xff\xdb\x00\x00" + bytes(20),
        PNG,
        PNG + HEAD + DATA,
        PNG + struct.pack(">I", 2**31) + b"IDAT" + bytes(40),
    ],
)
def test_what_is_no_picture_is_refused_with_what_to_send(raw: bytes) -> None:
    with pytest.raises(Problem) as refused:
        clean(raw)
    assert [(one.field, one.message_id) for one in refused.value.errors] == [("photo", "photo.unknown")]


def test_one_that_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(Problem) as refused:
        clean(b"\xff\xd8\xff" + bytes(LARGEST))
    assert refused.value.errors[0].message_id == "photo.too_large"
