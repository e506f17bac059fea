import secrets
from collections.abc import Callable

import msgspec
import pytest

from chalicelib.platform.config import config
from tests.support.world import World


@pytest.fixture
def fresh(dynamodb: str) -> Callable[[], World]:
    """Centres of their own, as many as are wanted: each with tables that no other sees."""
    return lambda: World(msgspec.structs.replace(config(), table_prefix=f"w{secrets.token_hex(4)}-"))


@pytest.fixture
def world(fresh: Callable[[], World]) -> World:
    """A centre of its own: tables that no other test sees."""
    return fresh()
