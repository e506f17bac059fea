"""Keys at the desk: out, passed on, in, lost and found again."""

import pytest

from chalicelib.guards.keys.service import By, take_out
from chalicelib.platform.ids import new_id
from chalicelib.platform.problems import Problem
from tests.integration.doors.keys.conftest import Hung
from tests.support.between import engine_that_meets
from tests.support.world import TESTER


class TestAtTheDesk:
    def test_a_key_is_given_to_a_guard_and_hung_back(self, hung: Hung) -> None:
        guard = hung.guard()
        out = hung.desk("out", holder_id=guard.id)
        assert out.status == 200, out.json
        assert (out.json["state"], out.json["holder"]["id"], out.json["tag"]) == ("out", guard.id, hung.tag)
        assert out.json["since_ms"] == hung.centre.world.now_ms
        assert guard.keys() == [hung.tag]
        back = hung.desk("in")
        assert (back.json["state"], back.json["holder"], guard.keys()) == ("in", None, [])

    def test_every_key_that_is_out_is_listed_with_who_has_it(self, hung: Hung) -> None:
        assert hung.now() == []
        guard = hung.guard()
        hung.desk("out", holder_id=guard.id)
        (away,) = hung.now()
        assert (away["tag"], away["site"], away["holder"]["name"]) == (hung.tag, "Fjordutsikt", guard.name.capitalize())
        assert away["holder"]["phone"].startswith("+47")
        assert [one["id"] for one in hung.now(holder_id=guard.id)] == [hung.id]

    def test_a_key_that_was_passed_on_is_with_the_other_alone(self, hung: Hung) -> None:
        first, second = hung.guard(), hung.guard()
        hung.desk("out", holder_id=first.id)
        hung.desk("out", holder_id=second.id)
        assert (first.keys(), second.keys()) == ([], [hung.tag])

    def test_the_same_request_sent_twice_is_one_move(self, hung: Hung) -> None:
        guard, key = hung.guard(), new_id() * 2
        for _ in range(2):
            body = {"holder_id": guard.id}
            answer = hung.centre.send("POST", f"keys/{hung.id}/out", body, token=hung.operator, key=key)
            assert answer.json.get("state") == "out", answer.json
        story = list(hung.centre.world.engine.store.partition("journal", f"key/{hung.id}"))
        assert len(story) == 2

    @pytest.mark.parametrize("holder", ["nobody", "an operator"])
    def test_only_who_works_outside_can_have_a_key(self, hung: Hung, holder: str) -> None:
        whom = hung.centre.world.id("oda") if holder == "an operator" else "nobody"
        refused = hung.desk("out", holder_id=whom)
        assert (refused.status, refused.fields) == (422, ["holder_id"])
        assert hung.stands()["state"] == "in"

    def test_a_key_that_is_out_is_not_deleted_from_the_register(self, hung: Hung) -> None:
        hung.desk("out", holder_id=hung.guard().id)
        refused = hung.centre.send("DELETE", f"keys/{hung.id}", token=hung.office)
        assert refused.status == 409
        assert "ikke er levert inn" in refused.json["detail"]
        hung.desk("in")
        assert hung.centre.send("DELETE", f"keys/{hung.id}", token=hung.office).status == 204

    def test_a_key_that_is_not_there_is_not_moved(self, hung: Hung) -> None:
        hung.id = "no-such-key"
        assert hung.desk("in").status == 404
        assert hung.centre.send("GET", "keys-now?site_id=nowhere", token=hung.operator).status == 404


class TestAtOnce:
    def test_of_two_guards_who_take_the_same_key_in_the_same_instant_one_has_it(self, hung: Hung) -> None:
        world, first, second = hung.centre.world, hung.guard(), hung.guard()
        met = engine_that_meets(world.config, lambda: first.key("out", hung.tag))
        with pytest.raises(Problem) as refused:
            take_out(met, By(TESTER, new_id(), world.now_ms), hung.id, second.id, take_over=False)
        assert [error.params for error in refused.value.errors] == [{"name": first.name.capitalize()}]
        assert (first.keys(), second.keys()) == ([hung.tag], [])

    def test_a_key_given_out_while_it_is_being_deleted_is_not_both(self, hung: Hung) -> None:
        world, guard = hung.centre.world, hung.guard()
        gone: list[int] = []

        def delete() -> None:
            gone.append(hung.centre.send("DELETE", f"keys/{hung.id}", token=hung.office).status)

        with pytest.raises(Problem):
            take_out(
                engine_that_meets(world.config, delete),
                By(TESTER, new_id(), world.now_ms),
                hung.id,
                guard.id,
                take_over=False,
            )
        assert (gone, guard.keys()) == ([204], [])


class TestLost:
    def test_a_lost_key_is_a_case_at_its_site_at_once(self, hung: Hung) -> None:
        guard = hung.guard()
        hung.desk("out", holder_id=guard.id)
        lost = hung.desk("lost", text="Falt i fjorden")
        assert (lost.json["state"], lost.json["holder"]["id"]) == ("lost", guard.id)
        case = hung.case(lost.json["case_id"])
        assert (case["case"]["kind"], case["case"]["site_id"]) == ("key_lost", hung.site)
        assert case["case"]["text"] == f"{hung.tag} · Falt i fjorden"
        assert "ring_contact" in [step["what"] for step in case["plan"]["steps"]]
        assert [one["id"] for one in hung.now()] == [hung.id]
        assert guard.keys() == []

    def test_one_that_hung_in_its_place_may_be_missed_too(self, hung: Hung) -> None:
        assert hung.desk("lost").json["holder"] is None
        assert len(hung.cases("key_lost")) == 1

    def test_told_twice_it_is_one_case(self, hung: Hung) -> None:
        first = hung.desk("lost").json["case_id"]
        assert hung.desk("lost").json["case_id"] == first
        assert len(hung.cases("key_lost")) == 1

    def test_nobody_takes_out_what_is_lost(self, hung: Hung) -> None:
        guard = hung.guard()
        hung.desk("lost")
        refused = guard.key("out", hung.tag)
        assert refused.status == 409
        assert "meldt tapt" in refused.json["detail"]

    def test_when_it_is_found_its_case_is_told_and_stays_with_its_operator(self, hung: Hung) -> None:
        case_id = hung.desk("lost").json["case_id"]
        assert hung.desk("in").json["case_id"] == ""
        case = hung.case(case_id)
        assert case["case"]["state"] == "open"
        assert [one["private"]["tag"] for one in case["timeline"] if one["kind"] == "key_found"] == [hung.tag]
        assert hung.desk("out", holder_id=hung.guard().id).json["state"] == "out"
