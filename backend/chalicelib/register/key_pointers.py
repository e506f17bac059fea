"""Finding keys by their tag, their holder and their site. The pointers are written with the key, in its transaction."""

from typing import ClassVar

from chalicelib.platform.operations import Key
from chalicelib.platform.tables import TableName
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row, State, from_item
from chalicelib.register import repository
from chalicelib.register.repository import everything
from chalicelib.register.site_key import SiteKey


class TagOfKey(State, frozen=True, kw_only=True):
    """The one key with a tag."""

    KIND: ClassVar[str] = "tag_of_key"
    TABLE: ClassVar[TableName] = "register"

    tag: str
    key_id: str

    @property
    def key(self) -> Key:
        """One for each tag, whosever key it is."""
        return tag_key(self.tag)


class KeyOfPerson(State, frozen=True, kw_only=True):
    """One key that somebody has, or had when it was lost."""

    KIND: ClassVar[str] = "key_of_person"
    TABLE: ClassVar[TableName] = "register"

    person_id: str
    key_id: str

    @property
    def key(self) -> Key:
        """Beside the person."""
        return Key(f"person/{self.person_id}", f"key/{self.key_id}")


class KeyAway(State, frozen=True, kw_only=True):
    """That a key is out or lost."""

    KIND: ClassVar[str] = "key_away"
    TABLE: ClassVar[TableName] = "register"

    key_id: str

    @property
    def key(self) -> Key:
        """With all others that are."""
        return Key(_AWAY, self.key_id)


_AWAY = "keys/away"


def tag_key(tag: str) -> Key:
    """Where the pointer of a tag stands."""
    return Key(f"tag/{tag.casefold()}", "key")


def key_pointers(key: SiteKey) -> list[State]:
    """The rows by which a key is found."""
    found: list[State] = [TagOfKey(customer_id=key.customer_id, tag=key.name, key_id=key.id)]
    if key.holder_id:
        found.append(KeyOfPerson(customer_id=key.customer_id, person_id=key.holder_id, key_id=key.id))
    if key.state != "in":
        found.append(KeyAway(customer_id=key.customer_id, key_id=key.id))
    return found


def find_key(engine: Engine, key_id: str) -> Row[SiteKey] | None:
    """A key by id."""
    return repository.find(engine, everything, SiteKey, key_id)


def key_with_tag(engine: Engine, tag: str) -> Row[SiteKey] | None:
    """The key with that tag, as ``read_tag`` writes it."""
    pointer = engine.get(tag_key(tag), TagOfKey)
    return find_key(engine, pointer.state.key_id) if pointer else None


def keys_of(engine: Engine, person_id: str) -> list[Row[SiteKey]]:
    """The keys that somebody has now, by tag: strong reads. What he has lost is not among them."""
    items = engine.store.partition("register", f"person/{person_id}", "key/")
    rows = repository.find_all(engine, everything, SiteKey, [from_item(item).state.key_id for item in items])
    return sorted((row for row in rows.values() if row.state.state == "out"), key=_tag)


def keys_at(engine: Engine, customer_id: str, site_id: str) -> list[Row[SiteKey]]:
    """The keys of a site, by tag."""
    found = engine.store.lookup(f"kind/{SiteKey.KIND}", f"{customer_id}/{site_id}/")
    rows = repository.find_all(engine, everything, SiteKey, [item["pk"].partition("/")[2] for item in found])
    return sorted((row for row in rows.values() if row.state.site_id == site_id), key=_tag)


def keys_away(engine: Engine) -> list[Row[SiteKey]]:
    """Every key that is out or lost, by tag: strong reads."""
    items = engine.store.partition("register", _AWAY)
    rows = repository.find_all(engine, everything, SiteKey, [from_item(item).state.key_id for item in items])
    return sorted((row for row in rows.values() if row.state.state != "in"), key=_tag)


def _tag(row: Row[SiteKey]) -> str:
    return row.state.name
