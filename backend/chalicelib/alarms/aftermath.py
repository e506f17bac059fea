"""What a resolved case means for the panel it was about."""

from chalicelib.alarms.lifts import lifts_of
from chalicelib.alarms.site import SiteAlarms, site_alarms_key
from chalicelib.alarms.supervision import case_over
from chalicelib.alarms.watched import PanelWatch
from chalicelib.engine.cases import Case, NotAllowed
from chalicelib.platform.operations import Key
from chalicelib.platform.texts import Text, add_texts
from chalicelib.platform.time import SECOND_MS
from chalicelib.records.change import NOTHING, Change, unchanged
from chalicelib.records.commit import Engine

JUST_CAME_MS = 3 * SECOND_MS
"""Who ends a case must have had so long to see what came last."""


def after_case(engine: Engine, case: Case, now_ms: int) -> Change:
    """Supervision goes on. A case that a signal has joined in this moment does not end unseen.

    Nor does one in which somebody may be stuck: first somebody who has a name says that nobody is.
    """
    lifts = lifts_of(engine, case.id)
    if stuck := [one.state.name for one in lifts if one.state.ended_ms is None]:
        raise NotAllowed("case.lift_not_free", lift=", ".join(stuck))
    keys = [Key(case.subject, "watch")] + ([site_alarms_key(case.site)] if case.site else [])
    facts = engine.read(keys)
    for site in facts.all(SiteAlarms):
        if any(one.case_id == case.id and now_ms - one.since_ms < JUST_CAME_MS for one in site.state.active):
            raise NotAllowed("case.signal_just_came")
    watch = facts.find(keys[0], PanelWatch)
    over = case_over(watch, case, now_ms) if watch else NOTHING
    return over + Change(checks=tuple(unchanged(one) for one in lifts))


add_texts(
    {
        "case.signal_just_came": Text(
            "Et nytt signal kom i dette øyeblikket. Se på det før du avslutter saken.",
            "A new signal came this very moment. Look at it before you end the case.",
        ),
        "case.lift_not_free": Text(
            "Noen kan sitte fast i heis {lift}. Meld heisen fri med navnet på den som sier det, og hvorfor, før du "
            "avslutter saken.",
            "Somebody may be stuck in lift {lift}. Say that it is free, with the name of who says so and why, before "
            "you end the case.",
        ),
    }
)
