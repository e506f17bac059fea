"""Signing in against a real database."""

import msgspec
import pytest

from chalicelib.identity.routes import ROUTES
from chalicelib.platform.access import ANYONE, GUARDS
from chalicelib.platform.config import Config, config
from chalicelib.platform.http import Request, Route
from chalicelib.platform.store import Store
from chalicelib.platform.time import now_ms
from chalicelib.records.commit import Engine
from chalicelib.register.states import Person
from tests.support.doors import Clock, Doors
from tests.support.passkey import SoftAuthenticator
from tests.support.people import new_person
from tests.support.signing_in import link_for


class Heard(msgspec.Struct):
    """What a test route was told of its caller."""

    person_id: str
    assurance: str
    doubt: str
    roles: list[str]


def hear(request: Request) -> Heard:
    who = request.who
    return Heard(who.person_id, who.assurance.value, who.doubt, sorted(who.roles))


PROVED = (
    Route(method="POST", path="check-ins/{duty_id}", handler=hear, audience=GUARDS, summary="", proof="expired"),
    Route(method="POST", path="sos", handler=hear, audience=GUARDS, summary="", proof="never_refused"),
    Route(method="POST", path="plain", handler=hear, audience=GUARDS, summary=""),
    Route(method="GET", path="open", handler=lambda _: {}, audience=ANYONE, summary=""),
)


@pytest.fixture(scope="session")
def settings(dynamodb: str) -> Config:
    return msgspec.structs.replace(config(), forwarded_hops=1)


@pytest.fixture(scope="session")
def engine(settings: Config) -> Engine:
    store = Store(settings)
    store.create_tables()
    return Engine(store, settings.shards)


@pytest.fixture
def clock() -> Clock:
    return Clock(now_ms())


@pytest.fixture
def send(engine: Engine, settings: Config, clock: Clock) -> Doors:
    return Doors(ROUTES + PROVED, engine, settings, clock)


@pytest.fixture
def olav(engine: Engine) -> Person:
    return new_person(engine, "operator", "guard", name="Olav Lie")


@pytest.fixture
def link(engine: Engine, settings: Config, olav: Person, clock: Clock) -> str:
    return link_for(engine, settings, olav, clock.now_ms)


@pytest.fixture
def laptop(settings: Config) -> SoftAuthenticator:
    return SoftAuthenticator(settings.public_url)
