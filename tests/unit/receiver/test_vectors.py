"""Frames that others have collected are read as they say; where we read otherwise, it stands here why."""

from typing import Any

import pytest

from receiver.dc09 import Fault, Noise, Piece, Reply, Rules, Wrong, judge, place_of, read_frame, split
from tests.support.collected import FRAMES, MISSING, VECTORS, rules_of

if MISSING:
    pytest.skip(MISSING, allow_module_level=True)

OTHERWISE = {
    "ps-oh": "A heartbeat of another protocol, without checksum or code. It is named as that and shown, not read as an "
    "event: as a test report it would keep quiet a panel whose alarms we could not read.",
    "ps-garbage": "Said to be no frame, in our word for it.",
    "mk-bad-crc": "Read, so that an operator sees it, but never acknowledged: the panel sends again.",
    "mk-bad-len": "Read, since its checksum is right, but acknowledged only with leave for the account.",
    "mk-nonhex-len": "It is an acknowledgement, which nobody answers; its content is whole, and its length is named.",
}
"""By identifier: why it is read otherwise than ``expect`` says."""


def _id(vector: dict[str, Any]) -> str:
    return str(vector["id"])


def _pieces(vector: dict[str, Any]) -> list[Piece]:
    return split(bytes.fromhex(vector["raw_hex"]))


@pytest.mark.parametrize("vector", FRAMES, ids=_id)
def test_a_collected_frame_is_read_as_it_is_said_to_be(vector: dict[str, Any]) -> None:
    expect = dict(vector["expect"])
    (piece,) = _pieces(vector)
    if "error" in expect:
        assert vector["id"] in OTHERWISE
        _check_error(vector, piece)
        return
    assert not isinstance(piece, Noise)
    frame = read_frame(piece, rules_of(vector).key)
    assert not isinstance(frame, Fault)
    told = {
        "id": frame.id,
        "encrypted": frame.encrypted,
        "seq": frame.seq,
        "rcvr": frame.receiver,
        "line": frame.line,
        "acct": frame.account,
        "timestamp": frame.timestamp,
        "xdata": [[field.id, field.value] for field in frame.extended],
    }
    assert {name: told[name] for name in told if name in expect} == {
        name: expect[name] for name in told if name in expect
    }
    assert _events(frame.events, expect.get("events", [])) == expect.get("events", [])
    text = expect.get("text", expect.get("text_block"))
    if text is not None:
        assert [event.text for event in frame.events] == [text]
    modifiers = {one.name: one for event in frame.events for one in event.modifiers}
    for name, said in (("ti", "time_mod"), ("da", "date_mod"), ("id", "user")):
        if said in expect:
            assert modifiers[name].value == expect[said]
    if "area_text" in expect:
        assert modifiers["ri"].text == expect["area_text"]
    if expect.get("decryptable") is False:
        assert [fault.what for fault in frame.faults] == [Wrong.NO_KEY]


@pytest.mark.parametrize("vector", FRAMES, ids=_id)
def test_a_collected_frame_that_is_not_whole_or_not_readable_is_never_acknowledged(vector: dict[str, Any]) -> None:
    (piece,) = _pieces(vector)
    frame = None if isinstance(piece, Noise) else read_frame(piece, rules_of(vector).key)
    if frame is None or isinstance(frame, Fault):
        return
    verdict = judge(frame, frame.timestamp_ms or 0, rules_of(vector))
    damaged = not frame.envelope.crc_right or not frame.envelope.length_right
    unread = frame.encrypted and "key" not in vector
    if damaged or unread or frame.id in {"ACK", "NAK", "DUH", "RSP"}:
        assert verdict.reply is not Reply.ACK
    else:
        assert verdict.reply is Reply.ACK


def test_a_place_is_where_it_is_said_to_be() -> None:
    placed = [vector for vector in FRAMES if "lon_deg" in vector["expect"]]
    for vector in placed:
        (piece,) = _pieces(vector)
        assert not isinstance(piece, Noise)
        frame = read_frame(piece)
        assert not isinstance(frame, Fault)
        place = place_of(frame.extended)
        assert place is not None
        assert abs(place.latitude - vector["expect"]["lat_deg"]) < 1e-7
        assert abs(place.longitude - vector["expect"]["lon_deg"]) < 1e-7


@pytest.mark.parametrize("vector", [one for one in VECTORS if one["kind"] == "stream"], ids=_id)
def test_frames_come_out_of_a_collected_stream(vector: dict[str, Any]) -> None:
    expect = vector["expect"]
    pieces = _pieces(vector)
    frames = [piece for piece in pieces if not isinstance(piece, Noise)]
    assert [piece.raw.decode("latin-1") for piece in frames] == expect["frames"]
    rest = b"".join(piece.raw for piece in pieces if isinstance(piece, Noise))
    assert len(rest) == len(expect.get("rest", "")) + expect.get("discarded", 0)


@pytest.mark.parametrize("vector", [one for one in VECTORS if one["kind"] == "other_protocol"], ids=_id)
def test_what_receivers_say_to_their_software_is_no_panels_frame(vector: dict[str, Any]) -> None:
    # Sur-Gard's form runs from a receiver to the automation behind it, never from a panel: it is named, and not read.
    pieces = _pieces(vector)
    assert all(isinstance(piece, Noise) for piece in pieces)
    if vector["raw_hex"].endswith("14"):
        assert [piece.kind for piece in pieces if isinstance(piece, Noise)] == ["sur-gard"]


def test_a_heartbeat_of_another_protocol_is_named() -> None:
    for vector in VECTORS:
        if vector["id"] == "ps-oh":
            (piece,) = _pieces(vector)
            assert isinstance(piece, Noise)
            assert piece.kind == "osborne-hoffman"


def test_whatever_is_read_otherwise_is_in_the_collection() -> None:
    assert set(OTHERWISE) <= {vector["id"] for vector in VECTORS}


def _events(events: Any, expected: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Our events in the collection's words, as far as it says anything of them."""
    said = []
    for event, wanted in zip(events, expected, strict=True):
        whole = {
            "qualifier": event.qualifier,
            "code": event.code,
            "group": event.partition,
            "area": event.partition,
            "zone": event.zone,
            "addr": event.zone,
        }
        said.append({name: whole[name] for name in wanted})
    return said


def _check_error(vector: dict[str, Any], piece: Piece) -> None:
    if vector["expect"]["error"] == "format":
        assert isinstance(piece, Noise)
        assert piece.wrong is Wrong.STRANGER
        return
    assert not isinstance(piece, Noise)
    frame = read_frame(piece)
    assert not isinstance(frame, Fault)
    assert judge(frame, 0, Rules()).reply is Reply.NONE
    named = {"crc": not piece.crc_right, "length": not piece.length_right}
    assert named.get(vector["expect"]["error"].split()[0])
