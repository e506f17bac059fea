"""What every test may ask for. The database is a real one: DynamoDB Local, in memory, one for each worker process."""

import os
import secrets
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from chalicelib.platform.config import config
from host.dynamodb import DynamoDBLocal

os.environ.setdefault("VARDE_SECRET", secrets.token_hex(32))
# No test may reach a real account, whatever the developer has configured.
for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL"):
    os.environ.pop(name, None)
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"

# How long an example takes says nothing on a machine that does other things as well.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session")
def dynamodb() -> Iterator[str]:
    """The endpoint of a fresh database; the environment tells the code of it. Tables are for the test to create."""
    with DynamoDBLocal() as started, pytest.MonkeyPatch.context() as environment:
        for name, value in started.environment().items():
            environment.setenv(name, value)
        environment.setenv("VARDE_TABLE_PREFIX", f"test{secrets.token_hex(4)}-")
        config.cache_clear()
        yield started.endpoint
        config.cache_clear()
