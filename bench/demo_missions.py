"""The field workers' part of the demonstration: missions by phone and by telephone, and the calls that were agreed."""

from bench.client import JSON, Client, until
from bench.play import BEHALF, Play, now_ms
from bench.stage import CUSTOMER, WORKERS, Stage

ONE, TWO = WORKERS
MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
UNDIALLED_S = 60
"""So long may a call that is due be left: no pace changes it."""


class Missions(Play):
    """Two field workers, and the operator who rings them."""

    def __init__(self, anyone: Client, leader: Client, stage: Stage, language: str) -> None:
        super().__init__(anyone, leader, stage, language)
        self.workers = {name: anyone.by_code(phone) for name, phone in WORKERS.items()}

    def play(self) -> None:
        """All of it, in order."""
        self.tell("workers")
        for act in (self.by_phone, self.ended_late, self.by_telephone, self.unanswered, self.undialled):
            act()

    # -- the acts ----------------------------------------------------------------------------------------------------

    def by_phone(self) -> None:
        """Registered on the phone; its start is asked after, confirmed; heard from, extended, and over."""
        start_ms, phone = now_ms() + 3_000, WORKERS[ONE]
        seen = self.anyone.newest(phone)
        body = self.told("Demomyra", "own", start_ms, start_ms + HOUR_MS)
        mission = self.workers[ONE].post("missions", body)
        self.check(mission["state"] == "planned", "a mission to come is not planned")
        self.tell("mission_registered")
        text = self.anyone.wait_for_text(phone, "skulle begynne", seen, self.stage.steps.grace_s + 10)
        self.on_time("start_reminded", text["at_ms"], start_ms)
        mission = self.report(ONE, mission, "start")
        self.check(mission["state"] == "under_way" and mission["next_contact_ms"], "a begun mission is not watched")
        self.tell("mission_started")
        mission = self.report(ONE, mission, "check-ins")
        self.check(mission["last_position"] is not None, "no position")
        self.tell("mission_check_in")
        longer = self.workers[ONE].post(f"missions/{mission['id']}/extension", {"minutes": 30})
        more_ms = longer["planned_end_ms"] - mission["planned_end_ms"]
        self.check(more_ms == 30 * MINUTE_MS, "a mission was not extended by what was asked")
        self.tell("mission_extended")
        self.check(self.report(ONE, mission, "end")["state"] == "ended", "the mission goes on")
        self.tell("mission_over")

    def ended_late(self) -> None:
        """Nobody says that it is over: a case; then the worker is back."""
        steps = self.stage.steps
        mission = self.out(ONE, "own", now_ms() + (steps.reminder_s + 3) * 1_000)
        case = self.wait_for_case("mission_not_ended", steps.reminder_s + steps.grace_s + 20)
        self.on_time("mission_not_ended", case["opened_at_ms"], mission["planned_end_ms"] + steps.grace_s * 1_000)
        self.report(ONE, mission, "end")
        until(lambda: self.case(case)["case"]["evidence_at_ms"], "the end is no evidence on the case", 10)
        self.tell("mission_ended_late")
        self.resolve(case)

    def by_telephone(self) -> None:
        """Registered by the operator; the agreed call is due, made and answered."""
        mission = self.registered_for(TWO)
        self.tell("mission_by_telephone")
        self.due(mission)
        self.dial(mission)
        mission = self.called(mission, "reached")
        self.check(mission["call"] is None and mission["stage"] == "ok", "who was reached is not well")
        self.tell("call_reached")
        self.end_for(mission)

    def unanswered(self) -> None:
        """Nobody answers, nor the next time: a silence. The worker answers by SMS."""
        mission = self.registered_for(TWO)
        for again in (True, False):
            self.due(mission)
            self.dial(mission)
            mission = self.called(mission, "no_answer")
            self.tell("call_again" if again else "call_silence")
        case = self.wait_for_case("silence", 10)
        self.anyone.answer_sms(WORKERS[TWO], "OK")
        until(lambda: self.case(case)["case"]["evidence_at_ms"], "OK by SMS is no evidence", 10)
        self.tell("call_evidence")
        self.resolve(case)
        self.end_for(mission)

    def undialled(self) -> None:
        """Nobody dials: the centre's own failure, on its own case; then it is mended."""
        mission = self.registered_for(TWO)
        due_ms = self.due(mission)["call"]["due_at_ms"]
        self.tell("call_waits")
        case = self.wait_for_case("call_missed", UNDIALLED_S + 10)
        self.on_time("call_missed", case["opened_at_ms"], due_ms + UNDIALLED_S * 1_000)
        self.check(self.show(mission)["stage"] == "ok", "the worker is blamed for a call that nobody made")
        self.dial(mission)
        self.called(mission, "reached")
        until(lambda: self.case(case)["case"]["evidence_at_ms"], "who was reached is not heard on the case", 10)
        self.tell("call_reached")
        self.resolve(case)
        self.end_for(mission)

    # -- what people do ----------------------------------------------------------------------------------------------

    def told(self, name: str, contact: str, start_ms: int, planned_end_ms: int) -> JSON:
        """What is told of a mission."""
        return {
            "place": {"latitude": 61.6364, "longitude": 8.3125, "name": name},
            "what": "Demonstrasjon",
            "kind_id": self.stage.place_kind["id"],
            "start_ms": start_ms,
            "planned_end_ms": planned_end_ms,
            "contact": contact,
            "interval_s": self.stage.steps.interval_s,
        }

    def out(self, name: str, contact: str, planned_end_ms: int) -> JSON:
        """A mission that begins at once, registered on the worker's phone."""
        body = self.told("Demomyra", contact, now_ms(), planned_end_ms)
        return self.workers[name].post("missions", {**body, "start_now": True, "position": self.position()})

    def registered_for(self, name: str) -> JSON:
        """The same by an operator, for a worker on the telephone: the centre calls."""
        body = self.told("Demofjellet", "centre_calls", now_ms(), now_ms() + HOUR_MS)
        more = {"start_now": True, "worker_id": self.stage.people[name], "on_behalf": BEHALF}
        return self.desk.post("missions", {**body, **more})

    def report(self, name: str, mission: JSON, what: str) -> JSON:
        """It has begun, all is well, or it is over: from the phone, with a position."""
        body = {"happened_at_ms": now_ms(), "position": self.position()}
        return self.workers[name].post(f"missions/{mission['id']}/{what}", body)

    def due(self, mission: JSON) -> JSON:
        """The mission when its agreed call has fallen due, as it does on the second, and stands on the desk's list."""
        within_s = max(0, mission["next_contact_ms"] - now_ms()) / 1_000 + 10

        def look() -> JSON | None:
            shown = self.show(mission)
            return shown if shown["call"] else None

        shown = until(look, "an agreed call did not fall due", within_s)
        assert shown is not None
        listed = {one["id"] for one in self.desk.get("board")["calls"]}
        self.check(mission["id"] in listed, "a call that is due is not on the list")
        return shown

    def dial(self, mission: JSON) -> None:
        """An operator dials."""
        self.desk.post(f"missions/{mission['id']}/calls/dialled")

    def called(self, mission: JSON, outcome: str) -> JSON:
        """How it went."""
        return self.desk.post(f"missions/{mission['id']}/calls", {"outcome": outcome, "note": "Demonstrasjon."})

    def end_for(self, mission: JSON) -> None:
        """Over, on the worker's word by telephone."""
        self.desk.post(f"missions/{mission['id']}/end", {"happened_at_ms": now_ms(), "on_behalf": BEHALF})

    def show(self, mission: JSON) -> JSON:
        """One mission, as the desk sees it."""
        return self.desk.get(f"missions/{mission['id']}")

    def watched(self) -> list[JSON]:
        """The demonstration's own missions, planned and under way."""
        return [one for one in self.desk.get("board")["missions"] if one["customer_name"] == CUSTOMER]

    def clear(self) -> None:
        """Whatever was left open."""
        for one in self.watched():
            if one["on"]:
                self.end_for(one)
            else:
                self.desk.post(f"missions/{one['id']}/cancel", {"on_behalf": BEHALF})
