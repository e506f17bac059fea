"""Diallers that others wrote call our receiver, encrypted or not, over TCP and UDP, and are told it is safe."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.support.panels import Panels
from tests.support.receiving import Listening, judge_all, kept
from tests.support.world import World

ROOT = Path(__file__).resolve().parents[3]
KEYS = {"none": "", "128 bits": "0f" * 16, "192 bits": "a7" * 24, "256 bits": "c3" * 32}


@pytest.fixture(scope="module")
def python() -> Path:
    """The interpreter that has them."""
    made = subprocess.run([ROOT / "infra" / "panels"], check=True, capture_output=True, text=True, cwd=ROOT)
    return ROOT / made.stdout.strip()


def calls(python: Path, dialler: str, **what: Any) -> dict[str, Any]:
    """What the dialler says of its call."""
    script = ROOT / "tests" / "support" / "diallers.py"
    done = subprocess.run(
        [python, "-W", "ignore", script, dialler, json.dumps(what)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("transport", ["TCP", "UDP"])
@pytest.mark.parametrize("key", ["none", "128 bits", "256 bits"])
def test_my_dc09_spt_is_understood_and_acknowledged(
    world: World, panels: Panels, listening: Listening, python: Path, key: str, transport: str
) -> None:
    panels.add(key=KEYS[key] or None)
    messages = [
        ("SIA-DCS", {"code": "BA", "zone": 1, "area": 1}),
        ("SIA-DCS", {"code": "FA", "zone": 3, "area": 1, "text": "Kjokken"}),
        ("ADM-CID", {"code": 122, "q": 1, "zone": 4, "area": 1}),
    ]
    told = calls(
        python,
        "spt",
        port=listening.port,
        account="1001",
        key=KEYS[key],
        transport=transport,
        messages=messages,
    )
    assert told == {"left": 0, "connected": True}
    signals = kept(world, "1001")
    assert [(one.protocol, one.encrypted, one.genuine, one.fault, one.transport) for one in signals] == [
        (kind, bool(KEYS[key]), True, "", transport.casefold()) for kind, _ in messages
    ]
    assert [(one.events[0].code, (one.events[0].zone or "").lstrip("0")) for one in signals] == [
        ("BA", "1"),
        ("FA", "3"),
        ("122", "4"),
    ]
    judge_all(world)
    assert [row.state.kind for row in world.open_cases()] == ["alarm_hold_up"], "the gravest of one place's alarms"
    assert panels.alarms().signals == len(messages)


@pytest.mark.parametrize("key", KEYS)
def test_siadc09_reads_our_answers_in_cipher_too(
    world: World, panels: Panels, listening: Listening, python: Path, key: str
) -> None:
    panels.add(key=KEYS[key] or None)
    messages = [
        ("NULL", "", 0),
        ("ADM-CID", "#1001|1130 01 001", 0),
        ("SIA-DCS", "#1001|Nri1/FA3^KJOKKEN^", -30),
        ("ADM-CID", "#1001|3130 01 001", 15),
    ]
    told = calls(python, "siadc09", port=listening.port, account="1001", key=KEYS[key], messages=messages)
    assert told["answers"] == [
        {"id": "ACK", "sequence": number, "encrypted": bool(KEYS[key])} for number in range(1, len(messages) + 1)
    ]
    assert [one.events[0].code for one in kept(world, "1001")] == ["130", "FA", "130"]
    judge_all(world)
    assert [row.state.kind for row in world.open_cases()] == ["alarm_fire"]
    assert panels.alarms().signals == 3


def test_siadc09_is_refused_with_another_key_and_told_the_time_when_its_clock_is_wrong(
    world: World, panels: Panels, listening: Listening, python: Path
) -> None:
    panels.add(key=KEYS["128 bits"], nak_form="2026")
    wrong_clock = [("ADM-CID", "#1001|1130 01 001", -600), ("ADM-CID", "#1001|1130 01 001", 0)]
    told = calls(python, "siadc09", port=listening.port, account="1001", key=KEYS["128 bits"], messages=wrong_clock)
    assert [one["id"] for one in told["answers"]] == ["NAK", "ACK"]
    other = [("ADM-CID", "#1001|1110 01 003", 0)]
    told = calls(python, "siadc09", port=listening.port, account="1001", key="00" * 16, messages=other)
    assert [one["id"] for one in told["answers"]] == ["DUH"]
    judge_all(world)
    kinds = {row.state.kind for row in world.open_cases()}
    assert "alarm_burglary" in kinds
    assert "alarm_fire" not in kinds, "nobody without the key makes a fire"
