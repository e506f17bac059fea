"""Frames over a real socket: kept before they are answered, answered in their order, and applied once."""

import contextlib
import socket
import threading
from typing import Any

import pytest

from chalicelib.alarms.intake import Received
from chalicelib.platform.operations import TryAgain
from chalicelib.records.commit import Engine
from chalicelib.register.accounts import find_panel
from chalicelib.register.panel import Panel
from receiver.conversation import WORKERS
from tests.support.panels import Panels
from tests.support.receiving import (
    HERE,
    Listening,
    a_call,
    answer_of,
    answers_of,
    frame,
    judge_all,
    kept,
    sequence_of,
)
from tests.support.wait import until
from tests.support.world import World


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


class TestInAStorm:
    def test_a_fire_is_kept_while_all_that_is_everyday_waits_for_the_register(
        self, world: World, panels: Panels, listening: Listening, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        panels.add(zones=[])
        goes_on = threading.Event()
        find = find_panel

        def slow(engine: Engine, account: str, *more: Any) -> Panel | None:
            if account != "1001":
                assert goes_on.wait(60)
            return find(engine, account, *more)

        monkeypatch.setattr("chalicelib.alarms.heard.find_panel", slow)
        town = [str(9_000 + number) for number in range(2 * WORKERS["everyday"])]
        try:
            with contextlib.ExitStack() as calls:
                for number, account in enumerate(town):
                    call = calls.enter_context(a_call(listening.port))
                    call.sendall(frame("NULL", account) if number % 2 else frame("ADM-CID", account, "1301 00 000"))
                until(lambda: listening.desk.at_work == len(town))
                fire = calls.enter_context(a_call(listening.port))
                fire.sendall(frame("ADM-CID", "1001", "1110 01 003", "0007"))
                assert answer_of(fire) == '"ACK"0007L0#1001[]'
                assert listening.desk.at_work == len(town)
                goes_on.set()
        finally:
            goes_on.set()


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


def _fails(_table: str, _item: Received) -> None:
    raise TryAgain
