"""What a phone found when it tried itself: kept for the desk, the last one of each person."""

from typing import Annotated, ClassVar, Literal

import msgspec

from chalicelib.identity.limits import IDENTITY
from chalicelib.identity.people import any_person
from chalicelib.identity.sessions import Session, session_key
from chalicelib.platform.http import Request
from chalicelib.platform.operations import Key
from chalicelib.platform.problems import not_found
from chalicelib.platform.time import DAY_MS
from chalicelib.records.change import Change, create, update
from chalicelib.records.rows import Row, State

KEPT_MS = 30 * DAY_MS

Verdict = Literal["good", "poor", "bad", "unknown"]
"""Works; works less well than it should; does not work; the browser does not tell."""
Detail = Annotated[int, msgspec.Meta(ge=-100_000_000, le=100_000_000)]


class Findings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """PUT me/self-test: a verdict on each thing, and the number behind it where there is one."""

    position: Verdict
    accuracy_m: Detail | None = None
    push: Verdict
    network: Verdict
    round_trip_ms: Detail | None = None
    battery: Verdict
    battery_percent: Annotated[int, msgspec.Meta(ge=0, le=100)] | None = None
    time: Verdict
    clock_ahead_ms: Detail | None = None
    storage: Verdict
    screen: Verdict
    """Whether it stays lit on duty."""
    installed: bool


class SelfTest(State, frozen=True, kw_only=True):
    """The last self-test of one person's phone. Where it was is not in it."""

    KIND: ClassVar[str] = "self_test"

    person_id: str
    device_name: str
    at_ms: int
    found: Findings

    @property
    def key(self) -> Key:
        """By the person."""
        return self_test_key(self.person_id)

    @property
    def expires_at_ms(self) -> int:
        """A month later: it tells nothing about a phone of today."""
        return self.at_ms + KEPT_MS


def self_test_key(person_id: str) -> Key:
    """Where a person's last self-test stands."""
    return Key(f"person/{person_id}", "self-test")


class SelfTestView(msgspec.Struct, frozen=True, kw_only=True):
    """A self-test as the desk reads it."""

    at_ms: int
    device_name: str
    found: Findings


class SelfTestAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The last one, if there is one."""

    test: SelfTestView | None
    server_now_ms: int


def on_tested(request: Request[Findings]) -> SelfTestAnswer:
    """``PUT me/self-test``"""
    engine, caller, now_ms = request.engine, request.who, request.now_ms
    session = engine.get(session_key(caller.session_id), Session)
    test = SelfTest(
        customer_id=caller.customer_id,
        person_id=caller.person_id,
        device_name=session.state.device_name if session else "",
        at_ms=now_ms,
        found=request.body,
    )

    def decide(before: Row[SelfTest] | None) -> Change:
        return Change((update(before, test) if before else create(test),))

    engine.execute(lambda: engine.get(test.key, SelfTest), decide, actor=IDENTITY, at_ms=now_ms)
    return _answer(test, now_ms)


def on_their_test(request: Request) -> SelfTestAnswer:
    """``GET people/{person_id}/self-test``"""
    person = any_person(request.engine, request.params["person_id"])
    if person is None:
        raise not_found()
    request.who.require(person.customer_id)
    row = request.engine.get(self_test_key(person.id), SelfTest)
    return _answer(row.state if row else None, request.now_ms)


def _answer(test: SelfTest | None, now_ms: int) -> SelfTestAnswer:
    shown = SelfTestView(at_ms=test.at_ms, device_name=test.device_name, found=test.found) if test else None
    return SelfTestAnswer(test=shown, server_now_ms=now_ms)
