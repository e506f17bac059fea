"""A Chalice app as small as the host's tests need it, with a door for everything that the host has to carry."""

import os
import threading
from collections.abc import Callable
from typing import Any

import boto3
from chalice.app import Chalice, Rate, Response

app = Chalice("tiny")
app.experimental_feature_flags.update(["WEBSOCKETS"])

TICKET = "a good ticket"

_release = threading.Event()
_meetings: dict[int, threading.Barrier] = {}
_log: list[list[Any]] = []
_wake: list[Callable[[str], None]] = []


def configure(wake: Callable[[str], None]) -> None:
    """Be told how to wake."""
    _wake.append(wake)


def _note(*what: Any) -> None:
    _log.append(list(what))


@app.route("/api/v1/log")
def log() -> list[list[Any]]:
    """What has happened so far."""
    return list(_log)


@app.route("/api/v1/echo/{thing}", methods=["GET", "POST", "PUT"])
def echo(thing: str) -> Response:
    """What the app was told of the request. With ``?meet=N`` it goes on once N of them are here at the same time."""
    request = app.current_request
    assert request is not None
    query = dict(request.query_params or {})
    if "meet" in query:
        several = int(query["meet"])
        _meetings.setdefault(several, threading.Barrier(several)).wait(25)
    again, context = app.current_request, request.lambda_context
    assert again is not None
    assert context is not None
    told = {
        "method": request.method,
        "thing": thing,
        "query": query,
        "body": request.raw_body.decode() if isinstance(request.raw_body, bytes) else request.raw_body,
        "client": request.context["identity"]["sourceIp"],
        "same_request": again is request,
        "remaining_ms": context.get_remaining_time_in_millis(),
    }
    return Response(told, headers={"X-Twice": ["one", "two"]}, status_code=200)


@app.route("/api/v1/bytes")
def binary() -> Response:
    """Bytes that are no text."""
    return Response(bytes(range(256)), headers={"Content-Type": "application/octet-stream"})


@app.route("/api/v1/broken")
def broken() -> None:
    """A defect."""
    raise RuntimeError("a defect")


@app.route("/api/v1/slow")
def slow() -> dict[str, bool]:
    """Keeps its worker until released."""
    return {"released": _release.wait(25)}


@app.route("/api/v1/release", methods=["POST"])
@app.route("/api/v1/duties/{duty_id}/check-ins", methods=["POST"])
@app.route("/api/v1/sos", methods=["POST"])
def urgent(duty_id: str = "") -> dict[str, str]:
    """What must not wait."""
    return {"duty_id": duty_id}


@app.route("/api/v1/sos/release", methods=["POST"])
def release() -> dict[str, bool]:
    """Let the slow ones go."""
    _release.set()
    return {}


@app.route("/api/v1/wake", methods=["POST"])
def wake() -> dict[str, int]:
    """Wake the sender so many times."""
    assert app.current_request is not None
    count = int(app.current_request.json_body["count"])
    for number in range(count):
        _wake[0](f"wake {number}")
    return {"count": count}


@app.on_sqs_message(queue="tiny", batch_size=10)
def waker(event: Any) -> None:
    """Notes its batches; a batch with ``poison`` fails the first time."""
    bodies = [record.body for record in event]
    _note("woken", bodies)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def failing_sweep(event: Any) -> None:
    """Fails at every tick."""
    _note("swept", event.to_dict()["detail-type"], event.context.get_remaining_time_in_millis())
    raise RuntimeError("a defect in the sweep")


@app.on_ws_connect()
def connected(event: Any) -> Response:
    """Only with a ticket."""
    query = event.to_dict().get("queryStringParameters") or {}
    _note("connect", event.connection_id, query)
    return Response("", status_code=200 if query.get("ticket") == TICKET else 401)


@app.on_ws_message()
def message(event: Any) -> None:
    """Answers each message to the one who sent it, through the connection API."""
    _note("message", event.connection_id, event.body)
    client = boto3.client("apigatewaymanagementapi", endpoint_url=os.environ["VARDE_WEBSOCKET_ENDPOINT"])
    client.post_to_connection(ConnectionId=event.connection_id, Data=f"heard {event.body}".encode())
    client.close()


@app.on_ws_disconnect()
def disconnected(event: Any) -> None:
    """The page left."""
    _note("disconnect", event.connection_id, event.to_dict()["requestContext"]["disconnectStatusCode"])


@app.route("/api/v1/sms/receipts", methods=["POST"])
@app.route("/api/v1/sms/inbound", methods=["POST"])
def from_outside() -> dict[str, str]:
    """What the network brings, with its signature."""
    request = app.current_request
    assert request is not None
    _note("outside", request.path, request.json_body, "varde-signature" in request.headers)
    return {}
