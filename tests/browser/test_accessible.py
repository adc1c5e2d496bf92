"""axe on every page of the demo, as the role that it is for, on a phone and on a desktop, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.served import served

pytestmark = pytest.mark.browser
SIZES = [(390, 844, "light"), (1280, 900, "dark")]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with served(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.mark.parametrize(("width", "height", "scheme"), SIZES)
def test_no_page_has_a_violation_nor_is_wider_than_the_screen(site, browser, width, height, scheme):
    found = []
    for visit in site.visits:
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="vi-VN", color_scheme=scheme, bypass_csp=True
        )
        if visit["cookie"]:
            name, _, value = visit["cookie"].partition("=")
            context.add_cookies([{"name": name, "value": value, "url": site.url}])
        page = context.new_page()
        errors = []
        page.on("pageerror", lambda error, errors=errors: errors.append(str(error)))
        answer = page.goto(site.url + visit["path"])
        result = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        found += [
            (visit["name"], violation["id"], violation["nodes"][0]["html"][:120])
            for violation in result.response["violations"]
        ]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append((visit["name"], "wider than the screen", ""))
        found += [(visit["name"], "script error", error) for error in errors]
        assert answer.status == 200, visit
        context.close()
    assert len(site.visits) > 40
    assert found == []
