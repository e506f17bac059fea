"""What ``build/bench.json`` is, to whoever reads it."""

import msgspec


class Line(msgspec.Struct, forbid_unknown_fields=True):
    """One entry of the list."""

    name: str
    value: float
    unit: str
    goal: float | None
    met: bool | None
