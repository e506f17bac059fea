"""A stream falls apart into frames by what its bytes say, and what is no frame is told apart."""

from receiver.dc09 import Envelope, Framer, Noise, Oddity, Outgoing, Wrong, enframe, split, write_frame

FRAME = write_frame(Outgoing(id="ADM-CID", account="1234", data="#1234|1130 01 015"))
OTHER = write_frame(Outgoing(id="NULL", seq="0002", account="1234"))


def _raw(pieces: list[Envelope | Noise]) -> list[bytes]:
    return [piece.raw for piece in pieces]


def test_a_frame_is_given_at_its_last_byte() -> None:
    framer = Framer()
    assert framer.feed(FRAME[:-1]) == []
    assert framer.waiting == len(FRAME) - 1
    assert _raw(framer.feed(FRAME[-1:])) == [FRAME]
    assert framer.waiting == 0


def test_a_decimal_length_is_not_waited_for_in_hexadecimal() -> None:
    body = b'"ADM-CID"0001L0#1234[#1234|3401 01 057]'
    sent = enframe(body).replace(b"0027", b"0039")
    assert _raw(Framer().feed(sent)) == [sent]


def test_a_length_too_long_is_not_waited_for_when_the_checksum_is_right() -> None:
    sent = FRAME.replace(b"0027", b"0999")
    (piece,) = Framer().feed(sent)
    assert isinstance(piece, Envelope)
    assert piece.crc_right
    assert Oddity.LENGTH_WRONG in piece.oddities


def test_a_damaged_frame_does_not_take_the_next_one_with_it() -> None:
    damaged = FRAME.replace(b"1130", b"1139")
    for length in (b"0027", b"0010", b"0099", b"0FFF", b"zzzz"):
        pieces = Framer().feed(damaged.replace(b"0027", length) + OTHER + FRAME)
        assert _raw(pieces)[-2:] == [OTHER, FRAME], length


def test_a_frame_that_was_cut_off_does_not_take_the_next_one_with_it() -> None:
    for kept in range(1, len(FRAME)):
        pieces = Framer().feed(FRAME[:kept] + OTHER)
        assert pieces[-1].raw == OTHER, kept
        assert b"".join(_raw(pieces)) == FRAME[:kept] + OTHER


def test_a_cut_off_frame_waits_until_somebody_says_that_nothing_more_comes() -> None:
    framer = Framer()
    assert framer.feed(FRAME[:20]) == []
    (left,) = framer.close()
    assert isinstance(left, Noise)
    assert left.wrong is Wrong.TRUNCATED
    assert _raw(framer.feed(FRAME)) == [FRAME]


def test_a_frame_without_an_end_is_given_up_at_the_limit_and_costs_no_more() -> None:
    framer = Framer(limit=200)
    pieces = framer.feed(b'\n12340FFF"ADM-CID"0001L0#1234[' + b"x" * 500 + FRAME)
    assert pieces[-1].raw == FRAME
    first = pieces[0]
    assert isinstance(first, Noise)
    assert first.wrong is Wrong.TOO_LONG
    assert framer.waiting == 0


def test_noise_without_end_is_not_kept() -> None:
    framer = Framer(limit=200)
    given = sum(len(piece.raw) for _ in range(100) for piece in framer.feed(b"x" * 50))
    assert framer.waiting < 200
    assert given + framer.waiting == 5000


def test_carriage_returns_without_end_cost_no_more_than_their_bytes() -> None:
    framer = Framer()
    framer.feed(b'\n12341FFF"ADM-CID"0001L0#1234[')
    pieces = framer.feed(b"\r" * 8000 + b"\n" * 8000 + b'\n00000009"' * 1000)
    assert sum(len(piece.raw) for piece in pieces) + framer.waiting == 30 + 16000 + 10000


def test_a_scanner_is_known_by_its_first_words() -> None:
    for greeting, name in ((b"GET / HT", "http"), (b"OPTIONS sip:nm", "sip"), (b"\x16\x03\x01\x02", "tls")):
        framer = Framer()
        framer.feed(greeting)
        assert framer.stranger == name
    framer = Framer()
    framer.feed(FRAME[:15])
    assert framer.stranger is None


def test_nothing_at_all_is_no_piece() -> None:
    assert split(b"") == []
    assert Framer().close() == []
