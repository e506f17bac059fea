"""What is decided about a mission, as arithmetic on its facts and the time: no table, no clock, no text."""

from typing import Any

import msgspec
import pytest

from chalicelib.engine.cases import Plan
from chalicelib.engine.messages import Recipient
from chalicelib.engine.reports import Report
from chalicelib.engine.watch import OnWatch
from chalicelib.missions import call_routes, calls, changing, mission, party, routes
from chalicelib.missions.around import Out, told_of
from chalicelib.missions.changing import ChangeMission
from chalicelib.missions.states import DIALLED_WITHIN_MS, TOLD_WITHIN_MS, Details, Mission
from chalicelib.platform.problems import Problem
from chalicelib.records.change import Change
from chalicelib.records.rows import FAR_FUTURE_MS, Lane, Row
from chalicelib.register.earlier import MOST_EARLIER, Spot, Template, with_template
from chalicelib.register.place_kind import DEFAULT_KINDS, TERRAINS, kinds_of, within

REFUSALS = (routes, call_routes)
"""The sentences of what is refused stand beside the routes: there once these are read."""
NOW_MS = 1_798_000_000_000
MINUTE_MS = 60_000
HALF_HOUR_MS = 30 * MINUTE_MS
SEA = DEFAULT_KINDS["system-sea"]
FRIDA = Recipient(id="frida", name="Frida", phone="+4790000001", group="worker")
PLACE = Spot(latitude=69.3, longitude=29.7, name="Flate 214")


def out_at(**facts: Any) -> Out:
    """Frida at sea, begun now, with other facts."""
    usual: dict[str, Any] = {
        "customer_id": "institute",
        "id": "a-mission",
        "worker_id": FRIDA.id,
        "kind_id": SEA.id,
        "place": PLACE,
        "start_ms": NOW_MS,
        "started_at_ms": NOW_MS,
        "start_grace_s": SEA.start_grace_s,
        "planned_end_ms": NOW_MS + 8 * 60 * MINUTE_MS,
        "interval_s": 1800,
        "reminder_s": SEA.reminder_s,
        "grace_s": SEA.grace_s,
        "end_reminder_s": SEA.end_reminder_s,
        "end_grace_s": SEA.end_grace_s,
        "heard_at_ms": NOW_MS,
        "next_ms": NOW_MS + HALF_HOUR_MS,
    }
    one = Mission(**{**usual, **facts})
    return Out(
        row=Row(one, 7),
        rules=SEA,
        kind=SEA,
        worker=FRIDA,
        told=told_of(FRIDA, one),
        details=Row(Details(customer_id="institute", mission_id=one.id, what="Taksering"), 1),
    )


def planned(**facts: Any) -> Out:
    """The same, to begin in an hour."""
    start_ms = NOW_MS + 60 * MINUTE_MS
    return out_at(**{"on": False, "started_at_ms": 0, "next_ms": None, "start_ms": start_ms, **facts})


def after(change: Change) -> Mission:
    """The mission as a change leaves it: its own row is the first that is written."""
    state = change.writes[0].after
    assert isinstance(state, Mission)
    return state


def events(change: Change) -> list[str]:
    return [event.kind for write in change.writes for event in write.events]


def well(ago_ms: int = 0) -> Report:
    return Report(happened_at_ms=NOW_MS - ago_ms)


def test_a_planned_mission_is_waited_for_from_the_moment_it_is_registered() -> None:
    one = planned().watch
    assert (one.state, one.lane, one.due_at_ms) == ("planned", Lane.WATCH, one.start_ms)


def test_when_its_case_is_open_that_case_waits_and_the_row_stays_open() -> None:
    one = planned(start_stage="missed").watch
    assert (one.lane, one.due_at_ms) == (Lane.WATCH, FAR_FUTURE_MS)


