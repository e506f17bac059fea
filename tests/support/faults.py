"""The store's bad days, on the wire: what DynamoDB Local never does and AWS will.

::

    with Faults(store, Random(7), {Trouble.CONFLICT: 0.2, Trouble.LOST_AFTER: 0.1}):
        ...                                     # by chance, the same every time

    with Faults(store) as faults:
        faults.next(None, Trouble.THROTTLE)     # the first write passes, the second is throttled once
        faults.kill(3, after=True)              # the process ends when the fourth write has been performed

The code under test is the real one down to botocore: only the network is between it and the database.
"""

import json
from collections import Counter, deque
from collections.abc import Callable, Mapping
from enum import StrEnum
from io import BytesIO
from random import Random
from threading import RLock, local
from typing import Any, Self, cast

from botocore.awsrequest import AWSPreparedRequest, AWSResponse, HeadersDict
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

from chalicelib.platform.store import Store
from tests.support.sms import Killed

_EVENT = "before-send.dynamodb"
_WRITES = ("TransactWriteItems", "PutItem")


class Trouble(StrEnum):
    """What becomes of one write."""

    CONFLICT = "conflict"
    """Refused for another transaction under way; nothing is applied."""
    THROTTLE = "throttle"
    """Refused for too many requests; nothing is applied."""
    LOST_BEFORE = "lost_before"
    """The connection breaks, and the write never came through."""
    LOST_AFTER = "lost_after"
    """The write is applied, and its answer is lost."""


