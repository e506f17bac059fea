"""Every door of the system: routes, sockets, schedules, queues."""

import threading
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import msgspec
from chalice.app import Chalice, CloudWatchEvent, Rate, Response, SNSEvent, SQSEvent, WebsocketEvent

from chalicelib.alarms.fitter import ROUTES as FITTER_ROUTES
from chalicelib.alarms.lifts import ROUTES as LIFT_ROUTES
from chalicelib.alarms.lives import ROUTES as LIFE_ROUTES
from chalicelib.alarms.routes import ROUTES as ALARM_ROUTES
from chalicelib.alarms.signal import Signal
from chalicelib.alarms.signed import signer
from chalicelib.channels.receipts import InboundSms, Unreadable, Untrusted
from chalicelib.channels.sms import SmsProvider
from chalicelib.channels.sms import provider as sms_provider
from chalicelib.channels.training import check_training, push_service
from chalicelib.channels.voice import VoiceProvider, voice_provider
from chalicelib.desk import providers, sockets
from chalicelib.desk.attendance_routes import ROUTES as ATTENDANCE_ROUTES
from chalicelib.desk.call_lists import ROUTES as CALL_LIST_ROUTES
from chalicelib.desk.deadlines import decisions
from chalicelib.desk.handing_routes import ROUTES as HANDING_ROUTES
from chalicelib.desk.journal_routes import ROUTES as JOURNAL_ROUTES
from chalicelib.desk.lifelines import ROUTES as LIFELINE_ROUTES
from chalicelib.desk.panel_history import ROUTES as HISTORY_ROUTES
from chalicelib.desk.response_times import ROUTES as RESPONSE_ROUTES
from chalicelib.desk.routes import ROUTES as DESK_ROUTES
from chalicelib.desk.shift_end import ROUTES as SHIFT_END_ROUTES
from chalicelib.desk.sos_routes import ROUTES as SOS_ROUTES
from chalicelib.desk.wish_preview import ROUTES as WISH_ROUTES
from chalicelib.engine.auditor import audit as audit_once
from chalicelib.engine.auditor import is_beating
from chalicelib.engine.clock import Clock
from chalicelib.engine.inbox import Inbound
from chalicelib.engine.messages import FanOut, Message
from chalicelib.engine.pushes import Pusher
from chalicelib.engine.settle import Sender, Settle
from chalicelib.guards.dispatch.desk_routes import ROUTES as DISPATCH_ROUTES
from chalicelib.guards.dispatch.guard_routes import ROUTES as TURNOUT_ROUTES
from chalicelib.guards.dispatch.photo_routes import ROUTES as PHOTO_ROUTES
from chalicelib.guards.dispatch.states import Dispatch
from chalicelib.guards.keys.routes import ROUTES as KEY_ROUTES
from chalicelib.guards.rota_routes import ROUTES as ROTA_ROUTES
from chalicelib.guards.routes import ROUTES as GUARD_ROUTES
from chalicelib.guards.shift_routes import ROUTES as SHIFT_ROUTES
from chalicelib.identity.authenticate import authenticator
from chalicelib.identity.device_routes import ROUTES as DEVICE_ROUTES
from chalicelib.identity.devices import device_of, devices_of
from chalicelib.identity.routes import ROUTES as IDENTITY_ROUTES
from chalicelib.identity.tickets import redeem_ticket
from chalicelib.missions.call_routes import ROUTES as CALL_ROUTES
from chalicelib.missions.opening import ROUTES as OPENING_ROUTES
from chalicelib.missions.routes import ROUTES as MISSION_ROUTES
from chalicelib.missions.spreading import ROUTES as SPREADING_ROUTES
from chalicelib.platform import observability
from chalicelib.platform.config import Config, config
from chalicelib.platform.http import Context, Incoming, mount
from chalicelib.platform.operations import AnswerLost, Key, TryAgain
from chalicelib.platform.route import Route
from chalicelib.platform.shapes import know_all
from chalicelib.platform.store import Store
from chalicelib.platform.time import SECOND_MS, now_ms
from chalicelib.records.commit import Engine, TooContended
from chalicelib.records.rows import State
from chalicelib.register.names import NAMES
from chalicelib.register.routes import ROUTES as REGISTER_ROUTES

app = Chalice(app_name="varde", configure_logs=False)  # observability writes each line, and once
app.experimental_feature_flags.update(["WEBSOCKETS"])
app.api.binary_types.append("text/csv")  # an exported table may be CP1252: its bytes must come through as they are

