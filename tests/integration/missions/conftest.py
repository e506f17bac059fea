import secrets

import msgspec
import pytest

from chalicelib.platform.config import config
from tests.support.missions import Field
from tests.support.world import World


@pytest.fixture
def world(dynamodb: str) -> World:
    """A centre of its own: tables that no other test sees."""
    return World(msgspec.structs.replace(config(), table_prefix=f"m{secrets.token_hex(4)}-"))


@pytest.fixture
def field(world: World) -> Field:
    """Its field workers."""
    return Field(world)


@pytest.fixture
def called(field: Field) -> str:
    """Frida is out, and the centre calls each half hour."""
    return field.register(contact="centre_calls")
