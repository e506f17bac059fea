"""The panels' part of the demonstration: real frames over TCP, from the wall to the guard at the door."""

import re
from itertools import count

from bench.client import JSON, Client, until
from bench.play import Play, now_ms
from bench.stage import GUARDS, Stage
from bench.stage_alarms import CONTACT_PHONE, HOMES, HOTEL, LIFT, SHOP, TANK, TANK_KEY, Panels
from tests.support.receiving import a_call, answer_of, encrypted, frame

ONE, *_ = GUARDS


class Alarms(Play):
    """Panels that call, an operator who handles what comes of it, and a guard who goes."""

    def __init__(
        self, anyone: Client, leader: Client, stage: Stage, language: str, panels: Panels, port: int, guard: Client
    ) -> None:
        super().__init__(anyone, leader, stage, language)
        self.panels, self.port, self.guard = panels, port, guard
        self._sequence = count(now_ms())

    def play(self) -> None:
        """All of it, in order."""
        self.tell("panels_call", port=self.port)
        for act in (self.burglary, self.fire, self.lift, self.mains, self.gas, self.unknown, self.scanner):
            act()

    # -- the acts ----------------------------------------------------------------------------------------------------

    def burglary(self) -> None:
        """One zone, the customer's SMS, a second zone that confirms it, a guard to the door, and what is over."""
        duty = self.on_duty()
        seen = self.anyone.newest(CONTACT_PHONE)
        came_ms = now_ms()
        self.signal("ADM-CID", SHOP, "1130 01 001")
        case = self.wait_for_case("alarm_burglary", 10)
        self.tell("burglary", after=(case["opened_at_ms"] - came_ms) / 1_000)
        text = self.anyone.wait_for_text(CONTACT_PHONE, "Innbruddsalarm ved Demobutikken", seen, 10)
        self.tell("customer_told", after=(text["at_ms"] - came_ms) / 1_000)
        self.signal("ADM-CID", SHOP, "1130 01 002")
        until(lambda: self.case(case)["case"]["priority"] == 1, "a second zone did not raise the priority", 10)
        self.tell("confirmed")
        self.send_guard(case)
        for zone in ("001", "002"):
            self.signal("ADM-CID", SHOP, f"3130 01 {zone}")
        self.wait_for_entry(case, "all_restored")
        self.tell("restored")
        self.resolve(case)
        self.guard.post(f"duties/{duty['id']}/off-duty", {"happened_at_ms": now_ms()})

    def fire(self) -> None:
        """In a hotel, in the other protocol; the card that is read aloud to 110."""
        self.signal("SIA-DCS", HOTEL, "Nri1/FA003^3. etasje^")
        case = self.wait_for_case("alarm_fire", 10)
        self.check(self.case(case)["case"]["priority"] == 1, "a fire is not first")
        self.tell("fire")
        self.resolve(case)

    def lift(self) -> None:
        """Somebody presses in a lift: acknowledged, spoken to, rescue sent, and free."""
        self.signal("ADM-CID", LIFT, "1150 00 000")
        case = self.wait_for_case("alarm_lift", 10)
        path = f"cases/{case['id']}/lifts/{self.panels.lift_panel_id}"
        self.tell("lift_alarm")
        self.desk.post(f"cases/{case['id']}/take")
        self.desk.post(path, {"what": "voice_contact"})
        self.tell("lift_voice")
        self.desk.post(path, {"what": "rescue_dispatched", "name": "Demo Heisvakt"})
        self.tell("lift_rescue")
        self.signal("ADM-CID", LIFT, "3150 00 000")
        self.wait_for_entry(case, "lift_ended")
        self.tell("lift_free")
        self.resolve(case)

    def mains(self) -> None:
        """The mains fail in a whole town, and return: every home's panel says so, and nobody's fire waits behind it."""
        came_ms = now_ms()
        for account in HOMES:
            self.signal("ADM-CID", account, "1301 00 000")
        until(lambda: len(self.troubles()) == len(HOMES), "not every home's mains failure is a case", 20)
        self.tell("mains_failed", homes=len(HOMES), after=(now_ms() - came_ms) / 1_000)
        for account in HOMES:
            self.signal("ADM-CID", account, "3301 00 000")
        for case in self.troubles():
            self.wait_for_entry(case, "all_restored")
            self.resolve(case, say_so=False)
        self.tell("mains_back", homes=len(HOMES))

    def gas(self) -> None:
        """A panel that encrypts; the same in the clear would be a case of its own."""
        self.answered(encrypted(TANK, "1151 01 011", now_ms(), TANK_KEY, self.next_sequence()), "ACK")
        case = self.wait_for_case("alarm_gas", 10)
        self.tell("encrypted")
        self.resolve(case)

    def unknown(self) -> None:
        """A code that is in no table: an operator sees it, and it is not dropped."""
        self.signal("ADM-CID", SHOP, "1999 01 099")
        case = self.wait_for_case("alarm_unknown", 10)
        self.tell("unknown_code")
        self.resolve(case)

    def scanner(self) -> None:
        """Somebody who looks for a web server gets no answer at all."""
        with a_call(self.port) as call:
            call.sendall(b"GET / HTTP/1.1\r\nHost: varde\r\n\r\n")
            self.check(call.recv(1) == b"", "a scanner was answered")
        self.tell("scanner")

    # -- what people and panels do -----------------------------------------------------------------------------------

    def signal(self, protocol: str, account: str, data: str) -> None:
        """One signal in a call of its own; it is kept when the panel has its answer."""
        self.answered(frame(protocol, account, data, self.next_sequence()), "ACK")

    def answered(self, raw: bytes, word: str) -> None:
        """A frame, and the answer to it."""
        with a_call(self.port) as call:
            call.sendall(raw)
            answer = answer_of(call)
        self.check(answer and re.match(f'"\\*?{word}"', answer), f"the receiver answered {answer}")

    def next_sequence(self) -> str:
        """The next frame's number: another than in the play before, for a frame that is the same is a repeat."""
        return f"{next(self._sequence) % 9_999 + 1:04d}"

    def on_duty(self) -> JSON:
        """The guard who will be sent."""
        assignment = self.stage.loud
        body = {
            "assignment_id": assignment["id"],
            "planned_end_ms": now_ms() + 3_600_000,
            "instruction_version": assignment["instruction"]["version"],
            "position": self.position(),
        }
        return self.guard.post("duties", body)

    def send_guard(self, case: JSON) -> None:
        """Offered to the nearest, taken, on the way, there, reported, done; and the customer hears of it."""
        seen = self.anyone.newest(CONTACT_PHONE)
        wish = {"person_id": self.stage.people[ONE], "inform": [self.panels.contact_id]}
        (sent,) = self.desk.post(f"cases/{case['id']}/dispatches", wish)["dispatches"]
        path = f"cases/{case['id']}/dispatches/{sent['id']}"
        for step in ("accept", "en-route", "on-scene"):
            self.guard.post(f"{path}/{step}", {"happened_at_ms": now_ms(), "position": self.position()})
            self.tell(f"guard_{step.replace('-', '_')}")
        self.guard.post(f"{path}/reports", {"happened_at_ms": now_ms(), "text": "Knust rute. Ingen på stedet."})
        self.guard.post(f"{path}/done", {"happened_at_ms": now_ms()})
        self.anyone.wait_for_text(CONTACT_PHONE, "Demobutikken", seen, 20)
        self.tell("guard_done")

    def wait_for_entry(self, case: JSON, kind: str) -> None:
        """That the case tells of it."""
        until(lambda: kind in {one["kind"] for one in self.case(case)["timeline"]}, f"no {kind} on the case", 10)

    def troubles(self) -> list[JSON]:
        """The homes' cases."""
        return [one for one in self.cases() if one["kind"] == "alarm_trouble"]
