"""What a measurement says: a name, a value, and the goal it is held to."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

NOTHING = "-"


class Result(msgspec.Struct, frozen=True):
    """One line of the table. ``goal`` None: told for comparison, promised nowhere. A goal is met at it or below it,
    unless more is better.
    """

    name: str
    value: float
    unit: str
    goal: float | None = None
    more_is_better: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without one."""
        if self.goal is None:
            return None
        return self.value >= self.goal if self.more_is_better else self.value <= self.goal


def write(results: Iterable[Result], path: Path) -> None:
    """The list as JSON, for machines."""
    lines = [{key: getattr(one, key) for key in ("name", "value", "unit", "goal", "met")} for one in results]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(lines), indent=2) + b"\n")


def line(one: Result) -> str:
    """One line for people."""
    sign = ">=" if one.more_is_better else "<="
    goal = NOTHING if one.goal is None else f"{sign} {one.goal:g}"
    word = {True: "met", False: "MISSED", None: NOTHING}[one.met]
    return f"{one.name:<74} {one.value:>10.3f} {one.unit:<12} {goal:>8}  {word}"
