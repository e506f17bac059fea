"""Accounts that have a key: what is believed and answered, and that nothing forged hides what is genuine."""

from chalicelib.platform.time import now_ms
from tests.support.panels import Panels
from tests.support.receiving import Listening, a_call, answer_of, answers_of, encrypted, frame, judge_all, kept
from tests.support.world import World

KEY = bytes(range(16))


class TestAKey:
    def test_what_fits_is_acknowledged_in_cipher(self, world: World, panels: Panels, listening: Listening) -> None:
        panels.add(key=KEY.hex())
        with a_call(listening.port) as call:
            call.sendall(encrypted("1001", "1130 01 001", now_ms(), KEY))
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
            call.sendall(encrypted("1001", "1130 01 001", now_ms() - 3_600_000, KEY))
            refused = answer_of(call)
            call.sendall(encrypted("1001", "1130 01 001", now_ms(), KEY))
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
            call.sendall(encrypted("1001", "1130 01 001", now_ms(), KEY))
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
