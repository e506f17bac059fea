"""What is logged and counted: only the fields named here, and none of them is personal.

No message carries a request's content, and an exception is logged as its type and the lines it passed, never with its
text, which may quote a name or a number. Powertools is imported when the first line is written: not on the way to an
SOS.
"""

import os
import re
import sys
import traceback
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger

SERVICE = "varde"
FIELDS = frozenset(
    {
        *("attempt", "channel", "correlation_id", "count", "error", "ids", "kind", "lane", "late_ms", "method", "ms"),
        *("provider", "reason", "route", "row", "rung", "shard", "stack", "status", "version"),
    }
)
"""Every field a log line may have. What is not here is left out, and the line says which it was."""
_OF_THE_LOGGER = {"level", "location", "message", "timestamp", "service", "dropped"}

_PERSONAL = re.compile(
    r"(?P<phone>\+\d[\d ]{6,16}\d|(?<![\w.-])[2-9]\d{7}(?![\w.-]))"
    r"|(?P<place>-?\d{1,3}\.\d{3,}\s*[,;/ ]\s*-?\d{1,3}\.\d{3,})"
)


def mask(text: str) -> str:
    """The text with everything that looks like a telephone number or a pair of coordinates taken out."""
    return _PERSONAL.sub(lambda match: "[number]" if match["phone"] else "[position]", text)


def info(message: str, **fields: Any) -> None:
    """Something that is part of a normal night. ``message`` is constant words; facts go in the fields."""
    _write("info", message, fields)


def warn(message: str, **fields: Any) -> None:
    """Something a person should look at when there is time."""
    _write("warning", message, fields)


def failed(error: BaseException, message: str, **fields: Any) -> None:
    """A defect: its type and the lines it passed, without its text."""
    _write("error", message, {**fields, "error": type(error).__name__, "stack": _stack(error)})


def count(name: str, value: float = 1, unit: str = "Count") -> None:
    """A number for the dashboards, in CloudWatch's embedded format; nothing is written on one machine."""
    if "AWS_LAMBDA_FUNCTION_NAME" not in os.environ:
        return
    from aws_lambda_powertools.metrics import MetricUnit, single_metric

    with single_metric(name=name, unit=MetricUnit(unit), value=value, namespace=SERVICE) as metric:
        metric.add_dimension(name="service", value=SERVICE)


def _write(level: str, message: str, fields: dict[str, Any]) -> None:
    """One line. That it cannot be written is no reason to fail whoever wanted to say something."""
    try:
        getattr(_log(), level)(mask(message), extra=_allowed(fields), stacklevel=3)
    except Exception as error:
        print(f"a line could not be logged: {type(error).__name__}", file=sys.stderr)


def _stack(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


def _allowed(fields: dict[str, Any]) -> dict[str, Any]:
    kept = {name: _masked(value) for name, value in fields.items() if name in FIELDS}
    dropped = sorted(set(fields) - FIELDS)
    return {**kept, "dropped": dropped} if dropped else kept


def _masked(value: Any) -> Any:
    if isinstance(value, bool | int | float) or value is None:
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_masked(part) for part in value]
    return mask(str(value))


@cache
def _log() -> "Logger":
    from aws_lambda_powertools import Logger
    from aws_lambda_powertools.logging.formatter import LambdaPowertoolsFormatter

    class Formatter(LambdaPowertoolsFormatter):
        """The last gate: whatever found its way onto a line, only known fields leave."""

        def serialize(self, log: Any) -> str:
            kept = {name: value for name, value in dict(log).items() if name in FIELDS | _OF_THE_LOGGER}
            return msgspec.json.encode(kept).decode()

    return Logger(service=SERVICE, logger_formatter=Formatter(utc=True))
