"""What an operator does with a case, step by step: data in the policy, and a sensible default for each kind."""

from collections.abc import Mapping
from typing import Literal

import msgspec

What = Literal[
    "ring_worker",
    "ring_colleague",
    "ring_contact",
    "ring_110",
    "ring_112",
    "ring_113",
    "send_guard",
    "tell_duty_manager",
    "keep_silent",
    "wait_at_distance",
    "find_replacement",
    "reach_otherwise",
    "correct_number",
    "find_out",
    "answer",
    "check_system",
    "other",
]
"""What a policy's plan may ask for."""
WhatWished = Literal["call_contact", "mail_contact", "verify", "confirm_alarm", "call_off", "home_procedure"]
"""What a customer's instruction asks for besides."""
MOST_STEPS = 9
"""One for each figure of the keyboard."""
LONGEST_STEP = 120


class PlanStep(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step. Without words of its own it is told in the catalogue's, in the operator's language."""

    what: What | WhatWished
    text: str = ""
    compulsory: bool = False
    """The case cannot be resolved before it is done, or skipped for a stated reason."""
    contact_id: str = ""
    """Whom it is about, where a customer's instruction names somebody."""
    within_s: int | None = None
    """So long after the case opened it is to be done."""


def _plan(*steps: What, compulsory: What | None = None) -> tuple[PlanStep, ...]:
    return tuple(PlanStep(what=what, compulsory=what == compulsory) for what in steps)


_SILENT = _plan("ring_112", "keep_silent", "wait_at_distance", "tell_duty_manager", compulsory="ring_112")

DEFAULT_STEPS: dict[str, tuple[PlanStep, ...]] = {
    "silence": _plan("ring_worker", "ring_colleague", "send_guard", "ring_112", compulsory="ring_worker"),
    "sos": _plan("ring_worker", "ring_112", "ring_113", "send_guard", "tell_duty_manager", compulsory="ring_worker"),
    "sos_silent": _SILENT,
    "duress": _SILENT,
    "not_on_duty": _plan("ring_worker", "ring_contact", "find_replacement", "tell_duty_manager"),
    "not_off_duty": _plan("ring_worker", "ring_colleague", "send_guard"),
    "mission_silence": _plan("ring_worker", "ring_colleague", "ring_contact", "ring_112", compulsory="ring_worker"),
    "call_unanswered": _plan("ring_worker", "ring_colleague", "ring_contact", "ring_112", compulsory="ring_worker"),
    "call_missed": _plan("ring_worker", "tell_duty_manager", compulsory="ring_worker"),
    "mission_not_started": _plan("ring_worker", "ring_contact"),
    "mission_not_ended": _plan("ring_worker", "ring_colleague", "ring_contact"),
    "phone_dying": _plan("ring_worker", "find_out"),
    "undeliverable": _plan("reach_otherwise", "correct_number"),
    "wrong_pins": _plan("ring_worker", "ring_colleague", "send_guard", "ring_112", compulsory="ring_worker"),
    "wrong_contact": _plan("reach_otherwise", "correct_number"),
    "key_lost": _plan("find_out", "ring_contact", "tell_duty_manager", compulsory="ring_contact"),
    "key_not_in": _plan("find_out"),
    "message": _plan("find_out", "answer"),
    "assistance": _plan("find_out", "answer"),
    "desk_absent": _plan("find_out", "tell_duty_manager"),
    "system": _plan("check_system", "tell_duty_manager"),
}
"""By the kind of case, a silent SOS told as ``sos_silent``."""
_OF_ANY_OTHER = _plan("find_out", "answer")


def steps_for(own: Mapping[str, tuple[PlanStep, ...]], kind: str) -> tuple[PlanStep, ...]:
    """The policy's own steps for that kind of case, else the default ones."""
    return own.get(kind) or DEFAULT_STEPS.get(kind, _OF_ANY_OTHER)
