"""What an event means: at this panel first, then in general. Pure."""

import msgspec

from chalicelib.alarms.classes import Matter
from chalicelib.alarms.general import Meaning, meaning_of
from chalicelib.alarms.signal import Told
from chalicelib.register.categories import CATEGORIES, Category
from chalicelib.register.panel import Panel, Zone

_RESTORED, _STILL = "3", "6"
_NOT_ALARMS = frozenset({"trouble", "test", "open_close", "cancel", "restore"})
_EVERYDAY = _NOT_ALARMS | {"technical", "unknown"}


class Understood(msgspec.Struct, frozen=True, kw_only=True):
    """An event as the centre understands it."""

    matter: Matter
    of: Category | None = None
    """Of a restore: what is over."""
    verified: bool = False
    still: bool = False
    """Said to be so still, and not for the first time."""
    opens: bool = False
    """Of an opening or closing: which of them."""
    mapped: bool = False
    """Whether the account says so, and not the general table."""
    told: Told
    zone_name: str = ""

    @property
    def zone(self) -> str:
        """The zone as it was sent."""
        return self.told.zone


def understand(panel: Panel | None, protocol: str, told: Told) -> Understood:
    """The meaning per account first: its codes, its zones' kinds; then the general table."""
    general = _general(protocol, told)
    zone = zone_of(panel, told.zone)
    over = _is_over(protocol, told, general)
    mapped = _mapped(panel, told) or (zone.category if zone and not _everyday(general) else None)
    matter: Matter = mapped or (general.category if general else "unknown")
    of = mapped or (general.of if general and general.of else general.category if general else None)
    return Understood(
        matter="restore" if over else matter,
        of=of if over else None,
        verified=general.verified if general else False,
        still=told.qualifier == _STILL or told.old,
        opens=_opens(protocol, told),
        mapped=mapped is not None,
        told=told,
        zone_name=zone.name if zone else "",
    )


def is_urgent(protocol: str, events: tuple[Told, ...], panel: Panel | None = None) -> bool:
    """Whether any of the events must not wait behind the everyday ones: by the panel's word, or the general table."""
    return any(understand(panel, protocol, one).matter not in _EVERYDAY for one in events)


def zone_of(panel: Panel | None, number: str) -> Zone | None:
    """The zone of that number; 1, 01 and 001 are the same zone, if no other bears the very number."""
    zones = panel.zones if panel and number else ()
    exact = next((one for one in zones if one.number.casefold() == number.casefold()), None)
    return exact or next((one for one in zones if _bare(one.number) == _bare(number)), None)


def same_number(one: str, other: str) -> bool:
    """Whether two numbers of zones or partitions are the same, however many zeros lead them."""
    return _bare(one) == _bare(other)


def _bare(number: str) -> str:
    return number.casefold().lstrip("0")


def _mapped(panel: Panel | None, told: Told) -> Category | None:
    """What the account says of the code: from that zone, or else from any."""
    rules = [one for one in panel.codes if one.code.casefold() == told.code.casefold()] if panel else []
    own = next((one for one in rules if one.zone and same_number(one.zone, told.zone)), None)
    found = own or next((one for one in rules if not one.zone), None)
    return found.category if found else None


def _general(protocol: str, told: Told) -> Meaning | None:
    return _stated(told) if protocol in ("HTTP", "HAND") else meaning_of(protocol, told.code)


def _stated(told: Told) -> Meaning | None:
    """What comes over HTTPS or from an operator says itself what it is about, by the category's name."""
    found = next((one for one in CATEGORIES if one == told.code), None)
    return Meaning(category=found) if found else None


def _everyday(general: Meaning | None) -> bool:
    """A zone's kind says what its alarm is about; its faults and its tests stay what they are."""
    about = general.of if general and general.category == "restore" else general.category if general else None
    return about in _NOT_ALARMS


def _is_over(protocol: str, told: Told, general: Meaning | None) -> bool:
    if general is not None and general.category == "restore":
        return True
    arming = general is not None and general.category in ("open_close", "cancel", "test")
    return protocol != "SIA-DCS" and told.qualifier == _RESTORED and not arming


def _opens(protocol: str, told: Told) -> bool:
    if protocol == "SIA-DCS":
        return told.code.upper().startswith("O")
    return told.qualifier != _RESTORED
