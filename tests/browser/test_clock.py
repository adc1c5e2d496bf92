"""A reader whose clock is wrong is told: bad-input catalogue, line 45."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from hoithi.kit.clock import VIETNAM, now

pytestmark = pytest.mark.browser
SCRIPT = (Path(__file__).parents[2] / "src/hoithi/kit/static/kit/page.js").read_text()


@pytest.mark.parametrize(
    ("off", "told"),
    [
        (timedelta(days=1), True),
        (timedelta(days=-1), True),
        (timedelta(minutes=6), True),
        (timedelta(0), False),
        (timedelta(minutes=-2), False),
    ],
)
def test_a_clock_that_is_off_is_said(browser, off, told):
    page = browser.new_page()
    hour = (now() - off).astimezone(VIETNAM).isoformat()
    page.set_content(f'<main><div hidden data-server-clock="{hour}">Đồng hồ máy bạn lệch.</div></main>')
    page.add_script_tag(content=SCRIPT, type="module")
    expect(page.get_by_text("Đồng hồ máy bạn lệch.")).to_be_visible(visible=told)
    page.close()
