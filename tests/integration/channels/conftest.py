"""A supplier for each test, and an account of AWS that is none."""

from collections.abc import Iterator

import pytest

from tests.support.supplier import Supplier, a_supplier


@pytest.fixture
def server() -> Iterator[Supplier]:
    with a_supplier() as supplier:
        yield supplier


@pytest.fixture(autouse=True)
def _aws_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