_AT_ONCE = frozenset({Message.KIND, FanOut.KIND, Inbound.KIND, Dispatch.KIND, Signal.KIND})
"""What is due as it is written: the waker settles it without waiting for the clock's next look."""
_LAST_MS = 5 * SECOND_MS
_wake: Callable[[str], None] | None = None


class _Parts(msgspec.Struct, frozen=True):
    """The parts of one process, put together once."""

    config: Config
    engine: Engine
    provider: SmsProvider
    voice: VoiceProvider
    sender: Sender
    settles: dict[str, Settle]


def configure(wake: Callable[[str], None]) -> None:
    """Be told how the waker is woken on one machine; in AWS it is the queue that the configuration names."""
    global _wake
    _wake = wake


@cache
def parts() -> _Parts:
    """The composition root."""
    settings = config()
    check_training(settings)
    engine = Engine(Store(settings), settings.shards, _changed)
    provider = sms_provider(settings)
    voice = voice_provider(settings)
    sender = Sender(settings, provider, devices_of, voice)
    settles = decisions(sender, Pusher(push_service(settings), device_of))
    return _Parts(settings, engine, provider, voice, sender, settles)


def all_routes() -> tuple[Route, ...]:
    """Every route, with its audience."""
    return (
        *IDENTITY_ROUTES,
        *DEVICE_ROUTES,
        *GUARD_ROUTES,
        *SHIFT_ROUTES,
        *ROTA_ROUTES,
        *DISPATCH_ROUTES,
        *KEY_ROUTES,
        *TURNOUT_ROUTES,
        *PHOTO_ROUTES,
        *OPENING_ROUTES,
        *MISSION_ROUTES,
        *CALL_ROUTES,
        *SPREADING_ROUTES,
        *SOS_ROUTES,
        *DESK_ROUTES,
        *JOURNAL_ROUTES,
        *LIFELINE_ROUTES,
        *HANDING_ROUTES,
        *CALL_LIST_ROUTES,
        *WISH_ROUTES,
        *ATTENDANCE_ROUTES,
        *SHIFT_END_ROUTES,
        *RESPONSE_ROUTES,
        *HISTORY_ROUTES,
        *REGISTER_ROUTES,
        *ALARM_ROUTES,
        *FITTER_ROUTES,
        *LIFT_ROUTES,
        *LIFE_ROUTES,
        *providers.routes(parts().provider, parts().voice, parts().sender),
    )


def _from_the_supplier(incoming: Incoming) -> bool:
    made = parts()
    if incoming.route.path == "signals":
        found = signer(made.engine, made.config, incoming.headers, incoming.raw_body, incoming.now_ms)
        return found is not None
    doors: dict[str, Callable[[Mapping[str, str], bytes, int], Any]] = {
        "sms/receipts": made.provider.receipts,
        "sms/inbound": made.provider.inbound,
        "voice/reports": made.voice.reports,
    }
    read = doors[incoming.route.path]
    try:
        read(incoming.headers, incoming.raw_body, incoming.now_ms)
    except Untrusted:
        return False
    except Unreadable:
        return True  # genuine, and the handler says what is wrong with it
    return True


def context() -> Context:
    """What the doors need."""
    made = parts()
    return Context(
        engine=made.engine,
        config=made.config,
        authenticate=authenticator(made.engine, made.config),
        provider=_from_the_supplier,
        passing=(TryAgain, AnswerLost, TooContended),
    )


# -- waking: quicker than the clock's next look, and never needed for anything to happen ------------------------------


def _changed(rows: list[tuple[str, Key, int]]) -> None:
    NAMES.changed(parts().engine, rows)
    words = [[kind, *key, version] for kind, key, version in rows if kind in _AT_ONCE or kind in sockets.TOLD]
    if not words:
        return
    body = msgspec.json.encode(words).decode()
    if _wake is not None:
        _wake(body)
    elif parts().config.wake_queue_url:
        _queue().send_message(QueueUrl=parts().config.wake_queue_url, MessageBody=body)


@cache
def _queue() -> Any:
    import boto3

    return boto3.client("sqs", region_name=parts().config.region)


@cache
def _connections() -> Any:
    import boto3

    made = parts().config
    return boto3.client("apigatewaymanagementapi", endpoint_url=made.websocket_endpoint, region_name=made.region)


