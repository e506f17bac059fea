"""What a customer wishes is checked before it is kept: what could not be done is refused with what to do instead."""

from typing import Any

import msgspec
import pytest

from chalicelib.platform.operations import Key
from chalicelib.platform.problems import FieldError, Problem, render
from chalicelib.platform.texts import say
from chalicelib.records.commit import Facts
from chalicelib.records.rows import Row, State
from chalicelib.register.build import Setting
from chalicelib.register.decisions import add, alter, check_references
from chalicelib.register.instruction import CustomerInstruction
from chalicelib.register.instruction_cells import WRITTEN, read_emergency, read_notices, read_steps, read_times
from chalicelib.register.pointers import Uses
from chalicelib.register.scopes import Scope, scope_key
from chalicelib.register.states import Contact
from chalicelib.register.subjects import subject
from chalicelib.register.unreadable import Unreadable
from tests.support.register import NOW_MS, SECRET, good
from tests.unit.register.test_decisions import THERE
from tests.unit.register.test_forms import faults

WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday"]
NIGHT = {"days": WEEK, "start_min": 0, "end_min": 360}
SMS = {"contact_id": "kari", "by": "sms", "at_once": True}
POLICE = {"service": "police", "when": "at_once"}
HOLD_UP: dict[str, Any] = {"categories": ["hold_up"], "emergency": POLICE}
STEPS = [{"text": f"Punkt {number}"} for number in range(9)]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"categories": []}, "categories"),
        ({"times": [{"days": []}]}, "times[0].days"),
        ({"times": [{"days": ["mon"], "start_min": 600, "end_min": 600}]}, "times[0].end_min"),
        ({"times": [{"days": ["mon"], "start_min": 1320, "end_min": 360}]}, "times[0].end_min"),
        ({"times": [{"days": ["mon"], "end_min": 1441}]}, "times[0].end_min"),
        ({"times": [{"days": ["mon"], "start_min": -1}]}, "times[0].end_min"),
        ({"times": [NIGHT, {"days": ["wed"], "start_min": 300}]}, "times[1].start_min"),
        ({"times": [{"days": [WEEK[at % 7]], "start_min": at, "end_min": at + 1} for at in range(15)]}, "times"),
        ({"notices": [{**SMS, "by": "call"}]}, "notices[0].at_once"),
        ({"notices": [{"contact_id": "kari", "text": "Hei"}]}, "notices[0].text"),
        ({"notices": [SMS, SMS]}, "notices[1].contact_id"),
        ({"notices": [{**SMS, "text": "x" * 161}]}, "notices[0].text"),
        ({"notices": [{**SMS, "text": "x" * 140 + " {site}"}]}, "notices[0].text"),
        ({"notices": [{**SMS, "at_once": False, "text": "x" * 140}]}, "notices[0].text"),
        ({"notices": [{**SMS, "text": "Alarm – ring oss"}]}, "notices[0].text"),
        ({"notices": [{**SMS, "text": "Alarm ved {sted}"}]}, "notices[0].text"),
        ({"notices": [{**SMS, "text": "Alarm ved {"}]}, "notices[0].text"),
        ({"notices": [{"contact_id": f"c{at}"} for at in range(13)]}, "notices"),
        ({"action": "dispatch", "notices": [SMS]}, "notices"),
        ({"response_s": 1200}, "response_s"),
        ({"action": "both", "response_s": 60}, "response_s"),
        ({"action": "log", "steps": [{"text": "Ring"}]}, "action"),
        ({"action": "log", "home": True}, "action"),
        *(({"categories": [one], "action": "log"}, "action") for one in ("fire", "gas", "medical", "lift")),
        ({"steps": [{"text": " "}]}, "steps[0].text"),
        ({"steps": [{"text": "x" * 121}]}, "steps[0].text"),
        ({"steps": STEPS}, "steps"),
        ({"emergency": {"service": "fire", "direct": True}}, "emergency.call_off_s"),
        ({"emergency": {"service": "fire", "call_off_s": 90}}, "emergency.call_off_s"),
        ({"emergency": {"service": "fire", "direct": True, "call_off_s": 10}}, "emergency.call_off_s"),
        ({"emergency": {"service": "fire", "when": "never", "direct": True, "call_off_s": 90}}, "emergency.when"),
        ({"emergency": {"service": "medical"}}, "emergency.service"),
        ({"categories": ["hold_up"]}, "emergency.when"),
        ({"categories": ["hold_up"], "emergency": {"service": "police"}}, "emergency.when"),
        ({**HOLD_UP, "categories": ["hold_up", "burglary"]}, "categories"),
        ({**HOLD_UP, "verify_contact_id": "kari"}, "verify_contact_id"),
        ({"categories": ["hold_up"], "action": "log"}, "action"),
        ({"access": "x" * 1001}, "access"),
    ],
)
def test_what_could_not_be_done_is_refused_with_its_field(fields: dict[str, Any], field: str) -> None:
    assert faults("instructions", good("instructions", **fields)) == [field]


