"""Field workers in a test: what they do out there, and what an operator does for them on the telephone."""

from typing import Any

from chalicelib.desk.raising import sos_of
from chalicelib.engine.people import person_of
from chalicelib.engine.reports import Position, Report
from chalicelib.engine.watching import LastWords
from chalicelib.missions import call_routes, routes, service
from chalicelib.missions.calls import Outcome
from chalicelib.missions.changing import ChangeMission
from chalicelib.missions.registering import RegisterMission, register
from chalicelib.missions.states import Details, Mission, details_key
from chalicelib.platform.ids import new_id
from chalicelib.records.change import Actor
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register.earlier import Companion, NextOfKin, Spot
from tests.support.world import World

PASVIK = Spot(latitude=69.3021, longitude=29.7514, name="Takseringsflate 214", text="Sti mot øst over myra.")
REFUSALS = (routes, call_routes)
"""The sentences of what is refused stand beside the routes: there once these are read."""
SEA = "system-sea"
"""Half an hour between contacts, five minutes of reminder and of grace, a quarter of an hour at start and end."""
MINUTE = 60
HALF_HOUR = 30 * MINUTE


class Field:
    """Three field workers of one customer: Frida leads, Filip comes along, Finn goes alone."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.hire("frida", "filip", "finn", role="field_worker", customer_id=world.id("customer"))

    def actor(self, name: str) -> Actor:
        return Actor("person", self.world.id(name))

    def report(self, *, ago_s: int = 0, position: Position | None = None, by: str = "") -> Report:
        happened_at_ms = self.world.now_ms - ago_s * 1000
        behalf = {"identified_by": "number"} if by else None
        return Report(happened_at_ms=happened_at_ms, position=position, on_behalf=behalf)

    # -- what the worker does, or an operator for the worker --------------------------------------------------------

    def register(
        self,
        name: str = "frida",
        *,
        in_s: int = 0,
        hours: float = 8,
        by: str = "",
        command: str = "",
        party: tuple[str, ...] = (),
        **more: Any,
    ) -> str:
        """A mission to the sea, begun at once unless it begins ``in_s``."""
        start_ms = self.world.now_ms + in_s * 1000
        wanted: dict[str, Any] = {
            "place": PASVIK,
            "what": "Taksering av skog",
            "kind_id": SEA,
            "vehicle": "Grønn Hilux",
            "companions": (Companion(name="Siri", phone="+4749000555"),),
            "next_of_kin": NextOfKin(name="Sigrid", phone="+4749000777"),
        }
        body = RegisterMission(
            start_ms=start_ms,
            planned_end_ms=start_ms + int(hours * 3_600_000),
            start_now=in_s == 0,
            party=tuple(self.world.id(one) for one in party),
            worker_id=self.world.id(name) if by else None,
            **{**wanted, **more},
        )
        row = register(
            self.world.engine,
            self.actor(by or name),
            command or f"register/{new_id()}",
            person_of(self.world.engine, self.world.id(name)),
            body,
            self.report(by=by),
            self.world.now_ms,
        )
        self.world.settle()  # what is told of it has arrived before anything else is told
        return row.state.id

    def start(self, mission_id: str, *, by: str = "frida", ago_s: int = 0) -> Mission:
        report = self.report(ago_s=ago_s)
        return self._done(service.start(*self._command(mission_id, by), report, self.world.now_ms))

    def check_in(
        self,
        mission_id: str,
        *,
        by: str = "frida",
        ago_s: int = 0,
        position: Position | None = None,
        duress: bool = False,
        command: str = "",
    ) -> Mission:
        engine, actor, made, _ = self._command(mission_id, by)
        row = service.find_mission(engine, mission_id)
        report = self.report(ago_s=ago_s, position=position)
        return self._done(
            service.check_in(engine, actor, command or made, row, report, self.world.now_ms, duress=duress)
        )

    def extend(self, mission_id: str, minutes: int, *, by: str = "frida") -> Mission:
        return self._done(service.extend(*self._command(mission_id, by), minutes, self.report(), self.world.now_ms))

    def change(self, mission_id: str, *, by: str = "frida", **fields: Any) -> Mission:
        body = ChangeMission(**fields)
        return self._done(service.change(*self._command(mission_id, by), body, self.report(), self.world.now_ms))

    def end(self, mission_id: str, *, by: str = "frida", duress: bool = False) -> Mission:
        return self._done(service.end(*self._command(mission_id, by), self.report(), self.world.now_ms, duress=duress))

    def cancel(self, mission_id: str, reason: str = "", *, by: str = "frida") -> Mission:
        return self._done(service.cancel(*self._command(mission_id, by), reason, self.report(), self.world.now_ms))

    def dying(self, mission_id: str, *, by: str = "frida", ago_s: int = 0, **said: Any) -> Mission:
        words, report = LastWords(**said), self.report(ago_s=ago_s)
        return self._done(service.phone_dying(*self._command(mission_id, by), words, report, self.world.now_ms))

    def sos(self, name: str) -> str:
        report = self.report()
        case_id, _ = sos_of(self.world.engine, new_id(), self.world.id(name), True, report, self.world.now_ms)
        self.world.settle()
        return case_id

    # -- what an operator does ---------------------------------------------------------------------------------------

    def dial(self, mission_id: str, *, by: str = "olav") -> Mission:
        return self._done(service.dialled(*self._command(mission_id, by), self.world.now_ms))

    def log(self, mission_id: str, outcome: Outcome, *, again_min: int | None = None, by: str = "olav") -> Mission:
        """How the agreed call went."""
        return self._done(
            service.told_how(*self._command(mission_id, by), outcome, again_min, "", self.report(), self.world.now_ms)
        )

    def _command(self, mission_id: str, by: str) -> tuple[Engine, Actor, str, str]:
        return self.world.engine, self.actor(by), f"{by}/{new_id()}", mission_id

    def _done(self, row: Row[Mission]) -> Mission:
        """What became due by it is sent at once, as the clock does."""
        self.world.settle()
        return row.state

    # -- what one can see --------------------------------------------------------------------------------------------

    def mission(self, mission_id: str) -> Mission:
        return service.find_mission(self.world.engine, mission_id).state

    def details(self, mission_id: str) -> Details:
        row = self.world.engine.get(details_key(mission_id), Details)
        assert row is not None
        return row.state

    def told(self, mission_id: str) -> list[str]:
        """What the journal tells of a mission, its messages apart."""
        return [one for one in self.world.told(f"mission/{mission_id}") if not one.startswith("sms")]

    def at(self, measured_ago_s: int = 0, *, latitude: float = 69.3) -> Position:
        measured_ms = self.world.now_ms - measured_ago_s * 1000
        return Position(latitude=latitude, longitude=28.123, accuracy_m=20.0, measured_at_ms=measured_ms)