@pytest.mark.parametrize(
    ("stage", "due_ms"),
    [
        ("coming", NOW_MS + HALF_HOUR_MS),
        ("due", NOW_MS + HALF_HOUR_MS + DIALLED_WITHIN_MS),
        ("dialled", NOW_MS + TOLD_WITHIN_MS),
        ("failed", FAR_FUTURE_MS),
    ],
)
def test_each_stage_of_a_call_has_its_own_deadline(stage: str, due_ms: int) -> None:
    one = out_at(contact="centre_calls", call_stage=stage, dialled_at_ms=NOW_MS).watch
    assert one.check_in_due_ms == due_ms


def test_a_phone_that_must_stay_silent_is_not_called() -> None:
    out = out_at(contact="centre_calls", hushed=True)
    assert (out.watch.called, out.watch.check_in_due_ms) == (False, FAR_FUTURE_MS)
    with pytest.raises(Problem, match=r"mission\.do_not_call"):
        calls.dialled(out, "olav", NOW_MS)


def test_who_has_dialled_holds_the_call_until_it_is_told_of() -> None:
    one = out_at(contact="centre_calls", call_stage="dialled", dialled_by="olav", dialled_at_ms=NOW_MS)
    assert one.watch.held_by == "olav"
    assert after(calls.told_how(one, "reached", None, "", well(), NOW_MS)).held_by == ""


@pytest.mark.parametrize("minutes_late", [0, 1, 14, 15])
def test_a_call_made_a_little_late_leaves_the_next_where_it_was_agreed(minutes_late: int) -> None:
    now_ms = NOW_MS + HALF_HOUR_MS + minutes_late * MINUTE_MS
    out = out_at(contact="centre_calls", call_stage="due")
    done = calls.told_how(out, "reached", None, "", Report(happened_at_ms=now_ms), now_ms)
    assert after(done).next_ms == NOW_MS + 2 * HALF_HOUR_MS


@pytest.mark.parametrize("minutes", [-20, -1, 16, 45])
def test_one_made_early_or_very_late_is_what_the_next_is_counted_from(minutes: int) -> None:
    now_ms = NOW_MS + HALF_HOUR_MS + minutes * MINUTE_MS
    out = out_at(contact="centre_calls", call_stage="due")
    done = calls.told_how(out, "reached", None, "", Report(happened_at_ms=now_ms), now_ms)
    assert after(done).next_ms == now_ms + HALF_HOUR_MS


@pytest.mark.parametrize("outcome", ["no_answer", "voicemail", "busy"])
def test_what_is_no_contact_is_tried_again_within_what_the_place_allows(outcome: Any) -> None:
    out = out_at(contact="centre_calls", call_stage="dialled", dialled_at_ms=NOW_MS)
    done = after(calls.told_how(out, outcome, None, "", well(), NOW_MS))
    assert (done.call_attempt, done.call_stage, done.heard_at_ms) == (1, "coming", NOW_MS)
    assert done.next_ms == NOW_MS + SEA.call_again_s * 1000


def test_the_last_try_is_a_silence() -> None:
    out = out_at(contact="centre_calls", call_stage="due", call_attempt=SEA.call_tries - 1)
    done = calls.told_how(out, "no_answer", None, "", well(), NOW_MS)
    assert (after(done).stage, done.result) == ("silent", "silent")
    assert "case_opened" in events(done)


def test_what_the_centre_forgot_alarms_nobody_outside_it() -> None:
    everybody = (
        FRIDA,
        Recipient(id="olav", name="Olav", phone="+4790000002", group="operators"),
        Recipient(id="kari", name="Kari", phone="+4790000003", group="contacts"),
        Recipient(id="sigrid", name="Sigrid", phone="+4790000004", group="next_of_kin"),
    )
    out = msgspec.structs.replace(out_at(contact="centre_calls", call_stage="due"), people=everybody)
    done = calls.fall_due(out, NOW_MS + HALF_HOUR_MS + DIALLED_WITHIN_MS)
    (plan,) = [write.after for write in done.writes if isinstance(write.after, Plan)]
    assert {one.group for one in plan.people} == {"worker", "operators"}
    assert after(done).stage == "ok"  # nothing is known of the worker