class Faults:
    """Disturbs one store's connection while entered. Safe for threads."""

    def __init__(
        self,
        store: Store,
        random: Random | None = None,
        chances: Mapping[Trouble, float] | None = None,
        *,
        lag_ms: int = 0,
        now_ms: Callable[[], int] = lambda: 0,
    ) -> None:
        self.chances = dict(chances or {})
        self.lag_ms = lag_ms
        """The ``open`` index answers as of so long ago, by ``now_ms``."""
        self.writes = 0
        """How many writes were wanted of the store."""
        self.troubles: Counter[Trouble] = Counter()
        """What was done to the writes."""
        self.late = 0
        """How many answers of the index differed from the truth."""
        self._store = store
        self._random = random or Random(0)
        self._now_ms = now_ms
        self._plan: deque[Trouble | None] = deque()
        self._kill: tuple[int, bool] | None = None
        self._past: dict[tuple[str, str], list[tuple[int, dict[str, Any] | None]]] = {}
        self._lock = RLock()
        self._own = local()
        """Marks the thread in which we ask the store ourselves: that is no call of the code under test."""

    def __enter__(self) -> Self:
        self._store.client.meta.events.register_first(_EVENT, self._before_send, unique_id=f"faults-{id(self)}")
        return self

    def __exit__(self, *_: object) -> None:
        self._store.client.meta.events.unregister(_EVENT, self._before_send, unique_id=f"faults-{id(self)}")

    def next(self, *plan: Trouble | None) -> None:
        """What happens to the next writes, before chance has its turn; None lets one pass."""
        self._plan.extend(plan)

    def kill(self, write: int, *, after: bool) -> None:
        """End the process at that write, counted from 0, before it leaves or after it was performed.

        These are all the ends there are: reads leave no trace, and a supplier is asked between two writes.
        """
        self._kill = (self.writes + write, after)

    def spare(self) -> None:
        """Take the end back that was not reached."""
        self._kill = None

    # -- on the wire ---------------------------------------------------------------------------------------------

    def _before_send(self, request: AWSPreparedRequest, **_: Any) -> AWSResponse | None:
        if getattr(self._own, "asking", False):
            return None
        operation = _text(request.headers["X-Amz-Target"]).rpartition(".")[2]
        if operation in _WRITES:
            return self._on_write(operation, request)
        if self.lag_ms and operation == "Query":
            asked = json.loads(_body(request))
            return self._late_answer(asked, self._perform(request)) if asked.get("IndexName") == "open" else None
        return None

    def _on_write(self, operation: str, request: AWSPreparedRequest) -> AWSResponse | None:
        with self._lock:
            dies = self._kill is not None and self._kill[0] == self.writes
            self.writes += 1
            trouble = None if dies else self._trouble()
        if dies and self._kill and not self._kill[1]:
            raise Killed
        if trouble is not None:
            return self._disturb(trouble, operation, request)
        self._keep_past(operation, request)
        if dies:
            self._perform(request)
            raise Killed
        return None

    def _trouble(self) -> Trouble | None:
        if self._plan:
            return self._plan.popleft()
        drawn = self._random.random()
        for trouble, chance in self.chances.items():
            if drawn < chance:
                return trouble
            drawn -= chance
        return None

    def _disturb(self, trouble: Trouble, operation: str, request: AWSPreparedRequest) -> AWSResponse:
        self.troubles[trouble] += 1
        if trouble is Trouble.LOST_BEFORE:
            raise ConnectionClosedError(endpoint_url=request.url)
        if trouble is Trouble.LOST_AFTER:
            self._keep_past(operation, request)
            self._perform(request)
            raise ReadTimeoutError(endpoint_url=request.url)
        if trouble is Trouble.THROTTLE:
            return _refusal(request, "ThrottlingException", {})
        if operation == "PutItem":
            return _refusal(request, "TransactionConflictException", {})
        count = len(json.loads(_body(request))["TransactItems"])
        reasons = [{"Code": "TransactionConflict"}, *({"Code": "None"} for _ in range(count - 1))]
        return _refusal(request, "TransactionCanceledException", {"CancellationReasons": reasons})

    def _perform(self, request: AWSPreparedRequest) -> AWSResponse:
        answer: AWSResponse = self._store.client._endpoint.http_session.send(request)
        return answer

    # -- an index that lags --------------------------------------------------------------------------------------

    def _keep_past(self, operation: str, request: AWSPreparedRequest) -> None:
        """Remember how the rows of ``live`` stood before they are written, for as long as the index shows them so."""
        if not self.lag_ms:
            return
        asked = json.loads(_body(request))
        for one in asked["TransactItems"] if operation == "TransactWriteItems" else [{"Put": asked}]:
            ((kind, what),) = one.items()
            if kind == "ConditionCheck" or what["TableName"] != self._store.table("live"):
                continue
            key = {name: (what.get("Item") or what["Key"])[name] for name in ("pk", "sk")}
            before = self._as_it_stands(key)
            with self._lock:
                past = self._past.setdefault((key["pk"]["S"], key["sk"]["S"]), [])
                past.append((self._now_ms(), before))

    def _as_it_stands(self, key: dict[str, Any]) -> dict[str, Any] | None:
        self._own.asking = True
        try:
            found = self._store.client.get_item(TableName=self._store.table("live"), Key=key, ConsistentRead=True)
        finally:
            self._own.asking = False
        item: dict[str, Any] | None = found.get("Item")
        return item

    def _late_answer(self, asked: dict[str, Any], answer: AWSResponse) -> AWSResponse:
        """The answer as it was: without what was written since, and with what was overwritten since.

        Of an answer in several pages, the rows as they were come with the first.
        """
        body = json.loads(answer.content)
        now_known = {(item["pk"]["S"], item["sk"]["S"]): item for item in body["Items"]}
        shown = dict(now_known)
        for key, before in self._as_of(self._now_ms() - self.lag_ms).items():
            shown.pop(key, None)
            if before is not None and "ExclusiveStartKey" not in asked and _matches(before, asked):
                shown[key] = before
        if shown != now_known:
            self.late += 1
        body["Items"] = sorted(shown.values(), key=lambda item: int(item["due_at_ms"]["N"]))
        body["Count"] = body["ScannedCount"] = len(shown)
        return _response(answer.url, 200, body)

    def _as_of(self, at_ms: int) -> dict[tuple[str, str], dict[str, Any] | None]:
        """The rows written since, as they stood then."""
        with self._lock:
            for key, past in list(self._past.items()):
                self._past[key] = [one for one in past if one[0] > at_ms]
                if not self._past[key]:
                    del self._past[key]
            return {key: past[0][1] for key, past in self._past.items()}


def _matches(item: dict[str, Any], asked: dict[str, Any]) -> bool:
    values = asked["ExpressionAttributeValues"]
    due = item.get("due_at_ms")
    return item.get("lane") == values[":lane"] and due is not None and int(due["N"]) <= int(values[":until"]["N"])


def _refusal(request: AWSPreparedRequest, code: str, more: dict[str, Any]) -> AWSResponse:
    kind = f"com.amazonaws.dynamodb.v20120810#{code}"
    return _response(request.url, 400, {"__type": kind, "message": f"{code}, as the test wanted it", **more})


class _Body(BytesIO):
    """A body as urllib3 hands it over."""

    def stream(self, **_: Any) -> list[bytes]:
        return [self.getvalue()]


def _response(url: str, status: int, body: dict[str, Any]) -> AWSResponse:
    headers = HeadersDict({"Content-Type": "application/x-amz-json-1.0", "x-amzn-RequestId": "of-the-test"})
    return AWSResponse(url, status, cast(Any, headers), _Body(json.dumps(body).encode()))


def _body(request: AWSPreparedRequest) -> str | bytes:
    assert isinstance(request.body, str | bytes)
    return request.body


def _text(header: str | bytes) -> str:
    return header.decode() if isinstance(header, bytes) else header
