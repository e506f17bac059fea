"""Everything that is wrong with what was sent is named at once, each field with its remedy, in both languages."""

from typing import Any

import msgspec
import pytest

from chalicelib.platform.problems import Problem, render
from chalicelib.platform.texts import say
from chalicelib.register.build import Setting
from chalicelib.register.policy import DEFAULTS, Risk
from chalicelib.register.subjects import subject
from tests.support.register import GOOD, NOW_MS, RUNG, SECRET, good

SETTING = Setting(id="thing", now_ms=NOW_MS, secret=SECRET)
DAY_MS = 86_400_000


def built(plural: str, sent: dict[str, Any], before: Any = None) -> Any:
    kind = subject(plural)
    return kind.builder(msgspec.convert(sent, kind.sent), SETTING)(before)


def faults(plural: str, sent: dict[str, Any], before: Any = None) -> list[str]:
    with pytest.raises(Problem) as refused:
        built(plural, sent, before)
    for language in ("nb", "en"):
        assert b'"errors"' in render(refused.value, language, "test")  # every message can be said
    return [error.field for error in refused.value.errors]


@pytest.mark.parametrize("plural", GOOD)
def test_what_is_good_is_kept_and_read_again_without_a_change(plural: str) -> None:
    state = built(plural, GOOD[plural])
    assert built(plural, GOOD[plural], state) == state


ASSESSMENT = GOOD["assignments"]["risk_assessment"]


@pytest.mark.parametrize(
    ("plural", "field", "value"),
    [
        ("customers", "name", ""),
        ("customers", "name", "   "),
        ("customers", "name", "x" * 61),
        ("customers", "name", "Havne\nkontoret"),
        ("customers", "org_number", "12345678"),
        ("customers", "org_number", "923609017"),
        ("customers", "org_number", "ni sifre!"),
        ("sites", "name", ""),
        ("sites", "address", ""),
        ("sites", "postal_code", "150"),
        ("sites", "postal_code", "O150"),
        ("sites", "town", ""),
        ("sites", "municipality", "x" * 41),
        ("sites", "latitude", 90.1),
        ("sites", "latitude", float("nan")),
        ("sites", "longitude", -180.5),
        ("sites", "longitude", None),
        ("sites", "directions", "x" * 1001),
        ("sites", "opening_hours", "alltid\x00"),
        ("sites", "police_phone", "politiet"),
        ("sites", "fire_phone", "110"),
        ("sites", "medical_phone", "12"),
        ("contacts", "phone", "02800"),
        ("contacts", "phone", "ukjent"),
        ("contacts", "email", "kari@"),
        ("contacts", "email", "kari havn@firma.no"),
        ("contacts", "order", 0),
        ("contacts", "role", "x" * 61),
        ("people", "name", "\u2028"),
        ("people", "phone", ""),
        ("people", "roles", []),
        ("people", "roles", ["field_worker"]),
        ("people", "number", "x" * 13),
        ("people", "pin", "12"),
        ("people", "pin", "tolv"),
        ("people", "code_word", "x" * 31),
        ("assignments", "name", ""),
        ("assignments", "instruction", ""),
        ("assignments", "instruction", "x" * 4001),
        ("policies", "interval_s", 86_401),
        ("policies", "reminder_s", -1),
        ("policies", "reminder_s", 1200),
        ("policies", "grace_s", 9),
        ("policies", "end_reminder_s", 7201),
        ("policies", "end_grace_s", 0),
        ("policies", "start_grace_s", 3),
        ("policies", "take_timeout_s", 5),
        ("policies", "broadcast_s", 3601),
        ("policies", "ladder", []),
        ("policies", "ladder", [RUNG] * 13),
    ],
)
def test_a_field_that_cannot_be_is_named(plural: str, field: str, value: Any) -> None:
    assert faults(plural, good(plural, **{field: value})) == [field]


def test_a_reminder_comes_before_the_deadline_and_after_the_last_check_in() -> None:
    assert faults("policies", good("policies", interval_s=9, reminder_s=0)) == ["interval_s"]
    assert faults("policies", good("policies", interval_s=60, reminder_s=60)) == ["reminder_s"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("assessed_by", ""),
        ("assessed_at_ms", NOW_MS + 2 * DAY_MS),
        ("assessed_at_ms", 0),
    ],
)
def test_a_risk_level_has_a_whole_assessment_behind_it(field: str, value: Any) -> None:
    sent = good("assignments", risk_assessment={**ASSESSMENT, field: value})
    assert faults("assignments", sent) == [f"risk_assessment.{field}"]


@pytest.mark.parametrize(
    ("rungs", "field"),
    [
        ([{**RUNG, "after_s": -1}], "ladder[0].after_s"),
        ([{**RUNG, "after_s": 60}, {**RUNG, "after_s": 30}], "ladder[1].after_s"),
        ([{**RUNG, "repeat_s": 5}], "ladder[0].repeat_s"),
        ([{**RUNG, "after_s": 60, "until_s": 60}], "ladder[0].until_s"),
        ([{**RUNG, "channels": []}], "ladder[0].channels"),
        ([{**RUNG, "channels": ["sms", "sms"]}], "ladder[0].channels"),
        ([RUNG, {**RUNG, "to": "contacts"}], "ladder[1].channels"),
        ([{**RUNG, "to": "worker", "channels": ["sms"]}], "ladder"),
    ],
)
def test_a_ladder_that_nobody_could_answer_is_refused(rungs: list[dict[str, Any]], field: str) -> None:
    assert faults("policies", good("policies", ladder=rungs)) == [field]


def test_nothing_is_sent_to_the_guards_phone_after_an_sos() -> None:
    worker = {**RUNG, "to": "worker", "channels": ["sms"]}
    assert faults("policies", good("policies", sos_ladder=[RUNG, worker])) == ["sos_ladder[1].to"]


