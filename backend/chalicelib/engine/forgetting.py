"""Forgetting is a deadline too: names, numbers and positions leave the journal when their time is over.

What closes is forgotten whole: when the auditor clears the row, it leaves word that is due when the retention ends.
What never closes (the register) leaves word with each entry. Then the private parts go, together with their salts; what
happened, and that nothing was changed, can still be shown.
"""

from chalicelib.platform.config import config
from chalicelib.platform.files import files_of
from chalicelib.platform.operations import Key
from chalicelib.records.change import CLOCK, Change, remove
from chalicelib.records.commit import Engine
from chalicelib.records.forgetting import Forget
from chalicelib.records.journal import entry_key
from chalicelib.records.rows import Row


def settle_forget(engine: Engine, row: Row[Forget], now_ms: int) -> None:
    """Erase the private parts of a chain. Killed half-way, it begins again; what is gone is gone.

    With a dispatch go the pictures of its case, where they lie in a folder: a bucket forgets by itself.
    """
    forget = row.state
    if forget.chain.startswith("dispatch/") and config().files:
        files_of(config()).forget(f"photo/{forget.pk.removeprefix('case/')}")
    last = entry_key(Key(forget.pk, forget.chain), forget.through).sk if forget.through else None
    for item in engine.store.partition("journal", forget.pk, f"{forget.chain}@"):
        if last is not None and item["sk"] > last:
            break
        if item.get("private"):
            engine.store.erase_private(Key(item["pk"], item["sk"]))
    engine.commit(Change((remove(row),)), actor=CLOCK, at_ms=now_ms)
