"""A register of its own for each module, in a real database, with the believable people and places in it."""

import secrets
from collections.abc import Iterator

import msgspec
import pytest

from chalicelib.platform.config import Config, config
from chalicelib.platform.store import Store
from chalicelib.records.commit import Engine
from chalicelib.register.seed import seed
from tests.support.office import Office
from tests.support.register import NOW_MS


@pytest.fixture(scope="module")
def settings(dynamodb: str) -> Config:
    return msgspec.structs.replace(config(), table_prefix=f"register{secrets.token_hex(4)}-")


@pytest.fixture(scope="module")
def engine(settings: Config) -> Iterator[Engine]:
    store = Store(settings)
    store.create_tables()
    engine = Engine(store, settings.shards)
    seed(engine, NOW_MS)
    yield engine
    store.client.close()


@pytest.fixture(scope="module")
def office(engine: Engine, settings: Config) -> Office:
    return Office(engine, settings)
