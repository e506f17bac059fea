"""Keys with guards: by the tag on the phone, off duty with one, and on the way to where it fits."""

import pytest

from tests.integration.doors.keys.conftest import Guard, Hung


class TestOnThePhone:
    @pytest.mark.parametrize("typed", ["{}", " {} ", "lower", "without dash"])
    def test_a_guard_on_duty_takes_a_key_by_its_tag_however_it_is_typed(self, hung: Hung, typed: str) -> None:
        guard = hung.guard()
        tag = {"lower": hung.tag.lower(), "without dash": hung.tag.replace("-", "")}.get(typed, typed.format(hung.tag))
        taken = guard.key("out", tag)
        assert taken.status == 200, taken.json
        assert [one["tag"] for one in taken.json["keys"]] == [hung.tag]
        assert guard.key("in", tag).json["keys"] == []

    def test_his_phone_says_no_word_of_what_it_opens(self, hung: Hung) -> None:
        guard = hung.guard()
        told = guard.key("out", hung.tag).json["keys"][0]
        assert set(told) == {"tag", "cabinet", "hook", "since_ms"}

    def test_he_is_on_duty_first(self, hung: Hung) -> None:
        refused = hung.guard(on_duty=False).key("out", hung.tag)
        assert refused.status == 409
        assert "Gå på vakt" in refused.json["detail"]

    def test_a_tag_that_no_key_has_is_said_to_be_unknown(self, hung: Hung) -> None:
        refused = hung.guard().key("out", "q-99999")
        assert refused.status == 404
        assert "Q-99999" in refused.json["detail"]

    def test_what_another_has_is_taken_over_only_by_who_says_so(self, hung: Hung) -> None:
        first, second = hung.guard(), hung.guard()
        first.key("out", hung.tag)
        refused = second.key("out", hung.tag)
        assert (refused.status, refused.fields) == (422, ["take_over"])
        assert first.name.capitalize() in str(refused.json["errors"])
        assert first.keys() == [hung.tag]
        assert second.key("out", hung.tag, take_over=True).status == 200
        assert (first.keys(), second.keys()) == ([], [hung.tag])

    @pytest.mark.parametrize("what", ["in", "lost"])
    def test_of_a_key_that_another_has_he_neither_moves_nor_learns_anything(self, hung: Hung, what: str) -> None:
        first, second = hung.guard(), hung.guard()
        first.key("out", hung.tag)
        assert second.key(what, hung.tag).status == 404
        assert hung.stands()["state"] == "out"

    def test_he_tells_himself_that_it_is_lost(self, hung: Hung) -> None:
        guard = hung.guard()
        guard.key("out", hung.tag)
        assert guard.key("lost", hung.tag, text="Mistet på runden").json["keys"] == []
        (row,) = hung.cases("key_lost")
        assert (row.state.person_id, row.state.text) == (guard.id, f"{hung.tag} · Mistet på runden")


class TestGoingOffDuty:
    def test_with_a_reason_it_is_kept_and_the_desk_sees_why(self, hung: Hung) -> None:
        guard = hung.guard()
        guard.key("out", hung.tag)
        assert guard.goes_home(keys_kept="Skal åpne kl. 06").status == 200
        stands = hung.stands()
        assert (stands["state"], stands["holder"]["id"], stands["kept"]) == ("out", guard.id, "Skal åpne kl. 06")
        assert hung.cases("key_not_in") == []

    def test_without_one_he_is_off_duty_all_the_same_and_an_operator_asks(self, hung: Hung) -> None:
        guard = hung.guard()
        guard.key("out", hung.tag)
        first = hung.tag
        hung.hang()
        guard.key("out", hung.tag)
        assert guard.goes_home().status == 200
        assert hung.centre.send("GET", "me/duty", token=guard.token).json["duty"] is None
        (row,) = hung.cases("key_not_in")
        assert (row.state.text, row.state.priority, row.state.person_id) == (f"{first}, {hung.tag}", 4, guard.id)

    def test_who_has_none_goes_home_as_ever(self, hung: Hung) -> None:
        guard = hung.guard()
        guard.key("out", hung.tag)
        guard.key("in", hung.tag)
        guard.goes_home()
        assert hung.cases("key_not_in") == []

    def test_the_next_hand_that_has_it_needs_no_reason_of_the_last_one(self, hung: Hung) -> None:
        guard = hung.guard()
        guard.key("out", hung.tag)
        guard.goes_home(keys_kept="Skal åpne kl. 06")
        hung.desk("out", holder_id=hung.guard().id)
        assert hung.stands()["kept"] == ""


class TestInADispatch:
    def sent_to(self, hung: Hung, guard: Guard) -> str:
        hung.desk("out", holder_id=hung.guard().id)
        hung.hang()
        case_id = hung.desk("lost").json["case_id"]
        hung.hang()
        sent = hung.centre.send(
            "POST", f"cases/{case_id}/dispatches", {"person_id": guard.id}, token=hung.operator
        ).json["dispatches"][-1]
        return f"cases/{case_id}/dispatches/{sent['id']}"

    def test_who_said_yes_is_told_which_keys_there_are_and_who_has_them(self, hung: Hung) -> None:
        guard = hung.guard()
        path = self.sent_to(hung, guard)
        guard.key("out", hung.tag)
        offered = hung.centre.send("GET", path, token=guard.token).json
        assert (offered["state"], offered["keys"]) == ("offered", [])
        said = {"happened_at_ms": hung.centre.world.now_ms}
        told = hung.centre.send("POST", f"{path}/accept", said, token=guard.token).json["keys"]
        assert (told[0]["tag"], told[0]["mine"], bool(told[0]["holder"])) == (hung.tag, True, True)
        assert [one["mine"] for one in told] == [True, False]
        assert hung.centre.send("POST", f"{path}/done", said, token=guard.token).json["keys"] == []

    def test_the_desk_sees_which_of_those_who_could_go_has_a_key(self, hung: Hung) -> None:
        guard = hung.guard()
        path = self.sent_to(hung, hung.guard())
        guard.key("out", hung.tag)
        case_id = path.split("/")[1]
        found = hung.centre.send("GET", f"cases/{case_id}/candidates", token=hung.operator).json["candidates"]
        assert {one["id"]: one["keys"] for one in found}[guard.id] == [hung.tag]
