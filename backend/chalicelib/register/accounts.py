"""Finding the panel that an account belongs to. The pointer is written with the panel: two never share an account."""

from typing import ClassVar

from chalicelib.platform.operations import Key
from chalicelib.platform.tables import TableName
from chalicelib.records.commit import Engine
from chalicelib.records.rows import State
from chalicelib.register import repository
from chalicelib.register.panel import Panel
from chalicelib.register.repository import everything

_ANY = "*"


class AccountOfPanel(State, frozen=True, kw_only=True):
    """The one panel with an account, on a receiver and a line or on whichever."""

    KIND: ClassVar[str] = "account_of_panel"
    TABLE: ClassVar[TableName] = "register"

    account: str
    receiver: str | None
    line: str | None
    panel_id: str

    @property
    def key(self) -> Key:
        """One for each account, receiver and line."""
        return account_key(self.account, self.receiver, self.line)


def account_key(account: str, receiver: str | None, line: str | None) -> Key:
    """Where the pointer stands. Letters count alike in both cases: hexadecimal is written in either."""
    place = f"panel/{_said(receiver)}/{_said(line)}"
    return Key(f"account/{account.casefold()}", place)


def _said(number: str | None) -> str:
    return _ANY if number is None else number.casefold()


def account_of(panel: Panel) -> AccountOfPanel:
    """A panel's pointer."""
    return AccountOfPanel(
        customer_id=panel.customer_id,
        account=panel.account,
        receiver=panel.receiver,
        line=panel.line,
        panel_id=panel.id,
    )


def find_panel(engine: Engine, account: str, receiver: str | None = None, line: str | None = None) -> Panel | None:
    """Whose signal that is: the panel that names receiver and line before one that names neither."""
    keys = [account_key(account, r, n) for r in dict.fromkeys((receiver, None)) for n in dict.fromkeys((line, None))]
    pointers = engine.read(keys, "register")
    found = (pointers.find(key, AccountOfPanel) for key in keys)
    pointer = next((row for row in found if row is not None), None)
    row = repository.find(engine, everything, Panel, pointer.state.panel_id) if pointer else None
    return row.state if row else None


def panels_at(engine: Engine, customer_id: str, site_id: str) -> list[Panel]:
    """Every panel of a site, by name."""
    found = engine.store.lookup("kind/panel", f"{customer_id}/{site_id}/")
    rows = repository.find_all(engine, everything, Panel, [item["pk"].partition("/")[2] for item in found])
    return [row.state for row in rows.values() if row.state.site_id == site_id]
