"""What is no frame, whatever the corpus holds, and how much one address may ask of us."""

import socket

import pytest

from chalicelib.platform.time import now_ms
from receiver.limits import Allowance
from tests.support.dc09 import CORPUS, Entry
from tests.support.panels import Panels
from tests.support.receiving import (
    HERE,
    Listening,
    a_call,
    a_receiver,
    answer_of,
    answers_of,
    frame,
    judge_all,
    kept,
)
from tests.support.wait import until
from tests.support.world import World


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
            until(lambda: kept(world, "9999"))
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
