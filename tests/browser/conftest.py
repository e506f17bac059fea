"""A whole centre and a real browser, for the tests of one module: what one has done is not in another's way."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.centre import Centre
from tests.support.desk import chromium

PATIENT_MS = 60_000
"""However slow the machine: what is waited for comes, or something is wrong."""


@pytest.fixture(scope="module")
def environment() -> Mapping[str, str]:
    """The settings of the centre: its own, unless a module is about others."""
    return {}


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory, environment: Mapping[str, str]) -> Iterator[Centre]:
    with Centre.start(Path(tmp_path_factory.mktemp("centre")), environment=environment) as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENT_MS)
    with chromium() as started:
        yield started
