"""Whatever comes in, the codec neither fails nor acknowledges what was not sent; and what was sent is read back."""

from hypothesis import given
from hypothesis import strategies as st

from receiver.dc09 import (
    Extended,
    Fault,
    Framer,
    Noise,
    Outgoing,
    Piece,
    Reply,
    Rules,
    answer,
    enframe,
    judge,
    read_frame,
    split,
    write_frame,
)
from receiver.dc09.cipher import decipher, encipher
from receiver.reading_lines import BadLine, read_line
from receiver.report import report
from tests.support.dc09 import NOW_MS, told
from tests.support.dc09_mutations import mutate

KEYS = st.binary(min_size=16, max_size=16) | st.binary(min_size=24, max_size=24) | st.binary(min_size=32, max_size=32)
HEX = st.text("0123456789ABCDEF", min_size=1, max_size=16)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="[]|^\r\n", exclude_categories=["Cc", "Cs"]), max_size=30
)
FIELDS = st.lists(st.builds(Extended, st.sampled_from("ACGHILMNOPRSTVZ"), WORDS), max_size=4).map(tuple)
EVENTS = st.tuples(
    st.sampled_from(["BA", "FA", "PA", "OP", "CL", "RP", "ZZ"]),
    st.text("0123456789", max_size=4),
    WORDS,
)
CONTACT = st.tuples(
    st.sampled_from("136"),
    st.text("0123456789BCDEF", min_size=3, max_size=3),
    st.text("0123456789", min_size=2, max_size=2),
    st.text("0123456789", min_size=3, max_size=3),
)


@st.composite
def frames(draw: st.DrawFn) -> Outgoing:
    """Any frame that the standard allows."""
    account = draw(HEX)
    kind = draw(st.sampled_from(["SIA-DCS", "ADM-CID", "NULL"]))
    data = ""
    if kind == "ADM-CID":
        data = "#{}|{}{} {} {}".format(account, *draw(CONTACT))
    elif kind == "SIA-DCS":
        parts = [
            f"{code}{zone}" + (f"^{text}^" if text else "") for code, zone, text in draw(st.lists(EVENTS, min_size=1))
        ]
        data = f"#{account}|Nri{draw(st.integers(0, 99))}/{'/'.join(parts)}"
    return Outgoing(
        id=kind,
        seq=f"{draw(st.integers(0, 9999)):04}",
        receiver=draw(st.none() | st.text("0123456789ABCDEF", min_size=1, max_size=6)),
        line=draw(st.text("0123456789ABCDEF", min_size=1, max_size=6)),
        account=account,
        data=data,
        extended=draw(FIELDS),
        at_ms=draw(st.integers(NOW_MS - 40_000, NOW_MS + 20_000)),
    )


@given(frames(), st.none() | KEYS)
def test_what_a_panel_writes_is_read_and_acknowledged(frame: Outgoing, key: bytes | None) -> None:
    (piece,) = split(write_frame(frame, key))
    assert not isinstance(piece, Noise)
    read = read_frame(piece, key)
    assert not isinstance(read, Fault)
    header = (read.id, read.seq, read.receiver, read.line, read.account, read.data, read.extended)
    assert header == (frame.id, frame.seq, frame.receiver, frame.line, frame.account, frame.data, frame.extended)
    assert read.understood
    verdict = judge(read, NOW_MS, Rules(key=key))
    assert (verdict.reply, verdict.genuine, verdict.oddities) == (Reply.ACK, True, ())
    _check_answer(answer(read, verdict, NOW_MS, Rules(key=key)), frame, key)


def _check_answer(sent: bytes | None, frame: Outgoing, key: bytes | None) -> None:
    assert sent is not None
    (piece,) = split(sent)
    assert not isinstance(piece, Noise)
    back = read_frame(piece, key)
    assert not isinstance(back, Fault)
    assert (back.id, back.encrypted, back.data, back.extended) == ("ACK", key is not None, "", ())
    routing = (back.seq, back.receiver, back.line, back.account)
    assert routing == (frame.seq, frame.receiver, frame.line, frame.account)
    assert piece.oddities == ()


