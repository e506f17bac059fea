"""Frames over a real socket: kept before they are answered, answered in their order, and what is no frame is a case."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.alarms.intake import Received
from chalicelib.alarms.signal import Signal, account_pk, window_of, window_sk
from chalicelib.platform.operations import TryAgain
from chalicelib.platform.time import now_ms
from chalicelib.records.rows import Row, from_item
from receiver.dc09 import enframe
from receiver.dc09.cipher import encipher
from receiver.dc09.moments import write_moment
from receiver.limits import Allowance
from tests.support.dc09 import CORPUS, Entry
from tests.support.panels import Panels
from tests.support.receiving import Listening, a_call, a_receiver, answer_of, answers_of, frame, sequence_of
from tests.support.wait import until
from tests.support.world import World

KEY = bytes(range(16))
HERE = "127.0.0.1"


@pytest.fixture
def listening(world: World) -> Iterator[Listening]:
    """A receiver on the world's tables."""
    world.now_ms = now_ms()
    with a_receiver(world.engine, world.config.secret) as receiver:
        yield receiver


def kept(world: World, account: str) -> list[Signal]:
    """What is kept of an account, or of what named none from here, and has not been judged yet."""
    window = window_of(now_ms())
    pk = account_pk(account, HERE)
    items = world.engine.store.waiting("live", pk, window_sk(window - 1), window_sk(window + 1) + "z")
    rows: list[Row[Signal]] = [from_item(item) for item in items]
    return sorted((row.state for row in rows), key=lambda one: one.received_at_ms)


def judge_all(world: World) -> None:
    """Everything that has come is judged."""
    world.now_ms = now_ms()
    world.settle()


def encrypted(account: str, data: str, at_ms: int, key: bytes = KEY, sequence: str = "0001") -> bytes:
    """An encrypted Contact ID frame."""
    inside = f"#{account}|{data}]_{write_moment(at_ms)}".encode()
    return enframe(f'"*ADM-CID"{sequence}L0#{account}['.encode() + encipher(inside, key))


