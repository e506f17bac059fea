import secrets

import msgspec
import pytest

from chalicelib.platform.config import config
from tests.support.panels import Panels
from tests.support.world import World


@pytest.fixture
def world(dynamodb: str) -> World:
    """A centre of its own: tables that no other test sees."""
    return World(msgspec.structs.replace(config(), table_prefix=f"a{secrets.token_hex(4)}-"))


@pytest.fixture
def panels(world: World) -> Panels:
    """The panels of its customers, and what they send."""
    return Panels(world)
