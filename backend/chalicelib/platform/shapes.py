"""Every Struct is looked at once before there are threads.

msgspec finds out what a Struct's fields are when it first reads one, and keeps that with the class as soon as it
begins: a second thread that reads the same class in that moment meets fields that are not there yet, and the process
is gone, without a word, with whatever it was doing for everybody.
"""

import contextlib
from collections.abc import Iterator

import msgspec


def know_all() -> int:
    """Have every Struct that is imported by now looked at, in this thread. Returns how many there are.

    Whatever starts threads that read from store or wire calls this first. Nothing more is done the second time.
    """
    found = 0
    for one in _all(msgspec.Struct):
        # What cannot be read at all, since it holds two kinds of Struct or a name of type checking, is never read.
        with contextlib.suppress(TypeError, NameError):
            msgspec.json.Decoder(one)
        found += 1
    return found


def _all(base: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    for one in base.__subclasses__():
        yield one
        yield from _all(one)
