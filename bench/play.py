"""What every act of the demonstration does: wait for a case, work it to its end, say what happened, and check it."""

import time
from typing import Any

from bench.client import JSON, Client, NotAsTold, NotYet, until
from bench.stage import CUSTOMER, Stage
from bench.words import say

MOST_LATE_S = 2.0
BEHALF = {"identified_by": "known_voice", "note": "Demonstrasjon."}
"""How somebody on the telephone was identified."""


def now_ms() -> int:
    """The time, as the phones send it."""
    return int(time.time() * 1000)


class Play:
    """The desk, the telephones outside, and the stage."""

    def __init__(self, anyone: Client, leader: Client, stage: Stage, language: str) -> None:
        self.anyone, self.desk, self.stage, self.language = anyone, leader, stage, language

    def resolve(self, case: JSON, *, say_so: bool = True) -> None:
        """Take, note, resolve; and see that it is gone from the board."""
        path = f"cases/{case['id']}"
        self.desk.post(f"{path}/take")
        self.desk.post(f"{path}/notes", {"text": "Demonstrasjon."})
        self.do_the_plan(case)
        self.end(case, "safe", "Demonstrasjon.")
        until(lambda: case["id"] not in {one["id"] for one in self.cases()}, "a resolved case is on the board", 10)
        kinds = {entry["kind"] for entry in self.case(case)["timeline"]}
        self.check(len(kinds) > 2, "the timeline does not tell it")
        if say_so:
            self.tell("resolved")

    def end(self, case: JSON, disposition: str, note: str) -> None:
        """Resolve it: as soon as that goes, for what came a moment ago must have been seen."""

        def ended() -> bool:
            try:
                return bool(self.desk.post(f"cases/{case['id']}/resolve", {"disposition": disposition, "note": note}))
            except NotYet:
                return False

        until(ended, f"the case {case['kind']} cannot be resolved", 10)

    def do_the_plan(self, case: JSON) -> None:
        """The steps without which a case cannot be resolved."""
        for step in self.case(case)["plan"]["steps"]:
            if step["compulsory"] and step["outcome"] == "open":
                self.desk.post(f"cases/{case['id']}/steps/{step['number']}", {"outcome": "done"})

    def cases(self) -> list[JSON]:
        """The demonstration's own cases on the board."""
        return [one for one in self.desk.get("board")["cases"] if one["customer_name"] == CUSTOMER]

    def wait_for_case(self, kind: str, within_s: float) -> JSON:
        """The case of that kind."""
        case = until(lambda: next((one for one in self.cases() if one["kind"] == kind), None), kind, within_s)
        assert case is not None
        return case

    def case(self, case: JSON) -> JSON:
        """One case, whole."""
        return self.desk.get(f"cases/{case['id']}")

    def tell(self, name: str, **values: object) -> None:
        """Say what happened, and when."""
        print(f"{time.strftime('%H:%M:%S')}  {say(self.language, name, **values)}", flush=True)

    def on_time(self, name: str, at_ms: int, due_ms: int) -> None:
        """Say how late it was; too late, or too early, is not as told."""
        late_s = (at_ms - due_ms) / 1000
        self.tell(name, late=late_s)
        self.check(-0.05 <= late_s <= MOST_LATE_S, f"{name}: {late_s:.2f} s")

    @staticmethod
    def check(true: Any, otherwise: str) -> None:
        """Raise NotAsTold unless it is so."""
        if not true:
            raise NotAsTold(otherwise)

    @staticmethod
    def position() -> JSON:
        """Where the guard stands."""
        return {"latitude": 59.91, "longitude": 10.75, "accuracy_m": 12, "measured_at_ms": now_ms()}
