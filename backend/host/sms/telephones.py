"""Every telephone outside: what it received, what was answered from it, how it is treated. Kept in SQLite."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from host.sms.network import EVERYBODY, Behaviour, Done, Fate, State

SHOWN = 200
_LEASE_MS = 15_000
_TABLES = """
CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    direction TEXT NOT NULL,
    number TEXT NOT NULL,
    sender TEXT NOT NULL,
    reference TEXT NOT NULL,
    text TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    state TEXT NOT NULL,
    state_at_ms INTEGER NOT NULL,
    reason TEXT NOT NULL,
    outcome TEXT,
    due_at_ms INTEGER,
    tries INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS message_by_number ON message (number, id);
CREATE INDEX IF NOT EXISTS message_due ON message (due_at_ms) WHERE due_at_ms IS NOT NULL;
CREATE TABLE IF NOT EXISTS behaviour (number TEXT PRIMARY KEY, doc TEXT NOT NULL);
"""


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One SMS as the page shows it. ``number`` is the telephone outside, whoever sent."""

    id: int
    direction: str
    number: str
    sender: str
    reference: str
    text: str
    at_ms: int
    state: State
    state_at_ms: int
    reason: str
    outcome: State | None = None
    tries: int = 0

    @property
    def provider_id(self) -> str:
        """What the network calls it."""
        return f"local-{self.id}"


_COLUMNS = ", ".join(field.name for field in msgspec.structs.fields(Message))


