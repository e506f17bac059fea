"""Frames of the corpus, changed at random: what is left is read without failing, and never acknowledged wrongly."""

import random

import msgspec

from receiver.dc09 import Noise, Rules, crc16, split
from tests.support.dc09 import CORPUS, told

_PIECES = (b"\r", b"\n", b'"', b"[", b"]", b"|", b"^", b"_", b"#", b"\0", b"\xff", b"0027", b"L", b"R", b"*")


class Run(msgspec.Struct):
    """What a run has seen."""

    frames: int = 0
    acknowledged: int = 0
    wrong: list[str] = []
    """The streams, in hexadecimal, that were acknowledged though their checksum or length is wrong."""


def mutate(count: int, seed: int) -> Run:
    """Read ``count`` changed frames, each in a stream of its own."""
    chance = random.Random(seed)
    run = Run()
    for _ in range(count):
        entry = chance.choice(CORPUS)
        stream = changed(entry.raw, chance)
        run.frames += 1
        for piece in split(stream):
            _, reply = told(piece, Rules(key=entry.rules.key))
            if reply is None:
                continue
            run.acknowledged += 1
            if isinstance(piece, Noise) or not whole(piece.body, piece.crc, piece.length):
                run.wrong.append(stream.hex())
    return run


def whole(body: bytes, crc: str, length: str) -> bool:
    """Counted here again: the checksum is right, and the length in one base or the other."""
    return int(crc, 16) == crc16(body) and len(body) in (int(length, 16), int(length) if length.isdigit() else -1)


def changed(raw: bytes, chance: random.Random) -> bytes:
    """``raw`` with one to four changes: bytes flipped, taken out, doubled, put in, or another frame's end."""
    data = bytearray(raw)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(6):
            case 0 if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                del data[at : at + chance.randint(1, 8)]
            case 2:
                data[at:at] = data[at : at + chance.randint(1, 20)]
            case 3:
                data[at:at] = chance.choice(_PIECES)
            case 4:
                data += chance.choice(CORPUS).raw[: chance.randint(1, 60)]
            case _:
                data[at : at + 1] = chance.randbytes(chance.randint(0, 3))
    return bytes(data)
