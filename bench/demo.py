"""``make demo``: a scripted hour at the centre, played in minutes through the public doors, and checked as it goes."""

import argparse
import sys

from bench.client import JSON, Client, NotAsTold, until
from bench.demo_alarms import Alarms
from bench.demo_missions import Missions
from bench.play import BEHALF, Play, now_ms
from bench.stage import DURESS_PIN, GUARDS, Stage, Steps, build
from bench.stage_alarms import build as build_alarms
from bench.words import say
from host.installation import Installation

ONE, TWO, THREE = GUARDS
HOUR_MS = 3_600_000
LEADER = {"name": "Demo Leder", "phone": "+4749000809"}
LEADER_ROLES = ["operator", "duty_manager", "system_administrator"]
ADMINISTRATOR = "Eva Holm"


class Demo(Play):
    """The whole play, and the guards in it."""

    def __init__(self, anyone: Client, leader: Client, stage: Stage, language: str) -> None:
        super().__init__(anyone, leader, stage, language)
        self.missions = Missions(anyone, leader, stage, language)
        self.guards = {name: anyone.by_code(phone) for name, phone in GUARDS.items()}

    def play(self) -> None:
        """All of it, in order."""
        self.clear()
        self.tell("signed_in")
        try:
            for act in (self.silence, self.company, self.by_sms, self.no_show, self.not_ended, self.loud, self.silent):
                act()
            self.missions.play()
            self.alarms()
        finally:
            self.clear()
        left = self.cases() or self.watched() or self.missions.watched()
        self.check(not left, "cases, duties or missions are left")
        self.tell("done")

    def alarms(self) -> None:
        """Panels call, if this centre lets them."""
        port = self.anyone.panel_port()
        if port is None:
            self.tell("no_receiver")
            return
        panels = build_alarms(self.desk, self.stage.customer_id)
        Alarms(self.anyone, self.desk, self.stage, self.language, panels, port, self.guards[ONE]).play()

    # -- the acts ------------------------------------------------------------------------------------------------

    def silence(self) -> None:
        """A lone guard, a check-in, a missed one, and the case to its end."""
        steps, phone = self.stage.steps, GUARDS[ONE]
        duty = self.on_duty(ONE, self.stage.loud)
        self.check(duty["alone"], "the guard is not alone")
        self.tell("on_duty")
        seen = self.anyone.newest(phone)
        duty = self.check_in(ONE, duty)
        self.check(duty["last_position"] is not None, "no position")
        self.tell("check_in")
        self.tell("waits")
        text = self.anyone.wait_for_text(phone, "Meld deg innen", seen, steps.interval_s + 10)
        self.on_time("reminded", text["at_ms"], duty["next_check_in_ms"] - steps.reminder_s * 1000)
        self.anyone.network(phone, "undeliverable")
        try:
            case = self.wait_for_case("silence", steps.reminder_s + steps.grace_s + 10)
            self.on_time("case", case["opened_at_ms"], duty["next_check_in_ms"] + steps.grace_s * 1000)
            until(lambda: self.case(case)["case"]["undelivered"], "no undelivered SMS on the case", 60)
        finally:
            self.anyone.network(phone, "normal")
        self.tell("undelivered")
        self.anyone.answer_sms(phone, "OK")
        until(lambda: self.case(case)["case"]["evidence_at_ms"], "OK by SMS is no evidence", 10)
        self.tell("evidence")
        self.resolve(case)
        self.off_duty(ONE, duty)

    def company(self) -> None:
        """A colleague arrives and leaves."""
        first = self.on_duty(ONE, self.stage.loud)
        second = self.on_duty(TWO, self.stage.loud)
        self.check(not self.duty(ONE, first)["alone"], "two are not together")
        self.tell("joined")
        self.off_duty(TWO, second)
        left = self.duty(ONE, first)
        self.check(left["alone"] and left["next_check_in_ms"], "the one who is left is not watched")
        self.tell("left")
        self.off_duty(ONE, first)

    def by_sms(self) -> None:
        """What can be said in a text."""
        phone = GUARDS[TWO]
        duty = self.on_duty(TWO, self.stage.loud)
        before = duty["planned_end_ms"]
        self.anyone.answer_sms(phone, "+30")
        until(lambda: self.duty(TWO, duty)["planned_end_ms"] > before, "+30 did not extend", 10)
        self.tell("extended")
        self.anyone.answer_sms(phone, "SLUTT")
        until(lambda: not self.duty(TWO, duty)["on"], "SLUTT did not end the duty", 10)
        self.tell("ended")

    def no_show(self) -> None:
        """A shift that nobody came to."""
        start = now_ms() + 5_000
        body = {"guard_id": self.stage.people[THREE], "assignment_id": self.stage.loud["id"], "start_ms": start}
        self.desk.post("shifts", {**body, "end_ms": start + HOUR_MS})
        case = self.wait_for_case("not_on_duty", self.stage.steps.grace_s + 20)
        self.tell("no_show")
        self.resolve(case)

    def not_ended(self) -> None:
        """A shift that was not ended."""
        duty = self.on_duty(ONE, self.stage.loud, now_ms() + 11_000)
        case = self.wait_for_case("not_off_duty", self.stage.steps.grace_s + 25)
        self.tell("not_ended")
        self.resolve(case)
        self.off_duty(ONE, duty)

    def loud(self) -> None:
        """SOS."""
        duty = self.on_duty(ONE, self.stage.loud)
        self.check(not self.sos(ONE, duty)["silent"], "the SOS is silent")
        case = self.wait_for_case("sos", 5)
        self.tell("sos")
        self.resolve(case)
        self.off_duty(ONE, duty)

    def silent(self) -> None:
        """Silent SOS and duress: nothing is sent to that phone."""
        duty = self.on_duty(TWO, self.stage.silent)
        seen = self.anyone.newest(GUARDS[TWO])
        self.check(self.sos(TWO, duty)["silent"], "the SOS is loud")
        case = self.wait_for_case("sos", 5)
        self.tell("silent_sos")
        self.resolve(case)
        normal = self.check_in(TWO, duty, pin="2580")
        forced = self.check_in(TWO, duty, pin=DURESS_PIN)
        self.check(normal.keys() == forced.keys() and forced["stage"] == "ok", "duress is seen on the phone")
        case = self.wait_for_case("duress", 5)
        self.tell("duress")
        self.check(self.anyone.newest(GUARDS[TWO]) == seen, "something was sent to that phone")
        self.resolve(case)
        self.off_duty(TWO, duty, pin="2580")

    # -- what people do ------------------------------------------------------------------------------------------

    def on_duty(self, name: str, assignment: JSON, planned_end_ms: int = 0) -> JSON:
        """Go on duty."""
        body = {
            "assignment_id": assignment["id"],
            "planned_end_ms": planned_end_ms or now_ms() + HOUR_MS,
            "instruction_version": assignment["instruction"]["version"],
            "position": self.position(),
        }
        return self.guards[name].post("duties", body)

    def check_in(self, name: str, duty: JSON, **more: str) -> JSON:
        """All is well."""
        body = {"happened_at_ms": now_ms(), "position": self.position(), **more}
        return self.guards[name].post(f"duties/{duty['id']}/check-ins", body)

    def off_duty(self, name: str, duty: JSON, **more: str) -> None:
        """Go off duty."""
        self.guards[name].post(f"duties/{duty['id']}/off-duty", {"happened_at_ms": now_ms(), **more})

    def sos(self, name: str, duty: JSON) -> JSON:
        """Raise the alarm."""
        return self.guards[name].post("sos", {"duty_id": duty["id"], "happened_at_ms": now_ms()})

    def clear(self) -> None:
        """Whatever an earlier play, or this one, left open."""
        for case in self.cases():
            self.desk.post(f"cases/{case['id']}/take")
            self.do_the_plan(case)
            self.end(case, "other", "Demonstrasjon slutt.")
        for duty in self.watched():
            self.desk.post(f"duties/{duty['id']}/off-duty", {"happened_at_ms": now_ms(), "on_behalf": BEHALF})
        self.missions.clear()

    # -- what is seen --------------------------------------------------------------------------------------------

    def watched(self) -> list[JSON]:
        """The demonstration's own guards on duty."""
        own = set(self.stage.people.values())
        return [one for one in self.desk.get("board")["watches"] if one["guard"]["id"] in own]

    def duty(self, name: str, duty: JSON) -> JSON:
        """One duty, as its guard sees it."""
        return self.guards[name].get(f"duties/{duty['id']}")


