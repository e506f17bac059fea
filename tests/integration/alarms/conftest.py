import secrets
from collections.abc import Callable, Iterator

import msgspec
import pytest

from chalicelib.platform.config import config
from chalicelib.platform.time import now_ms
from tests.support.panels import Panels
from tests.support.receiving import Listening, a_receiver
from tests.support.world import World


@pytest.fixture
def fresh(dynamodb: str) -> Callable[[], World]:
    """Centres of their own, as many as are wanted: each with tables that no other sees."""
    return lambda: World(msgspec.structs.replace(config(), table_prefix=f"a{secrets.token_hex(4)}-"))


@pytest.fixture
def world(fresh: Callable[[], World]) -> World:
    """A centre of its own: tables that no other test sees."""
    return fresh()


@pytest.fixture
def panels(world: World) -> Panels:
    """The panels of its customers, and what they send."""
    return Panels(world)


@pytest.fixture
def listening(world: World) -> Iterator[Listening]:
    """A receiver on the world's tables."""
    world.now_ms = now_ms()
    with a_receiver(world.engine, world.config.secret) as receiver:
        yield receiver
