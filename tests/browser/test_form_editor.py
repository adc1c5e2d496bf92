"""The editor of the dossier form in a real browser: the preview follows the typing; rare boxes wait for their kind."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def address(site):
    rules = next(visit["path"] for visit in site.visits if visit["name"] == "manage_rules")
    return f"{rules.rstrip('/').rpartition('/')[0]}/form/"


def test_the_preview_follows_what_is_typed(as_role, address):
    with as_role("chuyen-vien") as page:
        page.goto(address)
        first = page.locator("#sections-0")
        first.locator("summary").first.click()
        first.locator("[name=sections-0-name]").fill("Câu hỏi vừa sửa")
        expect(page.locator("#xem-thu").get_by_text("Câu hỏi vừa sửa")).to_be_visible()
        first.locator("[name=sections-0-kind]").select_option("choice")
        expect(first.locator("[name=sections-0-options]")).to_be_visible()
        expect(first.locator("[name=sections-0-most_words]")).not_to_be_visible()
        expect(page.locator("#xem-thu").get_by_text("hãy ghi ít nhất hai lựa chọn khác nhau")).to_be_visible()
        first.locator("[name=sections-0-options]").fill("Một\nHai")
        expect(page.locator("#xem-thu").get_by_label("Hai", exact=True)).to_be_visible()


def test_a_look_in_another_tab_leaves_the_editor_as_it_was_and_ready(as_role, address):
    with as_role("chuyen-vien", width=390) as page:
        page.goto(address)
        page.locator("#reason").fill("Bổ sung câu hỏi")
        with page.context.expect_page() as other:
            page.get_by_role("button", name="Xem thử như người dự thi").click()
        other.value.get_by_role("button", name="Kiểm tra thử").click()
        expect(other.value.get_by_text("Trước khi nộp sẽ còn thiếu")).to_be_visible()
        assert page.locator("#reason").input_value() == "Bổ sung câu hỏi"
        page.locator("#reason").fill("")
        page.get_by_role("button", name="Gửi đề xuất").click()
        expect(page.locator(".summary, .notice--error").first).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_screen_with_everything_open(as_role, address, width):
    with as_role("chuyen-vien", width=width) as page:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
