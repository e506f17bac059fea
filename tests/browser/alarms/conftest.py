"""A whole centre with a port that panels call."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.centre import Centre
from tests.support.field_phone import client_of

HOTEL, LIFT = "4101", "4102"


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    with Centre.start(Path(tmp_path_factory.mktemp("centre")), receives=True) as started:
        yield started


@pytest.fixture(scope="module")
def operator(centre: Centre) -> Iterator[Any]:
    """An operator at the API."""
    with client_of(centre, "Silje Strand") as client:
        yield client


@pytest.fixture(scope="module")
def panel(operator: Any) -> str:
    """The fire panel of the hotel: its id."""
    return next(str(one["id"]) for one in operator.get("panels")["items"] if one["account"] == HOTEL)