def test_a_late_start_counts_from_when_it_happened_and_never_from_the_future() -> None:
    for ago_ms, begun_ms in ((0, NOW_MS), (10 * MINUTE_MS, NOW_MS - 10 * MINUTE_MS), (-MINUTE_MS, NOW_MS)):
        assert after(mission.start(planned(), well(ago_ms), NOW_MS)).started_at_ms == begun_ms


def test_no_mission_begins_after_its_own_end() -> None:
    with pytest.raises(Problem, match=r"mission\.end_passed"):
        mission.start(planned(planned_end_ms=NOW_MS), well(), NOW_MS)


def test_nothing_changed_writes_nothing() -> None:
    assert changing.change(out_at(), ChangeMission(interval_s=1800), well(), NOW_MS).writes == ()


def test_the_journal_names_what_was_changed_and_keeps_what_it_was_changed_to_apart() -> None:
    done = changing.change(out_at(), ChangeMission(vehicle="Rød Lada"), well(), NOW_MS)
    (event,) = [event for event in done.writes[0].events if event.kind == "mission_changed"]
    assert event.data["fields"] == ["vehicle"]
    assert "Lada" not in str(event.data)
    assert event.private["vehicle"] == "Rød Lada"


def test_who_is_in_the_party_is_found_by_the_mission_and_who_has_left_it_is_not() -> None:
    here = out_at(party=("filip",)).watch
    assert {write.key.pk for write in party.found_by(here, None, {})} == {"person/frida", "person/filip"}
    pointer = Row(OnWatch(customer_id="institute", person_id="filip", subject=here.key.pk), 1)
    alone = out_at(party=()).watch
    (gone,) = party.found_by(alone, here, {"filip": pointer, "frida": pointer})
    assert (gone.key.pk, gone.after) == ("person/filip", None)


def test_nobody_is_found_by_a_mission_that_takes_over_from_another_watch() -> None:
    """A companion with a mission of his own keeps it, when this one begins and when it is over."""
    here = out_at(party=("filip",)).watch
    own = Row(OnWatch(customer_id="institute", person_id="filip", subject="mission/his-own"), 1)
    assert [write.key.pk for write in party.found_by(here, None, {"filip": own})] == ["person/frida"]
    over = out_at(party=("filip",), on=False, ended_at_ms=NOW_MS).watch
    assert party.found_by(over, here, {"filip": own}) == ()


def test_every_terrain_has_a_kind_and_its_interval_is_within_its_own_bound() -> None:
    assert {kind.terrain for kind in DEFAULT_KINDS.values()} == set(TERRAINS)
    assert all(within(kind, kind.interval_s) for kind in DEFAULT_KINDS.values())
    assert not within(SEA, SEA.longest_interval_s + 1)
    assert not within(SEA, 9)


def test_a_customers_own_kind_takes_the_place_of_the_systems_for_the_same_terrain() -> None:
    own = msgspec.structs.replace(SEA, id="fjord", customer_id="institute", name="Fjord")
    offered = kinds_of((own,))
    assert [kind.name for kind in offered if kind.terrain == "sea"] == ["Fjord"]
    assert len(offered) == len(DEFAULT_KINDS)


def test_the_last_few_places_are_remembered_each_once_the_newest_first() -> None:
    kept: tuple[Template, ...] = ()
    for number in (*range(MOST_EARLIER + 2), 5):
        place = Spot(latitude=60, longitude=10, name=f"Flate {number}")
        new = Template(
            id=str(number), place=place, what="x", kind_id=SEA.id, interval_s=60, duration_s=60, used_at_ms=number
        )
        kept = with_template(kept, new)
    assert len(kept) == MOST_EARLIER
    assert [one.place.name for one in kept[:2]] == ["Flate 5", f"Flate {MOST_EARLIER + 1}"]
    assert len({one.place.name for one in kept}) == MOST_EARLIER
