"""Every supplier of SMS keeps the same promises, and so does the one that the other tests use in their place."""

import logging
from typing import NamedTuple

import pytest

from chalicelib.channels.sms import NO_ANSWER, NO_CONNECTION, Accepted, OutgoingSms, Refused, SmsProvider, provider
from tests.support.sms import Does, UnreliableSms
from tests.support.supplier import AS_AWS, AS_WEBHOOK, SAYS_NOTHING, Answer, Supplier, a_config

SMS = OutgoingSms(to="+4790000001", text="Meld deg innen 22:00. Svar OK på «æøå»", reference="Y2FzZS8x.c2lnbmVk")


class Tried(NamedTuple):
    """A provider of ours, and the supplier that it reaches."""

    provider: SmsProvider
    supplier: Supplier | UnreliableSms
    answers: dict[Does, Answer]

    def will(self, does: Does) -> None:
        """Tell the supplier what to do with the next message."""
        if isinstance(self.supplier, UnreliableSms):
            self.supplier.next(does)
        elif does is Does.BE_AWAY:
            self.supplier.close()
        else:
            self.supplier.answer = self.answers[does]

    @property
    def reached(self) -> int:
        """How many messages reached the supplier, whatever it did with them."""
        return len(self.supplier.sent if isinstance(self.supplier, UnreliableSms) else self.supplier.got)


@pytest.fixture(params=["aws", "webhook", "local", "unreliable"])
def tried(request: pytest.FixtureRequest, server: Supplier) -> Tried:
    if request.param == "unreliable":
        unreliable = UnreliableSms()
        return Tried(unreliable, unreliable, {})
    answers = AS_AWS if request.param == "aws" else AS_WEBHOOK
    return Tried(provider(a_config(request.param, server.url)), server, answers)


def test_what_is_accepted_has_the_suppliers_own_name(tried: Tried) -> None:
    tried.will(Does.ACCEPT)
    answer = tried.provider.send(SMS)
    assert isinstance(answer, Accepted)
    assert answer.provider_id
    assert tried.reached == 1


def test_a_lost_answer_is_no_acceptance_and_is_sent_once_only(tried: Tried) -> None:
    tried.will(Does.ACCEPT_AND_LOSE_THE_ANSWER)
    assert tried.provider.send(SMS) == Refused(NO_ANSWER, permanent=False)
    assert tried.reached == 1


def test_a_supplier_that_is_away_is_tried_again_later(tried: Tried) -> None:
    tried.will(Does.BE_AWAY)
    assert tried.provider.send(SMS) == Refused(NO_CONNECTION, permanent=False)
    assert tried.reached == 0


def test_a_throttle_passes(tried: Tried) -> None:
    tried.will(Does.THROTTLE)
    answer = tried.provider.send(SMS)
    assert isinstance(answer, Refused)
    assert not answer.permanent
    tried.will(Does.ACCEPT)
    assert isinstance(tried.provider.send(SMS), Accepted)


def test_a_refused_message_is_refused_for_ever_and_the_reason_holds_no_number(tried: Tried) -> None:
    tried.will(Does.REFUSE)
    answer = tried.provider.send(SMS)
    assert isinstance(answer, Refused)
    assert answer.permanent
    assert answer.reason
    assert "90" not in answer.reason


def test_neither_number_nor_text_is_logged(tried: Tried, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    for does in (Does.ACCEPT, Does.REFUSE, Does.THROTTLE, Does.ACCEPT_AND_LOSE_THE_ANSWER, Does.BE_AWAY):
        tried.will(does)
        tried.provider.send(SMS)
    assert "90000001" not in caplog.text
    assert "Meld deg" not in caplog.text
    assert "90000001" not in repr(SMS)
    assert "Meld deg" not in repr(SMS)


@pytest.mark.parametrize("name", ["aws", "webhook", "local"])
def test_a_supplier_that_says_nothing_does_not_hold_us_up(name: str, server: Supplier) -> None:
    server.answer = SAYS_NOTHING
    assert provider(a_config(name, server.url, timeout_s="0.1")).send(SMS) == Refused(NO_ANSWER, permanent=False)
    assert len(server.got) == 1


@pytest.mark.parametrize("name", ["aws", "webhook", "local"])
@pytest.mark.parametrize("status", [301, 401, 403, 404, 408, 500, 502, 503, 504])
def test_a_fault_at_the_supplier_or_in_our_settings_passes(name: str, status: int, server: Supplier) -> None:
    server.answer = Answer(status, b"<html>error</html>")
    answer = provider(a_config(name, server.url)).send(SMS)
    assert isinstance(answer, Refused)
    assert not answer.permanent
    assert len(server.got) == 1
