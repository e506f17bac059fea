"""The three tables, by how they live, and the request that makes one; nothing else about them.

``register`` is read often and changed seldom, ``live`` is changed every second, ``journal`` only grows. Keys, version,
lane and ``due_at_ms`` are attributes and live only there; what a subject knows is one msgspec document in ``doc``.
"""

from typing import Any, Literal

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

TableName = Literal["register", "live", "journal"]


class OpenIndex(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    """Every open row, by lane and by what falls due first. Rows without a lane are absent: they are closed."""

    class Meta:
        index_name = "open"
        projection = AllProjection()
        billing_mode = "PAY_PER_REQUEST"

    lane = UnicodeAttribute(hash_key=True)
    due_at_ms = NumberAttribute(range_key=True)


class LookupIndex(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    """The register by what one looks for: ``site/<customer>``, sorted by ``sort``."""

    class Meta:
        index_name = "lookup"
        projection = AllProjection()
        billing_mode = "PAY_PER_REQUEST"

    lookup = UnicodeAttribute(hash_key=True)
    sort = UnicodeAttribute(range_key=True)


class BySiteIndex(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    """The journal of one site in the order of time."""

    class Meta:
        index_name = "by_site"
        projection = AllProjection()
        billing_mode = "PAY_PER_REQUEST"

    site_id = UnicodeAttribute(hash_key=True)
    at_ms = NumberAttribute(range_key=True)


class Register(Model):
    """Customers, sites, contacts, people, assignments, policies."""

    class Meta:
        table_name = "register"
        billing_mode = "PAY_PER_REQUEST"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    version = NumberAttribute()
    kind = UnicodeAttribute()
    customer_id = UnicodeAttribute()
    doc = UnicodeAttribute()
    schema = NumberAttribute()
    head = UnicodeAttribute(null=True)
    commands = UnicodeAttribute(null=True)
    lookup = UnicodeAttribute(null=True)
    sort = UnicodeAttribute(null=True)
    lookup_index = LookupIndex()


class Live(Model):
    """Watches, shifts, cases, messages, sessions: all that is open, and what was closed within a day."""

    class Meta:
        table_name = "live"
        billing_mode = "PAY_PER_REQUEST"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    version = NumberAttribute()
    kind = UnicodeAttribute()
    customer_id = UnicodeAttribute()
    doc = UnicodeAttribute()
    schema = NumberAttribute()
    head = UnicodeAttribute(null=True)
    commands = UnicodeAttribute(null=True)
    lane = UnicodeAttribute(null=True)
    due_at_ms = NumberAttribute(null=True)
    expires_at_s = NumberAttribute(null=True)
    open_index = OpenIndex()


class Journal(Model):
    """What happened. ``private`` and its ``salt`` can be taken away later; the chain still verifies."""

    class Meta:
        table_name = "journal"
        billing_mode = "PAY_PER_REQUEST"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    at_ms = NumberAttribute()
    customer_id = UnicodeAttribute()
    site_id = UnicodeAttribute(null=True)
    public = UnicodeAttribute()
    previous = UnicodeAttribute()
    hash = UnicodeAttribute()
    seal = UnicodeAttribute(null=True)
    private = UnicodeAttribute(null=True)
    salt = BinaryAttribute(legacy_encoding=False, null=True)
    by_site_index = BySiteIndex()


MODELS: dict[TableName, type[Model]] = {"register": Register, "live": Live, "journal": Journal}


def table_definition(name: str, model: type[Model]) -> dict[str, Any]:
    """The ``CreateTable`` request for a model: the one source of keys and indexes, for the template too."""
    schema = model._get_schema()
    indexes = schema["global_secondary_indexes"]
    definition = {
        "TableName": name,
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": schema["attribute_definitions"],
        "KeySchema": _hash_first(schema["key_schema"]),
    }
    if indexes:
        definition["GlobalSecondaryIndexes"] = [
            {
                "IndexName": index["index_name"],
                "KeySchema": _hash_first(index["key_schema"]),
                "Projection": index["projection"],
            }
            for index in indexes
        ]
    return definition


def _hash_first(schema: Any) -> list[dict[str, str]]:
    return sorted(schema, key=lambda entry: entry["KeyType"])
