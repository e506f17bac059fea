"""Acting on one watch: decide on its row until that stands, and answer what became of it."""

from collections.abc import Callable

import msgspec

from chalicelib.engine.watch import W
from chalicelib.records.change import Actor, Change
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row


def execute_on(
    engine: Engine,
    find: Callable[[], Row[W]],
    judge: Callable[[Row[W]], Change],
    actor: Actor,
    command_id: str,
    now_ms: int,
) -> Row[W]:
    """The watch as it stands afterwards. It remembers the command, wherever ``judge`` put it in the change.

    Raises what ``find`` and ``judge`` raise, and TooContended.
    """

    def ordered(row: Row[W]) -> Change:
        change = judge(row)
        writes = sorted(change.writes, key=lambda write: write.key != row.state.key)
        return msgspec.structs.replace(change, writes=tuple(writes))

    engine.execute(find, ordered, actor=actor, command_id=command_id, about=lambda row: row, at_ms=now_ms)
    return find()
