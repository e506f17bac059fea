"""What a row remembers of its last commands, and how little room that takes."""

import pytest

from chalicelib.guards.states import Duty
from chalicelib.records.rows import COMMANDS_KEPT, Row, from_item, remember, to_item

DUTY = Duty(
    customer_id="havnekontor0",
    id="0123456789ab",
    guard_id="alice0000000",
    assignment_id="round0000000",
    site="lager4000000",
    started_at_ms=1_798_000_000_000,
    planned_end_ms=1_798_028_800_000,
    interval_s=1200,
    reminder_s=120,
    grace_s=60,
    end_reminder_s=600,
    end_grace_s=300,
    next_ms=1_798_001_200_000,
    heard_at_ms=1_798_000_000_000,
)


@pytest.mark.parametrize(
    "results",
    [["on"], ["heard"] * 5, ["on", "heard", "heard", "extended", "heard", "off"], ["", "", "heard", ""]],
)
def test_each_command_is_answered_as_it_was_after_a_row_was_kept_and_read(results: list[str]) -> None:
    commands: tuple[str, ...] = ()
    for number, result in enumerate(results):
        commands = remember(commands, f"alice/{number}", result)
    row = from_item(to_item(Row(DUTY, 5, "head", commands), 1))
    assert [row.result_of(f"alice/{number}") for number in range(len(results))] == results
    assert row.result_of("alice/another") is None


def test_a_row_without_commands_keeps_none() -> None:
    item = to_item(Row(DUTY, 1), 1)
    assert "commands" not in item
    assert from_item(item).commands == ()


def test_a_shift_of_check_ins_leaves_room_in_a_kilobyte() -> None:
    commands: tuple[str, ...] = ()
    for number in range(2 * COMMANDS_KEPT):
        commands = remember(commands, f"alice/{number}", "heard")
    assert len(to_item(Row(DUTY, 65, "head", commands), 1)["commands"]) < 300
