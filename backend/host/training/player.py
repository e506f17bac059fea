"""Plays the night through the public doors, as the phones out there would, at the pace that is asked for."""

import re
import secrets
import threading
import time
from typing import Any

import httpx
import msgspec

from chalicelib.platform.time import HOUR_MS, MINUTE_MS, now_ms
from chalicelib.register.seed_data import GUARD_DURESS_PIN, GUARD_PIN
from host.training.device import device_key
from host.training.night import LASTS_S, NIGHT, PEOPLE, Act, due

_TICK_S = 0.2
_SMS_S = 20.0


class Played(msgspec.Struct, frozen=True):
    """An act that was played, when, and what stood in its way."""

    act: Act
    at_ms: int
    fault: str = ""


class Player:
    """One night at a time."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=url, timeout=30)
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._sessions: dict[str, dict[str, Any]] = {}
        self._sos: dict[str, str] = {}
        self.pace = 1.0
        self.started_ms = 0
        self.done: tuple[Played, ...] = ()

    @property
    def running(self) -> bool:
        """Whether a night is being played."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, pace: float) -> bool:
        """Begin a night; False if one is under way, whose pace is then changed."""
        with self._lock:
            self.pace = pace
            if self.running:
                return False
            self._stop.clear()
            self.started_ms, self.done = now_ms(), ()
            self._thread = threading.Thread(target=self._play, name="night", daemon=True)
            self._thread.start()
            return True

    def stop(self) -> None:
        """End it where it is."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(_SMS_S)

    def _play(self) -> None:
        night_s, before = 0.0, time.monotonic()
        while night_s < LASTS_S and not self._stop.wait(_TICK_S):
            now = time.monotonic()
            # Counted in steps, so that another pace holds from now on and not from the beginning.
            night_s, before = night_s + (now - before) * self.pace, now
            for act in due(NIGHT, len(self.done), night_s):
                self.done = (*self.done, self._played(act))

    def _played(self, act: Act) -> Played:
        try:
            self._act(act)
        except (httpx.HTTPError, LookupError) as error:
            return Played(act, now_ms(), f"{type(error).__name__}: {error}")
        return Played(act, now_ms())

    def _act(self, act: Act) -> None:
        match act.does:
            case "on_duty":
                self._on_duty(act)
            case "sos":
                self._sos[act.who] = str(self._send(act.who, "sos", {"happened_at_ms": now_ms()})["sos_id"])
            case "regret":
                self._send(act.who, f"sos/{self._sos[act.who]}/regret", {"pin": GUARD_PIN})
            case "text":
                self._http.post("/sms/answers", json={"from": PEOPLE[act.who].phone, "text": act.words})
            case "forced":
                duty = self._duty(act.who)
                body = {"happened_at_ms": now_ms(), "pin": GUARD_DURESS_PIN}
                self._send(act.who, f"duties/{duty['duty']['id']}/check-ins", body)

    def _on_duty(self, act: Act) -> None:
        mine = self._duty(act.who)
        if mine["duty"] is not None:
            return
        place = next(one for one in mine["assignments"] if one["name"] == act.where)
        body = {
            "assignment_id": place["id"],
            "planned_end_ms": now_ms() + 8 * HOUR_MS,
            "instruction_version": place["instruction_version"],
        }
        self._send(act.who, "duties", body)

    def _duty(self, who: str) -> dict[str, Any]:
        return self._read(self._http.get("/api/v1/me/duty", headers=self._as(who)))

    def _send(self, who: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = {**self._as(who), "Idempotency-Key": secrets.token_hex(16)}
        return self._read(self._http.post(f"/api/v1/{path}", json=body, headers=headers))

    def _as(self, who: str) -> dict[str, str]:
        session = self._sessions.get(who)
        if session is None:
            session = self._sign_in(PEOPLE[who].phone)
        elif session["access_expires_at_ms"] < now_ms() + MINUTE_MS:
            keyed = {"Idempotency-Key": secrets.token_hex(16)}
            body = {"refresh_token": session["refresh_token"]}
            session = self._read(self._http.post("/api/v1/sessions/refresh", json=body, headers=keyed))
        self._sessions[who] = session
        return {"Authorization": f"Bearer {session['access_token']}"}

    def _sign_in(self, phone: str) -> dict[str, Any]:
        seen = max((one["id"] for one in self._texts(phone)), default=0)
        keyed = {"Idempotency-Key": secrets.token_hex(16)}
        self._read(self._http.post("/api/v1/sign-in/codes", json={"phone": phone}, headers=keyed))
        until = time.monotonic() + _SMS_S
        while time.monotonic() < until:
            for text in self._texts(phone):
                code = re.search(r"\b\d{6}\b", text["text"]) if text["id"] > seen else None
                if code:
                    body = {"phone": phone, "code": code[0], "device_key": device_key(), "device_name": "Telefon"}
                    keyed = {"Idempotency-Key": secrets.token_hex(16)}
                    answer = self._http.post("/api/v1/sign-in/sessions", json=body, headers=keyed)
                    return self._read(answer)
            self._stop.wait(_TICK_S)
        raise LookupError("no code came")

    def _texts(self, phone: str) -> list[dict[str, Any]]:
        return [
            one
            for one in self._read(self._http.get("/sms/messages", params={"to": phone}))["messages"]
            if one["direction"] == "to" and one["state"] == "delivered"
        ]

    @staticmethod
    def _read(answer: httpx.Response) -> dict[str, Any]:
        answer.raise_for_status()
        found: dict[str, Any] = answer.json() if answer.content else {}
        return found