def test_everything_wrong_is_named_at_once() -> None:
    wrong = good("instructions", name="", times=[{"days": []}], notices=[{**SMS, "text": "x" * 200}])
    assert faults("instructions", wrong) == ["name", "times[0].days", "notices[0].text"]


def made(thing_id: str = "fire", **fields: Any) -> CustomerInstruction:
    kind = subject("instructions")
    sent = msgspec.convert(good("instructions", **fields), kind.sent)
    built = kind.builder(sent, Setting(id=thing_id, now_ms=NOW_MS, secret=SECRET))(None)
    assert isinstance(built, CustomerInstruction)
    return built


def contact(one: str, **fields: Any) -> Contact:
    told = {"customer_id": "harbour", "name": one.title(), "phone": "+4749000201", **fields}
    return Contact(id=one, **told)


def facts(*states: State) -> Facts:
    return Facts({state.key: Row(state, 3) for state in (*THERE, *states)})


def with_contacts(*contacts: Contact) -> Facts:
    uses = [Uses(customer_id=one.customer_id, of=f"contact/{one.id}") for one in contacts]
    return facts(*contacts, *uses)


def wrong(state: CustomerInstruction, there: Facts) -> list[str]:
    errors = check_references(state, there)
    for error in errors:
        assert say(error.message_id, "nb", error.params) != say(error.message_id, "en", error.params)
    return [error.field for error in errors]


class TestWhomItNames:
    def test_a_contact_that_does_not_exist_is_named_by_its_line(self) -> None:
        state = made(notices=[{"contact_id": "kari"}, {"contact_id": "nobody"}])
        assert wrong(state, with_contacts(contact("kari"))) == ["notices[1].contact_id"]

    def test_another_customers_contact_is_as_if_it_did_not_exist(self) -> None:
        state = made(notices=[{"contact_id": "kari"}])
        assert wrong(state, with_contacts(contact("kari", customer_id="hotel"))) == ["notices[0].contact_id"]

    def test_whoever_is_asked_for_a_code_word_has_one(self) -> None:
        state = made(categories=["burglary"], verify_contact_id="kari")
        assert wrong(state, with_contacts(contact("kari"))) == ["verify_contact_id"]
        assert wrong(state, with_contacts(contact("kari", code_word_hash="hash"))) == []

    def test_mail_goes_to_who_has_an_address(self) -> None:
        state = made(notices=[{"contact_id": "kari", "by": "email"}])
        assert wrong(state, with_contacts(contact("kari"))) == ["notices[0].by"]
        assert wrong(state, with_contacts(contact("kari", email="kari@havn.no"))) == []

    def test_at_a_hold_up_nobody_at_the_site_is_on_the_list(self) -> None:
        state = made(**HOLD_UP, site_id="quay", notices=[{"contact_id": "kari"}])
        assert wrong(state, with_contacts(contact("kari", site_id="quay"))) == ["notices[0].contact_id"]
        assert wrong(state, with_contacts(contact("kari"))) == []


def scope(*states: CustomerInstruction) -> Scope:
    there = facts()
    for state in states:
        written = [write.after for write in add(state, there).writes if isinstance(write.after, Scope)]
        there = facts(*written)
    found = there.find(scope_key("customer/harbour"), Scope)
    assert found is not None
    return found.state


DAY = [{"days": WEEK, "start_min": 480, "end_min": 960}]


