"""What is sent to the register about a key and what it answers. Who has it is answered, and never sent here."""

from chalicelib.register.inputs import Fields
from chalicelib.register.site_key import Whereabouts


class KeyFields(Fields, frozen=True, kw_only=True):
    """A key. Its name is its tag, as N-0147."""

    customer_id: str
    site_id: str
    cabinet: str = ""
    hook: str = ""
    note: str = ""


class KeyInput(KeyFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A key as it is sent."""

    version: int | None = None


class KeyView(KeyFields, frozen=True, kw_only=True):
    """A key as it is answered: ``since_ms`` in milliseconds since the epoch."""

    id: str
    version: int
    state: Whereabouts
    holder_id: str
    since_ms: int | None
    kept: str
