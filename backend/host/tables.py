"""An installation's tables, for the host itself and for the commands beside it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.platform.config import config
from chalicelib.platform.store import Store
from chalicelib.records.commit import Engine
from host.dynamodb import DynamoDBLocal
from host.installation import Installation

_ACCOUNT_SETTINGS = ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN", "AWS_ENDPOINT_URL")


class CannotStart(Exception):
    """Something in the way of a command; the message says what, and what to do."""


def open_engine(environment: dict[str, str]) -> Engine:
    """Take on an installation's settings, and open its tables."""
    for name in _ACCOUNT_SETTINGS:
        os.environ.pop(name, None)
    os.environ |= environment
    os.environ.setdefault("POWERTOOLS_LOG_LEVEL", "WARNING")
    config.cache_clear()
    engine = Engine(Store(config()), config().shards)
    engine.store.create_tables()
    return engine


@contextmanager
def reached(installation: Installation) -> Iterator[tuple[Engine, bool]]:
    """The tables, and whether a host runs on them: through its database, else through one of our own meanwhile."""
    running = installation.running()
    if running is not None:
        yield open_engine(running.environment), True
        return
    with DynamoDBLocal(installation.data) as dynamodb:
        yield open_engine(installation.environment(dynamodb, installation.url())), False
