"""Everything around one mission that a decision may need."""

from collections.abc import Mapping

import msgspec

from chalicelib.engine.cases import Case, Plan
from chalicelib.engine.messages import Recipient
from chalicelib.engine.watch import OnWatch
from chalicelib.engine.watching import Around, Words
from chalicelib.missions.states import Details, Mission
from chalicelib.records.rows import Row
from chalicelib.register.earlier import Earlier
from chalicelib.register.place_kind import PlaceKind

WORDS = Words(
    reminder="reminder", end_reminder="mission_end_reminder", silence="mission_silence", not_ended="mission_not_ended"
)


class Out(Around[Mission], frozen=True, kw_only=True):
    """A mission with what was told of it, its kind of place, its party, and its other open case."""

    details: Row[Details]
    kind: PlaceKind
    words: Words = WORDS
    party: tuple[Recipient, ...] = ()
    pointers: Mapping[str, Row[OnWatch]] = msgspec.field(default_factory=dict)
    """In what each of the party is watched, by person."""
    other: Row[Case] | None = None
    """The case of a start or of a call, beside that of a silence."""
    other_plan: Plan | None = None
    earlier: Row[Earlier] | None = None

    @property
    def open_other(self) -> Row[Case] | None:
        """The other case, if it is not resolved."""
        return self.other if self.other and self.other.state.state != "resolved" else None


def told_of(worker: Recipient, mission: Mission) -> dict[str, object]:
    """What every text about a worker at a place may say."""
    return {"name": worker.name, "number": worker.phone, "phone": worker.phone, "site": mission.place.name}