@given(frames(), st.none() | KEYS, st.data())
def test_a_frame_that_was_changed_on_the_way_is_never_acknowledged_as_if_it_was_whole(
    frame: Outgoing, key: bytes | None, data: st.DataObject
) -> None:
    sent = write_frame(frame, key)
    at = data.draw(st.integers(9, len(sent) - 2))
    changed = sent[:at] + bytes([data.draw(st.integers(0, 255).filter(lambda byte: byte != sent[at]))]) + sent[at + 1 :]
    for piece in split(changed):
        _, reply = told(piece, Rules(key=key))
        assert reply is None


@given(st.lists(frames(), min_size=1, max_size=5), st.none() | KEYS, st.data())
def test_a_stream_is_the_same_however_it_is_cut(
    outgoing: list[Outgoing], key: bytes | None, data: st.DataObject
) -> None:
    stream = b"".join(write_frame(frame, key) for frame in outgoing)
    framer, pieces, at = Framer(), list[Piece](), 0
    while at < len(stream):
        size = data.draw(st.integers(1, 200))
        pieces += framer.feed(stream[at : at + size])
        at += size
    assert [piece.raw for piece in pieces] == [write for write in _frames(stream)]
    assert framer.waiting == 0


def _frames(stream: bytes) -> list[bytes]:
    return [part + b"\r" for part in stream.split(b"\r")[:-1]]


@given(
    st.lists(
        st.sampled_from([b"\n", b"\r", b'"', b"0027", b'\n12340009"', b"NULL", b"\x00", b"[", b"]", b"|", b"^", b"_"])
        | st.binary(max_size=5)
    ).map(b"".join),
    st.integers(1, 40),
)
def test_no_bytes_are_lost_and_none_depend_on_the_cut(data: bytes, size: int) -> None:
    whole = Framer(limit=120)
    at_once = whole.feed(data) + whole.close()
    assert b"".join(piece.raw for piece in at_once) == data
    bit_by_bit = Framer(limit=120)
    pieces: list[Piece] = []
    for at in range(0, len(data), size):
        pieces += bit_by_bit.feed(data[at : at + size])
    assert pieces + bit_by_bit.close() == at_once


@given(st.binary(max_size=300), st.none() | KEYS)
def test_anything_at_all_can_be_told(data: bytes, key: bytes | None) -> None:
    for piece in split(data):
        assert report(piece, NOW_MS, Rules(key=key), "nb")["wrong"] is not None


@given(
    st.text("[]|^/_#NOAXri019BAFCLti:-*'J{}\"\\ æ\x00", max_size=80),
    st.sampled_from(["SIA-DCS", "ADM-CID", "NULL", "X"]),
)
def test_any_content_in_a_whole_frame_is_acknowledged_and_kept(content: str, kind: str) -> None:
    (piece,) = split(enframe(f'"{kind}"0001L0#12[{content}'.encode()))
    said, reply = told(piece, Rules())
    assert reply is not None
    marks = "[]_"
    kept = [said["data"], *("".join(pair) for pair in said["extended"]), said["timestamp"] or "", *said["unread"]]
    told_letters = sorted(letter for part in kept for letter in part if letter not in marks)
    assert set(letter for letter in content if letter not in marks) <= set(told_letters)


@given(st.binary(max_size=200), KEYS)
def test_what_is_enciphered_is_deciphered(content: bytes, key: bytes) -> None:
    clear = decipher(encipher(content, key), key)
    assert clear is not None
    assert clear.content == content.rstrip(b"\0 ")
    assert 16 <= clear.pad <= 31


@given(st.text(max_size=100) | st.text("0123456789abcdef ascii:", max_size=100))
def test_any_line_is_read_or_refused(line: str) -> None:
    refused_at = None
    try:
        read_line(line)
    except BadLine as bad:
        refused_at = bad.where
    assert refused_at is None or 0 <= refused_at <= len(line)


def test_thousands_of_mutated_frames_neither_fail_nor_are_acknowledged_wrongly() -> None:
    run = mutate(20_000, seed=20261125)
    assert run.wrong == []
    assert run.frames == 20_000
    assert run.acknowledged > 100