class TestTimes:
    def test_two_without_times_contradict_one_another(self) -> None:
        assert wrong(made("second"), facts(scope(made("first")))) == ["times"]

    def test_one_with_times_goes_before_the_one_without(self) -> None:
        assert wrong(made("second", times=DAY), facts(scope(made("first")))) == []

    def test_two_that_share_a_minute_are_refused_and_two_that_meet_are_not(self) -> None:
        first = scope(made("first", name="Dag", times=DAY))
        assert wrong(made("second", times=[{**DAY[0], "start_min": 959, "end_min": 970}]), facts(first)) == ["times"]
        assert wrong(made("second", times=[{**DAY[0], "start_min": 960, "end_min": 970}]), facts(first)) == []

    def test_the_refusal_names_the_other_one_the_day_and_the_hour(self) -> None:
        there = facts(scope(made("first", name="Dag", times=DAY)))
        error: FieldError = check_references(made("second", times=[{"days": ["thu"]}]), there)[0]
        said = say(error.message_id, "nb", error.params)
        assert "«Dag»" in said
        assert "brann torsdag kl. 08:00" in said

    def test_other_categories_and_other_sites_are_no_business_of_theirs(self) -> None:
        there = facts(scope(made("first")))
        assert wrong(made("second", categories=["water"]), there) == []
        assert wrong(made("second", site_id="quay"), there) == []

    def test_what_could_never_hold_is_refused(self) -> None:
        whole = scope(made("first", times=[{"days": WEEK}]))
        assert wrong(made("second"), facts(whole)) == ["times"]

    def test_nor_may_a_new_one_leave_another_no_time_at_all(self) -> None:
        there = facts(scope(made("always", name="Ellers"), made("day", times=[{"days": WEEK[:7]}])))
        error = check_references(made("holiday", times=[{"days": ["holiday"]}]), there)[0]
        assert "«Ellers»" in say(error.message_id, "nb", error.params)

    def test_one_that_is_changed_is_not_measured_against_itself(self) -> None:
        first = made("first", times=DAY)
        there = facts(scope(first), first, Uses(customer_id="harbour", of="instruction/first"))
        row = there.find(Key("instruction/first"), CustomerInstruction)
        assert row is not None
        change = alter(row, 3, made("first", times=[{"days": ["mon"]}]), there)
        (after,) = [write.after for write in change.writes if isinstance(write.after, Scope)]
        assert [period.days for period in after.spans["first"].times] == [("mon",)]

    def test_one_that_moves_to_a_site_leaves_the_customers_list(self) -> None:
        first = made("first")
        there = facts(scope(first), first, Uses(customer_id="harbour", of="instruction/first"))
        row = there.find(Key("instruction/first"), CustomerInstruction)
        assert row is not None
        writes = alter(row, 3, made("first", site_id="quay"), there).writes
        scopes = {write.key.pk: write.after for write in writes if write.key.sk == "instructions"}
        assert scopes["customer/harbour"] is None
        assert isinstance(scopes["site/quay"], Scope)


CELLS = [
    ("times", read_times, "man+tir+ons+tor+fre 08:00-16:00, lør 10:30-24:00, helligdag"),
    ("notices", read_notices, "sms!+ kari = Alarm ved {site}.\nring+ kari\ne-post drift"),
    ("steps", read_steps, "Steng hovedkranen\nRing rørlegger (valgfritt)"),
    ("emergency", read_emergency, "110 bekreftet direkte 90"),
]


@pytest.mark.parametrize(("field", "read", "cell"), CELLS)
def test_what_a_table_says_is_written_back_as_it_was(field: str, read: Any, cell: str) -> None:
    fields = {field: read(cell), "action": "both"}
    assert WRITTEN[field](getattr(made(**fields), field), lambda one: one) == cell


def test_days_in_a_row_are_written_as_a_range() -> None:
    assert read_times("man-fre 8.00-16.00")[0] == {
        "days": ["mon", "tue", "wed", "thu", "fri"],
        "start_min": 480,
        "end_min": 960,
    }


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (read_times, "alltid"),
        (read_times, "man 8-16"),
        (read_times, "man-xyz 08:00-16:00"),
        (read_notices, "due Kari"),
        (read_notices, "sms"),
        (read_emergency, "911 straks"),
        (read_emergency, "110 kanskje"),
    ],
)
def test_a_cell_that_cannot_be_read_says_how_to_write_it(read: Any, cell: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(cell)
    assert "Skriv" in say(refused.value.message_id, "nb", refused.value.params)
    assert "Write" in say(refused.value.message_id, "en", refused.value.params)


def test_a_refusal_can_be_read_in_both_languages() -> None:
    with pytest.raises(Problem) as refused:
        made(notices=[{**SMS, "text": "x" * 200}])
    assert "én SMS" in render(refused.value, "nb", "test").decode()
    assert "one SMS" in render(refused.value, "en", "test").decode()
