"""What is typed on a telephone is kept: saved as it is typed, through a cut line, against another tab, signed out."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SAVED = "[data-saved]"


@pytest.fixture
def phone(as_role):
    """A telephone of somebody (a focal point enters like anybody) who has just begun an entry, at its first part."""
    with as_role("dau-moi", width=390, height=844) as page:
        page.goto("/hoi-thi/")
        page.locator(".contest-card a, .list a, table a").first.wait_for()
        for href in page.eval_on_selector_all(
            "main a[href^='/hoi-thi/']", "all => all.map(a => a.getAttribute('href'))"
        ):
            if re.fullmatch(r"/hoi-thi/[\w-]+/", href):
                page.goto(f"{href}du-thi/bat-dau/")
                if page.locator("input[name=once]").count():
                    break
        page.get_by_role("button", name="Bắt đầu").click()
        yield page


def test_saved_as_it_is_typed_and_there_after_a_reload(phone):
    phone.fill("[name=title]", "Máy thái củ mì")
    expect(phone.locator(SAVED)).to_contain_text("Đã lưu")
    phone.reload()
    assert phone.input_value("[name=title]") == "Máy thái củ mì"


def test_what_is_typed_before_the_script_has_come_is_saved_too(phone):
    held = []

    def hold(route):
        held.append(route)

    phone.route(re.compile(r"/autosave[^/]*\.js"), hold)
    phone.reload(wait_until="commit")
    phone.fill("[name=title]", "Gõ khi trang chưa tải xong")
    phone.wait_for_function("() => document.readyState === 'interactive'")
    held.pop().continue_()
    expect(phone.locator(SAVED)).to_contain_text("Đã lưu")
    phone.unroute_all()
    phone.reload()
    assert phone.input_value("[name=title]") == "Gõ khi trang chưa tải xong"


def test_a_cut_line_loses_nothing(phone):
    phone.fill("[name=title]", "Một")
    expect(phone.locator(SAVED)).to_contain_text("Đã lưu")
    for words in ("Một hai", "Một hai ba", "Một hai ba bốn"):
        phone.context.set_offline(True)
        phone.fill("[name=title]", words)
        expect(phone.locator(SAVED)).to_contain_text("Chưa lưu được, đang thử lại", timeout=10_000)
        phone.get_by_role("button", name="Lưu và tiếp tục").click()
        assert phone.input_value("[name=title]") == words
        phone.context.set_offline(False)
        expect(phone.locator(SAVED)).to_contain_text("Đã lưu", timeout=15_000)
    phone.reload()
    assert phone.input_value("[name=title]") == "Một hai ba bốn"


def test_two_tabs_are_told_apart(phone):
    other = phone.context.new_page()
    other.goto(phone.url)
    other.fill("[name=title]", "Từ thẻ hai")
    expect(other.locator(SAVED)).to_contain_text("Đã lưu")
    phone.fill("[name=title]", "Từ thẻ một")
    phone.locator(f"{SAVED} a").click()
    expect(phone.locator("textarea").nth(0)).to_have_value("Từ thẻ hai")
    expect(phone.locator("textarea").nth(1)).to_have_value("Từ thẻ một")


def test_signed_out_in_the_middle_the_text_stays_and_is_saved_later(phone):
    session = [cookie for cookie in phone.context.cookies() if cookie["name"] == "sessionid"]
    phone.context.clear_cookies(name="sessionid")
    phone.fill("[name=title]", "Gõ khi phiên đã hết")
    expect(phone.locator("#signed-out")).to_contain_text("Phiên làm việc đã hết")
    assert phone.input_value("[name=title]") == "Gõ khi phiên đã hết"
    phone.context.add_cookies(session)
    expect(phone.locator(SAVED)).to_contain_text("Đã lưu", timeout=15_000)
    expect(phone.locator("#signed-out")).to_be_empty()
