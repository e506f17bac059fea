"""How often something may be tried: by one number, from one address. Exact, also when many try in the same instant.

Every permitted try is a conditional write of the row that counts them: of two at once, one writes and the other reads
again, so that no race gets past the limit.
"""

from typing import ClassVar

import msgspec

from chalicelib.identity.derive import mark
from chalicelib.platform.access import SELF
from chalicelib.platform.config import Config
from chalicelib.platform.operations import Key
from chalicelib.platform.problems import Problem, too_many
from chalicelib.platform.time import DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS
from chalicelib.records.change import Actor, Change, create, update
from chalicelib.records.commit import Engine, TooContended
from chalicelib.records.rows import Row, State

IDENTITY = Actor("system", "identity")


class Limit(msgspec.Struct, frozen=True):
    """At most ``most`` times within any span of ``within_ms``."""

    name: str
    most: int
    within_ms: int


CODES_PER_NUMBER = Limit("codes-per-number", 5, HOUR_MS)
CODES_PER_NUMBER_A_DAY = Limit("codes-per-number-a-day", 12, DAY_MS)
CODES_PER_ADDRESS = Limit("codes-per-address", 30, HOUR_MS)
SIGN_INS_PER_ADDRESS = Limit("sign-ins-per-address", 60, 10 * MINUTE_MS)
"""A whole shift signs in behind one address; somebody who guesses needs very many more."""
ENROLMENTS_PER_ADDRESS = Limit("enrolments-per-address", 30, 10 * MINUTE_MS)
TRIALS_PER_PERSON = Limit("trials-per-person", 10, 10 * MINUTE_MS)
UNVERIFIED_SOS_PER_ADDRESS = Limit("unverified-sos-per-address", 20, 10 * MINUTE_MS)


class Tries(State, frozen=True, kw_only=True):
    """When somebody last tried. Named by a mark: the row tells neither number nor address."""

    KIND: ClassVar[str] = "tries"

    limit: str
    of: str
    times: tuple[int, ...] = ()
    until_ms: int = 0

    @property
    def key(self) -> Key:
        """One row for each limit and each who is limited."""
        return _key(self.limit, self.of)

    @property
    def expires_at_ms(self) -> int:
        """When the last try no longer counts."""
        return self.until_ms


def _key(limit: str, of: str) -> Key:
    return Key(f"tries/{limit}/{of}")


def take(engine: Engine, config: Config, limit: Limit, who: str, now_ms: int, command_id: str = "") -> None:
    """Count one try by ``who``; the same ``command_id``, sent again, is the same try.

    Raises ``too_many``, with how long to wait, when there were enough.
    """
    of = mark(config, limit.name, who)

    def decide(row: Row[Tries] | None) -> Change:
        return counted(row, limit, of, now_ms)

    try:
        engine.execute(
            lambda: engine.get(_key(limit.name, of), Tries),
            decide,
            actor=IDENTITY,
            command_id=command_id or None,
            about=lambda row: row,
            at_ms=now_ms,
        )
    except TooContended as error:  # so many at once that this one must be one of too many
        raise too_many(1) from error


def look(engine: Engine, config: Config, limit: Limit, who: str, now_ms: int) -> None:
    """Raise ``too_many`` when ``who`` has no try left; count nothing."""
    row = engine.get(_key(limit.name, mark(config, limit.name, who)), Tries)
    counted(row, limit, "", now_ms)


def left(engine: Engine, config: Config, limit: Limit, who: str, now_ms: int) -> int:
    """How many more tries ``who`` has now."""
    row = engine.get(_key(limit.name, mark(config, limit.name, who)), Tries)
    recent = [at for at in (row.state.times if row else ()) if at > now_ms - limit.within_ms]
    return max(0, limit.most - len(recent))


def counted(row: Row[Tries] | None, limit: Limit, of: str, now_ms: int) -> Change:
    """One more try, if it is within the limit."""
    recent = tuple(at for at in (row.state.times if row else ()) if at > now_ms - limit.within_ms)
    if len(recent) >= limit.most:
        raise _wait(recent, limit, now_ms)
    state = Tries(customer_id=SELF, limit=limit.name, of=of, times=(*recent, now_ms), until_ms=now_ms + limit.within_ms)
    return Change((update(row, state) if row else create(state),))


def _wait(recent: tuple[int, ...], limit: Limit, now_ms: int) -> Problem:
    free_at_ms = recent[-limit.most] + limit.within_ms
    return too_many(max(1, -(-(free_at_ms - now_ms) // SECOND_MS)))
