import os
import secrets
from typing import NamedTuple

import msgspec
import pytest

from chalicelib.channels.sms import provider
from chalicelib.channels.voice import voice_provider
from chalicelib.desk import providers
from chalicelib.desk.attendance_routes import ROUTES as ATTENDANCE
from chalicelib.desk.handing_routes import ROUTES as HANDING
from chalicelib.desk.journal_routes import ROUTES as JOURNAL
from chalicelib.desk.lifelines import ROUTES as LIFELINES
from chalicelib.desk.response_times import ROUTES as RESPONSE
from chalicelib.desk.routes import ROUTES as DESK
from chalicelib.desk.shift_end import ROUTES as SHIFT_END
from chalicelib.desk.sos_routes import ROUTES as SOS
from chalicelib.guards.dispatch.desk_routes import ROUTES as DISPATCH
from chalicelib.guards.dispatch.guard_routes import ROUTES as TURNOUT
from chalicelib.guards.dispatch.photo_routes import ROUTES as PHOTOS
from chalicelib.guards.keys.routes import ROUTES as KEYS
from chalicelib.guards.rota_routes import ROUTES as ROTA
from chalicelib.guards.routes import ROUTES as GUARDS
from chalicelib.guards.shift_routes import ROUTES as SHIFTS
from chalicelib.identity.routes import ROUTES as IDENTITY
from chalicelib.identity.sessions import new_session
from chalicelib.identity.tokens import access_token
from chalicelib.missions.call_routes import ROUTES as CALLS
from chalicelib.missions.opening import ROUTES as OPENING
from chalicelib.missions.routes import ROUTES as MISSIONS
from chalicelib.missions.spreading import ROUTES as SPREADING
from chalicelib.platform.access import Role
from chalicelib.platform.config import Config, config
from chalicelib.platform.route import Route
from chalicelib.records.change import Change, create
from chalicelib.register.routes import ROUTES as REGISTER
from chalicelib.register.states import Person
from tests.support.doors import Answered, Doors
from tests.support.world import TESTER, World

os.environ.setdefault("VARDE_ONE_MACHINE", "true")


class Centre(NamedTuple):
    """A world whose doors are open."""

    world: World
    send: Doors
    routes: tuple[Route, ...]

    def token(self, name: str, *roles: Role, customer_id: str = "self") -> str:
        """A session with those roles, as a passkey would give."""
        person = Person(
            customer_id=customer_id,
            id=self.world.id(name),
            name=name.capitalize(),
            phone=self.world.phone(name),
            roles=roles,
        )
        session = new_session(person, "passkey", self.world.now_ms)
        self.world.engine.commit(Change((create(session),)), actor=TESTER, at_ms=self.world.now_ms)
        return access_token(self.world.config, session.id, self.world.now_ms)[0]

    def go_on_duty(self, token: str, **more: object) -> Answered:
        body = {
            "assignment_id": self.world.id("round"),
            "planned_end_ms": self.world.now_ms + 8 * 3_600_000,
            "instruction_version": 1,
        }
        return self.send("POST", "duties", {**body, **more}, token=token)


@pytest.fixture(scope="module")
def settings(dynamodb: str, tmp_path_factory: pytest.TempPathFactory) -> Config:
    return msgspec.structs.replace(
        config(),
        table_prefix=f"d{secrets.token_hex(4)}-",
        one_machine=True,
        files=str(tmp_path_factory.mktemp("files")),
        sms_options={"url": "http://127.0.0.1:9/sms/outgoing"},
        forwarded_hops=1,
    )


@pytest.fixture(scope="module")
def centre(settings: Config) -> Centre:
    world = World(settings)
    supplier = provider(settings)
    routes = (
        *IDENTITY,
        *GUARDS,
        *SHIFTS,
        *ROTA,
        *KEYS,
        *DISPATCH,
        *TURNOUT,
        *PHOTOS,
        *SOS,
        *OPENING,
        *MISSIONS,
        *CALLS,
        *SPREADING,
        *DESK,
        *HANDING,
        *ATTENDANCE,
        *SHIFT_END,
        *RESPONSE,
        *LIFELINES,
        *JOURNAL,
        *REGISTER,
    )
    routes = (*routes, *providers.routes(supplier, voice_provider(settings), world.sender))
    return Centre(world, Doors(routes, world.engine, settings, lambda: world.now_ms), routes)
