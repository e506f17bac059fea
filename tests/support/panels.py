"""Panels in a test's centre: made in the register as an administrator would, and what they send."""

import itertools
from typing import Any

import msgspec

from chalicelib.alarms.intake import Received, Taken, take_in
from chalicelib.alarms.meaning import is_urgent
from chalicelib.alarms.signal import Signal, Told
from chalicelib.alarms.site import SiteAlarms, site_alarms_key
from chalicelib.engine.cases import Case, Plan, plan_key
from chalicelib.records.change import Change, create
from chalicelib.records.rows import Row
from chalicelib.register.accounts import account_of
from chalicelib.register.build import Setting
from chalicelib.register.panel import Panel
from chalicelib.register.panel_inputs import PanelInput
from chalicelib.register.pointers import Uses, uses_key
from chalicelib.register.states import Customer, Site
from chalicelib.register.subjects import subject
from tests.support.world import TESTER, World

ZONES = [
    {"number": "01", "name": "Døren", "category": "burglary"},
    {"number": "02", "name": "Lageret", "category": "burglary"},
    {"number": "03", "name": "Kjøkkenet", "category": "fire"},
    {"number": "04", "name": "Kassen", "category": "hold_up"},
    {"number": "05", "name": "Kjelleren", "category": "water"},
]


class Panels:
    """The panels of a world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._sequence = itertools.count(1)
        self.accounts: dict[str, Panel] = {}

    def add(self, account: str = "1001", *, site: str = "site", customer: str = "customer", **fields: Any) -> Panel:
        """A panel at the world's site, or at another."""
        world = self.world
        kind = subject("panels")
        fields = {
            "customer_id": world.id(customer),
            "site_id": world.id(site),
            "name": f"Panel {account}",
            "account": account,
            "zones": ZONES,
            **fields,
        }
        setting = Setting(id=world.id(f"panel{account}"), now_ms=world.now_ms, secret=world.config.secret)
        made: Panel = kind.builder(msgspec.convert(fields, PanelInput), setting)(None)
        for state in (made, account_of(made)):
            world.engine.commit(Change((create(state),)), actor=TESTER, at_ms=world.now_ms)
        for pk in (f"customer/{made.customer_id}", f"site/{made.site_id}", f"panel/{made.id}"):
            if world.engine.get(uses_key(pk), Uses) is None:
                uses = Uses(customer_id=made.customer_id, of=pk)
                world.engine.commit(Change((create(uses),)), actor=TESTER, at_ms=world.now_ms)
        self.accounts[account] = made
        return made

    def add_site(self, name: str, customer: str = "customer") -> None:
        """Another site, of the world's customer or of another."""
        world = self.world
        site = Site(
            customer_id=world.id(customer),
            id=world.id(name),
            name=name.capitalize(),
            address="Gata 1",
            postal_code="0150",
            town="Oslo",
            municipality="Oslo",
        )
        states = [site]
        if customer != "customer":
            states.insert(0, Customer(customer_id=world.id(customer), id=world.id(customer), name=customer))  # type: ignore[arg-type]
        for state in states:
            world.engine.commit(Change((create(state),)), actor=TESTER, at_ms=world.now_ms)

    def send(self, account: str, *codes: str, judge: bool = True, **more: Any) -> Taken:
        """A Contact ID signal: ``130 01`` is a burglary in zone 1, ``3130 01`` its restore."""
        taken = self.put(account, tuple(event(one) for one in codes), **more)
        if judge:
            self.world.settle()
        return taken

    def put(
        self,
        account: str,
        events: tuple[Told, ...],
        *,
        sequence: str = "",
        body: bytes | None = None,
        protocol: str = "ADM-CID",
        **more: Any,
    ) -> Taken:
        """What a receiver does with it."""
        said = body if body is not None else msgspec.json.encode(events)
        return take_in(
            self.world.engine,
            Received(
                protocol=protocol,
                account=account,
                sequence=sequence or f"{next(self._sequence):04d}",
                body=said,
                raw=b"\n" + said + b"\r",
                events=events,
                transport="tcp",
                peer="198.51.100.7",
                **{"received_at_ms": self.world.now_ms, "urgent": is_urgent(protocol, events), **more},
            ),
        )

    def signal(self, taken: Taken) -> Signal:
        """The signal as it stands."""
        row = self.world.engine.get(taken.key, Signal)
        assert row is not None
        return row.state

    def alarms(self, site: str = "site") -> SiteAlarms:
        """What is going on at a site."""
        row = self.world.engine.get(site_alarms_key(self.world.id(site)), SiteAlarms)
        assert row is not None
        return row.state

    def case(self) -> Row[Case]:
        """The one open case."""
        (found,) = self.world.open_cases()
        return found

    def plan(self, case: Row[Case]) -> Plan:
        """What was copied into it."""
        row = self.world.engine.get(plan_key(case.state.id), Plan)
        assert row is not None
        return row.state

    def told(self, case: Row[Case]) -> list[str]:
        """Its story."""
        return self.world.told(case.state.key.pk)


def event(said: str) -> Told:
    """``3130 01 2``: qualifier, code, zone, partition."""
    code, zone, partition = (*said.split(), "", "")[:3]
    qualifier, code = (code[0], code[1:]) if len(code) == 4 else ("1", code)
    return Told(code=code, qualifier=qualifier, zone=zone, partition=partition)
