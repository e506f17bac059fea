"""What one check-in costs, sent to the API's own handler as a phone sends it."""

import statistics
import time
from collections.abc import Iterator
from typing import Any

import msgspec
from chalice.config import Config as ChaliceConfig
from chalice.local import LocalGateway

from bench.ground import put
from bench.results import Result
from bench.watches import duty, guard
from bench.wire import Call, tapped
from chalicelib.guards.states import duty_key
from chalicelib.identity.sessions import new_session
from chalicelib.identity.tokens import access_token
from chalicelib.platform.config import config
from chalicelib.platform.http import PREFIX
from chalicelib.platform.ids import new_id
from chalicelib.platform.tables import MODELS
from chalicelib.platform.time import HOUR_MS, now_ms
from chalicelib.records.commit import Engine
from chalicelib.records.rows import COMMANDS_KEPT


class Refused(Exception):
    """The API did not take a check-in."""


class _Phone:
    """A guard's phone: signed in and on duty."""

    def __init__(self, engine: Engine) -> None:
        import app

        self.engine = engine
        self._gateway = LocalGateway(app.app, ChaliceConfig())
        person = guard(0)
        session = new_session(person, "code", now_ms())
        watch = duty(0, now_ms() + HOUR_MS, new_id())
        put(engine, (session, watch))
        self.duty_id = watch.id
        self._token, _ = access_token(config(), session.id, now_ms())

    def check_in(self) -> tuple[list[Call], float]:
        """One check-in with a position: what it asked of the store, and how long it took."""
        now = now_ms()
        position = {"latitude": 59.905123, "longitude": 10.741234, "accuracy_m": 12.5, "measured_at_ms": now}
        body = {"happened_at_ms": now, "position": position, "battery_percent": 63}
        headers = {
            "content-type": "application/json",
            "authorization": f"Bearer {self._token}",
            "idempotency-key": f"check-in-{new_id()}",
        }
        with tapped(self.engine.store.client, priced=True) as calls:
            started = time.perf_counter()
            answer = self._gateway.handle_request(
                "POST", f"{PREFIX}duties/{self.duty_id}/check-ins", headers, msgspec.json.encode(body)
            )
            took_s = time.perf_counter() - started
        if answer["statusCode"] != 200:
            raise Refused(str(answer))
        return calls, took_s

    def row_bytes(self) -> int:
        """How large the row of the duty is, as DynamoDB counts."""
        (item,) = self.engine.store.get("live", [duty_key(self.duty_id)]).values()
        wire = MODELS["live"](**item).serialize()
        return sum(len(name.encode()) + _bytes(value) for name, value in wire.items())

    def remembered(self) -> int:
        """How many commands the row knows."""
        (item,) = self.engine.store.get("live", [duty_key(self.duty_id)]).values()
        return len((item.get("commands") or "").split())


def measure(rounds: int) -> Iterator[Result]:
    """The first check-in after a start, an ordinary one, and one on a row that remembers all it can."""
    import app

    phone = _Phone(app.parts().engine)
    first, _ = phone.check_in()
    yield Result("first check-in of a process: round trips", len(first), "round trips")
    calls, _ = phone.check_in()
    yield Result("check-in: write units", _write_units(calls), "units", 8)
    yield Result("check-in: round trips", len(calls), "round trips", 2)
    while phone.remembered() < COMMANDS_KEPT:
        phone.check_in()
    done = [phone.check_in() for _ in range(rounds)]
    full = f"check-in on a row with its {COMMANDS_KEPT} commands"
    yield Result(f"{full}: write units", max(_write_units(calls) for calls, _ in done), "units", 8)
    yield Result(f"{full}: round trips", max(len(calls) for calls, _ in done), "round trips", 2)
    yield Result(f"{full}: the row", phone.row_bytes(), "bytes", 1024)
    yield Result(f"{full}: time in the handler", statistics.median(took_s for _, took_s in done) * 1000, "ms")


def _write_units(calls: list[Call]) -> float:
    return sum(call.units for call in calls if call.is_write)


def _bytes(value: dict[str, Any]) -> int:
    ((mark, content),) = value.items()
    if mark == "N":
        return len(str(content).lstrip("-").rstrip("0")) // 2 + 2
    return len(content) if isinstance(content, bytes) else len(str(content).encode())
