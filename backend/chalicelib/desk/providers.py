"""The supplier's doors: what somebody sent us, and what became of what we sent."""

from typing import Any

import msgspec

from chalicelib.channels.receipts import InboundSms, Receipt, Unreadable
from chalicelib.channels.sms import SmsProvider
from chalicelib.channels.voice import VoiceProvider
from chalicelib.engine.inbox import received
from chalicelib.engine.settle import Sender
from chalicelib.platform import observability
from chalicelib.platform.access import PROVIDER
from chalicelib.platform.operations import AnswerLost, ConditionFailed, TryAgain
from chalicelib.platform.problems import malformed
from chalicelib.platform.route import Request, Route
from chalicelib.records.change import Actor, Change
from chalicelib.records.commit import Engine, TooContended

_ACTOR = Actor("system", "sms")


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """How many of those in the request were ours."""

    taken: int


def store_inbound(engine: Engine, found: list[InboundSms], now_ms: int) -> int:
    """Every text is a row before the supplier is answered; one brought twice is one row."""
    for sms in found:
        try:
            engine.commit(Change((received(sms),)), actor=_ACTOR, at_ms=now_ms)
        except ConditionFailed:
            continue  # it was brought before
    return len(found)


def apply_receipts(engine: Engine, sender: Sender, found: list[Receipt], now_ms: int) -> int:
    """Every receipt is applied to its message; a forged or ancient one touches nothing.

    One in trouble does not hold up the others. It is raised in the end, so that the supplier brings them all again:
    what was applied by then changes nothing the second time.
    """
    taken, trouble = 0, None
    for receipt in found:
        try:
            taken += sender.receipt(engine, receipt, now_ms)
        except (TooContended, TryAgain, AnswerLost) as error:
            trouble = error
    if trouble is not None:
        raise trouble
    if taken < len(found):
        observability.warn("receipts for no text of ours", count=len(found) - taken)
    return taken


def routes(provider: SmsProvider, voice: VoiceProvider, sender: Sender) -> tuple[Route, ...]:
    """The doors for this installation's supplier."""

    def inbound(request: Request[bytes]) -> Taken:
        found = _read(provider.inbound, request)
        return Taken(taken=store_inbound(request.engine, found, request.now_ms))

    def receipts(request: Request[bytes]) -> Taken:
        found = _read(provider.receipts, request)
        return Taken(taken=apply_receipts(request.engine, sender, found, request.now_ms))

    def reports(request: Request[bytes]) -> Taken:
        found = _read(voice.reports, request)
        return Taken(taken=sum(sender.report(request.engine, one, request.now_ms) for one in found))

    return (
        Route(
            method="POST",
            path="voice/reports",
            handler=reports,
            audience=PROVIDER,
            body=bytes,
            answer=Taken,
            keyless=True,
            summary="What became of our calls",
        ),
        Route(
            method="POST",
            path="sms/inbound",
            handler=inbound,
            audience=PROVIDER,
            body=bytes,
            answer=Taken,
            keyless=True,
            summary="What somebody sent to the centre",
        ),
        Route(
            method="POST",
            path="sms/receipts",
            handler=receipts,
            audience=PROVIDER,
            body=bytes,
            answer=Taken,
            keyless=True,
            summary="What became of what we sent",
        ),
    )


def _read(read: Any, request: Request[bytes]) -> Any:
    try:
        return read(request.headers, request.body, request.now_ms)
    except Unreadable as error:
        raise malformed() from error
