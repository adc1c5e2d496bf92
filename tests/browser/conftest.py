"""One served demo and one Chromium for all browser tests; a page for each role at a size."""

import os
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

from tests.served import served


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The real product, served from a folder of its own."""
    with served(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium, or the one that HOITHI_CHROMIUM names."""
    with sync_playwright() as play:
        path = os.environ.get("HOITHI_CHROMIUM", "/usr/bin/chromium")
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def as_role(browser, site):
    """Opens pages as a role: `with as_role("chuyen-vien", width=390) as page:`."""
    cookies = {visit["role"]: visit["cookie"] for visit in site.visits}

    @contextmanager
    def enter(role, *, width=1280, height=900, **options):
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="vi-VN", base_url=site.url, **options
        )
        if cookies[role]:
            name, _, value = cookies[role].partition("=")
            context.add_cookies([{"name": name, "value": value, "url": site.url}])
        yield context.new_page()
        context.close()

    return enter