@pytest.mark.parametrize("risk", DEFAULTS)
def test_the_systems_own_policies_would_be_accepted_from_anybody(risk: Risk) -> None:
    default = DEFAULTS[risk]
    sent = {k: v for k, v in msgspec.to_builtins(default).items() if k != "id"}
    kept = built("policies", sent)
    assert msgspec.structs.replace(kept, id=default.id) == default


def test_steps_may_be_as_short_as_ten_seconds() -> None:
    ten = {name: 10 for name in GOOD["policies"] if name.endswith("_s")}
    rung = {**RUNG, "after_s": 10, "repeat_s": 10}
    kept = built("policies", good("policies", **{**ten, "reminder_s": 5, "ladder": [RUNG, rung]}))
    assert (kept.interval_s, kept.grace_s, kept.ladder[1].repeat_s) == (10, 10, 10)


def test_everything_wrong_is_said_at_once() -> None:
    sent = good("sites", name="", postal_code="x", latitude=91, longitude=181)
    assert faults("sites", sent) == ["latitude", "longitude", "name", "postal_code"]


def test_the_message_says_what_to_do_in_both_languages() -> None:
    with pytest.raises(Problem) as refused:
        built("contacts", good("contacts", phone="123"))
    (error,) = refused.value.errors
    assert "åtte sifre" in say(error.message_id, "nb", error.params)
    assert "eight digits" in say(error.message_id, "en", error.params)


def test_spaces_and_line_ends_are_tidied() -> None:
    state = built(
        "sites", good("sites", name="  Kai   4 ", directions="Høyre.\r\nSå venstre. ", police_phone="490 00 901")
    )
    assert (state.name, state.directions, state.police_phone) == ("Kai 4", "Høyre.\nSå venstre.", "+4749000901")


def test_an_organisation_number_is_checked_by_its_last_digit() -> None:
    assert built("customers", good("customers", org_number="923 609 016")).org_number == "923609016"


def test_nothing_moves_from_one_customer_to_another() -> None:
    for plural in ("sites", "contacts", "assignments", "policies"):
        before = built(plural, GOOD[plural])
        assert "customer_id" in faults(plural, good(plural, customer_id="other"), before)
    before = built("people", GOOD["people"])
    assert faults("people", good("people", customer_id="harbour", roles=["field_worker"]), before) == ["customer_id"]


@pytest.mark.parametrize("role", ["guard", "operator", "duty_manager", "system_administrator"])
def test_whoever_belongs_to_a_customer_cannot_have_the_companys_roles(role: str) -> None:
    assert faults("people", good("people", customer_id="harbour", roles=["field_worker", role])) == ["roles"]


def test_a_changed_instruction_is_a_new_version_to_be_read_again() -> None:
    first = built("assignments", GOOD["assignments"])
    same = built("assignments", good("assignments", name="Natt 2"), first)
    second = built("assignments", good("assignments", instruction="Gå runden to ganger."), first)
    assert (first.instruction.version, same.instruction.version, second.instruction.version) == (1, 1, 2)


class TestSecrets:
    """PINs and words are sent, kept, left alone and taken away; they are never answered."""

    SECRETS = {"pin": "2580", "duress_pin": "9119", "code_word": "blåbær", "duress_word": "tordenvær"}  # noqa: RUF012

    def test_they_stay_when_they_are_not_sent(self) -> None:
        before = built("people", good("people", **self.SECRETS))
        assert built("people", good("people", name="Alice B"), before) == msgspec.structs.replace(
            before, name="Alice B"
        )

    def test_the_same_again_is_no_change(self) -> None:
        before = built("people", good("people", **self.SECRETS))
        assert built("people", good("people", **self.SECRETS), before) == before

    def test_null_takes_them_away(self) -> None:
        before = built("people", good("people", **self.SECRETS))
        after = built("people", good("people", **dict.fromkeys(self.SECRETS)), before)
        assert (after.pin_hash, after.duress_pin_hash, after.code_word_hash, after.duress_word_hash) == (
            None,
            None,
            None,
            None,
        )

    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            ({"pin": "2580", "duress_pin": "2580"}, "duress_pin"),
            ({"duress_pin": "9119"}, "pin"),
            ({"code_word": "blåbær", "duress_word": "BLÅBÆR"}, "duress_word"),
            ({"code_word": "blåbær", "duress_word": "blåbærtue"}, "duress_word"),
            ({"code_word": "b-å"}, "code_word"),
            ({"duress_word": "tordenvær"}, "code_word"),
        ],
    )
    def test_the_one_for_duress_differs_and_never_stands_alone(self, sent: dict[str, str], field: str) -> None:
        assert set(faults("people", good("people", **sent))) == {field}

    def test_a_new_pin_may_not_be_the_duress_pin_that_is_kept(self) -> None:
        before = built("people", good("people", **self.SECRETS))
        assert faults("people", good("people", pin="9119"), before) == ["duress_pin"]
        assert faults("people", good("people", duress_pin="2580"), before) == ["duress_pin"]


class TestWrongNumber:
    def test_a_new_number_is_right_until_somebody_says_otherwise(self) -> None:
        before = msgspec.structs.replace(built("contacts", GOOD["contacts"]), wrong=True, wrong_at_ms=5)
        kept = built("contacts", good("contacts", wrong=True), before)
        moved = built("contacts", good("contacts", wrong=True, phone="49000202"), before)
        cleared = built("contacts", good("contacts", wrong=False), before)
        assert (kept.wrong, kept.wrong_at_ms) == (True, 5)
        assert (moved.wrong, moved.wrong_at_ms) == (False, None)
        assert (cleared.wrong, cleared.wrong_at_ms) == (False, None)
