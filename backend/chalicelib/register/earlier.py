"""What field workers did before, so that the next mission to the same place is registered in a minute."""

from typing import Annotated, ClassVar, Literal

import msgspec

from chalicelib.platform.operations import Key
from chalicelib.platform.tables import TableName
from chalicelib.records.rows import State

Contact = Literal["own", "centre_calls"]
"""How contact is made: the worker checks in, or the centre calls."""
MOST_EARLIER = 8
MOST_COMPANIONS = 12

Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180)]


class Spot(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where somebody is going, on WGS84, and what it is called."""

    latitude: Latitude
    longitude: Longitude
    name: Annotated[str, msgspec.Meta(max_length=60)]
    text: Annotated[str, msgspec.Meta(max_length=500)] = ""


class Companion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Somebody who comes along."""

    name: Annotated[str, msgspec.Meta(max_length=60)]
    phone: str | None = None


class NextOfKin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom the operator rings when it is serious."""

    name: Annotated[str, msgspec.Meta(max_length=60)]
    phone: str


class Template(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An earlier mission, as far as the next one is like it."""

    id: str
    place: Spot
    what: str
    kind_id: str
    route: str = ""
    vehicle: str = ""
    companions: tuple[Companion, ...] = ()
    next_of_kin: NextOfKin | None = None
    party: tuple[str, ...] = ()
    interval_s: int
    duration_s: int
    contact: Contact = "own"
    used_at_ms: int


class Earlier(State, frozen=True, kw_only=True):
    """A person's last missions, each place once, the newest first. It goes when the person goes."""

    KIND: ClassVar[str] = "earlier"
    TABLE: ClassVar[TableName] = "register"

    person_id: str
    templates: tuple[Template, ...] = ()

    @property
    def key(self) -> Key:
        """Beside the person."""
        return earlier_key(self.person_id)


def earlier_key(person_id: str) -> Key:
    """Where a person's earlier missions stand."""
    return Key(f"person/{person_id}", "missions")


def with_template(templates: tuple[Template, ...], new: Template) -> tuple[Template, ...]:
    """The newest first; one to the same place by the same name takes the older one's place."""
    same = new.place.name.casefold()
    others = tuple(one for one in templates if one.place.name.casefold() != same)
    return (new, *others)[:MOST_EARLIER]
