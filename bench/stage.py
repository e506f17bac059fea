"""The demonstration's own customer, site, rules, assignments, guards and field workers: made once, then found again."""

from dataclasses import dataclass

from bench.client import JSON, Client

GUARDS = {"Demo Vekter En": "+4749000801", "Demo Vekter To": "+4749000802", "Demo Vekter Tre": "+4749000803"}
WORKERS = {"Demo Feltarbeider En": "+4749000804", "Demo Feltarbeider To": "+4749000805"}
PIN, DURESS_PIN = "2580", "9119"
CUSTOMER = "Demonstrasjonskunde"


@dataclass(frozen=True)
class Steps:
    """The policy's seconds."""

    interval_s: int
    reminder_s: int
    grace_s: int

    @classmethod
    def at(cls, pace: float) -> "Steps":
        """An hour's steps divided by the pace; none is shorter than the register allows."""
        return cls(max(20, round(300 / pace)), max(8, round(100 / pace)), max(10, round(60 / pace)))


@dataclass(frozen=True)
class Stage:
    """Where it is played."""

    steps: Steps
    people: dict[str, str]
    loud: JSON
    silent: JSON
    place_kind: JSON
    customer_id: str


def build(admin: Client, steps: Steps) -> Stage:
    """Make what is missing, and set what is there."""
    customer = put(admin, "customers", {"name": CUSTOMER})
    owner = {"customer_id": customer["id"]}
    site = {"name": "Demolageret", "address": "Prøveveien 1", "postal_code": "0150", "town": "Oslo"}
    placed = put(admin, "sites", {**site, "municipality": "Oslo", "latitude": 59.91, "longitude": 10.75, **owner})
    policy = put(admin, "policies", {**_policy(steps), **owner})
    people = {name: put(admin, "people", _guard(name, phone))["id"] for name, phone in GUARDS.items()}
    made = [put(admin, "assignments", {**_assignment(placed, policy, loud), **owner}) for loud in (True, False)]
    workers = {name: put(admin, "people", {**_worker(name, phone), **owner})["id"] for name, phone in WORKERS.items()}
    place_kind = put(admin, "place-kinds", {**_place_kind(steps), **owner})
    return Stage(steps, people | workers, made[0], made[1], place_kind, customer["id"])


def put(admin: Client, plural: str, body: JSON) -> JSON:
    """Make it, or set what has that name already."""
    offset = 0
    while True:
        page = admin.get(plural, offset=offset)
        for found in page["items"]:
            if found["name"] == body["name"]:
                return admin.send("PUT", f"{plural}/{found['id']}", {**body, "version": found["version"]})
        if not page["more"]:
            return admin.post(plural, body)
        offset += len(page["items"])


def _policy(steps: Steps) -> JSON:
    board = {"after_s": 0, "to": "operators", "channels": ["board"]}
    worker = {"after_s": 0, "to": "worker", "channels": ["sms"], "repeat_s": 30}
    return {
        "name": "Demonstrasjon",
        "risk": "high",
        "interval_s": steps.interval_s,
        "reminder_s": steps.reminder_s,
        "grace_s": steps.grace_s,
        "end_reminder_s": steps.reminder_s,
        "end_grace_s": steps.grace_s,
        "start_grace_s": steps.grace_s,
        "take_timeout_s": 120,
        "broadcast_s": 600,
        "ladder": [board, worker],
        "sos_ladder": [board],
    }


def _place_kind(steps: Steps) -> JSON:
    rules = {name: value for name, value in _policy(steps).items() if name != "risk"}
    calls = {"call_again_s": steps.grace_s, "call_tries": 2, "script": "Demonstrasjon. Er alt i orden?"}
    return {**rules, **calls, "terrain": "forest", "longest_interval_s": 3_600, "loud": True}


def _worker(name: str, phone: str) -> JSON:
    return {"name": name, "phone": phone, "roles": ["field_worker"]}


def _guard(name: str, phone: str) -> JSON:
    return {"name": name, "phone": phone, "roles": ["guard"], "pin": PIN, "duress_pin": DURESS_PIN}


def _assignment(site: JSON, policy: JSON, loud: bool) -> JSON:
    return {
        "name": "Demorunde, hørbar SOS" if loud else "Demorunde, stille SOS",
        "site_id": site["id"],
        "risk": "high",
        "policy_id": policy["id"],
        "loud": loud,
        "pin_required": not loud,
        "risk_assessment": {
            "text": "Bare til demonstrasjon.",
            "assessed_by": "Demo",
            "assessed_at_ms": 1_700_000_000_000,
        },
        "instruction": "Gå runden og meld deg.",
    }
