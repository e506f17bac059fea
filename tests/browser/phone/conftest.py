"""The operator who looks on while a guard's phone is tried."""

from collections.abc import Iterator

import pytest

from bench.client import Client
from tests.support.centre import Centre
from tests.support.field_phone import client_of


@pytest.fixture(scope="module")
def operator(centre: Centre) -> Iterator[Client]:
    with client_of(centre, "Silje Strand") as client:
        yield client