class Telephones:
    """The telephones, in one small file. Safe for threads."""

    def __init__(self, path: Path, changed: Callable[[], None] = lambda: None) -> None:
        self.changed = changed
        """Called, from any thread, after something changed."""
        self._lock = threading.Lock()
        self._file = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("PRAGMA synchronous = NORMAL")
        self._file.executescript(_TABLES)
        path.chmod(0o600)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._file.close()

    # -- messages ------------------------------------------------------------------------------------------------

    def receive(self, number: str, sender: str, text: str, reference: str, fate: Fate, now_ms: int) -> Message:
        """A message that the network was handed for a telephone, and what will become of it."""
        due_at_ms = now_ms + fate.outcome_in_ms if fate.outcome else None
        return self._add(
            "to", number, sender, reference, text, now_ms, fate.state, fate.reason, fate.outcome, due_at_ms
        )

    def ring(self, number: str, text: str, reference: str, fate: Fate, now_ms: int) -> Message:
        """A call that the network was handed: the telephone rings until somebody does something with it."""
        due_at_ms = now_ms + fate.outcome_in_ms if fate.outcome else None
        return self._add("call", number, "", reference, text, now_ms, fate.state, fate.reason, fate.outcome, due_at_ms)

    def pick_up(self, message_id: int, done: Done, now_ms: int) -> None:
        """Somebody did something with a telephone that rings; what rings no more stays as it is."""
        self._change(
            "UPDATE message SET outcome = ?, due_at_ms = ? WHERE id = ? AND direction = 'call' AND state = 'ringing'",
            (done, now_ms, message_id),
        )

    def write(self, number: str, text: str, now_ms: int) -> Message:
        """A message written on a telephone, to be carried to the centre at once."""
        return self._add("from", number, "", "", text, now_ms, "sent", "", "taken", now_ms)

    def take_due(self, now_ms: int) -> list[Message]:
        """Messages about which the centre is to be told now. Each is ours for a while, then due again."""
        with self._lock:
            rows = self._file.execute(
                f"UPDATE message SET due_at_ms = ?, tries = tries + 1 WHERE due_at_ms <= ? RETURNING {_COLUMNS}",
                (now_ms + _LEASE_MS, now_ms),
            ).fetchall()
        return [_message(row) for row in rows]

    def next_due_ms(self) -> int | None:
        """When somebody has to be told next."""
        with self._lock:
            due: int | None = self._one("SELECT min(due_at_ms) FROM message WHERE due_at_ms IS NOT NULL")
        return due

    def move(self, message_id: int, state: State, now_ms: int) -> None:
        """The message has come further: delivered, failed, taken, not taken."""
        self._change(
            "UPDATE message SET state = ?, state_at_ms = ? WHERE id = ? AND state <> ?",
            (state, now_ms, message_id, state),
        )

    def settle(self, message_id: int) -> None:
        """The centre has been told."""
        self._change("UPDATE message SET due_at_ms = NULL WHERE id = ?", (message_id,))

    def postpone(self, message_id: int, due_at_ms: int) -> None:
        """The centre could not be told; try again then."""
        self._change("UPDATE message SET due_at_ms = ? WHERE id = ?", (due_at_ms, message_id))

    def messages(self, number: str | None = None, limit: int = SHOWN) -> list[Message]:
        """The newest first."""
        where, values = ("WHERE number = ?", [number]) if number else ("", [])
        with self._lock:
            rows = self._file.execute(
                f"SELECT {_COLUMNS} FROM message {where} ORDER BY id DESC LIMIT ?", (*values, limit)
            ).fetchall()
        return [_message(row) for row in rows]

    def numbers(self) -> list[str]:
        """Every number that ever received or wrote something."""
        with self._lock:
            return [row[0] for row in self._file.execute("SELECT DISTINCT number FROM message ORDER BY number")]

    # -- the network ---------------------------------------------------------------------------------------------

    def behave(self, behaviour: Behaviour) -> None:
        """From now on treat that number (or everybody) so."""
        number = behaviour.to or EVERYBODY
        if behaviour.behaviour == "normal":
            self._change("DELETE FROM behaviour WHERE number = ?", (number,))
            return
        doc = msgspec.json.encode(behaviour).decode()
        self._change("INSERT OR REPLACE INTO behaviour (number, doc) VALUES (?, ?)", (number, doc))

    def behaviours(self) -> list[Behaviour]:
        """What is asked of the network beyond the normal."""
        with self._lock:
            rows = self._file.execute("SELECT doc FROM behaviour ORDER BY number").fetchall()
        return [_behaviour(doc) for (doc,) in rows]

    def behaviour_for(self, number: str) -> Behaviour | None:
        """How to treat the next message to a number: its own behaviour before everybody's. One for once is used up."""
        with self._lock:
            for owner in (number, EVERYBODY):
                doc = self._one("SELECT doc FROM behaviour WHERE number = ?", owner)
                if doc is not None:
                    found = _behaviour(doc)
                    if found.once:
                        self._file.execute("DELETE FROM behaviour WHERE number = ?", (owner,))
                    return found
        return None

    # ------------------------------------------------------------------------------------------------------------

    def _add(
        self,
        direction: str,
        number: str,
        sender: str,
        reference: str,
        text: str,
        at_ms: int,
        state: State,
        reason: str,
        outcome: State | None,
        due_at_ms: int | None,
    ) -> Message:
        with self._lock:
            row = self._file.execute(
                "INSERT INTO message (direction, number, sender, reference, text, at_ms, state, state_at_ms, reason,"
                f" outcome, due_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING {_COLUMNS}",
                (direction, number, sender, reference, text, at_ms, state, at_ms, reason, outcome, due_at_ms),
            ).fetchone()
        self.changed()
        return _message(row)

    def _change(self, statement: str, values: tuple[Any, ...]) -> None:
        with self._lock:
            self._file.execute(statement, values)
        self.changed()

    def _one(self, statement: str, *values: Any) -> Any:
        row = self._file.execute(statement, values).fetchone()
        return row[0] if row else None


def _message(row: tuple[Any, ...]) -> Message:
    return Message(**dict(zip((field.name for field in msgspec.structs.fields(Message)), row, strict=True)))


def _behaviour(doc: str) -> Behaviour:
    return msgspec.json.decode(doc, type=Behaviour)
