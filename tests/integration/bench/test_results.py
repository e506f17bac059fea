"""What is measured is told with its goal, and written down as a list."""

from pathlib import Path

import msgspec

from bench.results import Result, write
from tests.support.bench import Line


def test_a_goal_is_met_at_it_and_on_its_good_side() -> None:
    assert Result("late", 0.1, "s", 0.1).met is True
    assert Result("late", 0.11, "s", 0.1).met is False
    assert Result("share", 0.7, "of 1", 0.7, more_is_better=True).met is True
    assert Result("share", 0.69, "of 1", 0.7, more_is_better=True).met is False
    assert Result("told", 5, "ms").met is None


def test_the_list_is_written_where_nothing_was(tmp_path: Path) -> None:
    path = tmp_path / "build" / "bench.json"
    write([Result("share", 0.5, "of 1", 0.7, more_is_better=True)], path)
    (line,) = msgspec.json.decode(path.read_bytes(), type=list[Line])
    assert line == Line("share", 0.5, "of 1", 0.7, False)
