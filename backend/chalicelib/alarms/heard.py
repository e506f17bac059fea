"""Signs of life: of each message the receiver says whose it is, and now and then a write comes of it.

What is remembered here only spares writes: a receiver that starts anew writes once for each panel, and goes on.
"""

import threading

import msgspec

from chalicelib.alarms.living import supervised
from chalicelib.alarms.receivers import RECEIVER
from chalicelib.alarms.watched import PanelWatch, panel_watch_key
from chalicelib.engine.cases import Case, case_key, heard_again
from chalicelib.platform.time import MINUTE_MS
from chalicelib.records.change import NOTHING, Change, create, update
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register.accounts import find_panel
from chalicelib.register.panel import Panel

_FRESH_MS = MINUTE_MS
"""So long what the register says of an account is believed without asking again."""
_Account = tuple[str, str | None, str | None]


class _Known(msgspec.Struct):
    panel: Panel | None
    read_ms: int
    written_ms: int = 0


class SignsOfLife:
    """One for each receiver. Safe for threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[_Account, _Known] = {}
        self._lock = threading.Lock()

    def panel_of(self, account: str, receiver: str | None, line: str | None, now_ms: int) -> Panel | None:
        """Whose account that is, as the register had it at most a minute ago: the receiver needs key and tolerances."""
        return self._entry((account.casefold(), receiver, line), now_ms).panel

    def heard(self, account: str, receiver: str | None, line: str | None, now_ms: int) -> bool:
        """A panel has said anything at all. Whether somebody has that account."""
        known = self._entry((account.casefold(), receiver, line), now_ms)
        if known.panel is None:
            return False
        if now_ms - known.written_ms >= known.panel.noticed_s * 250:
            note(self._engine, known.panel, now_ms)
            known.written_ms = now_ms
        return True

    def _entry(self, account: _Account, now_ms: int) -> _Known:
        with self._lock:
            known = self._known.get(account)
        if known is None or now_ms - known.read_ms >= _FRESH_MS:
            panel = find_panel(self._engine, *account)
            fresh = _Known(panel, now_ms, known.written_ms if known else 0)
            with self._lock:
                self._known[account] = known = fresh
        return known


def note(engine: Engine, panel: Panel, at_ms: int) -> None:
    """Write a sign of life down; what was silent is heard again."""

    def load() -> tuple[Row[PanelWatch] | None, Row[Case] | None]:
        row = engine.get(panel_watch_key(panel.id), PanelWatch)
        case_id = row.state.silent_case_id if row else ""
        return row, engine.get(case_key(case_id), Case) if case_id else None

    engine.execute(load, lambda read: _noted(*read, panel, at_ms), actor=RECEIVER, at_ms=at_ms)


def _noted(row: Row[PanelWatch] | None, case: Row[Case] | None, panel: Panel, at_ms: int) -> Change:
    before = row.state if row else None
    if before is not None and at_ms - before.heard_at_ms < before.coarse_ms and not before.silent_case_id:
        return NOTHING
    watch = supervised(panel, at_ms, before)
    after = msgspec.structs.replace(
        watch,
        heard_at_ms=max(watch.heard_at_ms, at_ms),
        since_ms=max(watch.since_ms, at_ms),
        silent_case_id="",
    )
    own = update(row, after) if row else create(after)
    heard = (heard_again(case, at_ms, {}, "panel_heard"),) if case and case.state.state != "resolved" else ()
    return Change((own, *heard))
