"""Each oddity that panels are known for is read as it should be, named, and answered."""

import pytest

from receiver.dc09 import Framer, Oddity, split
from tests.support.dc09 import CORPUS, Entry, same_answer, told

IDS = [entry.name for entry in CORPUS]


@pytest.mark.parametrize("entry", CORPUS, ids=IDS)
def test_it_is_read_and_answered(entry: Entry) -> None:
    pieces = split(entry.raw)
    assert len(pieces) == len(entry.read) == len(entry.answer)
    for piece, wanted, answer in zip(pieces, entry.read, entry.answer, strict=True):
        said, sent = told(piece, entry.rules)
        assert {name: said[name] for name in wanted} == wanted
        assert same_answer(sent, answer, entry.rules), sent
        if "wrong" not in wanted:
            assert said["wrong"] == entry.wrong


@pytest.mark.parametrize("entry", CORPUS, ids=IDS)
def test_it_is_the_same_however_the_stream_is_cut(entry: Entry) -> None:
    whole = _through(entry.raw, len(entry.raw))
    for size in (1, 2, 3, 7):
        assert _through(entry.raw, size) == whole
    for cut in range(1, len(entry.raw)):
        framer = Framer()
        pieces = framer.feed(entry.raw[:cut]) + framer.feed(entry.raw[cut:]) + framer.close()
        assert pieces == whole


def test_all_the_corpus_in_one_stream_is_all_there() -> None:
    frames = [entry for entry in CORPUS if entry.hex.endswith("0d") and all("id" in one for one in entry.read)]
    # A wrong length is told from a right one by what follows; these few are meant to end their connection.
    frames = [entry for entry in frames if not {Oddity.LENGTH_WRONG} & set(entry.read[0].get("oddities", []))]
    stream = b"".join(entry.raw for entry in frames)
    expected = [piece for entry in frames for piece in split(entry.raw)]
    for size in (1, 5, 1460, len(stream)):
        assert _through(stream, size) == expected


@pytest.mark.parametrize("entry", CORPUS, ids=IDS)
def test_the_readable_form_is_the_frame(entry: Entry) -> None:
    assert entry.readable.encode().decode("unicode_escape").encode("latin-1") == entry.raw


def test_every_oddity_has_a_frame() -> None:
    shown = {odd for entry in CORPUS for one in entry.read for odd in one.get("oddities", [])}
    missing = set(Oddity) - shown
    assert missing == set()


def _through(data: bytes, size: int) -> list[object]:
    framer = Framer()
    pieces: list[object] = []
    for start in range(0, len(data), size):
        pieces += framer.feed(data[start : start + size])
    return pieces + list(framer.close())