class TestAnEvent:
    def test_it_is_kept_and_then_acknowledged(self, world: World, panels: Panels, listening: Listening) -> None:
        panels.add()
        with a_call(listening.port) as call:
            call.sendall(frame("ADM-CID", "1001", "1130 01 001", "0007"))
            assert answer_of(call) == '"ACK"0007L0#1001[]'
            (signal,) = kept(world, "1001")
        assert (signal.protocol, signal.sequence, signal.transport, signal.peer) == ("ADM-CID", "0007", "tcp", HERE)
        assert [(one.code, one.zone, one.partition) for one in signal.events] == [("130", "001", "01")]
        judge_all(world)
        assert world.the_case("alarm_burglary").state.site_id == world.id("site")

    def test_it_comes_again_and_is_acknowledged_again_and_applied_once(
        self, world: World, panels: Panels, listening: Listening
    ) -> None:
        panels.add()
        sent = frame("ADM-CID", "1001", "1130 01 001", "0007", "_12:00:01,11-25-2026")
        again = frame("ADM-CID", "1001", "1130 01 001", "0007", "_12:00:09,11-25-2026")
        with a_call(listening.port) as call:
            call.sendall(sent)
            first = answer_of(call)
            call.sendall(again)
            assert answer_of(call) == first == '"ACK"0007L0#1001[]'
        judge_all(world)
        assert panels.alarms().signals == 1

    def test_over_udp_too(self, world: World, panels: Panels, listening: Listening) -> None:
        panels.add()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as call:
            call.settimeout(20)
            call.sendto(frame("ADM-CID", "1001", "1130 01 001", "0007"), (HERE, listening.port))
            assert b'"ACK"0007L0#1001[]' in call.recv(1_000)
        (signal,) = kept(world, "1001")
        assert signal.transport == "udp"

    def test_what_the_store_does_not_take_is_not_acknowledged(
        self, world: World, panels: Panels, listening: Listening, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        panels.add()
        with a_call(listening.port) as call:
            with monkeypatch.context() as broken:
                broken.setattr(world.engine.store, "put_new", _fails)
                call.sendall(frame("ADM-CID", "1001", "1130 01 001", "0001"))
                until(lambda: listening.desk.counts["not kept"] == 1)
            call.sendall(frame("ADM-CID", "1001", "1130 01 002", "0002"))
            assert answer_of(call) == '"ACK"0002L0#1001[]', "the first of them was never acknowledged"
        assert [one.sequence for one in kept(world, "1001")] == ["0002"]

    def test_answers_come_in_the_order_of_what_they_answer(
        self, world: World, panels: Panels, listening: Listening
    ) -> None:
        panels.add()
        many = [
            frame("NULL", "1001") if number % 3 else frame("ADM-CID", "1001", f"1130 01 {number:03d}")
            for number in range(60)
        ]
        with a_call(listening.port) as call:
            call.sendall(b"".join(many))
            answers = answers_of(call, len(many))
        assert [one[5:9] if one else "" for one in answers] == [sequence_of(one) for one in many]
        assert len(kept(world, "1001")) == 20

    @pytest.mark.parametrize("at", range(1, 44))
    def test_cut_in_two_anywhere_it_is_the_same(
        self, world: World, panels: Panels, listening: Listening, at: int
    ) -> None:
        panels.add()
        sent = frame("ADM-CID", "1001", "1130 01 001", "0007")
        assert len(sent) > 43
        with a_call(listening.port) as call:
            call.sendall(sent[:at])
            call.sendall(sent[at:])
            assert answer_of(call) == '"ACK"0007L0#1001[]'
        assert len(kept(world, "1001")) == 1

    def test_a_panel_that_closes_its_half_as_soon_as_it_has_spoken_is_answered(
        self, panels: Panels, listening: Listening
    ) -> None:
        panels.add()
        with a_call(listening.port) as call:
            call.sendall(frame("ADM-CID", "1001", "1130 01 001", "0007"))
            call.shutdown(socket.SHUT_WR)
            assert answer_of(call) == '"ACK"0007L0#1001[]'
            assert answer_of(call) is None

    def test_a_panel_that_hangs_up_before_the_answer_has_been_heard(
        self, world: World, panels: Panels, listening: Listening
    ) -> None:
        panels.add()
        with a_call(listening.port) as call:
            call.sendall(frame("ADM-CID", "1001", "1130 01 001"))
        until(lambda: len(kept(world, "1001")) == 1)

    def test_a_frame_that_lacks_its_last_byte_alone_is_answered_after_a_moment(
        self, panels: Panels, listening: Listening
    ) -> None:
        panels.add()
        with a_call(listening.port) as call:
            call.sendall(frame("ADM-CID", "1001", "1130 01 001", "0007").removesuffix(b"\r"))
            assert answer_of(call) == '"ACK"0007L0#1001[]'


class TestALinkTest:
    def test_it_is_answered_and_costs_one_write_in_the_panels_time(
        self, world: World, panels: Panels, listening: Listening, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        panels.add()
        writes: list[int] = []
        execute = world.engine.execute

        def counted(*some: Any, **more: Any) -> None:
            writes.append(1)
            execute(*some, **more)

        monkeypatch.setattr(world.engine, "execute", counted)
        with a_call(listening.port) as call:
            for _ in range(20):
                call.sendall(frame("NULL", "1001"))
                answer = answer_of(call)
                assert answer is not None
                assert answer.startswith('"ACK"')
        until(lambda: listening.desk.at_work == 0)
        assert len(writes) == 1
        assert kept(world, "1001") == []

    def test_nobodys_is_answered_and_kept_once_in_five_minutes(self, world: World, listening: Listening) -> None:
        with a_call(listening.port) as call:
            call.sendall(b"".join(frame("NULL", "9999") for _ in range(5)))
            assert [one[:5] if one else "" for one in answers_of(call, 5)] == ['"ACK"'] * 5
        assert len(kept(world, "9999")) == 1
        judge_all(world)
        world.the_case("unknown_account")


class TestAKey:
    def test_what_fits_is_acknowledged_in_cipher(self, world: World, panels: Panels, listening: Listening) -> None:
        panels.add(key=KEY.hex())
        with a_call(listening.port) as call:
            call.sendall(encrypted("1001", "1130 01 001", now_ms()))
            answer = answer_of(call)
        assert answer is not None
        assert answer.startswith('"*ACK"0001L0#1001[')
        (signal,) = kept(world, "1001")
        assert (signal.encrypted, signal.genuine, signal.fault, signal.urgent) == (True, True, "", True)

    def test_a_clock_outside_the_window_is_told_the_time_and_the_panels_next_is_no_repeat(
        self, world: World, panels: Panels, listening: Listening
    ) -> None:
        panels.add(key=KEY.hex())
        with a_call(listening.port) as call:
            call.sendall(encrypted("1001", "1130 01 001", now_ms() - 3_600_000))
            refused = answer_of(call)
            call.sendall(encrypted("1001", "1130 01 001", now_ms()))
            accepted = answer_of(call)
        assert refused is not None
        assert refused.startswith('"NAK"0000R0L0A0[]_')
        assert accepted is not None
        assert accepted.startswith('"*ACK"')
        assert [one.fault for one in kept(world, "1001")] == ["clock outside window", ""]
        judge_all(world)
        assert {case.state.kind for case in world.open_cases()} >= {"alarm_burglary"}

    def test_another_key_is_answered_with_duh_and_kept(
        self, world: World, panels: Panels, listening: Listening
    ) -> None:
        panels.add(key=KEY.hex())
        with a_call(listening.port) as call:
            call.sendall(encrypted("1001", "1130 01 001", now_ms(), b"k" * 16))
            assert answer_of(call) == '"DUH"0001L0#1001[]'
        (signal,) = kept(world, "1001")
        assert signal.fault in ("key does not fit", "cipher unreadable")
        assert not signal.genuine

    def test_a_frame_in_the_clear_is_acknowledged_and_shown_and_does_not_make_the_panels_own_a_repeat(
        self, world: World, panels: Panels, listening: Listening
    ) -> None:
        panels.add(key=KEY.hex())
        with a_call(listening.port) as call:
            call.sendall(frame("ADM-CID", "1001", "1130 01 001", "0001"))
            assert answer_of(call) == '"ACK"0001L0#1001[]'
            call.sendall(encrypted("1001", "1130 01 001", now_ms()))
            answer_of(call)
        forged, own = kept(world, "1001")
        assert (forged.genuine, own.genuine) == (False, True)
        judge_all(world)
        assert {case.state.kind for case in world.open_cases()} >= {"alarm_burglary"}

    def test_a_link_test_in_the_clear_is_no_sign_of_life(
        self, world: World, panels: Panels, listening: Listening
    ) -> None:
        panels.add(key=KEY.hex())
        with a_call(listening.port) as call:
            call.sendall(frame("NULL", "1001"))
            answer_of(call)
        (signal,) = kept(world, "1001")
        assert not signal.genuine

    def test_leave_to_send_in_the_clear_is_leave(self, world: World, panels: Panels, listening: Listening) -> None:
        panels.add(key=KEY.hex(), plain_accepted=True)
        with a_call(listening.port) as call:
            call.sendall(frame("NULL", "1001") + frame("ADM-CID", "1001", "1130 01 001"))
            answers_of(call, 2)
        (signal,) = kept(world, "1001")
        assert signal.genuine


class TestWhatIsNoFrame:
    @pytest.mark.parametrize("greeting", [b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x00\xa5", b"SSH-2.0-x\r\n"])
    def test_a_scanner_gets_nothing_and_is_counted(self, world: World, listening: Listening, greeting: bytes) -> None:
        with a_call(listening.port) as call:
            call.sendall(greeting)
            assert call.recv(100) == b""
        assert sum(listening.desk.counts.values()) == 1
        assert kept(world, "") == []

    def test_bytes_that_nobody_understands_are_kept_whole_and_are_a_case(
        self, world: World, listening: Listening
    ) -> None:
        with a_call(listening.port) as call:
            call.sendall(b"5011 18130101001\x14 and more that is nothing\r\n")
            call.shutdown(socket.SHUT_WR)
            assert call.recv(100) == b""
        until(lambda: len(kept(world, "")) == 1)
        (signal,) = kept(world, "")
        assert signal.fault == "no frame"
        judge_all(world)
        world.the_case("unreadable_signal")

    def test_a_wrong_checksum_is_kept_and_not_answered(
        self, world: World, panels: Panels, listening: Listening
    ) -> None:
        panels.add()
        sent = bytearray(frame("ADM-CID", "1001", "1130 01 001", "0001"))
        sent[-3] ^= 1
        with a_call(listening.port) as call:
            call.sendall(bytes(sent) + frame("ADM-CID", "1001", "1130 01 002", "0002"))
            assert answer_of(call) == '"ACK"0002L0#1001[]'
        assert [one.fault for one in kept(world, "1001")] == ["departure not allowed", ""]

    def test_an_unknown_code_is_acknowledged_and_shown(
        self, world: World, panels: Panels, listening: Listening
    ) -> None:
        panels.add(zones=[])
        with a_call(listening.port) as call:
            call.sendall(frame("ADM-CID", "1001", "1999 01 001", "0001"))
            assert answer_of(call) == '"ACK"0001L0#1001[]'
        judge_all(world)
        world.the_case("alarm_unknown")

    def test_an_answer_that_comes_in_is_never_answered(self, listening: Listening) -> None:
        with a_call(listening.port) as call:
            call.sendall(frame("ACK", "1001"))
            until(lambda: listening.desk.counts["answer"] == 1)
            call.shutdown(socket.SHUT_WR)
            assert call.recv(100) == b""


class TestTheCorpus:
    @pytest.mark.parametrize("entry", CORPUS, ids=lambda entry: entry.name)
    def test_nothing_of_it_is_dropped_and_nothing_stops_the_receiver(
        self, world: World, panels: Panels, listening: Listening, entry: Entry
    ) -> None:
        panels.add()
        with a_call(listening.port) as call:
            call.sendall(entry.raw)
            call.shutdown(socket.SHUT_WR)
            while call.recv(1_000):
                pass
        until(lambda: listening.desk.at_work == 0)
        assert listening.desk.counts["not kept"] == 0
        with a_call(listening.port) as call:
            call.sendall(frame("NULL", "1001"))
            assert answer_of(call) is not None


class TestLimits:
    def test_what_is_nobodys_waits_and_is_kept_all_the_same(self, world: World) -> None:
        world.now_ms = now_ms()
        slow = Allowance(stranger_at_once=2, stranger_per_s=50)
        with a_receiver(world.engine, world.config.secret, slow) as receiver, a_call(receiver.port) as call:
            call.sendall(b"".join(frame("ADM-CID", "9999", f"1130 01 {one:03d}") for one in range(6)))
            assert None not in answers_of(call, 6)
            assert receiver.desk.counts["slowed down"] >= 1
            assert len(kept(world, "9999")) == 6

    def test_a_datagram_too_many_is_not_answered_and_counted(self, world: World) -> None:
        world.now_ms = now_ms()
        slow = Allowance(stranger_at_once=1, stranger_per_s=0.000_1)
        with (
            a_receiver(world.engine, world.config.secret, slow) as receiver,
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as call,
        ):
            for one in range(3):
                call.sendto(frame("ADM-CID", "9999", f"1130 01 {one:03d}"), (HERE, receiver.port))
            until(lambda: receiver.desk.counts["let go"] == 2)
            assert len(kept(world, "9999")) == 1

    def test_one_connection_too_many_is_closed_and_the_others_stay(self, world: World, panels: Panels) -> None:
        world.now_ms = now_ms()
        panels.add()
        few = Allowance(connections_per_address=1)
        with a_receiver(world.engine, world.config.secret, few) as receiver, a_call(receiver.port) as call:
            call.sendall(frame("NULL", "1001"))
            assert answer_of(call) is not None
            with a_call(receiver.port) as another:
                assert _closed(another)
            assert receiver.desk.counts["too many connections"] == 1
            call.sendall(frame("NULL", "1001"))
            assert answer_of(call) is not None
        with a_receiver(world.engine, world.config.secret, few) as receiver:
            for _ in range(3):
                with a_call(receiver.port) as call:
                    call.sendall(frame("NULL", "1001"))
                    assert answer_of(call) is not None
                until(lambda: receiver.desk.limits.open == 0)


def _closed(call: socket.socket) -> bool:
    try:
        return call.recv(1) == b""
    except ConnectionResetError:
        return True


def _fails(_table: str, _item: Received) -> None:
    raise TryAgain
