"""Signs of life: of each message the receiver says whose it is, and now and then a write comes of it.

What is remembered here only spares writes: a receiver that starts anew writes once for each panel, and goes on.
"""

import threading

import msgspec

from chalicelib.alarms.living import supervised
from chalicelib.alarms.receivers import RECEIVER
from chalicelib.alarms.watched import PanelWatch, panel_watch_key
from chalicelib.engine.cases import Case, case_key, heard_again
from chalicelib.records.change import NOTHING, Change, create, update
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register.accounts import find_panel
from chalicelib.register.panel import Panel

MOST_KNOWN, MOST_UNKNOWN = 250_000, 10_000
"""So many accounts are remembered; beyond that the one that was asked about first is forgotten, and asked anew."""
_Account = tuple[str, str | None, str | None]


class Known(msgspec.Struct):
    """What is remembered of an account."""

    panel: Panel | None
    """Whose it is; None: nobody's."""
    read_ms: int
    """When the register was asked."""
    written_ms: int = 0
    """When a sign of life was last written down."""
    kept_ms: int = 0
    """When a link test that is nobody's sign of life was last kept as a signal."""


class SignsOfLife:
    """One for each receiver. Safe for threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[_Account, Known] = {}
        self._unknown: dict[_Account, Known] = {}
        self._lock = threading.Lock()

    def remembered(self, account: str, receiver: str | None, line: str | None) -> Known | None:
        """What is known without asking: the reader says himself how old it may be."""
        one = (account.casefold(), receiver, line)
        with self._lock:
            return self._known.get(one) or self._unknown.get(one)

    def ask(self, account: str, receiver: str | None, line: str | None, now_ms: int) -> Known:
        """What the register says now: the receiver needs the account's key and tolerances."""
        one = (account.casefold(), receiver, line)
        panel = find_panel(self._engine, *one)
        with self._lock:
            known = self._known.pop(one, None) or self._unknown.pop(one, None) or Known(panel, now_ms)
            known.panel, known.read_ms = panel, now_ms
            here, most = (self._unknown, MOST_UNKNOWN) if panel is None else (self._known, MOST_KNOWN)
            here[one] = known
            if len(here) > most:
                del here[next(iter(here))]
        return known

    def is_due(self, known: Known, now_ms: int) -> bool:
        """Whether a sign of life is to be written down; who asks and is told so has it to do."""
        with self._lock:
            if known.panel is None or now_ms - known.written_ms < known.panel.noticed_s * 250:
                return False
            known.written_ms = now_ms
        return True

    def write(self, known: Known, now_ms: int) -> None:
        """Write it down. If that fails the panel's next word is written instead."""
        assert known.panel is not None
        try:
            note(self._engine, known.panel, now_ms)
        except BaseException:
            known.written_ms = 0
            raise


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