def leader_of(anyone: Client) -> tuple[Client, str]:
    """The demonstration's own leader, made by the administrator the first time."""
    try:
        leader = anyone.by_passkey(LEADER["name"])
    except NotAsTold:
        admin = anyone.by_passkey(ADMINISTRATOR)
        admin.post("people", {**LEADER, "roles": LEADER_ROLES})
        leader = anyone.by_passkey(LEADER["name"])
    person: str = leader.get("me")["person"]["id"]
    return leader, person


def forget_passkeys(leader: Client, person: str) -> None:
    """Leave no key behind: an account holds only so many."""
    for key in leader.get(f"people/{person}/passkeys")["passkeys"]:
        leader.send("DELETE", f"people/{person}/passkeys/{key['id']}")


def main(arguments: list[str]) -> int:
    """Play; 0 when all was as told."""
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--pace", type=float, default=15.0, help="how many times faster than life (default 15)")
    parser.add_argument("--url", help="the address of a running Varde")
    parser.add_argument("--language", choices=("nb", "en"), default="nb")
    asked = parser.parse_args(arguments)
    running = Installation().running()
    url = asked.url or (running.url if running else "")
    if not url or asked.pace <= 0:
        print(say(asked.language, "not_running"), file=sys.stderr)
        return 1
    steps = Steps.at(asked.pace)
    anyone = Client(url)
    print(say(asked.language, "start", url=url, interval=steps.interval_s), flush=True)
    try:
        leader, person = leader_of(anyone)
        try:
            Demo(anyone, leader, build(leader, steps), asked.language).play()
        finally:
            forget_passkeys(leader, person)
    except NotAsTold as wrong:
        print(say(asked.language, "failed", what=wrong), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
