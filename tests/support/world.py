"""A centre in a test: its people and places, what they do, and what reaches them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from chalicelib.channels.voice import CallReport, Outcome, OutgoingCall
from chalicelib.desk.aftermath import after_case
from chalicelib.engine.cases import Case, Plan, contact_wrong, plan_key, resolve, take
from chalicelib.engine.messages import Recipient
from chalicelib.engine.people import person_of
from chalicelib.engine.plan_steps import left_to_do, settle_step
from chalicelib.engine.reports import Report
from chalicelib.guards import service
from chalicelib.guards.place import place_of
from chalicelib.guards.shifts import plan_shift
from chalicelib.guards.states import Duty
from chalicelib.platform.config import Config
from chalicelib.platform.ids import new_id
from chalicelib.platform.store import Store
from chalicelib.records.change import Actor, Change, create
from chalicelib.records.rows import Row
from chalicelib.register.pointers import PhoneOfContact, PhoneOfPerson, RoleOfPerson, Uses
from chalicelib.register.policy import Policy, Rung
from chalicelib.register.states import Assignment, Contact, Customer, Instruction, Person, RiskAssessment, Site
from tests.support.clockwork import Clockwork

START_MS = 1_798_000_000_000
"""An evening in December 2026."""
MINUTE_S = 60
TESTER = Actor("person", "tester")

SILENCE = (
    Rung(after_s=0, to="operators", channels=("board",)),
    Rung(after_s=0, to="worker", channels=("sms",), repeat_s=60),
    Rung(after_s=60, to="colleagues", channels=("sms",)),
    Rung(after_s=120, to="duty_manager", channels=("sms",), repeat_s=120),
    Rung(after_s=240, to="contacts", channels=("sms",)),
)
SOS = (
    Rung(after_s=0, to="operators", channels=("board", "sms"), repeat_s=30),
    Rung(after_s=0, to="duty_manager", channels=("sms",), repeat_s=60),
    Rung(after_s=0, to="colleagues", channels=("sms",)),
)


class World(Clockwork):
    """One security company with one customer, two assignments, and the people whom the stories are about."""

    def __init__(self, config: Config, now_ms: int = START_MS, store: Store | None = None) -> None:
        super().__init__(config, now_ms, store)
        self.tag = new_id()
        """Every world is its own, in the same tables."""
        self._register()

    # -- people and places ---------------------------------------------------------------------------------------

    def _register(self) -> None:
        customer = Customer(customer_id=self.id("customer"), id=self.id("customer"), name="Havnekontoret")
        site = Site(
            customer_id=customer.id,
            id=self.id("site"),
            name="Lager 4",
            address="Havnegata 4",
            postal_code="0150",
            town="Oslo",
            municipality="Oslo",
        )
        policy = Policy(
            customer_id=customer.id,
            id=self.id("policy"),
            name="Natt",
            risk="high",
            interval_s=20 * MINUTE_S,
            reminder_s=2 * MINUTE_S,
            grace_s=MINUTE_S,
            end_reminder_s=10 * MINUTE_S,
            end_grace_s=5 * MINUTE_S,
            start_grace_s=5 * MINUTE_S,
            take_timeout_s=90,
            ladder=SILENCE,
            sos_ladder=SOS,
            broadcast_s=2 * MINUTE_S,
        )
        people = [
            self.person("alice", "guard"),
            self.person("bob", "guard"),
            self.person("carol", "guard"),
            self.person("olav", "operator"),
            self.person("oda", "operator"),
            self.person("dina", "duty_manager"),
        ]
        contacts = [self.contact("kari", 1), self.contact("kjell", 2)]
        states = [customer, site, policy, self.assignment("round"), self.assignment("gate", loud=True)]
        pointers = [self._pointer(person) for person in people] + [self._contact_pointer(one) for one in contacts]
        roles = [self._role(person, role) for person in people for role in person.roles]
        uses = Uses(customer_id=customer.id, of=customer.key.pk)
        for state in (*states, *people, *contacts, *pointers, *roles, uses):
            self.engine.commit(Change((create(state),)), actor=TESTER, at_ms=self.now_ms)

    def hire(self, *names: str, role: Any = "guard", customer_id: str = "self") -> None:
        """More people with a role, of the company itself or of a customer."""
        for name in names:
            person = self.person(name, role, customer_id)
            for state in (person, self._pointer(person), self._role(person, role)):
                self.engine.commit(Change((create(state),)), actor=TESTER, at_ms=self.now_ms)

    def id(self, name: str) -> str:
        return f"{name}{self.tag}"

    def phone(self, name: str) -> str:
        """A number of this world's own, made of its tag."""
        digits = int.from_bytes(f"{name}{self.tag}".encode(), "big") % 10**7
        return f"+479{digits:07d}"

    def person(self, name: str, role: Any, customer_id: str = "self") -> Person:
        return Person(
            customer_id=customer_id, id=self.id(name), name=name.capitalize(), phone=self.phone(name), roles=(role,)
        )

    def contact(self, name: str, order: int) -> Contact:
        return Contact(
            customer_id=self.id("customer"),
            id=self.id(name),
            name=name.capitalize(),
            phone=self.phone(name),
            order=order,
        )

    def assignment(self, name: str, *, loud: bool = False) -> Assignment:
        return Assignment(
            customer_id=self.id("customer"),
            id=self.id(name),
            name=name.capitalize(),
            site_id=self.id("site"),
            risk="high",
            risk_assessment=RiskAssessment(text="Alene om natten.", assessed_by="Dina", assessed_at_ms=self.now_ms),
            instruction=Instruction(text="Gå runden."),
            policy_id=self.id("policy"),
            loud=loud,
        )

    def _pointer(self, person: Person) -> Any:
        return PhoneOfPerson(customer_id="self", phone=person.phone, person_id=person.id)

    def _contact_pointer(self, contact: Contact) -> Any:
        return PhoneOfContact(customer_id=contact.customer_id, phone=contact.phone, contact_id=contact.id)

    def _role(self, person: Person, role: Any) -> Any:
        return RoleOfPerson(customer_id="self", role=role, person_id=person.id)

    # -- what people do ------------------------------------------------------------------------------------------

    def on_duty(self, name: str, assignment: str = "round", hours: float = 8, shift: str | None = None) -> str:
        guard = person_of(self.engine, self.id(name))
        row = service.go_on_duty(
            self.engine,
            Actor("person", guard.id),
            f"{guard.id}/{new_id()}",
            guard,
            self.id(assignment),
            self.now_ms + int(hours * 3_600_000),
            1,
            shift,
            Report(happened_at_ms=self.now_ms),
            self.now_ms,
        )
        return row.state.id

    def check_in(self, duty_id: str, *, ago_s: int = 0, duress: bool = False, command: str = "") -> Row[Duty]:
        row = service.find_duty(self.engine, duty_id)
        return service.check_in(
            self.engine,
            Actor("person", row.state.guard_id),
            command or f"{row.state.guard_id}/{new_id()}",
            row,
            Report(happened_at_ms=self.now_ms - ago_s * 1000),
            self.now_ms,
            duress=duress,
        )

    def off_duty(self, duty_id: str, *, duress: bool = False) -> Row[Duty]:
        row = service.find_duty(self.engine, duty_id)
        return service.go_off_duty(
            self.engine,
            Actor("person", row.state.guard_id),
            f"{row.state.guard_id}/{new_id()}",
            duty_id,
            Report(happened_at_ms=self.now_ms),
            self.now_ms,
            duress=duress,
        )

    def plan(self, name: str, in_s: int, hours: float = 8) -> str:
        shift_id = new_id()
        guard = person_of(self.engine, self.id(name))
        to = Recipient(id=guard.id, name=guard.name, phone=guard.phone)
        start_ms = self.now_ms + in_s * 1000
        place = place_of(self.engine, self.id("round"))
        change = plan_shift(shift_id, place, to, start_ms, start_ms + int(hours * 3_600_000), self.now_ms)
        self.engine.commit(change, actor=TESTER, at_ms=self.now_ms)
        return shift_id

    def text(self, name: str, words: str) -> None:
        """Somebody sends a text to the centre, and the clock judges it."""
        from chalicelib.channels.receipts import InboundSms
        from chalicelib.desk.providers import store_inbound

        sms = InboundSms(
            provider_id=new_id(), from_=self.phone(name), to="+4799999999", text=words, received_at_ms=self.now_ms
        )
        store_inbound(self.engine, [sms], self.now_ms)
        self.settle()

    def take(self, case: Row[Case], name: str = "olav") -> None:
        self._on(case, lambda row, plan: take(row, plan, self.id(name), name.capitalize(), self.now_ms))

    def contact_is_wrong(self, case: Row[Case], name: str) -> None:
        """The number that the case has of them turns out to be somebody else's."""
        self._on(case, lambda row, plan: Change(contact_wrong(row, plan, self.id(name), self.now_ms)))

    def resolve(self, case: Row[Case], name: str = "olav", disposition: Any = "safe", note: str = "") -> None:
        plan = self.engine.get(plan_key(case.state.id), Plan)
        for number in left_to_do(self.case(case.state.id).state, plan.state) if plan else ():
            self._on(case, partial(settle_step, number=number, outcome="done", reason="", now_ms=self.now_ms))

        def decide(row: Row[Case], plan: Plan) -> Change:
            ended = resolve(row, plan, self.id(name), name.capitalize(), disposition, note, self.now_ms)
            return ended + after_case(self.engine, row.state, self.now_ms)

        self._on(case, decide)

    def _on(self, case: Row[Case], decide: Callable[[Row[Case], Plan], Change]) -> None:
        row = self.case(case.state.id)
        plan = self.engine.get(plan_key(case.state.id), Plan)
        assert plan is not None
        self.engine.commit(decide(row, plan.state), actor=TESTER, at_ms=self.now_ms)

    # -- what reaches them ---------------------------------------------------------------------------------------

    def duty(self, duty_id: str) -> Duty:
        return service.find_duty(self.engine, duty_id).state

    def texts_to(self, name: str) -> list[str]:
        """What arrived on somebody's phone, in order."""
        return [sent.sms.text for sent in self.sms.sent if sent.sms.to == self.phone(name)]

    def picked_up(self, call: OutgoingCall, outcome: Outcome) -> bool:
        """What somebody did with a telephone that rang, as the supplier reports it."""
        report = CallReport(reference=call.reference, provider_id="", outcome=outcome, at_ms=self.now_ms)
        return self.sender.report(self.engine, report, self.now_ms)
