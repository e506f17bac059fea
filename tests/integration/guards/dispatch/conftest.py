import secrets

import msgspec
import pytest

from chalicelib.platform.config import config
from tests.support.dispatching import Dispatching


@pytest.fixture
def world(dynamodb: str) -> Dispatching:
    """A centre of its own: tables that no other test sees."""
    made = Dispatching(msgspec.structs.replace(config(), table_prefix=f"w{secrets.token_hex(4)}-"))
    made.place()
    return made
