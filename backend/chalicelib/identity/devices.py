"""Which devices a person wants to be told on: each belongs to a session, and is silent once that has ended."""

from typing import Annotated

import msgspec

from chalicelib.channels.push import from_text, is_known_service, public_key
from chalicelib.channels.push_words import WORDS, Words
from chalicelib.engine.pushes import Device, Push, device_key
from chalicelib.identity.keeping import sessions_of
from chalicelib.identity.limits import IDENTITY, TRIALS_PER_PERSON, take
from chalicelib.identity.sessions import Session, session_key
from chalicelib.platform.http import Request
from chalicelib.platform.problems import conflict, invalid
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.change import NOTHING, Actor, Change, create, remove, update
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row

Key65 = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]{87}$")]
Key16 = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]{22}$")]


class Subscription(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """PUT me/device: how the browser wants to be told."""

    endpoint: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
    p256dh: Key65
    auth: Key16


class MyDevice(msgspec.Struct, frozen=True, kw_only=True):
    """What the browser compares its own subscription with, at each start."""

    push_key: str
    """The key that a subscription is bound to; another one than the browser's means: subscribe anew."""
    endpoint: str | None
    """Where this session's device is told; None: nowhere."""


def devices_of(engine: Engine, person_id: str, now_ms: int) -> list[Device]:
    """The devices of a person's sessions that stand."""
    keys = [device_key(session.id) for session in sessions_of(engine, person_id, now_ms)]
    return [row.state for row in engine.read(keys).all(Device)] if keys else []


def device_of(engine: Engine, session_id: str, now_ms: int) -> Row[Device] | None:
    """The device of a session, if that stands."""
    rows = engine.read([session_key(session_id), device_key(session_id)])
    session = rows.find(session_key(session_id), Session)
    return rows.find(device_key(session_id), Device) if session and session.state.stands(now_ms) else None


def on_my_device(request: Request) -> MyDevice:
    """``GET me/device``"""
    device = request.engine.get(device_key(request.who.session_id), Device)
    return MyDevice(push_key=public_key(request.config), endpoint=device.state.endpoint if device else None)


def on_subscribe(request: Request[Subscription]) -> MyDevice:
    """``PUT me/device``"""
    body, caller, now_ms = request.body, request.who, request.now_ms
    if not is_known_service(request.config, body.endpoint):
        raise invalid("endpoint", "device.unknown_service")
    if not _is_point(body.p256dh):
        raise invalid("p256dh", "identity.device_key")
    key = device_key(caller.session_id)

    def load() -> tuple[Row[Device] | None, Row[Session] | None]:
        rows = request.engine.read([key, session_key(caller.session_id)])
        return rows.find(key, Device), rows.find(session_key(caller.session_id), Session)

    def decide(facts: tuple[Row[Device] | None, Row[Session] | None]) -> Change:
        before, session = facts
        device = Device(
            customer_id=caller.customer_id,
            session_id=caller.session_id,
            endpoint=body.endpoint,
            p256dh=body.p256dh,
            auth=body.auth,
            since_ms=now_ms,
            until_ms=session.state.expires_at_ms if session else now_ms,
        )
        return Change((update(before, device) if before else create(device),))

    request.engine.execute(load, decide, actor=Actor("person", caller.person_id), at_ms=now_ms)
    return MyDevice(push_key=public_key(request.config), endpoint=body.endpoint)


def on_unsubscribe(request: Request) -> None:
    """``DELETE me/device``"""
    key = device_key(request.who.session_id)

    def decide(row: Row[Device] | None) -> Change:
        return Change((remove(row),)) if row else NOTHING

    request.engine.execute(lambda: request.engine.get(key, Device), decide, actor=IDENTITY, at_ms=request.now_ms)


def on_trial(request: Request) -> None:
    """``POST me/device/trial``"""
    caller, now_ms = request.who, request.now_ms
    device = device_of(request.engine, caller.session_id, now_ms)
    if device is None:
        raise conflict("device.none")
    take(request.engine, request.config, TRIALS_PER_PERSON, caller.person_id, now_ms)
    title, body = WORDS[request.language]["trial"]
    push = Push(
        customer_id=caller.customer_id,
        subject=f"session/{caller.session_id}",
        slot=f"trial/{request.command_id[:60]}",
        session_id=caller.session_id,
        words=Words("trial", title, body),
        created_at_ms=now_ms,
        next_ms=now_ms,
    )

    def decide(before: Row[Push] | None) -> Change:
        return NOTHING if before else Change((create(push),))

    request.engine.execute(lambda: request.engine.get(push.key, Push), decide, actor=IDENTITY, at_ms=now_ms)


def _is_point(p256dh: str) -> bool:
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), from_text(p256dh))
    except ValueError:
        return False
    return True


add_texts(
    {
        "device.unknown_service": Text(
            "Sentralen sender ikke varsler gjennom denne nettleseren. Bruk en annen; SMS kommer uansett.",
            "The centre sends no notifications through this browser. Use another one; SMS come all the same.",
        ),
        "device.none": Text(
            "Varsler er ikke slått på her. Slå dem på først.", "Notifications are not on here. Turn them on first."
        ),
    }
)