def _send(connection: str, word: str) -> bool:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        _connections().post_to_connection(ConnectionId=connection, Data=word.encode())
    except ClientError as error:
        return error.response["Error"].get("Code") not in ("GoneException", "410")
    except BotoCoreError:
        return True  # the page will fetch the board by itself
    return True


@app.on_sqs_message(queue="varde-wake", batch_size=10, name="waker")
def waker(event: SQSEvent) -> None:
    """Settle what is due at once, and tell the desk's pages what changed."""
    told: list[str] = []
    for record in event:
        for kind, pk, sk, version in msgspec.json.decode(record.body.encode(), type=list[tuple[str, str, str, int]]):
            if kind in _AT_ONCE:
                _settle_now(kind, Key(pk, sk))
            word = sockets.word_of(kind, Key(pk, sk), version)
            if word:
                told.append(word)
    if told:
        sockets.tell(parts().engine, list(dict.fromkeys(told)), _send, now_ms())


def _settle_now(kind: str, key: Key) -> None:
    made, now = parts(), now_ms()
    row = made.engine.get(key, State)
    if row is None or row.state.lane is None or row.state.due_at_ms > now:
        return
    try:
        made.settles[kind](made.engine, row, now)
    except Exception as error:  # the row is still due, and the clock takes it from here
        observability.failed(error, "a wake-up was left to the clock", kind=kind)


# -- the clock and the auditor ---------------------------------------------------------------------------------------


@app.schedule(Rate(1, unit=Rate.MINUTES), name="sweep")
def sweep(event: CloudWatchEvent) -> None:
    """Started each minute, sweeps for several: the next one is there before this one ends."""
    made = parts()
    # By those that were started before: an alarm outside hears it each minute, and goes off when it does not.
    if is_beating(made.engine, now_ms()):
        observability.count("Heartbeat")
    context: Any = event.context  # chalice types it as a map; it is the function's context
    clocks = [Clock(made.engine, made.settles, shard) for shard in range(made.engine.shards)]
    until_ms = now_ms() + context.get_remaining_time_in_millis() - _LAST_MS
    know_all()
    threads = [threading.Thread(target=clock.run, args=(until_ms,), daemon=True) for clock in clocks]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        if context.get_remaining_time_in_millis() < _LAST_MS:
            for clock in clocks:
                clock.stop()
        for thread in threads:
            thread.join(0.2)


@app.schedule(Rate(5, unit=Rate.MINUTES), name="audit")
def audit(_event: CloudWatchEvent) -> None:
    """One pass over everything that is open."""
    audit_once(parts().engine, parts().config, now_ms())


@app.on_sns_message(topic="varde-sms-events", name="sms_events")
def sms_events(event: SNSEvent) -> None:
    """What AWS's own SMS service says: texts that came in, and receipts."""
    from chalicelib.channels.sms_aws import parse_event
    from chalicelib.channels.voice_aws import parse_call_event

    made, now = parts(), now_ms()
    report = parse_call_event(event.message, now)
    if report is not None:
        made.sender.report(made.engine, report, now)
        return
    found = parse_event(event.message, now)
    if isinstance(found, InboundSms):
        providers.store_inbound(made.engine, [found], now)
    elif found is not None:
        providers.apply_receipts(made.engine, made.sender, [found], now)


# -- sockets ---------------------------------------------------------------------------------------------------------


@app.on_ws_connect(name="ws_connect")
def ws_connect(event: WebsocketEvent) -> Response:
    """Only with a ticket, and only once with each."""
    query = event.to_dict().get("queryStringParameters") or {}
    caller = redeem_ticket(parts().engine, parts().config, str(query.get("ticket", "")), now_ms())
    if caller is None or not caller.has("operator", "duty_manager"):
        return Response("", status_code=401)
    sockets.connected(parts().engine, event.connection_id, caller, now_ms())
    return Response("", status_code=200)


@app.on_ws_message(name="ws_default")
def ws_default(_event: WebsocketEvent) -> Response:
    """A page's ping keeps the line open; nothing else is said on it."""
    return Response("", status_code=200)


@app.on_ws_disconnect(name="ws_disconnect")
def ws_disconnect(event: WebsocketEvent) -> Response:
    """The page is gone."""
    sockets.gone(parts().engine, event.connection_id, now_ms())
    return Response("", status_code=200)


mount(app, all_routes(), context())
