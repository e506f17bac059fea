"""A centre that sends guards: places on the map, cases that want somebody, and what those who are sent say."""

from typing import Any

import msgspec

from chalicelib.desk.aftermath import after_case
from chalicelib.engine.cases import Case, Opening, Plan, open_case, plan_key, resolve, take
from chalicelib.engine.people import contacts_of
from chalicelib.engine.reports import Position, Report
from chalicelib.guards.dispatch import decide, service
from chalicelib.guards.dispatch.decide import Around
from chalicelib.guards.dispatch.facts import dispatches_of
from chalicelib.guards.dispatch.service import Wish
from chalicelib.guards.dispatch.states import Dispatch
from chalicelib.guards.service import find_duty
from chalicelib.platform.ids import new_id
from chalicelib.records.change import Actor, Change, create, update
from chalicelib.records.rows import Row
from chalicelib.register.states import Person, Site
from tests.support.world import TESTER, World

HARBOUR = (59.9050, 10.7400)
NEAR = (59.9060, 10.7420)
FAR = (59.9500, 10.9000)


class Dispatching(World):
    """A world in which the site stands on the map, and cases are opened by hand."""

    def place(self, at: tuple[float, float] = HARBOUR, access: str = "Kode 1379, nøkkelboks ved port.") -> None:
        """Put the world's site on the map."""
        key = f"site/{self.id('site')}"
        row: Row[Site] = next(iter(self.engine.read([_key(key)], "register").all(Site)))
        site = msgspec.structs.replace(row.state, latitude=at[0], longitude=at[1], access=access)
        self.engine.commit(Change((update(row, site),)), actor=TESTER, at_ms=self.now_ms)

    def new_site(self, name: str, at: tuple[float, float]) -> str:
        """Another site of the same customer."""
        site = Site(
            customer_id=self.id("customer"),
            id=self.id(name),
            name=name.capitalize(),
            address="Utveien 1",
            postal_code="0250",
            town="Oslo",
            municipality="Oslo",
            latitude=at[0],
            longitude=at[1],
        )
        self.engine.commit(Change((create(site),)), actor=TESTER, at_ms=self.now_ms)
        return site.id

    def skilled(self, name: str, *skills: str) -> None:
        """What somebody can."""
        row: Row[Person] = next(iter(self.engine.read([_key(f"person/{self.id(name)}")], "register").all(Person)))
        able = msgspec.structs.replace(row.state, skills=skills)
        self.engine.commit(Change((update(row, able),)), actor=TESTER, at_ms=self.now_ms)

    def seen(self, duty_id: str, at: tuple[float, float], *, ago_s: int = 0, accuracy_m: float = 20) -> None:
        """A guard checks in from somewhere."""
        row = find_duty(self.engine, duty_id)
        position = Position(
            latitude=at[0], longitude=at[1], accuracy_m=accuracy_m, measured_at_ms=self.now_ms - ago_s * 1000
        )
        from chalicelib.guards.service import check_in

        report = Report(happened_at_ms=self.now_ms, position=position)
        actor = Actor("person", row.state.guard_id)
        check_in(self.engine, actor, f"{row.state.guard_id}/{new_id()}", row, report, self.now_ms, duress=False)

    def alarm(self, kind: str = "assistance", *, silent: bool = False, priority: int | None = None, **more: Any) -> str:
        """A case at the site that wants a guard."""
        case_id = new_id()
        opening = Opening(
            id=case_id,
            kind=kind,
            customer_id=self.id("customer"),
            site=self.id("site"),
            silent=silent,
            people=tuple(contacts_of(self.engine, self.id("customer"), self.id("site"))),
            params={"since_ms": self.now_ms, "site": "Lager 4"},
            **more,
        )
        writes = open_case(opening, self.now_ms)
        if priority is not None:
            case = writes[0].after
            assert isinstance(case, Case)
            raised = msgspec.structs.replace(case, priority=priority)
            writes = (msgspec.structs.replace(writes[0], after=raised), *writes[1:])
        self.engine.commit(Change(writes), actor=TESTER, at_ms=self.now_ms)
        return case_id

    def send(self, case_id: str, name: str = "", *, operator: str = "olav", **wish: Any) -> Dispatch:
        """An operator sends somebody."""
        actor = Actor("person", self.id(operator))
        wished = Wish(person_id=self.id(name) if name else "", **wish)
        dispatch_id = service.send(self.engine, actor, f"{operator}/{new_id()}", case_id, wished, self.now_ms)
        return self.dispatch(case_id, dispatch_id)

    def dispatches(self, case_id: str) -> list[Dispatch]:
        return [row.state for row in dispatches_of(self.engine, case_id)]

    def dispatch(self, case_id: str, dispatch_id: str) -> Dispatch:
        return next(one for one in self.dispatches(case_id) if one.id == dispatch_id)

    def does(self, name: str, dispatch: Dispatch, what: str, *, ago_s: int = 0, command: str = "") -> Dispatch:
        """What somebody who is sent does: accept, decline, busy, en_route, on_scene, done, or a report in words."""
        report, now = Report(happened_at_ms=self.now_ms - ago_s * 1000), self.now_ms

        def judge(around: Around) -> Change:
            match what:
                case "accept":
                    return decide.accept(around, report, now)
                case "decline" | "busy":
                    return decide.give_up(around, "busy" if what == "busy" else "declined", report, now)
                case "en_route" | "on_scene":
                    return decide.step(around, what, report, now)
                case "done":
                    return decide.finish(around, report, now)
            return decide.write_report(around, what, None, report, now)

        actor, person_id = Actor("person", self.id(name)), self.id(name)
        service.act(self.engine, actor, command or f"{person_id}/{new_id()}", dispatch.case_id, dispatch.id, judge, now)
        return self.dispatch(dispatch.case_id, dispatch.id)

    def recall(self, dispatch: Dispatch, reason: str = "", operator: str = "olav") -> Dispatch:
        actor = Actor("person", self.id(operator))
        service.act(
            self.engine,
            actor,
            f"{operator}/{new_id()}",
            dispatch.case_id,
            dispatch.id,
            lambda around: decide.recall(around, reason, self.now_ms),
            self.now_ms,
        )
        return self.dispatch(dispatch.case_id, dispatch.id)

    def end(self, case_id: str) -> None:
        """An operator takes the case and resolves it."""
        row = self.case(case_id)
        plan = self.engine.get(plan_key(case_id), Plan)
        assert plan is not None
        if row.state.state == "open":
            self.engine.commit(
                take(row, plan.state, self.id("olav"), "Olav", self.now_ms), actor=TESTER, at_ms=self.now_ms
            )
            row = self.case(case_id)
        ended = resolve(row, plan.state, row.state.owner_id, row.state.owner_name, "safe", "", self.now_ms)
        more = after_case(self.engine, row.state, self.now_ms)
        self.engine.commit(ended + more, actor=TESTER, at_ms=self.now_ms)

    def name_of(self, dispatch: Dispatch) -> str:
        """Who is asked or has it, by first name; empty for nobody."""
        return dispatch.who.name if dispatch.who else ""


def _key(pk: str) -> Any:
    from chalicelib.platform.operations import Key

    return Key(pk)
