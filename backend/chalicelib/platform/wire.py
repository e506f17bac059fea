"""The wire's form of rows, writes and refusals: plain Python values on our side, DynamoDB's marks on the other."""

from collections.abc import Callable
from typing import Any

from pynamodb.exceptions import VerboseClientError
from pynamodb.models import Model

from chalicelib.platform.operations import Check, ConditionFailed, Delete, Item, Key, Operation, TryAgain
from chalicelib.platform.tables import MODELS

_PLAIN: dict[str, Callable[[Any], Any]] = {"S": str, "N": int, "B": bytes}
_RETRIABLE = {
    "TransactionConflictException",
    "TransactionInProgressException",
    "ThrottlingException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "InternalServerError",
    "ServiceUnavailable",
}
_RETRIABLE_REASONS = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}


def wire_key(key: Key) -> dict[str, Any]:
    """Where a row is."""
    return {"pk": {"S": key.pk}, "sk": {"S": key.sk}}


def _wire(model: type[Model], item: Item) -> dict[str, Any]:
    return model(**item).serialize()


def plain(raw: dict[str, dict[str, Any]]) -> Item:
    """A row as plain values. By hand, since a board reads thousands: through the models it takes six times as long."""
    return {name: _PLAIN[mark](value) for name, typed in raw.items() for mark, value in typed.items()}


def wire_operation(table: str, operation: Operation) -> dict[str, Any]:
    """One write of a transaction, with its condition; ``table`` is its name in this installation."""
    condition: dict[str, Any] = {}
    if operation.version == 0:
        condition = {"ConditionExpression": "attribute_not_exists(pk)"}
    elif operation.version is not None:
        condition = {
            "ConditionExpression": "version = :version",
            "ExpressionAttributeValues": {":version": {"N": str(operation.version)}},
        }
    if isinstance(operation, Delete):
        return {"Delete": {"TableName": table, "Key": wire_key(operation.key), **condition}}
    if isinstance(operation, Check):
        return {"ConditionCheck": {"TableName": table, "Key": wire_key(operation.key), **condition}}
    return {"Put": {"TableName": table, "Item": _wire(MODELS[operation.table], operation.item), **condition}}


def meaning(error: VerboseClientError) -> Exception:
    """What the store's refusal means for us; an unknown one is passed on as it came."""
    code = error.response["Error"].get("Code", "")
    if code == "ConditionalCheckFailedException":
        return ConditionFailed([0])
    if code == "TransactionCanceledException":
        reasons = [reason.code if reason else "None" for reason in error.cancellation_reasons]
        failed = [index for index, reason in enumerate(reasons) if reason == "ConditionalCheckFailed"]
        if failed:
            return ConditionFailed(failed)
        if any(reason in _RETRIABLE_REASONS for reason in reasons):
            return TryAgain(", ".join(reasons))
    return TryAgain(code) if code in _RETRIABLE else error
