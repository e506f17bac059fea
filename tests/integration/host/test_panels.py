"""A whole centre that panels call: from the frame on the wire to the case on the operator's board."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.centre import Centre
from tests.support.receiving import one_signal
from tests.support.wait import until

SHOP = "3001"


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    """With a register, and a port for panels."""
    with Centre.start(tmp_path, receives=True) as started:
        yield started


def cases(centre: Centre, operator: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The open ones of a kind, as the board has them."""
    return [one for one in centre.got("board", operator)["cases"] if one["kind"] == kind]


def receiver(centre: Centre) -> dict[str, Any]:
    """What the host says of it."""
    found: dict[str, Any] = centre.client.get("/healthz").json()["receiver"]
    return found


def test_a_burglary_in_a_shop_is_a_case_on_the_board(centre: Centre) -> None:
    operator = centre.sign_in_by_passkey("Henrik Vik")
    answer = one_signal(centre.panel_port, SHOP, "1130 01 001")
    assert answer is not None
    assert answer.startswith('"ACK"')
    assert until(lambda: cases(centre, operator, "alarm_burglary"))
    assert "SIA DC-09" in centre.output


def test_a_receiver_that_is_killed_is_started_again_and_who_calls_meanwhile_is_heard(centre: Centre) -> None:
    operator = centre.sign_in_by_passkey("Henrik Vik")
    assert receiver(centre)["running"]
    (child,) = children(centre.pid, "receiver")
    os.kill(child, signal.SIGKILL)
    until(lambda: centre.client.get("/healthz").status_code == 503)
    answer = one_signal(centre.panel_port, SHOP, "1120 01 004")
    assert answer is not None
    assert answer.startswith('"ACK"')
    assert until(lambda: cases(centre, operator, "alarm_hold_up"))
    assert "The receiver ended by itself and is started again" in centre.output
    until(lambda: receiver(centre) == {"port": centre.panel_port, "running": True, "restarts": 1})


def test_it_goes_down_with_the_host_and_what_was_acknowledged_is_there_afterwards(centre: Centre) -> None:
    operator = centre.sign_in_by_passkey("Henrik Vik")
    (child,) = children(centre.pid, "receiver")
    assert one_signal(centre.panel_port, SHOP, "1130 01 001")
    centre.kill()
    until(lambda: not Path(f"/proc/{child}/cmdline").exists() or not Path(f"/proc/{child}/cmdline").read_bytes())
    centre.restart()
    assert until(lambda: cases(centre, operator, "alarm_burglary"))


def test_it_stops_in_order(centre: Centre) -> None:
    (child,) = children(centre.pid, "receiver")
    assert centre.stop() == 0
    assert not Path(f"/proc/{child}").exists()
    assert "Traceback" not in centre.output


def test_a_port_for_panels_that_is_taken_is_told_in_words(centre: Centre, tmp_path: Path) -> None:
    port = centre.panel_port
    answer = centre.command("--port", "0", "--receiver-port", str(port), "--data", str(tmp_path / "other"))
    assert answer.returncode == 1
    assert f"Cannot listen for alarms on 127.0.0.1:{port}" in answer.stderr
    assert f"--receiver-port {port + 1}" in answer.stderr


def children(of: int, module: str) -> list[int]:
    """The processes below ``of`` that run ``python -m module``."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            command = stat.with_name("cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == of and module.encode() in command:
            found.append(int(stat.parent.name))
    return found
