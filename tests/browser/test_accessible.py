"""axe on every page of the demo, as the role that it is for, on a phone and on a desktop, light and dark."""

from itertools import groupby

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser
SIZES = [(390, 844, "light"), (1280, 900, "dark")]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize(("width", "height", "scheme"), SIZES)
def test_no_page_has_a_violation_nor_is_wider_than_the_screen(site, as_role, width, height, scheme):
    found, looked = [], 0

    def note(error):
        found.append(("script error", str(error)))

    for role, visits in groupby(sorted(site.visits, key=lambda visit: visit["role"]), lambda visit: visit["role"]):
        with as_role(role, width=width, height=height, color_scheme=scheme, bypass_csp=True) as page:
            page.on("pageerror", note)
            for visit in visits:
                assert page.goto(visit["path"]).status == 200, visit
                found += faults(page, visit["name"])
                looked += 1
    assert looked == len(site.visits) > 60
    assert found == []


def faults(page, name):
    """What axe finds on the page, and whether it is wider than the screen."""
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
    for violation in result.response["violations"]:
        yield name, violation["id"], violation["nodes"][0]["html"][:120]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        yield name, "wider than the screen"
