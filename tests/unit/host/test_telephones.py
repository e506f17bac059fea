"""The world outside: what becomes of a message, and what is still known after a restart."""

from pathlib import Path

import pytest

from host.sms.network import Behaviour, Kind, fate
from host.sms.telephones import Telephones

NINA, OLA = "+4790000001", "+4790000002"


@pytest.fixture
def telephones(tmp_path: Path) -> Telephones:
    return Telephones(tmp_path / "outside.sqlite")


@pytest.mark.parametrize(
    ("kind", "status", "state", "outcome"),
    [
        ("normal", 200, "delivered", "delivered"),
        ("delay", 200, "accepted", "delivered"),
        ("refuse_temporarily", 503, "refused_for_now", None),
        ("refuse_for_good", 422, "refused", None),
        ("never_deliver", 200, "accepted", None),
        ("undeliverable", 200, "accepted", "failed"),
        ("lose_answer", 200, "delivered", "delivered"),
    ],
)
def test_each_behaviour_has_its_fate(kind: Kind, status: int, state: str, outcome: str | None) -> None:
    found = fate(Behaviour(behaviour=kind, delay_s=7))
    assert (found.status, found.state, found.outcome) == (status, state, outcome)
    assert found.answer_lost == (kind == "lose_answer")
    if kind == "delay":
        assert found.outcome_in_ms == 7_000


def test_a_numbers_own_behaviour_goes_before_everybodys(telephones: Telephones) -> None:
    telephones.behave(Behaviour(behaviour="refuse_for_good"))
    telephones.behave(Behaviour(to=NINA, behaviour="delay"))
    found = [telephones.behaviour_for(number) for number in (NINA, OLA)]
    assert [one.behaviour for one in found if one] == ["delay", "refuse_for_good"]


def test_a_behaviour_for_once_is_used_up_by_one_message(telephones: Telephones) -> None:
    telephones.behave(Behaviour(to=NINA, behaviour="lose_answer", once=True))
    assert telephones.behaviour_for(OLA) is None
    assert telephones.behaviour_for(NINA) is not None
    assert telephones.behaviour_for(NINA) is None


def test_normal_puts_it_right(telephones: Telephones) -> None:
    telephones.behave(Behaviour(behaviour="never_deliver"))
    telephones.behave(Behaviour(behaviour="normal"))
    assert telephones.behaviour_for(NINA) is None
    assert telephones.behaviours() == []


def test_a_receipt_is_due_once_and_again_if_nobody_settles_it(telephones: Telephones) -> None:
    message = telephones.receive(NINA, "Varde", "Hei", "r", fate(None), now_ms=1_000)
    assert telephones.take_due(1_100) == []
    assert [one.id for one in telephones.take_due(1_200)] == [message.id]
    assert telephones.take_due(1_300) == []
    assert [one.tries for one in telephones.take_due(60_000)] == [2]
    telephones.settle(message.id)
    assert telephones.take_due(10_000_000) == []
    assert telephones.next_due_ms() is None


def test_everything_is_known_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "outside.sqlite"
    first = Telephones(path)
    first.receive(NINA, "Varde", "Meld deg nå", "ref", fate(Behaviour(behaviour="delay", delay_s=5)), now_ms=1_000)
    first.write(OLA, "OK", now_ms=2_000)
    first.behave(Behaviour(to=OLA, behaviour="never_deliver"))
    # Not closed: as after kill -9.
    second = Telephones(path)
    assert [(one.number, one.text, one.direction) for one in second.messages()] == [
        (OLA, "OK", "from"),
        (NINA, "Meld deg nå", "to"),
    ]
    assert [one.text for one in second.messages(NINA)] == ["Meld deg nå"]
    assert second.behaviours() == [Behaviour(to=OLA, behaviour="never_deliver")]
    assert second.next_due_ms() == 2_000
    assert path.stat().st_mode & 0o077 == 0
