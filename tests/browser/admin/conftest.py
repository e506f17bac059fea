"""The system administrator at her desk."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.support.admin_pages import EVA
from tests.support.centre import Centre
from tests.support.desk import signed_in


@pytest.fixture(scope="module")
def eva(browser: Browser, centre: Centre) -> Iterator[Page]:
    """The system administrator at her desk, with time to spare for a slow machine."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nb-NO", accept_downloads=True)
    page = signed_in(context, centre, EVA)
    page.set_default_timeout(30_000)
    yield page
    context.close()
