"""What goes over the wire to the store: each call with its parameters, its price and when it was answered."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

_OPERATIONS = ("TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem", "BatchGetItem", "GetItem", "Query", "Scan")
_WRITES = ("TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem")


class Call(msgspec.Struct, frozen=True):
    """One round trip that succeeded."""

    operation: str
    parameters: dict[str, Any]
    at_s: float
    units: float

    @property
    def is_write(self) -> bool:
        """Whether its units are write units."""
        return self.operation in _WRITES

    @property
    def touched(self) -> list[tuple[str, str, str]]:
        """Table, partition and sort key of all that a transaction wrote."""
        found = []
        for operation in self.parameters.get("TransactItems", ()):
            ((what, body),) = operation.items()
            key = body["Item"] if what == "Put" else body["Key"]
            found.append((body["TableName"], key["pk"]["S"], key["sk"]["S"]))
        return found


@contextmanager
def tapped(client: Any, *, priced: bool = False) -> Iterator[list[Call]]:
    """All calls of this client while the context lasts. ``priced`` asks the store for its units too."""
    calls: list[Call] = []

    def before(params: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        if priced and model.name in _OPERATIONS:
            params["ReturnConsumedCapacity"] = "TOTAL"
        context["bench"] = dict(params)

    def after(http_response: Any, parsed: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        if http_response.status_code == 200:
            consumed = parsed.get("ConsumedCapacity") or []
            some = consumed if isinstance(consumed, list) else [consumed]
            units = sum(float(one["CapacityUnits"]) for one in some)
            calls.append(Call(model.name, context.get("bench", {}), time.monotonic(), units))

    events = client.meta.events
    events.register("before-parameter-build.dynamodb", before)
    events.register("after-call.dynamodb", after)
    try:
        yield calls
    finally:
        events.unregister("before-parameter-build.dynamodb", before)
        events.unregister("after-call.dynamodb", after)
